// Package logon is the user's own entry by which the system starts the program at
// each logon, to tell once what is due: in the registry of Windows, in the folder
// autostart of other desktops. It is there only while a person wants it. Start with Of.
package logon

import (
	"os"

	"jianban/data"
)

// Args are what the entry starts the program with.
const Args = "due --notice"

// Entry is the entry for one program.
type Entry struct{ program string }

// Of is the entry for this program; ok is false where its own file cannot be told.
func Of() (e Entry, ok bool) {
	self, err := os.Executable()
	return Entry{self}, err == nil
}

// problem is what a person is told where the entry cannot be written.
func problem(err error) error {
	return data.Problem{Field: "登录时提醒", Message: "系统没有让程序登记（" + err.Error() + "）", Hint: "请管理员放开权限，或在系统的启动项里设置"}
}
