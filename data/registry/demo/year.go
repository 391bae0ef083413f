package demo

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"jianban/assets"
	"jianban/data"
)

// year is assets/demo/2022.toml. Units, leaders and proposers are referred to
// by their names.
type year struct {
	Settings  settings   `toml:"settings"`
	Book      book       `toml:"book"`
	Leaders   []leader   `toml:"leaders"`
	Units     []unit     `toml:"units"`
	Proposals []proposal `toml:"proposals"`
	Summary   summary    `toml:"summary"`

	ScoreItems   []string `toml:"score_items"`   // keys of the pack's hand-scored items
	ScoreReasons []string `toml:"score_reasons"` // of the reviews, in the same order
	Scores       []scores `toml:"scores"`
}

// scores are a unit's hand-given points, one for each of the year's ScoreItems.
type scores struct {
	Unit   string   `toml:"unit"`
	Self   []string `toml:"self"`
	Review []string `toml:"review"`
}

type settings struct {
	Office        string `toml:"office"`
	Issuer        string `toml:"issuer"`
	Letterhead    string `toml:"letterhead"`
	ReplySeries   string `toml:"reply_series"`
	OpinionSeries string `toml:"opinion_series"`
	Contact       string `toml:"contact"`
	Phone         string `toml:"phone"`
	Demo          bool   `toml:"demo"`
}

func (s settings) value() data.Settings {
	return data.Settings{
		Office: s.Office, Issuer: s.Issuer, Letterhead: s.Letterhead, ReplySeries: s.ReplySeries, OpinionSeries: s.OpinionSeries,
		Contact: s.Contact, Phone: s.Phone, Demo: s.Demo,
	}
}

type book struct {
	Body          data.Body      `toml:"body"`
	Level         data.Level     `toml:"level"`
	Place         string         `toml:"place"`
	Term          int            `toml:"term"`
	Session       int            `toml:"session"`
	Year          int            `toml:"year"`
	Direction     data.Direction `toml:"direction"`
	HandedBy      string         `toml:"handed_by"`
	Issuer        string         `toml:"issuer"`
	Letterhead    string         `toml:"letterhead"`
	ReplySeries   string         `toml:"reply_series"`
	OpinionSeries string         `toml:"opinion_series"`
	CopyTo        []string       `toml:"copy_to"`
}

func (b book) value() data.Book {
	return data.Book{
		Meeting:   data.Meeting{Body: b.Body, Level: b.Level, Place: b.Place, Term: b.Term, Session: b.Session, Year: b.Year},
		Direction: b.Direction, HandedBy: b.HandedBy, Issuer: b.Issuer, Letterhead: b.Letterhead,
		ReplySeries: b.ReplySeries, OpinionSeries: b.OpinionSeries, CopyTo: b.CopyTo,
	}
}

type leader struct {
	Name string `toml:"name"`
	Post string `toml:"post"`
}

type unit struct {
	Name        string `toml:"name"`
	FullName    string `toml:"full_name"`
	ReplySeries string `toml:"reply_series"`
	Responsible string `toml:"responsible"`
	Contact     string `toml:"contact"`
	Phone       string `toml:"phone"`
}

func (u unit) value() data.Unit {
	return data.Unit{Name: u.Name, FullName: u.FullName, ReplySeries: u.ReplySeries, Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone}
}

type proposal struct {
	Number        string         `toml:"number"`
	Role          data.Role      `toml:"role"`
	Title         string         `toml:"title"`
	Topic         string         `toml:"topic"`
	Text          string         `toml:"text"`
	HandedOver    data.Date      `toml:"handed_over"`
	Told          data.Date      `toml:"told"`
	LeadBody      string         `toml:"lead_body"`
	Sponsor       string         `toml:"sponsor"`
	Proposers     []proposer     `toml:"proposers"`
	Assignments   []assignment   `toml:"assignments"`
	Consultations []consultation `toml:"consultations"`
	Opinions      []opinion      `toml:"opinions"`    // of co-handling units, to us
	Opinion       opinion        `toml:"our_opinion"` // to the lead body, where we assist
	Reply         reply          `toml:"reply"`       // where we lead
	Commitments   []commitment   `toml:"commitments"`
	Feedback      feedback       `toml:"feedback"`
	Supervisions  []supervision  `toml:"supervisions"`
	Disclosure    disclosure     `toml:"disclosure"`
}

type proposer struct {
	Name       string `toml:"name"`
	Delegation string `toml:"delegation"`
	Phone      string `toml:"phone"`
	Address    string `toml:"address"`
}

type assignment struct {
	Unit     string    `toml:"unit"`
	Part     data.Part `toml:"part"`
	Assigned data.Date `toml:"assigned"`
	Accepted data.Date `toml:"accepted"`
}

type consultation struct {
	Phase      data.Phase  `toml:"phase"`
	Date       data.Date   `toml:"date"`
	Method     data.Method `toml:"method"`
	Place      string      `toml:"place"`
	Attended   []string    `toml:"attended"`
	LedBy      string      `toml:"led_by"`
	LedRank    data.Rank   `toml:"led_rank"`
	Others     string      `toml:"others"`
	Said       string      `toml:"said"`
	Agreed     string      `toml:"agreed"`
	Attachment attachment  `toml:"attachment"`
}

type attachment struct {
	Name string `toml:"name"`
	Text string `toml:"text"`
}

type signOff struct {
	Drafted    data.Date `toml:"drafted"`
	DraftedBy  string    `toml:"drafted_by"`
	Reviewed   data.Date `toml:"reviewed"`
	ReviewedBy string    `toml:"reviewed_by"`
	Signed     data.Date `toml:"signed"`
	SignedBy   string    `toml:"signed_by"`
}

func (s signOff) value() data.SignOff {
	return data.SignOff{
		Drafted: s.Drafted, DraftedBy: s.DraftedBy, Reviewed: s.Reviewed, ReviewedBy: s.ReviewedBy, Signed: s.Signed, SignedBy: s.SignedBy,
	}
}

type opinion struct {
	Unit      string    `toml:"unit"`
	DocNumber string    `toml:"doc_number"`
	Body      string    `toml:"body"`
	Sent      data.Date `toml:"sent"`
	Received  data.Date `toml:"received"`
	signOff
}

type reply struct {
	Class        string    `toml:"class"`
	DocNumber    string    `toml:"doc_number"`
	Body         string    `toml:"body"`
	Done         string    `toml:"done"`
	Planned      string    `toml:"planned"`
	Ideas        int       `toml:"ideas"`
	Policies     int       `toml:"policies"`
	Contact      string    `toml:"contact"`
	ContactPhone string    `toml:"contact_phone"`
	Sent         data.Date `toml:"sent"`
	SentBy       string    `toml:"sent_by"`
	signOff
}

type commitment struct {
	Text string    `toml:"text"`
	Unit string    `toml:"unit"`
	Due  data.Date `toml:"due"`
}

type feedback struct {
	FormSent data.Date `toml:"form_sent"`
	Received data.Date `toml:"received"`
	Attitude data.Mark `toml:"attitude"`
	Result   data.Mark `toml:"result"`
	Opinion  string    `toml:"opinion"`
}

type supervision struct {
	Unit      string               `toml:"unit"`
	Kind      data.SupervisionKind `toml:"kind"`
	Date      data.Date            `toml:"date"`
	People    string               `toml:"people"`
	Findings  string               `toml:"findings"`
	RectifyBy data.Date            `toml:"rectify_by"`
	Rectified data.Date            `toml:"rectified"`
}

type disclosure struct {
	Decision  data.Openness `toml:"decision"`
	Reason    string        `toml:"reason"`
	Published data.Date     `toml:"published"`
	Place     string        `toml:"place"`
}

type summary struct {
	Year     int       `toml:"year"`
	Title    string    `toml:"title"`
	AsOf     data.Date `toml:"as_of"`
	Signed   data.Date `toml:"signed"`
	Sections []section `toml:"sections"`
}

type section struct {
	Heading string `toml:"heading"`
	Text    string `toml:"text"`
}

// readYear reads the embedded year. An entry that nothing here takes up is an
// error, so that a misspelt one is not lost.
func readYear() (year, error) {
	var y year
	meta, err := toml.Decode(string(assets.DemoYear()), &y)
	if err != nil {
		return year{}, fmt.Errorf("demo year: %w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return year{}, fmt.Errorf("demo year: unknown entries %v", unknown)
	}
	return y, nil
}

// prose takes off the line breaks that TOML's long strings end with.
func prose(s string) string { return strings.Trim(s, "\n") }
