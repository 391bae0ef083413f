package widget

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data/draft"
	look "jianban/gui/theme"
)

// Panel is a quiet dialog over the window. The window shows it (Host.Open) and
// closes it; Esc calls Cancel, Ctrl+S calls Save.
type Panel struct {
	Title   string
	Content fyne.CanvasObject
	// Width and Height are the size wished for at scale 1; Height 0 takes what
	// the content needs. A window too small makes it smaller, then it scrolls.
	Width, Height float32
	// Buttons stand at the right below, the main action last.
	Buttons []fyne.CanvasObject
	// Left stands at the left below, such as 删除; may be nil.
	Left fyne.CanvasObject
	// Save is what Ctrl+S does; may be nil.
	Save func()
	// Cancel is what Esc does; nil closes.
	Cancel func()
	// First gets the keyboard; may be nil.
	First fyne.Focusable
	// Unsaved is what is typed in the panel and not saved; ok is false where
	// nothing is. Retype puts such fields back, as edits that are not saved; left
	// are those it could not take. Both nil where nothing is typed.
	Unsaved func() (d draft.Draft, ok bool)
	Retype  func(d draft.Draft) (left []draft.Field)
	// Undone shows the panel anew after a step back or forward; nil where something is
	// typed in it, which such a step could contradict: then none is taken over it.
	Undone func()
	// Drop takes files that were dragged onto the window while the panel is on top;
	// nil takes none.
	Drop func(paths []string)

	popup *fw.PopUp
	over  fyne.CanvasObject // what the popup is on the window
	under fyne.Focusable    // where the keyboard was when it was covered
	refit func()
	area  fyne.Size // of the window in which it was put at top
	top   float32
}

// Show puts the panel over the canvas.
func (p *Panel) Show(c fyne.Canvas) {
	foot := container.NewHBox(layout.NewSpacer())
	if p.Left != nil {
		foot = container.NewHBox(p.Left, layout.NewSpacer())
	}
	for _, b := range p.Buttons {
		foot.Add(b)
	}
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 4, 0, panelRight), p.Content))
	pad := look.Size(look.SizeMargin)
	end := container.New(layout.NewCustomPaddedLayout(4, 0, 0, panelRight), foot)
	root := container.New(layout.NewCustomPaddedLayout(pad-4, pad-4, pad, pad-panelRight+4),
		container.NewBorder(container.NewVBox(NewHeading(p.Title), gap(6)), end, nil, nil, scroll))
	p.popup = fw.NewModalPopUp(root, c)
	p.placed()
	p.over = c.Overlays().Top()
	p.area, p.refit = fyne.Size{}, func() { p.fit(c, scroll) }
	p.refit()
	if p.First != nil {
		c.Focus(p.First)
	}
}

// placed shows the popup so that it keeps a place of its own: Fyne centres, again and
// again, one that has none when it is shown.
func (p *Panel) placed() {
	p.popup.Move(fyne.NewPos(1, 1))
	p.popup.Show()
}

// panelRight is the room for the scroll bar right of a panel's content.
const panelRight = 12

// fit gives the panel its size within the canvas. It first stands a little above the
// middle; what comes into it later makes it longer below, so that no field moves away
// from the pointer as long as there is room.
func (p *Panel) fit(c fyne.Canvas, scroll *container.Scroll) {
	scale := look.Scale()
	area := c.Size()
	width := min(p.Width*scale, area.Width-40)
	size := fyne.NewSize(width, min(p.Height*scale, area.Height-40))
	p.popup.Resize(size)
	if p.Height == 0 { // by now, text that wraps is as high as the width makes it
		height := p.popup.MinSize().Height - scroll.MinSize().Height + scroll.Content.MinSize().Height
		size.Height = min(height, area.Height-40)
		p.popup.Resize(size)
	}
	if p.area != area {
		p.area, p.top = area, (area.Height-size.Height)/3
	}
	p.top = max(0, min(p.top, area.Height-20-size.Height))
	p.popup.Move(fyne.NewPos((area.Width-size.Width)/2, p.top))
}

// Fit gives the panel the size its content needs by now, such as after errors
// came to stand in it, within the window as large as it is now.
func (p *Panel) Fit() {
	if p.refit != nil {
		p.refit()
	}
}

// Shown tells whether the panel was put over a window.
func (p *Panel) Shown() bool { return p.popup != nil }

// OnTop tells whether the panel is what lies uppermost on the window.
func (p *Panel) OnTop(c fyne.Canvas) bool { return p.over != nil && c.Overlays().Top() == p.over }

// Cover takes the panel that is on top off the window for a while, wholly: it is
// neither seen nor reached. Uncover puts it back with the keyboard where it was.
func (p *Panel) Cover(c fyne.Canvas) {
	p.under = c.Focused()
	p.popup.Hide()
}

// Uncover puts a panel back that was covered.
func (p *Panel) Uncover(c fyne.Canvas) {
	p.placed()
	p.over = c.Overlays().Top()
	p.refit()
	if p.under != nil {
		c.Focus(p.under)
	}
}

// Close takes the panel away.
func (p *Panel) Close() {
	if p.popup != nil {
		p.popup.Hide()
	}
}

// Gap is an empty space of that height.
func Gap(height float32) fyne.CanvasObject { return gap(height) }

func gap(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, height))
	return r
}

// Empty says what to do where there is nothing to show.
func Empty(icon fyne.Resource, title, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	image := canvas.NewImageFromResource(fynetheme.NewDisabledResource(icon))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(44))
	head := NewHeading(cut(title, emptyTitle))
	head.Align = fyne.TextAlignCenter
	told := strings.Split(text, "\n")
	for i, line := range told {
		told[i] = cut(line, emptyLine)
	}
	lines := fw.NewLabelWithStyle(strings.Join(told, "\n"), fyne.TextAlignCenter, fyne.TextStyle{})
	lines.Importance = fw.LowImportance
	box := container.NewVBox(image, gap(4), head, lines)
	if len(actions) > 0 {
		box.Add(container.NewCenter(container.NewHBox(actions...)))
	}
	return container.NewCenter(box)
}

// emptyTitle and emptyLine are how many characters of a title and of a line there is
// room for in the narrowest window; what is searched for may be a whole letter.
const emptyTitle, emptyLine = 36, 64

// cut ends a text that is too long with dots.
func cut(text string, most int) string {
	if all := []rune(text); len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return text
}

// Wide gives an object a least width at scale 1.
func Wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(wideLayout(width), o)
}

type wideLayout float32

func (w wideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w)*look.Size(fynetheme.SizeNameText)/14, objects[0].MinSize().Height)
}

func (w wideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}

// Ground puts an object on a plane of a theme colour that follows the variant.
func Ground(c fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(NewPlane(c), o)
}

// Plane is an area, or with SetMinSize a line, of a theme colour.
type Plane struct {
	fw.BaseWidget
	color fyne.ThemeColorName
	least fyne.Size
	round bool
}

// NewPlane makes a plane.
func NewPlane(c fyne.ThemeColorName) *Plane {
	p := &Plane{color: c}
	p.ExtendBaseWidget(p)
	return p
}

// HLine and VLine are thin lines between areas.
func HLine(c fyne.ThemeColorName) *Plane {
	p := NewPlane(c)
	p.least = fyne.NewSize(0, 1)
	return p
}

// VLine is a thin upright line.
func VLine(c fyne.ThemeColorName) *Plane {
	p := NewPlane(c)
	p.least = fyne.NewSize(1, 0)
	return p
}

// SetColor shows another colour.
func (p *Plane) SetColor(c fyne.ThemeColorName) {
	if p.color != c {
		p.color = c
		p.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (p *Plane) CreateRenderer() fyne.WidgetRenderer {
	r := &planeRenderer{p: p, flat: NewFlat(look.Colour(p.color))}
	if p.round {
		r.rect = canvas.NewRectangle(look.Colour(p.color))
	}
	r.Refresh()
	return r
}

type planeRenderer struct {
	p    *Plane
	flat *canvas.Image
	rect *canvas.Rectangle // of a round one
}

func (r *planeRenderer) Destroy()           {}
func (r *planeRenderer) MinSize() fyne.Size { return r.p.least }

func (r *planeRenderer) Objects() []fyne.CanvasObject {
	if r.rect != nil {
		return []fyne.CanvasObject{r.rect}
	}
	return []fyne.CanvasObject{r.flat}
}

func (r *planeRenderer) Layout(size fyne.Size) { r.Objects()[0].Resize(size) }

func (r *planeRenderer) Refresh() {
	if r.rect != nil {
		r.rect.FillColor, r.rect.CornerRadius = look.Colour(r.p.color), look.Size(look.SizeCorner)
		r.rect.Refresh()
		return
	}
	SetFlat(r.flat, look.Colour(r.p.color))
}

// NewFlat is an area of one colour, as a picture of one pixel: where a machine draws
// without a graphics card, a rectangle costs several times as much, for each of its
// pixels is asked whether it belongs to an edge or a shadow.
func NewFlat(c color.Color) *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	i.Image = pixel(c)
	return i
}

// SetFlat gives it another colour.
func SetFlat(i *canvas.Image, c color.Color) {
	if i.Image.At(0, 0) != c {
		i.Image = pixel(c)
		i.Refresh()
	}
}

func pixel(c color.Color) image.Image {
	p := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	p.Set(0, 0, c)
	return p
}
