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
