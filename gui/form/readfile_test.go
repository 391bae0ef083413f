package form

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestReadFileIsBounded(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	for size, want := range map[int]error{0: nil, 999: nil, 1000: nil, 1001: ErrTooLarge} {
		if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		content, err := ReadFile(path, 1000)
		if !errors.Is(err, want) || err == nil && len(content) != size {
			t.Errorf("%d: %d bytes, %v", size, len(content), err)
		}
	}
	if _, err := ReadFile(dir, 1000); !errors.Is(err, ErrNoFile) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := ReadFile(filepath.Join(dir, "none"), 1000); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
