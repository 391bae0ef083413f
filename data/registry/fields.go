package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"reflect"
	"strconv"
	"strings"
	"time"

	"jianban/data"
)

// querier is what reads share: the pool, or the transaction under way.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// field ties one column to one place in a struct, and to its word. The same list
// of fields inserts, updates and reads a record, and reads it aloud, so that
// these cannot drift apart.
type field struct {
	name  string
	label string           // Chinese, for the journal and for messages; "" where no reader sees it
	into  any              // what Scan fills
	quick sql.Scanner      // fills it without reflection; nil where into is a Scanner
	value func() any       // what is stored
	tell  func(any) string // how the journal's value is read aloud; nil: as it is, a reference by its name
	to    data.Record      // the record that it refers to; "" for none
	bond  bond
	same  func(words) // takes the same text read before in its place; nil where it is none
	long  bool        // left out of lists
	loose bool        // what it refers to need not be there
}

// bond is what a reference means for the record referred to.
type bond uint8

const (
	named  bond = iota // it must be there when this one is saved
	partOf             // so too when this one is restored: this one goes with it
	uses               // so too, and it stays as long as this one does
)

// read is the field with its own way of being read aloud.
func (f field) read(tell func(any) string) field {
	f.tell = tell
	return f
}

// take puts a value as it is stored into the field's place.
func (f field) take(value any) error {
	if to, ok := f.into.(sql.Scanner); ok {
		return to.Scan(value)
	}
	to := reflect.ValueOf(f.into).Elem()
	switch v := value.(type) {
	case nil:
		to.SetZero()
	case string:
		if to.Kind() != reflect.String {
			return fmt.Errorf("a text for %s", to.Type())
		}
		to.SetString(v)
	case int64:
		switch to.Kind() {
		case reflect.Bool:
			to.SetBool(v != 0)
		case reflect.Int, reflect.Int64:
			to.SetInt(v)
		case reflect.Float64:
			to.SetFloat(float64(v))
		default:
			return fmt.Errorf("a number for %s", to.Type())
		}
	case float64:
		if to.Kind() != reflect.Float64 {
			return fmt.Errorf("a fraction for %s", to.Type())
		}
		to.SetFloat(v)
	default:
		return fmt.Errorf("a value of type %T", value)
	}
	return nil
}

func text[T ~string](name, label string, p *T) field {
	return field{name: name, label: label, into: p, quick: scanText[T]{p}, value: func() any { return string(*p) }, same: func(w words) { *p = T(w.same(string(*p))) }}
}

func prose(name, label string, p *string) field {
	f := text(name, label, p)
	f.long = true
	return f
}

func num[T ~int | ~int64](name, label string, p *T) field {
	return field{name: name, label: label, into: p, quick: scanNumber[T]{p}, value: func() any { return int64(*p) }}
}

func decimal(name, label string, p *float64) field {
	return field{name: name, label: label, into: p, value: func() any { return *p }}
}

func flag(name, label string, p *bool) field {
	return field{name: name, label: label, into: p, quick: scanFlag{p}, tell: tellFlag, value: func() any {
		if *p {
			return int64(1)
		}
		return int64(0)
	}}
}

// deletedColumn says that a row counts no longer; only Remove and Restore write it.
const deletedColumn = "deleted"

func deleted(p *bool) field { return flag(deletedColumn, "删除", p) }

// day stores the zero Date as NULL.
func day(name, label string, p *data.Date) field {
	return field{name: name, label: label, into: scanDay{p}, tell: tellDay, value: func() any { return dayValue(*p) }}
}

func dayValue(d data.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// ref names a record that stays as long as this one does; the ID 0 is stored
// as NULL.
func ref(name, label string, p *data.ID, to data.Record) field {
	return field{name: name, label: label, into: scanRef{p}, to: to, bond: uses, value: func() any {
		if *p == 0 {
			return nil
		}
		return int64(*p)
	}}
}

// part names the record that this one goes with.
func part(name, label string, p *data.ID, to data.Record) field {
	f := ref(name, label, p, to)
	f.bond = partOf
	return f
}

// over names the record that a paper is about; the ID 0 means all.
func over(name, label string, p *data.ID, to data.Record) field {
	f := num(name, label, p)
	f.to = to
	return f
}

// people are deputies or members, stored as JSON.
func people(name, label string, p *[]data.ID) field {
	f := list(name, label, p)
	f.to, f.tell = data.RecordProposer, nil
	return f
}

// related are proposals, stored as JSON; they do not keep each other
// (Tx.relatesWell tells what they must be).
func related(name, label string, p *[]data.ID) field {
	f := people(name, label, p)
	f.to, f.loose = data.RecordProposal, true
	return f
}

// list stores a slice as JSON.
func list[T any](name, label string, p *[]T) field {
	return field{name: name, label: label, into: scanJSON{p}, tell: tellList, value: func() any {
		if len(*p) == 0 {
			return "[]"
		}
		return asJSON(*p)
	}}
}

// object stores a whole value as JSON.
func object[T any](name, label string, p *T) field {
	return field{name: name, label: label, into: scanJSON{p}, value: func() any { return asJSON(*p) }}
}

func asJSON(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		return err // refused by the driver, which names the type
	}
	return string(b)
}

// scanText, scanNumber and scanFlag take what columns mostly hold as it is; package
// sql would go over reflection and words, column for column. The rest is left to it.
type scanText[T ~string] struct{ to *T }

func (s scanText[T]) Scan(v any) error {
	if text, ok := v.(string); ok {
		*s.to = T(text)
		return nil
	}
	text, err := converted[string](v)
	*s.to = T(text)
	return err
}

type scanNumber[T ~int | ~int64] struct{ to *T }

func (s scanNumber[T]) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		var err error
		if n, err = converted[int64](v); err != nil {
			return err
		}
	}
	*s.to = T(n)
	if int64(*s.to) != n {
		return fmt.Errorf("a number like %d", n)
	}
	return nil
}

type scanFlag struct{ to *bool }

func (s scanFlag) Scan(v any) (err error) {
	if n, ok := v.(int64); ok && (n == 0 || n == 1) {
		*s.to = n == 1
		return nil
	}
	*s.to, err = converted[bool](v)
	return err
}

// converted is a value as package sql reads it; NULL is none.
func converted[T any](v any) (T, error) {
	var n sql.Null[T]
	err := n.Scan(v)
	if err == nil && !n.Valid {
		err = fmt.Errorf("no value for %T", n.V)
	}
	return n.V, err
}

type scanDay struct{ to *data.Date }

func (s scanDay) Scan(v any) error {
	*s.to = data.Date{}
	if v == nil {
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("a date of type %T", v)
	}
	if *s.to, ok = isoDay(text); !ok {
		return fmt.Errorf("a date like %q", text)
	}
	return nil
}

// isoDay reads a day as the registry stores it, 2022-06-30.
func isoDay(s string) (d data.Date, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return d, false
	}
	number := func(part string) (n int) {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return -10_000
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	d = data.UncheckedDate(number(s[:4]), time.Month(number(s[5:7])), number(s[8:]))
	return d, d.Year() > 0 && d.Day() >= 1 && data.DateOf(d.Time()) == d // no 31 February
}

type scanRef struct{ to *data.ID }

func (s scanRef) Scan(v any) error {
	*s.to = 0
	if n, ok := v.(int64); ok {
		*s.to = data.ID(n)
	} else if v != nil {
		return fmt.Errorf("an id of type %T", v)
	}
	return nil
}

type scanJSON struct{ to any }

func (s scanJSON) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("a list of type %T", v)
	}
	if text == "[]" {
		return nil
	}
	if ids, ok := s.to.(*[]data.ID); ok && plainIDs(text, ids) {
		return nil
	}
	return json.Unmarshal([]byte(text), s.to)
}

// plainIDs reads a list of IDs as this package writes it, [1,23]; anything else is
// left to package json.
func plainIDs(text string, to *[]data.ID) bool {
	if len(text) < 3 || text[0] != '[' || text[len(text)-1] != ']' {
		return false
	}
	ids := make([]data.ID, 0, 1+strings.Count(text, ","))
	for part := range strings.SplitSeq(text[1:len(text)-1], ",") {
		n, err := strconv.ParseUint(part, 10, 63)
		if err != nil {
			return false
		}
		ids = append(ids, data.ID(n))
	}
	*to = ids
	return true
}

// load reads records; tail follows FROM table. With brief, long fields stay
// empty.
func load[T any](ctx context.Context, q querier, table, tail string, args []any, brief bool, fieldsOf func(*T) (id *data.ID, fields []field)) (all []T, err error) {
	var x T // every row is read into x and copied out
	id, fields := fieldsOf(&x)
	err = scan(ctx, q, table, tail, args, brief, id, fields, func() { x = *new(T) }, func() error {
		all = append(all, x)
		return nil
	})
	return all, err
}

// scan reads rows one by one into the places of id and fields; each is called
// after every row, and empty before the next. One that cannot be read is an
// error, or left out where q says so (sparing).
func scan(ctx context.Context, q querier, table, tail string, args []any, brief bool, id *data.ID, fields []field, empty func(), each func() error) (err error) {
	into := []any{scanNumber[data.ID]{id}}
	names := []string{table + ".id"}
	for _, f := range fields {
		if f.long && brief {
			names = append(names, "''")
		} else {
			names = append(names, table+"."+f.name)
		}
		if f.quick != nil {
			into = append(into, f.quick)
		} else {
			into = append(into, f.into)
		}
	}
	// The driver starts a goroutine a statement where its context can end: looked at here.
	rows, err := q.QueryContext(context.WithoutCancel(ctx), "SELECT "+strings.Join(names, ", ")+" FROM "+table+" "+tail, args...)
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := rows.Scan(into...); err != nil {
			err = errRow(ctx, table, *id, err)
			s, ok := q.(sparing)
			if !ok || ctx.Err() != nil {
				return err
			}
			s.tell(err)
		} else if err := each(); err != nil {
			return err
		}
		if w, ok := q.(witness); ok {
			w.saw(data.Record(table), *id)
		}
		empty()
	}
	return rows.Err()
}

// words are texts read lately, each kept once: in thousands of cases the same
// units, people, telephones and words of choice come again and again.
type words []string

// manyCases is how many cases are worth remembering words.
const manyCases = 200

// wordsFor is room for the words of so many cases; none where it is not worth it.
func wordsFor(cases int) words {
	if cases < manyCases {
		return nil
	}
	return make(words, 4096)
}

var wordSeed = maphash.MakeSeed()

// same is the text, taken from those read lately where it is among them. Two that
// fall on one place take turns.
func (w words) same(text string) string {
	if len(w) == 0 || text == "" {
		return text
	}
	at := &w[maphash.String(wordSeed, text)%uint64(len(w))]
	if *at != text {
		*at = text
	}
	return *at
}
