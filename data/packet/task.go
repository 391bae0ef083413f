package packet

import (
	"slices"

	"jianban/data"
)

// Sight is what a unit is in one case.
type Sight struct {
	Unit   data.ID
	Leads  bool // it drafts the letter
	Signs  bool // it signs and sends its own letters: the book hands the items out to units
	Closed bool // the office's letter is signed: its text stays as it is
}

// sightOf is what a unit is in a case; ok is false where it has no part in it.
func sightOf(c data.Case, unit data.ID) (s Sight, ok bool) {
	s = Sight{Unit: unit, Signs: c.Book.Direction == data.HandedOut}
	for _, a := range c.Handlers() {
		if a.Unit.ID == unit && a.Active() {
			ok = true
			s.Leads = s.Leads || a.Part == data.LeadUnit
		}
	}
	return s, ok
}

// ForUnit is what a unit sees of a case; ok is false where it has no part in it. It
// sees the proposal with its proposers, the talks, its own assignment and opinion and
// what concerns it; whoever leads also sees the others' assignments and opinions, the
// drafts, promises and forms. What is the office's own (备注, scores, publication,
// numbers of its papers, other units' urgings) is left out.
func ForUnit(c data.Case, unit data.ID) (data.Case, bool) {
	s, ok := sightOf(c, unit)
	if !ok {
		return data.Case{}, false
	}
	c = Clone(c)
	p := &c.Proposal
	p.Remark, p.Related = "", nil
	if p.MergedInto != 0 {
		p.MergedInto, p.Remark = 0, "并入第"+c.Host.Number+"号办理"
	}
	for _, a := range c.Host.Assignments { // the unit works on it through the one it is merged into
		if len(c.Assignments) == 0 && a.Unit.ID == unit && a.Active() {
			a.ID, a.ProposalID = 0, p.ID
			c.Assignments = append(c.Assignments, a)
		}
	}
	c.Host = data.Host{}
	c.Waivers, c.Assessments, c.Issues, c.Disclosure = nil, nil, nil, data.Disclosure{}
	c.Supervisions = slices.DeleteFunc(c.Supervisions, func(v data.Supervision) bool { return v.Unit.ID != unit })
	if s.Leads {
		return c, true
	}
	c.Assignments = slices.DeleteFunc(c.Assignments, func(a data.Assignment) bool { return a.Unit.ID != unit && a.Part != data.LeadUnit })
	c.Opinions = slices.DeleteFunc(c.Opinions, func(o data.Opinion) bool { return o.Way != data.OpinionIn || o.Unit.ID != unit })
	c.Replies = slices.DeleteFunc(c.Replies, func(r data.Reply) bool { return r.Sent.IsZero() })
	c.Commitments = slices.DeleteFunc(c.Commitments, func(m data.Commitment) bool { return m.Unit.ID != unit })
	for i := range c.Commitments { // a letter that is not there
		m := &c.Commitments[i]
		has := func(id data.ID) bool {
			return slices.ContainsFunc(c.Replies, func(r data.Reply) bool { return r.ID == id })
		}
		if !has(m.ReplyID) {
			m.ReplyID = 0
		}
		if !has(m.FollowUp) {
			m.FollowUp = 0
		}
	}
	c.Dispatches, c.Feedback = nil, nil
	return c, true
}

// Items are what a unit gets of a year's cases, in their order.
func Items(cases []data.Case, unit data.ID, year int) []data.Case {
	var all []data.Case
	for _, c := range cases {
		if c.Year() != year {
			continue
		}
		if mine, ok := ForUnit(c, unit); ok {
			all = append(all, mine)
		}
	}
	return all
}
