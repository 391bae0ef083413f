package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"jianban/data"
)

// silent are the tables whose changes are not journalled row by row: the
// journal itself, and contents that are only ever added.
var silent = []string{"actions", "journal", "open_action", "blobs"}

// triggerSQL makes the three triggers that journal a table, from its columns.
func triggerSQL(table string, columns []string) []string {
	object := func(row string) string {
		parts := make([]string, len(columns))
		for i, c := range columns {
			parts[i] = fmt.Sprintf("'%s', %s.%s", c, row, c)
		}
		return "json_object(" + strings.Join(parts, ", ") + ")"
	}
	owner := func(row string) string {
		switch {
		case table == "proposals":
			return row + ".id"
		case slices.Contains(columns, "proposal_id"):
			return row + ".proposal_id"
		}
		return "NULL"
	}
	trigger := func(event, row, before, after string) string {
		return fmt.Sprintf(`CREATE TRIGGER journal_%s_%s AFTER %s ON %s BEGIN
	SELECT RAISE(ABORT, 'change outside an action') WHERE NOT EXISTS (SELECT 1 FROM open_action);
	INSERT INTO journal (action_id, tbl, row_id, proposal_id, before, after)
		VALUES ((SELECT id FROM open_action), '%s', %s.id, %s, %s, %s);
END`, table, strings.ToLower(event), event, table, table, row, owner(row), before, after)
	}
	return []string{
		trigger("INSERT", "NEW", "NULL", object("NEW")),
		trigger("UPDATE", "NEW", object("OLD"), object("NEW")),
		trigger("DELETE", "OLD", object("OLD"), "NULL"),
	}
}

// makeTriggers makes the triggers of every journalled table anew; the
// migration that changes a table calls it in its own transaction.
func makeTriggers(tx *sql.Tx) error {
	tables, err := strs(tx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		return err
	}
	for _, table := range tables {
		if slices.Contains(silent, table) {
			continue
		}
		columns, err := strs(tx, "SELECT name FROM pragma_table_info('"+table+"') ORDER BY cid")
		if err != nil {
			return err
		}
		for _, event := range []string{"insert", "update", "delete"} {
			if _, err := tx.Exec("DROP TRIGGER IF EXISTS journal_" + table + "_" + event); err != nil {
				return err
			}
		}
		for _, s := range triggerSQL(table, columns) {
			if _, err := tx.Exec(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// strs reads one column of text.
func strs(q interface {
	Query(string, ...any) (*sql.Rows, error)
}, query string, args ...any) (all []string, err error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// openAction begins the action that every change of the transaction belongs to.
func (t *Tx) openAction(what string) (data.ID, error) {
	res, err := t.tx.ExecContext(t.ctx, "INSERT INTO actions (at, by, what) VALUES (?, ?, ?)", t.now.Format(time.RFC3339), t.reg.opts.By, what)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	_, err = t.tx.ExecContext(t.ctx, "INSERT INTO open_action (id) VALUES (?)", id)
	return data.ID(id), err
}

// closeAction ends it and chains its hash to the action before.
func (t *Tx) closeAction(id data.ID) (changed bool, err error) {
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM open_action"); err != nil {
		return false, err
	}
	var rows int
	if err := t.tx.QueryRowContext(t.ctx, "SELECT count(*) FROM journal WHERE action_id = ?", int64(id)).Scan(&rows); err != nil || rows == 0 {
		return false, err
	}
	var prev string
	err = t.tx.QueryRowContext(t.ctx, "SELECT hash FROM actions WHERE id < ? ORDER BY id DESC LIMIT 1", int64(id)).Scan(&prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	sum, err := actionHash(t.ctx, t.tx, id, prev)
	if err != nil {
		return false, err
	}
	_, err = t.tx.ExecContext(t.ctx, "UPDATE actions SET hash = ? WHERE id = ?", sum, int64(id))
	return true, err
}

// actionHash covers the hash before, the action and all its rows, each part
// with its length so that no two contents look alike.
func actionHash(ctx context.Context, q querier, id data.ID, prev string) (sum string, err error) {
	h := sha256.New()
	var at, by, what string
	if err := q.QueryRowContext(ctx, "SELECT at, by, what FROM actions WHERE id = ?", int64(id)).Scan(&at, &by, &what); err != nil {
		return "", err
	}
	digest(h, prev, at, by, what)
	rows, err := q.QueryContext(ctx, "SELECT tbl, row_id, coalesce(before, ''), coalesce(after, '') FROM journal WHERE action_id = ? ORDER BY id", int64(id))
	if err != nil {
		return "", err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var tbl, row, before, after string
		if err := rows.Scan(&tbl, &row, &before, &after); err != nil {
			return "", err
		}
		digest(h, tbl, row, before, after)
	}
	return hex.EncodeToString(h.Sum(nil)), rows.Err()
}

func digest(h hash.Hash, parts ...string) {
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p) // a hash never fails to take a write
	}
}

// brokenLink is the first action whose hash does not fit, 0 where all do.
func brokenLink(ctx context.Context, q querier) (data.ID, error) {
	type action struct {
		id   data.ID
		hash string
	}
	actions, err := load(ctx, q, "actions", "ORDER BY id", nil, false, func(a *action) (*data.ID, []field) {
		return &a.id, []field{text("hash", &a.hash)}
	})
	if err != nil {
		return 0, err
	}
	prev := ""
	for _, a := range actions {
		sum, err := actionHash(ctx, q, a.id, prev)
		if err != nil {
			return 0, err
		}
		if sum != a.hash {
			return a.id, nil
		}
		prev = a.hash
	}
	return 0, nil
}

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
	r.mu.Lock()
	if len(r.done) == 0 {
		r.mu.Unlock()
		return "", data.Problem{Field: "撤销", Message: "没有可以撤销的修改"}
	}
	last := r.done[len(r.done)-1]
	r.mu.Unlock()
	if _, err := r.change(ctx, Action{"撤销：" + last.what}, func(t *Tx) error { return t.revert(last.id) }); err != nil {
		return "", explain(err)
	}
	r.mu.Lock()
	r.done = slices.DeleteFunc(r.done, func(u undoable) bool { return u.id == last.id })
	r.mu.Unlock()
	r.notify()
	return last.what, nil
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

// Journal is what was done to a proposal (0 for everything), newest first, at
// most limit actions.
func (r *Registry) Journal(ctx context.Context, proposalID data.ID, limit int) ([]data.JournalEntry, error) {
	tail, args := "ORDER BY id DESC LIMIT ?1", []any{limit}
	if proposalID != 0 {
		tail, args = "WHERE id IN (SELECT action_id FROM journal WHERE proposal_id = ?2) ORDER BY id DESC LIMIT ?1", []any{limit, int64(proposalID)}
	}
	entries, err := load(ctx, r.read, "actions", tail, args, false, func(e *data.JournalEntry) (*data.ID, []field) {
		return &e.ID, []field{{name: "at", into: scanTime{&e.At}}, text("by", &e.By), text("what", &e.What)}
	})
	if err != nil {
		return nil, explain(err)
	}
	names, err := r.names(ctx)
	if err != nil {
		return nil, explain(err)
	}
	for i := range entries {
		where, args := "WHERE action_id = ? ORDER BY id LIMIT 50", []any{int64(entries[i].ID)}
		if proposalID != 0 {
			where, args = "WHERE action_id = ? AND proposal_id = ? ORDER BY id LIMIT 50", append(args, int64(proposalID))
		}
		changes, err := load(ctx, r.read, "journal", where, args, false, changeFields)
		if err != nil {
			return nil, explain(err)
		}
		for _, c := range changes {
			told, err := names.tell(c)
			if err != nil {
				return nil, err
			}
			entries[i].Changes = append(entries[i].Changes, told...)
		}
	}
	return entries, nil
}

type scanTime struct{ to *time.Time }

func (s scanTime) Scan(v any) (err error) {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("a time of type %T", v)
	}
	*s.to, err = time.Parse(time.RFC3339, text)
	return err
}

// nameBook turns ids into names for the journal's reader.
type nameBook map[string]map[int64]string

func (r *Registry) names(ctx context.Context) (nameBook, error) {
	book := nameBook{}
	for column, query := range map[string]string{
		"unit_id": "SELECT id, name FROM units", "sponsor_id": "SELECT id, name FROM leaders",
		"proposer_id": "SELECT id, name FROM proposers", "merged_into": "SELECT id, '第' || number || '号' FROM proposals",
	} {
		m := map[int64]string{}
		rows, err := r.read.QueryContext(ctx, query)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var id int64
			var name string
			if err := rows.Scan(&id, &name); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			m[id] = name
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		book[column] = m
	}
	return book, nil
}

// tell lists the fields that changed; a new or removed record is one line.
func (n nameBook) tell(c change) ([]data.JournalChange, error) {
	record := tableLabel(c.table)
	if record == "" {
		return nil, nil
	}
	if !c.before.Valid {
		return []data.JournalChange{{Record: record, After: "新增"}}, nil
	}
	if !c.after.Valid {
		return []data.JournalChange{{Record: record, Before: "去除"}}, nil
	}
	var before, after map[string]any
	if err := json.Unmarshal([]byte(c.before.String), &before); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	if err := json.Unmarshal([]byte(c.after.String), &after); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	var told []data.JournalChange
	for _, column := range sortedColumns(after) {
		if label := columnLabels[column]; label != "" && before[column] != after[column] {
			told = append(told, data.JournalChange{Record: record, Field: label, Before: n.show(column, before[column]), After: n.show(column, after[column])})
		}
	}
	return told, nil
}

func (n nameBook) show(column string, v any) string {
	switch v := v.(type) {
	case nil:
		return "（空）"
	case float64:
		if name, ok := n[column][int64(v)]; ok {
			return name
		}
		if slices.Contains([]string{"deleted", "key", "between_meetings", "demo"}, column) {
			return map[bool]string{true: "是", false: "否"}[v != 0]
		}
		return fmt.Sprint(int64(v))
	case string:
		if d, err := data.ParseDate(v); err == nil {
			return d.Chinese()
		}
		if v == "" {
			return "（空）"
		}
		if runes := []rune(v); len(runes) > 40 {
			return string(runes[:40]) + "…"
		}
		return v
	}
	return fmt.Sprint(v)
}

func sortedColumns(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
