package registry

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gofrs/flock"

	"jianban/data"
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

// A file of an older structure is brought forward in place only by who may
// write it. Who only reads reads a copy that was brought forward, in a folder
// of its own for temporary files; the file itself stays as it is.

// readOlder puts such a copy in the place of the file. It is the file as it is
// now: what another program saves later is not in it.
func (r *Registry) readOlder(ctx context.Context, version int) error {
	if err := r.makeForward(ctx, version); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if noRoom(err) {
			return errOlder(r.path, version)
		}
		return err
	}
	r.notices = append(r.notices, fmt.Sprintf("登记库是旧版本的结构%d，读的是打开时升级成的临时副本，文件没有改动", version))
	return nil
}

func (r *Registry) makeForward(ctx context.Context, version int) (err error) {
	if r.temp == nil {
		if r.temp, err = newTemp(); err != nil {
			return err
		}
	}
	copied := filepath.Join(r.temp.dir, "forward.db")
	if err := fillFile(copied, strings.NewReader("")); err != nil { // for its owner only
		return err
	}
	if err := r.vacuumInto(ctx, copied, func(int64, int64) {}); err != nil {
		return err
	}
	// A kill leaves a folder that the next one sweeps up: nothing need be synced.
	forward, err := sql.Open("sqlite3", dsn(copied)+"?mode=rw&_fk=on&_journal_mode=MEMORY&_synchronous=OFF&_txlock=immediate")
	if err != nil {
		return err
	}
	forward.SetMaxOpenConns(1)
	if err := errors.Join(stepForward(ctx, forward, version, migrations()), forward.Close()); err != nil {
		return err
	}
	r.older, r.file = r.read, copied
	r.read, err = sql.Open("sqlite3", dsn(copied)+"?mode=ro&immutable=1&_fk=on&_query_only=on&_stmt_cache_size=100")
	return err
}

// temp is a folder of this program alone for copies that are read in the place
// of a file. A lock in it tells that it is in use: what a killed program left is
// swept up by the next.
type temp struct {
	dir  string
	lock *flock.Flock
}

const tempName = "jianban-read-"

func newTemp() (*temp, error) {
	sweepTemps()
	for {
		dir, err := os.MkdirTemp("", tempName) // 0700
		if err != nil {
			return nil, err
		}
		t := &temp{dir, flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))}
		if ok, err := t.lock.TryLock(); ok {
			return t, nil
		} else if err = errors.Join(err, t.remove()); err != nil {
			return nil, err
		} // else one that sweeps up was faster
	}
}

// sweepTemps removes folders that nobody has; what cannot be removed stays.
func sweepTemps() {
	found, err := filepath.Glob(filepath.Join(escapeGlob(os.TempDir()), tempName+"*", "lock"))
	if err != nil {
		return
	}
	for _, path := range found {
		lock := flock.New(path, flock.SetFlag(os.O_RDWR))
		free, err := lock.TryLock()
		if lock.Close() == nil && free && err == nil {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}
}

func (t *temp) remove() error {
	if t == nil {
		return nil
	}
	return errors.Join(t.lock.Close(), os.RemoveAll(t.dir))
}

func errOlder(path string, got int) error {
	return data.Problem{Field: "登记库", Message: fmt.Sprintf("“%s”由旧版本的建办建立（结构%d），临时文件夹“%s”里没有空间放升级后的副本", path, got, os.TempDir()), Hint: "请腾出空间，或在可以写入的位置用窗口打开一次"}
}
