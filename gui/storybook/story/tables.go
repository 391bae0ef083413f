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

// tables are all records at one time. A row is never changed in place, so that
// earlier tables stay as they were.
type tables struct {
	books         table[data.Book]
	units         table[data.Unit]
	leaders       table[data.Leader]
	proposers     table[data.Proposer]
	proposals     table[data.Proposal]
	extensions    table[data.Extension]
	assignments   table[data.Assignment]
	consultations table[data.Consultation]
	replies       table[data.Reply]
	opinions      table[data.Opinion]
	feedback      table[data.Feedback]
	commitments   table[data.Commitment]
	supervisions  table[data.Supervision]
	disclosures   table[data.Disclosure]
	attachments   table[data.Attachment]
	summaries     table[data.Summary]
	packs         table[packRow]
	dispatches    table[data.Dispatch]
	waivers       table[data.Waiver]
	scores        table[data.Score]
	holidays      table[data.Holiday]
	closings      table[data.YearClosing]
	settings      table[settingsRow]
}

// all are the tables by the names of their records.
func (t *tables) all() []anyTable {
	return []anyTable{&t.assignments, &t.attachments, &t.books, &t.commitments, &t.consultations, &t.disclosures, &t.dispatches, &t.extensions, &t.feedback, &t.holidays, &t.leaders,
		&t.opinions, &t.packs, &t.proposals, &t.proposers, &t.replies, &t.scores, &t.summaries, &t.supervisions, &t.units, &t.waivers, &t.closings, &t.settings}
}

func (t *tables) of(what data.Record) anyTable {
	for _, in := range t.all() {
		if in.what() == what {
			return in
		}
	}
	return nil
}

// copied are tables that can be written while others read the old ones.
func (t tables) copied() tables {
	for _, in := range t.all() {
		in.detach()
	}
	return t
}

// anyTable is what removing, restoring and the journal ask of every table.
type anyTable interface {
	what() data.Record
	label() string
	detach()
	state(id data.ID) (there, deleted bool)
	deleted() []data.ID
	owner(id data.ID) data.ID // the proposal whose fact it is; 0 where none
	hangs() bool              // names others
	refs(id data.ID) []ref
	mark(id data.ID, deleted bool) error
	diff(before anyTable) []change
	keepLast(from anyTable) // numbers given out stay given out
	lastID() data.ID
}

// ref names another record.
type ref struct {
	what data.Record
	id   data.ID
}

// table holds the rows of one kind, in the order in which they were entered.
type table[T any] struct {
	kind[T]
	rows []*T
	last data.ID
}

// kind tells of one kind of record what the tables ask.
type kind[T any] struct {
	record data.Record
	name   string // in Chinese
	head   func(*T) (id *data.ID, deleted *bool)
	owns   func(*T) data.ID // nil where it is no case's
	needs  func(*T) []ref   // nil where it names no other
	bare   func(*T)         // takes out what is kept in other tables; nil where nothing is
	unique func(*T) any     // what no other may have that is not deleted; nil answers where anything goes
	taken  data.Problem     // the answer where another has it
}

func (in *table[T]) what() data.Record { return in.record }
func (in *table[T]) label() string     { return in.name }
func (in *table[T]) detach()           { in.rows = slices.Clone(in.rows) }
func (in *table[T]) lastID() data.ID   { return in.last }

func (in *table[T]) keepLast(from anyTable) { in.last = max(in.last, from.lastID()) }

// find is a row of any state; nil where there is none.
func (in *table[T]) find(id data.ID) *T {
	if n := in.index(id); n >= 0 {
		return in.rows[n]
	}
	return nil
}

func (in *table[T]) index(id data.ID) int {
	return slices.IndexFunc(in.rows, func(x *T) bool { got, _ := in.head(x); return *got == id })
}

// alive are copies of the rows that are not deleted.
func (in *table[T]) alive() (all []T) {
	for _, x := range in.rows {
		if _, deleted := in.head(x); !*deleted {
			all = append(all, clone(*x))
		}
	}
	return all
}

// count tells how many rows that are not deleted meet a condition.
func (in *table[T]) count(is func(*T) bool) (n int) {
	for _, x := range in.rows {
		if _, deleted := in.head(x); !*deleted && is(x) {
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
	_, d := in.head(x)
	return true, *d
}

// deleted are the rows marked as deleted.
func (in *table[T]) deleted() (ids []data.ID) {
	for _, x := range in.rows {
		if id, deleted := in.head(x); *deleted {
			ids = append(ids, *id)
		}
	}
	return ids
}

func (in *table[T]) ownerOf(x *T) data.ID {
	if in.owns == nil {
		return 0
	}
	return in.owns(x)
}

func (in *table[T]) owner(id data.ID) data.ID {
	if x := in.find(id); x != nil {
		return in.ownerOf(x)
	}
	return 0
}

func (in *table[T]) refsOf(x *T) []ref {
	if in.needs == nil {
		return nil
	}
	return slices.DeleteFunc(in.needs(x), func(r ref) bool { return r.id == 0 })
}

func (in *table[T]) hangs() bool { return in.needs != nil }

func (in *table[T]) refs(id data.ID) []ref {
	if x := in.find(id); x != nil {
		return in.refsOf(x)
	}
	return nil
}

func (in *table[T]) mark(id data.ID, deleted bool) error {
	n := in.index(id)
	if n < 0 {
		return notThere(in.name, id)
	}
	x := *in.rows[n]
	_, d := in.head(&x)
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
	id, _ := in.head(x)
	for _, y := range in.rows {
		if other, deleted := in.head(y); *other != *id && !*deleted && in.unique(y) == in.unique(x) {
			return data.Problems{in.taken}
		}
	}
	return nil
}

// add puts a row in, with a new ID where it has none.
func (in *table[T]) add(x T) data.ID {
	x = in.stripped(x)
	id, _ := in.head(&x)
	if *id == 0 {
		*id = in.last + 1
	}
	in.last = max(in.last, *id)
	in.rows = append(in.rows, &x)
	return *id
}

// save inserts a row whose ID is 0 and changes any other.
func (in *table[T]) save(x T) (data.ID, error) {
	id, deleted := in.head(&x)
	*deleted = false
	if there, gone := in.state(*id); *id != 0 && (!there || gone) {
		return 0, notThere(in.name, *id)
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
		c := change{what: in.record, label: in.name}
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
			_, was := in.head(old[i])
			_, is := in.head(x)
			c.wasGone, c.isGone = *was, *is
		}
		id, _ := in.head(x)
		c.id, c.owner = *id, in.ownerOf(x)
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
