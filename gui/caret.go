package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"jianban/gui/native"
	ui "jianban/gui/widget"
)

// followCaret tells the system's input method where the caret stands, so that
// candidates come up beside it. It is asked before each picture: whatever moves
// the caret (keys, the mouse, scrolling, another field, another scale) makes one.
// It runs after the picture, when every part has its place.
func (m *Main) followCaret() {
	if native.FollowsCaret && !m.following {
		m.following = true
		ui.Do(func() {
			m.following = false
			m.tellCaret(native.SetCaret)
		})
	}
}

// tellCaret tells where the caret stands, where there is one.
func (m *Main) tellCaret(tell func(window uintptr, c native.Caret)) {
	caret, ok := caretIn(m.win.Canvas())
	n, real := m.win.(driver.NativeWindow)
	if !ok || !real {
		return
	}
	n.RunNative(func(context any) {
		if w, ok := context.(driver.WindowsWindowContext); ok {
			tell(w.HWND, caret)
		}
	})
}

// caretIn is the caret of the part of a window that has the keyboard.
func caretIn(c fyne.Canvas) (caret native.Caret, ok bool) {
	field, ok := c.Focused().(ui.Typing)
	if !ok {
		return caret, false
	}
	at, size, ok := field.CaretPlace()
	room := c.Size()
	return native.CaretAt(native.Place{X: at.X, Y: at.Y, Width: size.Width, Height: size.Height}, native.Place{Width: room.Width, Height: room.Height}, c.Scale()), ok
}
