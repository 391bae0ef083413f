package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jianban/data"
)

// Newest is the newest action. What is read after it was asked for is at least as new:
// a form keeps it and hands it back when it saves (Action.Seen).
func (r *Registry) Newest(ctx context.Context) (data.ID, error) {
	id, err := lastAction(ctx, r.read)
	return data.ID(id), explain(err)
}

// mustBeSeen refuses to save over what somebody else changed after the action that
// was seen. What this change itself did is no one else's.
func (t *Tx) mustBeSeen(table data.Record, id data.ID, fields []field) error {
	if t.seen == 0 {
		return nil
	}
	entries, err := t.since(table, id)
	if err != nil || len(entries) == 0 {
		return err
	}
	was, err := rowIn(entries[0].before.String)
	if err != nil {
		return err
	}
	last := entries[len(entries)-1]
	now, err := rowIn(last.after.String)
	if err != nil {
		return err
	}
	c := data.Conflict{Kind: table, ID: id, Record: tableLabel(table), By: last.by, At: last.at.Local(), What: last.what}
	lost := false
	words := nameBook{}
	for _, f := range fields {
		if f.name == deletedColumn {
			continue
		}
		mine := f.value()
		one := data.ConflictField{Name: f.name, Label: f.label, Was: likeMine(was[f.name], mine), Theirs: likeMine(now[f.name], mine), Mine: mine}
		if one.Theirs == one.Was && one.Mine == one.Was {
			continue
		}
		if _, isText := mine.(string); isText && f.same != nil {
			one.Text = f.long
		}
		if one.WasWords, one.TheirWords, one.MyWords, err = t.threeWords(&words, f, one); err != nil {
			return err
		}
		lost = lost || one.Theirs != one.Was && one.Theirs != one.Mine
		c.Fields = append(c.Fields, one)
	}
	if !lost {
		return nil
	}
	return c
}

// likeMine is a value of the journal, where a fraction may be written as a whole
// number, in the kind of one of ours.
func likeMine(v, mine any) any {
	if n, ok := v.(int64); ok {
		if _, ok := mine.(float64); ok {
			return float64(n)
		}
	}
	return v
}

// threeWords reads the values of a field aloud. Names are read once they are needed.
func (t *Tx) threeWords(words *nameBook, f field, one data.ConflictField) (was, theirs, mine string, err error) {
	if f.to != "" && len(*words) == 0 {
		if *words, err = t.reg.names(t.ctx); err != nil {
			return "", "", "", err
		}
	}
	tell := func(v any) string {
		if n, ok := v.(int64); ok {
			v = float64(n)
		}
		return words.show(f, v)
	}
	return tell(one.Was), tell(one.Theirs), tell(one.Mine), nil
}

// entry is what the journal has of one change of a record.
type entry struct {
	before, after sql.NullString
	by, what      string
	at            time.Time
}

// since are the changes of a record after the action that was seen and before this
// one, oldest first.
func (t *Tx) since(table data.Record, id data.ID) (all []entry, err error) {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT journal.before, journal.after, actions.by, actions.what, actions.at FROM journal JOIN actions ON actions.id = journal.action_id
		WHERE journal.tbl = ? AND journal.row_id = ? AND journal.action_id > ? AND journal.action_id < ? AND journal.before IS NOT NULL AND journal.after IS NOT NULL ORDER BY journal.id`,
		string(table), int64(id), int64(t.seen), int64(t.action))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.before, &e.after, &e.by, &e.what, scanTime{&e.at}); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// settle merges into a record that is to be saved again what a person decided of its
// conflict; again it changes nothing.
func (s *subject[T]) settle(t *Tx, x *T) error {
	id, fields := s.columns(x)
	for _, d := range t.decided {
		if d.Kind != s.record || d.ID != *id {
			continue
		}
		values := d.Merged(d.Chosen)
		for _, f := range fields {
			value, ok := values[f.name]
			if !ok {
				continue
			}
			if err := f.take(value); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
		}
	}
	return nil
}
