package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"jianban/data"
	"jianban/data/draft"
	"jianban/paperwork"
)

// smallDisk gives the try a disk of its own; only the superuser can make one.
func (y *try) smallDisk(options string) (dir string, free func(), err error) {
	dir = y.path("disk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, err
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		return "", nil, err
	}
	return dir, func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			y.t.Error(err)
		}
	}, nil
}

// disks tells whether small disks can be made.
func disks(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("no small disk to be had: ", err)
	}
	if err := syscall.Unmount(dir, 0); err != nil {
		t.Fatal(err)
	}
}

// fill leaves room for so many blocks on a disk; take gives the room back.
func fill(dir string, blocks int) (take func() error, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "filler")
	if n := int64(s.Bavail) - int64(blocks); n > 0 {
		f, err := os.Create(name)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(syscall.Fallocate(int(f.Fd()), 0, 0, n*s.Bsize), f.Close()); err != nil {
			return nil, err
		}
	}
	return func() error {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}, nil
}

// starved is something to be done where room for so many blocks is left.
type starved struct {
	name, who string
	blocks    int // more than it needs
	prepare   func(y *try, dir string) error
	do        func(y *try, dir string) *exec.Cmd
	// after looks, with room again, at what was done; done tells whether it was.
	after func(y *try, dir string, said answer, done bool) error
}

// On a disk that is full at the first, the second, … block written, each piece
// of work is done or refused by the disk's name, and nothing half written is left.
func TestTortureFullDisk(t *testing.T) {
	built(t)
	disks(t)
	for _, s := range starving(t) {
		torture(t, "full disk: "+s.name, s.who, share(150), func(y *try) error {
			dir, free, err := y.smallDisk("size=16m")
			if err != nil {
				return err
			}
			defer free()
			if err := s.prepare(y, dir); err != nil {
				return err
			}
			blocks := y.l.tries * s.blocks / share(150)
			if few() {
				blocks = y.IntN(s.blocks)
			}
			y.what = fmt.Sprintf("%d blocks left", blocks)
			take, err := fill(dir, blocks)
			if err != nil {
				return err
			}
			said := finish(s.do(y, dir))
			if err := take(); err != nil {
				return err
			}
			done := said.code == 0
			if !done {
				if y.told(); !said.plain() || !strings.Contains(said.errs, "磁盘已满") && !strings.Contains(said.errs, "空间") {
					y.silent("not told as a full disk: %v", said)
				}
			}
			return s.after(y, dir, said, done)
		})
	}
}

func starving(t *testing.T) []starved {
	t.Helper()
	backup, older := filepath.Join(t.TempDir(), "b.bak"), filepath.Join(t.TempDir(), "old.db")
	if said := run("--registry", program.demo, "backup", "--out", backup); said.code != 0 {
		t.Fatal(said)
	}
	if err := old(older); err != nil {
		t.Fatal(err)
	}
	nothing := func(*try, string) error { return nil }
	registry := func(y *try, dir string) error { return copyFile(program.demo, filepath.Join(dir, "registry.db")) }
	gone := func(y *try, dir string, done bool, name string) bool {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil != done {
			y.silent("done %v, %s there: %v", done, name, err)
			return true
		}
		return !done
	}
	return []starved{
		{"saves", "helper", 400, registry, func(y *try, dir string) *exec.Cmd {
			return helper("saves", filepath.Join(dir, "registry.db"), 1, 12, y.IntN(1<<30), "go")
		}, starvedSaves},
		{"a backup", "program", 160, nothing, func(y *try, dir string) *exec.Cmd {
			return command("--registry", program.demo, "backup", "--out", filepath.Join(dir, "b.bak"))
		}, func(y *try, dir string, _ answer, done bool) error {
			if gone(y, dir, done, "b.bak") {
				return y.only(filepath.Join(dir, "none"))
			}
			return y.backupHolds(filepath.Join(dir, "b.bak"))
		}},
		{"restoring", "program", 160, nothing, func(y *try, dir string) *exec.Cmd {
			return command("restore", backup, "--to", filepath.Join(dir, "r.db"))
		}, func(y *try, dir string, _ answer, done bool) error {
			if gone(y, dir, done, "r.db") {
				return y.only(filepath.Join(dir, "none"))
			}
			return y.sameFigures(filepath.Join(dir, "r.db"))
		}},
		{"exports", "program", 130, nothing, func(y *try, dir string) *exec.Cmd {
			return command("--registry", program.demo, "export", []string{"replies", "opinions", "ledger", "ledger-xlsx", "summary"}[y.IntN(5)], "--year", "2022", "--out", filepath.Join(dir, "papers"))
		}, func(y *try, dir string, said answer, done bool) error {
			y.what += " " + said.out
			return y.whole(dir)
		}},
		{"a demonstration", "program", 400, nothing, func(y *try, dir string) *exec.Cmd {
			return command("demo", filepath.Join(dir, "d"))
		}, func(y *try, dir string, _ answer, done bool) error {
			path := filepath.Join(dir, "d", "registry.db")
			if _, err := os.Stat(path); err == nil {
				if err := y.sameFigures(path); err != nil {
					return err
				}
			} else if done {
				y.lost("no registry")
			}
			return y.whole(dir)
		}},
		{"bringing forward", "helper", 400, func(y *try, dir string) error { return copyFile(older, filepath.Join(dir, "registry.db")) }, func(y *try, dir string) *exec.Cmd {
			return helper("opens", filepath.Join(dir, "registry.db"))
		}, func(y *try, dir string, _ answer, _ bool) error {
			path := filepath.Join(dir, "registry.db")
			if again := finish(helper("opens", path)); again.code != 0 || strings.Contains(again.out, "readonly") {
				y.silent("with room again: %v", again)
			}
			y.clean(path)
			return nil
		}},
	}
}

// starvedSaves wants what was told as saved, and the rest refused.
func starvedSaves(y *try, dir string, said answer, _ bool) error {
	path := filepath.Join(dir, "registry.db")
	b := newBook(1)
	_, refused := b.read(strings.Split(said.out, "\n"))
	if strings.Contains(said.out, "readonly 磁盘已满") {
		y.told()
	}
	for _, r := range refused {
		if y.told(); !strings.ContainsFunc(r, func(c rune) bool { return c >= '一' && c <= '鿿' }) || strings.Contains(r, "读写失败") {
			y.silent("not told as a full disk: %s", r)
		}
	}
	if err := y.holds(path, b, 0); err != nil {
		return err
	}
	y.clean(path)
	if again := finish(helper("saves", path, 100, 2, y.IntN(1<<30), "go")); again.code != 0 || strings.Contains(again.out, "readonly") {
		y.silent("with room again: %v", again)
	}
	return nil
}

// Drafts on a full disk: those kept before stay, or the new are whole.
func TestTortureFullDiskDrafts(t *testing.T) {
	disks(t)
	torture(t, "full disk: drafts", "helper", share(150), func(y *try) error {
		dir, free, err := y.smallDisk("size=4m")
		if err != nil {
			return err
		}
		defer free()
		d := paperwork.DraftsBeside(filepath.Join(dir, "registry.db"))
		first, then := y.IntN(1500), y.IntN(1500)
		if err := d.Write(typedDraft(first)); err != nil {
			return err
		}
		blocks := y.l.tries % 16
		y.what = fmt.Sprintf("%d blocks left, draft %d over %d", blocks, then, first)
		take, err := fill(dir, blocks)
		if err != nil {
			return err
		}
		err = d.Write(typedDraft(then))
		want := then
		if err != nil {
			if want = first; !data.Told(err) || !strings.Contains(data.Sentence(err), "磁盘已满") {
				y.silent("not told as a full disk: %v", err)
			}
			y.told()
		}
		var got []draft.Draft
		if got, err = d.Read(); err != nil || !reflect.DeepEqual(got, typedDraft(want)) {
			y.lost("draft %d is not there: %v", want, err)
		}
		if err := take(); err != nil {
			return err
		}
		if err := d.Write(typedDraft(then)); err != nil {
			y.silent("with room again: %v", err)
		}
		return nil
	})
}

// A file, folder or disk that cannot be written is read as ever, told as such,
// and not changed; nothing is left beside it.
func TestTortureReadOnly(t *testing.T) {
	built(t)
	disks(t)
	torture(t, "read-only file, folder, disk", "program, helper", share(120), func(y *try) error {
		dir, free, err := y.smallDisk("size=16m")
		if err != nil {
			return err
		}
		defer free()
		path := filepath.Join(dir, "registry.db")
		log := y.IntN(3) == 0 // a kill has left its log
		if log {
			c, err := y.crash(dir, 0)
			if err != nil {
				return err
			}
			if err := errors.Join(os.WriteFile(path, c.file, 0o600), os.WriteFile(path+"-wal", c.log, 0o600)); err != nil {
				return err
			}
			for _, end := range []string{"-shm", ".lock", ".who"} {
				if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
					return err
				}
			}
		} else if err := copyFile(program.demo, path); err != nil {
			return err
		}
		before, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch y.IntN(3) {
		case 0:
			y.what, err = "file", os.Chmod(path, 0o400)
		case 1:
			y.what, err = "folder", os.Chmod(dir, 0o500)
		case 2:
			y.what, err = "disk", syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
		}
		if err != nil {
			return err
		}
		y.what += fmt.Sprintf(", log %v", log)
		stats := run("--registry", path, "stats", "--year", "2022", "--json")
		switch {
		case stats.code != 0 && stats.plain():
			y.told()
		case stats.code != 0 || !log && stats.out != program.figures.stats:
			y.silent("stats: %v", stats)
		}
		said := finish(helper("saves", path, 1, 2, 1, "go"))
		if !strings.Contains(said.out, "readonly") && !said.plain() {
			y.silent("saving: %v", said)
		}
		y.told()
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
			y.silent("the file was changed: %v", err)
		}
		if log { // to the superuser the folder is not closed: SQLite's index of the log
			return y.only(path, "", "-wal", "-shm")
		}
		return y.only(path, "")
	})
}
