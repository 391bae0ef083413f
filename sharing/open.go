package sharing

import (
	"context"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/zalando/go-keyring"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry"
	"jianban/gui/screen"
	"jianban/paperwork"
)

// PasswordVariable is where a program finds the password of a server, as all of
// PostgreSQL's do.
const PasswordVariable = "PGPASSWORD"

// keyringService names this program's passwords in the system's keyring.
const keyringService = "jianban"

// keyringPatience is how long the system's keyring may take: where there is none it
// may wait for a person who is not there.
const keyringPatience = 5 * time.Second

// kept is the password that the keyring has for an address; "" where it has none.
func kept(address string) string {
	shown, _ := registry.Shown(address)
	return within(keyringPatience, func() string {
		password, err := keyring.Get(keyringService, shown)
		if err != nil {
			return ""
		}
		return password
	})
}

// Keep puts a password into the system's keyring, and tells whether it is there.
func Keep(address, password string) bool {
	shown, _ := registry.Shown(address)
	return within(keyringPatience, func() bool { return keyring.Set(keyringService, shown, password) == nil })
}

// Known is an address with the password that the environment or the keyring has
// for it, where it has none of its own. Programs that this one starts do not get it.
func Known(address string) string {
	u, err := url.Parse(address)
	if err != nil || !registry.Shared(address) || u.User == nil {
		return address
	}
	if _, has := u.User.Password(); has {
		return address
	}
	password := os.Getenv(PasswordVariable)
	_ = os.Unsetenv(PasswordVariable) // that it cannot be is no reason not to open
	if password == "" {
		password = kept(address)
	}
	if password == "" {
		return address
	}
	return With(address, password)
}

// With is an address with a password; without where that is empty.
func With(address, password string) string {
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

// Open makes sure that a shared registry can be opened, makes it where that is wished
// for, and keeps its password where that is. from is the registry that is open now. It
// gives the address without password.
func Open(ctx context.Context, from string, ask screen.SharedAsk, tell screen.Progress) (address string, err error) {
	address, err = addressOf(ask)
	if err != nil {
		return "", err
	}
	open := With(address, ask.Password)
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
	if ask.Remember && ask.Password != "" && !Keep(address, ask.Password) {
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
