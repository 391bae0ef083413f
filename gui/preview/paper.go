package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"jianban/export/page"
)

// paper is all sheets with the signs on them: what is scrolled, clicked and
// zoomed with the wheel.
type paper struct {
	widget.BaseWidget
	p       *Preview
	objects []fyne.CanvasObject
}

func newPaper(p *Preview) *paper {
	w := &paper{p: p}
	w.ExtendBaseWidget(w)
	return w
}

// set shows other objects.
func (w *paper) set(objects []fyne.CanvasObject) {
	w.objects = objects
	w.Refresh()
}

// Tapped tells where on paper was clicked.
func (w *paper) Tapped(e *fyne.PointEvent) {
	for i, s := range w.p.sheets {
		at := e.Position.SubtractXY(s.left, s.top)
		if at.X < 0 || at.Y < 0 || at.X > s.size.Width || at.Y > s.size.Height {
			continue
		}
		if w.p.OnTapped != nil {
			w.p.OnTapped(i+1, page.MM(at.X/w.p.scale), page.MM(at.Y/w.p.scale))
		}
		return
	}
}

// Cursor shows that text can be clicked.
func (w *paper) Cursor() desktop.Cursor {
	if w.p.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// Scrolled scrolls, and with Ctrl zooms around the pointer.
func (w *paper) Scrolled(e *fyne.ScrollEvent) {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if !ok || d.CurrentKeyModifiers()&fyne.KeyModifierControl == 0 {
		w.p.scroll.Scrolled(e)
		return
	}
	at := e.Position.Subtract(w.p.scroll.Offset)
	switch {
	case e.Scrolled.DY > 0:
		w.p.zoomStep(1, at)
	case e.Scrolled.DY < 0:
		w.p.zoomStep(-1, at)
	}
}

// CreateRenderer is Fyne's.
func (w *paper) CreateRenderer() fyne.WidgetRenderer { return paperRenderer{w} }

type paperRenderer struct{ w *paper }

func (r paperRenderer) Destroy()                     {}
func (r paperRenderer) Objects() []fyne.CanvasObject { return r.w.objects }
func (r paperRenderer) Layout(fyne.Size)             { r.w.p.spread() }
func (r paperRenderer) Refresh() {
	r.w.p.spread()
	canvas.Refresh(r.w)
}

// MinSize is what the sheets and the desk around them take.
func (r paperRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, s := range r.w.p.sheets {
		size.Width = max(size.Width, s.size.Width+2*gap())
		size.Height = s.top + s.size.Height + gap()
	}
	return size
}
