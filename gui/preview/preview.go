// Package preview shows pages in the window exactly as they will be printed.
// It is the second painter of export/page's marks, beside export/pdf: it
// decides nothing about wording or place, so what one sees is the letter.
//
// Painter turns one page into an image, on any goroutine. Preview is the
// widget: sheets of paper on a grey desk, with page number and zoom. Give it a
// document with SetDocument whenever the text has changed; the sheets in sight
// are painted off the UI goroutine, one at a time and always from the newest
// document, while the older picture stays until the new one is there.
//
// Methods of Preview are for the UI goroutine.
package preview

import (
	"context"
	"fmt"
	"image"
	"math"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jianban/export/font"
	"jianban/export/page"
	look "jianban/gui/theme"
)

// unitsPerMM is how many of Fyne's units one millimetre takes at 100 %.
const unitsPerMM = 96 / 25.4

// Preview shows a document's pages under a bar with page number and zoom.
type Preview struct {
	widget.BaseWidget

	// OnPainted is called on the UI goroutine each time nothing is left to
	// paint; may be nil.
	OnPainted func()

	painter *Painter
	doc     page.Document
	zoom    Zoom
	note    string

	bar    *bar
	desk   *canvas.Rectangle
	hint   *widget.Label
	sheets []*sheet
	paper  *fyne.Container
	scroll *container.Scroll
	root   *fyne.Container

	painting bool
	closed   bool
	ctx      context.Context
	stop     context.CancelFunc
}

// New makes an empty preview; actions, such as a button that saves a PDF,
// stand at the right of its bar.
func New(fonts *font.Set, actions ...fyne.CanvasObject) *Preview {
	p := &Preview{painter: NewPainter(fonts), zoom: FitWidth}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.desk = canvas.NewRectangle(look.Colour(look.ColorDesk))
	p.hint = widget.NewLabel("")
	p.hint.Alignment = fyne.TextAlignCenter
	p.hint.Wrapping = fyne.TextWrapWord
	p.paper = container.New(paperLayout{p})
	p.scroll = container.NewScroll(p.paper)
	p.scroll.OnScrolled = func(fyne.Position) { p.lookAgain() }
	p.bar = newBar(p, actions)
	area := container.New(areaLayout{p}, p.desk, p.scroll, p.hint)
	p.root = container.NewBorder(p.bar.root, nil, nil, nil, area)
	p.ExtendBaseWidget(p)
	p.tell()
	return p
}

// SetDocument shows another document at the same place and zoom. Pages that
// did not change are not painted again.
func (p *Preview) SetDocument(doc page.Document) {
	p.doc, p.note = doc, ""
	if len(doc.Pages) == 0 {
		p.note = "还没有可以预览的内容。"
	}
	p.arrange()
}

// SetNote shows a sentence in place of pages, such as why there are none.
func (p *Preview) SetNote(text string) {
	p.doc, p.note = page.Document{}, text
	p.arrange()
}

// Document is what is shown.
func (p *Preview) Document() page.Document { return p.doc }

// Image is the picture of a page (from 0) as it is shown; nil where it is not
// painted, as pages out of sight are not.
func (p *Preview) Image(i int) image.Image {
	if i < 0 || i >= len(p.sheets) {
		return nil
	}
	return p.sheets[i].img.Image
}

// SetZoom shows the pages at another size.
func (p *Preview) SetZoom(z Zoom) {
	p.zoom = z
	p.arrange()
}

// Page is the number of the page in the middle of the view, from 1; 0 where
// there are no pages.
func (p *Preview) Page() int {
	middle := p.scroll.Offset.Y + p.scroll.Size().Height/2
	for i, s := range p.sheets {
		if middle < s.top+s.size.Height+gap() || i == len(p.sheets)-1 {
			return i + 1
		}
	}
	return 0
}

// ShowPage scrolls to a page, from 1; numbers outside take the nearest page.
func (p *Preview) ShowPage(n int) {
	if len(p.sheets) == 0 {
		return
	}
	n = min(max(n, 1), len(p.sheets))
	top := p.sheets[n-1].top - gap()
	room := max(p.paper.MinSize().Height-p.scroll.Size().Height, 0)
	p.scroll.ScrollToOffset(fyne.NewPos(p.scroll.Offset.X, min(top, room)))
	p.lookAgain()
}

// Close stops painting for good.
func (p *Preview) Close() {
	p.closed = true
	p.stop()
}

// CreateRenderer is Fyne's.
func (p *Preview) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.root)
}

// Refresh takes colours and sizes from the theme again.
func (p *Preview) Refresh() {
	p.desk.FillColor = look.Colour(look.ColorDesk)
	for _, s := range p.sheets {
		s.refresh()
	}
	p.bar.refresh()
	p.arrange()
	p.BaseWidget.Refresh()
}

// arrange makes as many sheets as the document has pages, gives them their
// size and place, and paints what is in sight.
func (p *Preview) arrange() {
	for len(p.sheets) < len(p.doc.Pages) {
		p.sheets = append(p.sheets, newSheet())
	}
	p.sheets = p.sheets[:len(p.doc.Pages)]
	p.place()
	objects := make([]fyne.CanvasObject, 0, 2*len(p.sheets))
	for _, s := range p.sheets {
		objects = append(objects, s.back, s.img)
	}
	p.paper.Objects = objects
	p.hint.SetText(p.note)
	p.hint.Hidden = p.note == ""
	p.scroll.Refresh()
	p.lookAgain()
}

// place works out every sheet's size and top from the zoom and the room.
func (p *Preview) place() {
	room := p.scroll.Size()
	var widest, tallest page.MM
	for _, pg := range p.doc.Pages {
		widest, tallest = max(widest, pg.Size.W), max(tallest, pg.Size.H)
	}
	k := p.zoom.scale(room.SubtractWidthHeight(2*gap(), 2*gap()), widest, tallest)
	top := gap()
	for i, pg := range p.doc.Pages {
		s := p.sheets[i]
		s.size = fyne.NewSize(whole(float32(pg.Size.W)*k), whole(float32(pg.Size.H)*k))
		s.top = top
		top += s.size.Height + gap()
	}
}

// lookAgain tells the page number and paints what has come into sight.
func (p *Preview) lookAgain() {
	p.tell()
	p.paint()
}

func (p *Preview) tell() {
	n := len(p.sheets)
	text := "没有页"
	if n > 0 {
		text = fmt.Sprintf("第 %d / %d 页", p.Page(), n)
	}
	p.bar.tell(text, p.Page(), n)
}

// paint starts painting the most wanted sheet, unless one is being painted:
// then its end looks again.
func (p *Preview) paint() {
	if p.painting || p.closed {
		return
	}
	p.forget()
	i, width := p.wanted()
	if i < 0 {
		if p.OnPainted != nil {
			p.OnPainted()
		}
		return
	}
	pg, ctx := p.doc.Pages[i], p.ctx
	p.painting = true
	go func() {
		img, err := p.painter.Paint(ctx, pg, width)
		fyne.Do(func() { p.painted(i, pg, width, img, err) })
	}()
}

func (p *Preview) painted(i int, pg page.Page, width int, img *image.RGBA, err error) {
	p.painting = false
	if p.closed {
		return
	}
	if i < len(p.sheets) {
		s := p.sheets[i]
		s.page, s.width = pg, width
		if err != nil {
			fyne.LogError("a page cannot be painted", err)
		} else {
			s.img.Image = img
			s.img.Refresh()
		}
	}
	p.paint()
}

// wanted is the sheet to paint next and its width in pixels: first those in
// sight, then the next one below; -1 where all are painted.
func (p *Preview) wanted() (int, int) {
	first, last := p.inSight()
	for i := first; i <= last+1 && i < len(p.sheets); i++ {
		s := p.sheets[i]
		width := p.pixels(s.size)
		if width > 0 && (s.width != width || !samePage(s.page, p.doc.Pages[i])) {
			return i, width
		}
	}
	return -1, 0
}

// inSight is the first and last sheet that can be seen; last is -1 without
// sheets or room.
func (p *Preview) inSight() (first, last int) {
	top, bottom := p.scroll.Offset.Y, p.scroll.Offset.Y+p.scroll.Size().Height
	first, last = 0, -2
	if bottom <= top {
		return first, last
	}
	for i, s := range p.sheets {
		if s.top+s.size.Height < top {
			first = i + 1
		}
		if s.top <= bottom {
			last = i
		}
	}
	return first, last
}

// keepNear is how many sheets on both sides of the view keep their picture.
const keepNear = 3

// forget drops the pictures of sheets far from the view.
func (p *Preview) forget() {
	first, last := p.inSight()
	for i, s := range p.sheets {
		if (i < first-keepNear || i > last+keepNear) && s.img.Image != nil {
			s.img.Image, s.width, s.page = nil, 0, page.Page{}
			s.img.Refresh()
		}
	}
}

// maxPixels keeps a sheet within what every graphics card takes.
const maxPixels = 4096

// pixels is how many pixels of the screen a sheet is wide.
func (p *Preview) pixels(size fyne.Size) int {
	if size.Width <= 0 || size.Height <= 0 {
		return 0
	}
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		scale = c.Scale()
	}
	scale = min(scale, maxPixels/size.Width, maxPixels/size.Height)
	return int(math.Round(float64(size.Width * scale)))
}

func samePage(a, b page.Page) bool {
	return a.Size == b.Size && len(a.Marks) == len(b.Marks) && reflect.DeepEqual(a.Marks, b.Marks)
}

func whole(v float32) float32 { return float32(math.Round(float64(v))) }

func gap() float32 { return look.Size(look.SizeMargin) }
