//go:build !windows

package native

import (
	"os/exec"
	"runtime"
)

// OpenFile opens a file with the program that the desktop has for it.
func OpenFile(path string) error {
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
