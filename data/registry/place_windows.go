package registry

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"golang.org/x/sys/windows"

	"jianban/data"
)

// onNetworkShare tells whether the file would lie on another machine, where
// SQLite's locks cannot be trusted.
func onNetworkShare(path string) bool {
	if data.UNCPath(path) {
		return true
	}
	// A folder that links elsewhere is followed, also where the file is still to be made.
	if to, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		if data.UNCPath(to) {
			return true
		}
		path = to
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}

// writable tells whether a file may be written, by its read-only mark; of a
// folder Windows tells only when a file is made there.
func writable(_ string, info os.FileInfo) bool {
	return info.IsDir() || info.Mode().Perm()&0o200 != 0
}

// removeLocked lets go of a lock file and removes it; where another program
// has opened it meanwhile, Windows keeps it, and it stays that program's.
func removeLocked(lock *flock.Flock) error {
	if err := lock.Close(); err != nil {
		return err
	}
	if err := os.Remove(lock.Path()); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return err
	}
	return nil
}

// syncFolder: NTFS journals names by itself.
func syncFolder(string) error { return nil }

// lockedByte is where the lock of the file itself lies: far behind SQLite's
// own at 1 GiB (sqlite.org/fileformat.html#the_lock_byte_page) and behind the
// end of any registry, so that it keeps nobody from reading or writing.
const lockedByte = 0x7FFFFFFF

func lockWhole(f *os.File, exclusive bool) (bool, error) {
	flags := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if exclusive {
		flags |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: lockedByte})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

func unlockWhole(f *os.File) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, &windows.Overlapped{OffsetHigh: lockedByte})
}

// links is how many names (hard links) a file has.
func links(path string, _ os.FileInfo) uint64 {
	f, err := os.Open(path)
	if err != nil {
		return 1
	}
	defer f.Close() // nothing was written
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return 1
	}
	return uint64(info.NumberOfLinks)
}

// logInUse: Windows renames no log that a program has open.
func logInUse(string) (bool, error) { return false, nil }

// fileInUse: nor a journal.
func fileInUse(*os.File) (bool, error) { return false, nil }

// noSpace tells whether err is that the disk is full.
func noSpace(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// FreeSpace is how many bytes a user may still write into a folder.
func FreeSpace(dir string) (int64, error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(free), nil
}
