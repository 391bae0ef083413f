// Package registry keeps the office's facts in one SQLite file, attachments
// included. A file of an older release opens in this one; a newer, foreign or
// damaged one is refused with a Chinese sentence.
//
// Start with Open or Create. Reads are methods of Registry; all writing goes
// through Do, whose function gets a Tx: one transaction, one time, one action
// in the hash-chained journal, which triggers in the file itself write. The
// files here follow the subjects of package data.
//
// Nothing is ever deleted from the file: rows are marked. No rule lives here;
// data.Validate and data.CheckFacts decide what is refused. A Registry is safe
// for use by several goroutines; a Tx belongs to its function.
package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// Options are how a registry is opened.
type Options struct {
	By       string           // the clerk, for the journal
	Now      func() time.Time // nil takes the system's clock
	ReadOnly bool             // takes no lock and cannot write
	Pack     data.RulePack    // stored by Create as the first rule pack
	Calendar data.Calendar    // holidays, handed on by Rules
}

// Registry is an open registry file.
type Registry struct {
	path     string
	opts     Options
	write    *sql.DB // nil where read-only
	read     *sql.DB
	lock     *flock.Flock
	readOnly string // why nothing can be written; "" where it can

	mu        sync.Mutex
	done      []undoable // actions of this sitting, oldest first
	listeners map[int]func()
	nextKey   int
}

type undoable struct {
	id   data.ID
	what string
}

// Open opens the registry at path. A file that is missing, foreign, newer or
// cut is refused. Where another program has it open for writing, or the file
// is read-only, it opens for reading and ReadOnly says why.
func Open(path string, o Options) (*Registry, error) {
	r, err := prepare(path, o)
	if err != nil {
		return nil, err
	}
	head, err := examine(path)
	if err != nil {
		return nil, err
	}
	if r.readOnly == "" {
		if err := r.takeLock(); err != nil {
			return nil, err
		}
	}
	if err := r.connect(); err != nil {
		return nil, errors.Join(explain(err), r.Close())
	}
	if err := r.verifySize(head); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	if err := r.migrateOld(); err != nil {
		return nil, errors.Join(explain(err), r.Close())
	}
	return r, nil
}

func prepare(path string, o Options) (*Registry, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("path of the registry: %w", err)
	}
	if onNetworkShare(abs) {
		return nil, data.Problem{Field: "登记库", Message: "“" + path + "”在网络共享文件夹里", Hint: "网络共享会损坏登记库，请放在本机硬盘上"}
	}
	r := &Registry{path: abs, opts: o, listeners: map[int]func(){}}
	if o.ReadOnly {
		r.readOnly = "以只读方式打开"
	} else if info, err := os.Stat(abs); err == nil && info.Mode().Perm()&0o200 == 0 {
		r.readOnly = "文件是只读的"
	} else if err == nil && !writableFolder(filepath.Dir(abs)) {
		r.readOnly = "所在文件夹不能写入"
	}
	return r, nil
}

// connect opens the pools. Everything a connection needs stands in its name,
// so that every connection of a pool has it.
func (r *Registry) connect() error {
	var err error
	if r.readOnly == "" {
		if r.write, err = sql.Open("sqlite3", dsn(r.path)+"?mode=rw&_fk=on&_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000"); err != nil {
			return err
		}
		r.write.SetMaxOpenConns(1)
		if err := r.write.Ping(); err != nil {
			return err
		}
		if _, err := r.write.Exec("SELECT count(*) FROM sqlite_schema"); err != nil {
			return err
		}
	}
	reading := dsn(r.path) + "?mode=ro&_fk=on&_query_only=on&_busy_timeout=5000"
	if r.read, err = sql.Open("sqlite3", reading); err != nil {
		return err
	}
	err = r.read.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(new(int))
	var se sqlite3.Error
	if errors.As(err, &se) && (se.Code == sqlite3.ErrCantOpen || se.Code == sqlite3.ErrReadonly) && r.write == nil {
		// Nobody writes where nothing can be written: SQLite may take it as it is.
		if err := r.read.Close(); err != nil {
			return err
		}
		if r.read, err = sql.Open("sqlite3", reading+"&immutable=1"); err != nil {
			return err
		}
		err = r.read.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(new(int))
	}
	return err
}

// Close ends the work. The file is whole at any moment; Close also folds the
// write-ahead log into it and lets other programs write.
func (r *Registry) Close() error {
	var errs []error
	if r.read != nil {
		errs = append(errs, r.read.Close())
	}
	if r.write != nil {
		errs = append(errs, r.write.Close())
	}
	errs = append(errs, r.releaseLock())
	return errors.Join(errs...)
}

// Path is the registry file.
func (r *Registry) Path() string { return r.path }

// ReadOnly tells whether nothing can be written, and why.
func (r *Registry) ReadOnly() (reason string, readOnly bool) { return r.readOnly, r.readOnly != "" }

// OnChange calls f after every change that was committed, on the goroutine
// that made it. remove ends that.
func (r *Registry) OnChange(f func()) (remove func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := r.nextKey
	r.nextKey++
	r.listeners[key] = f
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.listeners, key)
	}
}

func (r *Registry) notify() {
	r.mu.Lock()
	var fs []func()
	for _, f := range r.listeners {
		fs = append(fs, f)
	}
	r.mu.Unlock()
	for _, f := range fs {
		f()
	}
}

// Action names a change for the journal.
type Action struct{ What string }

// Tx is a change under way.
type Tx struct {
	tx    *sql.Tx
	ctx   context.Context
	reg   *Registry
	now   time.Time
	dirty map[data.ID]bool // proposals whose facts changed
}

// Now is the one time of the change.
func (t *Tx) Now() time.Time { return t.now }

// Do makes one change: all that f writes is kept, with its journal, or nothing
// is. What a person can mend comes back as data.Problem or data.Problems. A
// change that changed nothing leaves no trace.
func (r *Registry) Do(ctx context.Context, a Action, f func(*Tx) error) error {
	id, err := r.change(ctx, a, f)
	if err != nil {
		return explain(err)
	}
	if id != 0 {
		r.mu.Lock()
		r.done = append(r.done, undoable{id, a.What})
		r.mu.Unlock()
		r.notify()
	}
	return nil
}

func (r *Registry) change(ctx context.Context, a Action, f func(*Tx) error) (id data.ID, err error) {
	if r.readOnly != "" {
		return 0, data.Problem{Field: "登记库", Message: r.readOnly + "，不能修改", Hint: "请关闭占用它的程序，或改用可以写入的文件"}
	}
	tx, err := r.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				err = errors.Join(err, e)
			}
		}
	}()
	t := &Tx{tx: tx, ctx: ctx, reg: r, now: r.opts.Now(), dirty: map[data.ID]bool{}}
	if id, err = t.openAction(a.What); err != nil {
		return 0, err
	}
	if err = f(t); err != nil {
		return 0, err
	}
	if err = t.checkFacts(); err != nil {
		return 0, err
	}
	changed, err := t.closeAction(id)
	if err != nil {
		return 0, err
	}
	if !changed {
		return 0, tx.Rollback()
	}
	return id, tx.Commit()
}

// checkFacts refuses facts that cannot be, once for each proposal touched.
func (t *Tx) checkFacts() error {
	if len(t.dirty) == 0 {
		return nil
	}
	ids := make([]data.ID, 0, len(t.dirty))
	for id := range t.dirty {
		ids = append(ids, id)
	}
	cases, err := loadCases(t.ctx, t.tx, caseQuery{ids: ids})
	if err != nil {
		return err
	}
	var all data.Problems
	rules := map[int]data.Rules{}
	for _, c := range cases {
		year := c.Year()
		if _, ok := rules[year]; !ok {
			if rules[year], err = rulesOf(t.ctx, t.tx, year, t.reg.opts.Calendar); err != nil {
				return err
			}
		}
		impossible, _ := data.CheckFacts(c, rules[year])
		for _, p := range impossible {
			if len(cases) > 1 {
				p.Message = "第" + c.Proposal.Number + "号：" + p.Message
			}
			all = append(all, p)
		}
	}
	return all.Err()
}
