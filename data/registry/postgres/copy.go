package postgres

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Target is an empty database that takes a whole registry, in one transaction.
type Target struct {
	conn *pgx.Conn
	tx   pgx.Tx
}

// Fill begins to make a registry of a structure in an empty database over a session
// of its own, which it ends with Finish or Abandon. The journal's triggers are put to
// sleep: what comes brings its journal with it.
func Fill(ctx context.Context, c *pgx.Conn, structure int) (*Target, error) {
	tx, err := c.Begin(ctx)
	if err != nil {
		return nil, err
	}
	t := &Target{c, tx}
	steps, err := stepsTo(0, structure)
	if err != nil {
		return nil, errors.Join(err, t.Abandon(ctx))
	}
	for _, step := range steps {
		if _, err := tx.Exec(ctx, step); err != nil {
			return nil, errors.Join(err, t.Abandon(ctx))
		}
	}
	for _, table := range Tables() {
		if _, err := tx.Exec(ctx, "ALTER TABLE "+Schema+"."+table+" DISABLE TRIGGER USER"); err != nil {
			return nil, errors.Join(err, t.Abandon(ctx))
		}
	}
	return t, nil
}

// Tables are the tables that a registry file has too, each after those that it
// refers to.
func Tables() (names []string) {
	steps, err := Steps()
	if err != nil {
		return nil // embedded files can be read
	}
	for n := First; ; n++ {
		step, ok := steps[n]
		if !ok {
			return names
		}
		for _, m := range made.FindAllStringSubmatch(step, -1) {
			if !slices.Contains(serverTables, m[1]) {
				names = append(names, m[1])
			}
		}
	}
}

var made = regexp.MustCompile(`(?m)^CREATE TABLE jianban\.(\w+)`)

// Take copies rows into a table. next gives one row after another, and false after
// the last.
func (t *Target) Take(ctx context.Context, table string, columns []string, next func() ([]any, bool, error)) (int64, error) {
	return t.tx.CopyFrom(ctx, pgx.Identifier{Schema, table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		row, more, err := next()
		if err != nil || !more {
			return nil, err
		}
		return row, nil
	}))
}

// Number has the rows that are added to a table later go on after one number.
func (t *Target) Number(ctx context.Context, table string, last int64) error {
	if table == "actions" {
		_, err := t.tx.Exec(ctx, "UPDATE "+Schema+".state SET last_action = $1", last)
		return err
	}
	if last == 0 {
		return nil
	}
	var sequence *string
	if err := t.tx.QueryRow(ctx, "SELECT pg_get_serial_sequence($1, 'id')", Schema+"."+table).Scan(&sequence); err != nil || sequence == nil {
		return err
	}
	_, err := t.tx.Exec(ctx, "SELECT setval($1::regclass, $2)", *sequence, last)
	return err
}

// Each gives the rows of a table as they are in the target now, in the order of a
// column.
func (t *Target) Each(ctx context.Context, table string, columns []string, order string, f func([]any) error) error {
	list := ""
	for i, c := range columns {
		if i > 0 {
			list += ", "
		}
		list += c
		if table == "journal" && (c == "before" || c == "after") {
			list += "::text"
		}
	}
	rows, err := t.tx.Query(ctx, fmt.Sprintf("SELECT %s FROM %s.%s ORDER BY %s", list, Schema, table, order))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.Values()
		if err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Finish wakes the triggers, says whose the registry is, and keeps all of it.
func (t *Target) Finish(ctx context.Context, application int64) error {
	for _, table := range Tables() {
		if _, err := t.tx.Exec(ctx, "ALTER TABLE "+Schema+"."+table+" ENABLE TRIGGER USER"); err != nil {
			return err
		}
	}
	if _, err := t.tx.Exec(ctx, "UPDATE "+Schema+".state SET application = $1", application); err != nil {
		return err
	}
	if err := t.tx.Commit(ctx); err != nil {
		return err
	}
	_, err := t.conn.Exec(ctx, "ANALYZE") // figures for the planner: it works without them
	if Refused(err).Kind == Lost {
		return nil
	}
	return err
}

// Abandon leaves nothing. After Finish it does nothing.
func (t *Target) Abandon(ctx context.Context) error {
	if err := t.tx.Rollback(ctx); err != nil && !errors.Is(err, pgx.ErrTxClosed) && Refused(err).Kind != Lost {
		return err
	}
	return nil
}
