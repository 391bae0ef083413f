package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-gl/glfw/v3.4/glfw"

	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A text that was clicked to be copied keeps the keys that copy it, and no key of the
// window; a field keeps all.
func TestATextToCopyKeepsNoKeyOfTheWindow(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		text, field := ui.NewSelectable("关于加强农村饮用水安全的建议"), ui.NewEntry("")
		m.body.Objects = []fyne.CanvasObject{text, field}
		text.MouseIn(nil)
		text.Resize(text.MinSize())
		m.body.Refresh()
		canvas := m.win.Canvas()
		click := func() {
			var inner fyne.Focusable
			for _, o := range test.WidgetRenderer(text).Objects() {
				if f, ok := o.(fyne.Focusable); ok {
					inner = f
				}
			}
			if inner == nil {
				t.Fatal("the text takes no keyboard")
			}
			canvas.Focus(inner)
		}
		for _, x := range []struct {
			key  glfw.Key
			mods glfw.ModifierKey
			free bool
		}{
			{glfw.KeyEscape, 0, true}, {glfw.KeyF6, 0, true}, {glfw.KeyF, glfw.ModControl, true}, {glfw.Key1, glfw.ModAlt, true},
			{glfw.KeyC, glfw.ModControl, false}, {glfw.KeyA, glfw.ModControl, false}, {glfw.KeyLeftControl, glfw.ModControl, false}, {glfw.KeyLeft, glfw.ModShift, false},
		} {
			click()
			m.freeKeys(x.key, x.mods)
			if free := canvas.Focused() == nil; free != x.free {
				t.Errorf("key %d with %d: the keyboard is free %t", x.key, x.mods, free)
			}
		}
		canvas.Focus(field)
		m.freeKeys(glfw.KeyEscape, 0)
		if canvas.Focused() == nil {
			t.Error("a field lost the keyboard")
		}
	}, story.Lead())
}
