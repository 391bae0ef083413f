package registry_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// smallDisk is a disk of its own with this much room (tmpfs(5)); only the
// superuser can make one.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no disk of its own for this test: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill leaves no room on a disk.
func fill(t *testing.T, dir string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// On a full disk the registry opens for reading, with what a crash left in its
// log, and says why nothing can be written; so does the command line.
func TestAFullDiskIsTold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, kind := range []struct {
		name, options string
		fill          func(*testing.T, string)
	}{
		{"no room", "size=4m", fill},
		{"no more files", "size=16m,nr_inodes=4", func(t *testing.T, dir string) {
			for n := range 10 {
				if err := os.WriteFile(filepath.Join(dir, "f"+number(n)), nil, 0o600); err != nil {
					return
				}
			}
		}},
	} {
		for _, crash := range []bool{false, true} {
			dir := smallDisk(t, kind.options)
			path := filepath.Join(dir, "registry.db")
			source := copyOfTemplate(t)
			if crash {
				crashed(t, source, 3)
				write(t, path+"-wal", read(t, source+"-wal"))
			}
			write(t, path, read(t, source))
			kind.fill(t, dir)
			for _, readOnly := range []bool{true, false} {
				name := kind.name
				o := options()
				o.ReadOnly = readOnly
				r, err := registry.Open(t.Context(), path, o)
				if err != nil {
					t.Errorf("%s, crash %v, read-only %v: %v", name, crash, readOnly, err)
					continue
				}
				cases, err := r.Cases(t.Context(), data.Scope{})
				if err != nil || crash && len(cases) < 8 || !crash && len(cases) != 2 {
					t.Errorf("%s, crash %v, read-only %v: %d cases, %v", name, crash, readOnly, len(cases), err)
				}
				content(t, r)
				if why, is := r.ReadOnly(); !is || !readOnly && why != "磁盘已满" {
					t.Errorf("%s, crash %v: %q", name, crash, why)
				}
				if p := refused(t, r, "登记库", enter); !readOnly && !strings.Contains(p.Hint, "空间") {
					t.Error(p)
				}
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			}
			if crash {
				if _, err := os.Stat(path + "-wal"); err != nil {
					t.Error("the log is gone", err)
				}
			}
		}
	}
}

// A disk that fills up while the window is open says so, and what was saved
// before is there.
func TestADiskThatFillsUp(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	dir := smallDisk(t, "size=4m")
	path := filepath.Join(dir, "registry.db")
	write(t, path, read(t, copyOfTemplate(t)))
	r := openAt(t, path, options())
	enterNumber(t, r, 100)
	fill(t, dir)
	p := refused(t, r, "登记库", func(tx *registry.Tx) error {
		for n := range 20 {
			p := proposal(func(p *data.Proposal) { p.Number, p.Text = number(200+n), strings.Repeat("建议的内容。", 5000) })
			if err := tx.SaveProposal(&p); err != nil {
				return err
			}
		}
		return nil
	})
	if !strings.Contains(p.Message, "磁盘已满") {
		t.Error(p)
	}
	if err := os.Remove(filepath.Join(dir, "filler")); err != nil {
		t.Fatal(err)
	}
	enterNumber(t, r, 101)
	if n := countOf(t, path); n != 4 {
		t.Errorf("%d cases", n)
	}
	_, err := registry.Create(t.Context(), filepath.Join(func() string { d := smallDisk(t, "size=64k"); fill(t, d); return d }(), "new.db"), options())
	if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "磁盘已满") {
		t.Error(p)
	}
}

// What the program writes is for its user only.
func TestFilesAreForTheUserOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db")
	r, err := registry.Create(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, "登记", enter)
	private := func() (n int) {
		t.Helper()
		for _, name := range beside(t, path) {
			info, err := os.Stat(filepath.Join(filepath.Dir(path), name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != fs.FileMode(0o600) {
				t.Errorf("%s is %v", name, info.Mode())
			}
			n++
		}
		return n
	}
	if n := private(); n != 5 {
		t.Errorf("%d files: %q", n, beside(t, path))
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "old.db")
	registry.Released(t, path, 3)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, options())
	if n := private(); n != 6 { // the copy made before
		t.Errorf("%d files: %q", n, beside(t, path))
	}
}
