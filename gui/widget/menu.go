package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// MenuItem is one line of a menu with the keys that do the same, "" for none; one
// that cannot be done now stands back.
func MenuItem(word, keys string, can bool, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(word, do)
	if keys != "" { // shown as they are written here
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
	menu := fw.NewPopUpMenu(fyne.NewMenu("", items...), c)
	size, place := menu.MinSize(), d.AbsolutePositionForObject(o).Add(at)
	if place.Y+size.Height > c.Size().Height {
		place.Y = max(place.Y-size.Height, 0)
	}
	place.X = max(min(place.X, c.Size().Width-size.Width), 0)
	menu.ShowAtPosition(place)
}
