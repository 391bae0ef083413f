package data

import (
	"fmt"
	"slices"
)

// Stage is where a proposal stands. It is computed, never stored.
type Stage string

// The stages, in the order of the work.
const (
	ToAssign     Stage = "待交办"
	ToAccept     Stage = "待签收"
	ToReassign   Stage = "退回待重派"
	Working      Stage = "办理中"
	AwaitOpinion Stage = "待协办意见"
	ToSign       Stage = "待审签"
	ToSend       Stage = "待送达"
	ToDeliver    Stage = "待报送"
	ToFeedback   Stage = "待反馈"
	ToReanswer   Stage = "不满意·待重办"
	Settled      Stage = "办结"
	Delivered    Stage = "已报送"
	StageClosed  Stage = "已撤转"
)

// Stages lists all, in the order of the work.
var Stages = []Stage{ToAssign, ToAccept, ToReassign, Working, AwaitOpinion, ToSign, ToSend, ToDeliver, ToFeedback, ToReanswer, Settled, Delivered, StageClosed}

// Light tells how near a deadline is.
type Light string

// The lights; a stopped clock has none.
const (
	NoLight     Light = ""
	LightGreen  Light = "绿"
	LightYellow Light = "黄"
	LightOrange Light = "橙"
	LightRed    Light = "红"
)

// Step is what has to be done next.
type Step struct {
	What string
	Who  string
	By   Date // zero where no limit runs
}

// Standing is all that is computed of one proposal on one day.
type Standing struct {
	Stage    Stage
	Light    Light
	Limit    Limit // the limit that runs, or ran until the reply
	DaysLeft int   // negative where overdue; without meaning where Light is none
	Next     Step
	Missing  []Phase  // phases without a consultation (lead only)
	Marks    []string // 重点, 并案, 延期, 跟踪中
}

// StageOf tells where a proposal stands on a day. It looks only at the set of
// facts up to that day, never at the order in which they were entered.
func StageOf(c Case, today Date, r Rules) Standing {
	c, r = c.AsOf(today), r.For(c.Book)
	c = c.counted(r.Pack)
	s := Standing{Marks: marks(c)}
	if c.Proposal.Closed != NotClosed {
		s.Stage, s.Next = StageClosed, Step{What: string(c.Proposal.Closed) + "：" + c.Proposal.ClosedWhy}
		return s
	}
	if c.Proposal.Role.Answers() {
		s.lead(c, today, r)
	} else {
		s.assist(c, today, r)
	}
	return s
}

func marks(c Case) []string {
	var m []string
	if c.Proposal.Key {
		m = append(m, "重点")
	}
	if c.Proposal.MergedInto != 0 {
		m = append(m, "并案")
	}
	if slices.ContainsFunc(c.Extensions, func(e Extension) bool { return !e.Approved.IsZero() }) {
		m = append(m, "延期")
	}
	if slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return p.Kept.IsZero() }) {
		m = append(m, "跟踪中")
	}
	return m
}

func (s *Standing) lead(c Case, today Date, r Rules) {
	s.Limit = ReplyLimit(c, r)
	for _, p := range Phases {
		if !slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Phase == p }) {
			s.Missing = append(s.Missing, p)
		}
	}
	office := "本办公室"
	if form, owes := c.OwesReanswer(); owes {
		s.Limit = ReanswerLimit(form, r)
		s.reanswer(c, form)
		s.run(today, r)
		return
	}
	if last, sent := c.LastSent(); sent {
		s.replied(c, last, r)
		return
	}
	s.run(today, r)
	if s.toUnit(c, today, r) {
		return
	}
	draft, drafted := c.Draft()
	missing := c.MissingOpinions()
	switch {
	case drafted && !draft.SignOff.Signed.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToSend, "送达答复", office
	case len(missing) > 0 && (drafted && !draft.SignOff.Drafted.IsZero() || s.Light == LightOrange || s.Light == LightRed):
		s.Stage, s.Next = AwaitOpinion, Step{"催报协办意见", missing[0].Unit.Name, CoOpinionLimit(missing[0], r).Deadline}
	case drafted && !draft.SignOff.Drafted.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToSign, "审核签发答复", orElse(draft.SignOff.ReviewedBy, office)
	default:
		s.Stage, s.Next.What, s.Next.Who = Working, "沟通并起草答复", unitName(c)
		if slices.Contains(s.Missing, Before) {
			s.Next.What = "联系代表，记办前沟通"
		}
	}
}

// reanswer names the next step of a new round after 不满意 with the result.
func (s *Standing) reanswer(c Case, form Feedback) {
	s.Stage, s.Next = ToReanswer, Step{What: "重新办理并再次答复", Who: unitName(c)}
	draft, _ := c.Draft()
	switch {
	case draft.Round <= form.Round:
	case !draft.SignOff.Signed.IsZero():
		s.Next = Step{What: "送达再次答复", Who: "本办公室"}
	case !draft.SignOff.Drafted.IsZero():
		s.Next = Step{What: "审核签发再次答复", Who: orElse(draft.SignOff.ReviewedBy, "本办公室")}
	}
}

// replied tells what is left once a reply was sent and no re-answer is owed:
// the form that judges it, a call where the attitude displeased, promises.
func (s *Standing) replied(c Case, last Reply, r Rules) {
	attitude, form := c.LeadMark(AttitudeOf)
	result, _ := c.LeadMark(ResultOf)
	if attitude == NoMark && result == NoMark || result == Dissatisfied { // a new round went out, its form has not come back
		s.Stage, s.Next = ToFeedback, Step{"收回征询意见表", c.Proposal.LeadProposer().Name + c.Book.Meeting.Body.Member(), FeedbackLimit(last, r).Deadline}
		return
	}
	s.Stage = Settled
	var due Commitment
	for _, p := range c.Commitments {
		if p.Kept.IsZero() && (due.Due.IsZero() || p.Due.Before(due.Due)) {
			due = p
		}
	}
	called := slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Method.InPerson() && !x.Date.Before(form.Received) })
	switch {
	case attitude == Dissatisfied && !called:
		s.Next = Step{What: "对办理态度不满意，请单位领导走访代表", Who: unitName(c)}
	case !due.Due.IsZero():
		s.Next = Step{"兑现承诺：" + clip(due.Text, 30), orElse(due.Unit.Name, unitName(c)), due.Due}
	}
}

func (s *Standing) assist(c Case, today Date, r Rules) {
	s.Limit = OpinionLimit(c, r)
	opinion, has := c.OurOpinion()
	if has && !opinion.Sent.IsZero() {
		s.Stage = Delivered
		return
	}
	s.run(today, r)
	if s.toUnit(c, today, r) {
		return
	}
	switch {
	case has && !opinion.SignOff.Signed.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToDeliver, "报送"+orElse(c.Proposal.LeadBody, "主办机关"), "本办公室"
	case has && !opinion.SignOff.Drafted.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToSign, "审核签发意见", "本办公室"
	default:
		s.Stage, s.Next.What, s.Next.Who = Working, "起草协办意见", unitName(c)
	}
}

// toUnit settles the stages before a unit works on it.
func (s *Standing) toUnit(c Case, today Date, r Rules) bool {
	a, assigned := c.LeadAssignment()
	returned := slices.ContainsFunc(c.Assignments, func(x Assignment) bool { return x.Part == LeadUnit && !x.ReturnConsented.IsZero() })
	switch {
	case !assigned && returned:
		s.Stage, s.Next.What, s.Next.Who = ToReassign, "重新确定承办单位", "本办公室"
	case !assigned:
		s.Stage, s.Next.What, s.Next.Who = ToAssign, "交办承办单位", "本办公室"
	case !a.Returned.IsZero() && a.Accepted.Before(a.Returned): // signed for after that: the return was refused
		s.Stage, s.Next.What, s.Next.Who = ToReassign, "决定是否同意退回", "本办公室"
	case a.Accepted.IsZero() && !today.After(ReturnLimit(a, r).Deadline):
		limit := ReturnLimit(a, r).Deadline
		s.Stage, s.Next = ToAccept, Step{"签收（逾期视同签收）", a.Unit.Name, limit}
	default:
		return false
	}
	return true
}

// run sets the light of a limit that runs.
func (s *Standing) run(today Date, r Rules) {
	if s.Limit.Deadline.IsZero() {
		return
	}
	s.DaysLeft = today.DaysUntil(s.Limit.Deadline)
	s.Next.By = s.Limit.Deadline
	switch {
	case s.DaysLeft < 0:
		s.Light = LightRed
	case s.DaysLeft <= r.Pack.OrangeDays:
		s.Light = LightOrange
	case s.DaysLeft <= r.Pack.YellowDays:
		s.Light = LightYellow
	default:
		s.Light = LightGreen
	}
}

// Words says the light for a reader: 逾期2天, 剩3天, 今天到期.
func (s Standing) Words() string {
	switch {
	case s.Light == NoLight:
		return ""
	case s.DaysLeft < 0:
		return fmt.Sprintf("逾期%d天", -s.DaysLeft)
	case s.DaysLeft == 0:
		return "今天到期"
	}
	return fmt.Sprintf("剩%d天", s.DaysLeft)
}

func unitName(c Case) string {
	a, _ := c.LeadAssignment()
	return orElse(a.Unit.Name, "承办单位")
}
