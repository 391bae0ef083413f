package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"jianban/data"
	"jianban/data/registry/postgres"
)

// server is PostgreSQL, for a registry that several desks share: one writes at a
// time, readers see one moment each.
type server struct {
	address postgres.Address

	mu    sync.Mutex
	known map[string][]string // columns; nobody changes them while the registry is open
}

func (*server) structure(ctx context.Context, q querier) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT version FROM state").Scan(&n)
	return n, err
}

func (s *server) columns(ctx context.Context, q querier) (map[string][]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		columns, err := postgres.Columns(ctx, q)
		if err != nil {
			return nil, err
		}
		s.known = columns
	}
	return s.known, nil
}

func (*server) unlike([]string) string {
	return "j.after IS NULL OR CAST(j.after AS TEXT) <> CAST(row_to_json(t) AS TEXT) AND NOT CAST(row_to_json(t) AS JSONB) @> CAST(j.after AS JSONB)"
}

func (*server) asText(column string) string { return "CAST(" + column + " AS TEXT)" }

func (*server) reads() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// beginning has a desk wait for its turn before it looks at anything, so that what it
// then sees is what the one before left. The structure is asked for each time: a newer
// program may have brought the registry forward meanwhile.
var beginning = []string{"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", "LOCK TABLE jianban.turn IN EXCLUSIVE MODE", "SELECT version FROM jianban.state"}

// begin is one journey, also where it opens the action: one that is opened under a
// structure that is not this program's is taken back.
func (s *server) begin(ctx context.Context, t turn, a func() action) (id data.ID, err error) {
	err = postgres.Raw(t.conn, func(c *pgx.Conn) error {
		var batch pgx.Batch
		version := 0
		for _, statement := range beginning {
			batch.Queue(statement)
		}
		batch.QueuedQueries[len(beginning)-1].QueryRow(func(row pgx.Row) error {
			if err := row.Scan(&version); err != nil || version == SchemaVersion() {
				return err
			}
			return errForward(s.address)
		})
		if a != nil {
			a := a()
			batch.Queue("SELECT begin_action($1, $2, $3, $4)", a.at, a.by, a.what, a.key).QueryRow(func(row pgx.Row) error { return row.Scan((*int64)(&id)) })
		}
		if err := c.SendBatch(ctx, &batch).Close(); err != nil {
			return errors.Join(err, s.rollBack(ctx, c))
		}
		return nil
	})
	return id, err
}

// rollBack ends a transaction; of a connection that is gone the server has ended it.
func (*server) rollBack(ctx context.Context, c *pgx.Conn) error {
	if c.IsClosed() {
		return nil
	}
	if _, err := c.Exec(ctx, "ROLLBACK"); err != nil && refusalOf(err).kind != refusedLost {
		return err
	}
	return nil
}

func (s *server) takeBack(ctx context.Context, t turn) error {
	err := postgres.Raw(t.conn, func(c *pgx.Conn) error { return s.rollBack(ctx, c) })
	if errors.Is(err, sql.ErrConnDone) || refusalOf(err).kind == refusedLost {
		return nil
	}
	return err
}

// closeAction leaves the action open until it is sealed: only the server's own
// functions write there.
func (*server) closeAction(ctx context.Context, t turn, id data.ID) (prev string, err error) {
	var open int
	if err = t.QueryRowContext(ctx, "SELECT count(*), hash_before(?) FROM open_action", int64(id)).Scan(&open, &prev); err == nil && open != 1 {
		err = errLeftOver
	}
	return prev, err
}

func (s *server) seal(ctx context.Context, t turn, _ data.ID, hash string) error {
	return s.later(ctx, t, "SELECT close_action(?)", hash)
}

// askedFor is how long a change whose answer was lost is asked for: a server that
// was started anew is back by then.
const askedFor = 20 * time.Second

// kept waits for its turn: the commit may still be on its way. The desk has one
// connection that writes, which the change gives back first.
func (s *server) kept(ctx context.Context, r *Registry, t turn, key string) (kept bool, err error) {
	if err := t.takeBack(); err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, askedFor)
	defer cancel()
	for {
		err = r.writing(ctx, func(ctx context.Context, t turn) error {
			return t.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM action_keys WHERE key = ?)", key).Scan(&kept)
		})
		if err == nil || ctx.Err() != nil {
			return kept, err
		}
		sleep(ctx, 300*time.Millisecond)
	}
}

func (*server) ahead(ctx context.Context, t turn, ask func(q querier)) error {
	if *t.failed != nil {
		return *t.failed
	}
	var a asked
	ask(&a)
	return t.note(postgres.Ahead(t.here(ctx), t.conn, a.queries))
}

func (*server) along(_ context.Context, t turn, ask func(q querier)) error {
	var a asked
	ask(&a)
	return t.note(postgres.Along(t.conn, a.queries))
}

func (*server) later(ctx context.Context, t turn, query string, args ...any) error {
	if *t.failed != nil {
		return *t.failed
	}
	return t.note(postgres.Later(t.here(ctx), t.conn, postgres.Query{Text: query, Args: args}))
}

func (*server) lastGiven(ctx context.Context, q querier) (id data.ID, err error) {
	err = q.QueryRowContext(ctx, "SELECT last_action FROM state").Scan((*int64)(&id))
	return id, err
}

func (s *server) lastNumber(ctx context.Context, q querier, table string) (last int64, err error) {
	if table == "actions" {
		id, err := s.lastGiven(ctx, q)
		return int64(id), err
	}
	// What a sequence gave and nobody kept may be given again.
	err = q.QueryRowContext(ctx, "SELECT greatest((SELECT coalesce(max(id), 0) FROM "+table+"), (SELECT coalesce(max(row_id), 0) FROM journal WHERE tbl = ?))", table).Scan(&last)
	return last, err
}

func (*server) insert(ctx context.Context, t turn, query string, values []any) (id data.ID, err error) {
	err = t.QueryRowContext(ctx, query+" RETURNING id", values...).Scan((*int64)(&id))
	return id, withRole(t.who, err)
}

func (*server) deferReferences() string { return "SET CONSTRAINTS ALL DEFERRED" }

func (*server) guardOfContents() (lift, restore string) {
	return "SET LOCAL jianban.erasing = 'on'", "SET LOCAL jianban.erasing = 'off'"
}

// lookThrough: the server looks after its pages, indexes and references itself.
func (*server) lookThrough(context.Context, *Registry) ([]flaw, error) { return nil, nil }

func (*server) examine(context.Context, *Registry) ([]flaw, error) { return nil, nil }

// form compares with a second registry that is made for it and taken back; who may
// make none cannot look.
func (s *server) form(ctx context.Context, _ *Registry) (damage []flaw, err error) {
	pool := s.address.Pool(true, 1)
	defer func() { err = errors.Join(err, pool.Close()) }()
	wrong, err := postgres.Differences(ctx, pool, SchemaVersion())
	if postgres.Refused(err).Kind == postgres.Forbidden {
		return nil, nil
	}
	if err != nil || len(wrong) == 0 {
		return nil, err
	}
	return []flaw{{said: "共享登记库的结构或操作日志的自动记录被改动过（" + strings.Join(wrong, "、") + "）", where: journalWord}}, nil
}

func (s *server) reindex(ctx context.Context, q querier) (statements []string, err error) {
	columns, err := s.columns(ctx, q)
	for _, table := range slices.Sorted(maps.Keys(columns)) {
		statements = append(statements, "REINDEX TABLE "+table)
	}
	return statements, err
}

func (*server) size(ctx context.Context, r *Registry) (n int64, err error) {
	err = r.read.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
	return n, err
}

// sweep has the server forget what was erased.
func (*server) sweep(ctx context.Context, r *Registry) error {
	r.unfolded = false
	if _, err := r.write.ExecContext(context.WithoutCancel(ctx), "VACUUM blob_parts, search_texts"); err != nil {
		return data.Problem{Field: "登记库", Message: "已经保存，但服务器还没有清除删去的内容", Hint: "服务器会在整理时清除"}
	}
	return nil
}

// Shared tells whether a place is the address of a shared registry, not a file.
func Shared(place string) bool { return postgres.Is(place) }

// Shown is an address as it may be shown, without its password, and the name of its
// database; one that cannot be read gives nothing away.
func Shown(place string) (address, name string) {
	a, err := postgres.Parse(place)
	if err != nil {
		return "postgres://", "registry"
	}
	return a.String(), a.Database()
}

// WantsPassword tells whether a shared registry was not opened for want of a password
// that its server takes.
func WantsPassword(err error) bool {
	p, ok := errors.AsType[data.Problem](err)
	return ok && p.Field == postgres.PasswordField
}

// Missing tells whether the database at an address is empty, so that a registry can
// be made in it.
func Missing(ctx context.Context, place string) (bool, error) {
	r, _, err := connectShared(ctx, place, Options{ReadOnly: true})
	if err != nil {
		return false, err
	}
	state, err := postgres.Look(ctx, r.read, applicationID)
	return state.Empty || state.Unfinished, errors.Join(explain(err), r.Close())
}

// openShared opens the registry at an address. A database that has none, is
// somebody else's or of a newer program is refused; one of an older program is
// brought forward, when the others have ended what they write.
func openShared(ctx context.Context, place string, o Options) (*Registry, error) {
	r, s, err := connectShared(ctx, place, o)
	if err != nil {
		return nil, err
	}
	if err := r.enterShared(ctx, s); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, errors.Join(explain(err), r.Close())
	}
	r.lookAtClock(ctx)
	return r, nil
}

// connectShared connects to a database, whatever it holds.
func connectShared(ctx context.Context, place string, o Options) (*Registry, *server, error) {
	address, err := postgres.Parse(place)
	if err != nil {
		return nil, nil, err
	}
	s := &server{address: address}
	r := newRegistry(s, address.String(), o)
	if r.read = address.Pool(false, readers); o.ReadOnly {
		r.readOnly = "以只读方式打开"
	} else {
		r.write = address.Pool(true, 1)
	}
	if err := r.read.PingContext(ctx); err != nil {
		closing := r.Close()
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		return nil, nil, errors.Join(address.Unreachable(err), closing)
	}
	return r, s, nil
}

// readers is how many of a desk read at once.
const readers = 4

func (r *Registry) enterShared(ctx context.Context, s *server) error {
	state, err := postgres.Look(ctx, r.read, applicationID)
	switch {
	case err != nil:
		return err
	case state.Empty || state.Unfinished:
		return data.Problem{Field: "登记库", Message: "数据库“" + s.address.Name() + "”里还没有登记库", Hint: "请用 jianban move 把登记库移过去，或先新建登记库"}
	case !state.Ours:
		return errOthersDatabase(s.address)
	case state.Version > int64(SchemaVersion()):
		return errForward(s.address)
	case state.Version < int64(SchemaVersion()) && r.write == nil:
		return data.Problem{Field: "登记库", Message: fmt.Sprintf("共享登记库“%s”是旧版本的结构%d", s.address.Name(), state.Version), Hint: "请用这个版本的窗口打开一次，它会升级"}
	case state.Version < int64(SchemaVersion()):
		if err := r.forwardShared(ctx); err != nil {
			return err
		}
	}
	if r.person, err = postgres.Me(ctx, r.read); err != nil {
		return err
	}
	if err := r.take(r.person); err != nil {
		return err
	}
	return r.ensureIndex(ctx)
}

// take has the registry be what one of its people may see of it.
func (r *Registry) take(p *data.Person) error {
	if p == nil {
		return nil
	}
	r.clerk, r.opts.By = p.Name, p.Name
	if p.Kind != data.PersonAuditor || r.write == nil {
		return nil
	}
	r.readOnly = p.Title() + "只能查看和检查"
	db := r.write
	r.write = nil
	return db.Close()
}

// forwardShared takes the steps that are missing, alone; another program may have
// done so while this one waited.
func (r *Registry) forwardShared(ctx context.Context) error {
	tx, err := r.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = func() error {
		if _, err := tx.ExecContext(ctx, "LOCK TABLE jianban.turn IN ACCESS EXCLUSIVE MODE"); err != nil {
			return err
		}
		var version int
		if err := tx.QueryRowContext(ctx, "SELECT version FROM jianban.state").Scan(&version); err != nil {
			return err
		}
		if err := postgres.Build(ctx, tx, version, SchemaVersion()); err != nil {
			return err
		}
		if err := postgres.Grant(ctx, tx, false); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE jianban.state SET version = ?", SchemaVersion()); err != nil {
			return err
		}
		return tx.Commit()
	}()
	if err != nil {
		return errors.Join(err, ended(tx.Rollback()))
	}
	return nil
}

// createShared makes a registry in an empty database and lets fill write into it. It
// is one only when all of that is done; what a killed program left is swept up by
// the next.
func createShared(ctx context.Context, place string, o Options, fill func(*Registry) error) (err error) {
	o.ReadOnly = false
	r, s, err := connectShared(ctx, place, o)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, r.Close()); ctx.Err() != nil && err != nil {
			err = ctx.Err()
		}
		err = explain(err)
	}()
	maker, err := s.makeAlone(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, maker.Close(context.WithoutCancel(ctx))) }()
	if err := s.mustBeEmpty(ctx, r.write); err != nil {
		return err
	}
	if err := r.buildShared(ctx, fill); err != nil {
		_, e := r.write.ExecContext(context.WithoutCancel(ctx), "DROP SCHEMA IF EXISTS "+postgres.Schema+" CASCADE")
		return errors.Join(err, e)
	}
	return nil
}

func (r *Registry) buildShared(ctx context.Context, fill func(*Registry) error) error {
	if err := postgres.Build(ctx, r.write, 0, SchemaVersion()); err != nil {
		return err
	}
	if err := r.ensureIndex(ctx); err != nil {
		return err
	}
	if pack := r.opts.Pack; pack.Name != "" {
		if err := r.Do(ctx, Action{What: "建立登记库"}, func(t *Tx) error { return t.SavePack(&pack) }); err != nil {
			return err
		}
	}
	if err := fill(r); err != nil {
		return err
	}
	_, err := r.write.ExecContext(ctx, "UPDATE jianban.state SET application = ?", applicationID)
	return err
}

// makeAlone is a session that alone may make a registry in this database, as long
// as it lasts.
func (s *server) makeAlone(ctx context.Context) (*pgx.Conn, error) {
	c, err := s.address.Connect(ctx)
	if err != nil {
		return nil, s.address.Unreachable(err)
	}
	var ok bool
	if err := c.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", int64(applicationID)).Scan(&ok); err != nil || !ok {
		err = errors.Join(err, c.Close(ctx))
		if err == nil {
			err = data.Problem{Field: "登记库", Message: "另一个程序正在数据库“" + s.address.Name() + "”里建立登记库", Hint: "请等它完成"}
		}
		return nil, err
	}
	return c, nil
}

// mustBeEmpty refuses a database that holds anything, but what a killed program
// left of a registry that it made.
func (s *server) mustBeEmpty(ctx context.Context, db *sql.DB) error {
	state, err := postgres.Look(ctx, db, applicationID)
	switch {
	case err != nil:
		return err
	case state.Unfinished:
		_, err := db.ExecContext(ctx, "DROP SCHEMA "+postgres.Schema+" CASCADE")
		return err
	case state.Ours:
		return data.Problem{Field: "登记库", Message: "数据库“" + s.address.Name() + "”里已经有登记库", Hint: "请换一个空的数据库，已有的不会被改动"}
	case !state.Empty:
		return errOthersDatabase(s.address)
	}
	return nil
}

func errOthersDatabase(a postgres.Address) error {
	return data.Problem{Field: "登记库", Message: "数据库“" + a.Name() + "”里是别的程序的内容，不是建办的登记库", Hint: "请选对数据库，或换一个空的数据库；那里没有改动"}
}

func errForward(a postgres.Address) error {
	return data.Problem{Field: "登记库", Message: fmt.Sprintf("共享登记库“%s”已由更新版本的建办升级，本程序只认识到结构%d", a.Name(), SchemaVersion()), Hint: "请升级程序；登记库没有改动"}
}

// ended forgives that a transaction has ended already.
func ended(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
