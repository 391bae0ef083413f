// Package cli is the command line: a file a command, commands.go lists them.
// It reads what was typed and tells what was done; papers and figures come from
// package paperwork. It knows no window: main hands one in.
//
// Exit codes: 0 done, 1 refused with a Chinese message on standard error, 2
// wrong usage. Start with Run.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"jianban/data"
	"jianban/data/fault"
	"jianban/paperwork"
)

// Version of the program: it stands here alone, scripts/version.sh reads it.
const Version = "0.1.0"

// Commit is what the program was built from; scripts/version.sh tells it to
// releases (-ldflags "-X jianban/cli.Commit=…").
var Commit = ""

// Window opens the window on the registry that --registry names; "" is the one
// opened last, or the usual one. It returns when the window is closed.
type Window func(ctx context.Context, registry string) error

// Run does what args ask for and returns the exit code. Without a command it
// opens the window.
func Run(ctx context.Context, args []string, out, errs io.Writer, window Window) int {
	fault.KeepIn(paperwork.LogsPlace(), Version)
	err := fault.Try(func() error { return dispatch(ctx, args, answer{out}, errs, window) })
	if err == nil {
		return 0
	}
	var wrong usageError
	if errors.As(err, &wrong) {
		say(errs, "用法不对："+wrong.message+"\n运行 jianban help 查看全部命令。")
		return 2
	}
	say(errs, data.Sentence(err))
	return 1
}

// openWindow opens the window where there can be one.
func openWindow(ctx context.Context, registry string, window Window) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return data.Problem{Field: "窗口", Message: "没有图形界面，打不开窗口", Hint: "请在有桌面的机器上运行，或使用命令（jianban help）"}
	}
	debug.SetGCPercent(usual) // it lives long (package early)
	return window(ctx, registry)
}

// reading opens the registry for reading only and does f with it.
func (c *call) reading(f func(*paperwork.Desk) error) error { return c.at(paperwork.Open, f) }

// at opens the registry and does f with it.
func (c *call) at(open func(context.Context, string, data.Date) (*paperwork.Desk, error), f func(*paperwork.Desk) error) (err error) {
	desk, err := open(c.ctx, c.place(), c.today)
	if err != nil {
		return err
	}
	defer func() {
		if e := desk.Close(); err == nil {
			err = e
		}
	}()
	for _, notice := range desk.Registry.Notices() {
		say(c.errs, "注意："+notice+"。")
	}
	return f(desk)
}

// place is where the registry is.
func (c *call) place() string {
	if c.registry == "" {
		return paperwork.DefaultPlace()
	}
	return c.registry
}

// answer is standard output; where it takes no more, a person is told so.
type answer struct{ w io.Writer }

func (a answer) Write(p []byte) (int, error) {
	n, err := a.w.Write(p)
	if err != nil {
		return n, data.Problem{Field: "输出", Message: "结果写不出去（" + err.Error() + "）", Hint: "请检查磁盘空间或接收结果的程序"}
	}
	return n, nil
}

// say prints a line; where even that fails there is nobody left to tell.
func say(w io.Writer, text string) {
	if _, err := fmt.Fprintln(w, text); err != nil {
		return
	}
}
