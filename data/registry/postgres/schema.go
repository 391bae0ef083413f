package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Schema is where in a database the registry lies.
const Schema = "jianban"

// First is the structure that the first shared registries had: its file makes all
// of it, each later one is a step.
const First = 12

//go:embed schema/*.sql
var schema embed.FS

// rights are the policies and the functions that they call, made anew after the last
// step.
//
//go:embed rights.sql
var rights string

// serverTables are those that a registry file does not have.
var serverTables = []string{"state", "turn", "action_keys", "people", "content_units"}

// Steps are the structures and what makes each of the one before.
func Steps() (map[int]string, error) {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return nil, err
	}
	steps := map[int]string{}
	for _, name := range names {
		n, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".sql"))
		if err != nil {
			return nil, err
		}
		text, err := schema.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps[n] = string(text)
	}
	return steps, nil
}

// Queryer is a pool, a session or a transaction.
type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// State is what a database holds.
type State struct {
	Ours       bool  // there is a registry
	Unfinished bool  // one was begun to be made
	Empty      bool  // there is nothing of anybody's
	Version    int64 // the registry's structure
}

// Look asks a database whose it is. application is the number that marks a registry.
func Look(ctx context.Context, q Queryer, application int64) (s State, err error) {
	var there, others int
	if err := q.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE n.nspname = '`+Schema+`' AND c.relname = 'state'), count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'`).Scan(&there, &others); err != nil {
		return s, err
	}
	if there == 0 {
		s.Empty = others == 0
		return s, nil
	}
	var marked int64
	if err := q.QueryRowContext(ctx, "SELECT application, version FROM "+Schema+".state").Scan(&marked, &s.Version); err != nil {
		return State{}, err
	}
	s.Ours, s.Unfinished = marked == application, marked == 0
	return s, nil
}

// Build takes the steps after a structure, 0 for none, up to another, in the
// caller's transaction.
func Build(ctx context.Context, q Queryer, from, to int) error {
	return build(ctx, q, from, to, func(step string) string { return step })
}

func build(ctx context.Context, q Queryer, from, to int, adapt func(string) string) error {
	all, err := stepsTo(from, to)
	if err != nil {
		return err
	}
	for _, step := range all {
		if _, err := q.ExecContext(ctx, adapt(step)); err != nil {
			return fmt.Errorf("structure %d: %w", to, err)
		}
	}
	return nil
}

// stepsTo are what makes a structure of another, 0 for none; the rights come last.
func stepsTo(from, to int) (all []string, err error) {
	steps, err := Steps()
	if err != nil {
		return nil, err
	}
	for n := max(from+1, First); n <= to; n++ {
		step, ok := steps[n]
		if !ok {
			return nil, fmt.Errorf("structure %d is unknown", n)
		}
		all = append(all, step)
	}
	return append(all, rights), nil
}

// Columns are the columns of all tables that SQLite's registry has too, in their
// order.
func Columns(ctx context.Context, q interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}) (map[string][]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT c.relname, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = '`+Schema+`' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname NOT IN ('`+strings.Join(serverTables, `', '`)+`') ORDER BY c.relname, a.attnum`)
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			_ = rows.Close()
			return nil, err
		}
		all[table] = append(all[table], column)
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	return all, rows.Err()
}

// parts are all that a registry is made of, by what it is and how the server
// describes it, in the schema that the query names.
const parts = `WITH mine AS (SELECT oid FROM pg_namespace WHERE nspname = $1)
	SELECT 'column ' || c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || a.attidentity::text
		FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
		WHERE c.relnamespace IN (SELECT oid FROM mine) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
	UNION ALL SELECT 'index ' || c.relname, pg_get_indexdef(c.oid) || ' ' || i.indisvalid::text FROM pg_class AS c JOIN pg_index AS i ON i.indexrelid = c.oid WHERE c.relnamespace IN (SELECT oid FROM mine)
	UNION ALL SELECT 'rule ' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid) || ' ' || k.convalidated::text FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid WHERE c.relnamespace IN (SELECT oid FROM mine)
	UNION ALL SELECT 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid WHERE c.relnamespace IN (SELECT oid FROM mine) AND NOT t.tgisinternal
	UNION ALL SELECT 'function ' || p.proname, pg_get_functiondef(p.oid) FROM pg_proc AS p WHERE p.pronamespace IN (SELECT oid FROM mine)
	UNION ALL SELECT 'policy ' || c.relname || '.' || y.polname, y.polcmd::text || ' ' || y.polpermissive::text || ' ' || y.polroles::text || ' ' || coalesce(pg_get_expr(y.polqual, y.polrelid), '') || ' ' || coalesce(pg_get_expr(y.polwithcheck, y.polrelid), '')
		FROM pg_policy AS y JOIN pg_class AS c ON c.oid = y.polrelid WHERE c.relnamespace IN (SELECT oid FROM mine)
			AND NOT (y.polname IN ('office_reads', 'clerks_write') AND NOT EXISTS (SELECT 1 FROM unnest(y.polroles) AS r WHERE r = 0 OR pg_get_userbyid(r) !~ '^jianban_[0-9]+_(clerk|leader|auditor)$'))
	UNION ALL SELECT 'security ' || c.relname, c.relrowsecurity::text FROM pg_class AS c WHERE c.relnamespace IN (SELECT oid FROM mine) AND c.relkind = 'r'
	UNION ALL SELECT 'view ' || c.relname, pg_get_viewdef(c.oid) FROM pg_class AS c WHERE c.relnamespace IN (SELECT oid FROM mine) AND c.relkind IN ('v', 'm')`

// Differences names the parts of a registry that are not as a structure has them: a
// table, a rule, a trigger of the journal. It makes a second, empty registry beside
// it to compare with, in a transaction that is taken back.
func Differences(ctx context.Context, writes *sql.DB, version int) (wrong []string, err error) {
	tx, err := writes.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := tx.Rollback(); err == nil {
			err = e
		}
	}()
	const beside = "jianban_wanted"
	if err := build(ctx, tx, 0, version, func(step string) string { return inSchema(step, Schema, beside) }); err != nil {
		return nil, err
	}
	wanted, err := describe(ctx, tx, beside)
	if err != nil {
		return nil, err
	}
	found, err := describe(ctx, tx, Schema)
	if err != nil {
		return nil, err
	}
	for name, is := range wanted {
		if found[name] != is {
			wrong = append(wrong, name)
		}
	}
	for name := range found {
		if _, ok := wanted[name]; !ok {
			wrong = append(wrong, name)
		}
	}
	slices.Sort(wrong)
	return wrong, nil
}

// inSchema has statements speak of another schema.
func inSchema(text, from, to string) string {
	return strings.NewReplacer(from+".", to+".", "SCHEMA "+from, "SCHEMA "+to).Replace(text)
}

// describe are the parts of a schema, as if it were Schema.
func describe(ctx context.Context, q Queryer, name string) (map[string]string, error) {
	rows, err := q.QueryContext(ctx, parts, name)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for rows.Next() {
		var part, is string
		if err := rows.Scan(&part, &is); err != nil {
			_ = rows.Close()
			return nil, err
		}
		found[part] = unqualified(is, name)
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	return maps.Clone(found), rows.Err()
}

// unqualified leaves the schema's name out: the server writes it where the search
// path does not lead there.
func unqualified(text, name string) string { return strings.ReplaceAll(text, name+".", "") }
