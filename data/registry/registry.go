// Package registry keeps the office's facts in one SQLite file, attachments
// included. A file of an older release opens in this one; a newer, foreign or
// damaged one is refused with a Chinese sentence.
//
// Start with Open or Create. Reads are methods of Registry; all writing goes
// through Do, whose function gets a Tx: one transaction, one time, one action
// in the hash-chained journal, which triggers in the file itself write. Each
// kind of record is one row of rows_case.go or rows_office.go (subject).
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
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/registry/find"
	"jianban/data/registry/postgres"
)

// Options are how a registry is opened.
type Options struct {
	By       string           // the clerk at first, for the journal
	Now      func() time.Time // nil takes the system's clock
	ReadOnly bool             // takes no lock and cannot write
	Sparing  bool             // reads leave out records that cannot be read, which Damage then names
	Looked   string           // folder of marks of contents found sound; "" leaves none
	Pack     data.RulePack    // stored by Create as the first rule pack
	Calendar data.Calendar    // holidays, handed on by Rules
}

// Registry is an open registry: a file, or a shared one.
type Registry struct {
	engine   engine
	path     string // as messages name it
	file     string // the same, or another name while Create is at work
	opts     Options
	write    *sql.DB // nil where read-only
	read     *sql.DB
	anchor   *anchor // nil while Create is at work
	holder   *holder // nil where another may write
	fold     *folder // nil where nothing is folded
	readOnly string  // why nothing can be written; "" where it can
	fixed    bool    // the file or its folder cannot be written
	alone    bool    // while opening: nobody can write meanwhile
	shared   bool    // has the file's shared lock: nobody may write
	still    bool    // read without log and locks of SQLite
	torn     string  // name of a log beside the file that has lost pages, or of its copy
	finder   find.Reader
	indexed  bool // the file has its search index
	kept     keptYear
	older    *sql.DB // the file itself where a copy brought forward is read in its place; else nil
	temp     *temp   // holds the copies that are read in place of the file
	notices  []string
	person   *data.Person  // whose rights the server goes by; nil where all may be done
	turn     chan struct{} // holds one while a change is under way
	leftOver int64         // actions found open at opening, and ended

	folding  sync.Mutex // held while the log is folded
	unfolded bool       // the log still holds what was erased; for whoever has the turn

	mu        sync.Mutex
	clerk     string           // who works now
	done      []undoable       // actions of this sitting, oldest first
	undone    []undoable       // those that took one back and can be taken back themselves
	sat       map[data.ID]bool // actions of this sitting, for good
	listeners listeners
	sound     soundness
	damaged   listeners
	watching  sync.WaitGroup
	following sync.Once
	own       ownActions      // of a shared registry: those that are no news to this desk
	live      context.Context // ends at Close, and watching with it
	stop      context.CancelFunc
}

// listeners are told of something, in the order in which they came.
type listeners struct {
	mu   sync.Mutex
	all  map[int]func()
	next int
}

func (l *listeners) add(f func()) (remove func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[int]func(){}
	}
	key := l.next
	l.next++
	l.all[key] = f
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.all, key)
	}
}

func (l *listeners) tell() {
	l.mu.Lock()
	var fs []func()
	for _, key := range slices.Sorted(maps.Keys(l.all)) {
		fs = append(fs, l.all[key])
	}
	l.mu.Unlock()
	for _, f := range fs {
		f()
	}
}

type undoable struct {
	id   data.ID
	what string
}

// Open opens the registry at path. A file that is missing, foreign, newer or
// cut is refused. Where another program has it open for writing, or the file
// is read-only, it opens for reading and ReadOnly says why. An older file is
// brought forward first, where it cannot be written a copy of it, which takes a
// while where it is large; ctx ends that.
//
// A path that begins with postgres:// is the address of a shared registry: several
// desks write there, one at a time, and none locks the others out.
func Open(ctx context.Context, path string, o Options) (*Registry, error) {
	if postgres.Is(path) {
		return openShared(ctx, path, o)
	}
	r, err := prepare(path, o)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(r.path); err == nil {
		var other bool
		if r.path, other = nameInUse(r.path, info); other && r.readOnly == "" {
			r.readOnly = "文件在别的文件夹里还有一个名称（硬链接）"
		}
		r.file = r.path
	}
	if r.anchor, err = examine(r.path); err != nil {
		return nil, err
	}
	if err := r.begin(ctx); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err() // what SQLite says of it tells nobody anything
		}
		if e := r.Close(); e != nil {
			err = errors.Join(err, e)
		}
		return nil, explain(err)
	}
	return r, nil
}

// begin takes the locks and connects.
func (r *Registry) begin(ctx context.Context) error {
	if err := r.occupy(); err != nil {
		return err
	}
	err := r.start(ctx)
	if err != nil && r.temp == nil && r.wantsRoom(err) {
		err = r.readWithoutRoom(ctx)
	}
	if err != nil {
		return err
	}
	if r.shared && !r.still {
		r.shared = false
		if err := r.anchor.unshare(); err != nil {
			return err
		}
	}
	r.lookAtClock(ctx)
	r.tellTorn(ctx)
	if r.write != nil {
		return r.startFolding()
	}
	return nil
}

// occupy makes this program the only writer of the file, whatever its name, or
// finds out why it cannot be.
func (r *Registry) occupy() error {
	if r.readOnly != "" {
		return r.shareFile()
	}
	h, by, err := hold(r.path, r.opts.By, r.opts.Now())
	switch {
	case err != nil:
		r.readOnly, r.fixed = "所在文件夹不能写入", true
		if noSpace(err) {
			r.readOnly = fullDisk
		}
		return r.shareFile()
	case h == nil:
		r.readOnly = "正由" + by + "使用"
		return nil
	}
	ok, reads, err := r.anchor.seize()
	if ok && err == nil {
		r.holder, r.alone = h, true
		return nil
	}
	if err = errors.Join(err, h.release()); err != nil {
		return errUnreadable(r.path, err)
	}
	if !reads {
		return errOtherName(r.path)
	}
	r.readOnly = "正由另一个程序读取"
	return r.shareFile()
}

// shareFile keeps others from beginning to write. Where one writes already,
// SQLite lets us read beside it if it knows the file by the same name.
func (r *Registry) shareFile() (err error) {
	if r.shared, err = r.anchor.share(); err != nil {
		return errUnreadable(r.path, err)
	}
	if r.alone = r.shared; r.shared {
		return nil
	}
	locked, err := lockedByName(r.path)
	if err == nil && !locked {
		err = errOtherName(r.path)
	}
	return err
}

func (r *Registry) start(ctx context.Context) error {
	if err := r.settleJournal(ctx); err != nil {
		return err
	}
	if err := r.settleLog(ctx); err != nil {
		return err
	}
	if err := r.connect(ctx, "FULL"); err != nil {
		return err
	}
	r.mendIndexes(ctx)
	if err := r.verify(ctx); err != nil {
		return err
	}
	if err := r.migrateOld(ctx, migrations()); err != nil || r.write == nil {
		return err
	}
	if err := r.ensureIndex(ctx); err != nil {
		return err
	}
	var err error
	r.leftOver, err = endLeftOver(ctx, r.write)
	return err
}

// newRegistry is one that is not connected yet.
func newRegistry(e engine, path string, o Options) *Registry {
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &Registry{engine: e, path: path, file: path, opts: o, clerk: o.By, sat: map[data.ID]bool{}, turn: make(chan struct{}, 1), kept: keptYear{turn: make(chan struct{}, 1)}}
	r.sound.done = make(chan struct{})
	r.live, r.stop = context.WithCancel(context.Background())
	return r
}

func prepare(path string, o Options) (*Registry, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("path of the registry: %w", err)
	}
	if to, err := filepath.EvalSymlinks(abs); err == nil { // one file, one lock
		abs = to
	}
	if onNetworkShare(abs) {
		return nil, data.Problem{Field: "登记库", Message: "“" + path + "”在网络共享文件夹里", Hint: "文件锁在网络共享里靠不住，几台电脑同时打开会损坏登记库；请放在本机硬盘上，备份可以放在网络共享里"}
	}
	r := newRegistry(fileEngine{}, abs, o)
	if info, err := os.Stat(abs); err == nil && !writable(abs, info) {
		r.readOnly = "文件是只读的"
	} else if info, err := os.Stat(filepath.Dir(abs)); err == nil && !writable(filepath.Dir(abs), info) {
		r.readOnly = "所在文件夹是只读的"
	}
	r.fixed = r.readOnly != ""
	if o.ReadOnly && !r.fixed {
		r.readOnly = "以只读方式打开"
	}
	return r, nil
}

// connect opens the pools. Everything a connection needs stands in its name,
// so that every connection of a pool has it.
func (r *Registry) connect(ctx context.Context, synchronous string) error {
	// A reader that may write closes the file tidily (no log stays beside it).
	reading := "?mode=rw"
	r.still = r.still || r.fixed && r.shared && r.temp == nil && !logBeside(r.file)
	switch {
	case r.still:
		reading = "?mode=ro&immutable=1" // nobody writes where we share the file's lock
	case r.fixed && r.temp == nil || r.readOnly == "":
		reading = "?mode=ro"
	}
	var err error
	if r.readOnly == "" {
		// The cache, 8 MB, holds what an import of a year changes, which would else be
		// written twice.
		if r.write, err = sql.Open("sqlite3", dsn(r.file)+"?mode=rw&_fk=on&_secure_delete=on&_journal_mode=WAL&_synchronous="+synchronous+"&_txlock=immediate&_busy_timeout=5000&_mutex=no&_stmt_cache_size=100&_cache_size=-8000"); err != nil {
			return err
		}
		r.write.SetMaxOpenConns(1)
		// What a statement with triggers would need to be taken back is kept in memory:
		// in a file, which nobody else should see, it costs a third of an import.
		if _, err := r.write.ExecContext(ctx, "PRAGMA temp_store = MEMORY"); err != nil {
			return err
		}
		if err := r.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(new(int)); err != nil {
			return err
		}
	}
	if r.read, err = sql.Open("sqlite3", dsn(r.file)+reading+"&_fk=on&_query_only=on&_busy_timeout=5000&_mutex=no&_stmt_cache_size=100"); err != nil {
		return err
	}
	return r.read.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(new(int))
}

// Close ends the work. The file is whole at any moment; Close also folds the
// write-ahead log into it and lets other programs write.
func (r *Registry) Close() error {
	r.stop()
	r.watching.Wait()
	r.fold.end()
	errs := []error{r.disconnect()}
	if r.holder != nil && r.anchor != nil {
		errs = append(errs, r.anchor.unseize())
	}
	if r.shared {
		errs = append(errs, r.anchor.unshare())
	}
	errs = append(errs, r.anchor.close(), r.holder.release(), r.temp.remove())
	r.fold, r.anchor, r.holder, r.shared, r.temp = nil, nil, nil, false, nil
	return errors.Join(errs...)
}

// disconnect lets SQLite go of the file.
func (r *Registry) disconnect() error {
	var errs []error
	for _, db := range []*sql.DB{r.older, r.read, r.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Notices are what was found at opening that a person should know, each a
// Chinese sentence without its full stop.
func (r *Registry) Notices() []string { return slices.Clone(r.notices) }

// Path is the registry file.
func (r *Registry) Path() string { return r.path }

// Clerk is who works now: whom the journal names.
func (r *Registry) Clerk() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.clerk
}

// SetClerk names another clerk; "" takes the one at opening again. One of a shared
// registry's people stays who the server knows.
func (r *Registry) SetClerk(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.clerk = name; name == "" || r.person != nil {
		r.clerk = r.opts.By
	}
}

// Person is whom the server knows, at a shared registry whose people have roles; ok is
// false for everybody else.
func (r *Registry) Person() (p data.Person, ok bool) {
	if r.person == nil {
		return p, false
	}
	return *r.person, true
}

// ownOnly tells whether only what one unit works on can be seen.
func (r *Registry) ownOnly() bool { return r.person != nil && r.person.Kind == data.PersonUnit }

// limited tells whether not everything may be written.
func (r *Registry) limited() bool { return r.person != nil && r.person.Kind != data.PersonClerk }

// ReadOnly tells whether nothing can be written, and why.
func (r *Registry) ReadOnly() (reason string, readOnly bool) { return r.readOnly, r.readOnly != "" }

// LeftOver is how many actions something outside this program had left open;
// they were ended at opening.
func (r *Registry) LeftOver() int { return int(r.leftOver) }

// OnChange calls f after every change that was committed, on the goroutine that made
// it; of a shared registry also after others' changes, on a goroutine of its own.
// remove ends that.
func (r *Registry) OnChange(f func()) (remove func()) {
	remove = r.listeners.add(f)
	r.following.Do(func() { r.engine.follow(r.live, r) })
	return remove
}
