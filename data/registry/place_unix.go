//go:build !windows

package registry

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

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

func writableFolder(dir string) bool { return unix.Access(dir, unix.W_OK) == nil }

// syncFolder makes a new name in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
