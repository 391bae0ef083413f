package manual

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// reader is a page that the keyboard can be in, to scroll it.
type reader struct {
	fw.BaseWidget
	scroll *container.Scroll
	ring   *canvas.Rectangle
	pass   func(*fyne.KeyEvent) // what it does not use, such as Esc; set by tests too
}

func newReader(scroll *container.Scroll) *reader {
	r := &reader{scroll: scroll, ring: canvas.NewRectangle(nil)}
	r.ring.StrokeColor = look.Colour(fynetheme.ColorNameFocus)
	r.pass = func(e *fyne.KeyEvent) { ui.PassKey(r, e) }
	r.ExtendBaseWidget(r)
	return r
}

// step is how far an arrow key scrolls; overlap is what stays in sight over a page.
const step, overlap = 60, 40

// TypedKey scrolls.
func (r *reader) TypedKey(e *fyne.KeyEvent) {
	to, height := r.scroll.Offset.Y, r.scroll.Size().Height
	end := max(r.scroll.Content.MinSize().Height-height, 0)
	switch e.Name {
	case fyne.KeyDown:
		to += step
	case fyne.KeyUp:
		to -= step
	case fyne.KeyPageDown, fyne.KeySpace:
		to += height - overlap
	case fyne.KeyPageUp:
		to -= height - overlap
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = end
	default:
		r.pass(e)
		return
	}
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(to, 0), end)))
}

// TypedRune is not needed.
func (r *reader) TypedRune(rune) {}

// FocusGained shows the ring.
func (r *reader) FocusGained() { r.focus(2) }

// FocusLost hides the ring.
func (r *reader) FocusLost() { r.focus(0) }

func (r *reader) focus(width float32) {
	r.ring.StrokeWidth = width
	r.ring.StrokeColor = look.Colour(fynetheme.ColorNameFocus)
	r.ring.Refresh()
}

// CreateRenderer is Fyne's.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(r.scroll, r.ring))
}
