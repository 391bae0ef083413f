package gui

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// The input method is told the place where the caret is drawn: in fields of one
// and of several lines, after typing, moved by keys, scrolled, at every scale.
func TestTheInputMethodIsToldWhereTheCaretIsDrawn(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.OfficeTheme(1))
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		line, text := ui.NewEntry(""), ui.NewMultiLine("", 4)
		scrolled := container.NewVScroll(container.NewVBox(fw.NewLabel("上"), line, text, fw.NewLabel(strings.Repeat("下\n", 40))))
		w := test.NewTempWindow(t, container.NewPadded(scrolled))
		w.SetPadded(false)
		w.Canvas().(interface{ SetScale(float32) }).SetScale(scale)
		w.Resize(fyne.NewSize(420, 300))
		look := func(what string, e *ui.Entry) {
			t.Helper()
			if err := drawnAt(w.Canvas(), e); err != nil {
				t.Errorf("%s at %v: %v", what, scale, err)
			}
		}
		w.Canvas().Focus(line)
		look("an empty line", line)
		line.Fill("关于加强农村饮水的建议")
		line.SetCaret(5)
		look("in a line", line)
		w.Canvas().Focus(text)
		text.Fill("第一段话很长，要在窗口里折成好几行才放得下，abc def ghi jkl mno pqr。\n\n第三段。\n四\n五\n六")
		text.SetCaret(30)
		look("in a text", text)
		text.SetCaret(len([]rune(text.Text)))
		look("in a text that scrolls", text)
		scrolled.ScrollToOffset(fyne.NewPos(0, 30))
		look("after scrolling", text)
	}
}

// drawnAt tells what is wrong with the place told of the caret of a field: it is
// drawn there, and nowhere beside.
func drawnAt(c fyne.Canvas, e *ui.Entry) error {
	caret, ok := caretIn(c)
	if !ok {
		return fmt.Errorf("no caret")
	}
	picture := c.Capture()
	r, g, b, _ := e.Theme().Color(fynetheme.ColorNamePrimary, fynetheme.VariantLight).RGBA()
	want := color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
	for y := caret.Y + 1; y < caret.Y+caret.Height-1; y++ {
		middle := caret.X + caret.Width/2
		if got := []color.RGBA{at(picture, middle-1, y), at(picture, middle, y), at(picture, middle+1, y)}; !slices.Contains(got, want) { // painters round halves their own way
			return fmt.Errorf("told %v, and at line %d there is %v, not %v", caret, y, got, want)
		}
	}
	if right := caret.X + caret.Width + 2; at(picture, right, caret.Y+caret.Height/2) == want { // at its left the field's frame has the colour
		return fmt.Errorf("told %v, and it reaches to %d", caret, right)
	}
	for _, beyond := range []int32{caret.Y - 3, caret.Y + caret.Height + 2} {
		if at(picture, caret.X, beyond) == want || at(picture, caret.X+caret.Width/2, beyond) == want {
			return fmt.Errorf("told %v, and it reaches up or down to %d", caret, beyond)
		}
	}
	return nil
}

func at(picture image.Image, x, y int32) color.RGBA {
	r, g, b, a := picture.At(int(x), int(y)).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}

// Where nothing is typed into, nothing is told.
func TestNoCaretIsTold(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.OfficeTheme(1))
	locked, button := ui.NewEntry(""), ui.NewButton("保存", nil, func() {})
	w := test.NewTempWindow(t, container.NewVBox(locked, button))
	for what, part := range map[string]fyne.Focusable{"a button": button, "nothing": nil, "a field that is locked": locked} {
		w.Canvas().Focus(part)
		locked.SetReadOnly(true)
		if caret, ok := caretIn(w.Canvas()); ok {
			t.Errorf("%s: %v", what, caret)
		}
		locked.SetReadOnly(false)
	}
}
