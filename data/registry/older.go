package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"jianban/data"
)

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
