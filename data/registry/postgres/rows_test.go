package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"jianban/data/registry/pgtest"
	"jianban/data/registry/postgres"
)

// Between two rows of an answer others can be asked, as of SQLite; nothing of any
// answer is lost, and an error among the rows still comes.
func TestBetweenRowsOthersAreAsked(t *testing.T) {
	_, place := pgtest.For(t)
	address, err := postgres.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	pool := address.Pool(false, 1)
	defer func() { _ = pool.Close() }()
	tx, err := pool.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := tx.QueryContext(t.Context(), "SELECT n, 'text ' || n FROM generate_series(1, 5) AS n ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for rows.Next() {
		var n, double int
		var text string
		if err := rows.Scan(&n, &text); err != nil || text != "text "+string(rune('0'+n)) {
			t.Fatalf("%q, %v", text, err)
		}
		if err := tx.QueryRowContext(t.Context(), "SELECT CAST(? AS BIGINT) * 2", n).Scan(&double); err != nil || double != 2*n {
			t.Fatalf("between rows: %d, %v", double, err)
		}
		got = append(got, n)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || !slices.Equal(got, []int{1, 2, 3, 4, 5}) {
		t.Errorf("%v, %v", got, err)
	}
	rows, err = tx.QueryContext(t.Context(), "SELECT 12 / (3 - n) FROM generate_series(1, 5) AS n")
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	if _, err := tx.ExecContext(t.Context(), "SELECT 1"); err == nil {
		t.Error("asked on in a transaction that has failed")
	}
	for rows.Next() {
		t.Log("a row before the one that cannot be")
	}
	if rows.Err() == nil {
		t.Error("the row that cannot be is lost without a word")
	}
	if err := errors.Join(rows.Close(), tx.Rollback()); err != nil {
		t.Error(err)
	}
}
