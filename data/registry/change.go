package registry

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"time"

	"jianban/data"
	"jianban/data/registry/find"
	"jianban/data/registry/postgres"
)

// Action names a change for the journal. With Seen, the action that was the newest
// when what is saved now was read (Registry.Newest), nothing is saved over what
// somebody changed after it: that is a data.Conflict. Conflicts that a person has
// decided are merged into the records they are of when these are saved again.
type Action struct {
	What    string
	Seen    data.ID
	Decided []data.Decided
}

// Tx is a change under way.
type Tx struct {
	tx      turn
	ctx     context.Context
	reg     *Registry
	now     time.Time
	dirty   map[data.ID]bool  // proposals whose facts changed
	given   []*data.ID        // set by inserts; zero again where the change is refused
	usable  map[recordID]bool // records found to be there and not deleted
	savings map[data.Record]saving
	erased  bool            // bytes were erased, of which nothing may stay in the index
	claims  claims          // what was written
	caller  context.Context // of Do: long work looks whether it has ended
	bulky   bool            // more was written than stays in memory
	seen    data.ID         // Seen of the Action
	decided []data.Decided  // Decided of the Action
	action  data.ID         // the one under way
	key     string          // by which the change is found again where its answer is lost
	written bool            // a record was saved
}

// LetGo forgets the records saved so far, so that they need not be held: their
// IDs stay as they are also where the change is refused. For changes of tens of
// thousands of records that nobody saves again.
func (t *Tx) LetGo() { t.given = nil }

// Now is the one time of the change.
func (t *Tx) Now() time.Time { return t.now }

// Do makes one change: all that f writes is kept, with its journal, or nothing
// is. What a person can mend comes back as data.Problem or data.Problems;
// facts that cannot be are refused when f has ended, so that f may enter them
// in any order. A change that changed nothing leaves no trace. f must not call
// Do again.
func (r *Registry) Do(ctx context.Context, a Action, f func(*Tx) error) error {
	changed, err := r.inTurn(ctx, a, f, func(id data.ID) {
		r.done, r.undone = append(r.done, undoable{id, a.What}), nil
	})
	if changed {
		r.listeners.tell()
	}
	return err
}

// inTurn makes one change at a time; kept is told of its action, before the
// next may begin.
func (r *Registry) inTurn(ctx context.Context, a Action, f func(*Tx) error, kept func(id data.ID)) (changed bool, err error) {
	if r.write == nil {
		return false, data.Problem{Field: "登记库", Message: r.readOnly + "，不能修改", Hint: r.wayOut()}
	}
	after, err := r.takeTurn(ctx)
	if err != nil {
		return false, err
	}
	defer after()
	id, err := r.change(ctx, a, f)
	if errors.Is(err, errLeftOver) {
		_, mending := endLeftOver(ctx, r.write)
		err = cmp.Or(mending, errWasLeftOver())
	}
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err() // what SQLite says of it tells nobody anything
		}
		return false, explain(withRole(r.person, err))
	}
	if id == 0 {
		return false, nil
	}
	r.fold.acted()
	r.mu.Lock()
	r.sat[id] = true
	kept(id)
	r.mu.Unlock()
	return true, r.emptyLog(ctx)
}

// takeTurn waits until no other change is under way; after ends the turn.
func (r *Registry) takeTurn(ctx context.Context) (after func(), err error) {
	select {
	case r.turn <- struct{}{}:
		return func() { <-r.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// change is one transaction; id is 0 where nothing changed.
func (r *Registry) change(ctx context.Context, a Action, f func(*Tx) error) (id data.ID, err error) {
	t := &Tx{seen: a.Seen, decided: a.Decided, key: rand.Text(), ctx: context.WithoutCancel(ctx), caller: ctx, reg: r, dirty: map[data.ID]bool{}, usable: map[recordID]bool{}, savings: map[data.Record]saving{}}
	tx, id, err := r.beginTurn(ctx, func() action {
		t.now = r.opts.Now()
		return action{at: t.now.Format(time.RFC3339), by: r.Clerk(), what: a.What, key: t.key}
	})
	if err != nil {
		return 0, err
	}
	t.tx, t.action = tx, id
	kept := false
	defer func() { // also where f panics
		if kept {
			return
		}
		for _, id := range t.given {
			*id = 0 // so that the same record can be saved again
		}
		err = errors.Join(err, tx.takeBack())
		if t.bulky {
			r.fold.acted() // the log is longer for it
		}
	}()
	if err = f(t); err != nil {
		return 0, err
	}
	if err = t.ahead(t.askForEnd); err != nil {
		return 0, err
	}
	if err = t.checkFacts(); err != nil {
		return 0, err
	}
	hash, changed, err := t.closeAction(id)
	if err != nil || !changed {
		return 0, err
	}
	if err = t.reindex(id); err != nil {
		return 0, err
	}
	if err = r.engine.seal(t.ctx, tx, id, hash); err != nil {
		return 0, err
	}
	r.own.add(id)
	if err = tx.keep(); err != nil {
		if kept, err = r.wasKept(ctx, tx, t.key, err); !kept {
			r.own.drop(id) // another desk may get the number
			return 0, err
		}
	}
	kept = true
	return id, nil
}

// turn is the transaction of a change on the writer's one connection, begun and
// ended by statements of its own: the driver and database/sql start a goroutine
// for each statement whose context, or whose sql.Tx, can be cancelled, which
// costs a change of many statements a tenth of its time. Its statements are
// refused once the change's context has ended.
type turn struct {
	engine engine
	conn   *sql.Conn
	ends   context.Context
	failed *error       // of the first statement that did: all after it are refused
	who    *data.Person // whose rights the server goes by; nil where all may be done
	asks   querier      // takes the questions in place of the connection (Tx.ahead); nil for none
}

// beginTurn begins a transaction, with an action where a is given.
func (r *Registry) beginTurn(ctx context.Context, a func() action) (turn, data.ID, error) {
	for tries := 1; ; tries++ {
		conn, err := r.write.Conn(postgres.Trusting(ctx))
		if err != nil {
			return turn{}, 0, err
		}
		t := turn{engine: r.engine, conn: conn, ends: ctx, failed: new(error), who: r.person}
		id, err := r.engine.begin(context.WithoutCancel(ctx), t, a)
		if err == nil {
			return t, id, nil
		}
		lost := refusalOf(err).kind == refusedLost
		if err = errors.Join(err, conn.Close()); !lost || ctx.Err() != nil || tries == beginnings {
			return turn{}, 0, err
		}
	}
}

// beginnings is how often a change is begun on connections that turn out to be
// gone: before it began nothing can have happened.
const beginnings = 3

// writing is a transaction that is no change, for what the journal says nothing
// of: kept whole or not at all.
func (r *Registry) writing(ctx context.Context, f func(context.Context, turn) error) error {
	t, _, err := r.beginTurn(ctx, nil)
	if err != nil {
		return err
	}
	if err = f(context.WithoutCancel(ctx), t); err == nil {
		err = t.keep()
	}
	if err != nil {
		err = errors.Join(err, t.takeBack())
	}
	return err
}

// here is the context of a statement: the change's, where that has ended.
func (t turn) here(ctx context.Context) context.Context {
	if t.ends.Err() != nil {
		return t.ends
	}
	return ctx
}

func (t turn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if t.asks != nil {
		return nil, errAsked
	}
	if *t.failed != nil {
		return nil, *t.failed
	}
	res, err := t.conn.ExecContext(t.here(ctx), query, args...)
	return res, t.note(err)
}

func (t turn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if t.asks != nil {
		return t.asks.QueryContext(ctx, query, args...)
	}
	if *t.failed != nil {
		return nil, *t.failed
	}
	rows, err := t.conn.QueryContext(t.here(ctx), query, args...)
	return rows, t.note(err)
}

func (t turn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if t.asks != nil {
		return t.asks.QueryRowContext(ctx, query, args...)
	}
	row := t.conn.QueryRowContext(t.here(ctx), query, args...)
	_ = t.note(row.Err()) // Scan gives it to the caller
	return row
}

// note keeps the error of a statement that failed: PostgreSQL refuses all that
// follow, and what SQLite would still take would be another change than was meant.
func (t turn) note(err error) error {
	err = withRole(t.who, err)
	if err != nil && *t.failed == nil {
		*t.failed = err
	}
	return err
}

// withRole says whose rights did not suffice.
func withRole(p *data.Person, err error) error {
	if p != nil && refusalOf(err).kind == refusedRights {
		return p.Forbidden()
	}
	return err
}

// keep commits. Where it fails the transaction is open still, to be taken back.
func (t turn) keep() error {
	if _, err := t.ExecContext(context.WithoutCancel(t.ends), "COMMIT"); err != nil {
		return err
	}
	return t.conn.Close()
}

// takeBack ends the transaction and gives the connection back; again it does nothing.
func (t turn) takeBack() error {
	err := t.engine.takeBack(context.WithoutCancel(t.ends), t)
	if e := t.conn.Close(); !errors.Is(e, sql.ErrConnDone) {
		err = errors.Join(err, e)
	}
	return err
}

// wasKept asks whether a change was kept whose commit failed with err: the answer
// may have been lost on its way. It is told as kept, as not kept, or that nobody can
// say.
func (r *Registry) wasKept(ctx context.Context, t turn, key string, err error) (bool, error) {
	kept, e := r.engine.kept(context.WithoutCancel(ctx), r, t, key)
	switch {
	case kept:
		return true, nil
	case e != nil:
		return false, data.Problem{Field: "登记库", Message: "保存时与共享登记库的连接断了，不知道是否已经保存", Hint: "连上后请先看操作记录，没有这次修改再保存一次"}
	}
	return false, err
}

// checkedAtOnce is how many cases are read at once to be looked at: an import
// touches tens of thousands.
const checkedAtOnce = 500

// checkFacts refuses facts that cannot be, once for each proposal touched.
func (t *Tx) checkFacts() error {
	if len(t.dirty) == 0 {
		return nil
	}
	rules, err := t.reg.ruleYearsIn(t.ctx, t.tx)
	if err != nil {
		return err
	}
	var all data.Problems
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(t.dirty)), checkedAtOnce) {
		cases, err := loadCases(t.ctx, t.tx, caseQuery{ids: ids})
		if err != nil {
			return err
		}
		all = append(all, data.Impossible(cases, rules, len(cases) > 1 || len(t.dirty) > checkedAtOnce)...)
	}
	return all.Err()
}

// ahead has what f asks be asked at once, where that saves journeys. f is given a
// change that only asks: its answers are errors, which are nobody's, and it writes
// nothing.
func (t *Tx) ahead(f func(*Tx)) error {
	return t.reg.engine.ahead(t.ctx, t.tx, func(q querier) { f(t.asking(q)) })
}

func (t *Tx) asking(q querier) *Tx {
	only := *t
	only.tx.asks = q
	return &only
}

// asked notes what it is asked and answers nothing.
type asked struct{ queries []postgres.Query }

var errAsked = errors.New("asked only")

// QueryContext notes a question.
func (a *asked) QueryContext(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	a.queries = append(a.queries, postgres.Query{Text: query, Args: args})
	return nil, errAsked
}

// QueryRowContext notes a question, too; its answer is an error.
func (a *asked) QueryRowContext(_ context.Context, query string, args ...any) *sql.Row {
	a.queries = append(a.queries, postgres.Query{Text: query, Args: args})
	ended, end := context.WithCancel(context.Background())
	end()
	return nowhere.QueryRowContext(ended, query)
}

// nowhere is a pool that is never connected to anything.
var nowhere sql.DB

// few is how many records and proposals a change touches at most that has all be asked
// at once with which it ends.
const few = 64

// askForEnd asks what the end of a change asks that touched only what it says.
func (t *Tx) askForEnd(only *Tx) { only.askFor(slices.Sorted(maps.Keys(t.dirty)), nil) }

// askFor asks what the end of a change asks: what the facts of proposals are, and where
// it is a small one, what the journal has of it and the texts of these proposals and
// others.
func (t *Tx) askFor(facts, others []data.ID) {
	if n := len(facts); 0 < n && n <= checkedAtOnce {
		askForFacts(t.ctx, t.tx, facts)
	}
	if len(facts) > few || t.claims.count() > few {
		return
	}
	_, _, _ = t.closeAction(t.action)
	_, _, _ = t.actionHash(t.action, "")
	if t.reg.indexed {
		_, _, _ = t.touched(t.action)
		find.Ask(t.ctx, t.tx, slices.Concat(facts, others), t.reg.limited())
	}
}

// askForFacts asks all that checkFacts asks of these proposals, as long as none of
// them is deleted; the answers are nobody's.
func askForFacts(ctx context.Context, q querier, ids []data.ID) {
	_, _ = holidayRows.list(ctx, q, "", "date")
	_, _ = packsByDate(ctx, q)
	_, _ = scoredBefore(ctx, q)
	l := loader{ctx: ctx, q: q, brief: true, list: find.List(ids)}
	_, _ = byID(ctx, q, &bookRows, func(b data.Book) data.ID { return b.ID })
	_, _ = byID(ctx, q, &unitRows, func(u data.Unit) data.ID { return u.ID })
	_, _ = byID(ctx, q, &leaderRows, func(d data.Leader) data.ID { return d.ID })
	_ = l.proposals(caseQuery{ids: ids})
	l.list = find.List(ids)
	_ = l.proposers()
	for _, d := range subjects() {
		if d.spread != nil {
			_ = d.spread(&l)
		}
	}
}

// endLeftOver closes actions that something outside this program left open, and
// says how many there were.
func endLeftOver(ctx context.Context, db interface {
	querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}) (n int64, err error) {
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM open_action").Scan(&n); err != nil || n == 0 {
		return 0, err // nothing is written
	}
	res, err := db.ExecContext(ctx, "DELETE FROM open_action")
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
