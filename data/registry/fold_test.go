package registry_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// folded waits until the log beside the file is empty.
func folded(t testing.TB, path string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the log is still not folded")
		}
	}
}

// copied is a plain copy of the file alone. It is taken by another program's
// hands: opening the file here would cost SQLite its locks.
func copied(t testing.TB, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	plainCopy(t, path, to)
	return to
}

// proposalsIn counts in a copy that may have been taken in the midst of folding
// and is then no whole file: 0.
func proposalsIn(path string) (n int) {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		return 0
	}
	defer func() { _ = db.Close() }()
	if db.QueryRow("SELECT count(*) FROM proposals").Scan(&n) != nil {
		return 0
	}
	return n
}

// A plain copy of the open file, taken soon after an action, has it.
func TestACopyOfTheOpenFileHasWhatWasSaved(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r := openAt(t, path, options())
	for n := range 3 {
		enterNumber(t, r, 100+n)
		folded(t, path)
		if got := countOf(t, copied(t, path)); got != 3+n {
			t.Errorf("the copy has %d cases, not %d", got, 3+n)
		}
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	folded(t, path)
	if got := countOf(t, copied(t, path)); got != 4 {
		t.Errorf("after taking one back the copy has %d cases", got)
	}
}

// Where actions follow each other without a pause, a copy lacks the last
// moments only; a reader that stands in the way delays the folding.
func TestFoldingGoesOnAmongActionsAndReaders(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r := openAt(t, path, options())
	got := 0
	for end, n := time.Now().Add(20*time.Second), 0; got < 5 && time.Now().Before(end); n++ {
		if enterNumber(t, r, 100+n); n%20 == 19 {
			got = proposalsIn(copied(t, path))
		}
	}
	if got < 5 {
		t.Errorf("the copy has %d proposals", got)
	}
	db := behind(t, path)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow("SELECT count(*) FROM proposals").Scan(new(int)); err != nil {
		t.Fatal(err)
	}
	enterNumber(t, r, 9000)
	time.Sleep(300 * time.Millisecond)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Error("folded under a reader", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	folded(t, path)
}
