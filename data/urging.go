package data

import (
	"cmp"
	"slices"
)

// UrgeDue is an urging that should go out: to whom, which step, and why.
type UrgeDue struct {
	ProposalID ID
	Unit       Unit
	Part       Part
	Step       SupervisionKind // Remind, Urge or Order
	Limit      Date            // of what the unit owes
	DaysLeft   int             // negative where overdue
	Last       Supervision     // the urging before it; ID 0 where there is none
}

// AnswerWorkdays is how many working days a unit that was urged has to answer
// where the notice names no day.
const AnswerWorkdays = 5

// UrgesDue are the urgings that a case needs on a day, one for each unit that
// owes something: 提醒 within the pack's yellow days before the limit, 催办 past
// it, 督办单 where an urging went unanswered (domain.md, Inspected; forms.md
// §10). A step that was taken for what is owed now is not asked for again.
// Opinions on a merged proposal are asked for on the one it is merged into.
func UrgesDue(c Case, today Date, r Rules) []UrgeDue { return urgesDue(c.AsOf(today), today, r) }

// urgesDue is UrgesDue of a case that is already as of the day.
func urgesDue(c Case, today Date, r Rules) []UrgeDue {
	if c.Proposal.Closed != NotClosed {
		return nil
	}
	var all []UrgeDue
	owes := func(a Assignment, since, limit Date) {
		u := UrgeDue{ProposalID: c.Proposal.ID, Unit: a.Unit, Part: a.Part, Limit: limit, DaysLeft: today.DaysUntil(limit)}
		last, urged := lastUrge(c, a.Unit, since)
		u.Last = last
		switch {
		case limit.IsZero() || u.DaysLeft > r.Pack.YellowDays:
			return
		case u.DaysLeft >= 0:
			if urged {
				return
			}
			u.Step = Remind
		case !urged || last.Kind == Remind:
			u.Step = Urge
		case last.Kind == Urge && last.unanswered(today, r):
			u.Step = Order
		default:
			return
		}
		all = append(all, u)
	}
	if lead, ok := c.LeadAssignment(); ok && c.OwesPaper(r) && c.unitsTurn() {
		since := lead.Assigned
		if form, again := c.OwesReanswer(r.Pack); again { // urgings for the first reply are past
			since = form.Received
		}
		owes(lead, since, OwedLimit(c, lead, r).Deadline)
	}
	if len(c.Assignments) > 0 {
		for _, a := range c.MissingOpinions() {
			owes(a, a.Assigned, OwedLimit(c, a, r).Deadline)
		}
	}
	return all
}

// OwesPaper tells that the lead unit's part is not done: the reply, a new reply
// after 不满意, or our opinion has not gone out.
func (c Case) OwesPaper(r Rules) bool {
	if c.Proposal.Role.Answers() {
		_, sent := c.LastSent()
		_, again := c.OwesReanswer(r.Pack)
		return !sent || again
	}
	o, _ := c.OurOpinion()
	return o.Sent.IsZero()
}

// unitsTurn tells that the paper owed waits for the lead unit: it has not
// drafted it, or it answers on its own letter paper.
func (c Case) unitsTurn() bool {
	if c.Book.Direction == HandedOut {
		return true
	}
	if !c.Proposal.Role.Answers() {
		o, _ := c.OurOpinion()
		return o.SignOff.Drafted.IsZero()
	}
	draft, _ := c.Draft()
	last, _ := c.LastSent()
	return draft.Round <= last.Round || draft.SignOff.Drafted.IsZero()
}

// OwedLimit is the limit of what a unit owes by an assignment: its opinion
// where it helps, else the reply, the new reply after 不满意, or our opinion.
func OwedLimit(c Case, a Assignment, r Rules) Limit {
	switch {
	case a.Part == CoUnit:
		return CoOpinionLimit(c, a, r)
	case !c.Proposal.Role.Answers():
		return OpinionLimit(c, r)
	}
	if form, owes := c.OwesReanswer(r.Pack); owes {
		return ReanswerLimit(c, form, r)
	}
	return ReplyLimit(c, r)
}

// OwedBy are the cases in which a unit owes something on a day, whether its
// limit is near or not. Each case's own rules tell what its marks count as.
func OwedBy(cases []Case, unit ID, day Date, y RuleYears) []Case {
	var owed []Case
	for _, c := range cases {
		now := c.AsOf(day)
		lead, ok := now.LeadAssignment()
		owes := ok && lead.Unit.ID == unit && now.OwesPaper(y.Of(c)) || slices.ContainsFunc(now.MissingOpinions(), func(a Assignment) bool { return a.Unit.ID == unit })
		if owes && now.Proposal.Closed == NotClosed {
			owed = append(owed, c)
		}
	}
	return owed
}

// lastUrge is the latest urging of a unit since a day; of two on one day the
// higher step.
func lastUrge(c Case, u Unit, since Date) (last Supervision, ok bool) {
	for _, s := range c.Supervisions {
		step := slices.Index(UrgeSteps, s.Kind)
		if s.Unit.ID == u.ID && step >= 0 && !s.Date.Before(since) && cmp.Or(s.Date.Compare(last.Date), step-slices.Index(UrgeSteps, last.Kind)) >= 0 {
			last, ok = s, true
		}
	}
	return last, ok
}

// AnswerBy is the day by which the unit is to answer an urging, or to put
// right what a visit found; zero where a visit named none.
func (s Supervision) AnswerBy(r Rules) Date {
	if s.RectifyBy.IsZero() && s.Kind != Visit {
		return LimitFrom(s.Date, Span{AnswerWorkdays, Workdays}, r.Pack.NextWorkday, r.Calendar).Deadline
	}
	return s.RectifyBy
}

// HasAnswer tells that the unit answered, or put right what was found.
func (s Supervision) HasAnswer() bool { return !s.Answered.IsZero() || !s.Rectified.IsZero() }

// unanswered tells that an urging's day has passed without an answer.
func (s Supervision) unanswered(today Date, r Rules) bool {
	return !s.HasAnswer() && today.After(s.AnswerBy(r))
}

// Colour is the colour of an urging's step in three colours: 黄, 橙, 红; "" for a
// visit.
func (k SupervisionKind) Colour() Light {
	switch k {
	case Remind:
		return LightYellow
	case Urge:
		return LightOrange
	case Order:
		return LightRed
	}
	return NoLight
}
