package e2e

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// saving is a helper that saves beside what others do to the file.
type saving struct {
	cmd   *exec.Cmd
	ended chan []string
}

// startSaving waits until the helper has the registry open.
func startSaving(path string, first, most int, seed int, env ...string) (*saving, error) {
	s := &saving{helper("saves", path, first, most, seed, "pause"), make(chan []string, 1)}
	s.cmd.Env = append(s.cmd.Env, env...)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.cmd.Stdout
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	opened := make(chan struct{})
	go func() {
		var lines []string
		for in := bufio.NewScanner(out); in.Scan(); {
			if lines = append(lines, in.Text()); len(lines) == 1 {
				close(opened)
			}
		}
		if len(lines) == 0 {
			close(opened)
		}
		_ = s.cmd.Wait() // how it ended, its lines tell
		s.ended <- lines
	}()
	<-opened
	return s, nil
}

// end waits for the helper, or kills it.
func (s *saving) end(kill bool) []string {
	if kill {
		_ = s.cmd.Process.Kill()
	}
	stop := time.AfterFunc(time.Minute, func() { _ = s.cmd.Process.Kill() })
	defer stop.Stop()
	return <-s.ended
}

// foreign is what SQLite's own program does to a file that we have open.
var foreign = []struct{ name, statements string }{
	{"reads", "SELECT count(*) FROM journal; SELECT group_concat(after) FROM journal;"},
	{"opens and closes", "PRAGMA user_version;"},
	{"copies", ".timeout 2000\n.backup copy.db\n"},
	{"vacuums", ".timeout 2000\nVACUUM;\n"},
	{"folds the log", ".timeout 2000\nPRAGMA wal_checkpoint(TRUNCATE);\n"},
	{"folds and restarts the log", ".timeout 2000\nPRAGMA wal_checkpoint(RESTART);\n"},
	{"leaves the log mode", ".timeout 500\nPRAGMA journal_mode = DELETE;\n"},
	{"writes for a while", ".timeout 2000\nBEGIN IMMEDIATE;\n.shell sleep 0.05\nROLLBACK;\n"},
	{"reads for a while", "BEGIN; SELECT count(*) FROM journal;\n.shell sleep 0.15\nCOMMIT;\n"},
	{"analyses", ".timeout 2000\nANALYZE;\n"},
	{"makes the indexes anew", ".timeout 2000\nREINDEX;\n"},
	{"copies into another", "VACUUM INTO 'packed.db';"},
	{"holds the file alone", ".timeout 2000\nPRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;\n.shell sleep 0.05\nCOMMIT;\n"},
}

// Foreign SQLite programs work with the file while it is open and saved into:
// what was told as saved stays, whatever they do, and through a kill; their
// copies are whole.
func TestTortureForeignPrograms(t *testing.T) {
	built(t)
	torture(t, "foreign SQLite programs at the open file", "helper", share(250), func(y *try) error {
		path, err := y.demo()
		if err != nil {
			return err
		}
		s, err := startSaving(path, 1, 0, y.IntN(1<<30))
		if err != nil {
			return err
		}
		for range 1 + y.IntN(4) {
			f := foreign[y.IntN(len(foreign))]
			y.what += f.name + ", "
			cmd := exec.Command("sqlite3", "-batch", path)
			cmd.Dir, cmd.Stdin = y.dir, strings.NewReader(f.statements)
			if said := finish(cmd); said.code != 0 && !strings.Contains(said.errs, "locked") && !strings.Contains(said.errs, "busy") && !strings.Contains(said.errs, "already exists") && !strings.Contains(said.errs, "output file") {
				y.what += said.String() + ", "
			}
			y.tried()
			time.Sleep(time.Duration(y.IntN(60)) * time.Millisecond)
		}
		lines := s.end(true)
		b := newBook(1)
		under, refused := b.read(lines)
		for _, r := range refused {
			if y.told(); strings.Contains(r, "goroutine") {
				y.silent("%s", r)
			}
		}
		if len(b.saves) == 0 {
			y.what += fmt.Sprint(lines)
		}
		if err := y.holds(path, b, under); err != nil {
			return err
		}
		y.clean(path)
		for _, name := range []string{"copy.db", "packed.db"} {
			if _, err := os.Stat(y.path(name)); err == nil {
				y.clean(y.path(name))
			}
		}
		return nil
	})
}

// A second program at the same file, under its name, a symbolic link or a hard
// link, reads or is refused; it never writes beside the first, and readers see
// whole states only.
func TestTortureTwoPrograms(t *testing.T) {
	built(t)
	torture(t, "two programs, hard and symbolic links", "program, helper", share(200), func(y *try) error {
		path, names := y.path("registry.db"), []string{"registry.db", "link.db", "hard.db", "other/hard.db"}
		if err := errors.Join(copyFile(program.demo, path), os.Mkdir(y.path("other"), 0o700)); err != nil {
			return err
		}
		first, second := names[y.IntN(len(names))], names[y.IntN(len(names))]
		for _, name := range []string{first, second} {
			var err error
			switch to := y.path(name); name {
			case "link.db":
				err = os.Symlink(path, to)
			case "hard.db", "other/hard.db":
				err = os.Link(path, to)
			}
			if err != nil && !errors.Is(err, os.ErrExist) {
				return err
			}
		}
		y.what = first + " and " + second
		s, err := startSaving(y.path(first), 1, 0, y.IntN(1<<30))
		if err != nil {
			return err
		}
		other := finish(helper("saves", y.path(second), 1000, 3, y.IntN(1<<30), "go"))
		read := run("--registry", y.path(second), "check")
		lines := s.end(true)
		b := newBook(1)
		under, _ := b.read(lines)
		if len(b.saves) > 0 && strings.Contains(other.out, "saved") {
			y.silent("two have saved: %v", other)
		}
		if !strings.Contains(other.out, "saved") {
			y.told()
			if !strings.Contains(other.out, "readonly") && !other.plain() {
				y.silent("not told: %v", other)
			}
		} else { // the first could only read
			b2 := newBook(1)
			under, _ = b2.read(strings.Split(other.out, "\n"))
			b = b2
		}
		if read.code != 0 && !strings.Contains(read.errs, "另一个") {
			y.silent("reading beside: %v", read)
		}
		if len(b.saves) == 0 {
			return nil
		}
		for _, name := range []string{first, second} { // its log lies by the name it was opened by
			if _, err := os.Stat(y.path(name) + "-wal"); err == nil {
				path = y.path(name)
			}
		}
		if err := y.holds(path, b, under); err != nil {
			return err
		}
		y.clean(path)
		return nil
	})
}

// The clock goes back between two sittings, or between two saves of them: what
// was saved stays in its order, and who opens is told. The program's own clock
// cannot be moved from outside, so the helper works in the future and the
// program opens the registry today.
func TestTortureClockBack(t *testing.T) {
	built(t)
	torture(t, "clock put back", "helper, program", share(60), func(y *try) error {
		path, err := y.demo()
		if err != nil {
			return err
		}
		ahead := 600 + y.IntN(400*24*3600)
		y.what = fmt.Sprintf("%d s", ahead)
		b := newBook(1)
		for k, env := range []string{laterVariable + "=" + fmt.Sprint(ahead), laterVariable + "=0"} {
			s, err := startSaving(path, b.next, 6, y.IntN(1<<30), env)
			if err != nil {
				return err
			}
			under, _ := b.read(s.end(y.IntN(2) == 0))
			if err := y.holds(path, b, under); err != nil {
				return err
			}
			read := run("--registry", path, "check")
			if k == 0 && !strings.Contains(read.errs, "电脑的时间") && len(b.saves) > 0 {
				y.silent("nobody is told: %v", read)
			}
			if k == 0 {
				y.told()
			}
			if read.code != 0 {
				y.silent("check: %v", read)
			}
		}
		return nil
	})
}

// Readers of every kind run while saves go on: none fails, none tells anything
// but a whole state.
func TestTortureReadersBeside(t *testing.T) {
	built(t)
	torture(t, "readers beside a program that saves", "program", share(120), func(y *try) error {
		path, err := y.demo()
		if err != nil {
			return err
		}
		s, err := startSaving(path, 1, 0, y.IntN(1<<30))
		if err != nil {
			return err
		}
		out := filepath.Join(y.dir, "out.bak")
		for _, args := range [][]string{{"stats", "--year", "2022", "--json"}, {"check"}, {"export", "ledger-xlsx", "--year", "2022", "--out", y.path("l.xlsx")}, {"backup", "--out", out}} {
			y.what = args[0]
			if said := run(append([]string{"--registry", path}, args...)...); said.code != 0 {
				y.silent("%v", said)
			}
			y.tried()
		}
		b := newBook(1)
		under, _ := b.read(s.end(true))
		if err := y.holds(path, b, under); err != nil {
			return err
		}
		y.clean(path)
		if said := run("restore", out, "--to", y.path("r.db")); said.code != 0 {
			y.silent("%v", said)
			return nil
		}
		y.clean(y.path("r.db"))
		return y.whole(y.dir)
	})
}
