package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"jianban/export/page"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// sheet is one page on the desk.
type sheet struct {
	back *canvas.Image // the paper, until it is painted
	img  *canvas.Image
	left float32 // from the scrolled area's left edge
	top  float32 // below its top edge
	size fyne.Size

	// What the image shows.
	page  page.Page
	width int // pixels; 0 while nothing is painted
}

func newSheet() *sheet {
	s := &sheet{back: ui.NewFlat(look.Colour(look.ColorPaper)), img: &canvas.Image{}}
	s.img.FillMode = canvas.ImageFillStretch
	s.img.ScaleMode = canvas.ImageScaleFastest // it has the screen's own pixels already
	s.refresh()
	return s
}

// show puts a picture onto the sheet.
func (s *sheet) show(made picture) {
	s.page, s.width = made.page, made.width
	s.img.Image, s.back.Hidden = made.img, true // it covers the paper, which would be drawn for nothing
	s.img.Refresh()
}

// drop lets the picture go, and the copy of it that the driver keeps.
func (s *sheet) drop() {
	s.page, s.width = page.Page{}, 0
	s.img.Image, s.back.Hidden = nil, false
	s.img.Refresh()
}

func (s *sheet) refresh() {
	ui.SetFlat(s.back, look.Colour(look.ColorPaper))
}

// areaLayout gives the pages the room beside the thumbnails and arranges the
// sheets anew when the room changes.
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
	strip := p.stripWidth(size)
	p.rest.Hidden, p.thumbs.list.Hidden = strip == 0, strip == 0
	for _, o := range []fyne.CanvasObject{p.rest, p.thumbs.list} {
		o.Resize(fyne.NewSize(strip, size.Height))
	}
	p.scroll.Move(fyne.NewPos(strip, 0))
	if room := size.SubtractWidthHeight(strip, 0); p.scroll.Size() != room {
		view := p.scroll.Size()
		middle := fyne.NewPos(view.Width/2, view.Height/2)
		spot := p.spotAt(p.scroll.Offset.Add(middle))
		p.scroll.Resize(room)
		p.arrange()
		if view.Height > 0 && p.scroll.Offset.Y > 0 {
			p.bring(spot, fyne.NewPos(room.Width/2, room.Height/2))
		}
	}
}

// stripWidth is the room of the thumbnails; 0 where there are none.
func (p *Preview) stripWidth(size fyne.Size) float32 {
	if len(p.doc.Pages) < thumbsFrom || size.Width < thumbsRoom {
		return 0
	}
	return thumbWidth + 2*thumbsPadding
}
