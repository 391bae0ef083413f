package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Typing is a part of the window that text is typed into.
type Typing interface {
	fyne.Focusable
	// CaretPlace is where its caret stands in the window, and how large it is.
	CaretPlace() (at fyne.Position, size fyne.Size, ok bool)
}

// CreateRenderer keeps what the caret moves in: Fyne tells where it stands there.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok && s.Content != nil {
			e.text = s.Content // moves as the text is scrolled
			return r
		}
	}
	e.text = e.self
	return r
}

// CaretPlace is where the caret stands in the window; ok tells that there is one.
func (e *Entry) CaretPlace() (at fyne.Position, size fyne.Size, ok bool) {
	if e.text == nil || e.Disabled() {
		return at, size, false
	}
	th := e.Theme()
	line := fyne.MeasureText("口", th.Size(fynetheme.SizeNameText), e.TextStyle).Height
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(e.text).Add(e.CursorPosition())
	return at, fyne.NewSize(th.Size(fynetheme.SizeNameInputBorder), line), true
}
