package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// mark draws a shape with lines and areas, so that it looks the same whatever
// fonts a machine has.
type mark struct {
	shape Shape
	disc  *canvas.Circle           // ● ○
	area  *canvas.ArbitraryPolygon // ▲ ◇
	a, b  *canvas.Line             // ✔ –
}

func newMark(s Shape, c color.Color) *mark {
	m := &mark{
		disc: canvas.NewCircle(color.Transparent),
		area: &canvas.ArbitraryPolygon{NormalizedPoints: true},
		a:    canvas.NewLine(c), b: canvas.NewLine(c),
	}
	m.set(s, c)
	return m
}

func (m *mark) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.disc, m.area, m.a, m.b}
}

func (m *mark) set(s Shape, c color.Color) {
	m.shape = s
	m.disc.Hidden = s != Dot && s != Ring
	m.area.Hidden = s != Triangle && s != Diamond
	m.a.Hidden = s != Check && s != Dash
	m.b.Hidden = s != Check
	m.disc.FillColor, m.disc.StrokeColor, m.disc.StrokeWidth = c, c, 0
	m.area.FillColor, m.area.StrokeColor, m.area.StrokeWidth = c, c, 0
	if s == Ring {
		m.disc.FillColor, m.disc.StrokeWidth = color.Transparent, 1.4
	}
	switch s {
	case Triangle:
		m.area.Points = []fyne.Position{{X: 0.5, Y: 0.04}, {X: 1, Y: 0.94}, {X: 0, Y: 0.94}}
	case Diamond:
		m.area.Points = []fyne.Position{{X: 0.5, Y: 0}, {X: 1, Y: 0.5}, {X: 0.5, Y: 1}, {X: 0, Y: 0.5}}
		m.area.FillColor, m.area.StrokeWidth = color.Transparent, 1.4
	}
	m.a.StrokeColor, m.b.StrokeColor = c, c
	m.a.StrokeWidth, m.b.StrokeWidth = 1.8, 1.8
	for _, o := range m.objects() {
		o.Refresh()
	}
}

// place puts the shape into a square.
func (m *mark) place(at fyne.Position, size float32) {
	square := fyne.NewSquareSize(size)
	m.disc.Move(at)
	m.disc.Resize(square)
	m.area.Move(at)
	m.area.Resize(square)
	point := func(x, y float32) fyne.Position { return at.AddXY(x*size, y*size) }
	m.a.Position1, m.a.Position2 = point(0.02, 0.55), point(0.36, 0.9)
	m.b.Position1, m.b.Position2 = point(0.36, 0.9), point(0.98, 0.12)
	if m.shape == Dash {
		m.a.Position1, m.a.Position2 = point(0.1, 0.6), point(0.85, 0.6)
	}
}

// Mark shows a shape alone, in a tone.
type Mark struct {
	fw.BaseWidget
	tone  Tone
	shape Shape
}

// NewMark makes a mark.
func NewMark(t Tone, s Shape) *Mark {
	m := &Mark{tone: t, shape: s}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is Fyne's.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{owner: m, mark: newMark(m.shape, color.Black)}
	r.Refresh()
	return r
}

type markRenderer struct {
	owner *Mark
	mark  *mark
}

func (r *markRenderer) Destroy()                     {}
func (r *markRenderer) Objects() []fyne.CanvasObject { return r.mark.objects() }
func (r *markRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(look.Size(look.SizeSmall)) }
func (r *markRenderer) Layout(size fyne.Size) {
	side := look.Size(look.SizeSmall) * 0.85
	r.mark.place(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2+inkDrop), side)
}
func (r *markRenderer) Refresh() {
	r.mark.set(r.owner.shape, look.Colour(r.owner.tone.Strong()))
	r.Layout(r.owner.Size())
}
