//go:build !windows

package native

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The box that the desktop has is shown, and not waited for.
func TestTheBoxOfTheDesktopIsShown(t *testing.T) {
	dir := t.TempDir()
	said := filepath.Join(dir, "said")
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	t.Setenv("SAID", said)
	t.Setenv("DISPLAY", ":0")
	for _, name := range []string{"kdialog", "zenity"} { // zenity comes first
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho "+name+" \"$@\" >$SAID.new; mv $SAID.new $SAID; sleep 3\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		Tell("登记库已损坏 <b>&")
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: waited %v", name, took)
		}
		var text []byte
		for range 500 {
			if text, _ = os.ReadFile(said); len(text) > 0 {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if got := string(text); !strings.HasPrefix(got, name+" ") || !strings.Contains(got, "登记库已损坏 <b>&") || !strings.Contains(got, "建办") {
			t.Errorf("%s: %q", name, got)
		}
		_ = os.Remove(said)
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	Tell("没有桌面")
	time.Sleep(100 * time.Millisecond)
	if _, err := os.Stat(said); err == nil {
		t.Error("a box without a desktop")
	}
}
