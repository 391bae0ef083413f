package data

import (
	"cmp"
	"fmt"
)

// AssessmentKind is who judges how a proposal was handled beside its proposers.
type AssessmentKind string

// The kinds.
const (
	Ballot     AssessmentKind = "会议测评"  // a congress or its standing committee votes on each item
	ThirdParty AssessmentKind = "第三方评价" // a body that is asked to
)

// AssessmentKinds lists both, in the order of choice lists.
var AssessmentKinds = []AssessmentKind{Ballot, ThirdParty}

// Assessment (测评) of how one proposal was handled, by others than its proposers: the
// votes that a meeting cast on it, or what a third party found.
type Assessment struct {
	ID           ID
	ProposalID   ID
	Kind         AssessmentKind
	Date         Date
	By           string // the meeting, such as 区六届人大常委会第十次会议, or the third party
	Satisfied    int    // votes, as the next three; of a ballot
	Mostly       int
	Dissatisfied int
	Abstained    int
	Mark         Mark // what a third party found; of a ballot what the meeting declared, mostly empty
	Opinion      string
	Deleted      bool
}

// mostVotes is more than any assembly has members.
const mostVotes = 10_000

// Votes are all that were cast on it.
func (a Assessment) Votes() int { return a.Satisfied + a.Mostly + a.Dissatisfied + a.Abstained }

// Words read it aloud: 满意30票、基本满意5票、不满意1票, or the third party's mark.
func (a Assessment) Words() string {
	if a.Kind != Ballot {
		return string(a.Mark)
	}
	words := fmt.Sprintf("满意%d票、基本满意%d票、不满意%d票", a.Satisfied, a.Mostly, a.Dissatisfied)
	if a.Abstained > 0 {
		words += fmt.Sprintf("、弃权%d票", a.Abstained)
	}
	if a.Mark != NoMark {
		words += "（" + string(a.Mark) + "）"
	}
	return words
}

// Validate tidies the assessment and names what is wrong.
func (a *Assessment) Validate() Problems {
	var f fields
	f.owner(a.ProposalID)
	one(&f, "测评方式", a.Kind, AssessmentKinds)
	f.day("测评日期", a.Date, true)
	f.line("测评单位", &a.By, true)
	for _, v := range []struct {
		name string
		n    int
	}{{"满意票", a.Satisfied}, {"基本满意票", a.Mostly}, {"不满意票", a.Dissatisfied}, {"弃权票", a.Abstained}} {
		switch {
		case v.n < 0 || v.n > mostVotes:
			f.wrong(v.name, fmt.Sprintf("应在0到%d之间", mostVotes), "请核对")
		case a.Kind == ThirdParty && v.n != 0:
			f.wrong(v.name, "第三方评价没有票数", "请清空，或改为会议测评")
		}
	}
	f.line("测评结论", (*string)(&a.Mark), a.Kind == ThirdParty)
	if a.Kind == Ballot && a.Satisfied == 0 && a.Mostly == 0 && a.Dissatisfied == 0 && a.Abstained == 0 {
		f.wrong("满意票", "一票也没有", "请填写各项票数")
	}
	f.prose("测评意见", &a.Opinion)
	return f.problems
}

// LastAssessment is the latest of a kind; ok is false where there is none.
func (c Case) LastAssessment(kind AssessmentKind) (last Assessment, ok bool) {
	for _, a := range c.Assessments {
		if a.Kind == kind && cmp.Or(a.Date.Compare(last.Date), cmp.Compare(a.ID, last.ID)) >= 0 {
			last, ok = a, true
		}
	}
	return last, ok
}

// assessments looks at votes and third parties: they judge what was answered.
func (k *factCheck) assessments(c Case, p RulePack) {
	first, replied := c.FirstSent()
	for _, a := range c.Assessments {
		k.notBefore("测评日期", a.Date, k.from, k.handed)
		if a.Mark != NoMark && p.Counts(a.Mark) == NoMark {
			k.no("测评结论", "办理规则里没有“"+string(a.Mark)+"”这个评价", "请从列出的评价中选择")
		}
		if c.Proposal.Role.Answers() && (!replied || a.Date.Before(first.Sent)) {
			k.odd("测评日期", a.Date.Chinese()+string(a.Kind)+"时答复还没有送达", "请核对")
		}
	}
}
