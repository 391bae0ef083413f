package registry

import (
	"path/filepath"
	"strings"

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

// writableFolder: Windows tells only when a file is made.
func writableFolder(string) bool { return true }

// syncFolder: NTFS journals names by itself.
func syncFolder(string) error { return nil }
