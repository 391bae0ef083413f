package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

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
	b.row = container.New(rowLayout{b.zoom, layout.NewHBoxLayout()}, append([]fyne.CanvasObject{b.number, b.prev, b.next, b.zoom, layout.NewSpacer()}, actions...)...)
	b.root = container.NewStack(b.back, container.NewBorder(nil, b.line, nil, nil,
		container.New(layout.NewCustomPaddedLayout(barPad, barPad, 2*barPad, 2*barPad), b.row)))
	return b
}

// rowLayout is that of a row; where there is no room for the list of zooms, the
// keys and the wheel must do.
type rowLayout struct {
	zoom *widget.Select
	line fyne.Layout
}

// MinSize is that without the list.
func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := l.line.MinSize(objects)
	if l.zoom.Visible() {
		size.Width -= l.zoomWidth()
	}
	return size
}

// Layout shows the list where it fits.
func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if fits := size.Width >= l.MinSize(objects).Width+l.zoomWidth(); fits != l.zoom.Visible() {
		l.zoom.Hidden = !fits
	}
	l.line.Layout(objects, size)
}

func (l rowLayout) zoomWidth() float32 { return l.zoom.MinSize().Width + fynetheme.Padding() }

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

// tellZoom names a zoom that was not chosen from the list.
func (b *bar) tellZoom(z Zoom) {
	if b.zoom.Selected != z.String() {
		b.zoom.Selected = z.String()
		b.zoom.Refresh()
	}
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
