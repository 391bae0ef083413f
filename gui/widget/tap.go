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

// Tap makes any content a thing to click: hover, focus ring, Enter. It is what
// lines of lists that open something are made of.
type Tap struct {
	fw.BaseWidget
	OnTapped func()
	content  fyne.CanvasObject
	back     *canvas.Rectangle
	hover    bool
	focused  bool
}

// NewTap makes content clickable.
func NewTap(content fyne.CanvasObject, tapped func()) *Tap {
	t := &Tap{OnTapped: tapped, content: content, back: canvas.NewRectangle(color.Transparent)}
	t.ExtendBaseWidget(t)
	return t
}

// NewLink makes a word in the colour of links.
func NewLink(text string, tapped func()) *Tap {
	l := NewLine(text)
	l.Whole, l.Color = true, fynetheme.ColorNameHyperlink
	return NewTap(l, tapped)
}

// NewChip makes a bound word or figure that opens what is behind it.
func NewChip(text string, tapped func()) *Tap {
	b := NewBadge(ToneBlue, NoShape, text)
	return NewTap(b, tapped)
}

// Content is what is clickable.
func (t *Tap) Content() fyne.CanvasObject { return t.content }

// Tapped does what a click does.
func (t *Tap) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// Cursor shows that it can be clicked.
func (t *Tap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows it hovered.
func (t *Tap) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved is not needed.
func (t *Tap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (t *Tap) MouseOut() { t.hover = false; t.Refresh() }

// FocusGained shows the ring.
func (t *Tap) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost hides the ring.
func (t *Tap) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune is not needed.
func (t *Tap) TypedRune(rune) {}

// TypedKey opens on Enter and Space.
func (t *Tap) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		t.Tapped(nil)
	case forWindow(e):
		PassKey(t, e)
	}
}

// CreateRenderer is Fyne's.
func (t *Tap) CreateRenderer() fyne.WidgetRenderer { return &tapRenderer{t} }

type tapRenderer struct{ t *Tap }

func (r *tapRenderer) Destroy() {}
func (r *tapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.back, r.t.content}
}
func (r *tapRenderer) MinSize() fyne.Size { return r.t.content.MinSize() }
func (r *tapRenderer) Layout(size fyne.Size) {
	r.t.back.Resize(size)
	r.t.content.Resize(size)
}

func (r *tapRenderer) Refresh() {
	b := r.t.back
	b.FillColor, b.StrokeWidth = color.Transparent, 0
	b.CornerRadius = look.Size(look.SizeCorner)
	if r.t.hover {
		b.FillColor = look.Colour(fynetheme.ColorNameHover)
	}
	if r.t.focused {
		b.StrokeColor, b.StrokeWidth = look.Colour(fynetheme.ColorNameFocus), 2
	}
	b.Refresh()
	r.t.content.Refresh()
}

// Pointed is a link for the pointer alone: Tab goes past it, and the keyboard has
// another way to what it does.
type Pointed struct {
	fw.BaseWidget
	tap *Tap
}

// NewPointed makes a word in the colour of links that Tab goes past.
func NewPointed(text string, tapped func()) *Pointed {
	p := &Pointed{tap: NewLink(text, tapped)}
	p.ExtendBaseWidget(p)
	return p
}

// Content is what is clickable.
func (p *Pointed) Content() fyne.CanvasObject { return p.tap.content }

// Tapped does what a click does.
func (p *Pointed) Tapped(e *fyne.PointEvent) { p.tap.Tapped(e) }

// Cursor shows that it can be clicked.
func (p *Pointed) Cursor() desktop.Cursor { return p.tap.Cursor() }

// MouseIn shows it hovered.
func (p *Pointed) MouseIn(*desktop.MouseEvent) { p.tap.hover = true; p.Refresh() }

// MouseMoved is not needed.
func (p *Pointed) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (p *Pointed) MouseOut() { p.tap.hover = false; p.Refresh() }

// CreateRenderer draws it as any link.
func (p *Pointed) CreateRenderer() fyne.WidgetRenderer { return p.tap.CreateRenderer() }
