package e2e

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
)

// program is the program as it is built, with the demonstration year and what
// is told of it, made once.
var program struct {
	once           sync.Once
	dir, bin, demo string
	figures        papers
	err            error
}

// papers are what the program tells of a registry: figures, ledger, letters.
type papers struct{ stats, ledger, replies, opinions, one string }

// built makes the program and its demonstration year once.
func built(t *testing.T) {
	t.Helper()
	p := &program
	p.once.Do(func() {
		if p.dir, p.err = os.MkdirTemp("", "torture-"); p.err != nil {
			return
		}
		p.bin = filepath.Join(p.dir, "jianban")
		if out, err := exec.Command("go", "build", "-o", p.bin, "..").CombinedOutput(); err != nil {
			p.err = fmt.Errorf("build: %w\n%s", err, out)
			return
		}
		if said := run("demo", filepath.Join(p.dir, "demo")); said.code != 0 {
			p.err = errors.New(said.errs)
			return
		}
		p.demo = filepath.Join(p.dir, "demo", "registry.db")
		var refused []answer
		if p.figures, refused, p.err = tell(p.demo, p.dir); len(refused) > 0 {
			p.err = errors.New(refused[0].errs)
		}
	})
	if p.err != nil {
		t.Fatal(p.err)
	}
}

// answer is how a run of the program ended.
type answer struct {
	code      int // -1 where it was killed
	out, errs string
}

// plain tells whether a refusal is one: exit 1 and a Chinese sentence, no panic.
func (a answer) plain() bool {
	chinese := strings.ContainsFunc(a.errs, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	return a.code == 1 && chinese && !strings.Contains(a.errs, "goroutine ") && !strings.Contains(a.errs, "panic")
}

func (a answer) String() string { return fmt.Sprintf("exit %d: %s%s", a.code, a.out, a.errs) }

// command is a run of the program without a display.
func command(args ...string) *exec.Cmd {
	cmd := exec.Command(program.bin, args...)
	cmd.Env = append(os.Environ(), "JIANBAN_FONTS=embedded", "DISPLAY=", "WAYLAND_DISPLAY=")
	return cmd
}

func run(args ...string) answer { return finish(command(args...)) }

func finish(cmd *exec.Cmd) answer {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	code := 0
	if err != nil {
		code = -1
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			code = exit.ExitCode()
		}
	}
	return answer{code, out.String(), errs.String()}
}

// tell lets the program tell all of a registry. What was refused is among
// refused; its paper is then "". Files go to dir and are taken away.
func tell(registry, dir string) (p papers, refused []answer, err error) {
	stats := run("--registry", registry, "stats", "--year", "2022", "--json")
	p.stats = stats.out
	if stats.code != 0 {
		p.stats, refused = "", append(refused, stats)
	}
	for _, one := range []struct {
		into *string
		kind []string
		end  string
	}{
		{&p.ledger, []string{"ledger-xlsx"}, ".xlsx"},
		{&p.replies, []string{"replies", "--one-file"}, ".pdf"},
		{&p.opinions, []string{"opinions", "--one-file"}, ".pdf"},
		{&p.one, []string{"replies", "--one-file", "--number", "21"}, ".pdf"}, // only what it needs is looked at
	} {
		to := filepath.Join(dir, "told"+one.end)
		said := run(append([]string{"--registry", registry, "export", "--year", "2022", "--out", to}, one.kind...)...)
		content, e := os.ReadFile(to)
		switch {
		case said.code != 0 && e == nil && len(content) > 0:
			return p, refused, fmt.Errorf("%s is refused and yet written: %v", one.kind[0], said)
		case said.code != 0:
			refused = append(refused, said)
		case e != nil:
			return p, refused, e
		default:
			*one.into = string(content)
			if err := os.Remove(to); err != nil {
				return p, refused, err
			}
		}
	}
	return p, refused, nil
}

// differs names what p tells that want tells in another way; what was refused
// tells nothing.
func (p papers) differs(want papers) (names []string) {
	for _, one := range []struct{ name, got, want string }{
		{"stats", p.stats, want.stats}, {"ledger", p.ledger, want.ledger}, {"replies", p.replies, want.replies}, {"opinions", p.opinions, want.opinions}, {"one reply", p.one, want.one},
	} {
		if one.got != "" && one.got != one.want {
			names = append(names, one.name)
		}
	}
	return names
}

// copyFile copies a file that no SQLite of this program has open.
func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

// sqlite asks a copy of a registry and its log through SQLite's own program,
// which knows nothing of ours: an answer a line.
func sqlite(registry, statements string) ([]string, error) {
	dir, err := os.MkdirTemp("", "torture-sql-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) // a copy
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(registry+end, filepath.Join(dir, "r.db"+end)); err != nil && (end == "" || !errors.Is(err, os.ErrNotExist)) {
			return nil, err
		}
	}
	cmd := exec.Command("sqlite3", "-batch", filepath.Join(dir, "r.db"))
	cmd.Stdin = strings.NewReader(statements)
	said := finish(cmd)
	if said.code != 0 {
		return nil, fmt.Errorf("sqlite3: %v", said)
	}
	return strings.Split(strings.TrimSuffix(said.out, "\n"), "\n"), nil
}

// clean lets the program check a registry. A registry that does not check
// clean is silent damage, and so is one that is gone.
func (y *try) clean(registry string) bool {
	said := run("--registry", registry, "check")
	if said.code != 0 {
		y.silent("check: %v", said)
	}
	return said.code == 0
}

// whole looks at every paper under dir that bears its own name; what was under
// way bears another.
func (y *try) whole(dir string) error {
	return filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch filepath.Ext(path) {
		case ".pdf":
			if !bytes.HasPrefix(content, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(content), []byte("%%EOF")) {
				y.silent("%s is cut", filepath.Base(path))
			}
		case ".xlsx":
			z, err := zip.OpenReader(path)
			if err != nil {
				y.silent("%s is cut: %v", filepath.Base(path), err)
				return nil
			}
			return z.Close()
		}
		return nil
	})
}

// calls are those of the system that change a disk.
var calls = []string{"pwrite64", "pwrite64", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "linkat", "unlink", "unlinkat", "renameat", "openat"}

// traced tells whether this machine lets strace(1) look at a process.
var traced = sync.OnceValue(func() bool { return exec.Command("strace", "-qq", "-o", "/dev/null", "true").Run() == nil })

// killedAt is cmd, killed at the nth call of one kind that a thread of it makes.
func killedAt(cmd *exec.Cmd, call string, n int) *exec.Cmd {
	args := append([]string{"-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", call, n)}, cmd.Path)
	k := exec.Command("strace", append(args, cmd.Args[1:]...)...)
	k.Env = cmd.Env
	return k
}

// kill runs cmd and kills it: after a while that chance takes from what it
// usually takes, or at a call that changes the disk. It tells how cmd ended
// where it ended before.
func (y *try) kill(cmd *exec.Cmd, takes time.Duration) answer {
	if traced() && y.IntN(3) == 0 {
		call, n := calls[y.IntN(len(calls))], 1+y.IntN(12)
		if call == "pwrite64" {
			n = 1 + y.IntN(180)
		}
		y.what = fmt.Sprintf("%s; killed at %s %d", y.what, call, n)
		return finish(killedAt(cmd, call, n))
	}
	after := time.Duration(y.Int64N(int64(takes)))
	y.what = fmt.Sprintf("%s; killed after %v", y.what, after)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		return answer{-1, "", err.Error()}
	}
	stop := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer stop.Stop()
	if err := cmd.Wait(); err != nil {
		return answer{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
	}
	return answer{0, out.String(), errs.String()}
}

// takes is how long a run takes undisturbed.
func takes(t *testing.T, cmd *exec.Cmd) time.Duration {
	t.Helper()
	start := time.Now()
	if said := finish(cmd); said.code != 0 {
		t.Fatal(cmd.Args, said)
	}
	return time.Since(start)
}
