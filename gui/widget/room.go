package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	look "jianban/gui/theme"
)

// Room is how wide a part of a screen is, so that what stands in it can take
// another shape where it is narrow. The shape may have another height: it is
// known before what stands in the room is laid out.
type Room struct {
	least  float32
	narrow bool
	width  float32
}

// NewRoom is a room that is narrow below a width at scale 1.
func NewRoom(least float32) *Room { return &Room{least: least} }

// Narrow tells whether the room is narrow as it was laid out last.
func (r *Room) Narrow() bool { return r.narrow }

// SetLeast says below which width at scale 1 the room is narrow from its next
// layout on.
func (r *Room) SetLeast(least float32) { r.least = least }

// Width is how wide the room is as it was laid out last.
func (r *Room) Width() float32 { return r.width }

// Around makes the room out of what stands in it.
func (r *Room) Around(o fyne.CanvasObject) *fyne.Container { return container.New(roomLayout{r}, o) }

type roomLayout struct{ room *Room }

// MinSize is that of what stands in the room.
func (l roomLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout fills the room.
func (l roomLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	before := l.room.narrow
	l.room.narrow, l.room.width = size.Width < l.room.least*look.Scale(), size.Width
	objects[0].Resize(size)
	if l.room.narrow != before {
		objects[0].Refresh()
	}
}

// BarIn is a bar with something at either end; in a narrow room right stands
// below left.
func BarIn(room *Room, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(barLayout{room}, left, right)
}

type barLayout struct{ room *Room }

// barGap is between the two ends and between the two rows.
const barGap = 8

// MinSize is that of one row or two.
func (l barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	if l.room.narrow {
		return fyne.NewSize(max(left.Width, right.Width), left.Height+right.Height+barGap)
	}
	return fyne.NewSize(left.Width+right.Width+barGap, max(left.Height, right.Height))
}

// Layout gives right what it needs, at the end of its row, and left the rest.
func (l barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0], objects[1]
	need := right.MinSize()
	if l.room.narrow {
		high := left.MinSize().Height
		left.Move(fyne.NewPos(0, 0))
		left.Resize(fyne.NewSize(size.Width, high))
		right.Move(fyne.NewPos(size.Width-need.Width, high+barGap))
		right.Resize(need)
		return
	}
	left.Move(fyne.NewPos(0, 0))
	left.Resize(fyne.NewSize(size.Width-need.Width-barGap, size.Height))
	right.Move(fyne.NewPos(size.Width-need.Width, 0))
	right.Resize(fyne.NewSize(need.Width, size.Height))
}
