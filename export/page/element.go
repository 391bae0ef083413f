package page

// Role is what a part of a document is: the standard structure types of PDF
// (ISO 32000-1, 14.8.4) that official papers need.
type Role string

// The roles.
const (
	Heading    Role = "H" // of Element.Level
	Para       Role = "P"
	TableOf    Role = "Table"
	TableRow   Role = "TR"
	HeaderCell Role = "TH"
	TableCell  Role = "TD"
	Drawing    Role = "Figure"
)

// Element is a part of a document as it is read, whatever pages it stands on: a
// heading, a paragraph, a cell. Text names its element (Glyphs.Of); text without
// one, and every rule, is no part of what is read: page numbers, a head that is
// repeated, decoration. Elements stand in the order in which something of theirs
// stands on the pages first.
type Element struct {
	Role  Role
	Level int      // of a heading, from 1
	In    *Element // what it is a part of; nil for the document
	Cells []*Element
	Wide  int    // how many columns a cell takes; 0 for one
	Alt   string // what a figure shows, in words
}

// of gives an element the text of marks that has none yet.
func of(e *Element, marks []Mark) {
	for i, m := range marks {
		if g, ok := m.(Glyphs); ok && g.Of == nil {
			g.Of = e
			marks[i] = g
		}
	}
}

// eachAlone makes each run of text that has no element yet a paragraph.
func eachAlone(marks []Mark) {
	for i := range marks {
		of(&Element{Role: Para}, marks[i:i+1])
	}
}

// unread is marks without their elements: shown again, but not read again.
func unread(marks []Mark) []Mark {
	out := make([]Mark, len(marks))
	for i, m := range marks {
		if g, ok := m.(Glyphs); ok {
			g.Of = nil
			m = g
		}
		out[i] = m
	}
	return out
}

// allOf gives an element all text of pieces that has none yet.
func allOf(e *Element, ps []piece) []piece {
	for _, p := range ps {
		of(e, p.marks)
	}
	return ps
}

// element is what a block is, where its pieces do not say themselves.
func element(b Block) *Element {
	switch b := b.(type) {
	case Title:
		return &Element{Role: Heading, Level: 1}
	case Paragraph:
		if n := b.level(); n > 0 {
			return &Element{Role: Heading, Level: n}
		}
	}
	return &Element{Role: Para}
}

// level is that of a paragraph that is a heading, the paper's title being 1; 0
// for text.
func (p Paragraph) level() int {
	if !p.KeepNext || len(p.Spans) != 1 {
		return 0
	}
	if n := Level(p.Spans[0].Text); n > 0 {
		return n + 1
	}
	if p.Spans[0].Font.Face == Hei {
		return 2
	}
	return 0
}
