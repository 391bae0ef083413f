package gui

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"
)

// showMenu shows a menu below an object, or above it where there is no room.
func showMenu(m *fyne.Menu, below fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(below)
	if c == nil {
		return
	}
	at := d.AbsolutePositionForObject(below).AddXY(0, below.Size().Height)
	menu := fw.NewPopUpMenu(m, c)
	if height := menu.MinSize().Height; at.Y+height > c.Size().Height {
		at.Y -= below.Size().Height + height
	}
	if over := at.X + menu.MinSize().Width - c.Size().Width; over > 0 {
		at.X -= over
	}
	menu.ShowAtPosition(at)
}
