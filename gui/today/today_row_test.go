package today

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/gui/screentest"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// rowWide is how wide the board of the test is before it is narrow.
const rowWide = 860

// Whatever the width of the board, no part of a line lies outside it or upon
// another.
func TestLinesFitTheBoard(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		board := ui.NewRoom(rowWide)
		grid := &rowGrid{room: board, widths: [rowColumns]float32{96, 100, 60, 0, 160, 90, 80}}
		parts := make([]fyne.CanvasObject, rowColumns)
		for i := range parts {
			parts[i] = ui.NewLine("关于完善中心城区截污管网的建议")
		}
		parts[rowWhat] = ui.NewBadge(ui.ToneBlue, ui.NoShape, "联系代表，记办前沟通")
		row := container.New(rowLayout{grid}, parts...)
		whole := board.Around(container.NewVBox(row))
		for _, width := range []float32{600, rowWide - 1, rowWide, 1200} {
			whole.Resize(fyne.NewSize(width*look.Scale(), 300))
			if two := row.MinSize().Height > rowHigh*look.Scale(); two != (width < rowWide) {
				t.Errorf("%v wide: %v high", width, row.MinSize().Height)
			}
			for i, p := range parts {
				at, size := p.Position(), p.Size()
				if at.X < 0 || at.X+size.Width > row.Size().Width+0.5 || at.Y+size.Height > row.Size().Height+0.5 || size.Width < 60*look.Scale()-0.5 {
					t.Errorf("%v wide: part %d at %v, %v of %v", width, i, at, size, row.Size())
				}
				for j, q := range parts[:i] {
					to, its := q.Position(), q.Size()
					if at.X < to.X+its.Width-0.5 && to.X < at.X+size.Width-0.5 && at.Y < to.Y+its.Height-0.5 && to.Y < at.Y+size.Height-0.5 {
						t.Errorf("%v wide: part %d lies on %d", width, i, j)
					}
				}
			}
		}
	})
}

// What else is due stands under the title, in a narrow board after what is most
// pressing, and nowhere upon it or outside the row.
func TestWhatElseIsDueFitsTheBoard(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		grid := &rowGrid{room: ui.NewRoom(rowWide), widths: [rowColumns]float32{96, 100, 60, 0, 160, 90, 80}}
		parts := make([]fyne.CanvasObject, rowColumns)
		for i := range parts {
			parts[i] = ui.NewLine("关于完善管网")
		}
		parts[rowWhat] = ui.NewBadge(ui.ToneBlue, ui.NoShape, "联系代表，记办前沟通")
		more := container.New(moreLayout{grid, parts[rowWhat]})
		for range 6 {
			more.Add(ui.NewSmall("造册分发，告知代表"))
		}
		row := container.New(rowLayout{grid}, append(parts, more)...)
		whole := grid.room.Around(container.NewVBox(row))
		for _, width := range []float32{600, 700, rowWide, 1200} {
			whole.Resize(fyne.NewSize(width*look.Scale(), 300))
			what := parts[rowWhat]
			for _, o := range more.Objects {
				at := o.Position().Add(more.Position())
				if at.X < 0 || at.X+o.Size().Width > row.Size().Width+0.5 || at.Y+o.Size().Height > row.Size().Height+0.5 {
					t.Errorf("%v wide: at %v, %v of %v", width, at, o.Size(), row.Size())
				}
				if to := what.Position(); at.X < to.X+what.Size().Width && to.X < at.X+o.Size().Width && at.Y < to.Y+what.Size().Height && to.Y < at.Y+o.Size().Height {
					t.Errorf("%v wide: %v lies on what is most pressing at %v, %v", width, at, to, what.Size())
				}
			}
		}
	})
}

// Room that no title needs goes to what is to be done, up to all of it; a title is
// never shortened for it.
func TestRoomToSpareShowsWhatIsToBeDone(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		grid := &rowGrid{room: ui.NewRoom(rowWide), widths: [rowColumns]float32{100, 0, 60, 0, 250, 90, 80}, title: 300, what: 420}
		fixed := float32(100 + 60 + 250 + 90 + 80 + 5*rowGap)
		for spare, want := range map[float32]float32{-50: 250, 0: 250, 60: 310, 170: 420, 900: 420} {
			x, w := grid.places((fixed + 300 + spare) * look.Scale())
			if w[rowWhat] != want*look.Scale() {
				t.Errorf("with %v to spare what is to be done has %v, not %v", spare, w[rowWhat], want)
			}
			if least := min(300, 300+spare); w[rowTitle] < least*look.Scale()-0.1 {
				t.Errorf("with %v to spare the title has %v", spare, w[rowTitle])
			}
			if end := x[rowWhen] + w[rowWhen]; end > (fixed+300+spare)*look.Scale()+0.1 {
				t.Errorf("with %v to spare the row ends at %v", spare, end)
			}
		}
	})
}
