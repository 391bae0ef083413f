package packet

import (
	"slices"
	"strings"

	"jianban/data"
)

// merger marries one kind of facts of one proposal.
type merger interface {
	merge(m *merging, base, ours, theirs *data.Case)
	// renew is the other way: a later task comes into the unit's registry.
	renew(m *merging, base, ours, theirs *data.Case)
}

// fact is all that is known of one kind of facts that come back from units.
type fact[T any] struct {
	record  data.Record
	label   string
	adds    bool // a unit may add some
	removes bool // and take away those that it was given
	of      func(*data.Case) *[]T
	id      func(*T) (id, owner *data.ID)
	name    func(*T) string // which one, behind the label
	fields  []field         // those that come back
	mine    func(Sight, *T) bool
	twin    func(a, b *T) bool         // of one added here and one added there: they are the same
	office  func(Sight) []field        // fields that are the office's after all
	shut    func(Sight, *T) bool       // nothing of ours is changed any more
	enters  func(Sight, *T, data.Date) // what is set where one is added
}

const (
	gone    = "（已删除）"
	changed = "（已修改）"
)

func (k fact[T]) merge(m *merging, base, ours, theirs *data.Case) {
	was, now := *k.of(base), *k.of(theirs)
	for i := range now {
		x := &now[i]
		if !k.mine(m.sight, x) {
			continue
		}
		if b := k.find(was, k.idOf(x)); b != nil {
			k.changedThere(m, ours, theirs, b, x)
		} else if k.adds {
			k.addedThere(m, was, ours, theirs, x)
		}
	}
	if !k.removes || m.from.Form {
		return
	}
	for i := range was {
		b := &was[i]
		if k.find(now, k.idOf(b)) == nil && k.mine(m.sight, b) {
			k.removedThere(m, ours, b)
		}
	}
}

func (k fact[T]) idOf(x *T) data.ID {
	id, _ := k.id(x)
	return *id
}

func (k fact[T]) find(all []T, id data.ID) *T {
	i := slices.IndexFunc(all, func(x T) bool { return k.idOf(&x) == id })
	if i < 0 || id == 0 {
		return nil
	}
	return &all[i]
}

func (k fact[T]) what(x *T) string { return k.label + k.name(x) }

// fieldsFor are the fields that come back from a unit.
func (k fact[T]) fieldsFor(s Sight) []field {
	if k.office == nil {
		return k.fields
	}
	theirs := k.office(s)
	return slices.DeleteFunc(slices.Clone(k.fields), func(f field) bool {
		return slices.ContainsFunc(theirs, func(o field) bool { return o.label == f.label })
	})
}

// same tells whether two facts are alike as far as units enter them.
func (k fact[T]) same(m *merging, a, b *T) bool {
	return !slices.ContainsFunc(k.fieldsFor(m.sight), func(f field) bool { return !f.same(a, b) })
}

// changedThere takes the fields that the unit changed in a fact which it was given.
func (k fact[T]) changedThere(m *merging, ours, theirs *data.Case, b, x *T) {
	if k.same(m, b, x) {
		return
	}
	here := k.find(*k.of(ours), k.idOf(b))
	if here == nil {
		d := Difference{What: k.what(b), Base: k.summary(m, b, theirs), Ours: gone, Theirs: k.summary(m, x, theirs), Conflict: true}
		if m.tell(ours, d) {
			list := k.of(ours)
			*list = append(*list, *x)
		}
		return
	}
	k.fieldByField(m, ours, theirs, b, here, x)
}

// fieldByField takes each field of x that differs from b into here.
func (k fact[T]) fieldByField(m *merging, ours, theirs *data.Case, b, here, x *T) {
	what := k.what(here)
	shut := k.shut != nil && k.shut(m.sight, here)
	for _, f := range k.fieldsFor(m.sight) {
		if f.same(b, x) || f.same(here, x) {
			continue
		}
		if shut {
			m.note("第%s号%s已签发，单位改的“%s”没有读入", ours.Proposal.Number, what, f.label)
			continue
		}
		d := Difference{What: what, Field: f.label, Base: f.words(b, ours), Ours: f.words(here, ours), Theirs: f.words(x, theirs), Conflict: !f.same(b, here)}
		if m.tell(ours, d) {
			f.copy(here, x)
		}
	}
}

// addedThere takes a fact that the unit added; where the office has entered the same
// one meanwhile, the two are compared.
func (k fact[T]) addedThere(m *merging, was []T, ours, theirs *data.Case, x *T) {
	id, owner := k.id(x)
	if *id > 0 { // taken before: now here, or deleted here since
		if here := k.find(*k.of(ours), *id); here != nil {
			k.fieldByField(m, ours, theirs, new(T), here, x)
		}
		return
	}
	list := k.of(ours)
	for i := range *list {
		here := &(*list)[i]
		given := k.find(was, k.idOf(here)) // a form has no other way to write into it
		if (given == nil || m.from.Form) && k.twin(here, x) {
			k.pair(m, theirs, *id, k.idOf(here))
			k.whereEmpty(m, ours, theirs, given, here, x)
			return
		}
	}
	m.known(ours, theirs, x)
	*owner = ours.Proposal.ID
	if k.enters != nil {
		k.enters(m.sight, x, m.options.Today)
	}
	blank := new(T)
	if k.office != nil {
		for _, f := range k.office(m.sight) {
			f.copy(x, blank)
		}
	}
	m.tell(ours, Difference{What: k.what(x), Theirs: k.summary(m, x, theirs)})
	m.last--
	k.pair(m, theirs, *id, m.last)
	added := *x
	to, _ := k.id(&added)
	*to = m.last
	*list = append(*list, added)
}

// pair notes which of ours a fact is that the unit added, also in what names it.
func (k fact[T]) pair(m *merging, theirs *data.Case, id, here data.ID) {
	if id != 0 {
		m.added.Set(k.record, id, here)
	}
	EachID(theirs, func(kind data.Record, at *data.ID) {
		if kind == k.record && *at == id && id != 0 {
			*at = here
		}
	})
}

// whereEmpty takes what the unit wrote into the same fact where ours says nothing;
// where ours says something that the unit was not given, each difference is a conflict.
// given is the fact as the unit had it, nil where it had none.
func (k fact[T]) whereEmpty(m *merging, ours, theirs *data.Case, given, here, x *T) {
	shut := k.shut != nil && k.shut(m.sight, here)
	for _, f := range k.fieldsFor(m.sight) {
		if f.empty(x) || f.same(here, x) {
			continue
		}
		if shut {
			m.note("第%s号%s已签发，单位改的“%s”没有读入", ours.Proposal.Number, k.what(here), f.label)
			continue
		}
		d := Difference{What: k.what(here), Field: f.label, Ours: f.words(here, ours), Theirs: f.words(x, theirs), Conflict: !f.empty(here)}
		if given != nil {
			d.Base, d.Conflict = f.words(given, ours), !f.same(given, here)
		}
		if m.tell(ours, d) {
			f.copy(here, x)
		}
	}
}

// removedThere takes away a fact that the unit took away.
func (k fact[T]) removedThere(m *merging, ours *data.Case, b *T) {
	list := k.of(ours)
	here := k.find(*list, k.idOf(b))
	if here == nil {
		return
	}
	d := Difference{What: k.what(here), Base: k.summary(m, b, ours), Theirs: gone}
	if !k.same(m, b, here) {
		d.Ours, d.Conflict = changed, true
	}
	if m.tell(ours, d) {
		id := k.idOf(b)
		*list = slices.DeleteFunc(*list, func(y T) bool { return k.idOf(&y) == id })
	}
}

// summary tells a fact in one line.
func (k fact[T]) summary(m *merging, x *T, c *data.Case) string {
	var words []string
	for _, f := range k.fieldsFor(m.sight) {
		if w := f.words(x, c); w != "" {
			words = append(words, f.label+"："+clip(strings.ReplaceAll(w, "\n", " "), 60))
		}
	}
	return strings.Join(words, "；")
}

// known leaves out of what the unit added the people and units that are not here.
func (m *merging) known(ours, theirs *data.Case, x any) {
	talk, ok := x.(*data.Consultation)
	if !ok {
		return
	}
	lost := false
	for _, list := range []*[]data.ID{&talk.Invited, &talk.Attended} {
		*list = slices.DeleteFunc(*list, func(id data.ID) bool {
			here := slices.ContainsFunc(ours.Proposal.Proposers, func(p data.Proposer) bool { return p.ID == id })
			lost = lost || !here
			return !here
		})
	}
	if lost {
		m.note("第%s号沟通记录里有登记库里没有的代表，请核对参加代表", ours.Proposal.Number)
	}
}
