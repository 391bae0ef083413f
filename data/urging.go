package data

import "slices"

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

// answerDays is how long a unit that was urged has where the notice names no day.
const answerDays = 5

// UrgesDue are the urgings that a case needs on a day, one for each unit that
// owes something: 提醒 within the pack's yellow days before the limit, 催办 past
// it, 督办单 where an urging went unanswered (domain.md, Inspected; forms.md
// §10). A step that was taken is not asked for again.
func UrgesDue(c Case, today Date, r Rules) []UrgeDue {
	c = c.AsOf(today)
	if c.Proposal.Closed != NotClosed {
		return nil
	}
	var all []UrgeDue
	owes := func(a Assignment, limit Date) {
		u := UrgeDue{ProposalID: c.Proposal.ID, Unit: a.Unit, Part: a.Part, Limit: limit, DaysLeft: today.DaysUntil(limit)}
		last, urged := lastUrge(c, a)
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
		case last.Kind == Urge && last.unanswered(today):
			u.Step = Order
		default:
			return
		}
		all = append(all, u)
	}
	if lead, ok := c.LeadAssignment(); ok && c.owesPaper() {
		owes(lead, OwedLimit(c, lead, r).Deadline)
	}
	for _, a := range c.MissingOpinions() {
		owes(a, OwedLimit(c, a, r).Deadline)
	}
	return all
}

// owesPaper tells that the lead unit's part is not done: the reply or our
// opinion has not gone out.
func (c Case) owesPaper() bool {
	if c.Proposal.Role.Answers() {
		_, sent := c.LastSent()
		_, again := c.OwesReanswer()
		return !sent || again
	}
	o, _ := c.OurOpinion()
	return o.Sent.IsZero()
}

// OwedLimit is the limit of what a unit owes by an assignment: its opinion
// where it helps, else the reply, the new reply after 不满意, or our opinion.
func OwedLimit(c Case, a Assignment, r Rules) Limit {
	switch {
	case a.Part == CoUnit:
		return CoOpinionLimit(a, r)
	case !c.Proposal.Role.Answers():
		return OpinionLimit(c, r)
	}
	if form, owes := c.OwesReanswer(); owes {
		return ReanswerLimit(form, r)
	}
	return ReplyLimit(c, r)
}

// OwedBy are the cases in which a unit owes something on a day, whether its
// limit is near or not.
func OwedBy(cases []Case, unit ID, day Date) []Case {
	var owed []Case
	for _, c := range cases {
		now := c.AsOf(day)
		lead, ok := now.LeadAssignment()
		owes := ok && lead.Unit.ID == unit && now.owesPaper() || slices.ContainsFunc(now.MissingOpinions(), func(a Assignment) bool { return a.Unit.ID == unit })
		if owes && now.Proposal.Closed == NotClosed {
			owed = append(owed, c)
		}
	}
	return owed
}

// lastUrge is the latest urging of a unit since it was assigned.
func lastUrge(c Case, a Assignment) (last Supervision, ok bool) {
	for _, s := range c.Supervisions {
		if s.Unit.ID == a.Unit.ID && slices.Contains(UrgeSteps, s.Kind) && !s.Date.Before(a.Assigned) && !s.Date.Before(last.Date) {
			last, ok = s, true
		}
	}
	return last, ok
}

// unanswered tells that an urging's day has passed without an answer.
func (s Supervision) unanswered(today Date) bool {
	by := s.RectifyBy
	if by.IsZero() {
		by = s.Date.AddDays(answerDays)
	}
	return s.Answered.IsZero() && s.Rectified.IsZero() && today.After(by)
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
