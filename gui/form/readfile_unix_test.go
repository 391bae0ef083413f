//go:build unix

package form

import (
	"errors"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A pipe would wait for a writer, a device never end; /proc tells no size.
func TestReadFileTakesNoPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, "/dev/null"} {
		if _, err := ReadFile(path, 1000); !errors.Is(err, ErrNoFile) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestReadFileOfUnknownSize(t *testing.T) {
	if content, err := ReadFile("/proc/self/status", 1<<20); err == nil && len(content) < 100 {
		t.Errorf("%d bytes", len(content))
	}
	if _, err := ReadFile("/proc/self/status", 50); err == nil {
		t.Error("more than it may be")
	}
}
