package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry/find"
)

// The screens of a window all ask for the cases of one year. These are read once
// and kept; after a change only the cases that the journal names are read again.

// keptYear is the year asked for last.
type keptYear struct {
	turn   chan struct{} // holds one while it is read or used
	year   int           // 0 while nothing is kept
	action int64         // the last one that cases have
	cases  []data.Case   // of every book, in their order; never changed once given away
}

// mostReread is how many cases may have changed for only these to be read again.
const mostReread = 200

// keepable tells whether a question is one that screens ask again.
func keepable(s data.Scope) bool {
	return s.Year != 0 && s.KeptIn == 0 && len(s.Numbers) == 0 && s.IDs == nil && !s.Texts && !s.Promised && !s.Figures
}

// yearCases are the cases of a year, of one book or of all. What is given away
// is shared: callers do not change it.
func (r *Registry) yearCases(ctx context.Context, s data.Scope) (cases []data.Case, err error) {
	k := &r.kept
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	err = r.reading(ctx, func(tx *sql.Tx) error {
		action, err := lastAction(ctx, tx)
		if err != nil {
			return err
		}
		if k.year == s.Year && k.action != action {
			if r.ownOnly() { // what was taken from a unit the journal does not show it
				k.cases = nil
			} else if k.cases, err = r.reread(ctx, tx, k); err != nil {
				return err
			}
		}
		if k.year != s.Year || k.cases == nil {
			k.year, k.cases = 0, nil
			if k.cases, err = r.readWide(ctx, tx, action, caseQuery{scope: data.Scope{Year: s.Year}}); err != nil {
				return err
			}
			data.SortCases(k.cases)
		}
		k.year, k.action = s.Year, action
		return nil
	})
	cases = k.cases
	if err != nil || len(r.Damage()) > 0 { // what a damaged file says now may be more or less later
		k.year, k.cases = 0, nil
	}
	if err != nil {
		return nil, explain(err)
	}
	if s.BookID != 0 {
		cases = slices.DeleteFunc(slices.Clone(cases), func(c data.Case) bool { return c.Book.ID != s.BookID })
	}
	return slices.Clip(cases), nil
}

func lastAction(ctx context.Context, q querier) (action int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM actions").Scan(&action)
	return action, err
}

// reading reads in one transaction, so that no change falls between two queries.
func (r *Registry) reading(ctx context.Context, f func(*sql.Tx) error) (err error) {
	tx, err := r.read.BeginTx(ctx, r.engine.reads())
	if err != nil {
		return err
	}
	defer func() {
		if e := tx.Rollback(); e != nil && err == nil && !errors.Is(e, sql.ErrTxDone) {
			err = e
		}
	}()
	return f(tx)
}

// reread are the kept cases with those read again that changed since; nil where
// all are to be read: what many cases show has changed, or which proposals are
// worked on with which.
func (r *Registry) reread(ctx context.Context, tx *sql.Tx, k *keptYear) ([]data.Case, error) {
	var wide bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM journal WHERE action_id > ?1 AND
		(tbl IN ('books', 'units', 'leaders', 'proposers') OR tbl = 'proposals' AND json_extract(before, '$.merged_into') IS DISTINCT FROM json_extract(after, '$.merged_into')))`, k.action).Scan(&wide)
	if err != nil || wide {
		return nil, err
	}
	touched, err := find.IDs(ctx, tx, find.Touched+" LIMIT ?2", k.action, mostReread+1)
	if err != nil || len(touched) > mostReread {
		return nil, err
	}
	if len(touched) == 0 {
		return k.cases, nil
	}
	for _, c := range k.cases { // those merged into them show what they have
		if c.Host.ID != 0 && slices.Contains(touched, c.Host.ID) {
			touched = append(touched, c.Proposal.ID)
		}
	}
	now, err := loadCases(ctx, r.sparing(tx), caseQuery{scope: data.Scope{Year: k.year}, ids: touched})
	if err != nil {
		return nil, err
	}
	cases := make([]data.Case, 0, len(k.cases)+len(now))
	for _, c := range k.cases {
		if !slices.Contains(touched, c.Proposal.ID) {
			cases = append(cases, c)
		}
	}
	cases = append(cases, now...)
	data.SortCases(cases)
	return cases, nil
}

// wide is how many cases are worth a second reader, which has to read the
// structure of the file first.
const wide = 1000

// readWide reads many cases of a query with two readers side by side where both
// see the same registry: the one that had this action last.
func (r *Registry) readWide(ctx context.Context, tx *sql.Tx, action int64, c caseQuery) ([]data.Case, error) {
	all, err := c.find(ctx, tx)
	if err != nil {
		return nil, err
	}
	return r.readBeside(ctx, tx, action, c, all)
}

func (r *Registry) readBeside(ctx context.Context, tx *sql.Tx, action int64, of caseQuery, all []data.ID) ([]data.Case, error) {
	if len(all) == 0 {
		return []data.Case{}, nil
	}
	c := caseQuery{scope: data.Scope{Texts: of.scope.Texts, Figures: of.scope.Figures}, ids: all, lean: of.lean}
	if len(all) >= wide {
		c.beside = func(read func(querier) error) error {
			return r.reading(ctx, func(beside *sql.Tx) error {
				now, err := lastAction(ctx, beside)
				if err != nil || now != action {
					return errors.Join(err, errChanged)
				}
				return read(r.sparing(beside))
			})
		}
	}
	cases, err := loadCases(ctx, r.sparing(tx), c)
	if errors.Is(err, errBeside) { // a change fell between the two, or the reader beside failed
		c.beside = nil
		cases, err = loadCases(ctx, r.sparing(tx), c)
	}
	return cases, err
}

// errBeside says that the reader beside could not do its part.
var errBeside = errors.New("the reader beside failed")

// share reads facts of each kind, with a second reader where there is one: whoever is
// free takes the next kind, and each kind has its own place in a case.
func (l *loader) share(facts []func(*loader) error, beside func(func(querier) error) error) error {
	next := make(chan func(*loader) error, len(facts))
	for _, read := range facts {
		next <- read
	}
	close(next)
	var other error
	var wait sync.WaitGroup
	if beside != nil {
		wait.Go(func() {
			defer fault.Into(&other)
			other = beside(func(q querier) error {
				second := *l
				second.q, second.words = q, wordsFor(len(l.cases))
				return second.take(next)
			})
		})
	}
	err := l.take(next)
	wait.Wait()
	if err == nil && other != nil {
		return fmt.Errorf("%w: %w", errBeside, other)
	}
	return err
}

// take reads what nobody has taken yet.
func (l *loader) take(next <-chan func(*loader) error) error {
	for read := range next {
		if err := read(l); err != nil {
			return err
		}
	}
	return nil
}

// errChanged says that a change was kept between the beginnings of two readers.
var errChanged = errors.New("the registry has changed")

// find are the proposals of a query, in order.
func (c caseQuery) find(ctx context.Context, q querier) ([]data.ID, error) {
	cond, args := c.where()
	return find.IDs(ctx, q, "SELECT proposals.id FROM proposals JOIN books ON books.id = proposals.book_id WHERE "+cond+" ORDER BY proposals.id", args...)
}

// readAtOnce is how many cases EachCase holds.
const readAtOnce = 1000

// EachCase gives f each case of a scope, in the order in which they were entered:
// for questions over many years, whose cases need not be held all at once. An
// error of f ends the reading.
func (r *Registry) EachCase(ctx context.Context, s data.Scope, f func(data.Case) error) error {
	return explain(r.reading(ctx, func(tx *sql.Tx) error {
		action, err := lastAction(ctx, tx)
		if err != nil {
			return err
		}
		c, err := r.queryOf(ctx, r.sparing(tx), s)
		if err != nil {
			return err
		}
		all, err := c.find(ctx, tx)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(all, readAtOnce) {
			cases, err := r.readBeside(ctx, tx, action, c, some)
			if err == nil && s.Texts {
				err = lookedTexts(ctx, r.sparing(tx), cases)
			}
			if err != nil {
				return err
			}
			for _, c := range cases {
				if err := f(c); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}
