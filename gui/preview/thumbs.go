package preview

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"jianban/export/page"
	look "jianban/gui/theme"
)

// Thumbnails stand beside a document of several pages where there is room.
const (
	thumbsFrom            = 3   // pages
	thumbsRoom    float32 = 520 // units beside which they still leave the page enough
	thumbWidth    float32 = 72
	thumbHeight   float32 = 102 // an A4 page of that width
	thumbLabel    float32 = 20
	thumbsKept            = 60 // pictures that are remembered
	thumbsPadding float32 = 12
)

// thumbs is the column of small pages. Only those in sight are widgets.
type thumbs struct {
	p     *Preview
	list  *widget.List
	shown map[int]*thumb
	known map[int]picture
	quiet bool // the choice follows the view; no one clicked
}

// picture is a painted page.
type picture struct {
	page  page.Page
	width int // pixels
	img   image.Image
}

func newThumbs(p *Preview) *thumbs {
	t := &thumbs{p: p, shown: map[int]*thumb{}, known: map[int]picture{}}
	t.list = widget.NewList(func() int { return len(p.doc.Pages) }, func() fyne.CanvasObject { return newThumb() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if item, ok := o.(*thumb); ok {
				t.show(i, item)
			}
		})
	t.list.HideSeparators = true
	t.list.OnSelected = func(i widget.ListItemID) {
		if !t.quiet {
			p.ShowPage(i + 1)
		}
	}
	return t
}

// drop lets all pictures go.
func (t *thumbs) drop() {
	clear(t.known)
	for _, item := range t.shown {
		item.img.Image = nil
		item.img.Refresh()
	}
	clear(t.shown)
}

// show makes a thumbnail that of a page.
func (t *thumbs) show(i int, item *thumb) {
	if t.shown[item.page] == item {
		delete(t.shown, item.page)
	}
	item.page = i
	t.shown[i] = item
	item.set(i, t.known[i].img)
	t.p.paint()
}

// follow shows which page is in the view.
func (t *thumbs) follow(pageNumber int) {
	if pageNumber < 1 || !t.list.Visible() {
		return
	}
	t.quiet = true
	t.list.Select(pageNumber - 1)
	t.quiet = false
}

// update shows another document.
func (t *thumbs) update() {
	for i := range t.known {
		if i >= len(t.p.doc.Pages) {
			delete(t.known, i)
		}
	}
	t.list.Refresh()
}

// wanted is a page in sight whose picture is missing or old; -1 for none.
func (t *thumbs) wanted() (int, int) {
	if !t.list.Visible() {
		return -1, 0
	}
	for i := range t.shown {
		if i >= len(t.p.doc.Pages) {
			continue
		}
		pg, width := t.p.doc.Pages[i], t.p.pixels(fyne.NewSize(thumbWidth, thumbHeight))
		if k := t.known[i]; width > 0 && (k.width != width || !samePage(k.page, pg)) {
			return i, width
		}
	}
	return -1, 0
}

// painted keeps a picture, an empty one where the page cannot be painted, and
// forgets some of those out of sight.
func (t *thumbs) painted(i int, made picture, ok bool) {
	if !ok {
		made.img = nil
	}
	for j := range t.known {
		if len(t.known) < thumbsKept {
			break
		}
		if t.shown[j] == nil {
			delete(t.known, j)
		}
	}
	t.known[i] = made
	if item := t.shown[i]; item != nil {
		item.set(i, made.img)
	}
}

// thumb is one small page with its number.
type thumb struct {
	widget.BaseWidget
	page   int
	back   *canvas.Rectangle
	img    *canvas.Image
	number *canvas.Text
}

func newThumb() *thumb {
	t := &thumb{page: -1, back: canvas.NewRectangle(look.Colour(look.ColorPaper)), img: &canvas.Image{}, number: canvas.NewText("", look.Colour(look.ColorMuted))}
	t.img.FillMode, t.img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	t.number.Alignment = fyne.TextAlignCenter
	t.ExtendBaseWidget(t)
	return t
}

func (t *thumb) set(i int, img image.Image) {
	t.number.Text = strconv.Itoa(i + 1)
	t.img.Image = img
	t.Refresh()
}

// CreateRenderer is Fyne's.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer { return thumbRenderer{t} }

type thumbRenderer struct{ t *thumb }

func (r thumbRenderer) Destroy() {}
func (r thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.back, r.t.img, r.t.number}
}

func (r thumbRenderer) MinSize() fyne.Size {
	return fyne.NewSize(thumbWidth+thumbsPadding, thumbHeight+thumbLabel)
}

func (r thumbRenderer) Layout(size fyne.Size) {
	box := fyne.NewSize(thumbWidth, thumbHeight)
	if r.t.img.Image != nil {
		b := r.t.img.Image.Bounds()
		box.Height = min(box.Height, thumbWidth*float32(b.Dy())/float32(max(b.Dx(), 1)))
	}
	at := fyne.NewPos((size.Width-thumbWidth)/2, 2+thumbHeight-box.Height)
	r.t.back.Move(at)
	r.t.back.Resize(box)
	r.t.img.Move(at)
	r.t.img.Resize(box)
	r.t.number.Move(fyne.NewPos(0, thumbHeight+2))
	r.t.number.Resize(fyne.NewSize(size.Width, thumbLabel-2))
}

func (r thumbRenderer) Refresh() {
	r.t.back.FillColor = look.Colour(look.ColorPaper)
	r.t.back.StrokeColor, r.t.back.StrokeWidth = look.Colour(look.ColorLine), 1
	r.t.number.Color, r.t.number.TextSize = look.Colour(look.ColorMuted), look.Size(look.SizeSmall)-1
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh() // the driver keeps what it painted of each
	}
}
