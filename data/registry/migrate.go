package registry

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
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
	if err := r.copyOld(ctx, version); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errNoCopy(err)
	}
	return r.migrateTo(ctx, version, steps)
}

// copyOld keeps a copy of the file beside it, whole or not at all: it has its
// name only when the disk has it. What a killed program left is swept up.
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
	now := r.opts.Now()
	for n := 1; ; n++ { // one killed in this second may have made its copy
		if err := publish(tmp, backupName(r.path, version, now, n)); !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// migrateTo takes the steps after version, each with its triggers and its
// number in one transaction.
func (r *Registry) migrateTo(ctx context.Context, version int, steps []string) error {
	for n := version + 1; n <= len(steps); n++ {
		tx, err := r.write.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		err = func() error {
			if _, err := tx.ExecContext(ctx, steps[n-1]); err != nil {
				return err
			}
			if err := makeTriggers(ctx, tx); err != nil {
				return err
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
