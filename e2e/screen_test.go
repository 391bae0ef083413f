package e2e

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// desk is one X server with the program's window on it.
type desk struct {
	t        *testing.T
	display  string
	bin      string
	registry string
	window   *exec.Cmd
	shots    string   // folder for screenshots; "" keeps none
	frame    string   // file that holds the screen
	command  []string // what asks the registry; none takes bin
	hurried  bool     // waits for more than a still picture where that matters

	heard     string // file of what Wine tells of the window
	left, top int    // where the window's content begins on the screen
}

// within is how long anything on the screen may take before the run fails.
const within = 30 * time.Second

// open builds the program, makes the demo year and opens the window on it.
func open(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t: t, bin: filepath.Join(dir, "jianban"), registry: filepath.Join(dir, "demo", "registry.db"), shots: os.Getenv("E2E_SHOTS")}
	d.run("go", "build", "-o", d.bin, "..")
	d.run(d.bin, "demo", filepath.Join(dir, "demo"))
	d.startX(dir)
	d.start(dir)
	return d
}

// start opens the window, whose settings lie in dir.
func (d *desk) start(dir string) {
	t := d.t
	t.Helper()
	blank := d.picture()
	d.window = exec.Command(d.bin, "--registry", d.registry)
	d.window.Env = append(os.Environ(), "DISPLAY="+d.display, "HOME="+dir, "XDG_CONFIG_HOME="+dir, "WAYLAND_DISPLAY=", "PATH="+d.noReaders())
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	d.window.Stdout, d.window.Stderr = log, log
	if err := d.window.Start(); err != nil {
		t.Fatal(err)
	}
	window := d.window
	t.Cleanup(func() {
		if err := window.Process.Kill(); err == nil {
			_, _ = window.Process.Wait()
		}
		if t.Failed() {
			text, _ := os.ReadFile(log.Name())
			t.Logf("the program said:\n%s", text)
		}
	})
	d.await("a window", func() bool {
		return exec.Command("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(d.window.Process.Pid)).Run() == nil
	})
	d.await("a first picture", func() bool { return d.picture() != blank })
	d.settle()
}

// kill ends the window as a loss of power would, and waits until it is gone.
func (d *desk) kill() {
	d.t.Helper()
	if err := d.window.Process.Kill(); err != nil {
		d.t.Fatal(err)
	}
	_, _ = d.window.Process.Wait() // killed: its state says so
}

// startX starts Xvfb on a free display that it chooses itself.
func (d *desk) startX(dir string) {
	d.t.Helper()
	number, err := os.Create(filepath.Join(dir, "display"))
	if err != nil {
		d.t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-fbdir", dir)
	d.frame = filepath.Join(dir, "Xvfb_screen0")
	x.ExtraFiles = []*os.File{number}
	if err := x.Start(); err != nil {
		d.t.Fatalf("Xvfb: %v", err)
	}
	d.t.Cleanup(func() {
		if err := x.Process.Kill(); err == nil {
			_, _ = x.Process.Wait()
		}
	})
	d.await("an X server", func() bool {
		text, err := os.ReadFile(number.Name())
		d.display = ":" + strings.TrimSpace(string(text))
		return err == nil && len(d.display) > 1
	})
	d.t.Setenv("DISPLAY", d.display)
}

// await polls until ok; it fails the test where that takes too long.
func (d *desk) await(what string, ok func() bool) {
	d.t.Helper()
	for end := time.Now().Add(within); !ok(); time.Sleep(30 * time.Millisecond) {
		if time.Now().After(end) {
			d.shot("failed")
			d.t.Fatalf("no %s within %v", what, within)
		}
	}
}

func (d *desk) run(name string, args ...string) string {
	d.t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// ask runs a command of the program on the registry.
func (d *desk) ask(args ...string) string {
	d.t.Helper()
	command := d.command
	if command == nil {
		command = []string{d.bin, "--registry", d.registry}
	}
	return d.run(command[0], append(slices.Clone(command[1:]), args...)...)
}

// keys presses keys, such as ctrl+n or Tab.
func (d *desk) keys(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.act("xdotool", "key", "--clearmodifiers", k)
	}
}

// paste puts text where the caret is, by clipboard: a keyboard has no Hanzi.
func (d *desk) paste(text string) {
	d.t.Helper()
	clip := exec.Command("xclip", "-selection", "clipboard", "-loops", "0")
	clip.Stdin = strings.NewReader(text)
	if err := clip.Run(); err != nil {
		d.t.Fatalf("xclip: %v", err)
	}
	d.await("the text in the clipboard", func() bool { // xclip goes before it has it
		got, err := exec.Command("xclip", "-selection", "clipboard", "-o").Output()
		return err == nil && string(got) == text
	})
	before := d.picture()
	d.keys("ctrl+v")
	for end := time.Now().Add(within / 3); d.picture() == before && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// a busy machine reads the clipboard late; the next text must not be in it then
	}
	d.settle()
}

// click presses the left button at a place of the screen.
func (d *desk) click(x, y int) {
	d.t.Helper()
	d.act("xdotool", "mousemove", fmt.Sprint(d.left+x), fmt.Sprint(d.top+y), "click", "1")
}

// act does something to the window and waits until it shows: the picture
// changes, which a busy machine may take a while for, and then stands still.
// What changes nothing to see is waited for in vain for a second.
func (d *desk) act(name string, args ...string) {
	d.t.Helper()
	before := d.picture()
	d.run(name, args...)
	for end := time.Now().Add(time.Second); d.picture() == before && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	d.settle()
}

// picture tells one look of the screen from another: by the X server's own memory, of
// one that was not started here as it answers.
func (d *desk) picture() string {
	d.t.Helper()
	if d.frame == "" {
		return d.run("sh", "-c", "import -window root -depth 8 rgb:- | md5sum")
	}
	screen, err := os.ReadFile(d.frame)
	if err != nil {
		d.t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(screen))
}

// settle waits until the picture has stood still for a while: some frames of a busy
// machine.
func (d *desk) settle() {
	d.t.Helper()
	calm := 300 * time.Millisecond
	if d.hurried {
		calm /= 3
	}
	before, since := d.picture(), time.Now()
	d.await("picture that stands still", func() bool {
		if now := d.picture(); now != before {
			before, since = now, time.Now()
		}
		return time.Since(since) > calm
	})
}

// shot keeps a picture of the screen where E2E_SHOTS names a folder.
func (d *desk) shot(name string) {
	if d.shots != "" {
		d.run("import", "-window", "root", filepath.Join(d.shots, name+".png"))
	}
}

// noReaders is a search path with what the program itself asks, and without a program
// that opens a PDF, whatever this machine has: that would start with the test and
// outlive it.
func (d *desk) noReaders() string {
	d.t.Helper()
	dir := d.t.TempDir()
	for _, name := range []string{"xclip"} {
		path, err := exec.LookPath(name)
		if err == nil {
			err = os.Symlink(path, filepath.Join(dir, name))
		}
		if err != nil {
			d.t.Fatal(err)
		}
	}
	return dir
}
