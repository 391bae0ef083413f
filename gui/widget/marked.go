package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Piece is a stretch of a marked text in one look.
type Piece struct {
	Text            string
	Color           fyne.ThemeColorName // "" is the normal one
	Bold, Underline bool
}

// Marked is a paragraph whose pieces look different; it wraps as Text does.
type Marked struct {
	fw.RichText
	pieces []Piece
	width  float32 // that the lines were made for
}

// NewMarked makes a paragraph of these pieces.
func NewMarked(pieces ...Piece) *Marked {
	m := &Marked{}
	m.Wrapping, m.Scroll = fyne.TextWrapBreak, fyne.ScrollNone
	m.ExtendBaseWidget(m)
	m.SetPieces(pieces)
	return m
}

// SetPieces shows another text.
func (m *Marked) SetPieces(pieces []Piece) {
	m.pieces = pieces
	m.set()
}

// String is the text without the line ends of its present width.
func (m *Marked) String() string {
	var b strings.Builder
	for _, p := range m.pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Resize makes the lines anew for another width.
func (m *Marked) Resize(size fyne.Size) {
	if size.Width != m.width {
		m.width = size.Width
		m.set()
	}
	m.RichText.Resize(size)
}

// set makes the segments, with line ends where the width asks for them.
func (m *Marked) set() {
	ends := m.lineEnds()
	m.Segments = nil
	at := 0
	for _, p := range m.pieces {
		var text strings.Builder
		for _, r := range p.Text {
			if ends[at] {
				text.WriteByte('\n')
			}
			text.WriteRune(r)
			at++
		}
		style := fw.RichTextStyleInline
		style.ColorName, style.TextStyle = p.Color, fyne.TextStyle{Bold: p.Bold, Underline: p.Underline}
		m.Segments = append(m.Segments, &fw.TextSegment{Text: text.String(), Style: style})
	}
	m.RichText.Refresh()
}

// lineEnds are the characters before which a line has to end.
func (m *Marked) lineEnds() map[int]bool {
	ends := map[int]bool{}
	room := m.width - 2*look.Size(fynetheme.SizeNameInnerPadding) - 1
	if room <= 0 {
		return ends
	}
	at := 0
	for _, paragraph := range strings.Split(m.String(), "\n") {
		x := float32(0)
		for _, word := range Unbroken(paragraph) {
			w := fyne.MeasureText(word, look.Size(fynetheme.SizeNameText), fyne.TextStyle{Bold: m.boldAt(at)}).Width
			if x+w > room && x > 0 {
				ends[at] = true
				x = 0
			}
			x += w
			at += len([]rune(word))
		}
		at++ // the line end itself
	}
	return ends
}

// boldAt tells whether a character stands in a bold piece.
func (m *Marked) boldAt(at int) bool {
	for _, p := range m.pieces {
		n := len([]rune(p.Text))
		if at < n {
			return p.Bold
		}
		at -= n
	}
	return false
}

// Choosable is a marked text whose pieces can be clicked: the number of the piece is
// told.
type Choosable struct {
	Marked
	OnPiece func(i int)
}

// NewChoosable makes an empty one.
func NewChoosable(onPiece func(i int)) *Choosable {
	c := &Choosable{OnPiece: onPiece}
	c.Wrapping, c.Scroll = fyne.TextWrapBreak, fyne.ScrollNone
	c.ExtendBaseWidget(c)
	return c
}

// Tapped tells which piece was clicked.
func (c *Choosable) Tapped(e *fyne.PointEvent) {
	if i, ok := c.pieceAt(e.Position); ok {
		c.OnPiece(i)
	}
}

// pitch is the height of a row and where the first begins.
func (c *Choosable) pitch() (pitch, top float32) {
	top = look.Size(fynetheme.SizeNameInnerPadding)
	rows := 1
	for _, s := range c.Segments {
		rows += strings.Count(s.Textual(), "\n")
	}
	return (c.MinSize().Height - 2*top) / float32(rows), top
}

// pieceAt finds the piece at a place.
func (c *Choosable) pieceAt(at fyne.Position) (piece int, ok bool) {
	pitch, top := c.pitch()
	x, y := top, top
	for i, s := range c.Segments {
		for n, part := range strings.Split(s.Textual(), "\n") {
			if n > 0 {
				x, y = top, y+pitch
			}
			w := fyne.MeasureText(part, look.Size(fynetheme.SizeNameText), fyne.TextStyle{Bold: c.pieces[i].Bold}).Width
			if at.Y >= y && at.Y < y+pitch && at.X >= x && at.X < x+w {
				return i, true
			}
			x += w
		}
	}
	return 0, false
}

// Top is where the row begins in which a piece does.
func (c *Choosable) Top(piece int) float32 {
	pitch, top := c.pitch()
	for _, s := range c.Segments[:min(piece, len(c.Segments))] {
		top += pitch * float32(strings.Count(s.Textual(), "\n"))
	}
	return top
}
