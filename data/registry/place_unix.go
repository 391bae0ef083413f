//go:build !windows

package registry

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"
	"golang.org/x/sys/unix"
)

// File systems that lie on another machine (statfs(2), linux/magic.h).
var networkTypes = map[int64]bool{0x6969: true, 0xFF534D42: true, 0xFE534D42: true, 0x517B: true}

// onNetworkShare tells whether the file would lie on another machine, where
// SQLite's locks cannot be trusted.
func onNetworkShare(path string) bool {
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &s); err != nil {
		return false // the next step says what is wrong with the folder
	}
	return networkTypes[int64(s.Type)&0xFFFFFFFF]
}

// writable tells whether a file or folder may be written. The mode bits count
// for the superuser too, whom the system would let through.
func writable(path string, info os.FileInfo) bool {
	return info.Mode().Perm()&0o222 != 0 && unix.Access(path, unix.W_OK) == nil
}

// removeLocked removes a lock file while it is locked, so that nobody can lock
// the one that is going, and lets go of it.
func removeLocked(lock *flock.Flock) error {
	return errors.Join(gone(os.Remove(lock.Path())), lock.Close())
}

// syncFolder makes a new name in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
