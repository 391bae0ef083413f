package story

import (
	"context"
	"slices"

	"jianban/data"
)

// Cases are those of a scope by book and number.
func (m *Memory) Cases(ctx context.Context, s data.Scope) ([]data.Case, error) {
	cases, err := m.asEntered(ctx, s)
	data.SortCases(cases)
	return cases, err
}

// asEntered are the cases of a scope in the order in which they were entered.
func (m *Memory) asEntered(ctx context.Context, s data.Scope) ([]data.Case, error) {
	return read(ctx, m, func(t tables) []data.Case {
		cases := t.cases(s, nil)
		if s.Texts {
			m.looked(cases)
		}
		for i, c := range cases {
			if s.Promised || s.KeptIn != 0 { // no more than promises are followed by
				c.Proposal.Proposers = nil
				cases[i] = data.Case{Book: c.Book, Proposal: c.Proposal, Assignments: c.Assignments, Replies: c.Replies, Commitments: c.Commitments, Host: c.Host}
			}
		}
		return cases
	})
}

// EachCase gives f the cases of a scope one after the other, as they were entered.
func (m *Memory) EachCase(ctx context.Context, s data.Scope, f func(data.Case) error) error {
	cases, err := m.asEntered(ctx, s)
	for _, c := range cases {
		if err == nil {
			err = f(c)
		}
	}
	return err
}

// Case is one case with its texts.
func (m *Memory) Case(ctx context.Context, id data.ID) (data.Case, error) {
	found, err := read(ctx, m, func(t tables) []data.Case {
		cases := t.cases(data.Scope{Texts: true}, []data.ID{id})
		m.looked(cases)
		return cases
	})
	if err != nil {
		return data.Case{}, err
	}
	if len(found) == 0 {
		return data.Case{}, notThere("建议", id)
	}
	return found[0], nil
}

// looked tells what letters said when their published texts were kept; of letters that were
// there from the beginning that is known from their first change on.
func (m *Memory) looked(cases []data.Case) {
	for i := range cases {
		c := &cases[i]
		rep, sent := c.LastSent()
		if !sent || c.Disclosure.Text == "" {
			continue
		}
		var said data.TextVersion
		kept := ""
		version := func(row any) {
			if r, ok := row.(*data.Reply); ok && r != nil && r.ID == rep.ID {
				said = data.TextVersion{Body: r.Body, Done: r.Done, Planned: r.Planned, SignOff: r.SignOff, Sent: r.Sent}
			}
		}
		for _, a := range m.journal {
			for _, x := range a.changes {
				version(x.after)
			}
			for _, x := range a.changes {
				if d, ok := x.after.(*data.Disclosure); ok && d != nil && d.ID == c.Disclosure.ID && d.Text != kept {
					kept, c.Looked = d.Text, said
				}
			}
		}
	}
}

// cases are those of a scope, or where ids is set these.
func (t tables) cases(s data.Scope, ids []data.ID) []data.Case {
	l := loading{brief: !s.Texts, at: map[data.ID]int{}, units: map[data.ID]*data.Unit{}, leaders: map[data.ID]*data.Leader{}, proposers: map[data.ID]*data.Proposer{}}
	for _, u := range of[data.Unit](t).rows {
		l.units[u.ID] = u
	}
	for _, x := range of[data.Leader](t).rows {
		l.leaders[x.ID] = x
	}
	for _, x := range of[data.Proposer](t).rows {
		l.proposers[x.ID] = x
	}
	books := map[data.ID]*data.Book{}
	for _, b := range of[data.Book](t).rows {
		books[b.ID] = b
	}
	all := []data.Case{} // never nil, as the registry's
	for _, p := range of[data.Proposal](t).rows {
		if p.Deleted || ids != nil && !slices.Contains(ids, p.ID) {
			continue
		}
		c := data.Case{Proposal: *p}
		if b := books[p.BookID]; b != nil {
			c.Book = *b
		}
		if t.within(&c, s, books[s.BookID]) {
			c.Book, c.Proposal = clone(c.Book), l.proposal(p)
			l.at[p.ID] = len(all)
			all = append(all, c)
		}
	}
	l.all = all
	for _, in := range t {
		in.spread(&l)
	}
	t.hosts(all, s.Texts)
	return all
}

// within tells whether a case is of a scope; book is that of the scope.
func (t tables) within(c *data.Case, s data.Scope, book *data.Book) bool {
	if s.Year != 0 && c.Year() != s.Year {
		return false
	}
	if s.IDs != nil && !slices.Contains(s.IDs, c.Proposal.ID) {
		return false
	}
	if len(s.Numbers) > 0 && !slices.ContainsFunc(s.Numbers, func(n string) bool { return data.NumberKey(n) == data.NumberKey(c.Proposal.Number) }) {
		return false
	}
	if s.Promised && of[data.Commitment](t).count(func(x *data.Commitment) bool { return x.ProposalID == c.Proposal.ID }) == 0 {
		return false
	}
	if s.KeptIn == 0 {
		return s.BookID == 0 || c.Proposal.BookID == s.BookID
	}
	kept := of[data.Commitment](t).count(func(x *data.Commitment) bool { return x.ProposalID == c.Proposal.ID && x.Kept.Year() == s.KeptIn })
	if c.Year() >= s.KeptIn || kept == 0 && !(c.Year() == s.KeptIn-1 && t.plans(c.Proposal.ID)) {
		return false
	}
	b := c.Book
	return s.BookID == 0 || book != nil && b.Meeting.Body == book.Meeting.Body && b.Meeting.Level == book.Meeting.Level && b.Direction == book.Direction
}

// plans tells whether a proposal has a letter in a class that promises to go on.
func (t tables) plans(id data.ID) bool {
	var packs []data.RulePack
	for _, p := range of[packRow](t).alive() {
		packs = append(packs, p.Pack)
	}
	classes := data.PlanningClasses(packs, of[data.Book](t).alive())
	return of[data.Reply](t).count(func(r *data.Reply) bool { return r.ProposalID == id && slices.Contains(classes, r.Class) }) > 0
}

// loading gathers the facts of cases.
type loading struct {
	brief     bool // without long texts
	all       []data.Case
	at        map[data.ID]int // by proposal
	units     map[data.ID]*data.Unit
	leaders   map[data.ID]*data.Leader
	proposers map[data.ID]*data.Proposer
}

// proposal is a proposal with whom it names; names of deleted ones still show.
func (l *loading) proposal(p *data.Proposal) data.Proposal {
	q := clone(*p)
	if l.brief {
		q.Text = ""
	}
	if d := l.leaders[q.Sponsor.ID]; d != nil {
		q.Sponsor = clone(*d)
	}
	for i, x := range q.Proposers {
		if y := l.proposers[x.ID]; y != nil {
			q.Proposers[i] = *y
			q.Proposers[i].Deleted = false
		}
	}
	return q
}

// unit fills in a unit of which only the ID is kept.
func (l *loading) unit(u *data.Unit) {
	if found := l.units[u.ID]; found != nil {
		*u = clone(*found)
	}
}

// spread hands the rows of a table to their cases, in the order that data.Case
// promises; what is equal stays in the order in which it was entered.
func (in *table[T]) spread(l *loading) {
	if in.facts == nil && in.sole == nil {
		return
	}
	for _, row := range in.rows {
		at, ok := l.at[in.ownerOf(row)]
		if _, deleted := in.idOf(row); deleted || !ok {
			continue
		}
		x := clone(*row)
		if in.unit != nil {
			l.unit(in.unit(&x))
		}
		if in.brief != nil && l.brief {
			in.brief(&x)
		}
		if in.sole != nil {
			*in.sole(&l.all[at]) = x
			continue
		}
		all := in.facts(&l.all[at])
		*all = append(*all, x)
	}
	if in.order == nil {
		return
	}
	for i := range l.all {
		slices.SortStableFunc(*in.facts(&l.all[i]), in.order)
	}
}

// hosts gives merged cases what they take from the one that their chain ends
// with.
func (t tables) hosts(all []data.Case, texts bool) {
	for i := range all {
		root := all[i].Proposal.MergedInto
		if root == 0 {
			continue
		}
		for range of[data.Proposal](t).rows { // a chain is no longer
			if p := of[data.Proposal](t).find(root); p != nil && p.MergedInto != 0 {
				root = p.MergedInto
			}
		}
		for _, h := range t.cases(data.Scope{Texts: texts}, []data.ID{root}) {
			all[i].Host = data.Host{ID: h.Proposal.ID, Number: h.Proposal.Number, Title: h.Proposal.Title, Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions}
		}
	}
}
