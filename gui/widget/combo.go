package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
)

// Combo is a text field with known values to pick from; anything may be typed.
type Combo struct {
	Entry
	known []string
}

// Offer makes other values the known ones.
func (c *Combo) Offer(known []string) { c.known = known }

// comboMost is how many values the list shows.
const comboMost = 30

// NewCombo makes a field that offers the known values.
func NewCombo(placeholder string, known []string) *Combo {
	c := &Combo{known: known}
	c.start(c, placeholder)
	c.ActionItem = newFieldIcon(fynetheme.MenuDropDownIcon(), c.offer)
	return c
}

// Matching are the known values that fit what is typed, in characters or letters,
// or all where it is one of them or nothing is typed.
func (c *Combo) Matching() []string {
	if c.Known() {
		return c.known
	}
	out := data.PickNames(c.known, c.Text)
	if len(out) == 0 {
		return c.known
	}
	return out
}

// Known tells whether what is typed is one of the known values.
func (c *Combo) Known() bool {
	for _, k := range c.known {
		if k == strings.TrimSpace(c.Text) {
			return true
		}
	}
	return false
}

func (c *Combo) offer() {
	if c.Disabled() {
		return
	}
	var items []*fyne.MenuItem
	for i, k := range c.Matching() {
		if i == comboMost {
			break
		}
		items = append(items, fyne.NewMenuItem(k, func() { c.SetText(k) }))
	}
	d := fyne.CurrentApp().Driver()
	canvas := d.CanvasForObject(c)
	if canvas == nil || len(items) == 0 {
		return
	}
	menu := fw.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	menu.ShowAtPosition(d.AbsolutePositionForObject(c).AddXY(0, c.Size().Height))
	menu.Resize(fyne.NewSize(c.Size().Width, menu.MinSize().Height))
}

// TypedKey opens the list on the down key, its first value ready to be taken.
func (c *Combo) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown {
		c.offer()
		lightLine(c, 0)
		return
	}
	c.Entry.TypedKey(e)
}

// lightLine goes to a line, from 0, of the menu that a key on a field opened, where
// there is one: the next key takes it or goes on from it.
func lightLine(field fyne.CanvasObject, line int) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(field)
	if canvas == nil {
		return
	}
	if menu, ok := canvas.Focused().(*fw.PopUpMenu); ok {
		for range line + 1 {
			menu.ActivateNext()
		}
	}
}
