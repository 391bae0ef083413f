package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"os"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/data/registry/postgres"
)

// A registry moves whole: every row of every table, journal and search index
// included, with the same IDs. It is read at one moment, written in one transaction
// or under another name, read back and compared, table by table, before it counts.

// Moved is what came of a move.
type Moved struct {
	Tables int         `json:"tables"`
	Rows   int64       `json:"rows"`
	Anchor data.Anchor `json:"anchor"` // the end of the journal, the same in both
}

// MoveTo copies the whole registry to a place where there is none yet: a new file,
// or the address of an empty database. All of it arrives, or nothing does. tell hears
// of each table how many of how many rows are done. What others save meanwhile is
// left behind: they should have ended.
func (r *Registry) MoveTo(ctx context.Context, place string, tell func(table string, done, total int64)) (m Moved, err error) {
	if err := r.mustSeeAll(); err != nil {
		return m, err
	}
	if err := r.Sound(ctx); err != nil {
		return m, err
	}
	if postgres.Is(place) {
		m, err = r.moveToServer(ctx, place, tell)
	} else {
		m, err = r.moveToFile(ctx, place, tell)
	}
	if err != nil && ctx.Err() != nil {
		return m, ctx.Err()
	}
	return m, explain(err)
}

// mustSeeAll refuses to copy what is only a unit's part of a registry.
func (r *Registry) mustSeeAll() error {
	if r.ownOnly() {
		return r.person.Forbidden()
	}
	return nil
}

// destination takes rows and gives them back.
type destination interface {
	take(ctx context.Context, table string, columns []string, next func() ([]any, bool, error)) (int64, error)
	number(ctx context.Context, table string, last int64) error
	each(ctx context.Context, table string, columns []string, order string, f func([]any) error) error
}

// tableOrder is the column by which the rows of a table follow each other.
func tableOrder(columns []string) string {
	for _, key := range []string{"id", "key", "proposal_id", "sha256"} {
		if slices.Contains(columns, key) {
			return key
		}
	}
	return columns[0]
}

// sumOfRows is a hash over rows.
type sumOfRows struct {
	rows int64
	hash hash.Hash
}

func newSum() *sumOfRows { return &sumOfRows{hash: sha256.New()} }

// add takes a row: each value with its kind and length, alike from both engines.
func (s *sumOfRows) add(row []any) error {
	s.rows++
	for _, v := range row {
		var kind byte
		var text []byte
		switch v := v.(type) {
		case nil:
			kind = '-'
		case int64:
			kind, text = 'i', strconv.AppendInt(nil, v, 10)
		case float64:
			kind, text = 'f', strconv.AppendFloat(nil, v, 'g', -1, 64)
		case string:
			kind, text = 't', []byte(v)
		case []byte:
			kind, text = 'b', v
		default:
			return fmt.Errorf("a value of type %T", v)
		}
		s.hash.Write(append(strconv.AppendInt([]byte{kind}, int64(len(text)), 10), ':')) // a hash never fails to take a write
		s.hash.Write(text)
	}
	return nil
}

func (s *sumOfRows) text() string { return hex.EncodeToString(s.hash.Sum(nil)) }

// moving is one table on its way.
type moving struct {
	table   string
	columns []string
	total   int64
	last    int64 // the highest number that its rows were ever given
	sum     string
}

// moveAll copies all tables as they are in tx, then reads the destination and
// compares.
func (r *Registry) moveAll(ctx context.Context, tx *sql.Tx, to destination, tell func(string, int64, int64)) (m Moved, err error) {
	tables, err := r.toMove(ctx, tx)
	if err != nil {
		return m, err
	}
	for i := range tables {
		t := &tables[i]
		if err := r.moveTable(ctx, tx, t, to, tell); err != nil {
			return m, fmt.Errorf("%s: %w", t.table, err)
		}
		m.Tables, m.Rows = m.Tables+1, m.Rows+t.total
	}
	for _, t := range tables {
		there := newSum()
		if err := to.each(ctx, t.table, t.columns, tableOrder(t.columns), there.add); err != nil {
			return m, fmt.Errorf("%s: %w", t.table, err)
		}
		if there.rows != t.total || there.text() != t.sum {
			return m, data.Problem{Field: "登记库", Message: fmt.Sprintf("移过去的“%s”与原来的不一样（%d条，原有%d条）", tableName(t.table), there.rows, t.total), Hint: "什么都没有移过去，请再试一次；还是这样请先检查登记库"}
		}
	}
	m.Anchor, err = lastAnchor(ctx, tx)
	return m, err
}

// toMove are the tables with their columns and numbers.
func (r *Registry) toMove(ctx context.Context, tx *sql.Tx) (tables []moving, err error) {
	columns, err := r.engine.columns(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, name := range postgres.Tables() {
		if name == "open_action" {
			continue // holds nothing between changes
		}
		t := moving{table: name, columns: columns[name]}
		if len(t.columns) == 0 {
			return nil, fmt.Errorf("table %s is missing", name)
		}
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM "+name).Scan(&t.total); err != nil {
			return nil, err
		}
		if slices.Contains(t.columns, "id") {
			if t.last, err = r.engine.lastNumber(ctx, tx, name); err != nil {
				return nil, err
			}
		}
		tables = append(tables, t)
	}
	if len(tables) != len(columns)-1 {
		return nil, fmt.Errorf("%d tables, of which %d are known", len(columns), len(tables)+1)
	}
	return tables, nil
}

// tableName is the Chinese name of a table.
func tableName(table string) string {
	if label := tableLabel(data.Record(table)); label != "" {
		return label
	}
	switch {
	case slices.Contains(journalTables, table):
		return journalWord
	case slices.Contains(contentTables, table):
		return "附件内容"
	}
	return "搜索索引"
}

// toldEvery is after how many rows progress is told.
const toldEvery = 5000

// moveTable copies one table and notes the sum of what it had.
func (r *Registry) moveTable(ctx context.Context, tx *sql.Tx, t *moving, to destination, tell func(string, int64, int64)) (err error) {
	list := make([]string, len(t.columns))
	for i, c := range t.columns {
		if list[i] = c; t.table == "journal" && (c == "before" || c == "after") {
			list[i] = r.engine.asText(c)
		}
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+strings.Join(list, ", ")+" FROM "+t.table+" ORDER BY "+tableOrder(t.columns))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sum, into := newSum(), make([]any, len(t.columns))
	n, err := to.take(ctx, t.table, t.columns, func() ([]any, bool, error) {
		if !rows.Next() {
			return nil, false, rows.Err()
		}
		row := make([]any, len(t.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, false, err
		}
		if err := sum.add(row); err != nil {
			return nil, false, err
		}
		if sum.rows%toldEvery == 0 {
			tell(tableName(t.table), sum.rows, t.total)
		}
		return row, true, nil
	})
	if err != nil {
		return err
	}
	if n != sum.rows || n != t.total {
		return fmt.Errorf("%d rows were taken of %d", n, t.total)
	}
	t.sum = sum.text()
	tell(tableName(t.table), n, t.total)
	return to.number(ctx, t.table, t.last)
}

// moveToServer fills an empty database in one transaction.
func (r *Registry) moveToServer(ctx context.Context, place string, tell func(string, int64, int64)) (m Moved, err error) {
	address, err := postgres.Parse(place)
	if err != nil {
		return m, err
	}
	s := &server{address: address}
	conn, err := s.makeAlone(ctx)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	pool := address.Pool(true, 1)
	if err := errors.Join(s.mustBeEmpty(ctx, pool), pool.Close()); err != nil {
		return m, err
	}
	target, err := postgres.Fill(ctx, conn, SchemaVersion())
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, target.Abandon(context.WithoutCancel(ctx))) }()
	err = r.reading(ctx, func(tx *sql.Tx) error {
		m, err = r.moveAll(ctx, tx, serverTarget{target}, tell)
		return err
	})
	if err == nil {
		err = target.Finish(ctx, applicationID)
	}
	return m, err
}

type serverTarget struct{ *postgres.Target }

func (t serverTarget) take(ctx context.Context, table string, columns []string, next func() ([]any, bool, error)) (int64, error) {
	return t.Take(ctx, table, columns, next)
}

func (t serverTarget) number(ctx context.Context, table string, last int64) error {
	return t.Number(ctx, table, last)
}

func (t serverTarget) each(ctx context.Context, table string, columns []string, order string, f func([]any) error) error {
	return t.Each(ctx, table, columns, order, f)
}

// moveToFile makes a file under another name and fills it in one transaction.
func (r *Registry) moveToFile(ctx context.Context, path string, tell func(string, int64, int64)) (m Moved, err error) {
	o := r.opts
	o.Pack = data.RulePack{} // it comes with the rows
	err = CreateWith(ctx, path, o, func(to *Registry) error {
		return r.reading(ctx, func(tx *sql.Tx) error {
			m, err = r.moveInto(ctx, tx, to, tell)
			return err
		})
	})
	return m, err
}

func (r *Registry) moveInto(ctx context.Context, from *sql.Tx, to *Registry, tell func(string, int64, int64)) (m Moved, err error) {
	tx, err := to.write.BeginTx(ctx, nil)
	if err != nil {
		return m, err
	}
	err = func() error {
		if _, err := tx.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		triggers, err := strs(ctx, tx, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
		if err != nil {
			return err
		}
		for _, name := range triggers {
			if _, err := tx.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM search_state"); err != nil {
			return err
		}
		if m, err = r.moveAll(ctx, from, fileTarget{tx}, tell); err != nil {
			return err
		}
		if err := makeTriggers(ctx, tx); err != nil {
			return err
		}
		return tx.Commit()
	}()
	if err != nil {
		return m, errors.Join(err, ended(tx.Rollback()))
	}
	c, err := follow(ctx, to.engine, to.read, nil)
	if err == nil && (c.broken != 0 || c.end != m.Anchor) {
		err = errCopyDamaged("操作日志")
	}
	return m, err
}

type fileTarget struct{ tx *sql.Tx }

func (t fileTarget) take(ctx context.Context, table string, columns []string, next func() ([]any, bool, error)) (n int64, err error) {
	insert, err := t.tx.PrepareContext(context.WithoutCancel(ctx), "INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES (?"+strings.Repeat(", ?", len(columns)-1)+")")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	for ; ; n++ {
		row, more, err := next()
		if err != nil || !more {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if _, err := insert.ExecContext(context.WithoutCancel(ctx), row...); err != nil {
			return n, err
		}
	}
}

// number: SQLite remembers the highest number by itself, but not one whose row is
// gone.
func (t fileTarget) number(ctx context.Context, table string, last int64) error {
	res, err := t.tx.ExecContext(ctx, "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", last, table)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 || last == 0 {
		return err
	}
	_, err = t.tx.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, last)
	return err
}

func (t fileTarget) each(ctx context.Context, table string, columns []string, order string, f func([]any) error) (err error) {
	rows, err := t.tx.QueryContext(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+table+" ORDER BY "+order)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// copyTo makes the file that a registry file's copy is too: one that needs no log.
func (s *server) copyTo(ctx context.Context, r *Registry, path string, tell func(done, total int64)) (err error) {
	if err := r.mustSeeAll(); err != nil {
		return err
	}
	whole := path + ".moved"
	defer func() { err = errors.Join(err, removeAll(whole)) }()
	if err := removeAll(whole); err != nil {
		return err
	}
	var done, total int64
	if err := r.read.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM search_terms) + (SELECT count(*) FROM blob_parts)").Scan(&total); err != nil {
		return err
	}
	if _, err := r.moveToFile(ctx, whole, func(_ string, n, of int64) {
		if n == of {
			done += n
			tell(min(done, total), total)
		}
	}); err != nil {
		return err
	}
	moved, err := Open(ctx, whole, Options{By: r.opts.By, Now: r.opts.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, moved.Close()) }()
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return os.ErrExist
	}
	return moved.vacuumInto(ctx, path, func(int64, int64) {})
}
