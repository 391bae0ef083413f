//go:build !windows

package file_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"jianban/export/file"
)

// A rename would put a file in the place of a device or a pipe.
func TestAPipeIsNotReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := file.WriteBytes(path, []byte("%PDF")); err == nil {
		t.Error("written")
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is gone: %v, %v", info, err)
	}
}
