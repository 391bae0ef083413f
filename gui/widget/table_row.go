package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// tableRow shows one row: per column a line and, where the column has ever
// shown one, a badge.
type tableRow[R any] struct {
	fw.BaseWidget
	columns []Column[R]
	widths  func(float32) []float32
	onTap   func(int)
	index   int
	back    *Plane // shown while the row is marked, as is edge at its left
	edge    *Plane
	lines   []*Line
	badges  []*Badge
}

func newTableRow[R any](columns []Column[R], widths func(float32) []float32, onTap func(int)) *tableRow[R] {
	r := &tableRow[R]{columns: columns, widths: widths, onTap: onTap, back: NewPlane(look.ColorBlueSoft), edge: NewPlane(look.ColorBlue)}
	r.back.Hide()
	r.edge.Hide()
	for _, c := range columns {
		l, b := NewLine(""), NewBadge(ToneGrey, NoShape, "")
		if c.Right {
			l.Align = fyne.TextAlignTrailing
		}
		b.Hide()
		r.lines, r.badges = append(r.lines, l), append(r.badges, b)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow[R]) set(i int, row R, marked bool) {
	r.index = i
	r.back.Hidden, r.edge.Hidden = !marked, !marked
	for k, c := range r.columns {
		cell := c.Cell(row)
		r.badges[k].Hidden = !cell.Badge
		r.lines[k].Hidden = cell.Badge
		if cell.Badge {
			r.badges[k].Set(cell.Tone, cell.Shape, cell.Text)
			continue
		}
		if cell.Color == "" {
			cell.Color = fynetheme.ColorNameForeground
		}
		r.lines[k].Set(cell.Text, cell.Color)
	}
	r.layout(r.Size())
}

// Tapped chooses the row.
func (r *tableRow[R]) Tapped(*fyne.PointEvent) { r.onTap(r.index) }

// CreateRenderer is Fyne's.
func (r *tableRow[R]) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.back, r.edge}
	for i := range r.lines {
		objects = append(objects, r.lines[i], r.badges[i])
	}
	return &rowRenderer{objects: objects, layout: r.layout}
}

func (r *tableRow[R]) layout(size fyne.Size) {
	r.back.Resize(size)
	r.edge.Resize(fyne.NewSize(markEdge, size.Height))
	x, side := float32(0), look.Size(look.SizeCell)
	for i, w := range r.widths(size.Width) {
		room := fyne.NewSize(max(w-2*side, 0), size.Height)
		visible := w > 0
		r.lines[i].Hidden = !visible || !r.badges[i].Hidden
		r.lines[i].Move(fyne.NewPos(x+side, 0))
		r.lines[i].Resize(room)
		r.badges[i].Move(fyne.NewPos(x+side, 0))
		r.badges[i].Resize(fyne.NewSize(max(w-side, 0), size.Height))
		x += w
	}
}

// rowRenderer serves rows and headings: a fixed height, a layout of its own.
type rowRenderer struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	height  fyne.ThemeSizeName // "" is a table row, less the gap of the list
}

func (r *rowRenderer) Destroy()                     {}
func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowRenderer) Layout(size fyne.Size)        { r.layout(size) }
func (r *rowRenderer) MinSize() fyne.Size {
	if r.height != "" {
		return fyne.NewSize(0, look.Size(r.height))
	}
	return fyne.NewSize(0, look.Size(look.SizeRow)-rowGap)
}
func (r *rowRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}

// markEdge is the width of the bar at the left of a marked row.
const markEdge = 3

// rowGap is the room of the line between two rows.
const rowGap = 1

// tightTheme is the theme in force with rows that lie close together: Fyne's
// list takes the gap between rows from the padding.
type tightTheme struct{}

// Color is the theme's; the chosen row has a tint of its own.
func (tightTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case fynetheme.ColorNameSelection:
		n = look.ColorRowSelected
	case fynetheme.ColorNameSeparator:
		n = look.ColorLineSoft
	}
	return fyne.CurrentApp().Settings().Theme().Color(n, v)
}

// Font is the theme's.
func (tightTheme) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

// Icon is the theme's.
func (tightTheme) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

// Size is the theme's but for the gap.
func (tightTheme) Size(n fyne.ThemeSizeName) float32 {
	if n == fynetheme.SizeNamePadding {
		return rowGap
	}
	return fyne.CurrentApp().Settings().Theme().Size(n)
}

// rowList is Fyne's virtual list with the keys of a table.
type rowList struct {
	fw.List
	move  func(by int)
	open  func()
	all   func()
	space func()
}

func newRowList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *rowList {
	l := &rowList{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// page is how many rows Page Up and Page Down move.
const page = 15

// TypedShortcut marks all rows on Ctrl+A and leaves others to the window.
func (l *rowList) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutSelectAll); ok {
		l.all()
		return
	}
	passShortcut(l, s)
}

// TypedKey chooses, marks and opens rows.
func (l *rowList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(page)
	case fyne.KeyPageUp:
		l.move(-page)
	case fyne.KeyHome:
		l.move(-l.Length())
	case fyne.KeyEnd:
		l.move(l.Length())
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open()
	case fyne.KeySpace:
		l.space()
	default:
		if forWindow(e) {
			passKey(l, e)
		}
	}
}
