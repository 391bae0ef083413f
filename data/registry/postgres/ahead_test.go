package postgres_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"jianban/data/registry/pgtest"
	"jianban/data/registry/postgres"
)

// conversation is one connection to a database with a table of numbers, each once.
func conversation(t *testing.T) *sql.Conn {
	t.Helper()
	_, place := pgtest.For(t)
	address, err := postgres.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	pool := address.Pool(true, 1)
	t.Cleanup(func() { _ = pool.Close() })
	c, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	say(t, c, "CREATE SCHEMA jianban", "CREATE TABLE jianban.numbers (n bigint PRIMARY KEY)", "BEGIN")
	return c
}

func say(t *testing.T, c *sql.Conn, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := c.ExecContext(t.Context(), s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func later(t *testing.T, c *sql.Conn, n int64) {
	t.Helper()
	if err := postgres.Later(t.Context(), c, postgres.Query{Text: "INSERT INTO numbers (n) VALUES (?)", Args: []any{n}}); err != nil {
		t.Fatal(err)
	}
}

const countThem = "SELECT count(*) FROM numbers WHERE n > ?"

func count(t *testing.T, c *sql.Conn) (n int) {
	t.Helper()
	if err := c.QueryRowContext(t.Context(), countThem, int64(0)).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// A statement that waits is done before the next one, whatever that is, and what was
// asked ahead before it is asked anew.
func TestWhatWaitsComesBeforeTheNext(t *testing.T) {
	c := conversation(t)
	ask := []postgres.Query{{Text: countThem, Args: []any{int64(0)}}, {Text: "SELECT 1"}}
	if err := postgres.Ahead(t.Context(), c, ask); err != nil {
		t.Fatal(err)
	}
	later(t, c, 1)
	if n := count(t, c); n != 1 {
		t.Errorf("%d numbers after one waited", n)
	}
	later(t, c, 2)
	if err := postgres.Ahead(t.Context(), c, ask); err != nil {
		t.Fatal(err)
	}
	if n := count(t, c); n != 2 {
		t.Errorf("%d numbers asked ahead after another waited", n)
	}
	if err := postgres.Along(c, ask); err != nil {
		t.Fatal(err)
	}
	res, err := c.ExecContext(t.Context(), "INSERT INTO numbers (n) VALUES (?), (?)", int64(3), int64(4))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n != 2 || err != nil {
		t.Errorf("%d rows written, %v", n, err)
	}
	if n := count(t, c); n != 4 {
		t.Errorf("%d numbers asked along with two", n)
	}
	later(t, c, 5)
	say(t, c, "COMMIT")
	if n := count(t, c); n != 5 {
		t.Errorf("%d numbers are kept", n)
	}
}

// What waits and fails is the error of the statement that it is sent with, of a commit
// too, and nothing is kept; what still waits when a change is taken back is forgotten.
func TestWhatWaitsAndFails(t *testing.T) {
	c := conversation(t)
	later(t, c, 7)
	later(t, c, 7)
	_, err := c.ExecContext(t.Context(), "COMMIT")
	if said := postgres.Refused(err); said.Kind != postgres.Twice || said.Table != "numbers" {
		t.Errorf("the commit says %v, %+v", err, said)
	}
	say(t, c, "ROLLBACK")
	if n := count(t, c); n != 0 {
		t.Errorf("%d numbers are kept of a change that failed", n)
	}
	say(t, c, "BEGIN")
	later(t, c, 8)
	if _, err := c.ExecContext(t.Context(), "INSERT INTO numbers (n) VALUES (NULL)"); postgres.Refused(err).Kind != postgres.Against {
		t.Error("of two that are sent together the second's error is", err)
	}
	later(t, c, 9)
	if _, err := c.ExecContext(t.Context(), "COMMIT"); err == nil {
		t.Error("a change that had failed was kept")
	}
	say(t, c, "ROLLBACK", "BEGIN")
	if _, err := c.ExecContext(t.Context(), "INSERT INTO numbers (n) VALUES (NULL)"); err == nil {
		t.Fatal("no number was taken")
	}
	if err := postgres.Along(c, []postgres.Query{{Text: countThem, Args: []any{int64(0)}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.ExecContext(t.Context(), "COMMIT"); err == nil {
		t.Error("a commit that the server answered by taking back was told as done")
	}
	say(t, c, "BEGIN")
	later(t, c, 10)
	if err := postgres.Raw(c, func(*pgx.Conn) error { return nil }); err != nil {
		t.Fatal(err)
	}
	say(t, c, "COMMIT")
	if n := count(t, c); n != 0 {
		t.Errorf("%d numbers came of what was forgotten", n)
	}
}

// More than fits is sent before the end, in order.
func TestMuchThatWaits(t *testing.T) {
	c := conversation(t)
	say(t, c, "CREATE TABLE jianban.parts (n bigint, content bytea)")
	for n := range int64(40) {
		if err := postgres.Later(t.Context(), c, postgres.Query{Text: "INSERT INTO parts (n, content) VALUES (?, ?)", Args: []any{n, make([]byte, 100_000)}}); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := c.QueryContext(t.Context(), "SELECT n FROM parts WHERE octet_length(content) = 100000 ORDER BY ctid")
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		got = append(got, n)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(got) != 40 || !slices.IsSorted(got) {
		t.Errorf("%v, %v", got, err)
	}
}
