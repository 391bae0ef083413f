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

// A list opened by a key begins at what is chosen, and the next key takes it or goes
// on from there.
func TestAListOpenedByAKeyBeginsAtItsValue(t *testing.T) {
	office(t)
	choice := ui.NewChoice("请选择", ui.Options([]string{"面商", "座谈", "电话"}), nil)
	combo := ui.NewCombo("", []string{"区住建局", "区水利局"})
	c := show(t, container.NewVBox(choice, combo), 300, 400).Canvas()
	open := func(field fyne.Focusable, keys ...fyne.KeyName) {
		c.Focus(field)
		for _, k := range keys {
			press(c.Focused(), k)
		}
	}
	open(choice, fyne.KeyDown, fyne.KeyReturn)
	if got := choice.Value(); got != "面商" {
		t.Errorf("the first of a list is %q", got)
	}
	open(choice, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn)
	if got := choice.Value(); got != "座谈" {
		t.Errorf("the one behind it is %q", got)
	}
	open(choice, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn)
	if got := choice.Value(); got != "面商" {
		t.Errorf("the one before is %q", got)
	}
	open(combo, fyne.KeyDown, fyne.KeyReturn)
	if combo.Text != "区住建局" {
		t.Errorf("the field has %q", combo.Text)
	}
}
