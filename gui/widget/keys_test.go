package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	ui "jianban/gui/widget"
)

// A button pressed by a key keeps the keyboard; one that is no longer shown is not
// pressed.
func TestAButtonKeepsTheKeyboard(t *testing.T) {
	office(t)
	pressed := 0
	b := ui.NewButton("签收", nil, func() { pressed++ })
	box := container.NewVBox(ui.Gap(20), b, ui.NewButton("编辑", nil, func() {}))
	c := show(t, box, 200, 200).Canvas()
	c.Focus(b)
	press(b, fyne.KeyReturn, fyne.KeySpace)
	if pressed != 2 || c.Focused() != fyne.Focusable(b) {
		t.Errorf("pressed %d times, the keyboard is in %T", pressed, c.Focused())
	}
	b.Disable()
	press(b, fyne.KeyReturn)
	b.Enable()
	box.Remove(b)
	press(b, fyne.KeyReturn)
	if pressed != 2 || c.Focused() != nil {
		t.Errorf("disabled and gone it is pressed: %d times, the keyboard is in %T", pressed, c.Focused())
	}
}

// What is not found may be a whole letter, pasted into the search box: the window does
// not grow with it.
func TestNothingFoundStaysInTheWindow(t *testing.T) {
	office(t)
	whole := strings.Repeat("关于整治老旧小区排水管网的建议", 20)
	if w := ui.Empty(theme.SearchIcon(), whole, whole+"\n"+whole).MinSize().Width; w > 1000 {
		t.Errorf("needs %v", w)
	}
}
