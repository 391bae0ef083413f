package gui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"jianban/data/fault"
)

// inputLayout is a layout of the window's content that tells of every key and
// every movement of the mouse in the window, whatever part they are for. Fyne
// tells a key or a movement only to the part it is for, so the system's window
// below Fyne's is asked: it is the one being painted when the layout is asked
// for its size. What it told before it still tells. A fault on the way ends
// there (package fault): none unwinds the system's own functions.
type inputLayout struct {
	within  fyne.Layout
	touched func()
	drawn   func()                           // the window is drawn for the first time
	found   func(*glfw.Window)               // the system's window, then
	paints  func()                           // a picture is begun; may be nil
	key     func(glfw.Key, glfw.ModifierKey) // a key is about to go where the keyboard is; may be nil
	resized func()                           // the window has another size; may be nil
	size    fyne.Size                        // the least
	laid    fyne.Size                        // as it was laid out last
	listens bool
}

// MinSize is that of the layout. Fyne asks it before each picture.
func (l *inputLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !l.listens {
		if w := glfw.GetCurrentContext(); w != nil {
			l.listens = true
			l.listen(w)
			l.watch(w)
			l.drawn()
			l.found(w)
		}
	}
	if l.paints != nil {
		l.paints()
	}
	fault.Run(func() { l.size = l.within.MinSize(objects) })
	return l.size
}

// Layout is that of the layout.
func (l *inputLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fault.Run(func() {
		l.within.Layout(objects, size)
		if l.laid != size && l.resized != nil {
			l.laid = size
			l.resized()
		}
	})
}

// listen puts itself before those who listen already.
func (l *inputLayout) listen(w *glfw.Window) {
	var key glfw.KeyCallback
	key = w.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, action glfw.Action, mods glfw.ModifierKey) {
		defer fault.Here()
		l.touched()
		if l.key != nil && action != glfw.Release {
			l.key(k, mods)
		}
		key(w, k, code, action, mods)
	})
	var char glfw.CharCallback // an input method types without keys
	char = w.SetCharCallback(func(w *glfw.Window, c rune) {
		defer fault.Here()
		l.touched()
		char(w, c)
	})
	var moved glfw.CursorPosCallback
	moved = w.SetCursorPosCallback(func(w *glfw.Window, x, y float64) {
		defer fault.Here()
		l.touched()
		moved(w, x, y)
	})
	var pressed glfw.MouseButtonCallback
	pressed = w.SetMouseButtonCallback(func(w *glfw.Window, b glfw.MouseButton, action glfw.Action, mods glfw.ModifierKey) {
		defer fault.Here()
		l.touched()
		pressed(w, b, action, mods)
	})
	var scrolled glfw.ScrollCallback
	scrolled = w.SetScrollCallback(func(w *glfw.Window, x, y float64) {
		defer fault.Here()
		l.touched()
		scrolled(w, x, y)
	})
}

// watch ends faults on the way of what is no key and no movement.
func (l *inputLayout) watch(w *glfw.Window) {
	var closed glfw.CloseCallback
	closed = w.SetCloseCallback(func(w *glfw.Window) {
		defer fault.Here()
		closed(w)
	})
	var resized glfw.SizeCallback
	resized = w.SetSizeCallback(func(w *glfw.Window, width, height int) {
		defer fault.Here()
		resized(w, width, height)
	})
	var refreshed glfw.RefreshCallback
	refreshed = w.SetRefreshCallback(func(w *glfw.Window) {
		defer fault.Here()
		refreshed(w)
	})
	var focused glfw.FocusCallback
	focused = w.SetFocusCallback(func(w *glfw.Window, on bool) {
		defer fault.Here()
		focused(w, on)
	})
	var dropped glfw.DropCallback
	dropped = w.SetDropCallback(func(w *glfw.Window, names []string) {
		defer fault.Here()
		if dropped != nil {
			dropped(w, names)
		}
	})
}

// freeKeys takes the keyboard from a text that is only there to be copied, where a key
// is the window's: Fyne gives all keys to such a text once it was clicked.
func (m *Main) freeKeys(k glfw.Key, mods glfw.ModifierKey) {
	text, ok := m.win.Canvas().Focused().(interface{ SelectedText() string })
	if _, typed := text.(fyne.Disableable); !ok || typed { // a field can be disabled
		return
	}
	copies := mods&glfw.ModControl != 0 && (k == glfw.KeyC || k == glfw.KeyA || k == glfw.KeyInsert)
	window := k == glfw.KeyEscape || k >= glfw.KeyF1 && k <= glfw.KeyF12 || mods&(glfw.ModControl|glfw.ModAlt) != 0 && k < glfw.KeyLeftShift
	if window && !copies {
		m.win.Canvas().Unfocus()
	}
}
