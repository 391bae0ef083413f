package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// Selectable is a paragraph whose text can be selected with the mouse and copied. It
// is so only while the pointer is on it or something is selected: Fyne's stops Tab at
// each such text, shows nothing there, and keeps the window's keys.
type Selectable struct{ fw.Label }

// NewSelectable makes a paragraph in the normal colour and size.
func NewSelectable(text string) *Selectable {
	s := &Selectable{}
	s.Text, s.Wrapping = text, fyne.TextWrapBreak
	s.ExtendBaseWidget(s)
	return s
}

// MouseIn lets the text be selected.
func (s *Selectable) MouseIn(*desktop.MouseEvent) { s.let(true) }

// MouseMoved is not needed.
func (s *Selectable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that, but for a selection that may still be copied.
func (s *Selectable) MouseOut() {
	if s.SelectedText() == "" {
		s.let(false)
	}
}

func (s *Selectable) let(yes bool) {
	if s.Selectable != yes {
		s.Selectable = yes
		s.Refresh()
	}
}
