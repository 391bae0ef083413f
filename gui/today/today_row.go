package today

import (
	"fyne.io/fyne/v2"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// rowGrid is where the columns of the board stand: state, book, number, title,
// what, who, when. All but the title are as wide as what they hold; the title
// takes the rest. Where the board is narrow, what and who stand below the title, and
// what else is due beside the former.
type rowGrid struct {
	room   *ui.Room
	widths [rowColumns]float32 // at scale 1; 0 for no column, the title has none
	// title and what are as wide as what they hold, whatever room there is: what the
	// titles do not need, 要办的事 may take.
	title, what float32
}

// The columns, in the order of a row's objects; rowMore is what else is due, under
// them.
const (
	rowState = iota
	rowBook
	rowNumber
	rowTitle
	rowWhat
	rowWho
	rowWhen
	rowColumns
	rowMore = rowColumns
)

// rowHeads are the headings of the columns.
var rowHeads = [rowColumns]string{"状态", "届次", "编号", "标题", "要办的事", "谁来办", "期限"}

// rowMost is how wide a column grows at most, for what it holds.
var rowMost = [rowColumns]float32{132, 132, 100, 0, 250, 132, 112}

// Widths and heights at scale 1.
const (
	rowGap           = 12
	rowLeastTitle    = 200 // the least that a title is worth showing
	rowHigh, rowLine = 34, 25
	rowSide          = 8  // left and right of a row
	rowWordSide      = 7  // left and right within a badge and a button
	rowSign          = 13 // the shape in a badge
)

// fit makes the columns as wide as what the board shows.
func (g *rowGrid) fit(groups []todayGroup, books bool) {
	var widest [rowColumns]ui.Widest
	for i, head := range rowHeads {
		widest[i].Add(head)
	}
	for _, group := range groups {
		for _, l := range group.Lines {
			first := l.First()
			for i, text := range [rowColumns]string{first.Badge, l.Book, l.Number, l.Title, first.What, first.Who, first.By} {
				widest[i].Add(text)
			}
		}
	}
	least := float32(rowLeastTitle + 2*rowSide)
	for i := range g.widths {
		w := widest[i].Width()
		switch i {
		case rowState:
			w += 2*rowWordSide + rowSign
		case rowWhat:
			w += 2 * rowWordSide
			g.what = w
		case rowTitle:
			g.title, w = w, 0
		case rowBook:
			if !books {
				w = 0
			}
		}
		g.widths[i] = min(w, rowMost[i])
		if g.widths[i] > 0 {
			least += g.widths[i] + rowGap
		}
	}
	g.room.SetLeast(least + rowMargin)
}

// places are the left edges and widths of the columns in a row of a width.
func (g *rowGrid) places(total float32) (x, w [rowColumns]float32) {
	scale := look.Scale()
	rest := total
	for i, width := range g.widths {
		if i == rowTitle || g.below(i) || width == 0 {
			continue
		}
		w[i] = width * scale
		rest -= w[i] + rowGap*scale
	}
	if spare := rest - g.title*scale; spare > 0 && !g.room.Narrow() {
		grown := max(min(spare, (g.what-g.widths[rowWhat])*scale), 0)
		w[rowWhat] += grown
		rest -= grown
	}
	w[rowTitle] = max(rest, 0)
	at := float32(0)
	for i := range g.widths {
		if w[i] > 0 {
			x[i] = at
			at += w[i] + rowGap*scale
		}
	}
	if g.room.Narrow() {
		x[rowWhat], w[rowWhat] = x[rowTitle], w[rowTitle]
		x[rowWho], w[rowWho] = x[rowWhen], w[rowWhen]
	}
	return x, w
}

// below tells that a column stands under another in a narrow board.
func (g *rowGrid) below(column int) bool {
	return g.room.Narrow() && (column == rowWhat || column == rowWho)
}

// rowLayout places the objects of a row; one more than there are columns stands
// under them from the title on.
type rowLayout struct{ *rowGrid }

// MinSize is that of a narrow board, as high as the board now asks for.
func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(rowHigh)
	if l.room.Narrow() {
		height = 2*rowLine + 4
	}
	least := float32(rowLeastTitle)
	for i, w := range l.widths {
		if i != rowWhat && i != rowWho && w > 0 {
			least += w + rowGap
		}
	}
	height *= look.Scale()
	if len(objects) > rowMore {
		more := objects[rowMore].MinSize().Height
		if l.room.Narrow() {
			more -= rowLine * look.Scale() // begins beside what is most pressing
		}
		height += more + 3*look.Scale()
	}
	return fyne.NewSize(least*look.Scale(), height)
}

// Layout takes the objects in the order of the columns.
func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := look.Scale()
	x, w := l.places(size.Width)
	high, top, second := rowHigh*scale, float32(0), float32(0)
	if l.room.Narrow() {
		high, top, second = rowLine*scale, 2*scale, (2+rowLine)*scale
	}
	for i, o := range objects[:rowColumns] {
		if shown := w[i] > 0; shown != o.Visible() {
			ui.SetShown(o, shown)
		}
		o.Move(fyne.NewPos(x[i], top))
		width := w[i]
		if l.below(i) {
			o.Move(fyne.NewPos(x[i], second))
			if i == rowWhat {
				width = min(width, o.MinSize().Width) // what else is due comes after it
			}
		}
		o.Resize(fyne.NewSize(width, high))
	}
	if len(objects) > rowMore {
		more, below := objects[rowMore], second+high
		if l.room.Narrow() {
			below = second
		}
		more.Move(fyne.NewPos(x[rowTitle], below))
		more.Resize(fyne.NewSize(l.moreRoom(size.Width), more.MinSize().Height))
	}
}

// moreRoom is how wide what else is due may be in a row of a width.
func (g *rowGrid) moreRoom(total float32) float32 {
	x, w := g.places(total)
	if g.room.Narrow() {
		return w[rowTitle]
	}
	return max(total-x[rowTitle], rowLeastTitle*look.Scale())
}

// moreLayout places what else is due one after another, on as many lines as that
// takes in the room. In a narrow board the first begins after what is most pressing.
type moreLayout struct {
	*rowGrid
	first fyne.CanvasObject
}

// arrange calls place with each object's place and tells how high all are.
func (l moreLayout) arrange(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) float32 {
	scale := look.Scale()
	room := l.moreRoom(l.room.Width() - (rowMargin+2*rowSide)*scale)
	at, line := fyne.NewPos(0, 0), rowLine*scale
	if l.room.Narrow() {
		at.X = min(l.first.MinSize().Width, room) + rowGap*scale
	}
	for i, o := range objects {
		w := min(o.MinSize().Width, room)
		need := w
		if i == 0 && len(objects) > 1 { // 另有 stays with what comes first
			need += rowGap*scale + objects[1].MinSize().Width
		}
		if at.X > 0 && at.X+need > room {
			at = fyne.NewPos(0, at.Y+line)
		}
		place(o, at, fyne.NewSize(w, line))
		at.X += w + rowGap*scale
	}
	return at.Y + line
}

// MinSize is as high as the lines.
func (l moreLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.arrange(objects, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

// Layout fills the lines.
func (l moreLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	l.arrange(objects, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}
