package data

import (
	"cmp"
	"slices"
)

// DefaultAsOf is the day a year's figures are told as of: its last day, or
// today where that is earlier.
func DefaultAsOf(year int, today Date) Date {
	last := Date{year, 12, 31}
	if today.Before(last) {
		return today
	}
	return last
}

// takeBack removes a day that lies after another.
func takeBack(day Date, dates ...*Date) {
	for _, d := range dates {
		if d.After(day) {
			*d = Date{}
		}
	}
}

func assignmentsAsOf(all []Assignment, day Date) []Assignment {
	all = slices.DeleteFunc(slices.Clone(all), func(a Assignment) bool { return a.Assigned.After(day) })
	for i := range all {
		takeBack(day, &all[i].Accepted, &all[i].Returned, &all[i].ReturnConsented)
	}
	return all
}

func (s *SignOff) takeBack(day Date) {
	takeBack(day, &s.Signed, &s.Countersigned, &s.Reviewed, &s.Drafted)
}

func repliesAsOf(all []Reply, day Date) []Reply {
	all = slices.Clone(all)
	for i := range all {
		takeBack(day, &all[i].Sent)
		all[i].SignOff.takeBack(day)
	}
	return all
}

func opinionsAsOf(all []Opinion, day Date) []Opinion {
	all = slices.DeleteFunc(slices.Clone(all), func(o Opinion) bool { return o.Way == OpinionIn && o.Received.After(day) })
	for i := range all {
		takeBack(day, &all[i].Sent)
		all[i].SignOff.takeBack(day)
	}
	return all
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
			cmp.Or(f.Received.Compare(last.Received), cmp.Compare(f.Round, last.Round)) >= 0 {
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
