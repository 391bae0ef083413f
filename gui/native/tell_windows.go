package native

import "golang.org/x/sys/windows"

// Tell shows a text in a box and returns when that is closed.
func Tell(text string) {
	heading, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, body, heading, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND) // there is no other way
}
