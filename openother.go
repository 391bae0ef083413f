package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/zalando/go-keyring"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry"
	"jianban/gui"
	"jianban/gui/screen"
	"jianban/paperwork"
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
	last := paperwork.PlaceKept(strings.TrimSpace(string(text)))
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
	address, err := reachShared(ctx, from, ask, tell)
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
		if err := paperwork.Try(ctx, addressWith(address, password), false); err != nil {
			return err
		}
		if remember {
			keepPassword(address, password) // else it is asked for again
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
		cmd.Env = append(os.Environ(), passwordVariable+"="+password)
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
	return paperwork.Save(lastPlace(), []byte(paperwork.PlaceToKeep(path)+"\n"))
}

// passwordVariable is where a program finds the password of a server, as all of
// PostgreSQL's do.
const passwordVariable = "PGPASSWORD"

// keyringService names this program's passwords in the system's keyring.
const keyringService = "jianban"

// keyringPatience is how long the system's keyring may take: where there is none it
// may wait for a person who is not there.
const keyringPatience = 5 * time.Second

// keptPassword is the password that the keyring has for an address; "" where it has none.
func keptPassword(address string) string {
	shown, _ := registry.Shown(address)
	return within(keyringPatience, func() string {
		password, err := keyring.Get(keyringService, shown)
		if err != nil {
			return ""
		}
		return password
	})
}

// keepPassword puts a password into the system's keyring, and tells whether it is there.
func keepPassword(address, password string) bool {
	shown, _ := registry.Shown(address)
	return within(keyringPatience, func() bool { return keyring.Set(keyringService, shown, password) == nil })
}

// withPassword is an address with the password that the environment or the keyring has
// for it, where it has none of its own. Programs that this one starts do not get it.
func withPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil || !registry.Shared(address) || u.User == nil {
		return address
	}
	if _, has := u.User.Password(); has {
		return address
	}
	password := os.Getenv(passwordVariable)
	_ = os.Unsetenv(passwordVariable) // that it cannot be is no reason not to open
	if password == "" {
		password = keptPassword(address)
	}
	return addressWith(address, password)
}

// addressWith is an address with a password; without where that is empty.
func addressWith(address, password string) string {
	u, err := url.Parse(address)
	if err != nil || password == "" {
		return address
	}
	u.User = url.UserPassword(u.User.Username(), password)
	return u.String()
}

// addressOf is the address that a person asks for, its password apart.
func addressOf(ask screen.SharedAsk) (string, error) {
	port := ask.Port
	if port == "" {
		port = "5432"
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", data.Problem{Field: "端口", Message: "“" + port + "”不是端口", Hint: "请填1到65535的数字，通常是5432"}
	}
	u := url.URL{Scheme: "postgres", User: url.User(ask.User), Host: net.JoinHostPort(ask.Host, port), Path: "/" + ask.Database}
	return u.String(), nil
}

// reachShared makes sure that a shared registry can be opened, makes it where that is wished
// for, and keeps its password where that is. from is the registry that is open now. It
// gives the address without password.
func reachShared(ctx context.Context, from string, ask screen.SharedAsk, tell screen.Progress) (address string, err error) {
	address, err = addressOf(ask)
	if err != nil {
		return "", err
	}
	open := addressWith(address, ask.Password)
	none, err := registry.Missing(ctx, open)
	switch {
	case err != nil:
		return "", err
	case !none:
		err = paperwork.Try(ctx, open, false)
	case ask.Empty == screen.EmptyMoved:
		_, err = paperwork.Move(ctx, from, open, func(what string, done, total int64) { tell(int(done), int(total), "正在移过去："+what) })
	case ask.Empty == screen.EmptyNew:
		err = paperwork.Try(ctx, open, true)
	default:
		err = data.Problem{Field: "没有登记库时", Message: "这个数据库里还没有登记库", Hint: "请核对数据库名称，或选择移过去、新建"}
	}
	if err != nil {
		return "", err
	}
	if ask.Remember && ask.Password != "" && !keepPassword(address, ask.Password) {
		return "", data.Problem{Field: "口令", Message: "系统的凭据存不下口令", Hint: "请不勾选“记住口令”，以后打开时再输入"}
	}
	return address, nil
}

// within is what f gives, or nothing where it takes longer.
func within[T any](most time.Duration, f func() T) (nothing T) {
	answer := make(chan T, 1)
	fault.Go(func() { answer <- f() })
	select {
	case x := <-answer:
		return x
	case <-time.After(most):
		return nothing
	}
}
