package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// Bars is a chart that can be read without colours: a row a thing, a column a
// series, in each cell a bar with its figure written after it; columns of words or
// bare figures may stand between. A cell with something behind it is a button.
type Bars struct {
	Root *fyne.Container

	name, text float32   // widths at scale 1: of the names, of the figures after bars
	widths     []float32 // of the columns; 0 of those with bars, which share the rest
}

// BarColumn is one column of a chart.
type BarColumn struct {
	Title string
	Plain bool // without bars: as wide as what it says
	Words bool // of a plain one: words, which begin at the left; figures end at the right
}

// BarRow is one row of a chart.
type BarRow struct {
	Name  string
	Cells []BarCell
}

// BarCell is one bar: how long it is beside the longest of the chart, what is
// written after it, and what shows what is behind it; nil where nothing is.
type BarCell struct {
	Part float32 // 0 to 1
	Text string
	Open func()
}

// Widths and heights at scale 1.
const (
	barRow, barThick = 24, 13
	barName          = 132 // names are shortened beyond it,
	barNameAlone     = 220 // or where there is one column beyond this,
	barWords         = 200 // and words of a plain column beyond this
)

// NewBars makes an empty chart.
func NewBars() *Bars {
	b := &Bars{}
	b.Root = container.New(barsLayout{})
	return b
}

// Set shows rows under the titles of their columns, name before them; no titles
// show none.
func (b *Bars) Set(name string, columns []BarColumn, rows []BarRow) {
	var names, texts Widest
	names.Add(name)
	plain := make([]Widest, len(columns))
	titled := name != ""
	for i, c := range columns {
		titled = titled || c.Title != ""
		plain[i].Add(c.Title)
	}
	for _, r := range rows {
		names.Add(r.Name)
		for i, c := range r.Cells {
			if columns[i].Plain {
				plain[i].Add(c.Text)
			} else {
				texts.Add(c.Text)
			}
		}
	}
	most := float32(barName)
	if len(columns) == 1 {
		most = barNameAlone
	}
	b.name, b.text = min(names.Width(), most), texts.Width()
	b.widths = make([]float32, len(columns))
	for i, c := range columns {
		if c.Plain {
			b.widths[i] = max(min(plain[i].Width(), barWords), 1)
		}
	}
	b.Root.Objects = nil
	if titled {
		row := []fyne.CanvasObject{headLine(name, false)}
		for _, c := range columns {
			row = append(row, headLine(c.Title, c.Plain && !c.Words))
		}
		b.Root.Add(container.New(barRowLayout{b}, row...))
	}
	for _, r := range rows {
		name := NewLine(r.Name)
		name.Color = look.ColorMuted
		row := []fyne.CanvasObject{name}
		for i, c := range r.Cells {
			row = append(row, b.cell(i, columns[i], c))
		}
		b.Root.Add(container.New(barRowLayout{b}, row...))
	}
	b.Root.Refresh()
}

// headLine is the title of a column; that of figures ends where they do.
func headLine(title string, right bool) *Line {
	l := NewLine(title)
	l.Bold, l.TextSize, l.Color = true, look.SizeSmall, look.ColorHeading
	if right {
		l.Align = fyne.TextAlignTrailing
	}
	return l
}

// cell is one bar with its figure, or what a plain column says.
func (b *Bars) cell(series int, column BarColumn, c BarCell) fyne.CanvasObject {
	text := NewLine(c.Text)
	text.TextSize = look.SizeSmall
	var o fyne.CanvasObject = text
	if column.Plain {
		if !column.Words {
			text.Align = fyne.TextAlignTrailing
		}
	} else {
		bar := NewPlane(look.ColorBar)
		if series%2 == 1 {
			bar.color = look.ColorBarSecond
		}
		if c.Part == 0 {
			text.Color = look.ColorMuted
			bar.Hide()
		}
		o = container.New(barCellLayout{b, c.Part}, bar, text)
	}
	if c.Open == nil {
		return o
	}
	return NewTap(o, c.Open)
}

// barsLayout stands rows under each other without gaps.
type barsLayout struct{}

// MinSize is the rows' height.
func (barsLayout) MinSize(rows []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, r := range rows {
		least := r.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// Layout gives each row the whole width.
func (barsLayout) Layout(rows []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, r := range rows {
		high := r.MinSize().Height
		r.Move(fyne.NewPos(0, y))
		r.Resize(fyne.NewSize(size.Width, high))
		y += high
	}
}

// barRowLayout gives the name and plain columns their widths and the bars the rest
// in equal parts.
type barRowLayout struct{ b *Bars }

// MinSize has room for every figure.
func (l barRowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	wide := l.b.name
	for _, w := range l.b.widths {
		if w == 0 {
			w = l.b.text + 8
		}
		wide += w + columnGap
	}
	return fyne.NewSize(wide*look.Scale(), barRow*look.Scale())
}

// Layout takes the name first.
func (l barRowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := look.Scale()
	x := l.b.name * scale
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(x, size.Height))
	rest, bars := size.Width-x, 0
	for _, w := range l.b.widths {
		rest -= (w + columnGap) * scale
		if w == 0 {
			bars++
		}
	}
	for i, o := range objects[1:] {
		w := l.b.widths[i] * scale
		if w == 0 {
			w = max(rest, 0) / float32(bars)
		}
		o.Move(fyne.NewPos(x+columnGap*scale, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += columnGap*scale + w
	}
}

// barCellLayout places a bar and its figure.
type barCellLayout struct {
	b    *Bars
	part float32
}

// MinSize is that of the figure.
func (l barCellLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.b.text*look.Scale(), barRow*look.Scale())
}

// Layout leaves room for the longest figure after the longest bar.
func (l barCellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := look.Scale()
	room := max(size.Width-l.b.text*look.Size(look.SizeSmall)/look.Size(fynetheme.SizeNameText)*scale-6*scale, 4*scale)
	long, gap := float32(0), float32(0)
	if l.part > 0 {
		long, gap = max(min(l.part, 1)*room, 2*scale), 4*scale
	}
	objects[0].Move(fyne.NewPos(0, (size.Height-barThick*scale)/2))
	objects[0].Resize(fyne.NewSize(long, barThick*scale))
	objects[1].Move(fyne.NewPos(long+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-long-gap, size.Height))
}
