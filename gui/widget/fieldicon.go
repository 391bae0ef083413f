package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// fieldIcon is the icon at the right end of a field. It is for the mouse only,
// so that Tab goes from field to field; the field has a key for the same.
type fieldIcon struct {
	fw.BaseWidget
	icon  fyne.Resource
	tap   func()
	back  *canvas.Rectangle
	image *canvas.Image
}

func newFieldIcon(icon fyne.Resource, tap func()) *fieldIcon {
	f := &fieldIcon{icon: icon, tap: tap, back: canvas.NewRectangle(color.Transparent), image: canvas.NewImageFromResource(fynetheme.NewThemedResource(icon))}
	f.image.FillMode = canvas.ImageFillContain
	f.ExtendBaseWidget(f)
	return f
}

// Tapped does what the icon stands for.
func (f *fieldIcon) Tapped(*fyne.PointEvent) { f.tap() }

// Cursor shows that it can be clicked.
func (f *fieldIcon) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows it hovered.
func (f *fieldIcon) MouseIn(*desktop.MouseEvent) {
	f.back.FillColor = look.Colour(fynetheme.ColorNameHover)
	f.back.Refresh()
}

// MouseMoved is not needed.
func (f *fieldIcon) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (f *fieldIcon) MouseOut() {
	f.back.FillColor = color.Transparent
	f.back.Refresh()
}

// CreateRenderer is Fyne's.
func (f *fieldIcon) CreateRenderer() fyne.WidgetRenderer { return &fieldIconRenderer{f} }

type fieldIconRenderer struct{ f *fieldIcon }

func (r *fieldIconRenderer) Destroy() {}
func (r *fieldIconRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.back, r.f.image}
}

// MinSize is the icon's with room at both sides.
func (r *fieldIconRenderer) MinSize() fyne.Size {
	icon := look.Size(fynetheme.SizeNameInlineIcon)
	return fyne.NewSize(icon+2*look.Size(fynetheme.SizeNameInnerPadding), icon)
}

func (r *fieldIconRenderer) Layout(size fyne.Size) {
	icon := look.Size(fynetheme.SizeNameInlineIcon)
	r.f.back.Resize(size)
	r.f.back.CornerRadius = look.Size(fynetheme.SizeNameInputRadius)
	r.f.image.Move(fyne.NewPos((size.Width-icon)/2, (size.Height-icon)/2))
	r.f.image.Resize(fyne.NewSquareSize(icon))
}

func (r *fieldIconRenderer) Refresh() {
	r.f.back.Refresh()
	r.f.image.Refresh()
}
