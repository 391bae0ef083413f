package gui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// inputLayout is a layout of the window's content that tells of every key and
// every movement of the mouse in the window, whatever part they are for. Fyne
// tells a key or a movement only to the part it is for, so the system's window
// below Fyne's is asked: it is the one being painted when the layout is asked
// for its size. What it told before it still tells.
type inputLayout struct {
	within  fyne.Layout
	touched func()
	listens bool
}

// MinSize is that of the layout. Fyne asks it before each picture.
func (l *inputLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !l.listens {
		if w := glfw.GetCurrentContext(); w != nil {
			l.listens = true
			l.listen(w)
		}
	}
	return l.within.MinSize(objects)
}

// Layout is that of the layout.
func (l *inputLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.within.Layout(objects, size)
}

// listen puts itself before those who listen already.
func (l *inputLayout) listen(w *glfw.Window) {
	var key glfw.KeyCallback
	key = w.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, action glfw.Action, mods glfw.ModifierKey) {
		l.touched()
		key(w, k, code, action, mods)
	})
	var char glfw.CharCallback // an input method types without keys
	char = w.SetCharCallback(func(w *glfw.Window, c rune) {
		l.touched()
		char(w, c)
	})
	var moved glfw.CursorPosCallback
	moved = w.SetCursorPosCallback(func(w *glfw.Window, x, y float64) {
		l.touched()
		moved(w, x, y)
	})
	var pressed glfw.MouseButtonCallback
	pressed = w.SetMouseButtonCallback(func(w *glfw.Window, b glfw.MouseButton, action glfw.Action, mods glfw.ModifierKey) {
		l.touched()
		pressed(w, b, action, mods)
	})
	var scrolled glfw.ScrollCallback
	scrolled = w.SetScrollCallback(func(w *glfw.Window, x, y float64) {
		l.touched()
		scrolled(w, x, y)
	})
}
