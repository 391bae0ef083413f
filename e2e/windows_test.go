package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianban/paperwork"
)

// What scripts/wine-test.sh tells TestTheMainJobOnWindows: the folder of the
// installed program, that of the demo year it made, as Linux and as Windows call
// it; where the reply is kept for the script, and the file that
// the printer writes.
const (
	envInstalled = "JIANBAN_INSTALLED"
	envDemo      = "JIANBAN_DEMO"
	envDemoNamed = "JIANBAN_DEMO_NAMED"
	envKept      = "JIANBAN_KEPT"
	envPaper     = "JIANBAN_PAPER"
)

// TestTheMainJobOnWindows does the main job in the window of the installed
// Windows program under Wine, prints the reply, writes the year's summary and
// closes the window as its cross does. What the program wrote is byte for byte
// what the Linux program writes of the same registry.
func TestTheMainJobOnWindows(t *testing.T) {
	installed, demo := os.Getenv(envInstalled), os.Getenv(envDemo)
	if installed == "" {
		t.Skip("not run: it needs the program installed under Wine; run make wintest")
	}
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	named := os.Getenv(envDemoNamed) + `\registry.db`
	d := &desk{t: t, bin: filepath.Join(t.TempDir(), "jianban"), registry: filepath.Join(demo, "registry.db"), shots: os.Getenv("E2E_SHOTS"),
		command: []string{"wine", filepath.Join(installed, "jianban.com"), "--registry", named}}
	d.run("go", "build", "-o", d.bin, "..")
	d.sameDemo(demo)

	ended := d.startWine(filepath.Join(installed, "jianban.exe"), "--registry", named)
	letter := d.mainJob()
	d.inputMethodKnows()
	d.printed(os.Getenv(envPaper))
	d.keys("Escape", "Escape", "ctrl+8")
	d.shot("8-summary")
	d.keys("ctrl+p")
	var summaries []string
	d.await("exported summary", func() bool {
		summaries, _ = filepath.Glob(filepath.Join(demo, "导出文件", "*总结*.pdf"))
		return len(summaries) == 1
	})
	d.shot("9-summary-exported")
	d.keys("Escape")
	d.closeWine(ended)

	if out := d.ask("check"); !strings.Contains(out, "文件和日志损坏：0") {
		t.Errorf("check: %s", out)
	}
	linux := &desk{t: t, bin: d.bin, registry: d.registry}
	out := filepath.Join(t.TempDir(), "linux")
	linux.ask("export", "replies", "--year", "2022", "--number", "088", "--drafts", "--out", out)
	linux.ask("export", "summary", "--year", "2022", "--out", filepath.Join(out, "summary.pdf"))
	letters, _ := filepath.Glob(filepath.Join(out, "*088*.pdf"))
	if len(letters) != 1 {
		t.Fatalf("the Linux program wrote %q", letters)
	}
	d.same(letter, letters[0])
	d.same(summaries[0], filepath.Join(out, "summary.pdf"))
	d.run("cp", letter, filepath.Join(os.Getenv(envKept), "letter.pdf"))
}

// sameDemo compares the papers of the demo year that the Windows program made
// with those that the Linux program makes; its summary, whose last line is that of
// the journal, with the one of the same registry.
func (d *desk) sameDemo(demo string) {
	d.t.Helper()
	linux := filepath.Join(d.t.TempDir(), "demo")
	d.run(d.bin, "demo", linux)
	for _, ending := range []string{"pdf", "ofd", "docx"} { // written anew in its place
		summary := filepath.Join(linux, "summary-2022."+ending)
		if err := os.Remove(summary); err != nil {
			d.t.Fatal(err)
		}
		d.run(d.bin, "--registry", d.registry, "export", "summary", "--year", "2022", "--out", summary)
	}
	papers, _ := filepath.Glob(filepath.Join(linux, "*", "*.pdf"))
	tops, _ := filepath.Glob(filepath.Join(linux, "*-2022.*"))
	papers = append(papers, tops...)
	if len(papers) < 10 || len(tops) < 3 {
		d.t.Fatalf("the demo year has the papers %q", papers)
	}
	for _, p := range papers {
		name, err := filepath.Rel(linux, p)
		if err != nil {
			d.t.Fatal(err)
		}
		d.same(filepath.Join(demo, name), p)
	}
	d.t.Logf("%d papers of the demo year are the same", len(papers))
}

// same compares two files byte for byte.
func (d *desk) same(windows, linux string) {
	d.t.Helper()
	a, err := os.ReadFile(windows)
	if err != nil {
		d.t.Fatal(err)
	}
	b, err := os.ReadFile(linux)
	if err != nil {
		d.t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		d.t.Errorf("%s: %d bytes on Windows, %d on Linux, not the same", filepath.Base(windows), len(a), len(b))
		if d.shots != "" { // beside the pictures, to look at
			d.run("cp", windows, filepath.Join(d.shots, "windows-"+filepath.Base(windows)))
			d.run("cp", linux, filepath.Join(d.shots, "linux-"+filepath.Base(windows)))
		}
	}
}

// startWine opens a window under Wine; the channel is closed when the program ends.
func (d *desk) startWine(program string, args ...string) (ended <-chan struct{}) {
	t := d.t
	t.Helper()
	blank := d.picture()
	d.window = exec.Command("wine", append([]string{program}, args...)...)
	d.window.Env = append(os.Environ(), "WINEDEBUG=+imm") // what the input method is told (inputMethodKnows)
	heard, err := os.Create(filepath.Join(t.TempDir(), "imm"))
	if err != nil {
		t.Fatal(err)
	}
	defer heard.Close() // the program has its own
	d.window.Stderr, d.heard = heard, heard.Name()
	if err := d.window.Start(); err != nil {
		t.Fatal(err)
	}
	window, done := d.window, make(chan struct{})
	go func() {
		defer close(done)
		_ = window.Wait() // its answer is not looked at: that it ended is
	}()
	t.Cleanup(func() {
		select {
		case <-done:
		default:
			_ = window.Process.Kill() // the script ends what is left in the prefix
			<-done
		}
	})
	d.await("a window", func() bool {
		return exec.Command("xdotool", "search", "--onlyvisible", "--name", "建办").Run() == nil
	})
	d.await("a first picture", func() bool { return d.picture() != blank })
	d.settle()
	at := d.run("xdotool", "search", "--onlyvisible", "--name", "建办", "getwindowgeometry", "--shell")
	if _, err := fmt.Sscanf(at[strings.Index(at, "X="):], "X=%d\nY=%d", &d.left, &d.top); err != nil {
		t.Fatalf("%v: %s", err, at)
	}
	return done
}

// closeWine asks the window to close and waits for the program to end.
func (d *desk) closeWine(ended <-chan struct{}) {
	d.t.Helper()
	d.run("wine", "taskkill", "/IM", "jianban.exe")
	select {
	case <-ended:
	case <-time.After(2 * within): // a backup may be made first
		d.shot("failed")
		d.t.Fatal("the window does not close")
	}
}

// inputMethodKnows looks whether candidates would stand at the caret, which is
// behind what was typed last into the reply's text.
func (d *desk) inputMethodKnows() {
	d.t.Helper()
	heard, err := os.ReadFile(d.heard)
	if err != nil {
		d.t.Fatal(err)
	}
	said := regexp.MustCompile(`ImmSetCandidateWindow \t0, 80, \((\d+),(\d+)\)`).FindAllSubmatch(heard, -1)
	if len(said) == 0 {
		d.t.Fatal("the input method was never told where the caret stands")
	}
	last := said[len(said)-1]
	x, _ := strconv.Atoi(string(last[1]))
	y, _ := strconv.Atoi(string(last[2]))
	if x < bodyX || x > 640 || y < 240 || y > 258 { // the second line of the text
		d.t.Errorf("candidates would stand at %d,%d", x, y)
	}
}

// printed prints the reply that is open and waits until the printer has it.
func (d *desk) printed(paper string) {
	d.t.Helper()
	d.keys("ctrl+shift+p")
	d.shot("7-print")
	d.keys("Return")
	d.await("printed reply", func() bool { return exists(paper) && d.run("lpstat", "-o") == "" })
	d.settle()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
