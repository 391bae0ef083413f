package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// structureOf are the statements that made the file's tables, indexes and
// views, by their names (triggers: wrongTriggers). What SQLite itself notes of
// them (sqlite_stat…) is left out.
func structureOf(ctx context.Context, q querier) (map[string]string, error) {
	return statements(ctx, q, "type <> 'trigger' AND sql IS NOT NULL AND name NOT GLOB 'sqlite_stat*'")
}

// statements are those that made parts of the file, by their names.
func statements(ctx context.Context, q querier, cond string) (_ map[string]string, err error) {
	rows, err := q.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE "+cond)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all := map[string]string{}
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			return nil, err
		}
		all[name] = statement
	}
	return all, rows.Err()
}

// differences names what is missing, different or too much in found.
func differences(wanted, found map[string]string) []string {
	wrong := map[string]bool{}
	for name, statement := range wanted {
		wrong[name] = found[name] != statement
	}
	for name := range found {
		if _, ok := wanted[name]; !ok {
			wrong[name] = true
		}
	}
	maps.DeleteFunc(wrong, func(_ string, is bool) bool { return !is })
	return slices.Sorted(maps.Keys(wrong))
}

// wantedStructure is that of a new registry, made in memory.
func wantedStructure(ctx context.Context) (_ map[string]string, err error) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each connection would have a memory of its own
	for _, step := range migrations() {
		if _, err := db.ExecContext(ctx, step); err != nil {
			return nil, err
		}
	}
	return structureOf(ctx, db)
}

// checkStructure names tables and indexes that are not as this program made
// them: a rule that such a table kept may have been lost.
func (r *Registry) checkStructure(ctx context.Context) ([]flaw, error) {
	wanted, err := wantedStructure(ctx)
	if err != nil {
		return nil, err
	}
	found, err := structureOf(ctx, r.read)
	if err != nil {
		return nil, err
	}
	wrong := differences(wanted, found)
	if len(wrong) == 0 {
		return nil, nil
	}
	return []flaw{{said: "数据表的结构被改动过（" + strings.Join(wrong, "、") + "）"}}, nil
}

// strayEntries names the indexes of a part of a table (CREATE INDEX … WHERE)
// that hold too many rows or too few: SQLite's integrity check counts the others
// only.
func strayEntries(ctx context.Context, q querier) (wrong []string, err error) {
	found, err := strs(ctx, q, `SELECT json_array(i.name, t.name, s.sql) FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, sqlite_schema AS s
		WHERE t.type = 'table' AND i.partial = 1 AND s.type = 'index' AND s.name = i.name ORDER BY i.name`)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		var index [3]string
		if err := json.Unmarshal([]byte(f), &index); err != nil {
			return nil, err
		}
		_, part, _ := strings.Cut(index[2], "WHERE ")
		var same bool
		count := "SELECT count(*) FROM " + index[1] + " %s WHERE " + part
		if err := q.QueryRowContext(ctx, "SELECT ("+fmt.Sprintf(count, "INDEXED BY "+index[0])+") = ("+fmt.Sprintf(count, "NOT INDEXED")+")").Scan(&same); err != nil {
			return nil, err
		}
		if !same {
			wrong = append(wrong, index[0])
		}
	}
	return wrong, nil
}

// checkIndexes tells of them.
func (r *Registry) checkIndexes(ctx context.Context) ([]flaw, error) {
	wrong, err := strayEntries(ctx, r.read)
	if err != nil || len(wrong) == 0 {
		return nil, err
	}
	return []flaw{r.indexFlaw(ctx, "索引与数据表不符（"+strings.Join(wrong, "、")+"）", wrong...)}, nil
}

// The journal's own tables.
var journalTables = []string{"actions", "journal", "open_action"}

// keyTable holds the office's secret key, which the journal must not show.
const keyTable = "packet_keys"

// journalled tells whether the journal has a table row by row; the search index
// follows the facts.
func journalled(table string) bool {
	return !strings.HasPrefix(table, "search_") && table != keyTable && !slices.Contains(contentTables, table) && !slices.Contains(journalTables, table)
}

// columnsOf asks the file for the columns of every table.
func columnsOf(ctx context.Context, q querier) (map[string][]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT s.name, c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
		WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' ORDER BY s.name, c.cid`)
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		all[table] = append(all[table], column)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}

// wantedTriggers are all triggers of a registry with these tables, by name.
func wantedTriggers(columns map[string][]string) map[string]string {
	all := fixedTriggers()
	for table, names := range columns {
		switch {
		case journalled(table):
			maps.Copy(all, tableTriggers(table, names))
		case table == "blob_parts":
			maps.Copy(all, partTriggers())
		}
	}
	return all
}

// asObject is a row as JSON.
func asObject(row string, columns []string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = fmt.Sprintf("'%s', %s.%s", c, row, c)
	}
	return "json_object(" + strings.Join(parts, ", ") + ")"
}

// tableTriggers are the three triggers that journal a table, from its columns.
// A row saved without a change is not journalled.
func tableTriggers(table string, columns []string) map[string]string {
	owner := func(row string) string {
		switch {
		case table == "proposals":
			return row + ".id"
		case slices.Contains(columns, "proposal_id"):
			return row + ".proposal_id"
		}
		return "NULL"
	}
	changed := make([]string, len(columns))
	for i, c := range columns {
		changed[i] = fmt.Sprintf("OLD.%s IS NOT NEW.%s", c, c)
	}
	all := map[string]string{}
	for _, e := range []struct{ event, when, row, before, after string }{
		{"INSERT", "", "NEW", "NULL", asObject("NEW", columns)},
		{"UPDATE", "WHEN " + strings.Join(changed, " OR ") + " ", "NEW", asObject("OLD", columns), asObject("NEW", columns)},
		{"DELETE", "", "OLD", asObject("OLD", columns), "NULL"},
	} {
		name := "journal_" + table + "_" + strings.ToLower(e.event)
		all[name] = fmt.Sprintf(`CREATE TRIGGER %s AFTER %s ON %s %sBEGIN
	SELECT RAISE(ABORT, 'change outside an action') WHERE NOT EXISTS (SELECT 1 FROM open_action);
	INSERT INTO journal (action_id, tbl, row_id, proposal_id, before, after)
		VALUES ((SELECT id FROM open_action), '%s', %s.id, %s, %s, %s);
END`, name, e.event, table, e.when, table, e.row, owner(e.row), e.before, e.after)
	}
	return all
}

// refuse adds the triggers that refuse changes of a table's rows, of which "when"
// can make an exception, and their removal.
func refuse(all map[string]string, table, when string) {
	for _, e := range []struct{ name, event, when string }{{table + "_fixed", "UPDATE", when}, {table + "_kept", "DELETE", ""}} {
		all[e.name] = fmt.Sprintf("CREATE TRIGGER %s BEFORE %s ON %s %sBEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END", e.name, e.event, table, e.when)
	}
}

// partTriggers keep the parts of contents as they were written, within an action.
func partTriggers() map[string]string {
	all := map[string]string{"blob_parts_insert": `CREATE TRIGGER blob_parts_insert BEFORE INSERT ON blob_parts BEGIN
	SELECT RAISE(ABORT, 'change outside an action') WHERE NOT EXISTS (SELECT 1 FROM open_action);
END`}
	refuse(all, "blob_parts", "")
	return all
}

// fixedTriggers keep the journal and the contents of attachments as they were
// written, and journal a content by its hash.
func fixedTriggers() map[string]string {
	all := map[string]string{}
	refuse(all, "journal", "")
	refuse(all, "actions", "WHEN OLD.hash <> '' ")
	refuse(all, "blobs", "")
	all["journal_blobs_insert"] = `CREATE TRIGGER journal_blobs_insert AFTER INSERT ON blobs BEGIN
	SELECT RAISE(ABORT, 'change outside an action') WHERE NOT EXISTS (SELECT 1 FROM open_action);
	INSERT INTO journal (action_id, tbl, row_id, after)
		VALUES ((SELECT id FROM open_action), 'blobs', NEW.id, json_object('id', NEW.id, 'sha256', NEW.sha256));
END`
	return all
}

// makeTriggers makes all triggers anew; every migration ends with it, in its
// own transaction.
func makeTriggers(ctx context.Context, tx *sql.Tx) error {
	old, err := strs(ctx, tx, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, err := tx.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return err
		}
	}
	columns, err := columnsOf(ctx, tx)
	if err != nil {
		return err
	}
	wanted := wantedTriggers(columns)
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if _, err := tx.ExecContext(ctx, wanted[name]); err != nil {
			return fmt.Errorf("trigger %s: %w", name, err)
		}
	}
	return nil
}

// wrongTriggers names those that are missing, not as this program makes them,
// or none of its own: such a one changes facts that nobody changed.
func wrongTriggers(ctx context.Context, q querier) ([]string, error) {
	columns, err := columnsOf(ctx, q)
	if err != nil {
		return nil, err
	}
	found, err := statements(ctx, q, "type = 'trigger'")
	if err != nil {
		return nil, err
	}
	return differences(wantedTriggers(columns), found), nil
}

// strs reads one column of text.
func strs(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	return column[string](ctx, q, query, args...)
}

// column reads the one column of a query.
func column[T any](ctx context.Context, q querier, query string, args ...any) (all []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
