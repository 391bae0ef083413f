package today

import (
	"fyne.io/fyne/v2"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// rowLayout places what a line of the board shows: state, number, title, what,
// who, when. Where the board is narrow, what and who stand below the title.
type rowLayout struct{ board *ui.Room }

// Widths and heights at scale 1.
const (
	rowState, rowNumber, rowWhen = 104, 76, 104
	rowWhat, rowWho              = 176, 112
	rowGap                       = 8
	rowTitle                     = 140 // the least that a title is worth showing
	rowHigh, rowLine             = 34, 25
	rowWide                      = rowState + rowNumber + rowTitle + rowWhat + rowWho + rowWhen + 5*rowGap
)

// MinSize is that of a narrow board, as high as the board now asks for.
func (l rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	height := float32(rowHigh)
	if l.board.Narrow() {
		height = 2*rowLine + 4
	}
	return fyne.NewSize((rowWide-rowWhat-rowWho-2*rowGap)*look.Scale(), height*look.Scale())
}

// Layout takes the objects in the order of the columns.
func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, high, scale := float32(0), size.Height, look.Scale()
	place := func(o fyne.CanvasObject, width, y float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, high))
		x += width + rowGap*scale
	}
	state, number, title, what, who, when := objects[0], objects[1], objects[2], objects[3], objects[4], objects[5]
	room := size.Width - (rowState+rowNumber+rowWhen+3*rowGap)*scale
	if !l.board.Narrow() {
		room -= (rowWhat + rowWho + 2*rowGap) * scale
		place(state, rowState*scale, 0)
		place(number, rowNumber*scale, 0)
		place(title, room, 0)
		place(what, rowWhat*scale, 0)
		place(who, rowWho*scale, 0)
		place(when, rowWhen*scale, 0)
		return
	}
	top := 2 * scale
	high = rowLine * scale
	place(state, rowState*scale, top)
	place(number, rowNumber*scale, top)
	below := x
	place(title, room, top)
	place(when, rowWhen*scale, top)
	x = below
	place(what, room, top+high)
	place(who, rowWhen*scale, top+high)
}
