// Command jianban (建办) is the desktop program of an office that answers the
// proposals of people's deputies and CPPCC members. Without a command it
// opens the window; with one it does a piece of the work without a display.
//
// The commands are in usage.go, one file each beside it. Exit codes: 0 done,
// 1 refused with a Chinese message on standard error, 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"jianban/data"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what args ask for and returns the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	err := dispatch(ctx, args, answer{out})
	if err == nil {
		return 0
	}
	var wrong usageError
	if errors.As(err, &wrong) {
		say(errs, "用法不对："+wrong.message+"\n运行 jianban help 查看全部命令。")
		return 2
	}
	say(errs, sentence(err))
	return 1
}

// sentence is what a person is told about an error: the problems as they are,
// anything else as an internal error with its cause for whoever helps.
func sentence(err error) string {
	var one data.Problem
	var many data.Problems
	switch {
	case errors.As(err, &many):
		return many.Error()
	case errors.As(err, &one):
		return one.Error()
	case errors.Is(err, context.Canceled):
		return "已取消，没有写出不完整的文件。"
	}
	return "程序出错：" + err.Error()
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
