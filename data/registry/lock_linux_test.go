package registry_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// heldLocks counts this program's POSIX locks on a file, as the system lists
// them.
func heldLocks(t *testing.T, path string) (n int) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	inode, pid := fmt.Sprintf(":%d ", info.Sys().(*syscall.Stat_t).Ino), fmt.Sprintf(" %d ", os.Getpid())
	for line := range strings.Lines(string(locks)) {
		if strings.Contains(line, "POSIX") && strings.Contains(line, inode) && strings.Contains(line, pid) {
			n++
		}
	}
	return n
}
