package data

// NamedLimit is one of a proposal's limits with the word for it.
type NamedLimit struct {
	Name string // 办理期限, 退办期限, 协办意见, 征询意见, 重新答复
	Of   string // the unit whose limit it is; "" for the proposal's own
	Limit
}

// Limits are the limits of a proposal that can still matter, each with its
// reasons, its own first: that of the reply or of our opinion, of units that have not signed
// yet, of opinions not here yet, of a form not back, of an answer owed again.
func (c Case) Limits(r Rules) []NamedLimit {
	r = r.For(c.Book)
	own := ReplyLimit
	if !c.Proposal.Role.Answers() {
		own = OpinionLimit
	}
	all := []NamedLimit{{Name: "办理期限", Limit: own(c, r)}}
	for _, a := range c.Assignments {
		if a.Active() && a.Accepted.IsZero() && !a.Assigned.IsZero() {
			all = append(all, NamedLimit{"退办期限", c.UnitName(a.Unit), ReturnLimit(a, r)})
		}
	}
	for _, a := range c.MissingOpinions() {
		if !a.Assigned.IsZero() {
			all = append(all, NamedLimit{c.Book.Meeting.Body.Assisting() + "意见", c.UnitName(a.Unit), CoOpinionLimit(a, r)})
		}
	}
	if !c.Proposal.Role.Answers() {
		return all
	}
	form, owes := c.OwesReanswer(r.Pack)
	switch judged, sent := c.LastJudged(); {
	case owes:
		all = append(all, NamedLimit{Name: "重新答复", Limit: ReanswerLimit(form, r)})
	case sent && !c.formBack(judged.Round):
		all = append(all, NamedLimit{Name: "征询意见", Limit: FeedbackLimit(judged, r)})
	}
	return all
}

// formBack tells whether the lead proposer's form on a round came back.
func (c Case) formBack(round int) bool {
	for _, f := range c.Feedback {
		if f.Round == round && f.ProposerID == c.Proposal.LeadProposer().ID && !f.Received.IsZero() {
			return true
		}
	}
	return false
}
