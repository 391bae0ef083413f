//go:build !windows

package registry

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/gofrs/flock"
	"golang.org/x/sys/unix"

	"jianban/data"
)

// File systems that lie on another machine (statfs(2), linux/magic.h): NFS, CIFS,
// SMB2, SMB, 9p, AFS, Ceph, NCP, folders of a virtual machine's host.
var networkTypes = map[int64]bool{0x6969: true, 0xFF534D42: true, 0xFE534D42: true, 0x517B: true,
	0x01021997: true, 0x5346414F: true, 0x00C36400: true, 0x564C: true, 0x786F4256: true}

// fuse is the type of file systems by a program of their own, some of which lie on
// this machine: the table of mounts tells which.
const fuse = 0x65735546

// onNetworkShare tells whether the file would lie on another machine, where
// SQLite's locks cannot be trusted.
func onNetworkShare(path string) bool {
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &s); err != nil {
		return false // the next step says what is wrong with the folder
	}
	kind := int64(s.Type) & 0xFFFFFFFF
	if kind == fuse {
		mounts, err := os.ReadFile("/proc/self/mountinfo")
		return err == nil && data.RemoteKind(data.MountedKind(string(mounts), path))
	}
	return networkTypes[kind]
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

// lockWhole locks the file itself. On Linux flock(2) and SQLite's POSIX locks
// know nothing of each other; elsewhere they would stand in each other's way,
// and the lock that bears the file's name has to do.
func lockWhole(f *os.File, exclusive bool) (bool, error) {
	if runtime.GOOS != "linux" {
		return true, nil
	}
	how := unix.LOCK_SH
	if exclusive {
		how = unix.LOCK_EX
	}
	switch err := unix.Flock(int(f.Fd()), how|unix.LOCK_NB); {
	case errors.Is(err, unix.EWOULDBLOCK):
		return false, nil
	case errors.Is(err, unix.ENOLCK), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EOPNOTSUPP):
		return true, nil // a file system without such locks
	default:
		return err == nil, err
	}
}

func unlockWhole(f *os.File) error {
	if runtime.GOOS != "linux" {
		return nil
	}
	return unix.Flock(int(f.Fd()), unix.LOCK_UN)
}

// links is how many names (hard links) a file has.
func links(_ string, info os.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink)
	}
	return 1
}

// logInUse tells whether another program has the log of the file at path open:
// each connection keeps a lock on byte 128 of the index beside it
// (sqlite.org/walformat.html). It must not be asked while this program has the
// file open through SQLite.
func logInUse(path string) (inUse bool, err error) {
	f, err := os.Open(path + "-shm")
	if err != nil {
		return false, gone(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return locked(f, 128, 1)
}

// fileInUse tells whether another program has SQLite's locks on the file, which
// lie at 1 GiB (sqlite.org/fileformat.html#the_lock_byte_page).
func fileInUse(f *os.File) (bool, error) { return locked(f, 1<<30, 512) }

// locked tells whether another program has a lock on some bytes of a file.
func locked(f *os.File, start, length int64) (bool, error) {
	lock := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: start, Len: length}
	if err := unix.FcntlFlock(f.Fd(), unix.F_GETLK, &lock); err != nil {
		return false, err
	}
	return lock.Type != unix.F_UNLCK, nil
}

// noSpace tells whether err is that the disk, or the user's part of it, is full.
func noSpace(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// FreeSpace is how many bytes a user may still write into a folder.
func FreeSpace(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
