package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// rail is the column of places at the left.
type rail struct {
	items map[screen.Place]*railItem
	root  fyne.CanvasObject
}

func newRail(go_ func(screen.Place)) *rail {
	r := &rail{items: map[screen.Place]*railItem{}}
	brand := ui.NewHeading("建办")
	brand.TextSize, brand.Color, brand.Align = look.SizeBrand, fynetheme.ColorNamePrimary, fyne.TextAlignCenter
	column := container.New(layout.NewCustomPaddedVBoxLayout(0), ui.Tall(look.Size(look.SizeTopBar), brand))
	for _, p := range places() {
		r.items[p.place] = newRailItem(p.place, p.icon, func() { go_(p.place) })
		if p.last {
			column.Add(layout.NewSpacer())
		}
		column.Add(r.items[p.place])
	}
	column.Add(ui.Gap(8))
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(look.Size(look.SizeRail), 0))
	r.root = ui.Ground(look.ColorRail, ui.Frame(nil, nil, nil, ui.VLine(look.ColorLine), container.NewStack(width, column)))
	return r
}

// choose shows a place as the one in the window.
func (r *rail) choose(p screen.Place) {
	for place, item := range r.items {
		item.set(place == p)
	}
}

// railItem is one place: an icon over its word.
type railItem struct {
	fw.BaseWidget
	place  screen.Place
	icon   fyne.Resource
	tapped func()
	on     bool
	hover  bool
	focus  bool

	back, edge *canvas.Rectangle
	image      *canvas.Image
	word       *ui.Line
}

func newRailItem(p screen.Place, icon fyne.Resource, tapped func()) *railItem {
	i := &railItem{place: p, icon: icon, tapped: tapped,
		back: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent),
		image: canvas.NewImageFromResource(icon), word: ui.NewLine(string(p))}
	i.image.FillMode = canvas.ImageFillContain
	i.word.Align, i.word.TextSize = fyne.TextAlignCenter, look.SizeSmall
	i.ExtendBaseWidget(i)
	return i
}

func (i *railItem) set(on bool) {
	i.on = on
	i.Refresh()
}

// Tapped goes to the place.
func (i *railItem) Tapped(*fyne.PointEvent) { i.tapped() }

// Cursor shows that it can be clicked.
func (i *railItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows it hovered.
func (i *railItem) MouseIn(*desktop.MouseEvent) { i.hover = true; i.Refresh() }

// MouseMoved is not needed.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (i *railItem) MouseOut() { i.hover = false; i.Refresh() }

// FocusGained shows the ring.
func (i *railItem) FocusGained() { i.focus = true; i.Refresh() }

// FocusLost hides the ring.
func (i *railItem) FocusLost() { i.focus = false; i.Refresh() }

// TypedRune is not needed.
func (i *railItem) TypedRune(rune) {}

// TypedKey goes to the place on Enter and Space.
func (i *railItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.tapped()
	}
}

// CreateRenderer is Fyne's.
func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	r := &railRenderer{i}
	r.Refresh()
	return r
}

type railRenderer struct{ i *railItem }

func (r *railRenderer) Destroy() {}

func (r *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.i.back, r.i.edge, r.i.image, r.i.word}
}

func (r *railRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Size(look.SizeRail), look.Size(look.SizeRailIcon)+r.i.word.MinSize().Height+16)
}

func (r *railRenderer) Layout(size fyne.Size) {
	icon, word := look.Size(look.SizeRailIcon), r.i.word.MinSize().Height
	top := (size.Height - icon - word) / 2
	r.i.back.Resize(size)
	r.i.edge.Resize(fyne.NewSize(3, size.Height))
	r.i.image.Move(fyne.NewPos((size.Width-icon)/2, top))
	r.i.image.Resize(fyne.NewSquareSize(icon))
	r.i.word.Move(fyne.NewPos(0, top+icon))
	r.i.word.Resize(fyne.NewSize(size.Width, word))
}

func (r *railRenderer) Refresh() {
	i := r.i
	i.back.FillColor, i.edge.FillColor = color.Transparent, color.Transparent
	i.back.StrokeWidth = 0
	tone := look.ColorHeading
	i.word.Bold = i.on
	switch {
	case i.on:
		i.back.FillColor, i.edge.FillColor = look.Colour(fynetheme.ColorNameBackground), look.Colour(fynetheme.ColorNamePrimary)
		tone = fynetheme.ColorNamePrimary
	case i.hover:
		i.back.FillColor = look.Colour(fynetheme.ColorNameHover)
	}
	if i.focus {
		i.back.StrokeColor, i.back.StrokeWidth = look.Colour(fynetheme.ColorNameFocus), 2
	}
	i.word.Color = tone
	i.image.Resource = fynetheme.NewColoredResource(i.icon, tone)
	i.back.Refresh()
	i.edge.Refresh()
	i.image.Refresh()
	i.word.Refresh()
}
