package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// Query is a question that will be asked.
type Query struct {
	Text string
	Args []any
}

// Ahead asks many questions at once, in one journey to the server and back; each is
// then answered from memory where it is asked in the same words before anything is
// written.
func Ahead(ctx context.Context, c *sql.Conn, queries []Query) error {
	return c.Raw(func(inner any) error {
		on := inner.(*conn)
		var batch pgx.Batch
		for _, q := range queries {
			batch.Queue(speak(q.Text), q.Args...)
		}
		results := on.Conn.Conn().SendBatch(ctx, &batch)
		ready := map[string]*answer{}
		for _, q := range queries {
			rows, err := results.Query()
			if err == nil {
				ready[keyOf(q.Text, q.Args)], err = answerOf(rows)
			}
			if err != nil {
				_ = results.Close() // the error is the one that counts
				return err
			}
		}
		on.ready = ready
		return results.Close()
	})
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
	args := make([]any, len(named))
	for i, n := range named {
		args[i] = n.Value
	}
	a, ok := c.ready[keyOf(query, args)]
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
