package preview

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jianban/export/page"
	look "jianban/gui/theme"
)

// Zoom is how large pages are shown: a percentage of their size on paper, or
// one of the two that follow the room.
type Zoom int

// The zooms that follow the room.
const (
	FitWidth Zoom = 0
	FitPage  Zoom = -1
)

// Zooms lists the choices, in the order of the list in the bar.
var Zooms = []Zoom{FitWidth, FitPage, 50, 75, 100, 125, 150, 200}

// String is the zoom as the bar names it.
func (z Zoom) String() string {
	switch z {
	case FitWidth:
		return "适合宽度"
	case FitPage:
		return "整页"
	}
	return fmt.Sprintf("%d%%", int(z))
}

// Bounds of the zooms that follow the room, as parts of the size on paper.
const leastFit, mostFit = 0.2, 2

// scale is how many units a millimetre takes.
func (z Zoom) scale(room fyne.Size, widest, tallest page.MM) float32 {
	if widest <= 0 || tallest <= 0 {
		return unitsPerMM
	}
	k := room.Width / float32(widest)
	switch z {
	case FitWidth:
	case FitPage:
		k = min(k, room.Height/float32(tallest))
	default:
		return unitsPerMM * float32(z) / 100
	}
	return min(max(k, leastFit*unitsPerMM), mostFit*unitsPerMM)
}

// bar is the line over the pages.
type bar struct {
	back       *canvas.Rectangle
	line       *canvas.Rectangle
	number     *widget.Label
	prev, next *widget.Button
	zoom       *widget.Select
	row        *fyne.Container
	root       fyne.CanvasObject
}

func newBar(p *Preview, actions []fyne.CanvasObject) *bar {
	b := &bar{
		back:   canvas.NewRectangle(look.Colour(look.ColorRail)),
		line:   canvas.NewRectangle(look.Colour(look.ColorLine)),
		number: widget.NewLabel(""),
	}
	b.line.SetMinSize(fyne.NewSize(1, 1))
	b.prev = widget.NewButtonWithIcon("", fynetheme.MoveUpIcon(), func() { p.ShowPage(p.Page() - 1) })
	b.next = widget.NewButtonWithIcon("", fynetheme.MoveDownIcon(), func() { p.ShowPage(p.Page() + 1) })
	b.prev.Importance, b.next.Importance = widget.LowImportance, widget.LowImportance
	names := make([]string, len(Zooms))
	for i, z := range Zooms {
		names[i] = z.String()
	}
	b.zoom = widget.NewSelect(names, nil)
	b.zoom.PlaceHolder = FitWidth.String()
	b.zoom.SetSelectedIndex(0)
	b.zoom.OnChanged = func(string) { p.SetZoom(Zooms[b.zoom.SelectedIndex()]) }
	b.row = container.NewHBox(append([]fyne.CanvasObject{b.number, b.prev, b.next, b.zoom, layout.NewSpacer()}, actions...)...)
	b.root = container.NewStack(b.back, container.NewBorder(nil, b.line, nil, nil,
		container.New(layout.NewCustomPaddedLayout(barPad, barPad, 2*barPad, 2*barPad), b.row)))
	return b
}

// barPad is the room around the bar's parts, in Fyne's units.
const barPad = 6

func (b *bar) tell(text string, current, pages int) {
	if b.number.Text != text {
		b.number.SetText(text)
		b.row.Refresh() // its width may have changed
	}
	setEnabled(b.prev, current > 1)
	setEnabled(b.next, current > 0 && current < pages)
}

func (b *bar) refresh() {
	b.back.FillColor, b.line.FillColor = look.Colour(look.ColorRail), look.Colour(look.ColorLine)
	b.root.Refresh()
}

func setEnabled(b *widget.Button, on bool) {
	if b.Disabled() != on {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
