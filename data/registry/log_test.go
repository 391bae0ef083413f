package registry_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// childCopying makes the test program copy the file it names.
const childCopying = "JIANBAN_TEST_COPIES"

func childCopies(pair string) {
	from, to, _ := strings.Cut(pair, "\n")
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		os.Exit(3)
	}
	os.Exit(0)
}

// plainCopy copies a file in another program.
func plainCopy(t testing.TB, from, to string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childCopying+"="+from+"\n"+to)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
}

// crashed lets another program write into the registry until it has made so
// many pairs of proposals, and kills it before it could fold its log.
func crashed(t *testing.T, path string, pairs int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+path, childKeepsLog+"=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, pairs*len("committed\n"))); err != nil {
		t.Fatal(err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Fatal("the crash left no log", err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// goodCopies are files that somebody may copy over a registry beside the log
// that a crash left there: by name, how many proposals each has.
func goodCopies(t *testing.T, before []byte) map[string]struct {
	file  []byte
	cases int
} {
	t.Helper()
	all := map[string]struct {
		file  []byte
		cases int
	}{}
	keep := func(name, path string) {
		all[name] = struct {
			file  []byte
			cases int
		}{read(t, path), countOf(t, path)}
	}
	path := filepath.Join(t.TempDir(), "r.db")
	write(t, path, before)
	keep("the state at which the log began, packed anew", packed(t, path))
	keep("another office's", worked(t, 300, 30))
	keep("an older one", copyOfTemplate(t))
	later := filepath.Join(t.TempDir(), "later.db")
	write(t, later, before)
	r, err := registry.Open(t.Context(), later, options())
	if err != nil {
		t.Fatal(err)
	}
	enterNumber(t, r, 777)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	keep("worked on elsewhere since", later)
	return all
}

// worked is an office's registry with so many more proposals, numbered from first on.
func worked(t *testing.T, first, more int) string {
	t.Helper()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	for n := range more {
		enterNumber(t, r, first+n)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// packed is a copy as VACUUM INTO makes it.
func packed(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "packed.db")
	if _, err := behind(t, path).Exec("VACUUM INTO ?", to); err != nil {
		t.Fatal(err)
	}
	return to
}

// A good file copied over the registry beside the log of a crash stays as it
// is: a reader writes nothing and tells; the window sets the log aside, whole,
// and tells.
func TestAForeignLogIsSetAside(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	crash := worked(t, 500, 10)
	before := read(t, crash)
	crashed(t, crash, 4)
	log := read(t, crash+"-wal")
	for name, good := range goodCopies(t, before) {
		isSetAside(t, name, good.file, good.cases, "-wal", log)
	}
}

// isSetAside opens a good file beside a log that is not its own.
func isSetAside(t *testing.T, name string, good []byte, cases int, end string, log []byte) {
	t.Helper()
	for _, readOnly := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "registry.db")
		write(t, path, good)
		write(t, path+end, log)
		o := options()
		o.ReadOnly = readOnly
		r, err := registry.Open(t.Context(), path, o)
		if err != nil {
			t.Errorf("%s, read-only %v: %v", name, readOnly, err)
			continue
		}
		if got, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(got) != cases {
			t.Errorf("%s, read-only %v: %d cases of %d, %v", name, readOnly, len(got), cases, err)
		}
		content(t, r)
		if told := r.Notices(); len(told) != 1 || !strings.Contains(told[0], "不属于这个登记库") {
			t.Errorf("%s, read-only %v: told %q", name, readOnly, told)
		}
		if report, err := r.Check(t.Context()); err != nil || !slices.ContainsFunc(report.Warnings, func(w string) bool { return strings.Contains(w, "不属于") }) {
			t.Errorf("%s: check says %q, %v", name, report.Warnings, err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		aside := path + end
		if !readOnly {
			aside = path + ".不属于本库的日志-20220701-120000"
		}
		if !bytes.Equal(read(t, aside), log) {
			t.Errorf("%s, read-only %v: the log was changed", name, readOnly)
		}
		if left := beside(t, path); len(left) != 2 {
			t.Errorf("%s, read-only %v: beside it %q", name, readOnly, left)
		}
		if readOnly && !bytes.Equal(read(t, path), good) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

// The log of a crash is the file's own wherever both are copied to, also where
// the file holds a part of it already, and where it was damaged before.
func TestTheOwnLogIsNeverSetAside(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	crash := copyOfTemplate(t)
	before := read(t, crash)
	crashed(t, crash, 6)
	file, log := read(t, crash), read(t, crash+"-wal")
	if !bytes.Equal(before[200:], file[200:]) { // SQLite counts openings in its header
		t.Fatal("the child folded its log")
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	write(t, whole, file)
	write(t, whole+"-wal", log)
	cases := countOf(t, whole) // which folds all of it
	if cases < 14 {
		t.Fatalf("%d cases", cases)
	}
	after := read(t, whole)
	for pages := 0; pages <= len(after)/4096; pages += 3 { // killed while these pages had been folded
		path := filepath.Join(t.TempDir(), "registry.db")
		half := slices.Clone(after[:pages*4096])
		if len(half) < len(file) {
			half = append(half, file[len(half):]...)
		}
		write(t, path, half)
		write(t, path+"-wal", log)
		r, err := registry.Open(t.Context(), path, options())
		if err != nil {
			t.Fatal(pages, err)
		}
		if got, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(got) != cases || len(r.Notices()) > 0 {
			t.Errorf("%d pages folded: %d cases of %d, %v, told %q", pages, len(got), cases, err, r.Notices())
		}
		content(t, r)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	damaged := copyOfTemplate(t)
	tamper(t, damaged, "UPDATE units SET phone = '9' WHERE id = 1")
	crashed(t, damaged, 3)
	r := openAt(t, damaged, options())
	if got, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(got) < 8 || len(r.Notices()) > 0 {
		t.Errorf("damaged before: %d cases, %v, told %q", len(got), err, r.Notices())
	}
}
