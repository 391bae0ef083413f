package office

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/held"
)

// The registry that is open is no rule pack and no notice: reading it would cost it its locks.
func TestTheOpenRegistryIsNoTextToRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "registry.db")
	if err := os.WriteFile(path, []byte("facts"), 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	free := held.Hold(info)
	var told data.Problem
	if _, err := readSmall(path, 100, "办理规则"); !errors.As(err, &told) || !strings.Contains(told.Message, "登记库") {
		t.Error(err)
	}
	free()
	if content, err := readSmall(path, 100, "办理规则"); err != nil || string(content) != "facts" {
		t.Errorf("%q, %v", content, err)
	}
}
