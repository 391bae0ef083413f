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

// headGrip is the right edge of a heading: dragging it makes the column wider or
// narrower, a double click as wide as what it holds.
type headGrip struct {
	fw.BaseWidget
	drag func(by float32)
	done func()
	fit  func()
	line *canvas.Rectangle
	over bool
}

func newHeadGrip(drag func(by float32), done, fit func()) *headGrip {
	g := &headGrip{drag: drag, done: done, fit: fit, line: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged moves the edge.
func (g *headGrip) Dragged(e *fyne.DragEvent) { g.drag(e.Dragged.DX) }

// DragEnd keeps the width.
func (g *headGrip) DragEnd() { g.done() }

// Tapped is there so that a click on the edge does not sort.
func (g *headGrip) Tapped(*fyne.PointEvent) {}

// DoubleTapped makes the column as wide as what it holds.
func (g *headGrip) DoubleTapped(*fyne.PointEvent) { g.fit() }

// Cursor shows that the edge can be dragged.
func (g *headGrip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn shows the edge.
func (g *headGrip) MouseIn(*desktop.MouseEvent) { g.over = true; g.Refresh() }

// MouseMoved is not needed.
func (g *headGrip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the edge.
func (g *headGrip) MouseOut() { g.over = false; g.Refresh() }

// CreateRenderer is Fyne's.
func (g *headGrip) CreateRenderer() fyne.WidgetRenderer { return gripRenderer{g} }

type gripRenderer struct{ g *headGrip }

func (r gripRenderer) Destroy()                     {}
func (r gripRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.g.line} }
func (r gripRenderer) MinSize() fyne.Size           { return fyne.NewSize(grip, 0) }
func (r gripRenderer) Layout(size fyne.Size) {
	r.g.line.Move(fyne.NewPos(size.Width-2, 0))
	r.g.line.Resize(fyne.NewSize(2, size.Height))
}

func (r gripRenderer) Refresh() {
	r.g.line.FillColor = color.Transparent
	if r.g.over {
		r.g.line.FillColor = look.Colour(fynetheme.ColorNamePrimary)
	}
	r.g.line.Refresh()
}
