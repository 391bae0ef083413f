package widget

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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
	onMenu  func(i int, o fyne.CanvasObject, at fyne.Position)
	index   int
	under   *Plane // shown while the row is chosen, or the pointer or the keyboard is on it
	chosen  bool
	back    *Plane // shown while the row is marked, as is edge at its left
	edge    *Plane
	lines   []*Line
	badges  []*Badge
	cells   []Cell
	grounds []*Plane // of marks, as many as ever were shown at once
	marks   *fyne.Container
}

func newTableRow[R any](columns []Column[R], widths func(float32) []float32, onTap func(int)) *tableRow[R] {
	r := &tableRow[R]{columns: columns, widths: widths, onTap: onTap, under: NewPlane(fynetheme.ColorNameHover), back: NewPlane(look.ColorBlueSoft), edge: NewPlane(look.ColorBlue)}
	r.under.Hide()
	r.back.Hide()
	r.edge.Hide()
	r.cells, r.marks = make([]Cell, len(columns)), container.NewWithoutLayout()
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
		r.cells[k] = cell
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

// tint shows the row as chosen, or as the one that the keyboard is on.
func (r *tableRow[R]) tint(chosen, at bool) {
	r.chosen = chosen
	r.showTint(at)
}

// showTint shows what is under the row; on tells that the pointer or the
// keyboard is on it.
func (r *tableRow[R]) showTint(on bool) {
	if r.chosen {
		r.under.SetColor(look.ColorRowSelected)
	} else {
		r.under.SetColor(fynetheme.ColorNameHover)
	}
	if yes := r.chosen || on; yes == r.under.Hidden {
		r.under.Hidden = !yes
		canvas.Refresh(r.under)
	}
}

// MouseIn shows the row under the pointer.
func (r *tableRow[R]) MouseIn(*desktop.MouseEvent) { r.showTint(true) }

// MouseMoved is not needed.
func (r *tableRow[R]) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows the row as it was.
func (r *tableRow[R]) MouseOut() { r.showTint(false) }

// CreateRenderer is Fyne's.
func (r *tableRow[R]) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.under, r.back, r.edge, r.marks}
	for i := range r.lines {
		objects = append(objects, r.lines[i], r.badges[i])
	}
	return &rowRenderer{objects: objects, layout: r.layout}
}

func (r *tableRow[R]) layout(size fyne.Size) {
	r.under.Resize(size)
	r.back.Resize(size)
	r.edge.Resize(fyne.NewSize(markEdge, size.Height))
	x, side := float32(0), look.Size(look.SizeCell)
	r.marks.Objects = r.marks.Objects[:0]
	for i, w := range r.widths(size.Width) {
		room := fyne.NewSize(max(w-2*side, 0), size.Height)
		visible := w > 0
		r.lines[i].Hidden = !visible || !r.badges[i].Hidden
		r.lines[i].Move(fyne.NewPos(x+side, 0))
		r.lines[i].Resize(room)
		r.badges[i].Move(fyne.NewPos(x+side, 0))
		r.badges[i].Resize(fyne.NewSize(max(w-side, 0), size.Height))
		if c := r.cells[i]; visible && !c.Badge && len(c.Marks) > 0 {
			c = c.inSight(room.Width, cellWidth)
			r.lines[i].SetText(c.Text)
			r.ground(c, x+side, room)
		}
		x += w
	}
	r.marks.Resize(size)
}

// cellWidth is how wide a cell's text is.
func cellWidth(text string) float32 {
	return fyne.MeasureText(text, look.Size(fynetheme.SizeNameText), fyne.TextStyle{}).Width
}

// inSight is the cell as a column shows it: where its first mark would be cut off,
// what stands between its Head and the mark gives way.
func (c Cell) inSight(room float32, width func(string) float32) Cell {
	first := c.Marks[0]
	if first[0] < c.Head || first[1] > len(c.Text) || first[0] >= first[1] || width(c.Text) <= room || width(c.Text[:first[1]]+"…") <= room {
		return c
	}
	head, start := c.Text[:c.Head]+"…", first[0]
	for start > c.Head {
		_, n := utf8.DecodeLastRuneInString(c.Text[:start])
		if width(head+c.Text[start-n:first[1]]+"…") > room {
			break
		}
		start -= n
	}
	cut := Cell{Text: head + c.Text[start:], Color: c.Color}
	for _, m := range c.Marks {
		if m[0] >= start {
			cut.Marks = append(cut.Marks, [2]int{m[0] - start + len(head), m[1] - start + len(head)})
		}
	}
	return cut
}

// ground lays planes under the marked stretches of a cell that begins at x.
func (r *tableRow[R]) ground(c Cell, x float32, room fyne.Size) {
	for _, m := range c.Marks {
		if m[0] < 0 || m[1] > len(c.Text) || m[0] >= m[1] {
			continue
		}
		from, to := cellWidth(c.Text[:m[0]]), min(cellWidth(c.Text[:m[1]]), room.Width)
		if from >= to {
			continue
		}
		n := len(r.marks.Objects)
		if n == len(r.grounds) {
			r.grounds = append(r.grounds, NewPlane(look.ColorYellowSoft))
		}
		height := fyne.MeasureText("字", look.Size(fynetheme.SizeNameText), fyne.TextStyle{}).Height
		r.grounds[n].Move(fyne.NewPos(x+from, (room.Height-height)/2))
		r.grounds[n].Resize(fyne.NewSize(to-from, height))
		r.marks.Objects = append(r.marks.Objects, r.grounds[n])
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

// page is how many rows Page Up and Page Down move.
const page = 15

// TypedShortcut marks all rows on Ctrl+A and leaves others to the window.
func (l *rowList) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		l.all()
		return
	case *fyne.ShortcutCopy:
		l.copy()
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
		l.move(-l.length())
	case fyne.KeyEnd:
		l.move(l.length())
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open()
	case fyne.KeySpace:
		l.space()
	default:
		switch {
		case menuKey(e):
			l.menu()
		case forWindow(e):
			PassKey(l, e)
		}
	}
}
