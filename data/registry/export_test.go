package registry

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jianban/data"
)

// Released writes a registry of the first release with this many proposals.
func Released(t *testing.T, path string, proposals int) {
	t.Helper()
	released(t, path, 1)
	r, err := prepare(path, Options{By: "甲"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.connect(t.Context(), "OFF"); err != nil {
		t.Fatal(err)
	}
	err = r.Do(t.Context(), Action{What: "旧版登记"}, func(tx *Tx) error {
		_, err := tx.tx.ExecContext(tx.ctx, `WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
			INSERT INTO proposals (id, book_id, number, number_key, kind, role, title, text, handed_over, closed)
			SELECT i, 1, i, i, '建议', '主办', '旧标题' || i, ?2, '2022-03-01', '' FROM n WHERE i <= ?1`, proposals, strings.Repeat("建议的内容。", 500))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

// StopFolding leaves the log as it grows, up to SQLite's own folding.
func StopFolding(r *Registry) { r.fold.end() }

// HashesAnew is the chain as it would be over what the journal holds now.
func HashesAnew(ctx context.Context, path string) (hashes map[data.ID]string, err error) {
	hashes = map[data.ID]string{}
	prev := ""
	err = withCopy(path, func(db *sql.DB) error {
		return walk(ctx, fileEngine{}, db, 0, func(*link) (string, bool) { return prev, true }, func(l *link) bool {
			prev = l.text()
			hashes[l.id] = prev
			return true
		})
	})
	return hashes, err
}

// Content is the content of an attachment, whole.
func (r *Registry) Content(ctx context.Context, id data.ID) ([]byte, error) {
	var all bytes.Buffer
	err := r.AttachmentData(ctx, id, &all)
	return all.Bytes(), err
}

// AllFacts are all rows of all tables that the journal has row by row, as text.
func (r *Registry) AllFacts(ctx context.Context) (map[string][]string, error) {
	columns, err := r.engine.columns(ctx, r.read)
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for table, names := range columns {
		if !journalled(table) {
			continue
		}
		rows, err := r.read.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table+" ORDER BY id")
		if err != nil {
			return nil, err
		}
		row, into := make([]any, len(names)), make([]any, len(names))
		for i := range row {
			into[i] = &row[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			all[table] = append(all[table], fmt.Sprintf("%q", row))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Columns are those of all tables.
func (r *Registry) Columns(ctx context.Context) (map[string][]string, error) {
	return r.engine.columns(ctx, r.read)
}
