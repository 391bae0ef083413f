package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
)

// Lines shows how a few numbers grew over a time: a line each, whose name and last
// figure are written at its end; they differ in thickness and shape as in colour.
type Lines struct {
	fw.BaseWidget
	steps  []string
	series []LineSeries
}

// LineSeries is one line: a value for each step.
type LineSeries struct {
	Name   string
	Values []int
	Tone   Tone
	Shape  Shape   // at its end
	Thick  float32 // at scale 1
}

// NewLines makes an empty chart.
func NewLines() *Lines {
	l := &Lines{}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows other lines over steps that are named below; each line has a value for
// each step.
func (l *Lines) Set(steps []string, series []LineSeries) {
	l.steps, l.series = steps, series
	l.Refresh()
}

// String tells the lines in words, for tests and the help of screen readers.
func (l *Lines) String() string {
	text := ""
	for _, s := range l.series {
		text += s.label() + " "
	}
	return text
}

// label is what stands at the end of a line.
func (s LineSeries) label() string {
	if len(s.Values) == 0 {
		return s.Name
	}
	return s.Name + " " + strconv.Itoa(s.Values[len(s.Values)-1])
}

// CreateRenderer is Fyne's.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &linesRenderer{l: l}
	r.make()
	return r
}

// linesRenderer holds a base line, and for each series its pieces, its mark and its
// label; the names of the steps come last.
type linesRenderer struct {
	l       *Lines
	base    *canvas.Line
	pieces  [][]*canvas.Line
	marks   []*mark
	labels  []*canvas.Text
	steps   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *linesRenderer) Destroy()                     {}
func (r *linesRenderer) Objects() []fyne.CanvasObject { return r.objects }

// linesHigh is how high the chart is at scale 1, linesLeast how wide at least.
const linesHigh, linesLeast = 150, 200

func (r *linesRenderer) MinSize() fyne.Size {
	return fyne.NewSize(linesLeast*look.Scale(), linesHigh*look.Scale())
}

// make makes the objects for what is to be shown.
func (r *linesRenderer) make() {
	muted, size := look.Colour(look.ColorMuted), look.Size(look.SizeSmall)
	r.base = canvas.NewLine(look.Colour(look.ColorLine))
	r.objects = []fyne.CanvasObject{r.base}
	r.pieces, r.marks, r.labels, r.steps = nil, nil, nil, nil
	for _, s := range r.l.series {
		c := look.Colour(s.Tone.Strong())
		var pieces []*canvas.Line
		for range max(len(s.Values)-1, 0) {
			p := canvas.NewLine(c)
			p.StrokeWidth = s.Thick * look.Scale()
			pieces = append(pieces, p)
			r.objects = append(r.objects, p)
		}
		m, label := newMark(s.Shape, c), canvas.NewText(s.label(), c)
		label.TextSize = size
		r.pieces, r.marks, r.labels = append(r.pieces, pieces), append(r.marks, m), append(r.labels, label)
		r.objects = append(append(r.objects, m.objects()...), label)
	}
	for _, name := range r.l.steps {
		t := canvas.NewText(name, muted)
		t.TextSize = size
		r.steps = append(r.steps, t)
		r.objects = append(r.objects, t)
	}
}

// Refresh makes all anew: what is shown, colours and sizes may have changed.
func (r *linesRenderer) Refresh() {
	r.make()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

// Layout places lines, marks, labels and steps.
func (r *linesRenderer) Layout(size fyne.Size) {
	if len(r.l.steps) == 0 {
		return
	}
	scale := look.Scale()
	text := r.steps[0].MinSize().Height
	wide, most := float32(0), 1
	for i, s := range r.l.series {
		wide = max(wide, r.labels[i].MinSize().Width)
		for _, v := range s.Values {
			most = max(most, v)
		}
	}
	side := 12 * scale // half a month's name, and room for the mark
	left, top, bottom := side, text/2, size.Height-text-4*scale
	right := size.Width - wide - side - 10*scale
	step := (right - left) / float32(max(len(r.l.steps)-1, 1))
	at := func(i, v int) fyne.Position {
		return fyne.NewPos(left+float32(i)*step, bottom-(bottom-top)*float32(v)/float32(most))
	}
	r.base.Position1, r.base.Position2 = fyne.NewPos(left-side, bottom), fyne.NewPos(right+side, bottom)
	ends := make([]float32, len(r.l.series))
	for k, s := range r.l.series {
		for i, p := range r.pieces[k] {
			p.Position1, p.Position2 = at(i, s.Values[i]), at(i+1, s.Values[i+1])
		}
		if n := len(s.Values); n > 0 {
			end := at(n-1, s.Values[n-1])
			ends[k] = end.Y
			r.marks[k].place(end.SubtractXY(4*scale, 4*scale), 8*scale)
		}
	}
	for k, y := range data.Apart(ends, text, size.Height-text) {
		r.labels[k].Move(fyne.NewPos(right+side, y-text/2))
	}
	r.nameSteps(left, step, bottom+4*scale)
}

// nameSteps writes below each step its name, or below as many as have room.
func (r *linesRenderer) nameSteps(left, step, y float32) {
	free := float32(-1e6)
	for i, t := range r.steps {
		w := t.MinSize().Width
		x := left + float32(i)*step - w/2
		t.Hidden = x < free
		if !t.Hidden {
			free = x + w + 4
		}
		t.Move(fyne.NewPos(max(x, 0), y))
	}
}
