package data

import (
	"cmp"
	"slices"
)

// DefaultAsOf is the day a year's figures are told as of: its last day, or
// today where that is earlier.
func DefaultAsOf(year int, today Date) Date {
	last := NewDate(year, 12, 31)
	if today.Before(last) {
		return today
	}
	return last
}

// AsOf is the case as it stood at the end of day: what happened later is
// taken out of it. A list of which nothing happened later is that of c itself.
func (c Case) AsOf(day Date) Case {
	takeBack(day, &c.Proposal.Told)
	if c.Proposal.ClosedOn.After(day) {
		c.Proposal.Closed, c.Proposal.ClosedOn = NotClosed, Date{}
	}
	c.Extensions = asOf(c.Extensions,
		func(e *Extension) bool { return e.Since().After(day) },
		func(e *Extension) bool { return anyAfter(day, &e.Applied, &e.Approved, &e.Told) },
		func(e *Extension) { takeBack(day, &e.Applied, &e.Approved, &e.Told) })
	c.Assignments, c.Replies, c.Opinions = assignmentsAsOf(c.Assignments, day), repliesAsOf(c.Replies, day), opinionsAsOf(c.Opinions, day)
	if h := &c.Host; h.ID != 0 {
		h.Assignments, h.Replies, h.Opinions = assignmentsAsOf(h.Assignments, day), repliesAsOf(h.Replies, day), opinionsAsOf(h.Opinions, day)
	}
	c.Consultations = asOf(c.Consultations, func(x *Consultation) bool { return x.Date.After(day) }, nil, nil)
	c.Feedback = feedbackAsOf(c.Feedback, day)
	c.Commitments = commitmentsAsOf(c.Commitments, c.Replies, day)
	c.Dispatches = asOf(c.Dispatches, func(d *Dispatch) bool { return d.Date.After(day) }, nil, nil)
	c.Supervisions = asOf(c.Supervisions,
		func(s *Supervision) bool { return s.Date.After(day) },
		func(s *Supervision) bool { return anyAfter(day, &s.Answered, &s.Rectified) },
		func(s *Supervision) { takeBack(day, &s.Answered, &s.Rectified) })
	c.Assessments = asOf(c.Assessments, func(a *Assessment) bool { return a.Date.After(day) }, nil, nil)
	c.Waivers = asOf(c.Waivers, func(w *Waiver) bool { return w.Date.After(day) }, nil, nil)
	takeBack(day, &c.Disclosure.Published)
	return c
}

// asOf are the facts of a list without those that came later, the rest with undo
// done to those that changed later. Where there are none of either it is the list
// itself: most are asked for as of today, thousands at a time.
func asOf[T any](list []T, came, changed func(*T) bool, undo func(*T)) []T {
	later := false
	for i := range list {
		later = later || came(&list[i]) || changed != nil && changed(&list[i])
	}
	if !later {
		return list
	}
	list = slices.DeleteFunc(slices.Clone(list), func(x T) bool { return came(&x) })
	for i := range list {
		if undo != nil {
			undo(&list[i])
		}
	}
	return list
}

// takeBack removes days that lie after another.
func takeBack(day Date, dates ...*Date) {
	for _, d := range dates {
		if d.After(day) {
			*d = Date{}
		}
	}
}

// anyAfter tells whether one of some days lies after another.
func anyAfter(day Date, dates ...*Date) bool {
	return slices.ContainsFunc(dates, func(d *Date) bool { return d.After(day) })
}

// none is came of facts that stay whenever they were entered.
func none[T any](*T) bool { return false }

func assignmentsAsOf(all []Assignment, day Date) []Assignment {
	return asOf(all,
		func(a *Assignment) bool { return a.Assigned.After(day) },
		func(a *Assignment) bool { return anyAfter(day, &a.Accepted, &a.Returned, &a.ReturnConsented) },
		func(a *Assignment) { takeBack(day, &a.Accepted, &a.Returned, &a.ReturnConsented) })
}

func repliesAsOf(all []Reply, day Date) []Reply {
	return asOf(all, none,
		func(r *Reply) bool { return r.Sent.After(day) || r.SignOff.goesOn(day) },
		func(r *Reply) {
			takeBack(day, &r.Sent)
			r.SignOff.takeBack(day)
		})
}

func opinionsAsOf(all []Opinion, day Date) []Opinion {
	return asOf(all,
		func(o *Opinion) bool { return o.Way == OpinionIn && o.Received.After(day) },
		func(o *Opinion) bool { return o.Sent.After(day) || o.SignOff.goesOn(day) },
		func(o *Opinion) {
			takeBack(day, &o.Sent)
			o.SignOff.takeBack(day)
		})
}

// goesOn tells whether a step was taken after a day.
func (s *SignOff) goesOn(day Date) bool {
	return anyAfter(day, &s.Signed, &s.Countersigned, &s.Reviewed, &s.Drafted)
}

func (s *SignOff) takeBack(day Date) {
	takeBack(day, &s.Signed, &s.Countersigned, &s.Reviewed, &s.Drafted)
}

func feedbackAsOf(all []Feedback, day Date) []Feedback {
	return asOf(all, none,
		func(f *Feedback) bool { return anyAfter(day, &f.FormSent, &f.Received, &f.HandedAgain) },
		func(f *Feedback) {
			takeBack(day, &f.FormSent, &f.HandedAgain)
			if f.Received.After(day) {
				f.Received, f.Attitude, f.Result, f.TalkedBy, f.TalkForm, f.Solved = Date{}, NoMark, NoMark, "", "", ""
			}
		})
}

// commitmentsAsOf takes the replies as of the day: a promise is made when its
// reply is sent, not while it is being drafted.
func commitmentsAsOf(all []Commitment, replies []Reply, day Date) []Commitment {
	return asOf(all,
		func(p *Commitment) bool {
			return p.ReplyID != 0 && slices.ContainsFunc(replies, func(r Reply) bool { return r.ID == p.ReplyID && r.Sent.IsZero() })
		},
		func(p *Commitment) bool { return anyAfter(day, &p.Kept, &p.Told) },
		func(p *Commitment) { takeBack(day, &p.Kept, &p.Told) })
}

// counted is the case with each mark as the default one it is counted as.
func (c Case) counted(p RulePack) Case {
	if len(p.Marks) == 0 {
		return c
	}
	c.Feedback = slices.Clone(c.Feedback)
	for i := range c.Feedback {
		f := &c.Feedback[i]
		f.Attitude, f.Result = p.Counts(f.Attitude), p.Counts(f.Result)
	}
	c.Assessments = slices.Clone(c.Assessments)
	for i := range c.Assessments {
		c.Assessments[i].Mark = p.Counts(c.Assessments[i].Mark)
	}
	return c
}

// FirstSent is the earliest round that was sent.
func (c Case) FirstSent() (Reply, bool) {
	var first Reply
	for _, r := range c.Replies {
		if !r.Sent.IsZero() && (first.Sent.IsZero() || r.Round < first.Round) {
			first = r
		}
	}
	return first, !first.Sent.IsZero()
}

// LastSent is the latest round that was sent.
func (c Case) LastSent() (Reply, bool) {
	var last Reply
	for _, r := range c.Replies {
		if !r.Sent.IsZero() && r.Round > last.Round {
			last = r
		}
	}
	return last, !last.Sent.IsZero()
}

// LastJudged is the latest round sent that a feedback form goes with: none goes
// with a letter that tells of a promise kept (续复).
func (c Case) LastJudged() (Reply, bool) {
	c.Replies = slices.DeleteFunc(slices.Clone(c.Replies), func(r Reply) bool { return r.Occasion == FollowUp })
	return c.LastSent()
}

// Draft is the latest round, sent or not.
func (c Case) Draft() (Reply, bool) {
	var last Reply
	for _, r := range c.Replies {
		if r.Round > last.Round {
			last = r
		}
	}
	return last, last.Round > 0
}

// OurOpinion is our opinion to the lead body: the one sent last, else the one
// signed last.
func (c Case) OurOpinion() (Opinion, bool) {
	var last Opinion
	for _, o := range c.Opinions {
		if o.Way == OpinionOut && (last.Way == "" || cmp.Or(o.Sent.Compare(last.Sent), o.SignOff.Signed.Compare(last.SignOff.Signed), cmp.Compare(o.DocNumber, last.DocNumber)) >= 0) {
			last = o
		}
	}
	return last, last.Way == OpinionOut
}

// LeadAssignment is the lead unit's latest assignment that holds. Of two made
// on one day it is the one signed for last, whichever was entered first.
func (c Case) LeadAssignment() (Assignment, bool) {
	var last Assignment
	for _, a := range c.Handlers() {
		if a.Part == LeadUnit && a.Active() && cmp.Or(a.Assigned.Compare(last.Assigned), a.Accepted.Compare(last.Accepted), last.Returned.Compare(a.Returned), cmp.Compare(a.Unit.ID, last.Unit.ID)) >= 0 {
			last = a
		}
	}
	return last, last.Unit.ID != 0
}

// MissingOpinions are the co-handling units that hold an assignment but have
// not sent their opinion, the longest waiting first. An opinion on the proposal
// that this one is merged into counts for both.
func (c Case) MissingOpinions() []Assignment {
	var missing []Assignment
	for _, a := range c.Handlers() {
		if a.Part == CoUnit && a.Active() && c.OpinionOf(a).Received.IsZero() {
			missing = append(missing, a)
		}
	}
	slices.SortStableFunc(missing, func(a, b Assignment) int {
		return cmp.Or(a.Assigned.Compare(b.Assigned), cmp.Compare(a.Unit.Name, b.Unit.Name), a.Returned.Compare(b.Returned), a.Accepted.Compare(b.Accepted))
	})
	return missing
}

// OpinionOf is the first opinion that the unit of an assignment sent; without
// a day where none came.
func (c Case) OpinionOf(a Assignment) Opinion {
	var first Opinion
	for _, of := range [][]Opinion{c.Opinions, c.Host.Opinions} {
		for _, o := range of {
			if o.Way == OpinionIn && o.Unit.ID == a.Unit.ID && !o.Received.IsZero() && (first.Received.IsZero() || o.Received.Before(first.Received)) {
				first = o
			}
		}
	}
	return first
}

// LeadMark is the latest form back from the lead proposer, of whatever round:
// a 不满意 stands until a later form replaces it.
func (c Case) LeadMark(of func(Feedback) Mark) (Mark, Feedback) {
	var last Feedback
	lead := c.Proposal.LeadProposer().ID
	for _, f := range c.Feedback {
		if f.ProposerID == lead && of(f) != NoMark && !f.Received.IsZero() &&
			f.compare(last) >= 0 {
			last = f
		}
	}
	return of(last), last
}

// AttitudeOf and ResultOf are the two marks LeadMark can look at.
func AttitudeOf(f Feedback) Mark { return f.Attitude }

// ResultOf is the mark of the result.
func ResultOf(f Feedback) Mark { return f.Result }

// OwesReanswer tells that the lead proposer was dissatisfied with the result
// and no round was sent since; the form that says so comes with it. The pack
// tells what a place's own marks count as. Telling of a promise kept (续复) is
// no new answer.
func (c Case) OwesReanswer(p RulePack) (Feedback, bool) {
	mark, form := c.LeadMark(ResultOf)
	if p.Counts(mark) != Dissatisfied {
		return Feedback{}, false
	}
	answered := slices.ContainsFunc(c.Replies, func(r Reply) bool {
		return r.Round > form.Round && r.Occasion != FollowUp && !r.Sent.IsZero()
	})
	return form, !answered
}

// ToldKept tells whether the deputy was told that a promise is kept: in words,
// or by a further letter that was sent.
func (c Case) ToldKept(p Commitment) bool {
	return !p.Told.IsZero() || slices.ContainsFunc(c.Replies, func(r Reply) bool { return p.FollowUp != 0 && r.ID == p.FollowUp && !r.Sent.IsZero() })
}

// FaceToFace is the consultation that counts for 面商率: in person, attended
// by a proposer, on or before the last reply sent (asOf where none is).
func (c Case) FaceToFace(asOf Date) bool {
	until := asOf
	if last, ok := c.LastSent(); ok {
		until = last.Sent
	}
	return slices.ContainsFunc(c.Consultations, func(x Consultation) bool {
		return c.met(x) && x.Date.OnOrBefore(until)
	})
}

// HasProof tells that a consultation is proved: a form the deputy signed, or a
// file kept with it.
func (c Case) HasProof(x Consultation) bool {
	return !x.FormSigned.IsZero() || slices.ContainsFunc(c.Attachments, func(a Attachment) bool { return a.ConsultationID == x.ID && x.ID != 0 })
}

// met tells whether one of the proposers was met in a consultation.
func (c Case) met(x Consultation) bool {
	return x.Method.InPerson() && slices.ContainsFunc(x.Attended, func(id ID) bool { return proposedBy(c, id) })
}

// NoVisitWanted tells that the deputy said no visit is needed.
func (c Case) NoVisitWanted() bool {
	return slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Method == NotNeeded })
}
