package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// MenuItem is one line of a menu with the keys that do the same, "" for none; one
// that cannot be done now stands back.
func MenuItem(word, keys string, can bool, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(word, do)
	if keys != "" {
		item.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyName(keys)}
	}
	item.Disabled = !can
	return item
}

// ShowMenuAt shows a menu at a place of an object, within the window. When it closes
// the keyboard is where it was.
func ShowMenuAt(items []*fyne.MenuItem, o fyne.CanvasObject, at fyne.Position) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(o)
	if c == nil {
		return
	}
	writeKeys(items)
	menu := fw.NewPopUpMenu(fyne.NewMenu("", items...), c)
	size, place := menu.MinSize(), d.AbsolutePositionForObject(o).Add(at)
	if place.Y+size.Height > c.Size().Height {
		place.Y = max(c.Size().Height-size.Height, 0)
	}
	place.X = max(min(place.X, c.Size().Width-size.Width), 0)
	menu.ShowAtPosition(place)
}

// keysGap is the least room, in spaces, between a word and the keys for it.
const keysGap = 6

// writeKeys writes the keys of a menu's lines behind their words, one under the
// other: Fyne would write them so pale that they cannot be read.
func writeKeys(items []*fyne.MenuItem) {
	width := func(text string) float32 {
		return fyne.MeasureText(text, look.Size(fynetheme.SizeNameText), fyne.TextStyle{}).Width
	}
	widest, space := float32(0), width(" ")
	for _, item := range items {
		widest = max(widest, width(item.Label))
	}
	for _, item := range items {
		if k, ok := item.Shortcut.(*desktop.CustomShortcut); ok {
			room := int((widest-width(item.Label))/space+0.5) + keysGap
			item.Label, item.Shortcut = item.Label+strings.Repeat(" ", room)+string(k.KeyName), nil
		}
	}
}
