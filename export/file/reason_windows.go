package file

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) || heldOpen(err)
}

// heldOpen tells whether a rename was denied because a program has the file
// open that was to be replaced: MoveFileEx says "access denied" of that too. A
// file that lets itself be opened by nobody else is in use.
func heldOpen(err error) bool {
	var move *os.LinkError
	if !errors.As(err, &move) || !errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return false
	}
	name, err := windows.UTF16PtrFromString(move.New)
	if err != nil {
		return false
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
	}
	_ = windows.CloseHandle(h) // nothing was written
	return false
}

func readOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func nameTooLong(err error) bool {
	return errors.Is(err, windows.ERROR_FILENAME_EXCED_RANGE) || errors.Is(err, windows.ERROR_BUFFER_OVERFLOW)
}
