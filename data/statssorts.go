package data

import "slices"

// sorts counts by what proposals are: kind, meeting or between, how many moved
// them and whether a body did. Every proposal is of one of each two, also one that
// was withdrawn.
func (t *tally) sorts(c *Case) {
	p := &c.Proposal
	kind := slices.Index(Kinds, p.Kind)
	if kind >= 0 {
		t.ByKind[kind].more(p.ID)
	}
	of := func(yes bool, in, other *Amount) {
		if !yes {
			in = other
		}
		in.more(p.ID)
	}
	if !p.Between {
		t.InSession.more(p.ID)
	}
	of(len(p.Proposers) > 1, &t.Joint, &t.Single)
	of(IsGroup(p.LeadProposer().Name), &t.Collective, &t.Personal)
}

// met counts who took part in a talk, each once however often the list names them.
func (t *tally) met(x Consultation, id ID) {
	for i, who := range x.Attended {
		if slices.Contains(x.Attended[:i], who) {
			continue
		}
		t.Met.Times.more(id)
		if x.Method.InPerson() {
			t.Met.InPerson.more(id)
		}
		t.deputies = append(t.deputies, who)
	}
}

// outcome counts what the letters sent say they took up and brought about.
func (t *tally) outcome(c *Case) {
	for _, r := range c.Replies {
		if !r.Sent.IsZero() {
			t.Ideas.many(c.Proposal.ID, r.Ideas)
			t.Policies.many(c.Proposal.ID, r.Policies)
		}
	}
}

// many adds several things of one proposal.
func (f *Figure) many(id ID, n int) {
	if n > 0 {
		f.Num += n
		f.IDs = appendNew(f.IDs, id)
	}
}

// has notes a proposal that units of a sort worked on.
func (a *Amount) has(id ID) { a.IDs = appendNew(a.IDs, id) }

// finishSorts ends them.
func (t *tally) finishSorts() {
	slices.Sort(t.deputies)
	t.Met.Deputies.Num, t.Met.Deputies.IDs = len(slices.Compact(t.deputies)), t.Met.Times.IDs
	for _, u := range t.units {
		if u.UnitID == 0 {
			continue
		}
		leads, assists := u.Leads.Num > 0, u.Assists.Num > 0 || u.CoIDs.Num > 0
		for _, of := range []struct {
			count *Amount
			in    bool
		}{{&t.Units.All, leads || assists}, {&t.Units.Lead, leads}, {&t.Units.Assist, assists}} {
			if of.in {
				of.count.Num++
			}
		}
	}
}

// planned counts a proposal of the year before whose letter promised to go on when
// that year ended.
func (t *tally) planned(c *Case) {
	if !c.Proposal.Role.Answers() || c.Proposal.Closed != NotClosed {
		return
	}
	var then Reply
	for _, r := range c.Replies {
		if !r.Sent.IsZero() && r.Sent.Year() < t.Year && r.Round > then.Round {
			then = r
		}
	}
	classes := classesOf(&t.before, c)
	rank := func(letter string) int {
		return slices.IndexFunc(classes, func(x ReplyClass) bool { return x.Letter == letter })
	}
	was := rank(then.Class)
	if was < 0 || !classes[was].plans() {
		return
	}
	last, _ := c.LastSent()
	now := rank(last.Class)
	kept := len(c.Commitments) > 0 && !slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return p.Kept.IsZero() })
	t.Planned.Rate.count(c.Proposal.ID, kept || now >= 0 && now < was)
}
