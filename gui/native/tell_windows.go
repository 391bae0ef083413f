package native

import "golang.org/x/sys/windows"

// Tell shows a text in a box and returns when that is closed; shown tells
// whether it could.
func Tell(text string) (shown bool) {
	heading, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return false
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return false
	}
	answer, err := windows.MessageBox(0, body, heading, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND)
	return err == nil && answer != 0
}
