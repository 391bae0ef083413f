package logon

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// runKey lists what Windows starts when the user logs on.
const runKey = `Software\Microsoft\Windows\CurrentVersion\Run`

// name names the entry to Windows; the uninstaller takes it away by that
// (packaging/windows/setup.nsi).
const name = "Jianban"

// On tells whether the entry is there for this program.
func (e Entry) On() bool {
	k, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer func() { _ = k.Close() }()
	line, _, err := k.GetStringValue(name)
	return err == nil && line == e.line()
}

func (e Entry) line() string { return `"` + e.program + `" ` + Args }

// Set writes the entry or takes it away.
func (e Entry) Set(on bool) error {
	k, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return problem(err)
	}
	defer func() { _ = k.Close() }()
	if on {
		err = k.SetStringValue(name, e.line())
	} else if err = k.DeleteValue(name); errors.Is(err, registry.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return problem(err)
	}
	return nil
}
