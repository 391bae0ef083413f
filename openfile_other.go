//go:build !windows

package main

import (
	"os/exec"
	"runtime"
)

// startProgramOf opens a file with the program that the desktop has for it.
func startProgramOf(path string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	cmd := exec.Command(opener, path)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
