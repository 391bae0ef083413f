package registry

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"jianban/data"
)

// subject is all that this package knows of one kind of record. From its row
// (rows_case.go, rows_office.go) follow saving, reading, deleting and bringing
// back, what still uses it, and the words of the journal and of messages.
type subject[T any] struct {
	record   data.Record // also the name of its table
	label    string      // Chinese
	columns  func(*T) (*data.ID, []field)
	validate func(*T) data.Problems

	named nameForm              // how the journal names it where others refer to it
	whose []string              // columns that tell the journal's reader which one, where it is no proposal's
	twice data.Problem          // what is said where one must be unique and is not
	users string                // counts what uses it besides references; ?1 is its id
	unit  func(*T) *data.Unit   // a unit of which only the ID is stored
	facts func(*data.Case) *[]T // the facts of a case that it fills,
	order func(a, b T) int      // and their order; nil: as they were entered
	sole  func(*data.Case) *T   // so too, where a case has one at most
}

// nameForm is the column that names a record and the words around it.
type nameForm struct{ column, form string }

// description is a subject without its type.
type description struct {
	record data.Record
	label  string
	named  nameForm
	whose  []string
	twice  data.Problem
	users  string
	fields []field
	spread func(*loader) error // hands its facts to their cases; nil where it is none

	removable bool // single records can be marked as deleted
	owned     bool // it is the fact of a proposal
}

func (s *subject[T]) describe() description {
	_, fields := s.columns(new(T))
	d := description{record: s.record, label: s.label, named: s.named, whose: s.whose, twice: s.twice, users: s.users, fields: fields}
	if s.facts != nil || s.sole != nil {
		d.spread = s.spread
	}
	_, d.removable = d.field(deletedColumn)
	_, d.owned = d.field(ownerColumn)
	return d
}

// described finds the description of a table.
func described(record data.Record) (description, bool) {
	d, ok := byRecord()[record]
	return d, ok
}

var byRecord = sync.OnceValue(func() map[data.Record]description {
	all := map[data.Record]description{}
	for _, d := range subjects() {
		all[d.record] = d
	}
	return all
})

// tableLabel is the Chinese name of the records of a table, "" for the
// journal's own.
func tableLabel(table data.Record) string { return byRecord()[table].label }

// field finds a column.
func (d description) field(name string) (field, bool) {
	i := slices.IndexFunc(d.fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return field{}, false
	}
	return d.fields[i], true
}

// ownerColumn names the proposal whose fact a record is.
const ownerColumn = "proposal_id"

// inUse counts what keeps a record from being removed, ?1 being its id; "" where
// nothing can.
func (d description) inUse() string {
	var counts []string
	for _, by := range subjects() {
		var refers []string
		for _, f := range by.fields {
			if f.to == d.record && f.bond == uses {
				refers = append(refers, f.name+" = ?1")
			}
		}
		if len(refers) > 0 {
			counts = append(counts, fmt.Sprintf("(SELECT count(*) FROM %s WHERE deleted = 0 AND (%s))", by.record, strings.Join(refers, " OR ")))
		}
	}
	if d.users != "" {
		counts = append(counts, "("+d.users+")")
	}
	if len(counts) == 0 {
		return ""
	}
	return "SELECT " + strings.Join(counts, " + ")
}

// put merges into a record what was decided of it, validates it and saves it.
func (s *subject[T]) put(t *Tx, x *T) error {
	if err := s.settle(t, x); err != nil {
		return err
	}
	if err := s.validate(x).Err(); err != nil {
		return err
	}
	return s.keep(t, x)
}

// keep saves a valid record; the proposal whose fact it is will be looked at
// when the change ends.
func (s *subject[T]) keep(t *Tx, x *T) error {
	id, fields := s.columns(x)
	owner := ownerOf(fields)
	if err := t.save(s.record, id, owner, fields); err != nil {
		return explainRefused(fields, err)
	}
	if s.record == data.RecordProposal {
		owner = *id
	}
	if owner != 0 && s.record != data.RecordAttachment && s.record != data.RecordIssue { // no facts that rules look at
		t.dirty[owner] = true
	}
	return nil
}

// looksWith has at once be asked what saving a record looks at and what else is looked
// at before.
func looksWith[T any](t *Tx, s *subject[T], x *T, before func(*Tx) error) error {
	return t.ahead(func(only *Tx) {
		id, fields := s.columns(x)
		_ = before(only)
		only.looksAt(s.record, *id, ownerOf(fields), fields)
	})
}

// ownerOf is the proposal whose fact a record is, 0 where it is nobody's.
func ownerOf(fields []field) data.ID {
	for _, f := range fields {
		if to, ok := f.into.(scanRef); ok && f.name == ownerColumn {
			return *to.to
		}
	}
	return 0
}

// load reads records; tail follows FROM table. With brief, long fields stay
// empty.
func (s *subject[T]) load(ctx context.Context, q querier, tail string, args []any, brief bool) ([]T, error) {
	return load(ctx, q, string(s.record), tail, args, brief, s.columns)
}

// list reads those that are not deleted, in SQL's order, for a caller outside;
// cond narrows them down.
func (s *subject[T]) list(ctx context.Context, q querier, cond, order string, args ...any) ([]T, error) {
	all, err := s.load(ctx, q, "WHERE deleted = 0"+cond+" ORDER BY "+order, args, false)
	if err != nil || s.unit == nil {
		return all, explain(err)
	}
	units, err := byID(ctx, q, &unitRows, func(u data.Unit) data.ID { return u.ID }) // names of deleted ones still show
	for i := range all {
		u := s.unit(&all[i])
		*u = units[u.ID]
	}
	return all, explain(err)
}

// byID reads all records, also deleted ones.
func byID[T any](ctx context.Context, q querier, s *subject[T], id func(T) data.ID) (map[data.ID]T, error) {
	all, err := s.load(ctx, q, "", nil, false)
	found := make(map[data.ID]T, len(all))
	for _, x := range all {
		found[id(x)] = x
	}
	return found, err
}

// spread reads the facts of the loader's cases and hands each to its case.
func (s *subject[T]) spread(l *loader) error {
	table := string(s.record)
	cond, args, order := l.owned(table)
	tail := "WHERE " + table + ".deleted = 0 AND " + cond + order + "id"
	var x T // every row is read into x and copied out
	var of *data.Case
	var some []T // of one case
	give := func() {
		if s.facts == nil || len(some) == 0 {
			return
		}
		all := s.facts(of)
		*all = append(*all, some...)
		if s.order != nil {
			slices.SortStableFunc(*all, s.order)
		}
		some = some[:0]
	}
	id, fields := s.columns(&x)
	err := scan(l.ctx, l.q, table, tail, args, l.brief, id, fields, func() { x = *new(T) }, func() error {
		c, err := l.of(ownerOf(fields), table)
		if c == nil || err != nil {
			return err
		}
		l.sameWords(fields)
		if s.unit != nil {
			u := s.unit(&x)
			*u = l.units[u.ID]
		}
		if s.sole != nil {
			*s.sole(c) = x
			return nil
		}
		if c != of {
			give()
			of = c
		}
		some = append(some, x)
		return nil
	})
	give()
	return err
}
