package main

import (
	"context"
	"io"
	"os"
	"strings"

	"jianban/cli"
	"jianban/data"
	"jianban/gui"
	"jianban/gui/screen"
)

// What is due is told at logon, where a person wants that, by an entry of the user's
// own that starts the program with noticeArgs; the program tells and ends.

// noticeArgs are what the entry starts the program with.
const noticeArgs = "due --notice"

// logonName names the entry to the system.
const logonName = "Jianban"

// tellDue tells what is due in a box of the desktop, nothing where nothing is, and
// returns the exit code; chosen tells whether args name the registry, else it is the
// one that the window opens.
func tellDue(ctx context.Context, args []string, chosen bool) int {
	if !chosen {
		path, _ := windowRegistry("")
		args = append([]string{"--registry", path}, args...)
	}
	var said strings.Builder
	code := cli.Run(ctx, args, &said, io.Discard, nil)
	if text := strings.TrimSpace(said.String()); text != "" {
		gui.Notice(text)
	}
	return code
}

// logonOf is the entry of this desk; nil for a portable program, which leaves
// nothing on a machine.
func logonOf(portable bool) screen.Logon {
	self, err := os.Executable()
	if portable || err != nil {
		return nil
	}
	return logon{self}
}

// logon is the entry for a program.
type logon struct{ program string }

// logonProblem is what a person is told where the entry cannot be written.
func logonProblem(err error) error {
	return data.Problem{Field: "登录时提醒", Message: "系统没有让程序登记（" + err.Error() + "）", Hint: "请管理员放开权限，或在系统的启动项里设置"}
}
