package story

import (
	"fmt"
	"reflect"
	"slices"
	"sync"

	"jianban/data"
)

// packRow is a rule pack with what the registry keeps beside it.
type packRow struct {
	id      data.ID
	Pack    data.RulePack
	deleted bool
}

// settingsRow is the one row of settings.
type settingsRow struct {
	id data.ID
	data.Settings
	deleted bool
}

// tables are all records at one time, a table a kind. A row is never changed in
// place, so that earlier tables stay as they were.
type tables []anyTable

// newTables are tables without rows.
func newTables() (t tables) {
	for _, k := range kinds {
		t = append(t, k.table())
	}
	return t
}

// of is the table of one kind.
func of[T any](t tables) *table[T] {
	for _, in := range t {
		if found, ok := in.(*table[T]); ok {
			return found
		}
	}
	panic(fmt.Sprintf("story: kinds has no row for %T", *new(T)))
}

// named is the table of the records that a name stands for; nil where none does.
func (t tables) named(what data.Record) anyTable {
	for _, in := range t {
		if in.what() == what {
			return in
		}
	}
	return nil
}

// copied are tables that can be written while others read the old ones.
func (t tables) copied() (all tables) {
	for _, in := range t {
		all = append(all, in.copied())
	}
	return all
}

// anyTable is what removing, restoring, reading cases and the journal ask of
// every table.
type anyTable interface {
	what() data.Record
	title() string
	copied() anyTable
	state(id data.ID) (there, deleted bool)
	deleted() []data.ID
	owner(id data.ID) data.ID // the proposal whose fact it is; 0 where none
	isFact() bool
	hangs() bool                                      // its records go with others
	parents(id data.ID) []ref                         // with which one goes
	using(t tables, what data.Record, id data.ID) int // how many of its rows keep a record from being removed
	mark(id data.ID, deleted bool) error
	rename(what data.Record, gone, keep data.ID, dirty map[data.ID]bool) error
	diff(before anyTable) []change
	keepLast(from anyTable) // numbers given out stay given out
	lastID() data.ID
	spread(l *loading)
	take(p *putting, c *data.Case)
}

// anyKind is a kind of record of whatever type.
type anyKind interface{ table() anyTable }

// kind is all that this package knows of one kind of record.
type kind[T any] struct {
	record data.Record
	label  string                                       // Chinese
	head   func(*T) (id, owner *data.ID, deleted *bool) // owner is the proposal whose fact it is, nil where it is none
	links  func(*T) []link                              // the other records that it names, in the registry's order
	people func(*T) []data.ID                           // deputies or members whom it names
	unit   func(*T) *data.Unit                          // a unit of which only the ID is kept
	bare   func(*T)                                     // takes out what else is kept in other tables
	unique func(*T) any                                 // what no other may have that is not deleted; nil answers where anything goes
	twice  data.Problem                                 // the answer where another has it
	users  func(tables, *T) int                         // counts what uses it besides links
	facts  func(*data.Case) *[]T                        // the facts of a case that it fills,
	order  func(a, b T) int                             // and their order; nil: as they were entered
	sole   func(*data.Case) *T                          // so too, where a case has one at most
	brief  func(*T)                                     // leaves out the long texts, with which lists do without
}

func (k *kind[T]) table() anyTable { return &table[T]{kind: k} }

// ref is another record.
type ref struct {
	what data.Record
	id   data.ID
}

// link names another record, which must be there when this one is saved.
type link struct {
	what data.Record
	id   *data.ID // 0 for none
	bond bond
}

// bond is what a link means beyond that, as in package registry.
type bond uint8

const (
	named  bond = iota // nothing
	partOf             // it must be there when this one is restored: this one goes with it
	uses               // so too, and it stays as long as this one does
)

// table holds the rows of one kind, in the order in which they were entered.
type table[T any] struct {
	*kind[T]
	rows []*T
	last data.ID
}

func (in *table[T]) what() data.Record { return in.record }
func (in *table[T]) title() string     { return in.label }
func (in *table[T]) lastID() data.ID   { return in.last }

func (in *table[T]) copied() anyTable {
	return &table[T]{kind: in.kind, rows: slices.Clone(in.rows), last: in.last}
}

func (in *table[T]) keepLast(from anyTable) { in.last = max(in.last, from.lastID()) }

// idOf is a row's ID and whether it is marked as deleted.
func (in *table[T]) idOf(x *T) (data.ID, bool) {
	id, _, deleted := in.head(x)
	return *id, *deleted
}

// find is a row of any state; nil where there is none.
func (in *table[T]) find(id data.ID) *T {
	if n := in.index(id); n >= 0 {
		return in.rows[n]
	}
	return nil
}

func (in *table[T]) index(id data.ID) int {
	return slices.IndexFunc(in.rows, func(x *T) bool { got, _ := in.idOf(x); return got == id })
}

// alive are copies of the rows that are not deleted.
func (in *table[T]) alive() (all []T) {
	for _, x := range in.rows {
		if _, deleted := in.idOf(x); !deleted {
			all = append(all, clone(*x))
		}
	}
	return all
}

// count tells how many rows that are not deleted meet a condition.
func (in *table[T]) count(is func(*T) bool) (n int) {
	for _, x := range in.rows {
		if _, deleted := in.idOf(x); !deleted && is(x) {
			n++
		}
	}
	return n
}

func (in *table[T]) state(id data.ID) (there, deleted bool) {
	x := in.find(id)
	if x == nil {
		return false, false
	}
	_, deleted = in.idOf(x)
	return true, deleted
}

// deleted are the rows marked as deleted.
func (in *table[T]) deleted() (ids []data.ID) {
	for _, x := range in.rows {
		if id, deleted := in.idOf(x); deleted {
			ids = append(ids, id)
		}
	}
	return ids
}

// ownerOf is the proposal that a row belongs to: its own for a proposal, 0 where
// it is no case's.
func (in *table[T]) ownerOf(x *T) data.ID {
	id, owner, _ := in.head(x)
	switch {
	case in.record == data.RecordProposal:
		return *id
	case owner == nil:
		return 0
	}
	return *owner
}

func (in *table[T]) owner(id data.ID) data.ID {
	if x := in.find(id); x != nil {
		return in.ownerOf(x)
	}
	return 0
}

func (in *table[T]) isFact() bool {
	_, owner, _ := in.head(new(T))
	return owner != nil
}

// linksOf are all links of a row that name a record, its proposal first.
func (in *table[T]) linksOf(x *T) (all []link) {
	if _, owner, _ := in.head(x); owner != nil {
		all = append(all, link{data.RecordProposal, owner, partOf})
	}
	if in.links != nil {
		all = append(all, in.links(x)...)
	}
	return all
}

func (in *table[T]) hangs() bool {
	return slices.ContainsFunc(in.linksOf(new(T)), func(l link) bool { return l.bond != named })
}

func (in *table[T]) parents(id data.ID) (all []ref) {
	x := in.find(id)
	if x == nil {
		return nil
	}
	for _, l := range in.linksOf(x) {
		if l.bond != named && *l.id != 0 {
			all = append(all, ref{l.what, *l.id})
		}
	}
	return all
}

func (in *table[T]) using(t tables, what data.Record, id data.ID) int {
	n := 0
	if x := in.find(id); in.record == what && in.users != nil && x != nil {
		n = in.users(t, x)
	}
	return n + in.count(func(x *T) bool {
		return slices.ContainsFunc(in.linksOf(x), func(l link) bool { return l.bond == uses && l.what == what && *l.id == id })
	})
}

func (in *table[T]) mark(id data.ID, deleted bool) error {
	n := in.index(id)
	if n < 0 {
		return notThere(in.label, id)
	}
	x := *in.rows[n]
	_, _, d := in.head(&x)
	if *d == deleted {
		return nil
	}
	if *d = deleted; !deleted {
		if err := in.free(&x); err != nil {
			return err
		}
	}
	in.rows[n] = &x
	return nil
}

// free refuses what another row has and only one may have.
func (in *table[T]) free(x *T) error {
	if in.unique == nil || in.unique(x) == nil {
		return nil
	}
	id, _ := in.idOf(x)
	for _, y := range in.rows {
		if other, deleted := in.idOf(y); other != id && !deleted && in.unique(y) == in.unique(x) {
			return data.Problems{in.twice}
		}
	}
	return nil
}

// add puts a row in, with a new ID where it has none.
func (in *table[T]) add(x T) data.ID {
	x = in.stripped(x)
	id, _, _ := in.head(&x)
	if *id == 0 {
		*id = in.last + 1
	}
	in.last = max(in.last, *id)
	in.rows = append(in.rows, &x)
	return *id
}

// save inserts a row whose ID is 0 and changes any other.
func (in *table[T]) save(x T) (data.ID, error) {
	id, _, deleted := in.head(&x)
	*deleted = false
	if there, gone := in.state(*id); *id != 0 && (!there || gone) {
		return 0, notThere(in.label, *id)
	}
	if err := in.free(&x); err != nil {
		return 0, err
	}
	if *id == 0 {
		return in.add(x), nil
	}
	x = in.stripped(x)
	in.rows[in.index(*id)] = &x
	return *id, nil
}

func (in *table[T]) stripped(x T) T {
	x = clone(x)
	if in.unit != nil {
		u := in.unit(&x)
		*u = data.Unit{ID: u.ID}
	}
	if in.bare != nil {
		in.bare(&x)
	}
	return x
}

// change is one row that came, went or is another.
type change struct {
	what          data.Record
	label         string
	id, owner     data.ID
	before, after any  // *T; nil where there is no row
	wasGone       bool // marked as deleted, before and after
	isGone        bool
}

// diff compares with the table as it was one change before, or is one after:
// its rows stand at the same places.
func (in *table[T]) diff(before anyTable) (all []change) {
	old := before.(*table[T]).rows
	for i := range max(len(old), len(in.rows)) {
		c := change{what: in.record, label: in.label}
		var x *T
		switch {
		case i >= len(old):
			x = in.rows[i]
			c.after = x
		case i >= len(in.rows):
			x = old[i]
			c.before = x
		case old[i] == in.rows[i] || reflect.DeepEqual(old[i], in.rows[i]):
			continue
		default:
			x = in.rows[i]
			c.before, c.after = old[i], x
			_, c.wasGone = in.idOf(old[i])
			_, c.isGone = in.idOf(x)
		}
		c.id, _ = in.idOf(x)
		c.owner = in.ownerOf(x)
		all = append(all, c)
	}
	return all
}

// notThere is the answer for a row that is not there.
func notThere(label string, id data.ID) error {
	return data.Problem{Field: label, Message: fmt.Sprintf("找不到这条%s（%d）", label, id), Hint: "它可能已被删除，请刷新后再试", Gone: true}
}

// clone is a copy that shares no list with the original; empty lists are nil,
// as they are read from a file.
func clone[T any](x T) T {
	detach(reflect.ValueOf(&x).Elem())
	return x
}

func detach(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, i := range listsOf(v.Type()) {
			detach(v.Field(i))
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
			return
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		for i := range list.Len() {
			detach(list.Index(i))
		}
		v.Set(list)
	}
}

// known remembers listsOf, which is asked for every row.
var known sync.Map // reflect.Type → []int

// listsOf are the fields of a struct that are lists or hold some.
func listsOf(t reflect.Type) []int {
	if got, ok := known.Load(t); ok {
		return got.([]int)
	}
	var all []int
	for i := range t.NumField() {
		f := t.Field(i)
		if f.IsExported() && (f.Type.Kind() == reflect.Slice || f.Type.Kind() == reflect.Struct && len(listsOf(f.Type)) > 0) {
			all = append(all, i)
		}
	}
	known.Store(t, all)
	return all
}
