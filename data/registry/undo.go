package registry

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"jianban/data"
)

// Undoable is the last change of this sitting that Undo would take back.
func (r *Registry) Undoable() (what string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.done) == 0 {
		return "", false
	}
	return r.done[len(r.done)-1].what, true
}

// Redoable is the change that Redo would make again.
func (r *Registry) Redoable() (what string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.undone) == 0 {
		return "", false
	}
	return r.undone[len(r.undone)-1].what, true
}

// Undo takes back the last change of this sitting, as a change of its own in
// the journal; called again it goes further back. what is the change taken back.
func (r *Registry) Undo(ctx context.Context) (what string, err error) {
	return r.reverse(ctx, "撤销", &r.done, &r.undone)
}

// Redo makes again what Undo took back last, as a change of its own in the
// journal, as long as nothing else was changed since. what is the change made
// again.
func (r *Registry) Redo(ctx context.Context) (what string, err error) {
	return r.reverse(ctx, "重做", &r.undone, &r.done)
}

// reverse turns the last action of one list round and puts what it did so by
// on the other: an undo turned round makes the change again.
func (r *Registry) reverse(ctx context.Context, word string, from, to *[]undoable) (what string, err error) {
	var last undoable
	changed, err := r.inTurn(ctx, Action{}, func(t *Tx) error {
		r.mu.Lock()
		n := len(*from)
		if n > 0 {
			last = (*from)[n-1]
		}
		r.mu.Unlock()
		if n == 0 {
			return data.Problem{Field: word, Message: "没有可以" + word + "的修改", Hint: "只能" + word + "这次打开以来的修改"}
		}
		return t.reverse(word, last)
	}, func(id data.ID) { // only this change was under way
		*from = (*from)[:len(*from)-1]
		*to = append(*to, undoable{id, last.what})
	})
	if errors.As(err, new(erasedSince)) {
		r.forget(from, last.id)
	}
	if err != nil {
		return "", err
	}
	if !changed { // it had left nothing to take back
		r.forget(from, last.id)
		return last.what, nil
	}
	r.listeners.tell()
	return last.what, nil
}

// forget takes an action off a list.
func (r *Registry) forget(list *[]undoable, id data.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	*list = slices.DeleteFunc(*list, func(u undoable) bool { return u.id == id })
}

type change struct {
	id            data.ID
	table         data.Record
	row           data.ID
	proposal      data.ID // 0 where it is no proposal's
	before, after sql.NullString
}

func changeFields(c *change) (*data.ID, []field) {
	return &c.id, []field{text("tbl", "", &c.table), num("row_id", "", &c.row), {name: ownerColumn, into: scanRef{&c.proposal}}, {name: "before", into: &c.before}, {name: "after", into: &c.after}}
}

// reverse takes an action back and says so in the journal.
func (t *Tx) reverse(word string, last undoable) error {
	if err := t.notErased(word, last); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, "UPDATE actions SET what = ?, undoes = ? WHERE hash = ''", word+"："+last.what, int64(last.id)); err != nil {
		return err
	}
	return t.revert(word, last)
}

// revert puts every row that an action touched back as it was, last change first.
func (t *Tx) revert(word string, last undoable) error {
	changes, err := load(t.ctx, t.tx, "journal", "WHERE action_id = ? ORDER BY id DESC", []any{int64(last.id)}, false, changeFields)
	if err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, t.reg.engine.deferReferences()); err != nil {
		return err
	}
	if err := t.builtUpon(word, last, changes); err != nil {
		return err
	}
	for _, c := range changes {
		if !journalled(string(c.table)) {
			continue // contents stay: a change taken back may be made again
		}
		if err := t.revertRow(c); err != nil {
			return err
		}
	}
	return nil
}

// builtUpon refuses to take back an action where a row is no longer as it left it:
// another desk has changed it since. What this sitting changed since and took back is
// as it was.
func (t *Tx) builtUpon(word string, last undoable, changes []change) error {
	seen := map[recordID]bool{}
	for _, c := range changes { // the last change of each row comes first
		row := recordID{c.table, c.row}
		if seen[row] || !journalled(string(c.table)) {
			continue
		}
		seen[row] = true
		by, at, err := t.changedByOthers(row, last.id, c.after)
		if err != nil {
			return err
		}
		if by != "" {
			return data.Problem{Field: word, Message: fmt.Sprintf("“%s”不能%s：%s在%s又改过其中的%s", last.what, word, by, data.Moment(at.Local()), tableLabel(c.table)), Hint: "请直接修改，不用" + word}
		}
	}
	return nil
}

// changedByOthers tells who changed a row last after an action, of those outside this
// sitting; "" where nobody did, or the row is as that action left it.
func (t *Tx) changedByOthers(row recordID, after data.ID, left sql.NullString) (by string, at time.Time, err error) {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT journal.after, journal.action_id, actions.by, actions.at FROM journal JOIN actions ON actions.id = journal.action_id
		WHERE journal.tbl = ? AND journal.row_id = ? AND journal.action_id > ? ORDER BY journal.id`, string(row.table), int64(row.id), int64(after))
	if err != nil {
		return "", at, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	t.reg.mu.Lock()
	defer t.reg.mu.Unlock()
	now := left
	for rows.Next() {
		var action data.ID
		var who string
		var when time.Time
		if err := rows.Scan(&now, &action, &who, scanTime{&when}); err != nil {
			return "", at, err
		}
		if !t.reg.sat[action] {
			by, at = cmp.Or(who, "别人"), when
		}
	}
	if now == left {
		by = ""
	}
	return by, at, rows.Err()
}

func (t *Tx) revertRow(c change) error {
	if !c.before.Valid {
		_, err := t.one("DELETE FROM "+string(c.table)+" WHERE id = ?", int64(c.row))
		return err
	}
	row, err := rowIn(c.before.String)
	if err != nil {
		return fmt.Errorf("journal %d: %w", c.id, err)
	}
	columns := slices.Sorted(maps.Keys(row))
	values := make([]any, len(columns))
	for i, name := range columns {
		values[i] = row[name]
	}
	query := "INSERT INTO " + string(c.table) + " (" + strings.Join(columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")"
	if c.after.Valid {
		query = "UPDATE " + string(c.table) + " SET " + strings.Join(columns, " = ?, ") + " = ? WHERE id = ?"
		values = append(values, row["id"])
	}
	_, err = t.one(query, values...)
	return err
}

// rowIn reads a row as the journal keeps it: its columns with values as they are
// bound.
func rowIn(text string) (row map[string]any, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&row); err != nil {
		return nil, err
	}
	for name, value := range row {
		n, ok := value.(json.Number)
		if !ok {
			continue
		}
		if row[name], err = n.Int64(); err != nil {
			if row[name], err = n.Float64(); err != nil {
				return nil, err
			}
		}
	}
	return row, nil
}
