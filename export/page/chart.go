package page

import "strings"

// Share is one part of a whole, as ShareBar shows it.
type Share struct {
	Label string
	N     int
	Color Color
}

// ShareColors are fills that can be told apart on a grey printer, and in the
// order of reading, from dark to light.
var ShareColors = []Color{{0x1F, 0x4E, 0x8C}, {0x7F, 0x9B, 0xBF}, {0xC9, 0xD3, 0xE0}, {0x9A, 0x9A, 0x9A}, {0xE4, 0xE4, 0xE4}}

const (
	barHeight MM = 9
	barGap    MM = 2.5 // white below the bar and between lines of the legend
	keySide   MM = 3   // a legend's coloured square
)

// ShareBar is a bar as wide as the type area, cut into the parts of a whole;
// parts of nothing take no room in it. A label stands in its part where it
// fits there, else in a legend below. The empty whole is an empty frame.
func ShareBar(shares []Share, f Font, s Style, m Measurer) Custom {
	total := 0
	for _, p := range shares {
		total += max(p.N, 0)
	}
	b := Box{H: barHeight + barGap}
	var below []Share
	x := MM(0)
	for _, p := range shares {
		if p.N <= 0 {
			continue
		}
		w := s.W * MM(p.N) / MM(total)
		b.Marks = append(b.Marks, Rule{x, barHeight / 2, x + w, barHeight / 2, barHeight, p.Color})
		if text := Width(p.Label, f, 0, m); text+f.Em() <= w {
			b.Marks = append(b.Marks, Glyphs{X: x + (w-text)/2, Baseline: baseline(barHeight, f), Font: f, Color: InkOn(p.Color), Text: p.Label})
		} else {
			below = append(below, p)
		}
		x += w
	}
	for _, y := range []MM{0, barHeight} {
		b.Marks = append(b.Marks, Rule{-TableRule / 2, y, s.W + TableRule/2, y, TableRule, Black})
	}
	for _, at := range []MM{0, s.W} {
		b.Marks = append(b.Marks, Rule{at, 0, at, barHeight, TableRule, Black})
	}
	figure := &Element{Role: Drawing}
	for _, p := range shares {
		if p.N > 0 {
			figure.Alt += p.Label + "；"
		}
	}
	figure.Alt = strings.TrimSuffix(figure.Alt, "；")
	of(figure, b.Marks)
	boxes := []Box{b}
	for _, p := range below {
		boxes = append(boxes, legend(p, f, s, m)...)
	}
	return Custom{Boxes: boxes, KeepFirst: len(boxes), Of: Shares{shares, f}}
}

// legend names a part beside a square of its colour.
func legend(p Share, f Font, s Style, m Measurer) []Box {
	pitch := f.Em() * CellLeading
	left := keySide + 1.5
	var boxes []Box
	for i, l := range FillText(p.Label, f, Setting{Width: s.W - left, Align: Left}, m) {
		b := Box{H: pitch, Marks: l.At(left, baseline(pitch, f))}
		if i == 0 {
			b.Marks = append([]Mark{Rule{0, pitch / 2, keySide, pitch / 2, keySide, p.Color}}, b.Marks...)
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// InkOn is the colour of words on a fill: white on dark, black on light.
func InkOn(c Color) Color {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) < 140_000 {
		return Color{0xFF, 0xFF, 0xFF}
	}
	return Black
}

// NoteLeading is the distance of the rows of a Note, in em.
const NoteLeading = 1.4

// Note is small matter such as the notes below a table, set close, outside the
// grid of the text's rows.
func Note(text string, f Font, s Style, m Measurer) Custom {
	pitch := f.Em() * NoteLeading
	c := Custom{Boxes: []Box{{H: CellPadY}}, Of: SmallText{text, f}}
	for _, p := range Paragraphs(text) {
		for _, l := range FillText(p, f, Setting{Width: s.W}, m) {
			c.Boxes = append(c.Boxes, Box{H: pitch, Marks: l.At(0, baseline(pitch, f))})
		}
	}
	c.KeepFirst = len(c.Boxes)
	return c
}
