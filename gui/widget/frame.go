package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Border is Fyne's border layout whose parts the Tab key visits in reading
// order; Fyne's own container goes to the middle first. Any may be nil.
func Border(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewBorderLayout(top, bottom, left, right))
	for _, o := range []fyne.CanvasObject{top, left, middle, right, bottom} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

// Frame is Fyne's border layout without gaps: top and bottom over the whole
// width, left and right between them, the rest for the middle. Any may be nil.
// The Tab key visits the middle first: it is what one came for.
func Frame(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	l := &frameLayout{top, bottom, left, right, middle}
	c := container.New(l)
	for _, o := range []fyne.CanvasObject{middle, left, right, top, bottom} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

type frameLayout struct{ top, bottom, left, right, middle fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// MinSize is what the parts need together.
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, e, w, m := least(l.top), least(l.bottom), least(l.left), least(l.right), least(l.middle)
	return fyne.NewSize(max(t.Width, b.Width, e.Width+w.Width+m.Width), t.Height+b.Height+max(e.Height, w.Height, m.Height))
}

// Layout gives the edges their least size and the middle the rest.
func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t, b, e, w := least(l.top).Height, least(l.bottom).Height, least(l.left).Width, least(l.right).Width
	h := size.Height - t - b
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		if o != nil && o.Visible() {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(width, height))
		}
	}
	place(l.top, 0, 0, size.Width, t)
	place(l.bottom, 0, size.Height-b, size.Width, b)
	place(l.left, 0, t, e, h)
	place(l.right, size.Width-w, t, w, h)
	place(l.middle, e, t, size.Width-e-w, h)
}
