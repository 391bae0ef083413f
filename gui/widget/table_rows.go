package widget

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// rowList shows rows of one height under each other. Only those in sight exist
// as widgets; what scrolls away is used again.
//
// Fyne's own list takes the gap between its rows from the theme. A theme of a
// part's own costs memory without end: Fyne parses the fonts anew at each
// refresh of such a part and keeps the part, with all it shows, for ever.
type rowList struct {
	fw.BaseWidget
	length func() int
	create func() listRow
	update func(int, listRow)
	move   func(by int)
	open   func()
	all    func()
	space  func()
	menu   func()
	copy   func()

	chosen  int // -1 is none
	at      int // the row that the keyboard is on
	focused bool
	rows    map[int]listRow // in sight, by index
	spare   []listRow
	lines   []fyne.CanvasObject // between rows
	objects []fyne.CanvasObject // rows and lines in sight
	area    *rowArea
	scroll  *container.Scroll
}

// listRow is the widget of one row; tint shows it as chosen or as the one that
// the keyboard is on.
type listRow interface {
	fyne.Widget
	tint(chosen, at bool)
}

func newRowList(length func() int, create func() listRow, update func(int, listRow)) *rowList {
	l := &rowList{length: length, create: create, update: update, chosen: -1, rows: map[int]listRow{}}
	l.area = &rowArea{list: l}
	l.area.ExtendBaseWidget(l.area)
	l.scroll = container.NewVScroll(l.area)
	l.scroll.OnScrolled = func(fyne.Position) { l.fill(false) }
	l.ExtendBaseWidget(l)
	return l
}

// rowGap is the room of the line between two rows.
const rowGap = 1

// pitch is from the top of a row to that of the next.
func pitch() float32 { return look.Size(look.SizeRow) }

// choose shows row i as the chosen one, scrolls it into sight and puts the
// keyboard there; -1 takes the choice away.
func (l *rowList) choose(i int) {
	l.chosen = i
	if i >= 0 {
		l.at = i
		l.bring(i)
	}
	l.fill(true)
}

// bring scrolls as little as brings row i into sight.
func (l *rowList) bring(i int) {
	height := l.scroll.Size().Height
	if height <= 0 {
		return
	}
	top, bottom := float32(i)*pitch(), float32(i+1)*pitch()-rowGap
	offset := l.scroll.Offset
	switch {
	case top < offset.Y:
		offset.Y = top
	case bottom > offset.Y+height:
		offset.Y = bottom - height
	}
	l.scroll.ScrollToOffset(offset)
}

// fill puts the rows in sight onto the area; those that were there are filled
// anew where again is true.
func (l *rowList) fill(again bool) {
	first, last := l.inSight()
	for i, r := range l.rows {
		if i < first || i > last {
			delete(l.rows, i)
			l.spare = append(l.spare, r)
		}
	}
	size := fyne.NewSize(l.scroll.Size().Width, pitch()-rowGap)
	l.objects = make([]fyne.CanvasObject, 0, 2*(last-first+1))
	for i := first; i <= last; i++ {
		r, shown := l.rows[i]
		if !shown {
			r = l.take()
			l.rows[i] = r
		}
		r.Move(fyne.NewPos(0, float32(i)*pitch()))
		r.Resize(size)
		if again || !shown {
			l.update(i, r)
			r.tint(i == l.chosen, l.focused && i == l.at)
		}
		l.objects = append(l.objects, r)
	}
	for n := 0; n < last-first; n++ {
		if n == len(l.lines) {
			l.lines = append(l.lines, NewPlane(look.ColorLineSoft))
		}
		l.lines[n].Move(fyne.NewPos(0, float32(first+n+1)*pitch()-rowGap))
		l.lines[n].Resize(fyne.NewSize(size.Width, rowGap))
		l.objects = append(l.objects, l.lines[n])
	}
	canvas.Refresh(l.area)
}

// take is a row widget that shows nothing in sight.
func (l *rowList) take() listRow {
	n := len(l.spare)
	if n == 0 {
		return l.create()
	}
	r := l.spare[n-1]
	l.spare = l.spare[:n-1]
	return r
}

// inSight is the first and the last row that can be seen; last is less than
// first where there is none.
func (l *rowList) inSight() (first, last int) {
	height := l.scroll.Size().Height
	if height <= 0 {
		return 0, -1
	}
	top := float64(l.scroll.Offset.Y / pitch())
	bottom := float64((l.scroll.Offset.Y + height) / pitch())
	return max(int(top), 0), min(int(math.Ceil(bottom)), l.length()) - 1
}

// FocusGained shows which row the keyboard is on.
func (l *rowList) FocusGained() { l.focus(true) }

// FocusLost shows it no longer.
func (l *rowList) FocusLost() { l.focus(false) }

func (l *rowList) focus(yes bool) {
	l.focused = yes
	if r := l.rows[l.at]; r != nil {
		r.tint(l.at == l.chosen, yes)
	}
}

// TypedRune is not needed.
func (l *rowList) TypedRune(rune) {}

// CreateRenderer is Fyne's.
func (l *rowList) CreateRenderer() fyne.WidgetRenderer { return listRenderer{l} }

type listRenderer struct{ l *rowList }

func (r listRenderer) Destroy()                     {}
func (r listRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }

// Layout shows more rows where there is more room: the area that is scrolled does not
// hear of it while it is higher than that.
func (r listRenderer) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.fill(false)
}

func (r listRenderer) MinSize() fyne.Size {
	return r.l.scroll.MinSize().Max(fyne.NewSize(0, pitch()-rowGap))
}

// Refresh takes rows, colours and sizes anew.
func (r listRenderer) Refresh() {
	r.l.spare = nil // they may bear another theme's colours
	r.l.scroll.Refresh()
}

// rowArea is what is scrolled: as high as all rows together.
type rowArea struct {
	fw.BaseWidget
	list *rowList
}

// CreateRenderer is Fyne's.
func (a *rowArea) CreateRenderer() fyne.WidgetRenderer { return areaRenderer{a.list} }

type areaRenderer struct{ l *rowList }

func (r areaRenderer) Destroy()                     {}
func (r areaRenderer) Objects() []fyne.CanvasObject { return r.l.objects }
func (r areaRenderer) Layout(fyne.Size)             { r.l.fill(false) }
func (r areaRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, max(float32(r.l.length())*pitch()-rowGap, 0))
}

func (r areaRenderer) Refresh() {
	r.l.fill(true)
	for _, o := range r.l.objects {
		o.Refresh()
	}
}
