package story

import (
	"fmt"
	"slices"

	"jianban/data"
)

// Join makes one of two people or units, as the registry does.
func (t *Tx) Join(what data.Record, keep, gone data.ID) error {
	if keep == gone {
		return data.JoinItself
	}
	for _, id := range []data.ID{keep, gone} {
		if err := t.usable(ref{what, id}); err != nil {
			return err
		}
	}
	for _, in := range t.next {
		if err := in.rename(what, gone, keep, t.dirty); err != nil {
			return err
		}
	}
	switch what {
	case data.RecordProposer:
		t.joinMovers(keep, gone)
		return joinRows(t, keep, gone, data.JoinPeople, (*data.Proposer).Validate)
	case data.RecordUnit:
		return joinRows(t, keep, gone, data.JoinUnits, (*data.Unit).Validate)
	}
	return fmt.Errorf("%q cannot be joined", what)
}

// joinRows saves the two records as join makes them.
func joinRows[T any](t *Tx, keep, gone data.ID, join func(keep, gone T) (T, T), validate func(*T) data.Problems) error {
	in := of[T](t.next)
	a, b := join(clone(*in.find(keep)), clone(*in.find(gone)))
	if err := validate(&a).Err(); err != nil {
		return err
	}
	if _, err := in.save(b); err != nil {
		return err
	}
	if _, err := in.save(a); err != nil {
		return err
	}
	return in.mark(gone, true)
}

// rename puts one record in place of another wherever a row names it, also where
// the row is deleted.
func (in *table[T]) rename(what data.Record, gone, keep data.ID, dirty map[data.ID]bool) error {
	for n, old := range in.rows {
		x := clone(*old)
		changed := false
		for _, l := range in.linksOf(&x) {
			if l.what == what && *l.id == gone {
				*l.id, changed = keep, true
			}
		}
		if talk, ok := any(&x).(*data.Consultation); ok && what == data.RecordProposer {
			for _, list := range []*[]data.ID{&talk.Invited, &talk.Attended} {
				changed = renamed(list, gone, keep) || changed
			}
		}
		if !changed {
			continue
		}
		if _, deleted := in.idOf(&x); !deleted {
			if err := in.free(&x); err != nil {
				return data.JoinTwice(in.label)
			}
		}
		in.rows[n] = &x
		if owner := in.ownerOf(&x); owner != 0 {
			dirty[owner] = true
		}
	}
	return nil
}

// renamed puts one ID in place of another in a list, where each stands once.
func renamed(list *[]data.ID, gone, keep data.ID) bool {
	at := slices.Index(*list, gone)
	if at < 0 {
		return false
	}
	(*list)[at] = keep
	var out []data.ID
	for _, id := range *list {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	*list = out
	return true
}

// joinMovers puts one proposer in place of another in the proposals they moved.
func (t *Tx) joinMovers(keep, gone data.ID) {
	in := of[data.Proposal](t.next)
	for n, old := range in.rows {
		p := clone(*old)
		at := slices.IndexFunc(p.Proposers, func(q data.Proposer) bool { return q.ID == gone })
		if at < 0 {
			continue
		}
		p.Proposers[at].ID = keep
		var once []data.Proposer
		for _, q := range p.Proposers {
			if !slices.ContainsFunc(once, func(o data.Proposer) bool { return o.ID == q.ID }) {
				once = append(once, q)
			}
		}
		p.Proposers = once
		in.rows[n] = &p
		t.dirty[p.ID] = true
	}
}
