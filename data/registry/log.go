package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// A log beside the file (-wal) does not say which file it belongs to, and
// SQLite applies whatever lies there: a good copy put over the registry beside
// the log of a crash would be destroyed. So a log that nobody has open is tried
// first, through connections that cannot write: it is the file's own where file
// and log together are no less sound than the file alone and still hold the
// last action of the file. No mark beside the file is needed, which could be
// missing, old or copied along; a kill at any moment leaves file and log as
// they were.

// settleLog sets a log aside that is not this file's, before anything is
// written, and tells. Who only reads leaves it where it is and reads the file
// without it. Of a log that has lost pages a copy is kept aside, for SQLite
// writes over what stands behind the damage; who only reads, reads copies. A log
// that another program works with is left to SQLite.
func (r *Registry) settleLog(ctx context.Context) error {
	if !r.alone || !exists(r.file+"-wal") && !exists(r.file+"-shm") {
		return nil
	}
	switch inUse, err := logInUse(r.file); {
	case err != nil:
		return err
	case inUse || r.anchor.users > 1:
		return nil
	}
	torn, err := tornLog(r.file)
	if err != nil {
		return errUnreadable(r.path, err)
	}
	if torn {
		return r.settleTorn(ctx)
	}
	if hasPages(r.file + "-wal") {
		left := exists(r.file + "-shm")
		foreign, err := foreignLog(ctx, r.file)
		if !left && r.holder == nil { // what the trial made
			err = errors.Join(err, gone(os.Remove(r.file+"-shm")))
		}
		if err != nil {
			return err
		}
		if foreign {
			return r.setLogAside()
		}
	}
	return nil
}

// setLogAside puts a foreign log out of SQLite's way.
func (r *Registry) setLogAside() error {
	if r.holder == nil {
		r.still = true
		r.notices = append(r.notices, "旁边的日志“"+filepath.Base(r.file)+"-wal”不属于这个登记库，没有用它，也没有改动")
		return nil
	}
	if err := r.setAside("-wal"); err != nil {
		return err
	}
	return errors.Join(gone(os.Remove(r.file+"-shm")), syncFolder(filepath.Dir(r.path)))
}

// setAside gives the log with that ending a name under which SQLite does not
// look for it, and tells.
func (r *Registry) setAside(end string) error {
	aside := r.aside("不属于本库的日志")
	if err := os.Rename(r.file+end, aside); err != nil {
		return errUnreadable(r.path, err)
	}
	r.notices = append(r.notices, "旁边的日志不属于这个登记库，没有用它，已改名为“"+filepath.Base(aside)+"”")
	return nil
}

// settleJournal does the same for a rollback journal (-journal), which SQLite
// plays back into whatever file it lies beside. This program keeps none beside a
// registry; another that changed the file's way of writing may have left its own,
// which the file then needs.
func (r *Registry) settleJournal(ctx context.Context) error {
	if !r.alone || r.anchor.users > 1 || !isHot(r.file+"-journal") {
		return nil
	}
	if inUse, err := fileInUse(r.anchor.file); err != nil || inUse {
		return err
	}
	logged := hasPages(r.file + "-wal") // a file with a log has no journal
	if !logged {
		if foreign, err := r.foreignJournal(ctx); err != nil || !foreign {
			return err
		}
	}
	switch {
	case r.holder != nil:
		return errors.Join(r.setAside("-journal"), syncFolder(filepath.Dir(r.path)))
	case logged:
		if err := r.copyAway(); err != nil { // without the journal
			return err
		}
	default:
		r.still = true
	}
	r.notices = append(r.notices, "旁边的日志“"+filepath.Base(r.path)+"-journal”不属于这个登记库，没有用它，也没有改动")
	return nil
}

// isHot tells whether a journal holds what SQLite would play back.
func isHot(path string) bool {
	f, err := os.Open(path) // SQLite has no locks on it
	if err != nil {
		return false
	}
	defer f.Close() // nothing was written
	first := make([]byte, 1)
	n, err := f.Read(first)
	return err == nil && n == 1 && first[0] != 0
}

// foreignJournal tries the journal on a copy of the file: it can only be tried by
// writing.
func (r *Registry) foreignJournal(ctx context.Context) (foreign bool, err error) {
	dir, err := newTemp()
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, dir.remove()) }()
	trial := filepath.Join(dir.dir, "registry.db")
	if err := fillFile(trial, io.NewSectionReader(r.anchor.file, 0, math.MaxInt64)); err != nil {
		return false, err
	}
	journal, err := os.Open(r.file + "-journal")
	if err != nil {
		return false, gone(err)
	}
	if err := errors.Join(fillFile(trial+"-journal", journal), journal.Close()); err != nil {
		return false, err
	}
	return worse(ctx, dsn(trial)+"?mode=rw&_query_only=on&_busy_timeout=5000", dsn(r.file)+"?mode=ro&immutable=1&_query_only=on")
}

// aside is a free name beside the registry.
func (r *Registry) aside(what string) string {
	for n := 1; ; n++ {
		name := r.path + "." + what + "-" + r.opts.Now().Format("20060102-150405")
		if n > 1 {
			name += "-" + strconv.Itoa(n)
		}
		if !exists(name) {
			return name
		}
	}
}

// walHeader is the size of a log that holds no page (sqlite.org/fileformat).
const walHeader = 32

// hasPages tells whether a log holds more than its head.
func hasPages(log string) bool {
	info, err := os.Stat(log)
	return err == nil && info.Size() > walHeader
}

// foreignLog tells whether the log beside the file belongs to another.
func foreignLog(ctx context.Context, file string) (foreign bool, err error) {
	return worse(ctx, dsn(file)+"?mode=ro&_query_only=on&_busy_timeout=5000", dsn(file)+"?mode=ro&immutable=1&_query_only=on")
}

// worse tells whether a file is less sound with a log than without it, or lacks
// its last action then; both are names for SQLite.
func worse(ctx context.Context, withLog, withoutLog string) (foreign bool, err error) {
	with, err := sql.Open("sqlite3", withLog)
	if err != nil {
		return false, err
	}
	without, err := sql.Open("sqlite3", withoutLog)
	if err != nil {
		return false, errors.Join(err, with.Close())
	}
	defer func() { err = errors.Join(err, with.Close(), without.Close()) }()
	for _, db := range []*sql.DB{with, without} {
		db.SetMaxOpenConns(1)
	}
	both, err := harmOf(ctx, with)
	if err != nil {
		return false, err
	}
	follows, err := followsOn(ctx, with, without)
	if err != nil || both == unharmed && follows {
		return false, err
	}
	file1, err := harmOf(ctx, without)
	if err != nil {
		return false, err
	}
	return file1 < both || file1 == unharmed && !follows, nil
}

// followsOn tells whether later holds the last action of before; where that
// cannot be read, there is nothing to go by.
func followsOn(ctx context.Context, later, before *sql.DB) (bool, error) {
	var id int64
	var hash string
	switch err := before.QueryRowContext(ctx, "SELECT id, hash FROM actions ORDER BY id DESC LIMIT 1").Scan(&id, &hash); {
	case outside(ctx, err):
		return false, err
	case err != nil:
		return true, nil
	}
	var n int
	err := later.QueryRowContext(ctx, "SELECT count(*) FROM actions WHERE id = ? AND hash = ?", id, hash).Scan(&n)
	if outside(ctx, err) {
		return false, err
	}
	return err == nil && n == 1, nil
}

// Harm of a registry as numbers that can be compared: the less, the
// better. Below broken are findings in sound pages.
const (
	unharmed = 0
	broken   = 1 << 20
)

// harmOf examines pages, references, journal and rows. err is only what the
// registry is not to blame for.
func harmOf(ctx context.Context, db *sql.DB) (harm int, err error) {
	lines, err := strs(ctx, db, "PRAGMA integrity_check(100)")
	if outside(ctx, err) {
		return 0, err
	}
	if err != nil {
		return 2 * broken, nil
	}
	if !slices.Equal(lines, []string{"ok"}) {
		return broken + len(lines), nil
	}
	for _, count := range []func() (int, error){
		func() (n int, err error) {
			err = db.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&n)
			return n, err
		},
		func() (int, error) {
			c, err := follow(ctx, fileEngine{}, db, nil)
			if err == nil && c.broken != 0 {
				return 1, nil
			}
			return 0, err
		},
		func() (int, error) {
			wrong, err := strayEntries(ctx, db)
			return len(wrong), err
		},
		func() (int, error) { return strangeRows(ctx, db) },
	} {
		n, err := count()
		if outside(ctx, err) {
			return 0, err
		}
		if err != nil {
			return 2 * broken, nil
		}
		harm += n
	}
	return harm, nil
}

// strangeRows counts rows that do not fit the journal, at most ten a table.
func strangeRows(ctx context.Context, q querier) (n int, err error) {
	columns, err := columnsOf(ctx, q)
	if err != nil {
		return 0, err
	}
	for _, table := range slices.Sorted(maps.Keys(columns)) {
		if !journalled(table) {
			continue
		}
		ids, err := checkTable(ctx, fileEngine{}, q, table, columns[table])
		if err != nil {
			return n, fmt.Errorf("%s: %w", table, err)
		}
		n += len(ids)
	}
	return n, nil
}

// outside tells whether err says nothing of the registry's content: the work
// was stopped, or disk, memory or another program stood in the way.
func outside(ctx context.Context, err error) bool {
	if err == nil {
		return false
	}
	if ctx.Err() != nil {
		return true
	}
	var se sqlite3.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrNomem, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrReadonly, sqlite3.ErrFull, sqlite3.ErrInterrupt:
		return true
	case sqlite3.ErrIoErr:
		return se.ExtendedCode != sqlite3.ErrIoErrShortRead
	}
	return false
}
