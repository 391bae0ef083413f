package docx

import (
	"math"
	"strconv"
	"strings"

	"jianban/export/page"
	"jianban/export/parts"
)

// twips is a length in twentieths of a point, Word's unit.
func twips(v page.MM) int { return int(math.Round(float64(v / page.PointMM * 20))) }

// down is twips rounded down: what fills the type area must not be a hair too long.
func down(v page.MM) int { return int(math.Floor(float64(v/page.PointMM*20) + 1e-6)) }

// emu is a length in DrawingML's unit.
func emu(v page.MM) string { return strconv.Itoa(int(math.Round(float64(v) * 36000))) }

func itoa(n int) string { return strconv.Itoa(n) }

// para is a paragraph. Lengths are twips.
type para struct {
	style               string // ID of its style; "" for the text's
	before, after, line int    // line is exact; 0 is the style's, -1 as high as it needs
	left, right         int
	first               int // of the first line from left, less than 0 where it hangs
	jc                  string
	keep, brk, loose    bool // stays with the next; begins a page; off the grid of rows
	frame               []string
	tabs                []tab
	runs                []run
	outline             int // level in the outline, from 1; 0 for none
	shapes              []*parts.XML
	ends                *parts.XML // sectPr
}

// tab is a place in a line and how words stand at it.
type tab struct {
	kind string // left, center, right
	at   int
}

// run is a piece of one font. A \n in its text is a line break, a \t a tab; what
// field names is worked out by the reader.
type run struct {
	text    string
	font    page.Font
	color   page.Color
	spacing int // twentieths of a point added to every character
	field   string
}

// text is the runs' characters.
func (p *para) text() string {
	var b strings.Builder
	for _, r := range p.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// write writes the paragraph. The order of properties is the schema's (CT_PPr).
func (p *para) write(x *parts.XML, base page.Style) {
	x.Open("w:p")
	x.Open("w:pPr")
	val := func(name, v string) { x.Empty(name, "w:val", v) }
	if p.style != "" {
		val("w:pStyle", p.style)
	}
	if p.keep {
		x.Empty("w:keepNext")
	}
	if p.brk {
		x.Empty("w:pageBreakBefore")
	}
	if p.frame != nil {
		x.Empty("w:framePr", p.frame...)
	}
	if len(p.tabs) > 0 {
		x.Open("w:tabs")
		for _, t := range p.tabs {
			x.Empty("w:tab", "w:val", t.kind, "w:pos", itoa(t.at))
		}
		x.Close()
	}
	if p.loose {
		val("w:snapToGrid", "0")
	}
	p.measures(x)
	if p.jc != "" {
		val("w:jc", p.jc)
	}
	if p.outline > 0 {
		val("w:outlineLvl", itoa(p.outline-1))
	}
	if p.ends != nil {
		x.Add(p.ends)
	}
	x.Close()
	for _, s := range p.shapes {
		x.Open("w:r")
		x.Add(s)
		x.Close()
	}
	own := styleFont(p.style, base)
	for _, r := range p.runs {
		r.write(x, own, p.style == "" || strings.HasPrefix(p.style, "Heading"), base)
	}
	x.Close()
}

// measures writes the paragraph's distances.
func (p *para) measures(x *parts.XML) {
	var spacing []string
	if p.before != 0 {
		spacing = append(spacing, "w:before", itoa(p.before))
	}
	if p.after != 0 {
		spacing = append(spacing, "w:after", itoa(p.after))
	}
	switch {
	case p.line > 0:
		spacing = append(spacing, "w:line", itoa(p.line), "w:lineRule", "exact")
	case p.line < 0: // as high as what stands in it
		spacing = append(spacing, "w:line", "240", "w:lineRule", "auto")
	}
	if spacing != nil {
		x.Empty("w:spacing", spacing...)
	}
	var ind []string
	if p.left != 0 {
		ind = append(ind, "w:left", itoa(p.left))
	}
	if p.right != 0 {
		ind = append(ind, "w:right", itoa(p.right))
	}
	switch {
	case p.first > 0:
		ind = append(ind, "w:firstLine", itoa(p.first))
	case p.first < 0:
		ind = append(ind, "w:hanging", itoa(-p.first))
	}
	if ind != nil {
		x.Empty("w:ind", ind...)
	}
}

// rule is a border of that many eighths of a point.
func rule(x *parts.XML, name string, eighths, space int) {
	if eighths > 0 {
		x.Empty(name, "w:val", "single", "w:sz", itoa(eighths), "w:space", itoa(space), "w:color", "000000")
	}
}

// eighths is a rule's weight as borders have it.
func eighths(weight page.MM) int { return int(math.Round(float64(weight / page.PointMM * 8))) }

// write writes a run; what its paragraph's style says already is not repeated.
// spaced tells that the style's characters stand at the text's distance.
func (r run) write(x *parts.XML, style page.Font, spaced bool, base page.Style) {
	if r.text == "" && r.field == "" {
		return
	}
	if r.field != "" {
		for _, kind := range []string{"begin", "", "separate", "text", "end"} {
			x.Open("w:r")
			r.props(x, style, spaced, base)
			switch kind {
			case "":
				x.Element("w:instrText", " "+r.field+" ", "xml:space", "preserve")
			case "text":
				x.Element("w:t", "1")
			default:
				x.Empty("w:fldChar", "w:fldCharType", kind)
			}
			x.Close()
		}
		return
	}
	x.Open("w:r")
	r.props(x, style, spaced, base)
	for i, line := range strings.Split(r.text, "\n") {
		if i > 0 {
			x.Empty("w:br")
		}
		for k, piece := range strings.Split(line, "\t") {
			if k > 0 {
				x.Empty("w:tab")
			}
			if piece != "" {
				x.Element("w:t", piece, "xml:space", "preserve")
			}
		}
	}
	x.Close()
}

// props writes a run's properties in the schema's order (EG_RPrBase).
func (r run) props(x *parts.XML, style page.Font, spaced bool, base page.Style) {
	usual := 0
	if spaced {
		usual = spacing(base.Track)
	}
	if r.font == style && r.spacing == usual && r.color == page.Black {
		return
	}
	x.Open("w:rPr")
	if r.font.Face != style.Face {
		faces(x, r.font.Face)
	}
	if r.color != page.Black {
		x.Empty("w:color", "w:val", hex(r.color))
	}
	if r.spacing != usual {
		x.Empty("w:spacing", "w:val", itoa(r.spacing))
	}
	if r.font.Size != style.Size {
		size(x, r.font.Size)
	}
	x.Close()
}

// faces names a face for every kind of character, so that digits and letters
// stand in it too.
func faces(x *parts.XML, f page.Face) {
	name := fontNames[f]
	x.Empty("w:rFonts", "w:ascii", name, "w:eastAsia", name, "w:hAnsi", name, "w:cs", name)
}

// size is a font's size in half points; smaller steps Word does not know.
func size(x *parts.XML, points float64) {
	half := itoa(int(math.Floor(points*2 + 1e-6)))
	x.Empty("w:sz", "w:val", half)
	x.Empty("w:szCs", "w:val", half)
}

func hex(c page.Color) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, v := range []uint8{c.R, c.G, c.B} {
		b.WriteByte(digits[v>>4])
		b.WriteByte(digits[v&15])
	}
	return b.String()
}

// spacing is a track as runs have it, rounded down: a line of 28 characters of
// 三号 needs −5 where −4.3 is meant, with −4 it has 27.
func spacing(track page.MM) int { return down(track) }
