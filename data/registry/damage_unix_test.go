//go:build !windows

package registry_test

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"jianban/data/registry"
)

// A pipe would keep a program waiting for ever that opens it to look.
func TestAPipeIsNoRegistry(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	answer := make(chan error, 1)
	go func() {
		r, err := registry.Open(t.Context(), path, options())
		if err == nil {
			err = errors.Join(errors.New("opened"), r.Close())
		}
		answer <- err
	}()
	select {
	case err := <-answer:
		if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "不是建办的登记库") {
			t.Error(p)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still waiting")
	}
}
