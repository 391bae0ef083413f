package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"time"

	"jianban/data"
)

// openAction begins the action that every change of the transaction belongs to.
func (t *Tx) openAction(what string) (data.ID, error) {
	res, err := t.tx.ExecContext(t.ctx, "INSERT INTO actions (at, by, what) VALUES (?, ?, ?)", t.now.Format(time.RFC3339), t.reg.Clerk(), what)
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
	var at, by, what, undoes string
	if err := q.QueryRowContext(ctx, "SELECT at, by, what, coalesce(undoes, '') FROM actions WHERE id = ?", int64(id)).Scan(&at, &by, &what, &undoes); err != nil {
		return "", err
	}
	digest(h, prev, at, by, what, undoes)
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

// brokenLink is the first action whose number or hash does not fit, 0 where
// all do. An action cut off the end is missed by its number: SQLite remembers
// the highest it gave.
func brokenLink(ctx context.Context, q querier) (data.ID, error) {
	type action struct {
		id   data.ID
		hash string
	}
	actions, err := load(ctx, q, "actions", "ORDER BY id", nil, false, func(a *action) (*data.ID, []field) {
		return &a.id, []field{text("hash", "", &a.hash)}
	})
	if err != nil {
		return 0, err
	}
	prev, next := "", data.ID(1)
	for _, a := range actions {
		if a.id != next {
			return next, nil
		}
		sum, err := actionHash(ctx, q, a.id, prev)
		if err != nil {
			return 0, err
		}
		if sum != a.hash {
			return a.id, nil
		}
		prev, next = a.hash, a.id+1
	}
	var given data.ID
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'actions'").Scan((*int64)(&given)); err != nil {
		return 0, err
	}
	if given >= next {
		return next, nil
	}
	return 0, nil
}
