package native

import (
	"golang.org/x/sys/windows"
)

// OpenFile opens a file with the program that Windows has for it. The answer is
// ShellExecute's: rundll32 says nothing where there is none.
func OpenFile(path string) error {
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, nil, file, nil, nil, windows.SW_SHOWNORMAL)
}
