package data

import "slices"

// NamedLimit is one of a proposal's limits with the word for it.
type NamedLimit struct {
	Name string // 办理期限, 首次联系, 退办期限, 协办意见, 征询意见, 重新答复, 二次评价
	Of   string // the unit whose limit it is; "" for the proposal's own
	Limit
}

// Limits are the limits of a proposal that can still matter, each with its
// reasons, its own first: that of the reply or of our opinion, of the first talk with
// the deputy, of units that have not signed yet, of opinions not here yet, of a form not
// back, of an answer owed again, of a second evaluation.
func (c Case) Limits(r Rules) []NamedLimit {
	r = r.For(c.Book)
	own := ReplyLimit
	if !c.Proposal.Role.Answers() {
		own = OpinionLimit
	}
	all := []NamedLimit{{Name: "办理期限", Limit: own(c, r)}}
	if l, owed := c.owesContact(r); owed {
		all = append(all, NamedLimit{Name: "首次联系", Limit: l})
	}
	for _, a := range c.Assignments {
		if a.Active() && a.Accepted.IsZero() && !a.Assigned.IsZero() {
			all = append(all, NamedLimit{"退办期限", c.UnitName(a.Unit), ReturnLimit(c, a, r)})
		}
	}
	for _, a := range c.MissingOpinions() {
		if !a.Assigned.IsZero() {
			all = append(all, NamedLimit{c.Book.Meeting.Body.Assisting() + "意见", c.UnitName(a.Unit), CoOpinionLimit(c, a, r)})
		}
	}
	if !c.Proposal.Role.Answers() {
		return all
	}
	form, owes := c.OwesReanswer(r.Pack)
	switch judged, sent := c.LastJudged(); {
	case owes:
		all = append(all, NamedLimit{Name: "重新答复", Limit: ReanswerLimit(c, form, r)})
	case sent && !c.formBack(judged.Round):
		all = append(all, NamedLimit{Name: "征询意见", Limit: FeedbackLimit(c, judged, r)})
	case sent:
		if l, owed := c.owesSecond(r); owed {
			all = append(all, NamedLimit{Name: "二次评价", Limit: l})
		}
	}
	return all
}

// owesContact is the limit of the first talk with the deputy where the place has one,
// nobody has spoken with the deputy yet and no reply has gone out.
func (c Case) owesContact(r Rules) (Limit, bool) {
	if _, sent := c.LastSent(); !c.Proposal.Role.Answers() || sent || len(c.Consultations) > 0 {
		return Limit{}, false
	}
	return ContactLimit(c, r)
}

// owesSecond is the limit of the lead proposer's second evaluation of the latest reply
// where the place asks for one, the first came back and the second did not.
func (c Case) owesSecond(r Rules) (Limit, bool) {
	judged, sent := c.LastJudged()
	lead := c.Proposal.LeadProposer().ID
	if !sent || slices.ContainsFunc(c.Feedback, func(f Feedback) bool {
		return f.Second && f.Round == judged.Round && f.ProposerID == lead && !f.Received.IsZero()
	}) {
		return Limit{}, false
	}
	return SecondLimit(c, judged, r)
}

// secondWaits tells that the second evaluation is near: the first came back, and what
// is left until the day on which it should be back is no more than the pack's yellow days.
func (c Case) secondWaits(today Date, r Rules) (due Date, waits bool) {
	judged, _ := c.LastJudged()
	l, owed := c.owesSecond(r)
	return l.Deadline, owed && c.formBack(judged.Round) && today.DaysUntil(l.Deadline) <= r.Pack.YellowDays
}

// formBack tells whether the lead proposer's form on a round came back.
func (c Case) formBack(round int) bool {
	for _, f := range c.Feedback {
		if f.Round == round && !f.Second && f.ProposerID == c.Proposal.LeadProposer().ID && !f.Received.IsZero() {
			return true
		}
	}
	return false
}
