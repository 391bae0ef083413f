package native

import "golang.org/x/sys/windows"

// Notify shows a text that is no trouble, and returns when that is closed.
func Notify(text string) { show(text, windows.MB_ICONINFORMATION) }

// Tell shows a text in a box and returns when that is closed.
func Tell(text string) { show(text, windows.MB_ICONWARNING) }

func show(text string, icon uint32) {
	heading, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, body, heading, windows.MB_OK|icon|windows.MB_SETFOREGROUND) // there is no other way
}
