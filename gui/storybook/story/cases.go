package story

import (
	"cmp"
	"context"
	"slices"

	"jianban/data"
)

// Cases are those of a scope, in the order in which they were entered.
func (m *Memory) Cases(ctx context.Context, s data.Scope) ([]data.Case, error) {
	return read(ctx, m, func(t *tables) []data.Case { return t.cases(s, nil) })
}

// Case is one case with its texts.
func (m *Memory) Case(ctx context.Context, id data.ID) (data.Case, error) {
	found, err := read(ctx, m, func(t *tables) []data.Case { return t.cases(data.Scope{Texts: true}, []data.ID{id}) })
	if err != nil {
		return data.Case{}, err
	}
	if len(found) == 0 {
		return data.Case{}, notThere("建议", id)
	}
	return found[0], nil
}

// cases are those of a scope, or where ids is set these.
func (t *tables) cases(s data.Scope, ids []data.ID) []data.Case {
	l := loading{tables: t, at: map[data.ID]int{}, units: map[data.ID]*data.Unit{}, leaders: map[data.ID]*data.Leader{}, proposers: map[data.ID]*data.Proposer{}}
	for _, u := range t.units.rows {
		l.units[u.ID] = u
	}
	for _, x := range t.leaders.rows {
		l.leaders[x.ID] = x
	}
	for _, x := range t.proposers.rows {
		l.proposers[x.ID] = x
	}
	books := map[data.ID]*data.Book{}
	for _, b := range t.books.rows {
		books[b.ID] = b
	}
	all := []data.Case{} // never nil, as the registry's
	for _, p := range t.proposals.rows {
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
	l.facts()
	for i := range all {
		inOrder(&all[i])
		if !s.Texts {
			brief(&all[i])
		}
	}
	t.hosts(all, s.Texts)
	return all
}

// within tells whether a case is of a scope; book is that of the scope.
func (t *tables) within(c *data.Case, s data.Scope, book *data.Book) bool {
	if s.Year != 0 && c.Year() != s.Year {
		return false
	}
	if len(s.Numbers) > 0 && !slices.ContainsFunc(s.Numbers, func(n string) bool { return data.NumberKey(n) == data.NumberKey(c.Proposal.Number) }) {
		return false
	}
	if s.KeptIn == 0 {
		return s.BookID == 0 || c.Proposal.BookID == s.BookID
	}
	kept := t.commitments.count(func(x *data.Commitment) bool { return x.ProposalID == c.Proposal.ID && x.Kept.Year == s.KeptIn })
	if c.Year() >= s.KeptIn || kept == 0 {
		return false
	}
	b := c.Book
	return s.BookID == 0 || book != nil && b.Meeting.Body == book.Meeting.Body && b.Meeting.Level == book.Meeting.Level && b.Direction == book.Direction
}

// loading gathers the facts of cases.
type loading struct {
	*tables
	all       []data.Case
	at        map[data.ID]int // by proposal
	units     map[data.ID]*data.Unit
	leaders   map[data.ID]*data.Leader
	proposers map[data.ID]*data.Proposer
}

// proposal is a proposal with whom it names; names of deleted ones still show.
func (l *loading) proposal(p *data.Proposal) data.Proposal {
	q := clone(*p)
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

// give hands the rows of a table to their cases.
func give[T any](l *loading, in *table[T], put func(*data.Case, T)) {
	for _, x := range in.rows {
		if _, deleted := in.head(x); *deleted {
			continue
		}
		if i, ok := l.at[in.owns(x)]; ok {
			put(&l.all[i], clone(*x))
		}
	}
}

func (l *loading) facts() {
	give(l, &l.extensions, func(c *data.Case, x data.Extension) { c.Extensions = append(c.Extensions, x) })
	give(l, &l.assignments, func(c *data.Case, x data.Assignment) {
		l.unit(&x.Unit)
		c.Assignments = append(c.Assignments, x)
	})
	give(l, &l.consultations, func(c *data.Case, x data.Consultation) { c.Consultations = append(c.Consultations, x) })
	give(l, &l.replies, func(c *data.Case, x data.Reply) { c.Replies = append(c.Replies, x) })
	give(l, &l.opinions, func(c *data.Case, x data.Opinion) {
		l.unit(&x.Unit)
		c.Opinions = append(c.Opinions, x)
	})
	give(l, &l.dispatches, func(c *data.Case, x data.Dispatch) { c.Dispatches = append(c.Dispatches, x) })
	give(l, &l.waivers, func(c *data.Case, x data.Waiver) { c.Waivers = append(c.Waivers, x) })
	give(l, &l.feedback, func(c *data.Case, x data.Feedback) { c.Feedback = append(c.Feedback, x) })
	give(l, &l.commitments, func(c *data.Case, x data.Commitment) {
		l.unit(&x.Unit)
		c.Commitments = append(c.Commitments, x)
	})
	give(l, &l.supervisions, func(c *data.Case, x data.Supervision) {
		l.unit(&x.Unit)
		c.Supervisions = append(c.Supervisions, x)
	})
	give(l, &l.disclosures, func(c *data.Case, x data.Disclosure) { c.Disclosure = x })
	give(l, &l.attachments, func(c *data.Case, x data.Attachment) { c.Attachments = append(c.Attachments, x) })
}

// inOrder sorts the facts as data.Case promises; what is equal stays in the
// order in which it was entered.
func inOrder(c *data.Case) {
	slices.SortStableFunc(c.Assignments, func(a, b data.Assignment) int { return a.Assigned.Compare(b.Assigned) })
	slices.SortStableFunc(c.Consultations, func(a, b data.Consultation) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(c.Replies, func(a, b data.Reply) int { return cmp.Compare(a.Round, b.Round) })
	slices.SortStableFunc(c.Dispatches, func(a, b data.Dispatch) int {
		return cmp.Or(cmp.Compare(a.ReplyID, b.ReplyID), a.Date.Compare(b.Date))
	})
	slices.SortStableFunc(c.Feedback, func(a, b data.Feedback) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), a.Received.Compare(b.Received))
	})
	slices.SortStableFunc(c.Commitments, func(a, b data.Commitment) int { return a.Due.Compare(b.Due) })
	slices.SortStableFunc(c.Supervisions, func(a, b data.Supervision) int { return a.Date.Compare(b.Date) })
}

// brief leaves out the long texts, with which lists do without.
func brief(c *data.Case) {
	c.Proposal.Text, c.Disclosure.Text = "", ""
	for i := range c.Consultations {
		c.Consultations[i].Said, c.Consultations[i].Agreed = "", ""
	}
	for i := range c.Replies {
		c.Replies[i].Body, c.Replies[i].Done, c.Replies[i].Planned = "", "", ""
	}
	for i := range c.Opinions {
		c.Opinions[i].Body = ""
	}
	for i := range c.Feedback {
		c.Feedback[i].Opinion = ""
	}
}

// hosts gives merged cases what they take from the one that their chain ends
// with.
func (t *tables) hosts(all []data.Case, texts bool) {
	for i := range all {
		root := all[i].Proposal.MergedInto
		if root == 0 {
			continue
		}
		for range t.proposals.rows { // a chain is no longer
			if p := t.proposals.find(root); p != nil && p.MergedInto != 0 {
				root = p.MergedInto
			}
		}
		for _, h := range t.cases(data.Scope{Texts: texts}, []data.ID{root}) {
			all[i].Host = data.Host{ID: h.Proposal.ID, Number: h.Proposal.Number, Title: h.Proposal.Title, Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions}
		}
	}
}
