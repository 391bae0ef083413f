package registry

import (
	"context"
	"database/sql"
	"slices"
	"strings"

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

// Undo takes back the last change of this sitting, as a change of its own in
// the journal; called again it goes further back. what is the change taken back.
func (r *Registry) Undo(ctx context.Context) (what string, err error) {
	var last undoable
	changed, err := r.inTurn(ctx, Action{}, func(t *Tx) error {
		r.mu.Lock()
		n := len(r.done)
		if n > 0 {
			last = r.done[n-1]
		}
		r.mu.Unlock()
		if n == 0 {
			return data.Problem{Field: "撤销", Message: "没有可以撤销的修改", Hint: "只能撤销这次打开以来的修改"}
		}
		return t.undo(last)
	}, func(data.ID) { r.done = r.done[:len(r.done)-1] }) // only this change was under way
	if err != nil {
		return "", err
	}
	if !changed { // it had left nothing to take back
		r.forget(last.id)
		return last.what, nil
	}
	r.notify()
	return last.what, nil
}

// forget takes an action off the list of what can be undone.
func (r *Registry) forget(id data.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = slices.DeleteFunc(r.done, func(u undoable) bool { return u.id == id })
}

type change struct {
	id            data.ID
	table         string
	row           data.ID
	before, after sql.NullString
}

func changeFields(c *change) (*data.ID, []field) {
	return &c.id, []field{text("tbl", &c.table), num("row_id", &c.row), {name: "before", into: &c.before}, {name: "after", into: &c.after}}
}

// undo takes an action back and says so in the journal.
func (t *Tx) undo(last undoable) error {
	if _, err := t.tx.ExecContext(t.ctx, "UPDATE actions SET what = ?, undoes = ? WHERE hash = ''", "撤销："+last.what, int64(last.id)); err != nil {
		return err
	}
	return t.revert(last.id)
}

// revert puts every row that an action touched back as it was, last change first.
func (t *Tx) revert(action data.ID) error {
	changes, err := load(t.ctx, t.tx, "journal", "WHERE action_id = ? ORDER BY id DESC", []any{int64(action)}, false, changeFields)
	if err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, "PRAGMA defer_foreign_keys = ON"); err != nil {
		return err
	}
	for _, c := range changes {
		if c.table == "blobs" {
			continue // contents stay: a change taken back may be made again
		}
		if err := t.revertRow(c); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) revertRow(c change) error {
	if !c.before.Valid {
		_, err := t.tx.ExecContext(t.ctx, "DELETE FROM "+c.table+" WHERE id = ?", int64(c.row))
		return err
	}
	columns, err := strs(t.tx, "SELECT key FROM json_each(?)", c.before.String)
	if err != nil {
		return err
	}
	values := make([]string, len(columns))
	for i, name := range columns {
		values[i] = "json_extract(?1, '$." + name + "')"
	}
	var query string
	if c.after.Valid {
		for i, name := range columns {
			values[i] = name + " = " + values[i]
		}
		query = "UPDATE " + c.table + " SET " + strings.Join(values, ", ") + " WHERE id = json_extract(?1, '$.id')"
	} else {
		query = "INSERT INTO " + c.table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
	}
	_, err = t.tx.ExecContext(t.ctx, query, c.before.String)
	return err
}
