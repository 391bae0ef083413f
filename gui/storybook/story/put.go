package story

import (
	"reflect"
	"slices"

	"jianban/data"
)

// Put takes books and cases as they are in place of those that were there, with
// their units, leaders and proposers. A record whose ID another has already
// gets a new one.
func (m *Memory) Put(books []data.Book, cases []data.Case) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := putting{tables: m.now.copied(), taken: map[ref]bool{}}
	for i, empty := range newTables() {
		if what := empty.what(); what == data.RecordBook || what == data.RecordProposal || empty.isFact() {
			p.tables[i] = empty
		}
	}
	all := of[data.Book](p.tables)
	for _, b := range books {
		all.add(b)
	}
	for _, c := range cases { // what a case says of its book counts
		if n := all.index(c.Book.ID); n >= 0 {
			all.rows = slices.Delete(all.rows, n, n+1)
		}
		all.add(c.Book)
	}
	cases = slices.Clone(cases)
	for i := range cases {
		p.people(&cases[i])
	}
	for i := range cases {
		p.renamed = map[ref]data.ID{}
		for _, in := range p.tables {
			in.take(&p, &cases[i])
		}
	}
	m.now, m.journal, m.done, m.undone = p.tables, nil, nil, nil
}

// putting is a Put under way.
type putting struct {
	tables
	taken   map[ref]bool    // IDs in use
	renamed map[ref]data.ID // what became of the IDs of one case's facts
}

// people puts in whom a case names, and the proposal itself.
func (p *putting) people(c *data.Case) {
	q := clone(c.Proposal)
	if q.Sponsor.ID != 0 && of[data.Leader](p.tables).find(q.Sponsor.ID) == nil {
		of[data.Leader](p.tables).add(q.Sponsor)
	}
	for i, x := range q.Proposers {
		q.Proposers[i].ID = p.proposer(x)
	}
	c.Proposal.ID = of[data.Proposal](p.tables).add(q)
}

func (p *putting) proposer(x data.Proposer) data.ID {
	for _, y := range of[data.Proposer](p.tables).rows {
		if x.ID != 0 && y.ID == x.ID || x.ID == 0 && y.Name == x.Name && y.Body == x.Body && y.Delegation == x.Delegation {
			return y.ID
		}
	}
	return of[data.Proposer](p.tables).add(x)
}

func (p *putting) unit(u *data.Unit) {
	for _, y := range of[data.Unit](p.tables).rows {
		if u.Same(*y) {
			u.ID = y.ID
			return
		}
	}
	if u.ID != 0 || u.Name != "" {
		u.ID = of[data.Unit](p.tables).add(*u)
	}
}

// take puts in the facts of a case that are of this kind.
func (in *table[T]) take(p *putting, c *data.Case) {
	var rows []T
	switch {
	case in.facts != nil:
		rows = *in.facts(c)
	case in.sole != nil && !reflect.ValueOf(*in.sole(c)).IsZero():
		rows = []T{*in.sole(c)}
	}
	for _, x := range rows {
		id, owner, _ := in.head(&x)
		*owner = c.Proposal.ID
		if in.links != nil {
			for _, l := range in.links(&x) {
				if got, ok := p.renamed[ref{l.what, *l.id}]; ok {
					*l.id = got
				}
			}
		}
		if in.unit != nil {
			p.unit(in.unit(&x))
		}
		had := *id
		if p.taken[ref{in.record, had}] {
			*id = 0
		}
		got := in.add(x)
		p.taken[ref{in.record, got}], p.renamed[ref{in.record, had}] = true, got
	}
}
