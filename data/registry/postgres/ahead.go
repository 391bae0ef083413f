package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// Query is a statement with its values.
type Query struct {
	Text string
	Args []any
}

// Ahead asks many questions at once, in one journey to the server and back; each is
// then answered from memory where it is asked in the same words before anything is
// written. Those that can be answered so already are not asked again.
func Ahead(ctx context.Context, c *sql.Conn, queries []Query) error {
	return on(c, func(c *conn) error {
		var open []Query
		for _, q := range queries {
			if _, ok := c.ready[keyOf(q.Text, q.Args)]; !ok {
				open = append(open, q)
			}
		}
		if len(open) < 2 && len(c.waiting) == 0 {
			return nil // it is answered as fast when it is asked
		}
		ready := c.ready
		_, _, err := c.send(ctx, nil, open)
		if err == nil {
			maps.Copy(c.ready, ready)
		}
		return err
	})
}

// Along has the next statement take questions along, which are then answered as if
// they had been asked ahead after it.
func Along(c *sql.Conn, queries []Query) error {
	return on(c, func(c *conn) error {
		c.along = queries
		return nil
	})
}

// Later has a statement that nobody needs the answer of wait for the next one, with
// which it is sent: in one journey, and before it. Where it fails, that one does with
// its error. The values must not change meanwhile.
func Later(ctx context.Context, c *sql.Conn, q Query) error {
	return on(c, func(c *conn) error {
		c.ready = nil
		c.waiting, c.bulk = append(c.waiting, q), c.bulk+bulkOf(q)
		if c.bulk < mostWaiting {
			return nil
		}
		_, _, err := c.send(ctx, nil, nil)
		return err
	})
}

// mostWaiting is how many bytes wait at most.
const mostWaiting = 1 << 20

func bulkOf(q Query) int {
	n := len(q.Text)
	for _, a := range q.Args {
		switch a := a.(type) {
		case []byte:
			n += len(a)
		case string:
			n += len(a)
		}
	}
	return n
}

// on gives a connection taken from a pool as this package has it.
func on(c *sql.Conn, f func(*conn) error) error {
	return c.Raw(func(inner any) error { return f(inner.(*conn)) })
}

// errTakenBack is of a commit that the server answered by taking the change back.
var errTakenBack = errors.New("the transaction was taken back")

// send sends in one journey what waits, then one statement where there is any, then
// questions, and reads all answers; those to the questions are kept.
func (c *conn) send(ctx context.Context, main *Query, along []Query) (*answer, int64, error) {
	c.free()
	var batch pgx.Batch
	for _, q := range c.waiting {
		batch.Queue(speak(q.Text), q.Args...)
	}
	waited := len(c.waiting)
	if main != nil {
		batch.Queue(speak(main.Text), main.Args...)
	}
	for _, q := range along {
		batch.Queue(speak(q.Text), q.Args...)
	}
	c.forget()
	results := c.Conn.Conn().SendBatch(ctx, &batch)
	said, written, err := read(results, waited, main)
	ready := map[string]*answer{}
	for _, q := range along {
		if err != nil {
			break
		}
		var a *answer
		if a, _, err = answered(results); err == nil {
			ready[keyOf(q.Text, q.Args)] = a
		}
	}
	if closing := results.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, 0, err
	}
	c.ready = ready
	return said, written, nil
}

// read reads the answers to what waited and to the statement after it.
func read(results pgx.BatchResults, waited int, main *Query) (said *answer, written int64, err error) {
	for range waited {
		if _, err := results.Exec(); err != nil {
			return nil, 0, err
		}
	}
	if main == nil {
		return nil, 0, nil
	}
	said, tag, err := answered(results)
	if err == nil && main.Text == "COMMIT" && tag.String() != main.Text {
		err = errTakenBack
	}
	return said, tag.RowsAffected(), err
}

// answered reads the next answer.
func answered(results pgx.BatchResults) (*answer, pgconn.CommandTag, error) {
	rows, err := results.Query()
	if err != nil {
		return nil, pgconn.CommandTag{}, err
	}
	a, err := answerOf(rows)
	return a, rows.CommandTag(), err
}

// forget drops what waits, is to go along or was answered ahead.
func (c *conn) forget() { c.waiting, c.bulk, c.along, c.ready = nil, 0, nil, nil }

// together tells whether the next statement is sent with others.
func (c *conn) together() bool { return len(c.waiting)+len(c.along) > 0 }

// sent sends a statement together with what waits or goes along.
func (c *conn) sent(ctx context.Context, query string, named []driver.NamedValue) (*answer, int64, error) {
	return c.send(ctx, &Query{query, valuesOf(named)}, c.along)
}

func valuesOf(named []driver.NamedValue) []any {
	args := make([]any, len(named))
	for i, n := range named {
		args[i] = n.Value
	}
	return args
}

// keyOf is a question with its values.
func keyOf(text string, args []any) string {
	var b strings.Builder
	b.WriteString(text)
	for _, a := range args {
		fmt.Fprintf(&b, "\x00%T%v", a, a)
	}
	return b.String()
}

// answer is what the server said, as database/sql reads it.
type answer struct {
	columns []string
	rows    [][]driver.Value
}

// answerOf reads all rows in the kinds in which the driver gives them one by one.
func answerOf(rows pgx.Rows) (*answer, error) {
	defer rows.Close()
	a := &answer{}
	for _, f := range rows.FieldDescriptions() {
		a.columns = append(a.columns, f.Name)
	}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		row := make([]driver.Value, len(values))
		for i, v := range values {
			switch v := v.(type) {
			case int32:
				row[i] = int64(v)
			case int16:
				row[i] = int64(v)
			default:
				row[i] = v
			}
			if kind := rows.FieldDescriptions()[i].DataTypeOID; kind == pgtype.JSONOID && v != nil {
				row[i] = string(rows.RawValues()[i])
			}
		}
		a.rows = append(a.rows, row)
	}
	return a, rows.Err()
}

// taken is the answer to a question that was asked ahead.
func (c *conn) taken(query string, named []driver.NamedValue) (driver.Rows, bool) {
	if len(c.ready) == 0 {
		return nil, false
	}
	a, ok := c.ready[keyOf(query, valuesOf(named))]
	return &told{answer: a}, ok
}

// told gives the rows of an answer.
type told struct {
	*answer
	next int
}

// Columns are the names of the columns.
func (t *told) Columns() []string { return t.columns }

// Close ends the reading.
func (*told) Close() error { return nil }

// Next gives the next row, io.EOF after the last.
func (t *told) Next(into []driver.Value) error {
	if t.next == len(t.rows) {
		return io.EOF
	}
	copy(into, t.rows[t.next])
	t.next++
	return nil
}
