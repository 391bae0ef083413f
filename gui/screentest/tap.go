package screentest

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/gui/screentest/onethread"
	ui "jianban/gui/widget"
)

// TapText taps the innermost thing to tap that shows a text, or the button
// with that word, and waits for what follows.
func TapText(t *testing.T, root fyne.CanvasObject, text string) {
	t.Helper()
	var found fyne.Tappable
	var button *ui.Button
	Walk(root, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *ui.Tap, *ui.Pointed:
			if slices.Contains(Texts(w), text) {
				found = w.(fyne.Tappable)
			}
		case *ui.Button:
			if w.Text == text && button == nil {
				button = w
			}
		}
		return true
	})
	switch {
	case found != nil:
		test.Tap(found)
	case button != nil:
		test.Tap(button)
	default:
		t.Fatalf("nothing to tap shows %q", text)
	}
	onethread.Settle()
}

// TypeInto types into the field of the panel opened last that has a label.
func TypeInto(t *testing.T, r *Room, label, text string) {
	t.Helper()
	var field interface{ SetText(string) }
	Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
		if c, ok := o.(*fyne.Container); ok && len(c.Objects) == 3 && slices.Contains(Texts(c.Objects[0]), label) { // a row of a form: label, field, note
			if f, ok := c.Objects[1].(interface{ SetText(string) }); ok {
				field = f
			}
		}
		return field == nil
	})
	if field == nil {
		t.Fatalf("no field %q to type into", label)
	}
	field.SetText(text)
	onethread.Settle()
}
