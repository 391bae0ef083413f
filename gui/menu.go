package gui

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"
)

// showMenu shows a menu below an object.
func showMenu(m *fyne.Menu, below fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(below)
	if c == nil {
		return
	}
	at := d.AbsolutePositionForObject(below).AddXY(0, below.Size().Height)
	menu := fw.NewPopUpMenu(m, c)
	if over := at.X + menu.MinSize().Width - c.Size().Width; over > 0 {
		at.X -= over
	}
	menu.ShowAtPosition(at)
}
