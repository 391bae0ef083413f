//go:build !windows

package logon

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
)

func TestEntry(t *testing.T) {
	dir := t.TempDir()
	t.Cleanup(xdg.Reload) // after the environment is as it was
	t.Setenv("XDG_CONFIG_HOME", dir)
	xdg.Reload()
	e := Entry{`/opt/建 办/100%$x/jianban`}
	if e.On() {
		t.Fatal("on before it was wanted")
	}
	if err := e.Set(false); err != nil {
		t.Errorf("off twice: %v", err)
	}
	if err := e.Set(true); err != nil || !e.On() {
		t.Fatalf("on: %v, %v", err, e.On())
	}
	if (Entry{"/elsewhere/jianban"}).On() {
		t.Error("an entry of another program counts as this one's")
	}
	if check, err := exec.LookPath("desktop-file-validate"); err == nil {
		if out, err := exec.Command(check, filepath.Join(dir, "autostart", "jianban-due.desktop")).CombinedOutput(); err != nil {
			t.Errorf("%s", out)
		}
	}
	if err := e.Set(false); err != nil || e.On() {
		t.Errorf("off: %v, %v", err, e.On())
	}
}
