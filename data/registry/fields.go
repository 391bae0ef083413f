package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jianban/data"
)

// querier is what reads share: the pool, or the transaction under way.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// field ties one column to one place in a struct. The same list of fields
// inserts, updates and reads a record, so the three cannot drift apart.
type field struct {
	name  string
	into  any        // what Scan fills
	value func() any // what is stored
	long  bool       // left out of lists
}

func text[T ~string](name string, p *T) field {
	return field{name: name, into: p, value: func() any { return string(*p) }}
}

func prose(name string, p *string) field {
	f := text(name, p)
	f.long = true
	return f
}

func num[T ~int | ~int64](name string, p *T) field {
	return field{name: name, into: p, value: func() any { return int64(*p) }}
}

func decimal(name string, p *float64) field {
	return field{name: name, into: p, value: func() any { return *p }}
}

func flag(name string, p *bool) field {
	return field{name: name, into: p, value: func() any {
		if *p {
			return int64(1)
		}
		return int64(0)
	}}
}

// day stores the zero Date as NULL.
func day(name string, p *data.Date) field {
	return field{name: name, into: scanDay{p}, value: func() any {
		if p.IsZero() {
			return nil
		}
		return p.String()
	}}
}

// ref stores the ID 0 as NULL.
func ref(name string, p *data.ID) field {
	return field{name: name, into: scanRef{p}, value: func() any {
		if *p == 0 {
			return nil
		}
		return int64(*p)
	}}
}

// list stores a slice as JSON.
func list[T any](name string, p *[]T) field {
	return field{name: name, into: scanJSON{p}, value: func() any {
		if len(*p) == 0 {
			return "[]"
		}
		b, err := json.Marshal(*p)
		if err != nil {
			return err // refused by the driver, which names the type
		}
		return string(b)
	}}
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
	d = data.Date{Year: number(s[:4]), Month: time.Month(number(s[5:7])), Day: number(s[8:])}
	return d, d.Year > 0 && d.Day >= 1 && data.DateOf(d.Time()) == d // no 31 February
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
	return json.Unmarshal([]byte(text), s.to)
}

// save inserts a record whose id is 0, setting it, and updates any other. What
// it refers to must be there; whether it is deleted only Remove and Restore say.
func (t *Tx) save(table string, id *data.ID, fields []field) error {
	var names []string
	var values []any
	for _, f := range fields {
		if f.name == "deleted" {
			continue
		}
		v := f.value()
		if to, ok := v.(int64); ok && to != 0 && referred[f.name] != "" {
			if err := t.mustBeUsable(referred[f.name], data.ID(to)); err != nil {
				return err
			}
		}
		names, values = append(names, f.name), append(values, v)
	}
	if *id == 0 {
		query := fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", table, strings.Join(names, ", "), strings.Repeat(", ?", len(names)-1))
		res, err := t.tx.ExecContext(t.ctx, query, values...)
		if err != nil {
			return err
		}
		n, err := res.LastInsertId()
		*id = data.ID(n)
		t.given = append(t.given, id)
		return err
	}
	res, err := t.tx.ExecContext(t.ctx, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ? AND deleted = 0", table, strings.Join(names, " = ?, ")), append(values, int64(*id))...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errNoRow(table, *id, err)
	}
	return nil
}

func errNoRow(table string, id data.ID, err error) error {
	if err != nil {
		return err
	}
	return data.Problem{Field: tableLabel(table), Message: fmt.Sprintf("找不到这条%s（%d）", tableLabel(table), id), Hint: "它可能已被删除，请刷新后再试", Gone: true}
}

// load reads records; tail follows FROM table. With brief, long fields stay
// empty.
func load[T any](ctx context.Context, q querier, table, tail string, args []any, brief bool, fieldsOf func(*T) (id *data.ID, fields []field)) (all []T, err error) {
	var x T // every row is read into x and copied out
	id, fields := fieldsOf(&x)
	into := []any{(*int64)(id)}
	names := []string{table + ".id"}
	for _, f := range fields {
		if f.long && brief {
			names = append(names, "''")
		} else {
			names = append(names, table+"."+f.name)
		}
		into = append(into, f.into)
	}
	rows, err := q.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table+" "+tail, args...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		x = *new(T)
		if err := rows.Scan(into...); err != nil {
			return nil, errContent(ctx, table, err)
		}
		all = append(all, x)
	}
	return all, rows.Err()
}
