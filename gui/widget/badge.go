package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Tone is the colour of a state: a strong one for its word and shape, a soft
// one behind.
type Tone int

// The tones.
const (
	ToneGrey Tone = iota
	ToneGreen
	ToneYellow
	ToneOrange
	ToneRed
	ToneBlue
)

// Strong is the tone's colour for words.
func (t Tone) Strong() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{look.ColorGrey, look.ColorGreen, look.ColorYellow, look.ColorOrange, look.ColorRed, look.ColorBlue}[t]
}

// Soft is the tone's tint.
func (t Tone) Soft() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{look.ColorGreySoft, look.ColorGreenSoft, look.ColorYellowSoft, look.ColorOrangeSoft, look.ColorRedSoft, look.ColorBlueSoft}[t]
}

// Shape tells a state without colour.
type Shape string

// The shapes.
const (
	NoShape  Shape = ""
	Triangle Shape = "▲" // overdue
	Dot      Shape = "●" // due soon
	Check    Shape = "✔" // in time, done
	Diamond  Shape = "◇" // waiting for others
	Ring     Shape = "○" // missing
	Dash     Shape = "–" // stopped clock
)

// Badge shows a state as shape, word and tint. Where there is no room for the
// word it ends in ….
type Badge struct {
	fw.BaseWidget
	Tone  Tone
	Shape Shape
	Word  string
}

// NewBadge makes a badge; an empty word shows nothing at all.
func NewBadge(t Tone, s Shape, word string) *Badge {
	b := &Badge{Tone: t, Shape: s, Word: word}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another state.
func (b *Badge) Set(t Tone, s Shape, word string) {
	if b.Tone == t && b.Shape == s && b.Word == word {
		return
	}
	b.Tone, b.Shape, b.Word = t, s, word
	b.Refresh()
}

// String is the badge in words, for tests and the help of screen readers.
func (b *Badge) String() string { return string(b.Shape) + " " + b.Word }

// CreateRenderer is Fyne's.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &badgeRenderer{badge: b, back: canvas.NewRectangle(color.Transparent), mark: newMark(b.Shape, color.Black), word: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

// inkDrop is by how much the ink of the Chinese face lies below the middle of
// its line; shapes beside words go down with it.
const inkDrop = 1

type badgeRenderer struct {
	badge *Badge
	back  *canvas.Rectangle
	mark  *mark
	word  *canvas.Text
}

func (r *badgeRenderer) Destroy() {}
func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.word}, r.mark.objects()...)
}

func (r *badgeRenderer) MinSize() fyne.Size {
	if r.badge.Word == "" {
		return fyne.NewSize(0, look.Size(look.SizeBadge))
	}
	w := fyne.MeasureText(r.badge.Word, look.Size(look.SizeSmall), fyne.TextStyle{}).Width + 2*look.Size(look.SizeBadgeSide)
	return fyne.NewSize(w+r.markRoom(), look.Size(look.SizeBadge))
}

func (r *badgeRenderer) markRoom() float32 {
	if r.badge.Shape == NoShape {
		return 0
	}
	return look.Size(look.SizeSmall)
}

func (r *badgeRenderer) Layout(size fyne.Size) {
	side := look.Size(look.SizeBadgeSide)
	width := min(r.MinSize().Width, size.Width)
	height := min(look.Size(look.SizeBadge), size.Height)
	top := (size.Height-height)/2 + inkDrop
	r.back.Move(fyne.NewPos(0, top))
	r.back.Resize(fyne.NewSize(width, height))
	m := look.Size(look.SizeSmall) * 0.72
	r.mark.place(fyne.NewPos(side, top+(height-m)/2), m)
	r.word.Text = shortened(r.badge.Word, width-2*side-r.markRoom(), look.Size(look.SizeSmall), fyne.TextStyle{})
	h := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(side+r.markRoom(), top+(height-h)/2-inkDrop/2))
	r.word.Resize(fyne.NewSize(width-2*side-r.markRoom(), h))
}

func (r *badgeRenderer) Refresh() {
	b := r.badge
	strong := look.Colour(b.Tone.Strong())
	r.back.FillColor, r.back.CornerRadius = look.Colour(b.Tone.Soft()), look.Size(look.SizeCorner)
	r.back.Hidden = b.Word == ""
	r.word.Color, r.word.TextSize = strong, look.Size(look.SizeSmall)
	r.mark.set(b.Shape, strong)
	r.Layout(b.Size())
	r.back.Refresh()
	r.word.Refresh()
}
