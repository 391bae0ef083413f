package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Beside puts objects side by side at their least width.
func Beside(objects ...fyne.CanvasObject) fyne.CanvasObject { return container.NewHBox(objects...) }

// BorderRight puts an object at the right of another that takes the rest.
func BorderRight(main, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, right, main)
}

// ShowMenu shows a menu below an object, or above it where there is no room; where
// neither has it, over the object, as high as the window at most.
func ShowMenu(m *fyne.Menu, below fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(below)
	if c == nil {
		return
	}
	top := d.AbsolutePositionForObject(below)
	at := top.AddXY(0, below.Size().Height)
	menu := fw.NewPopUpMenu(m, c)
	size := menu.MinSize()
	if at.Y+size.Height > c.Size().Height {
		if at.Y = top.Y - size.Height; at.Y < 0 {
			at.Y = max(c.Size().Height-size.Height, 0)
		}
	}
	at.X = max(min(at.X, c.Size().Width-size.Width), 0)
	menu.ShowAtPosition(at)
}

// SetShown shows or hides an object.
func SetShown(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// Enable enables or disables a button where it is not so already.
func Enable(b *Button, yes bool) {
	switch {
	case yes && b.Disabled():
		b.Enable()
	case !yes && !b.Disabled():
		b.Disable()
	}
}

// SetBadge shows a state, or nothing for an empty word.
func SetBadge(b *Badge, t Tone, shape Shape, word string) {
	b.Set(t, shape, word)
	SetShown(b, word != "")
}

// Relayout lays a container's objects out anew, because the size that one of them
// needs has changed, without painting them all again.
func Relayout(c *fyne.Container) { c.Layout.Layout(c.Objects, c.Size()) }

// Muted is a line in the muted colour.
func Muted(text string) *Line {
	l := NewLine(text)
	l.Color = look.ColorMuted
	return l
}

// Small is a muted line of small text, cut where there is no room.
func Small(text string) *Line {
	l := Muted(text)
	l.TextSize = look.SizeSmall
	return l
}

// Middle keeps an object at its least height in the middle of its room.
func Middle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}
