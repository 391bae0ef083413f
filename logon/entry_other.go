//go:build !windows

package logon

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// place is the file that the desktop starts the program by at logon.
func (Entry) place() string { return filepath.Join(xdg.ConfigHome, "autostart", "jianban-due.desktop") }

// On tells whether the entry is there for this program.
func (e Entry) On() bool {
	text, err := os.ReadFile(e.place())
	return err == nil && string(text) == e.file()
}

// file is its content: freedesktop.org's Desktop Entry and Autostart specifications.
func (e Entry) file() string {
	quoted := strings.NewReplacer(`\`, `\\\\`, `"`, `\\"`, "`", "\\\\`", `$`, `\\$`, `%`, `%%`).Replace(e.program)
	return "[Desktop Entry]\nType=Application\nName=建办 到期提醒\nExec=\"" + quoted + "\" " + Args + "\nIcon=jianban\nTerminal=false\nNoDisplay=true\n"
}

// Set writes the entry or takes it away.
func (e Entry) Set(on bool) error {
	var err error
	if on {
		if err = os.MkdirAll(filepath.Dir(e.place()), 0o700); err == nil {
			err = os.WriteFile(e.place(), []byte(e.file()), 0o600)
		}
	} else if err = os.Remove(e.place()); errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return problem(err)
	}
	return nil
}
