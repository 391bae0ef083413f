package registry_test

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// childReading makes the test program look into the file it names as any
// other SQLite program does.
const childReading = "JIANBAN_TEST_READS"

func childReads(path string) {
	db, err := sql.Open("sqlite3", path)
	if err == nil {
		err = db.QueryRow("SELECT count(*) FROM proposals").Scan(new(int))
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	os.Exit(0)
}

// foreignRead lets other programs open, read and close the file: this one, and
// SQLite's own shell where there is one, which is often older and deletes more.
func foreignRead(t *testing.T, path string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childReading+"="+path)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	if shell, err := exec.LookPath("sqlite3"); err == nil {
		if out, err := exec.Command(shell, path, "SELECT count(*) FROM proposals").CombinedOutput(); err != nil {
			t.Fatal(err, string(out))
		}
	}
}

func enterNumber(t testing.TB, r *registry.Registry, n int) {
	t.Helper()
	do(t, r, "登记", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number = number(n) })
		return tx.SaveProposal(&p)
	})
}

func countOf(t testing.TB, path string) int {
	t.Helper()
	o := options()
	o.ReadOnly = true
	r, err := registry.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := r.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	content(t, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return len(cases)
}

// An open registry keeps its locks whatever else this program does with the
// file, and another SQLite program takes nothing from under it.
func TestAForeignReaderTakesNothingAway(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r := openAt(t, path, options())
	enterNumber(t, r, 101)
	looks := func(what string) {
		t.Helper()
		ours := map[string]os.FileInfo{}
		for _, end := range []string{"-wal", "-shm"} {
			info, err := os.Stat(path + end)
			if err != nil {
				t.Fatal(what, err)
			}
			ours[end] = info
		}
		foreignRead(t, path)
		for end, was := range ours {
			if now, err := os.Stat(path + end); err != nil || !os.SameFile(was, now) {
				t.Errorf("%s: %s was taken from under the open registry (%v)", what, end, err)
			}
		}
		if n := heldLocks(t, path); n == 0 {
			t.Errorf("%s: no lock is held on the open registry", what)
		}
	}
	looks("after opening")
	second, err := registry.Open(t.Context(), path, options()) // the same file, as the settings try it
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	looks("after opening it twice")
	if _, err := registry.Create(t.Context(), path, options()); err == nil {
		t.Fatal("made over it")
	}
	looks("after an attempt to make it anew")
	enterNumber(t, r, 102)
	if n := countOf(t, path); n != 4 {
		t.Errorf("%d cases", n)
	}
	looks("after a reader of our own")
}

// A file with two names has one writer.
func TestTwoNamesHaveOneWriter(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, link := range []struct {
		name string
		make func(old, new string) error
		at   func(path string) string
	}{
		{"hard link beside", os.Link, func(path string) string { return path + ".second.db" }},
		{"symbolic link", os.Symlink, func(string) string { return filepath.Join(t.TempDir(), "second.db") }},
	} {
		path := copyOfTemplate(t)
		second := link.at(path)
		if err := link.make(path, second); err != nil {
			t.Fatal(err)
		}
		r := openAt(t, path, options())
		enterNumber(t, r, 101)
		other := openAt(t, second, options())
		if why, readOnly := other.ReadOnly(); !readOnly || !strings.Contains(why, "李秘书") {
			t.Errorf("%s: %q", link.name, why)
		}
		if cases, err := other.Cases(t.Context(), data.Scope{}); err != nil || len(cases) != 3 {
			t.Errorf("%s: %d cases, %v", link.name, len(cases), err)
		}
		if n := countOf(t, second); n != 3 {
			t.Errorf("%s: a reader sees %d cases", link.name, n)
		}
		childWritesNothing(t, second)
	}
}

// childWritesNothing lets another program try to write; it must not.
func childWritesNothing(t *testing.T, path string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+path)
	if out, err := child.CombinedOutput(); err == nil || strings.Contains(string(out), "committed") || !strings.Contains(string(out), "登记库") {
		t.Errorf("another program says %q, %v", out, err)
	}
}

// A name in another folder, beside which no log can lie, is refused while the
// file is written under its first name, and never written itself.
func TestANameElsewhereIsNotWritten(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	second := filepath.Join(t.TempDir(), "second.db")
	if err := os.Link(path, second); err != nil {
		t.Fatal(err)
	}
	why, readOnly := openAt(t, second, options()).ReadOnly()
	if !readOnly || !strings.Contains(why, "硬链接") {
		t.Errorf("%q", why)
	}
	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, path, options())
	if err := os.Link(path, second); err != nil {
		t.Fatal(err)
	}
	enterNumber(t, r, 101)
	for _, readOnly := range []bool{false, true} {
		o := options()
		o.ReadOnly = readOnly
		got, err := registry.Open(t.Context(), second, o)
		if err == nil {
			t.Fatal("opened", got.Close())
		}
		if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "硬链接") {
			t.Error(p)
		}
	}
	childWritesNothing(t, second)
	if out, err := opening(second).CombinedOutput(); err == nil || !strings.Contains(string(out), "硬链接") {
		t.Errorf("another program says %q, %v", out, err)
	}
}
