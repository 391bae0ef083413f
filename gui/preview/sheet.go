package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/export/page"
	look "jianban/gui/theme"
)

// sheet is one page on the desk.
type sheet struct {
	back *canvas.Rectangle // the paper with its shadow
	img  *canvas.Image
	top  float32 // below the desk's top edge
	size fyne.Size

	// What the image shows.
	page  page.Page
	width int // pixels; 0 while nothing is painted
}

func newSheet() *sheet {
	s := &sheet{back: canvas.NewRectangle(look.Colour(look.ColorPaper)), img: &canvas.Image{}}
	s.img.FillMode = canvas.ImageFillStretch
	s.img.ScaleMode = canvas.ImageScaleFastest // it has the screen's own pixels already
	s.refresh()
	return s
}

func (s *sheet) refresh() {
	s.back.FillColor = look.Colour(look.ColorPaper)
	s.back.Shadow = canvas.Shadow{
		Color:      look.Colour(fynetheme.ColorNameShadow),
		Offset:     fyne.NewPos(0, 1),
		BlurRadius: look.Size(fynetheme.SizeNamePadding),
		Variant:    canvas.DropShadow,
	}
	s.back.Refresh()
}

// paperLayout puts the sheets one under another in the middle of the desk.
type paperLayout struct{ p *Preview }

func (l paperLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, s := range l.p.sheets {
		size.Width = max(size.Width, s.size.Width+2*gap())
		size.Height = s.top + s.size.Height + gap()
	}
	return size
}

func (l paperLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	for _, s := range l.p.sheets {
		at := fyne.NewPos(max(whole((size.Width-s.size.Width)/2), 0), s.top)
		s.back.Move(at)
		s.back.Resize(s.size)
		s.img.Move(at)
		s.img.Resize(s.size)
	}
}

// areaLayout fills the room with the desk and the scrolling sheets, and
// arranges the sheets anew when the room changes.
type areaLayout struct{ p *Preview }

func (l areaLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(10 * look.Size(look.SizeMargin))
}

func (l areaLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p := l.p
	p.desk.Resize(size)
	height := p.hint.MinSize().Height
	p.hint.Move(fyne.NewPos(0, (size.Height-height)/2))
	p.hint.Resize(fyne.NewSize(size.Width, height))
	if p.scroll.Size() != size {
		p.scroll.Resize(size)
		p.arrange()
	}
}
