package registry

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed schema/*.sql
var schema embed.FS

// SchemaVersion is the newest structure this program knows: the number of steps
// under schema, and a file's user_version.
func SchemaVersion() int { return newest() }

var newest = sync.OnceValue(func() int { return len(migrations()) })

// migrations are the steps forward, oldest first.
func migrations() []string {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return nil // the pattern is a constant
	}
	slices.Sort(names)
	steps := make([]string, len(names))
	for i, n := range names {
		b, err := schema.ReadFile(n)
		if err != nil {
			return nil // embedded files can be read
		}
		steps[i] = string(b)
	}
	return steps
}

// migrateOld brings the file of an older release forward, after a copy of it
// was made beside it.
func (r *Registry) migrateOld(ctx context.Context, steps []string) error {
	if r.write == nil {
		return nil
	}
	var version int
	if err := r.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version >= len(steps) {
		return nil
	}
	switch err := r.copyOld(ctx, version); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errUnsound) || isDamage(err):
		return errDamaged(r.path, "升级前要留的备份做不完整")
	case err != nil:
		return errNoCopy(err)
	}
	return stepForward(ctx, r.write, version, steps)
}

// errUnsound says that the copy before a migration is not a sound one.
var errUnsound = errors.New("the copy is damaged")

// copyOld keeps a copy of the file beside it, whole or not at all: it has its
// name only when it was opened again and found sound, with as many rows as the
// file, and the disk has it. What a killed program left is swept up.
func (r *Registry) copyOld(ctx context.Context, version int) (err error) {
	tmp := r.path + ".bak.new"
	if err := removeAll(tmp); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeAll(tmp)) }()
	if err := fillFile(tmp, strings.NewReader("")); err != nil { // else SQLite makes it for everybody to read
		return err
	}
	if _, err := r.write.ExecContext(ctx, "VACUUM INTO ?", tmp); err != nil {
		return err
	}
	if err := r.verifyOld(ctx, tmp); err != nil {
		return err
	}
	now := r.opts.Now()
	for n := 1; ; n++ { // one killed in this second may have made its copy
		if err := publish(tmp, backupName(r.path, version, now, n)); !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// verifyOld examines the copy: its pages, and that it holds what the file does.
func (r *Registry) verifyOld(ctx context.Context, path string) error {
	here, err := tableCounts(ctx, r.write)
	if err != nil {
		return err
	}
	return withCopy(path, func(db *sql.DB) error {
		if err := checkPages(ctx, db); err != nil {
			return errors.Join(errUnsound, err)
		}
		there, err := tableCounts(ctx, db)
		if err == nil && !maps.Equal(here, there) {
			err = errUnsound
		}
		return err
	})
}

// fillAfter are parts of steps that SQL alone would be slow at, by the number of
// the step; they are done in its transaction, before its triggers are made.
var fillAfter = map[int]func(context.Context, *sql.Tx) error{4: cutContents}

// stepForward takes the steps after version, each with its triggers and its
// number in one transaction. A file that is being made, at version 0, holds
// nothing to be journalled on the way: it gets its triggers with the last step.
func stepForward(ctx context.Context, db *sql.DB, version int, steps []string) error {
	for n := version + 1; n <= len(steps); n++ {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		err = func() error {
			if _, err := tx.ExecContext(ctx, steps[n-1]); err != nil {
				return err
			}
			if fill := fillAfter[n]; fill != nil {
				if err := fill(ctx, tx); err != nil {
					return err
				}
			}
			if version > 0 || n == len(steps) {
				if err := makeTriggers(ctx, tx); err != nil {
					return err
				}
			}
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", n)); err != nil {
				return err
			}
			return tx.Commit()
		}()
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				return fmt.Errorf("structure %d: %w (%v)", n, err, e)
			}
			return fmt.Errorf("structure %d: %w", n, err)
		}
	}
	return nil
}
