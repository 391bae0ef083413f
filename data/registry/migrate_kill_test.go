package registry_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// childOpening makes the test program open the registry it names.
const childOpening = "JIANBAN_TEST_OPENS"

func childOpens(path string) {
	r, err := registry.Open(context.Background(), path, options())
	if err == nil {
		err = r.Close()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	os.Exit(0)
}

// A program killed at any moment of bringing an old file forward leaves one
// that the next start brings forward; every copy beside it is whole.
func TestKilledWhileComingForward(t *testing.T) {
	t.Parallel()
	whole := oldRegistry(t, 400)
	start := time.Now()
	if out, err := opening(copyTo(t, whole)).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	took := time.Since(start)
	const kills = 6
	for n := range kills {
		path := copyTo(t, whole)
		child := opening(path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- child.Wait() }()
		select {
		case <-time.After(took * time.Duration(n) / kills):
			_ = child.Process.Kill() // it may have ended by now
			<-ended
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
		}
		r := openAt(t, path, options())
		if cases, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(cases) != 400 {
			t.Errorf("%d cases, %v", len(cases), err)
		}
		content(t, r)
		copies := 0
		for _, name := range beside(t, path) {
			if strings.HasSuffix(name, ".new") {
				t.Errorf("%s is left", name)
			}
			if strings.HasSuffix(name, ".bak") {
				copies++
				soundCopy(t, filepath.Join(filepath.Dir(path), name))
			}
		}
		if copies == 0 {
			t.Error("no copy was made")
		}
	}
}

// Where the copy cannot be written the old file stays as it was.
func TestNothingComesForwardWithoutACopy(t *testing.T) {
	t.Parallel()
	path := copyTo(t, oldRegistry(t, 1))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(path+".bak.new/kept", 0o755); err != nil { // nothing can be written under this name
		t.Fatal(err)
	}
	_, err = registry.Open(t.Context(), path, options())
	if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "备份") || !strings.Contains(p.Hint, "原文件没有改动") {
		t.Error(p)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before[100:], after[100:]) { // SQLite counts openings in its header
		t.Error("the file was changed")
	}
	for _, name := range beside(t, path) {
		if name != filepath.Base(path) && name != filepath.Base(path)+".bak.new" {
			t.Errorf("%s is left", name)
		}
	}
}

func opening(path string) *exec.Cmd {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childOpening+"="+path)
	return child
}

func copyTo(t *testing.T, from string) string {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// soundCopy brings a copy forward in its turn: it must hold everything.
func soundCopy(t *testing.T, path string) {
	t.Helper()
	r := openAt(t, path, options())
	if cases, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(cases) != 400 {
		t.Errorf("the copy: %d cases, %v", len(cases), err)
	}
	content(t, r)
}

// oldRegistry is a registry of the first release.
func oldRegistry(t *testing.T, proposals int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "released.db")
	registry.Released(t, path, proposals)
	return path
}
