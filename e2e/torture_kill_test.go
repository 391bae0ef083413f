package e2e

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

// helper is a run of the test program as a helper.
func helper(what string, args ...any) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	for _, a := range args {
		cmd.Args = append(cmd.Args, fmt.Sprint(a))
	}
	cmd.Env = append(os.Environ(), helperVariable+"="+what, "JIANBAN_FONTS=embedded")
	return cmd
}

// killTelling runs a helper until it has told of so many saves, lets it go on
// for a moment and kills it; it returns all lines that it told.
func (y *try) killTelling(cmd *exec.Cmd, saves int, moment time.Duration) ([]string, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }) // a helper that hangs
	defer timer.Stop()
	if saves == 0 {
		time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
	}
	var lines []string
	told := 0
	for in := bufio.NewScanner(out); in.Scan(); {
		lines = append(lines, in.Text())
		if strings.HasPrefix(in.Text(), "saved ") {
			if told++; told == saves {
				time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
			}
		}
	}
	_ = cmd.Wait() // killed
	return lines, nil
}

// killTelling where a call is the moment, not the clock.
func tellingUntil(cmd *exec.Cmd) ([]string, answer) {
	said := finish(cmd)
	return strings.Split(strings.TrimSuffix(said.out, "\n"), "\n"), said
}

// bookOf is what a helper has told over the kills of one registry.
type bookOf struct {
	saves []int
	cells map[cell]int
	next  int // the number of the next save
	seen  int // of the saves, how many the line has counted
}

// newBook has nothing yet; next is the number of the first save.
func newBook(next int) *bookOf { return &bookOf{cells: map[cell]int{}, next: next} }

// read takes in what a helper told; under is the save that was under way when
// it was killed.
func (b *bookOf) read(lines []string) (under int, refused []string) {
	for _, l := range lines {
		words := strings.SplitN(l, " ", 5)
		if words[0] != "saved" && words[0] != "refused" || len(words) < 2 {
			continue
		}
		n, err := strconv.Atoi(words[1])
		if err != nil {
			continue
		}
		b.next = max(b.next, n+1)
		if words[0] == "refused" {
			refused = append(refused, l)
			continue
		}
		b.saves = append(b.saves, n)
		if len(words) == 5 && words[4] != "" {
			id, err := strconv.Atoi(words[3])
			if err != nil {
				continue
			}
			b.cells[cell{words[2], data.ID(id), words[4]}] = n
		}
	}
	under = b.next
	b.next++
	return under, refused
}

var markPattern = regexp.MustCompile(`记(\d+)号`)

// holds asks SQLite's own program whether the registry has every save that was
// told: its action in the journal and its mark in its place, or that of the save
// under way. What it finds is what is told from then on.
func (y *try) holds(registry string, b *bookOf, under int) error {
	var cells []cell
	ask := "PRAGMA integrity_check; SELECT group_concat(what, ' ') FROM actions;\n"
	for c := range b.cells {
		cells = append(cells, c)
		ask += fmt.Sprintf("SELECT coalesce((SELECT quote(%s) FROM %s WHERE id = %d), 'none');\n", c.column, c.table, c.id)
	}
	lines, err := sqlite(registry, ask)
	if err != nil || len(lines) != 2+len(cells) {
		y.lost("sqlite3 reads %d lines, not %d: %v", len(lines), 2+len(cells), err)
		return nil
	}
	if lines[0] != "ok" {
		y.silent("integrity: %s", lines[0])
	}
	y.l.saves, b.seen = y.l.saves+len(b.saves)-b.seen, len(b.saves)
	actions := " " + lines[1] + " "
	for _, n := range b.saves {
		if !strings.Contains(actions, " "+action(n)+" ") {
			y.lost("save %d is not in the journal", n)
		}
	}
	for i, c := range cells {
		found := markPattern.FindStringSubmatch(lines[2+i])
		if found == nil {
			y.lost("%v holds %s, not save %d", c, lines[2+i], b.cells[c])
			continue
		}
		n, err := strconv.Atoi(found[1])
		if err != nil {
			return err
		}
		if n != b.cells[c] && n != under {
			y.lost("%v holds save %d, not %d or %d", c, n, b.cells[c], under)
		}
		b.cells[c] = n
	}
	return nil
}

// killSaves kills a helper some times over one registry.
func killSaves(y *try, pause bool) error {
	path, err := y.demo()
	if err != nil {
		return err
	}
	b := newBook(1)
	how := "go"
	if pause {
		how = "pause"
	}
	for k := range 1 + y.IntN(5) {
		saves, moment := y.IntN(14), time.Duration(y.IntN(9000))*time.Microsecond
		if saves == 0 {
			moment = time.Duration(y.IntN(80)) * time.Millisecond // while it opens
		} else if pause {
			moment = time.Duration(80+y.IntN(80)) * time.Millisecond // while it folds
		}
		y.what = fmt.Sprintf("kill %d after %d saves and %v", k, saves, moment)
		cmd := helper("saves", path, b.next, 0, y.IntN(1<<30), how)
		var lines []string
		var err error
		if traced() && y.IntN(4) == 0 {
			call, n := calls[y.IntN(len(calls))], 1+y.IntN(60)
			if call == "pwrite64" {
				n = 1 + y.IntN(400)
			}
			y.what = fmt.Sprintf("kill %d at %s %d", k, call, n)
			cmd = helper("saves", path, b.next, 20, y.IntN(1<<30), how)
			lines, _ = tellingUntil(killedAt(cmd, call, n))
		} else if lines, err = y.killTelling(cmd, saves, moment); err != nil {
			return err
		}
		y.tried()
		if len(lines) > 0 && strings.HasPrefix(lines[0], "readonly") {
			y.silent("the dead program still has the registry: %s", lines[0])
		}
		under, refused := b.read(lines)
		for range refused {
			y.told()
		}
		if err := y.holds(path, b, under); err != nil {
			return err
		}
		if said := run("--registry", path, "check"); said.code != 0 || tellsOfLog(said.errs) { // a plain kill tears no log
			y.silent("check: %v", said)
			return nil
		}
		if err := y.only(path, "", "-wal", "-shm", ".lock", ".who"); err != nil {
			return err
		}
	}
	return nil
}

// only wants nothing beside a registry but files that end like this.
func (y *try) only(path string, ends ...string) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
next:
	for _, e := range entries {
		for _, end := range ends {
			if e.Name() == filepath.Base(path)+end {
				continue next
			}
		}
		y.silent("%s is left", e.Name())
	}
	return nil
}

// A helper that saves everything that can be saved is killed at any moment.
func TestTortureKillSaves(t *testing.T) {
	built(t)
	torture(t, "kill while saving", "helper", share(800), func(y *try) error { return killSaves(y, false) })
	torture(t, "kill while folding the log", "helper", share(300), func(y *try) error { return killSaves(y, true) })
}

// What is typed is kept over and over, and the keeper killed: what it told is
// there, or what it was about to keep, whole.
func TestTortureKillDrafts(t *testing.T) {
	built(t)
	torture(t, "kill while keeping drafts", "helper", share(250), func(y *try) error {
		path, next := y.path("registry.db"), 1
		for range 1 + y.IntN(4) {
			saves, moment := 1+y.IntN(20), time.Duration(y.IntN(3000))*time.Microsecond
			y.what = fmt.Sprintf("after %d drafts and %v", saves, moment)
			lines, err := y.killTelling(helper("drafts", path, next, 0), saves, moment)
			if err != nil {
				return err
			}
			y.tried()
			b := newBook(next)
			under, _ := b.read(lines)
			y.keeps(path, b.saves[len(b.saves)-1], under)
			if err := y.only(path, ".drafts", ".drafts.new"); err != nil {
				return err
			}
			next = under + 1
		}
		return nil
	})
}

// backupHolds restores a backup by the command line and wants all of the
// demonstration year, exactly.
func (y *try) backupHolds(path string) error {
	to := y.path("restored.db")
	if said := run("restore", path, "--to", to); said.code != 0 {
		y.silent("%s looks like a backup: %v", filepath.Base(path), said)
		return nil
	}
	if err := y.sameFigures(to); err != nil {
		return err
	}
	return os.Remove(to)
}

// sameFigures wants the registry to tell the demonstration year's figures and
// to check clean.
func (y *try) sameFigures(path string) error {
	if y.clean(path) {
		if said := run("--registry", path, "stats", "--year", "2022", "--json"); said.code != 0 || said.out != program.figures.stats {
			y.silent("other figures: %v", said)
		}
	}
	return nil
}

// The command line is killed while it backs up: a file under the backup's name
// is one; the next backup comes about.
func TestTortureKillBackup(t *testing.T) {
	built(t)
	dir := t.TempDir()
	usual := takes(t, command("--registry", program.demo, "backup", "--out", filepath.Join(dir, "b.bak")))
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("口令 correct horse\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	torture(t, "kill while backing up", "program", share(250), func(y *try) error {
		path, out := y.path("registry.db"), y.path("b.bak")
		if err := copyFile(program.demo, path); err != nil {
			return err
		}
		args, limit := []string{"--registry", path, "backup", "--out", out}, usual*5/4
		if y.IntN(5) == 0 {
			args, limit = append(args, "--passphrase-file", secret), usual+200*time.Millisecond
		}
		said := y.kill(command(args...), limit)
		if _, err := os.Stat(out); err == nil {
			restore := []string{"restore", out, "--to", y.path("r.db")}
			if len(args) > 5 {
				restore = append(restore, "--passphrase-file", secret)
			}
			if again := run(restore...); again.code != 0 {
				y.silent("looks like a backup: %v", again)
			} else if err := y.sameFigures(y.path("r.db")); err != nil {
				return err
			}
		} else if said.code == 0 {
			y.lost("the backup was told as made")
		}
		if again := run("--registry", path, "backup", "--out", y.path("next.bak")); again.code != 0 {
			y.silent("the next backup: %v", again)
		}
		y.clean(path)
		return nil
	})
}

// The command line is killed while it restores: a registry under the name is
// whole; where there is none, the next restoring makes it.
func TestTortureKillRestore(t *testing.T) {
	built(t)
	dir := t.TempDir()
	backup := filepath.Join(dir, "b.bak")
	if said := run("--registry", program.demo, "backup", "--out", backup); said.code != 0 {
		t.Fatal(said)
	}
	usual := takes(t, command("restore", backup, "--to", filepath.Join(dir, "r.db")))
	torture(t, "kill while restoring", "program", share(250), func(y *try) error {
		to := y.path("r.db")
		said := y.kill(command("restore", backup, "--to", to), usual*5/4)
		if _, err := os.Stat(to); err != nil {
			if said.code == 0 {
				y.lost("the registry was told as restored")
			}
			if again := run("restore", backup, "--to", to); again.code != 0 {
				y.silent("the next restoring: %v", again)
				return nil
			}
		}
		return y.sameFigures(to)
	})
}

// The window's own backups, with thinning out and the copy to a second place.
func TestTortureKillAutomaticBackup(t *testing.T) {
	built(t)
	torture(t, "kill while backing up by itself", "helper", share(150), func(y *try) error {
		path, err := y.demo()
		if err != nil {
			return err
		}
		if err := os.Mkdir(y.path("second"), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path+".backup", []byte(`{"second":"`+y.path("second")+`"}`), 0o600); err != nil {
			return err
		}
		y.what = "two backups"
		said := y.kill(helper("backups", path, 1), 250*time.Millisecond)
		made := 0
		for _, dir := range []string{y.path("备份"), y.path("second")} {
			all, err := filepath.Glob(filepath.Join(dir, "*.bak"))
			if err != nil {
				return err
			}
			made += len(all)
			for _, b := range all {
				if err := y.backupHolds(b); err != nil {
					return err
				}
			}
		}
		if strings.Contains(said.out, "saved") && made != 2 {
			y.lost("a backup was told and %d are there", made)
		}
		later() // names are told apart by seconds
		if again := finish(helper("backups", path, 1)); again.code != 0 {
			y.silent("the next backup: %v", again)
		}
		y.clean(path)
		return nil
	})
}

// A backup takes the place of the open registry: whenever that is killed, a
// whole registry lies at its place, the one before or the one restored, and what
// was put aside is whole too.
func TestTortureKillSwap(t *testing.T) {
	built(t)
	dir := t.TempDir()
	other, backup := filepath.Join(dir, "other.db"), filepath.Join(dir, "b.bak")
	if err := copyFile(program.demo, other); err != nil {
		t.Fatal(err)
	}
	if said := finish(helper("saves", other, 1, 5, 1, "go")); said.code != 0 {
		t.Fatal(said)
	}
	if said := run("--registry", other, "backup", "--out", backup); said.code != 0 {
		t.Fatal(said)
	}
	torture(t, "kill while restoring in its place", "helper", share(150), func(y *try) error {
		path, err := y.demo()
		if err != nil {
			return err
		}
		y.what = "restored in its place"
		said := y.kill(helper("swaps", path, backup), 250*time.Millisecond)
		actions, err := sqlite(path, "SELECT count(*) FROM actions WHERE what LIKE '第%次'")
		if err != nil {
			y.lost("no registry: %v", err)
			return nil
		}
		if restored := actions[0] != "0"; strings.Contains(said.out, "saved") && !restored {
			y.lost("the backup was told as put in place")
		}
		y.clean(path)
		aside, err := filepath.Glob(y.path("registry 恢复前 *.db"))
		if err != nil {
			return err
		}
		for _, a := range aside {
			if err := y.sameFigures(a); err != nil {
				return err
			}
		}
		if actions[0] != "0" && len(aside) == 0 {
			y.lost("the registry before is gone")
		}
		if again := finish(helper("saves", path, 50, 1, 1, "go")); again.code != 0 || !strings.Contains(again.out, "saved") && !strings.Contains(again.out, "refused") {
			y.silent("no more can be saved: %v", again)
		}
		return nil
	})
}

// Papers are written and the writer killed: a paper under its name is whole.
func TestTortureKillExport(t *testing.T) {
	built(t)
	kinds := [][]string{{"replies"}, {"opinions"}, {"ledger-xlsx"}, {"ledger"}, {"summary"}, {"replies", "--one-file"}}
	usual := takes(t, command("--registry", program.demo, "export", "replies", "--year", "2022", "--out", t.TempDir()))
	torture(t, "kill while exporting", "program", share(150), func(y *try) error {
		kind, out := kinds[y.IntN(len(kinds))], y.path("papers")
		if err := os.Mkdir(out, 0o700); err != nil {
			return err
		}
		to := out
		switch {
		case kind[0] == "ledger-xlsx":
			to = filepath.Join(out, "l.xlsx")
		case kind[0] == "ledger" || kind[0] == "summary" || len(kind) > 1:
			to = filepath.Join(out, "p.pdf")
		}
		y.what = strings.Join(kind, " ")
		y.kill(command(append([]string{"--registry", program.demo, "export", "--year", "2022", "--out", to}, kind...)...), usual*5/4)
		return y.whole(out)
	})
	torture(t, "kill while making the demonstration", "program", share(60), func(y *try) error {
		to := y.path("d")
		y.what = "demo"
		y.kill(command("demo", to), 400*time.Millisecond)
		if err := os.MkdirAll(to, 0o700); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(to, "registry.db")); err != nil {
			if again := run("demo", to); again.code != 0 {
				y.silent("the next: %v", again)
				return nil
			}
		}
		if err := y.sameFigures(filepath.Join(to, "registry.db")); err != nil {
			return err
		}
		return y.whole(to)
	})
}

// copyAll copies what a reader gives.
func copyAll(r io.Reader, to string) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		return err
	}
	return f.Close()
}
