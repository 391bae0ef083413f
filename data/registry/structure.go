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
