package postgres

import (
	"database/sql/driver"
	"errors"
	"io"
)

// rows are those of a question whose answer is still being read. A connection answers
// one question at a time, while SQLite lets others be asked between two rows: where
// one is, what is left of the rows is read first and given from memory.
type rows struct {
	driver.Rows
	on   *conn
	kept [][]driver.Value // once another question came
	held bool             // by kept, to the end
	fail error            // why they ended before it
}

// reading has a connection know the rows that are being read from it.
func (c *conn) reading(r driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		return nil, err
	}
	c.open = &rows{Rows: r, on: c}
	return c.open, nil
}

// free makes a connection free for another question.
func (c *conn) free() {
	if c.open != nil {
		c.open.hold()
	}
}

// hold reads what is left.
func (r *rows) hold() {
	r.on.open, r.held = nil, true
	for {
		row := make([]driver.Value, len(r.Columns()))
		err := r.Rows.Next(row)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.fail = err
			}
			break
		}
		r.kept = append(r.kept, row)
	}
	if err := r.Rows.Close(); r.fail == nil {
		r.fail = err
	}
}

// Next gives the next row, io.EOF after the last.
func (r *rows) Next(into []driver.Value) error {
	switch {
	case !r.held:
		err := r.Rows.Next(into)
		if err != nil {
			r.done()
		}
		return err
	case len(r.kept) > 0:
		copy(into, r.kept[0])
		r.kept = r.kept[1:]
		return nil
	case r.fail != nil:
		return r.fail
	}
	return io.EOF
}

// Close ends the reading.
func (r *rows) Close() error {
	if r.held {
		r.kept = nil
		return nil
	}
	r.done()
	return r.Rows.Close()
}

func (r *rows) done() {
	if r.on.open == r {
		r.on.open = nil
	}
}
