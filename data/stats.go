package data

import (
	"cmp"
	"fmt"
	"slices"
)

// Stats are the figures of one year. The JSON keys are a contract
// (design.md); fields without a key are for screens and papers.
type Stats struct {
	Year                int              `json:"year"`
	Total               int              `json:"total"`
	Lead                int              `json:"lead"`
	Assist              int              `json:"assist"`
	Key                 int              `json:"key"`
	Replied             int              `json:"replied"`
	RepliedOnTime       int              `json:"repliedOnTime"`
	ReplyRate           Rate             `json:"replyRate"`
	SettledRate         Rate             `json:"settledRate"`
	OnTimeRate          Rate             `json:"onTimeRate"`
	ConsultedFaceToFace int              `json:"consultedFaceToFace"`
	FaceToFaceRate      Rate             `json:"faceToFaceRate"`
	Attitude            Satisfaction     `json:"attitude"`
	Result              Satisfaction     `json:"result"`
	Classes             []ClassCount     `json:"classes"`
	OpinionsDue         int              `json:"opinionsDue"`
	OpinionsDelivered   int              `json:"opinionsDelivered"`
	OpinionRate         Rate             `json:"opinionRate"`
	ByUnit              []UnitCount      `json:"byUnit"`
	ByTopic             []TopicCount     `json:"byTopic"`
	Commitments         CommitmentCount  `json:"commitments"`
	AsOf                Date             `json:"asOf"`
	NotNeeded           int              `json:"notNeeded"`
	ReturnedRate        Rate             `json:"returnedRate"`
	AdoptedRate         Rate             `json:"adoptedRate"`
	SharesNote          string           `json:"sharesNote,omitempty"`
	All                 Figure           `json:"-"`
	Leads               Figure           `json:"-"`
	Assists             Figure           `json:"-"`
	Keys                Figure           `json:"-"`
	Talks               map[Phase]Figure `json:"-"` // consultations by phase: Num counts talks, IDs their proposals
	Visits              Figure           `json:"-"` // 督查, 催办
	Surveys             Figure           `json:"-"` // 调研, 视察 with deputies
}

// Satisfaction is one mark over a year.
type Satisfaction struct {
	Satisfied    int  `json:"satisfied"`
	Mostly       int  `json:"mostly"`
	Dissatisfied int  `json:"dissatisfied"`
	Rate         Rate `json:"rate"`
}

// ClassCount is one class of the replies.
type ClassCount struct {
	Class string `json:"class"`
	Count int    `json:"count"`
	Share Rate   `json:"share"`
	Name  string `json:"name"`
}

// UnitCount is one lead unit's part of the year.
type UnitCount struct {
	Unit    string         `json:"unit"`
	Lead    int            `json:"lead"`
	Assist  int            `json:"assist"`
	Replied int            `json:"replied"`
	OnTime  int            `json:"onTime"`
	Classes map[string]int `json:"classes"`
	IDs     []ID           `json:"-"`
}

// TopicCount is one topic's part of the year.
type TopicCount struct {
	Topic string `json:"topic"`
	Count int    `json:"count"`
	Share Rate   `json:"share"`
}

// CommitmentCount counts promises of the year's proposals.
type CommitmentCount struct {
	Open    int `json:"open"`
	Kept    int `json:"kept"`
	Overdue int `json:"overdue"`
}

// Statistics is the one place where a year is counted (domain.md, What is
// counted). Cases of other years are passed over. The order of cases does not
// matter to the numbers.
func Statistics(cases []Case, year int, asOf Date, r Rules) Stats {
	t := tally{asOf: asOf, rules: r, units: map[string]*UnitCount{}, topics: map[string]*Rate{}, classes: map[string]*Rate{}}
	t.Stats = Stats{Year: year, AsOf: asOf, Talks: map[Phase]Figure{}, ByUnit: []UnitCount{}, ByTopic: []TopicCount{}}
	t.rulesInWords()
	for _, c := range cases {
		if c.Year() == year && !c.Proposal.HandedOver.After(asOf) {
			t.add(c.AsOf(asOf).counted(r.Pack))
		}
	}
	t.finish()
	return t.Stats
}

type tally struct {
	Stats
	asOf    Date
	rules   Rules
	units   map[string]*UnitCount
	topics  map[string]*Rate
	classes map[string]*Rate
	schemes [][]ReplyClass // of the books counted, each once
}

func (t *tally) rulesInWords() {
	t.All.Rule, t.Leads.Rule, t.Assists.Rule = "当年登记的全部建议提案", "我方主办和分办", "我方协办（会办）"
	t.ReplyRate.Rule = "已送达答复的主办件 ÷ 主办件（不含撤转）"
	t.SettledRate.Rule = "已答复、不欠重办、A类或无逾期承诺的主办件 ÷ 主办件"
	t.OnTimeRate.Rule = "首次答复在期限内送达的主办件 ÷ 已答复主办件"
	t.FaceToFaceRate.Rule = "答复前有代表参加的当面沟通的主办件 ÷ 主办件（不含代表表示无需走访）"
	t.OpinionRate.Rule = "已报送协办意见 ÷ 协办件"
	t.ReturnedRate.Rule = "征询意见表已收回 ÷ 已答复主办件"
	t.AdoptedRate.Rule = "采纳类别 ÷ 已答复主办件"
	base := "征询意见表已收回的件数"
	if t.rules.Pack.FeedbackOfReplied {
		base = "已答复主办件（未收回视为未表示不满意）"
	}
	t.Attitude.Rate.Rule = "办理态度满意和基本满意 ÷ " + base
	t.Result.Rate.Rule = "办理结果满意和基本满意 ÷ " + base
}

func (t *tally) add(c Case) {
	id := c.Proposal.ID
	t.All.count(id, true)
	t.scheme(t.rules.For(c.Book).Pack.Classes)
	t.Keys.count(id, c.Proposal.Key)
	answers := c.Proposal.Role.Answers()
	t.Leads.count(id, answers)
	t.Assists.count(id, !answers)
	topic := orElse(c.Proposal.Topic, "未分类")
	if t.topics[topic] == nil {
		t.topics[topic] = &Rate{}
	}
	t.topics[topic].count(id, true)
	t.talks(c)
	unit := t.unit(c)
	if answers {
		unit.Lead++
	} else {
		unit.Assist++
	}
	unit.IDs = append(unit.IDs, id)
	for _, p := range c.Commitments {
		switch {
		case !p.Kept.IsZero():
			t.Commitments.Kept++
		case p.Due.Before(t.asOf):
			t.Commitments.Overdue++
		default:
			t.Commitments.Open++
		}
	}
	switch {
	case c.Proposal.Closed != NotClosed:
	case answers:
		t.lead(c, unit)
	default:
		o, _ := c.OurOpinion()
		t.OpinionRate.count(id, !o.Sent.IsZero())
	}
}

func (t *tally) unit(c Case) *UnitCount {
	name := "未交办"
	if a, ok := c.LeadAssignment(); ok {
		name = a.Unit.Name
	}
	if t.units[name] == nil {
		t.units[name] = &UnitCount{Unit: name, Classes: map[string]int{}}
	}
	return t.units[name]
}

func (t *tally) talks(c Case) {
	add := func(f *Figure, id ID) {
		f.Num++
		if n := len(f.IDs); n == 0 || f.IDs[n-1] != id { // cases come one after another
			f.IDs = append(f.IDs, id)
		}
	}
	for _, x := range c.Consultations {
		f := t.Talks[x.Phase]
		add(&f, c.Proposal.ID)
		t.Talks[x.Phase] = f
		if x.Method == Survey || x.Method == Inspection {
			add(&t.Surveys, c.Proposal.ID)
		}
	}
	for _, s := range c.Supervisions {
		if s.Date.OnOrBefore(t.asOf) {
			add(&t.Visits, c.Proposal.ID)
		}
	}
}

func (t *tally) lead(c Case, unit *UnitCount) {
	id := c.Proposal.ID
	last, replied := c.LastSent()
	t.ReplyRate.count(id, replied)
	t.SettledRate.count(id, replied && t.settled(c, last))
	if c.NoVisitWanted() && !c.FaceToFace(t.asOf) {
		t.NotNeeded++
	} else {
		t.FaceToFaceRate.count(id, c.FaceToFace(t.asOf))
	}
	if !replied {
		return
	}
	unit.Replied++
	unit.Classes[last.Class]++
	first, _ := c.FirstSent()
	onTime := !first.Sent.After(ReplyLimit(c, t.rules).Deadline)
	t.OnTimeRate.count(id, onTime)
	if onTime {
		unit.OnTime++
	}
	class, _ := t.rules.For(c.Book).Pack.Class(last.Class)
	t.AdoptedRate.count(id, class.Adopted)
	if t.classes[last.Class] == nil {
		t.classes[last.Class] = &Rate{}
	}
	t.classes[last.Class].count(id, true)
	attitude, _ := c.LeadMark(AttitudeOf)
	result, _ := c.LeadMark(ResultOf)
	t.ReturnedRate.count(id, attitude != NoMark || result != NoMark)
	t.mark(&t.Attitude, id, attitude)
	t.mark(&t.Result, id, result)
}

func (t *tally) settled(c Case, last Reply) bool {
	if mark, _ := c.LeadMark(ResultOf); mark == Dissatisfied {
		return false
	}
	if class, _ := t.rules.For(c.Book).Pack.Class(last.Class); class.Settled {
		return true
	}
	return !slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return p.Kept.IsZero() && p.Due.Before(t.asOf) })
}

func (t *tally) mark(s *Satisfaction, id ID, m Mark) {
	switch m {
	case Satisfied:
		s.Satisfied++
	case MostlySatisfied:
		s.Mostly++
	case Dissatisfied:
		s.Dissatisfied++
	}
	if m != NoMark || t.rules.Pack.FeedbackOfReplied {
		s.Rate.count(id, m != Dissatisfied)
	}
}

func (t *tally) finish() {
	t.Total, t.Lead, t.Assist, t.Stats.Key = t.All.Num, t.Leads.Num, t.Assists.Num, t.Keys.Num
	t.Replied, t.RepliedOnTime = t.ReplyRate.Num, t.OnTimeRate.Num
	t.ConsultedFaceToFace = t.FaceToFaceRate.Num
	t.OpinionsDue, t.OpinionsDelivered = t.OpinionRate.Den, t.OpinionRate.Num
	sum := 0
	add := func(c ReplyClass) {
		f := Rate{Figure{Den: t.Replied, Base: t.ReplyRate.IDs, Rule: "最近一次答复为" + c.Letter + "类的主办件 ÷ 已答复主办件"}}
		if got := t.classes[c.Letter]; got != nil {
			f.Num, f.IDs = got.Num, got.IDs
		}
		tenths, _ := f.Tenths()
		sum += tenths
		t.Classes = append(t.Classes, ClassCount{c.Letter, f.Num, f, c.Name})
	}
	if len(t.schemes) == 0 {
		t.scheme(t.rules.Pack.Classes)
	}
	for i, c := range slices.Concat(t.schemes...) {
		if !slices.ContainsFunc(slices.Concat(t.schemes...)[:i], func(d ReplyClass) bool { return d.Letter == c.Letter }) {
			add(c)
			delete(t.classes, c.Letter)
		}
	}
	for _, letter := range sortedKeys(t.classes) { // classes of another year's scheme
		add(ReplyClass{Letter: letter})
	}
	if t.Replied > 0 && sum != 1000 {
		t.SharesNote = fmt.Sprintf("各类占比四舍五入，合计为%d.%d%%", sum/10, sum%10)
	}
	if len(t.schemes) > 1 {
		t.SharesNote = joinWords("各办理册的类别用语不同，同一字母含义以各册为准", t.SharesNote)
	}
	for _, name := range sortedKeys(t.units) {
		t.ByUnit = append(t.ByUnit, *t.units[name])
	}
	slices.SortStableFunc(t.ByUnit, func(a, b UnitCount) int { return cmp.Compare(b.Lead+b.Assist, a.Lead+a.Assist) })
	for _, name := range sortedKeys(t.topics) {
		f := *t.topics[name]
		f.Den, f.Base = t.Total, t.All.IDs
		t.ByTopic = append(t.ByTopic, TopicCount{name, f.Num, f})
	}
	slices.SortStableFunc(t.ByTopic, func(a, b TopicCount) int { return cmp.Compare(b.Count, a.Count) })
}

// scheme notes a book's classes, each scheme once.
func (t *tally) scheme(classes []ReplyClass) {
	if !slices.ContainsFunc(t.schemes, func(s []ReplyClass) bool { return slices.Equal(s, classes) }) {
		t.schemes = append(t.schemes, classes)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
