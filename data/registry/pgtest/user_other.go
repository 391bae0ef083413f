//go:build !linux

package pgtest

import (
	"os/exec"

	"jianban/data/fault"
)

func giveTo(string) error { return nil }

func unprivileged(*exec.Cmd) {}

// startUntilEnded starts a program and tells when it has ended.
func startUntilEnded(c *exec.Cmd, ended chan<- error) error {
	if err := c.Start(); err != nil {
		return err
	}
	fault.Go(func() { ended <- c.Wait() })
	return nil
}
