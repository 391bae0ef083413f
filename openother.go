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
	"jianban/gui"
	"jianban/gui/screen"
	"jianban/paperwork"
	"jianban/sharing"
)

// lastPlace is the file that holds the path of the registry the window opened
// last, where that was chosen in the settings.
func lastPlace() string { return filepath.Join(xdg.ConfigHome, "jianban", "registry-place") }

// guardPlace is the file of the passphrase of this desk's windows: it belongs to
// the desk and its user, not to a registry.
func guardPlace() string { return filepath.Join(xdg.ConfigHome, "jianban", "window-passphrase.json") }

// windowRegistry is the registry the window opens: the one asked for, else the
// one chosen last in the settings, else the usual one. notice tells where the
// one chosen last is gone.
func windowRegistry(asked string) (path, notice string) {
	if asked != "" {
		return asked, ""
	}
	text, err := os.ReadFile(lastPlace())
	last := strings.TrimSpace(string(text))
	if !registry.Shared(last) {
		last = paperwork.PlaceKept(last)
	}
	if err != nil || last == "" {
		return paperwork.DefaultPlace(), "" // none was ever chosen
	}
	if registry.Shared(last) {
		return last, ""
	}
	if _, err := os.Stat(last); err != nil {
		return paperwork.DefaultPlace(), "上次打开的登记库“" + last + "”不在了，已打开默认登记库"
	}
	return last, ""
}

// openOther makes sure that the registry at path can be opened, keeps its
// place for the next start, and opens it in a window of its own. The registry
// may be open elsewhere: the new window is then read-only and says so.
func openOther(ctx context.Context, path string, create bool) error {
	if err := paperwork.Try(ctx, path, create); err != nil {
		return err
	}
	if err := keepPlace(path); err != nil {
		return err
	}
	return startWindow(path, "")
}

// openShared opens a shared registry that a person asks for in a window of its own and
// keeps its place for the next start. from is the registry that is open now.
func openShared(ctx context.Context, from string, ask screen.SharedAsk, tell screen.Progress) error {
	address, err := sharing.Open(ctx, from, ask, tell)
	if err != nil {
		return err
	}
	if err := keepPlace(address); err != nil {
		return err
	}
	return startWindow(address, ask.Password)
}

// askForPassword asks for the password of a shared registry that was not opened
// without, or with the one that was known, and opens it in a window of its own.
func askForPassword(ctx context.Context, address string, why error) error {
	return gui.AskPassword(data.Sentence(why), func(password string, remember bool) error {
		if err := paperwork.Try(ctx, sharing.With(address, password), false); err != nil {
			return err
		}
		if remember {
			sharing.Keep(address, password) // else it is asked for again
		}
		shown, _ := registry.Shown(address)
		return startWindow(shown, password)
	})
}

// startWindow opens the registry at path in a process of its own, which gets the
// password of a shared one where nobody else reads it.
func startWindow(path, password string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("own program: %w", err)
	}
	cmd := exec.Command(self, "--registry", path)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if password != "" {
		cmd.Env = append(os.Environ(), sharing.PasswordVariable+"="+password)
	}
	if err := cmd.Start(); err != nil {
		return data.Problem{Field: "登记库", Message: "不能打开新的窗口", Hint: "位置已记住，请关闭程序后重新打开"}
	}
	return cmd.Process.Release()
}

// keepPlace keeps the place of a registry for the next start.
func keepPlace(path string) error {
	if err := os.MkdirAll(filepath.Dir(lastPlace()), 0o700); err != nil {
		return fmt.Errorf("place of the registry: %w", err)
	}
	if !registry.Shared(path) {
		path = paperwork.PlaceToKeep(path)
	}
	return paperwork.Save(lastPlace(), []byte(path+"\n"))
}
