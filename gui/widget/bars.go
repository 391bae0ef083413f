package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// Bars is a chart that can be read without colours: a row a thing, a column a
// series, in each cell a bar with its figure written after it. A cell with
// something behind it is a button.
type Bars struct {
	Root *fyne.Container

	name, text float32 // widths at scale 1: of the names, of the figures
	columns    int
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
	barNameAlone     = 220 // or where there is one column beyond this
)

// NewBars makes an empty chart.
func NewBars() *Bars {
	b := &Bars{}
	b.Root = container.New(barsLayout{})
	return b
}

// Set shows rows under the headings of their columns; no headings show none.
func (b *Bars) Set(heads []string, rows []BarRow) {
	var names, texts Widest
	b.columns = len(heads)
	for _, r := range rows {
		names.Add(r.Name)
		b.columns = max(b.columns, len(r.Cells))
		for _, c := range r.Cells {
			texts.Add(c.Text)
		}
	}
	most := float32(barName)
	if b.columns == 1 {
		most = barNameAlone
	}
	b.name, b.text = min(names.Width(), most), texts.Width()
	b.Root.Objects = nil
	if len(heads) > 0 {
		row := []fyne.CanvasObject{NewLine("")}
		for _, h := range heads {
			l := NewLine(h)
			l.Bold, l.TextSize, l.Color = true, look.SizeSmall, look.ColorHeading
			row = append(row, l)
		}
		b.Root.Add(container.New(barRowLayout{b}, row...))
	}
	for _, r := range rows {
		name := NewLine(r.Name)
		name.Color = look.ColorMuted
		row := []fyne.CanvasObject{name}
		for i, c := range r.Cells {
			row = append(row, b.cell(i, c))
		}
		b.Root.Add(container.New(barRowLayout{b}, row...))
	}
	b.Root.Refresh()
}

// cell is one bar with its figure.
func (b *Bars) cell(series int, c BarCell) fyne.CanvasObject {
	bar, text := NewPlane(look.ColorBar), NewLine(c.Text)
	if series%2 == 1 {
		bar.color = look.ColorBarSecond
	}
	text.TextSize = look.SizeSmall
	if c.Part == 0 {
		text.Color = look.ColorMuted
		bar.Hide()
	}
	o := container.New(barCellLayout{b, c.Part}, bar, text)
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

// barRowLayout gives the name its width and the cells the rest in equal parts.
type barRowLayout struct{ b *Bars }

// MinSize has room for every figure.
func (l barRowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize((l.b.name+float32(l.b.columns)*(l.b.text+columnGap+8))*look.Scale(), barRow*look.Scale())
}

// Layout takes the name first.
func (l barRowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := look.Scale()
	x := l.b.name * scale
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(x, size.Height))
	share := (size.Width - x) / float32(max(l.b.columns, 1))
	for _, o := range objects[1:] {
		o.Move(fyne.NewPos(x+columnGap*scale, 0))
		o.Resize(fyne.NewSize(share-columnGap*scale, size.Height))
		x += share
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
