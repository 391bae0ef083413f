package pgtest

import (
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"

	"jianban/data/fault"
)

// The server refuses to run as root: then it runs as its package's own user.

func serverUser() (uid, gid int, ok bool) {
	if os.Getuid() != 0 {
		return 0, 0, false
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return 0, 0, false
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	return uid, gid, err1 == nil && err2 == nil
}

func giveTo(dir string) error {
	if uid, gid, ok := serverUser(); ok {
		return os.Chown(dir, uid, gid)
	}
	return nil
}

func unprivileged(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{}
	if uid, gid, ok := serverUser(); ok {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
}

// startUntilEnded starts a program that ends with this one, and tells when it has
// ended. The system ends it with the thread that started it, which therefore waits
// for it.
func startUntilEnded(c *exec.Cmd, ended chan<- error) error {
	c.SysProcAttr.Pdeathsig = syscall.SIGQUIT
	started := make(chan error)
	fault.Go(func() {
		runtime.LockOSThread()
		err := c.Start()
		started <- err
		if err == nil {
			ended <- c.Wait()
		}
	})
	return <-started
}
