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
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jianban/data/fault"
	"jianban/export/font"
	"jianban/export/page"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// unitsPerMM is how many of Fyne's units one millimetre takes at 100 %.
const unitsPerMM = 96 / 25.4

// Preview shows a document's pages under a bar with page number and zoom.
type Preview struct {
	widget.BaseWidget

	// OnPainted is called on the UI goroutine each time nothing is left to
	// paint; may be nil.
	OnPainted func()
	// OnTapped is called where a person clicks on paper: the page from 1, and
	// the place on it; may be nil.
	OnTapped func(pageNumber int, x, y page.MM)

	painter *Painter
	fonts   *font.Set // that the pictures were painted with
	doc     page.Document
	zoom    Zoom
	scale   float32 // units a millimetre, by zoom and room
	note    string

	bar    *bar
	desk   *canvas.Image
	hint   *widget.Label
	sheets []*sheet
	first  int // the sheets from here to last are on the desk
	last   int
	signs  []Sign
	lit    []page.Area // what Reveal shows
	parts  []signPart  // of both
	paper  *paper
	scroll *container.Scroll
	thumbs *thumbs
	rest   *canvas.Image   // behind the thumbnails
	area   *fyne.Container // all but the bar
	root   *fyne.Container

	painting bool
	closed   bool
	ctx      context.Context
	stop     context.CancelFunc
}

// New makes an empty preview whose pages the painter paints, which may serve
// other previews too; actions, such as a button that saves a PDF, stand at the
// right of its bar.
func New(painter *Painter, actions ...fyne.CanvasObject) *Preview {
	p := &Preview{painter: painter, zoom: FitWidth, scale: unitsPerMM}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.desk = ui.NewFlat(look.Colour(look.ColorDesk))
	p.hint = widget.NewLabel("")
	p.hint.Alignment = fyne.TextAlignCenter
	p.hint.Wrapping = fyne.TextWrapWord
	p.paper = newPaper(p)
	p.thumbs = newThumbs(p)
	p.rest = ui.NewFlat(look.Colour(look.ColorPane))
	p.scroll = container.NewScroll(p.paper)
	p.scroll.OnScrolled = func(fyne.Position) { p.lookAgain() }
	p.bar = newBar(p, actions)
	p.area = container.New(areaLayout{p}, p.desk, p.scroll, p.hint, p.rest, p.thumbs.list)
	p.root = container.NewBorder(p.bar.root, nil, nil, nil, p.area)
	p.ExtendBaseWidget(p)
	p.tell()
	return p
}

// SetDocument shows another document at the same place and zoom. Pages that
// did not change are not painted again, unless other fonts were chosen.
//
// Where only words changed, nothing but their pages is: the new picture is the
// next thing to be seen.
func (p *Preview) SetDocument(doc page.Document) {
	if p.closed {
		return
	}
	if fonts := p.painter.fonts.Fixed(); fonts != p.fonts {
		p.fonts = fonts
		p.repaint()
	}
	if p.note == "" && len(doc.Pages) > 0 && slices.EqualFunc(p.doc.Pages, doc.Pages, func(a, b page.Page) bool { return a.Size == b.Size }) {
		p.doc = doc
		p.paint()
		return
	}
	p.doc, p.note = doc, ""
	if len(doc.Pages) == 0 {
		p.note = "还没有可以预览的内容。"
	}
	p.renew()
}

// SetNote shows a sentence in place of pages, such as why there are none.
func (p *Preview) SetNote(text string) {
	p.doc, p.note = page.Document{}, text
	p.renew()
}

// renew shows the document; the thumbnails come or go with its length.
func (p *Preview) renew() {
	p.arrange()
	if size := p.area.Size(); p.stripWidth(size) != size.Width-p.scroll.Size().Width {
		p.area.Layout.Layout(p.area.Objects, size)
	}
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

// Thumbnail is the small picture of a page (from 0) in the column beside the
// pages; nil where it is out of sight or there is no column.
func (p *Preview) Thumbnail(i int) image.Image {
	if p.thumbs.list.Hidden {
		return nil
	}
	return p.thumbs.known[i].img
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
	p.scrollTo(fyne.NewPos(p.scroll.Offset.X, p.sheets[n-1].top-gap()))
}

// Turn goes some pages on, or back where by is negative.
func (p *Preview) Turn(by int) { p.ShowPage(p.Page() + by) }

// Close stops painting for good and lets document and pictures go: Fyne keeps
// widgets for a minute after they were last seen.
func (p *Preview) Close() {
	p.closed = true
	p.stop()
	p.doc, p.signs, p.lit, p.parts = page.Document{}, nil, nil, nil
	for _, s := range p.sheets {
		s.drop()
	}
	p.thumbs.drop()
}

// CreateRenderer is Fyne's.
func (p *Preview) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.root)
}

// Refresh takes colours and sizes from the theme again.
func (p *Preview) Refresh() {
	ui.SetFlat(p.desk, look.Colour(look.ColorDesk))
	ui.SetFlat(p.rest, look.Colour(look.ColorPane))
	for _, s := range p.sheets {
		s.refresh()
	}
	p.bar.refresh()
	p.arrange()
	p.drawSigns()
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
	p.fillPaper()
	p.hint.SetText(p.note)
	p.hint.Hidden = p.note == ""
	p.scroll.Refresh()
	p.thumbs.update()
	p.lookAgain()
}

// fillPaper puts the sheets in sight, one more on both sides, and their signs
// onto the desk. Others are not painted at all, whatever a document's length.
func (p *Preview) fillPaper() {
	first, last := p.inSight()
	p.first, p.last = max(first-1, 0), min(last+1, len(p.sheets)-1)
	var objects []fyne.CanvasObject
	for i := p.first; i <= p.last; i++ {
		objects = append(objects, p.sheets[i].back, p.sheets[i].img)
	}
	for _, s := range p.parts {
		if s.sheet >= p.first && s.sheet <= p.last {
			objects = append(objects, s.rect)
		}
	}
	p.paper.set(objects)
}

// spread puts every sheet and sign at its place.
func (p *Preview) spread() {
	for i := p.first; i <= p.last && i < len(p.sheets); i++ {
		s := p.sheets[i]
		at := fyne.NewPos(s.left, s.top)
		s.back.Move(at)
		s.back.Resize(s.size)
		s.img.Move(at)
		s.img.Resize(s.size)
	}
	for _, s := range p.parts {
		s.place(p)
	}
}

// place works out every sheet's size and place from the zoom and the room.
func (p *Preview) place() {
	room := p.scroll.Size()
	var widest, tallest page.MM
	for _, pg := range p.doc.Pages {
		widest, tallest = max(widest, pg.Size.W), max(tallest, pg.Size.H)
	}
	k := p.zoom.scale(room.SubtractWidthHeight(2*gap(), 2*gap()), widest, tallest)
	width := max(room.Width, whole(float32(widest)*k)+2*gap())
	p.scale = k
	top := gap()
	for i, pg := range p.doc.Pages {
		s := p.sheets[i]
		s.size = fyne.NewSize(whole(float32(pg.Size.W)*k), whole(float32(pg.Size.H)*k))
		s.left, s.top = max(whole((width-s.size.Width)/2), 0), top
		top += s.size.Height + gap()
	}
}

// lookAgain tells the page number and paints what has come into sight.
func (p *Preview) lookAgain() {
	if first, last := p.inSight(); max(first-1, 0) != p.first || min(last+1, len(p.sheets)-1) != p.last {
		p.fillPaper()
	}
	p.tell()
	p.paint()
}

func (p *Preview) tell() {
	n := len(p.sheets)
	text := "没有页"
	if n > 0 {
		text = fmt.Sprintf("第 %d / %d 页", p.Page(), n)
		if p.doc.Spacing != "" {
			text += " · " + p.doc.Spacing
		}
	}
	p.bar.tell(text, p.Page(), n)
	p.thumbs.follow(p.Page())
}

// paint starts painting the most wanted sheet, unless one is being painted:
// then its end looks again.
func (p *Preview) paint() {
	if p.painting || p.closed {
		return
	}
	p.forget()
	done := p.painted
	i, width := p.wanted()
	if i < 0 {
		done = p.thumbs.painted
		i, width = p.thumbs.wanted()
	}
	if i < 0 {
		if p.OnPainted != nil {
			p.OnPainted()
		}
		return
	}
	pg, ctx := p.doc.Pages[i], p.ctx
	p.painting = true
	fault.Go(func() {
		var img *image.RGBA
		err := fault.Try(func() (err error) {
			img, err = p.painter.Paint(ctx, pg, width)
			return err
		})
		ui.Do(func() {
			p.painting = false
			if p.closed {
				return
			}
			if err != nil {
				fyne.LogError("a page cannot be painted", err)
			}
			done(i, picture{pg, width, img}, err == nil)
			p.paint()
		})
	})
}

// painted shows a sheet's new picture; where it could not be painted the older
// one stays, and so does one that was painted ahead meanwhile.
func (p *Preview) painted(i int, made picture, ok bool) {
	if i >= len(p.sheets) {
		return
	}
	s := p.sheets[i]
	if s.width == made.width && i < len(p.doc.Pages) && samePage(s.page, p.doc.Pages[i]) && !samePage(made.page, p.doc.Pages[i]) {
		return
	}
	if !ok {
		s.page, s.width = made.page, made.width
		return
	}
	s.show(made)
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

// repaint takes all pictures for old; they stay until there are others.
func (p *Preview) repaint() {
	for _, s := range p.sheets {
		s.width = 0
	}
	clear(p.thumbs.known)
}

// keepNear is how many sheets on both sides of the view keep their picture.
const keepNear = 3

// forget drops the pictures of sheets far from the view.
func (p *Preview) forget() {
	first, last := p.inSight()
	for i, s := range p.sheets {
		if (i < first-keepNear || i > last+keepNear) && s.img.Image != nil {
			s.drop()
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

// samePage tells that two pages are painted alike.
func samePage(a, b page.Page) bool {
	return a.Size == b.Size && len(a.Marks) == len(b.Marks) && reflect.DeepEqual(a.Marks, b.Marks)
}

func whole(v float32) float32 { return float32(math.Round(float64(v))) }

func gap() float32 { return look.Size(look.SizeMargin) }
