//go:build !windows

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// place is the file that the desktop starts the program by at logon.
func (logon) place() string { return filepath.Join(xdg.ConfigHome, "autostart", "jianban-due.desktop") }

// On tells whether the entry is there for this program.
func (l logon) On() bool {
	text, err := os.ReadFile(l.place())
	return err == nil && string(text) == l.entry()
}

// entry is the file: freedesktop.org's Desktop Entry and Autostart specifications.
func (l logon) entry() string {
	quoted := strings.NewReplacer(`\`, `\\\\`, `"`, `\\"`, "`", "\\\\`", `$`, `\\$`, `%`, `%%`).Replace(l.program)
	return "[Desktop Entry]\nType=Application\nName=建办 到期提醒\nExec=\"" + quoted + "\" " + noticeArgs + "\nIcon=jianban\nTerminal=false\nNoDisplay=true\n"
}

// Set writes the entry or takes it away.
func (l logon) Set(on bool) error {
	var err error
	if on {
		if err = os.MkdirAll(filepath.Dir(l.place()), 0o700); err == nil {
			err = os.WriteFile(l.place(), []byte(l.entry()), 0o600)
		}
	} else if err = os.Remove(l.place()); errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return logonProblem(err)
	}
	return nil
}
