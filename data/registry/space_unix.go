//go:build !windows

package registry

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// FreeSpace is how many bytes a user may still write into a folder.
func FreeSpace(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// diskFull tells whether err is that of a disk, or the user's part of it, that
// is full.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
