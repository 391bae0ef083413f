package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/paperwork"
)

// Parts of the screen that tell how far the window is.
var (
	footCount = area{100, 748, 260, 765} // 共 15 件 …
	footSaid  = area{281, 749, 323, 764} // 已保存, without the time
	ledgerRow = area{95, 172, 140, 192}  // the number of its second row
	replyTabs = area{101, 180, 345, 201} // 正文 落实事项 …
	talkTitle = area{345, 130, 470, 152} // 第9号记沟通
	talkLabel = area{349, 318, 420, 337} // 其他参加人
	rail      = area{10, 520, 75, 690}   // the rail below its places: darker while a panel is open
)

const othersX, othersY = 725, 327 // 其他参加人 in the form of a consultation

// area is a rectangle of the screen.
type area struct{ x0, y0, x1, y1 int }

// see reads an area from the X server's own memory (Xvfb -fbdir).
func (d *desk) see(a area) (string, error) {
	f, err := os.Open(d.frame)
	if err != nil {
		return "", err
	}
	defer f.Close()            // read only
	head := make([]byte, 0x64) // X11/XWDFile.h
	if _, err := f.ReadAt(head, 0); err != nil {
		return "", err
	}
	field := func(n int) int { return int(binary.BigEndian.Uint32(head[4*n:])) }
	line, start := field(12), field(0)+12*field(19)
	var all bytes.Buffer
	row := make([]byte, 4*(a.x1-a.x0))
	for y := a.y0; y < a.y1; y++ {
		if _, err := f.ReadAt(row, int64(start+y*line+4*a.x0)); err != nil {
			return "", err
		}
		for x := 0; x < len(row); x += 4 { // the fourth byte of a pixel is nobody's
			all.Write(row[x : x+3])
		}
	}
	return all.String(), nil
}

// sight waits until an area looks as wanted, or with want "" other than not.
func (d *desk) sight(what string, a area, want, not string) error {
	return d.sightWithin(within, what, a, want, not)
}

// until does something until it shows: a window that is still loading takes no
// keys.
func (d *desk) until(what string, a area, want string, do ...func() error) (err error) {
	for range 5 {
		if err = inOrder(do...); err == nil {
			err = d.sightWithin(within/5, what, a, want, "")
		}
		if err == nil {
			return nil
		}
	}
	return err
}

func (d *desk) sightWithin(patience time.Duration, what string, a area, want, not string) error {
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		now, err := d.see(a)
		if err != nil {
			return err
		}
		if want != "" && now == want || want == "" && now != not {
			return nil
		}
		if time.Now().After(end) {
			d.shot("failed")
			return fmt.Errorf("no %s within %v", what, patience)
		}
	}
}

// looks are what the areas look like, seen once without haste.
type looks struct{ count, row, tabs, talk, label, saved, rail, dim string }

// learn goes once through what the tries do and keeps what it sees.
func (d *desk) learn(l *looks) error {
	d.keys("ctrl+2")
	d.click(rowX, rowY)
	d.keys("F6")
	var errs []error
	take := func(a area, to *string) {
		seen, err := d.see(a)
		*to, errs = seen, append(errs, err)
	}
	take(talkTitle, &l.talk)
	take(talkLabel, &l.label)
	take(rail, &l.dim)
	d.keys("Escape")
	d.shot("torture-ledger")
	take(footCount, &l.count)
	take(ledgerRow, &l.row)
	take(rail, &l.rail)
	d.keys("F9")
	take(replyTabs, &l.tabs)
	d.click(bodyX, bodyY)
	d.run("xdotool", "type", "t0x")
	d.settle()
	d.keys("ctrl+s")
	d.settle()
	take(footSaid, &l.saved)
	d.shot("torture-saved")
	return errors.Join(errs...)
}

// press and point do something without waiting for it to show.
func (d *desk) press(keys ...string) error {
	return exec.Command("xdotool", append([]string{"key"}, keys...)...).Run()
}

func (d *desk) point(x, y int) error {
	return exec.Command("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1").Run()
}

func write(text string) error { return exec.Command("xdotool", "type", "--delay", "2", text).Run() }

// launch starts the window on a registry and waits for its foot.
func (d *desk) launch(path string) error {
	d.registry = path
	dir := filepath.Dir(path)
	d.window = exec.Command(d.bin, "--registry", path)
	d.window.Env = append(os.Environ(), "DISPLAY="+d.display, "HOME="+dir, "XDG_CONFIG_HOME="+dir, "WAYLAND_DISPLAY=")
	return d.window.Start()
}

// typeLetter and typeTalk type a mark into a letter and into a form.
func (d *desk) typeLetter(l *looks, mark string) error {
	return inOrder(
		func() error {
			return d.until("ledger", ledgerRow, l.row, func() error { return d.press("ctrl+2") })
		},
		func() error {
			return d.until("letter", replyTabs, l.tabs, func() error { return d.point(rowX, rowY) }, func() error { return d.press("F9") })
		},
		func() error { return d.point(bodyX, bodyY) },
		func() error { return write(mark) },
		func() error { time.Sleep(30 * time.Millisecond); return nil },
	)
}

func (d *desk) typeTalk(l *looks, mark string) error {
	return inOrder(
		func() error {
			return d.until("ledger", ledgerRow, l.row, func() error { return d.press("ctrl+2") })
		},
		func() error {
			return d.until("form", talkTitle, l.talk, func() error { return d.point(rowX, rowY) }, func() error { return d.press("F6") })
		},
		func() error { return write("2022-04-20") },
		func() error { return d.press("Tab", "Down", "Return") },
		func() error { return d.sight("form again", talkLabel, l.label, "") },
		func() error { return d.point(othersX, othersY) },
		func() error { return write(mark) },
	)
}

func inOrder(steps ...func() error) error {
	for _, s := range steps {
		if err := s(); err != nil {
			return err
		}
	}
	return nil
}

// The real window is killed while a clerk types and saves: what its foot said
// was saved is there; what was typed is there or in the drafts, but for the last
// seconds; the next start offers it.
func TestTortureKillWindow(t *testing.T) {
	built(t)
	dir := t.TempDir()
	d := &desk{t: t, bin: program.bin, shots: os.Getenv("E2E_SHOTS")}
	d.startX(dir)
	l := &looks{}
	first := filepath.Join(dir, "registry.db")
	if err := copyFile(program.demo, first); err != nil {
		t.Fatal(err)
	}
	d.registry = first
	d.start(dir)
	if err := d.learn(l); err != nil {
		t.Fatal(err)
	}
	d.kill()
	spare := filepath.Join(t.TempDir(), "registry.db")
	if err := copyFile(program.demo, spare); err != nil {
		t.Fatal(err)
	}
	if said := finish(helper("backups", spare, 1)); said.code != 0 {
		t.Fatal(said)
	}
	missed := 0
	torture(t, "kill of the window", "program, window", share(320), func(y *try) error {
		err := killWindow(y, d, l, filepath.Dir(spare))
		if err != nil && missed < 20 { // a busy machine: what was to be seen was not in time
			missed++
			t.Logf("try %d counts for nothing: %v", y.n, err)
			_ = d.window.Process.Kill()
			_, _ = d.window.Process.Wait()
			return errNoTry
		}
		return err
	})
}

// killWindow is one sitting, or two over one registry; mostly with a backup of
// today in its place, for one that is made now says so in the foot, over what was
// saved.
func killWindow(y *try, d *desk, l *looks, backedUp string) error {
	path, err := y.demo()
	if err != nil {
		return err
	}
	if y.IntN(5) > 0 {
		if err := os.CopyFS(y.path("备份"), os.DirFS(filepath.Join(backedUp, "备份"))); err != nil {
			return err
		}
	}
	waiting := ""
	for sitting := range 1 + y.IntN(2) {
		mark := fmt.Sprintf("t%ds%dx", y.n, sitting)
		if err := d.launch(path); err != nil {
			return err
		}
		defer func() { _ = d.window.Process.Kill() }() // where the harness fails
		if waiting != "" {
			if err := d.sight("offered draft", rail, l.dim, ""); err != nil {
				y.lost("%s is not offered: %v", waiting, err)
				return nil
			}
			if err := d.press("Escape"); err != nil {
				return err
			}
			if err := d.sight("window without a panel", rail, l.rail, ""); err != nil {
				return err
			}
		}
		if err := d.sight("window", footCount, l.count, ""); err != nil {
			return err
		}
		var err error
		if waiting, err = y.sitting(d, l, path, mark); err != nil {
			return err
		}
		if y.tried(); waiting == maybe {
			return nil
		}
	}
	return nil
}

// saves presses Ctrl+S and waits for the foot to say so; a backup made by itself
// may say its own over it.
func (d *desk) saves(l *looks) (told bool, err error) {
	err = d.press("ctrl+s")
	for end := time.Now().Add(4 * time.Second); !told && err == nil && time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		var foot string
		foot, err = d.see(footSaid)
		told = foot == l.saved
	}
	if !told {
		d.shot("torture-untold")
	}
	return told, err
}

// sitting types, perhaps saves, and kills; it tells the mark that is in the
// drafts alone.
func (y *try) sitting(d *desk, l *looks, path, mark string) (waiting string, err error) {
	kind, how := d.typeLetter, y.IntN(5)
	y.what = "letter"
	if y.IntN(2) == 0 {
		kind, y.what = d.typeTalk, "talk"
	}
	if err := kind(l, mark); err != nil {
		return "", err
	}
	typed := time.Now()
	moment, told := time.Duration(y.IntN(500))*time.Millisecond, false
	switch how {
	case 0: // only types
		moment *= 15
		y.what += ", not saved"
	case 1: // saves and closes: a backup is made
		y.what += ", closed"
		if told, err = d.saves(l); err != nil {
			return "", err
		}
		if err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(d.window.Process.Pid), "windowquit").Run(); err != nil {
			return "", err
		}
	case 2: // as soon as the foot says it
		if told, err = d.saves(l); err != nil {
			return "", err
		}
		moment /= 20
	default:
		if err := d.press("ctrl+s"); err != nil {
			return "", err
		}
		moment *= 3
	}
	time.Sleep(moment)
	foot, err := d.see(footSaid)
	if err != nil {
		return "", err
	}
	told = told || foot == l.saved
	y.what += fmt.Sprintf(", killed after %v, foot says saved: %v", moment, told)
	_ = d.window.Process.Kill() // it may have been closed by now
	_, _ = d.window.Process.Wait()
	return y.afterWindow(path, mark, told, time.Since(typed))
}

// afterWindow looks at what a killed window left.
func (y *try) afterWindow(path, mark string, told bool, age time.Duration) (waiting string, err error) {
	if said := run("--registry", path, "check"); said.code != 0 || tellsOfLog(said.errs) {
		y.silent("check: %v", said)
	}
	rows, err := sqlite(path, fmt.Sprintf("PRAGMA integrity_check; SELECT (SELECT count(*) FROM replies WHERE instr(body, '%[1]s')) + (SELECT count(*) FROM consultations WHERE instr(others, '%[1]s'));", mark))
	if err != nil || len(rows) != 2 || rows[0] != "ok" {
		y.lost("sqlite3: %v, %v", rows, err)
		return "", nil
	}
	saved := rows[1] != "0"
	if told {
		y.l.saves++
		if !saved {
			y.lost("the foot said saved, and %s is not there", mark)
		}
	}
	drafts, err := paperwork.DraftsBeside(path).Read()
	if err != nil {
		y.silent("drafts: %v", err)
	}
	kept := false
	for _, one := range drafts {
		kept = kept || strings.Contains(one.Text(), mark)
	}
	if !saved && !kept && age > 8*time.Second { // kept every three seconds
		y.lost("%s was typed %v before and is nowhere", mark, age)
	}
	backups, err := filepath.Glob(filepath.Join(filepath.Dir(path), "备份", "*.bak"))
	if err != nil {
		return "", err
	}
	for _, b := range backups {
		to := y.path("restored.db")
		if said := run("restore", b, "--to", to); said.code != 0 {
			y.silent("%s looks like a backup: %v", filepath.Base(b), said)
			continue
		}
		y.clean(to)
		if err := os.Remove(to); err != nil {
			return "", err
		}
	}
	if saved && len(drafts) > 0 { // saved after all: it may be offered or not
		return maybe, nil
	}
	if len(drafts) > 0 {
		return mark, nil
	}
	return "", nil
}

// maybe is told of a draft that need not be offered.
const maybe = "maybe"
