package registry

import (
	"context"
	"database/sql"
	"sync/atomic"
	"time"

	"jianban/data/fault"
)

// After each action the log is folded into the file as soon as nothing goes
// on, so that a plain copy of the file has what was saved and a crash leaves a
// short log or none. It costs a save next to nothing: an action only notes its
// time, the pages are written through a connection of their own while saves go
// on, and the log is emptied only in a pause.
const (
	foldAfter  = 100 * time.Millisecond // without another action
	foldLatest = 2 * time.Second        // in the midst of actions
	foldAgain  = time.Second            // where a reader stood in the way
)

// folder folds the log of one registry.
type folder struct {
	last  atomic.Int64 // when the last action was, in nanoseconds
	awake atomic.Bool  // the folder will look at last
	kick  chan struct{}
	stop  context.CancelFunc
	done  chan struct{}
}

// startFolding begins; it has nothing to do before the first action.
func (r *Registry) startFolding() error {
	db, err := sql.Open("sqlite3", dsn(r.file)+"?mode=rw&_synchronous=FULL&_busy_timeout=0")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	ctx, stop := context.WithCancel(context.Background())
	f := &folder{kick: make(chan struct{}, 1), stop: stop, done: make(chan struct{})}
	r.fold = f
	fault.Go(func() {
		defer close(f.done)
		defer db.Close() // it holds nothing that could be lost
		for {
			select {
			case <-f.kick:
			case <-ctx.Done():
				return
			}
			pause, goOn := f.wait(ctx)
			for goOn && !r.foldLog(ctx, db, pause) {
				goOn = sleep(ctx, foldAgain)
			}
			if !goOn {
				return
			}
		}
	})
	return nil
}

// acted tells that there is something to fold.
func (f *folder) acted() {
	if f == nil {
		return
	}
	f.last.Store(time.Now().UnixNano())
	if f.awake.CompareAndSwap(false, true) {
		f.kick <- struct{}{} // there is room: it was taken before awake was cleared
	}
}

// wait waits after an action for a pause; pause is false where there is none,
// goOn at the end of all.
func (f *folder) wait(ctx context.Context) (pause, goOn bool) {
	defer f.awake.Store(false) // the next action wakes again
	for end := time.Now().Add(foldLatest); time.Now().Before(end); {
		left := foldAfter - time.Since(time.Unix(0, f.last.Load()))
		if left <= 0 {
			return true, true
		}
		if !sleep(ctx, left) {
			return false, false
		}
	}
	return false, true
}

// sleep is false where ctx ended it.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// foldLog writes the log's pages into the file and in a pause empties it; whole
// is false where it has to be done again. An error costs nothing: the log keeps all.
func (r *Registry) foldLog(ctx context.Context, db *sql.DB, pause bool) (whole bool) {
	if _, whole, err := r.checkpoint(ctx, db, "PASSIVE"); err != nil || !whole {
		return false
	}
	if !pause {
		return true
	}
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	default:
		return true // a change is under way and will ask again
	}
	busy, _, err := r.checkpoint(ctx, db, "TRUNCATE")
	return err == nil && !busy
}

// checkpoint folds the log in one of SQLite's ways; busy tells that somebody
// stood in the way, whole that the file holds all that the log has. SQLite does
// not wait for another who folds, so those of this program take turns.
func (r *Registry) checkpoint(ctx context.Context, db *sql.DB, way string) (busy, whole bool, err error) {
	r.folding.Lock()
	defer r.folding.Unlock()
	var stopped, pages, folded int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+way+")").Scan(&stopped, &pages, &folded)
	return stopped != 0, folded == pages, err
}

// end waits until folding has ended.
func (f *folder) end() {
	if f == nil {
		return
	}
	f.stop()
	<-f.done
}
