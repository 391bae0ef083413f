package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/file"
)

// lastPlace is the file that holds the path of the registry the window opened
// last, where that was chosen in the settings.
func lastPlace() string { return filepath.Join(xdg.ConfigHome, "jianban", "registry-place") }

// windowRegistry is the registry the window opens: --registry, else the one
// chosen last in the settings, else the usual one. notice tells where the one
// chosen last is gone.
func (c *call) windowRegistry() (path, notice string) {
	if c.registry != "" {
		return c.registry, ""
	}
	text, err := os.ReadFile(lastPlace())
	last := strings.TrimSpace(string(text))
	if err != nil || last == "" {
		return defaultRegistry(), "" // none was ever chosen
	}
	if _, err := os.Stat(last); err != nil {
		return defaultRegistry(), "上次打开的登记库“" + last + "”不在了，已打开默认登记库"
	}
	return last, ""
}

// openOther makes sure that the registry at path can be opened, keeps its
// place for the next start, and opens it in a window of its own. The registry
// may be open elsewhere: the new window is then read-only and says so.
func openOther(ctx context.Context, path string, create bool) error {
	opts, err := options(false)
	if err != nil {
		return err
	}
	open := registry.Open
	if create {
		open = registry.Create
	}
	reg, err := open(ctx, path, opts)
	if err != nil {
		return err
	}
	if err := reg.Close(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(lastPlace()), 0o700); err != nil {
		return fmt.Errorf("place of the registry: %w", err)
	}
	if err := file.WriteBytes(lastPlace(), []byte(path+"\n")); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("own program: %w", err)
	}
	cmd := exec.Command(self, "--registry", path)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return data.Problem{Field: "登记库", Message: "不能打开新的窗口", Hint: "位置已记住，请关闭程序后重新打开"}
	}
	return cmd.Process.Release()
}
