package story

import (
	"slices"

	"jianban/data"
)

// Put takes books and cases as they are in place of those that were there, with
// their units, leaders and proposers. A record whose ID another has already
// gets a new one.
func (m *Memory) Put(books []data.Book, cases []data.Case) {
	m.mu.Lock()
	defer m.mu.Unlock()
	empty := newTables()
	p := putting{m.now.copied()}
	t := &p.tables
	t.books, t.proposals, t.extensions, t.assignments, t.consultations = empty.books, empty.proposals, empty.extensions, empty.assignments, empty.consultations
	t.replies, t.opinions, t.feedback, t.commitments, t.supervisions = empty.replies, empty.opinions, empty.feedback, empty.commitments, empty.supervisions
	t.disclosures, t.attachments, t.dispatches, t.waivers = empty.disclosures, empty.attachments, empty.dispatches, empty.waivers
	for _, b := range books {
		t.books.add(b)
	}
	for _, c := range cases { // what a case says of its book counts
		if n := t.books.index(c.Book.ID); n >= 0 {
			t.books.rows = slices.Delete(t.books.rows, n, n+1)
		}
		t.books.add(c.Book)
	}
	cases = slices.Clone(cases)
	for i := range cases {
		p.people(&cases[i])
	}
	taken := map[ref]bool{}
	for i := range cases {
		p.facts(&cases[i], taken)
	}
	m.now, m.journal, m.done, m.undone = p.tables, nil, nil, nil
}

type putting struct{ tables }

// people puts in whom a case names, and the proposal itself.
func (p *putting) people(c *data.Case) {
	q := clone(c.Proposal)
	if q.Sponsor.ID != 0 && p.leaders.find(q.Sponsor.ID) == nil {
		p.leaders.add(q.Sponsor)
	}
	for i, x := range q.Proposers {
		q.Proposers[i].ID = p.proposer(x)
	}
	c.Proposal.ID = p.proposals.add(q)
}

func (p *putting) proposer(x data.Proposer) data.ID {
	for _, y := range p.proposers.rows {
		if x.ID != 0 && y.ID == x.ID || x.ID == 0 && y.Name == x.Name && y.Body == x.Body && y.Delegation == x.Delegation {
			return y.ID
		}
	}
	return p.proposers.add(x)
}

func (p *putting) unit(u *data.Unit) {
	for _, y := range p.units.rows {
		if u.Same(*y) {
			u.ID = y.ID
			return
		}
	}
	if u.ID != 0 || u.Name != "" {
		u.ID = p.units.add(*u)
	}
}

// facts puts in what belongs to a case.
func (p *putting) facts(c *data.Case, taken map[ref]bool) {
	id := c.Proposal.ID
	replies, talks := renamed{}, renamed{}
	putAll(&p.extensions, taken, c.Extensions, nil, func(x *data.Extension) { x.ProposalID = id })
	putAll(&p.assignments, taken, c.Assignments, nil, func(x *data.Assignment) { x.ProposalID = id; p.unit(&x.Unit) })
	putAll(&p.consultations, taken, c.Consultations, talks, func(x *data.Consultation) { x.ProposalID = id })
	putAll(&p.replies, taken, c.Replies, replies, func(x *data.Reply) { x.ProposalID = id })
	putAll(&p.opinions, taken, c.Opinions, nil, func(x *data.Opinion) { x.ProposalID = id; p.unit(&x.Unit) })
	putAll(&p.feedback, taken, c.Feedback, nil, func(x *data.Feedback) { x.ProposalID = id })
	putAll(&p.commitments, taken, c.Commitments, nil, func(x *data.Commitment) {
		x.ProposalID, x.ReplyID, x.FollowUp = id, replies.of(x.ReplyID), replies.of(x.FollowUp)
		p.unit(&x.Unit)
	})
	putAll(&p.supervisions, taken, c.Supervisions, nil, func(x *data.Supervision) { x.ProposalID = id; p.unit(&x.Unit) })
	putAll(&p.attachments, taken, c.Attachments, nil, func(x *data.Attachment) { x.ProposalID, x.ConsultationID = id, talks.of(x.ConsultationID) })
	putAll(&p.dispatches, taken, c.Dispatches, nil, func(x *data.Dispatch) { x.ProposalID, x.ReplyID = id, replies.of(x.ReplyID) })
	putAll(&p.waivers, taken, c.Waivers, nil, func(x *data.Waiver) { x.ProposalID, x.ReplyID = id, replies.of(x.ReplyID) })
	if c.Disclosure != (data.Disclosure{}) {
		putAll(&p.disclosures, taken, []data.Disclosure{c.Disclosure}, nil, func(x *data.Disclosure) { x.ProposalID = id })
	}
}

// renamed tells the new IDs of records by those they came with.
type renamed map[data.ID]data.ID

func (r renamed) of(id data.ID) data.ID {
	if got, ok := r[id]; ok {
		return got
	}
	return id
}

// putAll adds rows; ids, where not nil, gets what became of their IDs.
func putAll[T any](in *table[T], taken map[ref]bool, rows []T, ids renamed, own func(*T)) {
	for _, x := range rows {
		own(&x)
		id, _ := in.head(&x)
		had := *id
		if taken[ref{in.record, had}] {
			*id = 0
		}
		got := in.add(x)
		taken[ref{in.record, got}] = true
		if ids != nil {
			ids[had] = got
		}
	}
}
