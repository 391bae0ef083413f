package registry_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// heldLocks counts this program's POSIX locks on a file, as the system lists
// them. The list is read in pieces and lacks a lock now and then while others
// come and go, so it is read again where it has none: one that is not held is
// in none of them.
func heldLocks(t *testing.T, path string) (n int) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	inode, pid := fmt.Sprintf(":%d ", info.Sys().(*syscall.Stat_t).Ino), fmt.Sprintf(" %d ", os.Getpid())
	for range 50 {
		locks, err := os.ReadFile("/proc/locks")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(locks)) {
			if strings.Contains(line, "POSIX") && strings.Contains(line, inode) && strings.Contains(line, pid) {
				n++
			}
		}
		if n > 0 {
			break
		}
	}
	return n
}
