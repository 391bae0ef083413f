package data

import "slices"

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
	What  string
	Who   string
	By    Date // zero where no limit runs
	About Subject
}

// Ours tells that the office itself has to take the step.
func (s Step) Ours() bool { return s.Who == office }

// Subject is which facts a step is recorded with.
type Subject string

// The subjects; the next step of a stage has none, as the stage says it.
const (
	AboutStage     Subject = ""
	AboutTold      Subject = "告知" // who works on it, told to the proposers
	AboutReturn    Subject = "退回"
	AboutExtension Subject = "延期"
	AboutUrging    Subject = "督办"
	AboutOpinion   Subject = "协办意见" // of a unit that helps
	AboutReply     Subject = "答复"   // a further letter, or one not sent to all
	AboutCopy      Subject = "副本"   // of a letter that a unit sent
	AboutTalk      Subject = "沟通"
	AboutFeedback  Subject = "反馈"
	AboutPromise   Subject = "承诺" // to be kept, or to be told that it is
)

// Standing is all that is computed of one proposal on one day.
type Standing struct {
	Stage    Stage
	Light    Light
	Limit    Limit // the limit that runs, or ran until the reply
	DaysLeft int   // negative where overdue; without meaning where Light is none
	Next     Step
	Also     []Step   // what waits beside it: an application to decide, proposers to tell, a letter's copy …
	Missing  []Phase  // phases without a consultation (lead only)
	Marks    []string // 重点, 并案, 延期, 延期待批, 跟踪中
}

// office is how steps name the office that keeps the registry.
const office = "本办公室"

// StageOf tells where a proposal stands on a day. It looks only at the set of
// facts up to that day, never at the order in which they were entered.
func StageOf(c Case, today Date, r Rules) Standing {
	c, r = c.AsOf(today), r.For(c.Book)
	c = c.counted(r.Pack)
	s := Standing{Marks: marks(c, r)}
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

func marks(c Case, r Rules) []string {
	var m []string
	if c.Proposal.Key {
		m = append(m, "重点")
	}
	if c.Proposal.MergedInto != 0 {
		m = append(m, "并案")
	}
	if slices.ContainsFunc(c.Extensions, func(e Extension) bool { return r.Lengthens(c, e) }) {
		m = append(m, "延期")
	}
	if _, waits := c.undecidedExtension(r); waits {
		m = append(m, "延期待批")
	}
	if slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return p.Kept.IsZero() }) {
		m = append(m, "跟踪中")
	}
	return m
}

// undecidedExtension is the application that waits for consent while the reply
// is not sent; of several the one for the latest day.
func (c Case) undecidedExtension(r Rules) (Extension, bool) {
	var last Extension
	if _, sent := c.LastSent(); sent {
		return last, false
	}
	for _, e := range c.Extensions {
		if e.Approved.IsZero() && !e.Applied.IsZero() && !r.Lengthens(c, e) && e.Until.After(last.Until) {
			last = e
		}
	}
	return last, !last.Until.IsZero()
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
	if s.Light == NoLight {
		return ""
	}
	return DaysWords(s.DaysLeft)
}

// NextPhase is the phase of the next talk: the first without one; once all were
// held, what follows the reply is 办后, else 办中.
func (s Standing) NextPhase() Phase {
	switch {
	case len(s.Missing) > 0:
		return s.Missing[0]
	case s.Stage == ToFeedback || s.Stage == ToReanswer || s.Stage == Settled:
		return After
	}
	return During
}

func unitName(c Case) string {
	return orElse(c.LeadUnitName(), "承办单位")
}

// answerer is who checks, signs and sends a reply: the office, or the unit
// where matters are handed out and each unit answers for itself.
func answerer(c Case) string {
	if c.Book.Direction == HandedOut {
		return unitName(c)
	}
	return office
}
