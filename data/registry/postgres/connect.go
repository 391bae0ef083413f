// Package postgres is what only a shared registry has, which lies in a PostgreSQL
// database: how one connects to it, the words in which it is spoken to, its schema
// with the journal's triggers, what its refusals mean, and copying by whole tables.
//
// It knows no proposal and no rule; package registry is its only user. Tested with
// PostgreSQL 15 alone. Start with Parse and Address.Pool.
package postgres

import (
	"context"
	"crypto/tls"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"jianban/data"
)

// Is tells whether a registry's place is the address of a database, not a file.
func Is(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Address is where a shared registry is. It can be printed: String leaves out the
// password.
type Address struct {
	config *pgx.ConnConfig
	shown  string
}

// String is the address as messages show it, without password and settings.
func (a Address) String() string { return a.shown }

// Name is the database and its machine, for sentences: jianban@10.0.0.5:5432.
func (a Address) Name() string {
	return a.config.Database + "@" + net.JoinHostPort(a.config.Host, strconv.Itoa(int(a.config.Port)))
}

// Database is the name of the database.
func (a Address) Database() string { return a.config.Database }

// passwords are those that were given in an address, by what is shown of it: who
// opens the same registry again need not give it again.
var passwords sync.Map

// patience is how long a server may take to answer at first.
const patience = 8 * time.Second

// Parse reads an address. The password may stand in it, or be PGPASSWORD's or the
// password file's. Beyond this machine only TLS is taken.
func Parse(address string) (Address, error) {
	wrong := data.Problem{Field: "登记库", Message: "共享登记库的地址写得不对", Hint: "请写成 postgres://用户@主机:端口/数据库"}
	u, err := url.Parse(escaped(address))
	if err != nil || !Is(address) || strings.Trim(u.Path, "/") == "" {
		return Address{}, wrong
	}
	shown := &url.URL{Scheme: "postgres", Host: u.Host, Path: u.Path}
	if name := u.User.Username(); name != "" {
		shown.User = url.User(name)
	}
	query := u.Query()
	if query.Has("password") {
		u.User = url.UserPassword(u.User.Username(), query.Get("password"))
		query.Del("password")
	}
	plain := readable(shown.String())
	if p, ok := u.User.Password(); ok {
		passwords.Store(plain, p)
	} else if p, ok := passwords.Load(plain); ok {
		u.User = url.UserPassword(u.User.Username(), p.(string))
	}
	mode := query.Get("sslmode")
	if mode == "" && os.Getenv("PGSSLMODE") == "" && !local(u.Hostname()) {
		query.Set("sslmode", "require")
	}
	u.RawQuery = query.Encode()
	config, err := pgx.ParseConfig(u.String())
	if err != nil {
		return Address{}, wrong // what the driver says of it may name the password
	}
	a := Address{config: config, shown: plain}
	if err := a.mustBePrivate(); err != nil {
		return Address{}, err
	}
	a.tune()
	return a, nil
}

// escaped is an address in which Chinese names are written as addresses have them;
// readable is one as a person types it.
func escaped(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func readable(address string) string {
	return beyondASCII.ReplaceAllStringFunc(address, func(part string) string {
		if text, err := url.PathUnescape(part); err == nil && utf8.ValidString(text) {
			return text
		}
		return part
	})
}

var beyondASCII = regexp.MustCompile(`(?:%[89A-F][0-9A-F])+`)

// local tells whether a host is this machine; none is.
func local(host string) bool {
	if host == "" || host == "localhost" || filepath.IsAbs(host) || strings.HasPrefix(host, "/") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// mustBePrivate refuses to speak in the clear beyond this machine.
func (a Address) mustBePrivate() error {
	clear := func(host string, secure *tls.Config) bool { return secure == nil && !local(host) }
	open := clear(a.config.Host, a.config.TLSConfig) ||
		slices.ContainsFunc(a.config.Fallbacks, func(f *pgconn.FallbackConfig) bool { return clear(f.Host, f.TLSConfig) })
	if !open {
		return nil
	}
	return data.Problem{Field: "登记库", Message: "到“" + a.Name() + "”的连接没有加密", Hint: "不在本机的共享登记库必须加密连接：请去掉 sslmode，或写成 sslmode=require、sslmode=verify-full"}
}

// unanswered is how long what a desk sends may stay without a sign of the server's
// machine before the connection is gone: as long as keepalives take.
const unanswered = 11 * time.Second

// tune has a desk that died let others write within seconds.
func (a Address) tune() {
	c := a.config
	if c.ConnectTimeout == 0 || c.ConnectTimeout > patience {
		c.ConnectTimeout = patience
	}
	c.DialFunc = (&net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 5 * time.Second, Interval: 2 * time.Second, Count: 3}, Control: func(_, _ string, socket syscall.RawConn) error {
		return socket.Control(func(fd uintptr) { _ = giveUp(fd, unanswered) }) // a socket of this machine's files has no such time
	}}).DialContext
	c.RuntimeParams["search_path"] = Schema
	c.RuntimeParams["application_name"] = "jianban"
	c.StatementCacheCapacity = 400
}

// session is what each session asks of the server. Relatives of PostgreSQL know
// some of it only, so that each is asked for by itself.
var session = []string{
	"SET tcp_keepalives_idle = 5", "SET tcp_keepalives_interval = 2", "SET tcp_keepalives_count = 3", "SET tcp_user_timeout = 11000",
	"SET client_connection_check_interval = 5000", "SET jit = off", "SET plan_cache_mode = force_generic_plan",
}

// A writer waits so long for another, and is cut off when it does nothing for so
// long in the middle of a change: others wait for it.
var sessionOfWriter = []string{"SET lock_timeout = 60000", "SET idle_in_transaction_session_timeout = 14000"}

var sessionOfReader = []string{"SET default_transaction_read_only = on"}

// Pool is a pool of sessions, of which each may write or each only reads.
func (a Address) Pool(writes bool, most int) *sql.DB {
	wanted := slices.Concat(session, sessionOfReader)
	if writes {
		wanted = slices.Concat(session, sessionOfWriter)
	}
	db := sql.OpenDB(connector{stdlib.GetConnector(*a.config, stdlib.OptionShouldPing(shouldPing), stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		return settle(ctx, c, wanted)
	}))})
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return db
}

// settle asks for all at once, and where the server does not know one of them one
// by one.
func settle(ctx context.Context, c *pgx.Conn, wanted []string) error {
	_, err := c.Exec(ctx, strings.Join(wanted, "; "))
	var refused *pgconn.PgError
	if !errors.As(err, &refused) {
		return err
	}
	for _, one := range wanted {
		if _, err := c.Exec(ctx, one); err != nil && !errors.As(err, &refused) {
			return err
		}
	}
	return nil
}

// Connect is one session of its own beside the pools.
func (a Address) Connect(ctx context.Context) (*pgx.Conn, error) {
	c, err := pgx.ConnectConfig(ctx, a.config)
	if err != nil {
		return nil, err
	}
	if err := settle(ctx, c, session); err != nil {
		return nil, errors.Join(err, c.Close(ctx))
	}
	return c, nil
}

// connector gives connections that are spoken to in the registry's words.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: inner.(*stdlib.Conn)}, nil
}

type conn struct {
	*stdlib.Conn
	ready   map[string]*answer // to questions that were asked ahead
	open    *rows              // of the question that is being answered
	waiting []Query            // statements to be sent with the next one, before it,
	bulk    int                // their bytes,
	along   []Query            // and questions to be asked with it, after it
}

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if rows, ok := c.taken(query, args); ok {
		return rows, nil
	}
	if c.together() {
		a, _, err := c.sent(ctx, query, args)
		if err != nil {
			return nil, err
		}
		return &told{answer: a}, nil
	}
	if !asks(query) {
		c.ready = nil
	}
	c.free()
	return c.reading(c.Conn.QueryContext(ctx, speak(query), args))
}

// asks tells whether a statement only reads: the function that a desk calls for its
// answer, and that writes, is one.
func asks(query string) bool {
	return strings.HasPrefix(query, "WITH RECURSIVE") || strings.HasPrefix(query, "SELECT") && !strings.HasPrefix(query, "SELECT claim_content")
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.together() {
		_, written, err := c.sent(ctx, query, args)
		return driver.RowsAffected(written), err
	}
	c.ready = nil
	c.free()
	return c.Conn.ExecContext(ctx, speak(query), args)
}

func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.free()
	return c.Conn.PrepareContext(ctx, speak(query))
}

// Raw is the driver's own connection of one taken from a pool. What waited on it is
// forgotten.
func Raw(c *sql.Conn, f func(*pgx.Conn) error) error {
	return on(c, func(c *conn) error {
		c.forget()
		c.free()
		return f(c.Conn.Conn())
	})
}

type trusting struct{}

// Trusting has a pool give a connection that was not used for a while without asking
// the server whether it still is one, for who finds that out by the first statement.
func Trusting(ctx context.Context) context.Context { return context.WithValue(ctx, trusting{}, true) }

// shouldPing is asked where a connection is used again.
func shouldPing(ctx context.Context, p stdlib.ShouldPingParams) bool {
	return p.IdleDuration > time.Second && ctx.Value(trusting{}) == nil
}
