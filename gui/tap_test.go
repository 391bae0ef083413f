package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	ui "jianban/gui/widget"
)

// tapText taps the innermost thing to tap that shows a text, or the button
// with that word, and waits for what follows.
func tapText(t *testing.T, root fyne.CanvasObject, text string) {
	t.Helper()
	var found *ui.Tap
	var button *ui.Button
	walk(root, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *ui.Tap:
			if slices.Contains(texts(w), text) {
				found = w
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
	settle()
}

// typeInto types into the field of the panel opened last that has a label.
func typeInto(t *testing.T, r *paperRoom, label, text string) {
	t.Helper()
	var field interface{ SetText(string) }
	walk(r.panels[len(r.panels)-1].Content, func(o fyne.CanvasObject) bool {
		if c, ok := o.(*fyne.Container); ok && len(c.Objects) == 3 && slices.Contains(texts(c.Objects[0]), label) { // a row of a form: label, field, note
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
	settle()
}
