package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Bar shows how much of a whole is done.
type Bar struct {
	fw.BaseWidget
	part       float32
	back, done *Plane
}

// NewBar makes an empty bar.
func NewBar() *Bar {
	b := &Bar{back: NewPlane(look.ColorBarBack), done: NewPlane(look.ColorBar)}
	b.back.round, b.done.round = true, true
	b.ExtendBaseWidget(b)
	return b
}

// Set shows num of den; nothing where den is 0.
func (b *Bar) Set(num, den int) {
	b.part = 0
	if den > 0 {
		b.part = min(float32(num)/float32(den), 1)
	}
	b.Refresh()
}

// CreateRenderer is Fyne's.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

type barRenderer struct{ b *Bar }

func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.back, r.b.done} }
func (r *barRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 13) }
func (r *barRenderer) Layout(size fyne.Size) {
	y := (size.Height - 13) / 2
	r.b.back.Move(fyne.NewPos(0, y))
	r.b.back.Resize(fyne.NewSize(size.Width, 13))
	r.b.done.Move(fyne.NewPos(0, y))
	r.b.done.Resize(fyne.NewSize(size.Width*r.b.part, 13))
}
func (r *barRenderer) Refresh() {
	r.Layout(r.b.Size())
	r.b.back.Refresh()
	r.b.done.Refresh()
}
