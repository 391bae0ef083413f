package main

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// runKey lists what Windows starts when the user logs on.
const runKey = `Software\Microsoft\Windows\CurrentVersion\Run`

// On tells whether the entry is there for this program.
func (l logon) On() bool {
	k, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer func() { _ = k.Close() }()
	line, _, err := k.GetStringValue(logonName)
	return err == nil && line == l.line()
}

func (l logon) line() string { return `"` + l.program + `" ` + noticeArgs }

// Set writes the entry or takes it away.
func (l logon) Set(on bool) error {
	k, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return logonProblem(err)
	}
	defer func() { _ = k.Close() }()
	if on {
		err = k.SetStringValue(logonName, l.line())
	} else if err = k.DeleteValue(logonName); errors.Is(err, registry.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return logonProblem(err)
	}
	return nil
}
