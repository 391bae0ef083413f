package registry_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
)

// midway changes a registry as another program may, by way of a rollback journal,
// and stops in the midst: what a crash would leave of file and journal there.
func midway(t *testing.T, path string) (file, journal []byte) {
	t.Helper()
	db := behind(t, path)
	do := func(statement string) {
		t.Helper()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	var tables []string
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	do("PRAGMA journal_mode = DELETE")
	do("PRAGMA cache_size = 2")
	do("BEGIN IMMEDIATE")
	for _, name := range tables {
		do("DROP TRIGGER " + name)
	}
	do("UPDATE journal SET after = after || ' ', before = before || ' '")
	do("UPDATE proposals SET title = title || '（改）'")
	do("CREATE TABLE filler (x)")
	do("INSERT INTO filler SELECT randomblob(3000) FROM journal")
	copied := filepath.Join(t.TempDir(), "midway")
	plainCopy(t, path, copied) // closing it here would cost SQLite its locks
	return read(t, copied), read(t, path+"-journal")
}

// A rollback journal of another file is recognised before anything is written:
// a reader leaves it where it is and reads without it, the window sets it aside,
// whole; both tell.
func TestAForeignJournalIsSetAside(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	good := worked(t, 300, 30)
	whole, cases := read(t, good), countOf(t, good)
	_, journal := midway(t, worked(t, 500, 10))
	unguarded := filepath.Join(t.TempDir(), "unguarded.db")
	write(t, unguarded, whole)
	write(t, unguarded+"-journal", journal)
	if _, err := behind(t, unguarded).Exec("SELECT count(*) FROM proposals"); err == nil && bytes.Equal(read(t, unguarded), whole) {
		t.Fatal("this journal harms nobody")
	}
	isSetAside(t, "another office's", whole, cases, "-journal", journal)
}

// A reader beside a foreign journal still sees what the file's own log holds.
func TestAReaderBesideAForeignJournalSeesTheLog(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	_, journal := midway(t, copyOfTemplate(t))
	path := copyOfTemplate(t)
	crashed(t, path, 4)
	file, log := read(t, path), read(t, path+"-wal")
	write(t, path+"-journal", journal)
	o := options()
	o.ReadOnly = true
	r := openAt(t, path, o)
	if got, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(got) < 10 {
		t.Errorf("%d cases, %v", len(got), err)
	}
	content(t, r)
	if told := r.Notices(); len(told) != 1 || !strings.Contains(told[0], "-journal") {
		t.Errorf("told %q", told)
	}
	for end, want := range map[string][]byte{"": file, "-wal": log, "-journal": journal} {
		if !bytes.Equal(read(t, path+end), want) {
			t.Errorf("“%s” was changed", end)
		}
	}
}

// The journal that a file needs is never set aside: another program crashed in
// the midst of a change, and SQLite takes it back.
func TestTheOwnJournalIsPlayedBack(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	from := copyOfTemplate(t)
	cases := countOf(t, from)
	file, journal := midway(t, from)
	for _, readOnly := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "registry.db")
		write(t, path, file)
		write(t, path+"-journal", journal)
		o := options()
		o.ReadOnly = readOnly
		r := openAt(t, path, o)
		if got, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(got) != cases || len(r.Notices()) > 0 {
			t.Errorf("read-only %v: %d cases of %d, %v, told %q", readOnly, len(got), cases, err, r.Notices())
		}
		content(t, r)
	}
}
