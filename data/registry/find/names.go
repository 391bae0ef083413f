package find

import (
	"context"
	"encoding/json"
	"errors"

	"jianban/data"
)

// names are the people and units of the registry as a search looks for them;
// proposals have them by their IDs, so that a name may change without touching
// the index of proposals.
type names struct {
	all []named
}

type named struct {
	kind uint64
	id   data.ID
	data.SearchName
	meeting data.Meeting // of a book
}

// loadNames reads them; those that are deleted are still found by their proposals.
func loadNames(ctx context.Context, q Querier) (n names, err error) {
	rows, err := q.QueryContext(ctx, `SELECT 0, id, name, phone, delegation, '', '[]' FROM proposers
		UNION ALL SELECT 1, id, name, phone, full_name, responsible || ' ' || contact, former FROM units
		UNION ALL SELECT 2, id, name, '', post, '', '[]' FROM leaders`)
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var x named
		var kind int
		var name, phone, more, contacts, former string
		if err := rows.Scan(&kind, &x.id, &name, &phone, &more, &contacts, &former); err != nil {
			return n, err
		}
		x.kind = []uint64{kindPerson, kindUnit, kindLeader}[kind]
		x.SearchName = data.NewSearchName(kind != 1, name, phone, append([]string{more, contacts}, formerNames(former)...)...)
		n.all = append(n.all, x)
	}
	if err := rows.Err(); err != nil {
		return n, err
	}
	return n, n.addBooks(ctx, q)
}

// addBooks reads the books, which are called by their meetings.
func (n *names) addBooks(ctx context.Context, q Querier) (err error) {
	rows, err := q.QueryContext(ctx, "SELECT id, body, level, place, term, session, year FROM books")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		x := named{kind: kindBook}
		m := &x.meeting
		if err := rows.Scan(&x.id, &m.Body, &m.Level, &m.Place, &m.Term, &m.Session, &m.Year); err != nil {
			return err
		}
		x.SearchName = data.NewSearchName(false, m.Name(), "")
		n.all = append(n.all, x)
	}
	return rows.Err()
}

func formerNames(list string) []string {
	if list == "[]" || list == "" {
		return nil
	}
	var all []struct{ Name, FullName string }
	if json.Unmarshal([]byte(list), &all) != nil {
		return nil
	}
	var words []string
	for _, f := range all {
		words = append(words, f.Name, f.FullName)
	}
	return words
}

// is tells whether a word names one.
func (x *named) is(w data.SearchWord) bool {
	fits := false
	switch w.Field {
	case data.Anywhere:
		fits = true
	case data.InUnit:
		fits = x.kind == kindUnit
	case data.InPerson:
		fits = x.kind == kindPerson
	case data.InPhone:
		fits = x.kind == kindPerson || x.kind == kindUnit
	case data.InBook:
		fits = x.kind == kindBook
	}
	if x.kind == kindBook {
		return fits && w.Meeting != nil && w.Meeting.Fits(x.meeting)
	}
	return fits && x.Is(w)
}
