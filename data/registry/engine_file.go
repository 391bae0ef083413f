package registry

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// fileEngine is SQLite, for a registry in a file.
type fileEngine struct{}

func (fileEngine) structure(ctx context.Context, q querier) (n int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&n)
	return n, err
}

func (fileEngine) columns(ctx context.Context, q querier) (map[string][]string, error) {
	return columnsOf(ctx, q)
}

func (fileEngine) unlike(columns []string) string {
	now := asObject("t", columns)
	return "j.after IS NULL OR j.after <> " + now + " AND EXISTS (SELECT 1 FROM json_each(j.after) AS a LEFT JOIN json_each(" + now + ") AS b ON b.key = a.key WHERE a.value IS NOT b.value)"
}

func (fileEngine) asText(column string) string { return column }

func (fileEngine) reads() *sql.TxOptions { return nil }

func (e fileEngine) begin(ctx context.Context, t turn, a func() action) (data.ID, error) {
	if _, err := t.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil || a == nil {
		return 0, err
	}
	id, err := e.openAction(ctx, t, a())
	if err != nil {
		err = errors.Join(err, e.takeBack(ctx, t))
	}
	return id, err
}

// takeBack: a full disk ends the transaction by itself.
func (fileEngine) takeBack(ctx context.Context, t turn) error {
	open := true
	err := t.conn.Raw(func(c any) error {
		open = !c.(*sqlite3.SQLiteConn).AutoCommit()
		return nil
	})
	if err == nil && open {
		_, err = t.conn.ExecContext(ctx, "ROLLBACK")
	}
	return err
}

func (fileEngine) openAction(ctx context.Context, t turn, a action) (data.ID, error) {
	res, err := t.ExecContext(ctx, "INSERT INTO actions (at, by, what) VALUES (?, ?, ?)", a.at, a.by, a.what)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	_, err = t.ExecContext(ctx, "INSERT INTO open_action (id) VALUES (?)", id)
	return data.ID(id), err
}

func (fileEngine) closeAction(ctx context.Context, t turn, id data.ID) (prev string, err error) {
	res, err := t.ExecContext(ctx, "DELETE FROM open_action")
	if err != nil {
		return "", err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return "", cmp.Or(err, errLeftOver)
	}
	err = t.QueryRowContext(ctx, "SELECT hash FROM actions WHERE id < ? ORDER BY id DESC LIMIT 1", int64(id)).Scan(&prev)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return prev, err
}

func (fileEngine) seal(ctx context.Context, t turn, id data.ID, hash string) error {
	_, err := t.ExecContext(ctx, "UPDATE actions SET hash = ? WHERE id = ?", hash, int64(id))
	return err
}

// kept: SQLite answers or has not kept it.
func (fileEngine) kept(context.Context, *Registry, turn, string) (bool, error) { return false, nil }

// ahead, along and later: a file has no journeys to save.
func (fileEngine) ahead(context.Context, turn, func(querier)) error { return nil }

func (fileEngine) along(context.Context, turn, func(querier)) error { return nil }

func (fileEngine) later(ctx context.Context, t turn, query string, args ...any) error {
	_, err := t.ExecContext(ctx, query, args...)
	return err
}

func (fileEngine) lastGiven(ctx context.Context, q querier) (id data.ID, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'actions'").Scan((*int64)(&id))
	return id, err
}

func (fileEngine) lastNumber(ctx context.Context, q querier, table string) (last int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", table).Scan(&last)
	return last, err
}

func (fileEngine) insert(ctx context.Context, t turn, query string, values []any) (data.ID, error) {
	res, err := t.ExecContext(ctx, query, values...)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return 0, errors.Join(errNotKept(), err)
	}
	id, err := res.LastInsertId()
	return data.ID(id), err
}

func (fileEngine) deferReferences() string { return "PRAGMA defer_foreign_keys = ON" }

func (fileEngine) guardOfContents() (lift, restore string) {
	return "DROP TRIGGER blob_parts_kept", partTriggers()["blob_parts_kept"]
}

// lookThrough lets SQLite examine the file's pages and indexes.
func (fileEngine) lookThrough(ctx context.Context, r *Registry) (damage []flaw, err error) {
	for _, db := range []*sql.DB{r.older, r.read} { // where a copy is read, the file itself too
		if db == nil {
			continue
		}
		lines, err := strs(ctx, db, "PRAGMA integrity_check(20)")
		if err != nil {
			return []flaw{{said: "文件结构：" + explain(err).Error(), where: wholeFileWord}}, ctx.Err()
		}
		for _, l := range lines {
			if l != "ok" {
				damage = append(damage, r.pageFlaw(ctx, strings.ReplaceAll(l, "\n", " ")))
			}
		}
	}
	indexes, err := r.parts(ctx, r.checkIndexes)
	return append(damage, indexes...), err
}

// examine looks at the references too.
func (e fileEngine) examine(ctx context.Context, r *Registry) (damage []flaw, err error) {
	if damage, err = e.lookThrough(ctx, r); err != nil {
		return damage, err
	}
	broken, err := strs(ctx, r.read, `SELECT "table" || '第' || coalesce(rowid, 0) || '条指向的' || parent || '记录' FROM pragma_foreign_key_check LIMIT 20`)
	if err != nil {
		return append(damage, flaw{said: "引用：读不出来：" + explain(err).Error(), where: wholeFileWord}), ctx.Err()
	}
	for _, b := range broken {
		damage = append(damage, flaw{said: "引用缺失：" + b, where: wholeFileWord})
	}
	return damage, nil
}

func (fileEngine) form(ctx context.Context, r *Registry) ([]flaw, error) {
	damage, err := r.checkStructure(ctx)
	if err != nil {
		return damage, err
	}
	wrong, err := wrongTriggers(ctx, r.read)
	if err != nil || len(wrong) == 0 {
		return damage, err
	}
	return append(damage, flaw{said: "操作日志的自动记录被改动过（" + strings.Join(wrong, "、") + "）", where: journalWord}), nil
}

func (fileEngine) reindex(context.Context, querier) ([]string, error) {
	return []string{"REINDEX"}, nil
}

func (fileEngine) claimBackup(context.Context, *Registry, string, string) (bool, error) {
	return true, nil
}

// noteBackup and lastBackup: who has the file finds its backups beside it.
func (fileEngine) noteBackup(context.Context, *Registry, string) error { return nil }

func (fileEngine) lastBackup(context.Context, *Registry) (string, error) { return "", nil }

// follow: nobody else writes a file that this program may write.
func (fileEngine) follow(context.Context, *Registry) {}

func (fileEngine) size(_ context.Context, r *Registry) (int64, error) {
	info, err := os.Stat(r.path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// sweep empties the log into the file.
func (fileEngine) sweep(ctx context.Context, r *Registry) error {
	busy, _, err := r.checkpoint(context.WithoutCancel(ctx), r.write, "TRUNCATE")
	if err != nil {
		return data.Problem{Field: "登记库", Message: "已经保存，但删去的内容还留在登记库旁的日志里（" + err.Error() + "）", Hint: "请关闭程序，关闭时会清除"}
	}
	r.unfolded = busy
	return nil
}

func (fileEngine) copyTo(ctx context.Context, r *Registry, path string, tell func(done, total int64)) error {
	return r.vacuumInto(ctx, path, tell)
}

// fileRefusal is what SQLite means.
func fileRefusal(se sqlite3.Error) refusalKind {
	switch {
	case se.ExtendedCode == sqlite3.ErrConstraintUnique || se.ExtendedCode == sqlite3.ErrConstraintPrimaryKey:
		return refusedTwice
	case se.ExtendedCode == sqlite3.ErrConstraintForeignKey:
		return refusedReference
	case se.Code == sqlite3.ErrConstraint:
		return refusedContent
	case se.Code == sqlite3.ErrFull || se.Code == sqlite3.ErrIoErr && noSpace(se.SystemErrno):
		return refusedRoom
	case se.Code == sqlite3.ErrTooBig:
		return refusedSize
	case se.Code == sqlite3.ErrReadonly:
		return refusedReadOnly
	case isDamage(se):
		return refusedDamage
	case se.Code == sqlite3.ErrBusy || se.Code == sqlite3.ErrLocked:
		return refusedBusy
	case se.Code == sqlite3.ErrIoErr || se.Code == sqlite3.ErrCantOpen:
		return refusedAccess
	case se.Code == sqlite3.ErrError: // a column or table that the statement names is not there
		return refusedStructure
	}
	return notRefused
}

// tableOfUnique reads "UNIQUE constraint failed: units.name, …".
func tableOfUnique(message string) data.Record {
	_, columns, _ := strings.Cut(message, "failed: ")
	table, _, _ := strings.Cut(columns, ".")
	return data.Record(table)
}
