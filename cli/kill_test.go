package cli

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/paperwork"
)

// program is a run of jianban in a process of its own; TestMain makes the test
// program act as it under that name.
func program(t *testing.T, args ...string) (cmd *exec.Cmd, errs *bytes.Buffer) {
	t.Helper()
	errs = &bytes.Buffer{}
	cmd = exec.Command(os.Args[0])
	cmd.Args = append([]string{"jianban"}, args...)
	cmd.Env = append(os.Environ(), paperwork.FontsOnly+"="+paperwork.FontsEmbedded, "DISPLAY=", "WAYLAND_DISPLAY=")
	cmd.Stderr = errs
	return cmd, errs
}

// A demonstration killed at any moment leaves a registry that is whole or
// none, and only whole papers; where there is none the next run makes it.
func TestKilledDemoIsWholeOrNotThere(t *testing.T) {
	start := time.Now()
	undisturbed, errs := program(t, "demo", filepath.Join(t.TempDir(), "d"))
	if err := undisturbed.Run(); err != nil {
		t.Fatal(err, errs)
	}
	takes := time.Since(start)
	killed := 0
	const times = 8
	for i := range times {
		dir := filepath.Join(t.TempDir(), "d")
		cmd, _ := program(t, "demo", dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(takes*time.Duration(2*i+1)/(2*times), func() { _ = cmd.Process.Kill() })
		if cmd.Wait() != nil {
			killed++
		}
		stop.Stop()
		registry := filepath.Join(dir, "registry.db")
		if _, err := os.Stat(registry); err != nil {
			if again, errs := program(t, "demo", dir); again.Run() != nil {
				t.Fatalf("after kill %d the next is refused: %s", i, errs)
			}
		}
		var said bytes.Buffer
		if code := run(t.Context(), []string{"--registry", registry, "check"}, &said, &said); code != 0 {
			t.Errorf("after kill %d: %s", i, said.String())
		}
		wholePapers(t, dir)
	}
	if killed == 0 {
		t.Error("no run was killed")
	}
}

// wholePapers looks at every paper under dir; what was under way when the
// program was killed has another name.
func wholePapers(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case filepath.Ext(path) == ".pdf":
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if !bytes.HasPrefix(content, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(content), []byte("%%EOF")) {
				t.Errorf("%s is cut", path)
			}
		case filepath.Ext(path) == ".xlsx":
			z, err := zip.OpenReader(path)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				return nil
			}
			return z.Close()
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Of two that make the same demonstration at once, one does and the other is
// told; the registry is whole.
func TestTwoDemosAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	first, errs1 := program(t, "demo", dir)
	second, errs2 := program(t, "demo", dir)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for cmd, errs := range map[*exec.Cmd]*bytes.Buffer{first: errs1, second: errs2} {
		if cmd.Wait() == nil {
			continue
		}
		refused++
		if said := errs.String(); cmd.ProcessState.ExitCode() != 1 || !strings.Contains(said, "建立") && !strings.Contains(said, "已") {
			t.Errorf("exit %d: %s", cmd.ProcessState.ExitCode(), said)
		}
	}
	if refused != 1 {
		t.Errorf("%d of two were refused", refused)
	}
	if code := run(t.Context(), []string{"--registry", filepath.Join(dir, "registry.db"), "check"}, io.Discard, io.Discard); code != 0 {
		t.Errorf("check ends with %d", code)
	}
}

// fullDisk takes nothing, as a full disk does.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, fs.ErrInvalid }

// An answer that cannot be written is a refusal, told in Chinese.
func TestAnswersThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"help"}, {"deadline", "--from", "2022-03-09", "--months", "3"}, {"deadline", "--from", "2022-03-09", "--months", "3", "--json"}} {
		var errs bytes.Buffer
		if code := run(t.Context(), args, fullDisk{}, &errs); code != 1 || !strings.HasPrefix(errs.String(), "输出：结果写不出去") {
			t.Errorf("%v: exit %d, %s", args, code, errs.String())
		}
	}
}
