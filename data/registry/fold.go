package registry

import (
	"context"
	"database/sql"
	"time"
)

// After each action the log is folded into the file as soon as nothing goes
// on, so that a plain copy of the file has what was saved and a crash leaves a
// short log or none. It costs a save nothing: the pages are written through a
// connection of their own while saves go on, and only the log is then emptied,
// between two saves.
const (
	foldAfter  = 100 * time.Millisecond // without another action
	foldLatest = 2 * time.Second        // in the midst of actions
	foldAgain  = time.Second            // where a reader stood in the way
)

// folder folds the log of one registry.
type folder struct {
	kick chan struct{}
	stop context.CancelFunc
	done chan struct{}
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
	go func() {
		defer close(f.done)
		defer db.Close() // it holds nothing that could be lost
		for f.wait(ctx) {
			for !r.foldLog(ctx, db) {
				select {
				case <-time.After(foldAgain):
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return nil
}

// acted tells that there is something to fold.
func (f *folder) acted() {
	if f == nil {
		return
	}
	select {
	case f.kick <- struct{}{}:
	default:
	}
}

// wait waits for an action and then for a pause; false at the end.
func (f *folder) wait(ctx context.Context) bool {
	select {
	case <-f.kick:
	case <-ctx.Done():
		return false
	}
	latest := time.After(foldLatest)
	for {
		select {
		case <-f.kick:
		case <-time.After(foldAfter):
			return true
		case <-latest:
			return true
		case <-ctx.Done():
			return false
		}
	}
}

// foldLog writes the log's pages into the file and empties it; whole is false
// where it has to be done again. An error costs nothing: the log keeps all.
func (r *Registry) foldLog(ctx context.Context, db *sql.DB) (whole bool) {
	var busy, pages, folded int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &folded); err != nil || folded < pages {
		return false
	}
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	default:
		return true // a change is under way and will ask again
	}
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &folded); err != nil || busy != 0 {
		return false
	}
	return true
}

// end waits until folding has ended.
func (f *folder) end() {
	if f == nil {
		return
	}
	f.stop()
	<-f.done
}
