package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Split shows a main part and, at its right, a side part of a width that a
// person can drag and that is remembered. The side part keeps its width when
// the window grows.
type Split struct {
	fw.BaseWidget
	main, side fyne.CanvasObject
	bar        *splitBar
	width      float32
	least      float32
	mainLeast  float32
	mainMost   float32 // 0 where the main part may take all
	dragged    bool    // a person gave the side part its width
	key        string
	prefs      fyne.Preferences
}

// NewSplit makes a split whose side part is first width wide and at least
// least. The width is kept in prefs under the key; prefs may be nil.
func NewSplit(main, side fyne.CanvasObject, width, least float32, prefs fyne.Preferences, key string) *Split {
	s := &Split{main: main, side: side, width: width, least: least, mainLeast: 320, prefs: prefs, key: key}
	if prefs != nil {
		kept := float32(prefs.FloatWithFallback(key, 0))
		if s.dragged = kept > 0; s.dragged {
			s.width = kept
		}
	}
	s.bar = &splitBar{split: s}
	s.bar.ExtendBaseWidget(s.bar)
	s.ExtendBaseWidget(s)
	return s
}

// KeepMain sets how wide, at scale 1, the main part stays before the side part
// gives way.
func (s *Split) KeepMain(width float32) { s.mainLeast = width }

// MostMain sets beyond which width, at scale 1, the main part does not grow with the
// window: the side part does, until a person drags the line between them.
func (s *Split) MostMain(width float32) { s.mainMost = width }

// SideWidth is the width of the side part as shown.
func (s *Split) SideWidth() float32 { return s.fit(s.Size().Width) }

// ShowSide shows or hides the side part.
func (s *Split) ShowSide(yes bool) {
	if s.side.Visible() == yes {
		return
	}
	if yes {
		s.side.Show()
		s.bar.Show()
	} else {
		s.side.Hide()
		s.bar.Hide()
	}
	s.Refresh()
}

func (s *Split) fit(total float32) float32 {
	scale, width := look.Scale(), s.width
	if s.mainMost > 0 && !s.dragged {
		width = max(width, total-s.mainMost*scale)
	}
	return max(min(width, total-s.mainLeast*scale), s.least)
}

func (s *Split) drag(dx float32) {
	s.width = s.fit(s.Size().Width) - dx
	s.dragged = true
	s.width = s.fit(s.Size().Width)
	s.Refresh()
}

func (s *Split) dragEnd() {
	if s.prefs != nil {
		s.prefs.SetFloat(s.key, float64(s.width))
	}
}

// CreateRenderer is Fyne's.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return &splitRenderer{s} }

type splitRenderer struct{ s *Split }

func (r *splitRenderer) Destroy() {}
func (r *splitRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.main, r.s.side, r.s.bar}
}
func (r *splitRenderer) MinSize() fyne.Size {
	m, d := r.s.main.MinSize(), r.s.side.MinSize()
	if !r.s.side.Visible() {
		return m
	}
	return fyne.NewSize(min(m.Width, r.s.mainLeast)+r.s.least, max(m.Height, d.Height))
}

// grip is how wide the area is that can be dragged.
const grip = 7

func (r *splitRenderer) Layout(size fyne.Size) {
	s := r.s
	if !s.side.Visible() {
		s.main.Move(fyne.NewPos(0, 0))
		s.main.Resize(size)
		return
	}
	w := s.fit(size.Width)
	s.main.Move(fyne.NewPos(0, 0))
	s.main.Resize(fyne.NewSize(size.Width-w-1, size.Height))
	s.side.Move(fyne.NewPos(size.Width-w, 0))
	s.side.Resize(fyne.NewSize(w, size.Height))
	s.bar.Move(fyne.NewPos(size.Width-w-grip/2-1, 0))
	s.bar.Resize(fyne.NewSize(grip, size.Height))
}

func (r *splitRenderer) Refresh() {
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// splitBar is the line between the parts.
type splitBar struct {
	fw.BaseWidget
	split *Split
	hover bool
	line  *canvas.Rectangle
}

// Dragged moves the line.
func (b *splitBar) Dragged(e *fyne.DragEvent) { b.split.drag(e.Dragged.DX) }

// DragEnd remembers the width.
func (b *splitBar) DragEnd() { b.split.dragEnd() }

// Cursor shows that the line can be dragged.
func (b *splitBar) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn shows the line stronger.
func (b *splitBar) MouseIn(*desktop.MouseEvent) { b.hover = true; b.Refresh() }

// MouseMoved is not needed.
func (b *splitBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows the line as usual.
func (b *splitBar) MouseOut() { b.hover = false; b.Refresh() }

// CreateRenderer is Fyne's.
func (b *splitBar) CreateRenderer() fyne.WidgetRenderer {
	b.line = canvas.NewRectangle(color.Transparent)
	r := &splitBarRenderer{b}
	r.Refresh()
	return r
}

type splitBarRenderer struct{ b *splitBar }

func (r *splitBarRenderer) Destroy()                     {}
func (r *splitBarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.line} }
func (r *splitBarRenderer) MinSize() fyne.Size           { return fyne.NewSize(grip, 0) }
func (r *splitBarRenderer) Layout(size fyne.Size) {
	w := float32(1)
	if r.b.hover {
		w = 3
	}
	r.b.line.Move(fyne.NewPos((size.Width-w)/2, 0))
	r.b.line.Resize(fyne.NewSize(w, size.Height))
}
func (r *splitBarRenderer) Refresh() {
	r.b.line.FillColor = look.Colour(look.ColorLine)
	if r.b.hover {
		r.b.line.FillColor = look.Colour(fynetheme.ColorNamePrimary)
	}
	r.Layout(r.b.Size())
	r.b.line.Refresh()
}
