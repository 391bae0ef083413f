package form

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/held"
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

// The registry that is open is nothing to read, under whatever name.
func TestTheOpenRegistryIsNoFileToRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "registry.db")
	other := path + "-2"
	if err := errors.Join(os.WriteFile(path, []byte("facts"), 0o600), os.Link(path, other)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	free := held.Hold(info)
	for _, name := range []string{path, other, path + "-wal"} {
		var told data.Problem
		if _, err := ReadFile(name, 100); !errors.As(err, &told) || !strings.Contains(told.Message, "登记库") {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
	free()
	if content, err := ReadFile(path, 100); err != nil || string(content) != "facts" {
		t.Errorf("%q, %v", content, err)
	}
}
