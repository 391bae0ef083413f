package registry_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/registry"
)

// records are all kinds that can be removed and restored.
var records = []data.Record{
	data.RecordBook, data.RecordUnit, data.RecordLeader, data.RecordProposer, data.RecordProposal, data.RecordExtension, data.RecordAssignment, data.RecordConsultation,
	data.RecordReply, data.RecordOpinion, data.RecordFeedback, data.RecordAssessment, data.RecordCommitment, data.RecordSupervision, data.RecordDisclosure, data.RecordAttachment,
	data.RecordSummary, data.RecordPack, data.RecordDispatch, data.RecordWaiver, data.RecordScore, data.RecordHoliday, data.RecordYearClosing, data.RecordSavedList, data.RecordIssue,
}

// innerWords are those of SQL and Go, which no clerk should have to read.
var innerWords = regexp.MustCompile(`[a-z_]{3,}\.[a-z_]{2,}|constraint|CHECK|failed|no such|sql`)

// plainRefusal wants an error to be none or a sentence for a clerk.
func plainRefusal(t *rapid.T, err error) {
	var all data.Problems
	var one data.Problem
	switch {
	case err == nil || errors.As(err, &all):
	case errors.As(err, &one):
		all = data.Problems{one}
	default:
		t.Fatal("an internal error:", err)
	}
	for _, p := range all {
		if innerWords.MatchString(p.Error()) {
			t.Fatal("not for a clerk:", p)
		}
	}
}

// draws are what a random step is made of.
type draws struct {
	t        *rapid.T
	tx       *registry.Tx
	rewrites bool // papers that are there may be written anew, their signature with them
}

func (d draws) id(name string) data.ID { return data.ID(rapid.IntRange(1, 3).Draw(d.t, name)) }

// saved is the id of a record that may be there, or 0 for a new one.
func (d draws) saved() data.ID { return data.ID(max(0, rapid.IntRange(-3, 3).Draw(d.t, "id"))) }

// written is as saved for a paper.
func (d draws) written() data.ID {
	if !d.rewrites {
		return 0
	}
	return d.saved()
}

func (d draws) word(name string) string {
	return rapid.SampledFrom([]string{"", "甲", "it's \"乙\"\n\\丙", "𠅤𬱖", "0", "null", "12.50", "乙", "丙", "丁", "\x00\xff", strings.Repeat("𬱖", 190), strings.Repeat("长", 201)}).Draw(d.t, name)
}

// day is before the hand-over, on it, after it, far away or none.
func (d draws) day(name string) data.Date {
	return rapid.SampledFrom([]data.Date{{}, day("2022-02-01"), day("2022-03-02"), day("2022-05-01"), day("2022-05-01"), day("2022-05-01"), day("2022-06-01"), day("2022-12-31"), data.UncheckedDate(2022, 13, 40), data.UncheckedDate(-5, 1, 1)}).Draw(d.t, name)
}

func (d draws) flag(name string) bool { return rapid.Bool().Draw(d.t, name) }

func (d draws) number(name string) int {
	return rapid.SampledFrom([]int{1, 1, 1, 2, 3, 0, -1, 1000, 2022, 1 << 40}).Draw(d.t, name)
}

// randomStep makes one change; many are refused, which is part of the law.
func randomStep(t *rapid.T, tx *registry.Tx, rewrites bool) error {
	d := draws{t, tx, rewrites}
	steps := []func() error{d.newProposal, d.changedProposal, d.list, d.list, d.paper, d.paper, d.fact, d.fact, d.fact, d.yearFact, d.rules, d.mark, d.mark}
	return rapid.SampledFrom(steps).Draw(t, "step")()
}

func (d draws) newProposal() error {
	p := proposal(func(p *data.Proposal) {
		p.Number = rapid.SampledFrom([]string{"40", "41", "42"}).Draw(d.t, "number")
		p.Text, p.Remark = d.word("text"), d.word("remark")
		p.Proposers = []data.Proposer{{Name: "新代表" + d.word("name"), Body: data.Congress}, {ID: proposerLi, Name: "李莫愁", Body: data.Congress, Delegation: "红塔区代表团"}}
	})
	return d.tx.SaveProposal(&p)
}

// changedProposal changes what is there: also merges it, in rings too.
func (d draws) changedProposal() error {
	p := proposal(func(p *data.Proposal) {
		p.ID, p.Key, p.Topic, p.Sponsor = leadID, d.flag("key"), d.word("topic"), data.Leader{ID: data.ID(rapid.IntRange(0, 1).Draw(d.t, "leader"))}
		p.Proposers = append(p.Proposers, data.Proposer{ID: proposerLi, Name: "李莫愁", Body: data.Congress, Delegation: "红塔区代表团"})
		if d.flag("order") {
			p.Proposers[0], p.Proposers[1] = p.Proposers[1], p.Proposers[0]
		}
		if d.flag("another") {
			p.ID, p.Number = d.saved(), "12"+d.word("number")
		}
		p.HandedOver, p.Told = rapid.SampledFrom([]data.Date{p.HandedOver, d.day("handed over")}).Draw(d.t, "from"), d.day("told")
		p.Closed, p.ClosedOn, p.MergedInto = rapid.SampledFrom(data.Closings).Draw(d.t, "closed"), d.day("closed on"), d.saved()
	})
	return d.tx.SaveProposal(&p)
}

// list changes the lists that proposals choose from.
func (d draws) list() error {
	switch rapid.IntRange(0, 4).Draw(d.t, "list") {
	case 0:
		return d.tx.SaveUnit(&data.Unit{ID: d.saved(), Name: "局" + d.word("unit name"), Phone: d.word("phone"), Former: []data.FormerName{{Name: d.word("former"), Until: d.day("until")}}})
	case 1:
		return d.tx.SaveLeader(&data.Leader{ID: d.saved(), Name: d.word("leader"), Post: d.word("post"), Former: []data.FormerName{{Name: d.word("former"), Until: d.day("until")}}})
	case 2:
		return d.tx.SaveProposer(&data.Proposer{ID: d.saved(), Name: "代表" + d.word("proposer"), Body: data.Congress, Delegation: d.word("delegation")})
	case 3:
		b := book()
		b.ID, b.Meeting.Session, b.ReplyMonths = d.saved(), d.number("session"), d.number("months")
		b.Classes = []data.ReplyClass{{Letter: "A", Name: d.word("class")}}
		b.Meeting.Place, b.Limits = b.Meeting.Place+d.word("place"), []data.LimitRule{{For: data.ForReply, N: d.number("limit"), Unit: data.Months}}
		return d.tx.SaveBook(&b)
	}
	return d.tx.SaveSettings(&data.Settings{Office: "办" + d.word("office"), Issuer: "府", ReplySeries: "红", OpinionSeries: "办", Clerks: []string{d.word("clerk")}, PreprintX: float64(d.number("x")), Demo: d.flag("demo")})
}

// paper enters what is written, sent or kept.
func (d draws) paper() error {
	signs := data.SignOff{Drafted: d.day("drafted"), Countersigned: d.day("countersigned"), Signed: d.day("signed"), SignedBy: d.word("signer")}
	switch rapid.IntRange(0, 5).Draw(d.t, "paper") {
	case 0:
		return d.tx.SaveReply(&data.Reply{ID: d.written(), ProposalID: leadID, Round: int(d.id("round")), Class: "A", DocNumber: d.word("number"), Body: d.word("body"), CopyTo: []string{d.word("copy")}, SignOff: signs, Sent: d.day("sent")})
	case 1:
		return d.tx.SaveReply(&data.Reply{ProposalID: leadID, Round: int(d.id("round")), Class: "A", Body: d.word("body"), Sent: day("2022-05-01")})
	case 2:
		return d.tx.SaveOpinion(&data.Opinion{ID: d.written(), ProposalID: d.id("proposal"), Way: rapid.SampledFrom([]string{data.OpinionOut, data.OpinionIn, ""}).Draw(d.t, "way"), Unit: data.Unit{ID: d.saved()}, DocNumber: d.word("number"), Body: d.word("body"), SignOff: signs, Sent: d.day("sent"), Received: d.day("received")})
	case 4:
		return d.tx.SaveIssue(&data.Issue{ID: d.saved(), Kind: rapid.SampledFrom(data.IssueKinds).Draw(d.t, "kind"), ProposalID: d.id("proposal"), BookID: 1, Unit: data.Unit{ID: d.id("unit")}, Assigned: d.day("assigned"), ConsultationID: d.saved(),
			Number: rapid.SampledFrom([]string{"红政函〔2022〕1号", "红政办函〔2022〕2号", "WS-1", "", "九号"}).Draw(d.t, "number"), Date: day("2022-03-02"), Title: "题" + d.word("title")})
	case 3:
		return d.tx.AddAttachment(&data.Attachment{ProposalID: d.id("proposal"), Name: "附件" + d.word("file"), Added: day("2022-03-02")}, bytes.NewReader([]byte(d.word("content"))))
	}
	return d.tx.SaveDisclosure(&data.Disclosure{ID: d.saved(), ProposalID: d.id("proposal"), Decision: rapid.SampledFrom(data.Opennesses).Draw(d.t, "open"), Reason: d.word("reason"), Text: d.word("text"), Published: d.day("published")})
}

// fact enters one of the facts of a proposal's way.
func (d draws) fact() error {
	unit := data.Unit{ID: d.id("unit")}
	switch rapid.IntRange(0, 9).Draw(d.t, "fact") {
	case 0:
		return d.tx.SaveDispatch(&data.Dispatch{ID: d.saved(), ProposalID: leadID, ReplyID: d.id("reply"), ProposerID: d.saved(), Date: d.day("date"), Method: d.word("method")})
	case 1:
		return d.tx.SaveWaiver(&data.Waiver{ID: d.saved(), ProposalID: leadID, ReplyID: d.id("reply"), Warning: "公开：还没有确定是否公开", Reason: d.word("reason"), Date: d.day("date")})
	case 2:
		return d.tx.SaveFeedback(&data.Feedback{ID: d.saved(), ProposalID: leadID, Round: d.number("round"), ProposerID: d.id("proposer"), FormSent: d.day("sent"), Received: d.day("received"), Attitude: data.Mark(d.word("attitude")), TalkForm: d.word("talk"), Second: d.flag("second"), HandedAgain: d.day("handed again")})
	case 3:
		return d.tx.SaveCommitment(&data.Commitment{ID: d.saved(), ProposalID: leadID, ReplyID: d.id("reply"), Text: "承诺" + d.word("text"), Unit: unit, Due: d.day("due"), Kept: d.day("kept"), Told: d.day("told"), FollowUp: d.saved()})
	case 4:
		return d.tx.SaveSupervision(&data.Supervision{ID: d.saved(), ProposalID: d.saved(), Unit: unit, Kind: rapid.SampledFrom(data.SupervisionKinds).Draw(d.t, "kind"), Date: d.day("date"), Answer: d.word("answer"), Answered: d.day("answered"), RectifyBy: d.day("rectify by"), DocNumber: d.word("number")})
	case 5:
		return d.tx.SaveConsultation(&data.Consultation{ID: d.saved(), ProposalID: leadID, Phase: data.During, Date: d.day("date"), Method: data.Hearing, Invited: []data.ID{d.id("invited")}, Attended: []data.ID{d.id("attended")}, Items: []data.AgreedItem{{What: "事" + d.word("item"), Done: d.day("done")}}, FormSigned: d.day("signed")})
	case 6:
		return d.tx.SaveAssignment(&data.Assignment{ID: d.saved(), ProposalID: d.id("proposal"), Unit: unit, Part: rapid.SampledFrom(data.Parts).Draw(d.t, "part"), Assigned: d.day("assigned"), Accepted: d.day("accepted"), Returned: d.day("returned"), ReturnReason: d.word("reason")})
	case 8:
		return d.tx.SaveAssessment(&data.Assessment{ID: d.saved(), ProposalID: leadID, Kind: rapid.SampledFrom(data.AssessmentKinds).Draw(d.t, "assessed"), Date: d.day("date"), By: "会" + d.word("by"), Satisfied: d.number("votes"), Mark: data.Mark(d.word("mark"))})
	case 7:
		return d.tx.SaveAssignment(&data.Assignment{ProposalID: d.id("proposal"), Unit: unit, Part: data.CoUnit, Assigned: day("2022-03-02")})
	}
	return d.tx.SaveExtension(&data.Extension{ID: d.saved(), ProposalID: leadID, Applied: d.day("applied"), Approved: d.day("approved"), Told: d.day("told"), Until: day("2022-08-01"), Reason: "理由" + d.word("reason")})
}

// yearFact enters one of the facts of a year.
func (d draws) yearFact() error {
	switch rapid.IntRange(0, 3).Draw(d.t, "of the year") {
	case 0:
		return d.tx.SaveScore(&data.Score{ID: d.saved(), Year: d.number("year"), Unit: data.Unit{ID: d.saved()}, Item: "制度", Source: rapid.SampledFrom(data.ScoreSources).Draw(d.t, "source"), Points: data.Points(d.number("points")), Reason: d.word("reason")})
	case 1:
		return d.tx.SaveScore(&data.Score{Year: 2022, Unit: data.Unit{ID: d.id("unit")}, Item: "制度", Source: data.SelfScore, Points: 70})
	case 2:
		return d.tx.SaveYearClosing(&data.YearClosing{ID: d.saved(), Year: d.number("year"), AsOf: d.day("as of"), ClosedOn: d.day("closed on"), Figures: rapid.SampledFrom([]string{"[]", "[]", "{", "{}"}).Draw(d.t, "figures"), Appraisal: rapid.SampledFrom([]string{"[]", "", "{"}).Draw(d.t, "appraisal"), Note: d.word("note")})
	}
	return d.tx.SaveSummary(&data.Summary{ID: d.saved(), Year: 2020 + int(d.id("year")), Title: "总结", AsOf: d.day("as of"), Sections: []data.SummarySection{{Text: d.word("section")}}})
}

// rules changes rule packs and holidays.
func (d draws) rules() error {
	switch rapid.IntRange(0, 3).Draw(d.t, "rules") {
	case 0:
		pack, _ := rules()
		pack.Name, pack.From, pack.ReplyMonths = "规则"+d.word("pack"), d.day("from"), d.number("months")
		return d.tx.SavePack(&pack)
	case 1:
		return d.tx.RemovePack(d.day("from"))
	case 2:
		return d.tx.SaveSavedList(&data.SavedList{ID: d.saved(), Name: "列表" + d.word("list"), Words: d.word("words")})
	}
	return d.tx.SaveHoliday(&data.Holiday{ID: d.saved(), Date: d.day("holiday"), Kind: rapid.SampledFrom(data.HolidayKinds).Draw(d.t, "kind"), Name: "节" + d.word("name")})
}

// mark removes or restores any record.
func (d draws) mark() error {
	what := rapid.SampledFrom(records).Draw(d.t, "record")
	if d.flag("restore") {
		return d.tx.Restore(what, d.id("record"))
	}
	return d.tx.Remove(what, d.id("record"))
}
