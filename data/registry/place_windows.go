package registry

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	"golang.org/x/sys/windows"
)

// onNetworkShare tells whether the file would lie on another machine, where
// SQLite's locks cannot be trusted.
func onNetworkShare(path string) bool {
	volume := filepath.VolumeName(path)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
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
