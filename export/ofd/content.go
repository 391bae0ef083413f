package ofd

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"jianban/export/page"
	"jianban/export/parts"
)

// content is a page with all that stands on it, in the order of its marks.
func (p *painter) content(pg page.Page) ([]byte, error) {
	x := root("Page")
	x.Open("ofd:Area")
	x.Element("ofd:PhysicalBox", box(0, 0, pg.Size.W, pg.Size.H))
	x.Close()
	x.Open("ofd:Content")
	x.Open("ofd:Layer", "ID", p.next(), "Type", "Body")
	var rules outline
	for _, m := range pg.Marks {
		if !finite(m) {
			return nil, fmt.Errorf("a mark without a place: %s", page.DumpMark(m))
		}
		if r, ok := m.(page.Rule); !ok || !rules.takes(r) {
			p.shape(x, &rules)
		}
		switch m := m.(type) {
		case page.Glyphs:
			p.glyphs(x, m)
		case page.Rule:
			rules.add(m)
		case page.Picture:
			if err := p.picture(x, m); err != nil {
				return nil, err
			}
		case page.Link:
			p.link(x, m)
		}
	}
	p.shape(x, &rules)
	return x.Bytes(), nil
}

// finite tells that a mark has a place that can be written as numbers.
func finite(m page.Mark) bool {
	var all []page.MM
	switch m := m.(type) {
	case page.Glyphs:
		all = []page.MM{m.X, m.Baseline, m.Track, m.Font.Em()}
	case page.Rule:
		all = []page.MM{m.X1, m.Y1, m.X2, m.Y2, m.Weight}
	case page.Picture:
		all = []page.MM{m.X, m.Y, m.W, m.H}
	case page.Link:
		all = []page.MM{m.X, m.Y, m.W, m.H}
	}
	return !slices.ContainsFunc(all, func(v page.MM) bool { return math.IsNaN(float64(v)) || math.Abs(float64(v)) > 1e6 })
}

// run is a piece of a mark that is one text object.
type run struct {
	use  *use
	text []rune
	at   []page.MM // where each character begins
	high bool      // one character above U+FFFF, told by its glyph
	code char
	end  page.MM
}

// glyphs writes the characters of a mark, in pieces where the font changes. A
// character above U+FFFF is a piece of its own: readers do not agree whether
// such a one counts as one or as two.
func (p *painter) glyphs(x *parts.XML, g page.Glyphs) {
	var r run
	at, em := g.X, g.Font.Em()
	for _, c := range g.Text {
		known := p.fonts.chars[g.Font.Face][c]
		high := c > 0xFFFF
		if known.use != r.use || high || r.high {
			p.text(x, g, r)
			r = run{use: known.use, high: high, code: known}
		}
		width := page.MM(known.width) * em
		if known.use != nil {
			r.text, r.at, r.end = append(r.text, c), append(r.at, at), at+width
		}
		at += width + g.Track
	}
	p.text(x, g, r)
}

// Above and below the baseline, in em, a text object has room for any stroke.
const (
	roomUp   = 1.0
	roomDown = 0.35
	roomSide = 0.1
)

// text writes one text object.
func (p *painter) text(x *parts.XML, g page.Glyphs, r run) {
	if len(r.text) == 0 {
		return
	}
	em := g.Font.Em()
	left, top := thousandth(r.at[0]), thousandth(g.Baseline-roomUp*em)
	x.Open("ofd:TextObject", "ID", p.next(), "Boundary", box(left, top, r.end-left+roomSide*em, (roomUp+roomDown)*em), "Font", r.use.id, "Size", mm(em))
	fill(x, g.Color)
	if r.high {
		x.Open("ofd:CGTransform", "CodePosition", "0", "CodeCount", "1", "GlyphCount", "1")
		x.Element("ofd:Glyphs", number(r.code.glyph))
		x.Close()
	}
	attrs := []string{"X", "0", "Y", mm(g.Baseline - top)}
	if len(r.at) > 1 {
		attrs = append(attrs, "DeltaX", deltas(r.at))
	}
	x.Element("ofd:TextCode", string(r.text), attrs...)
	x.Close()
}

// deltas are the steps from each character to the next, one fewer than there
// are characters. They are taken between rounded places, so that no rounding
// adds up along a line.
func deltas(at []page.MM) string {
	var b strings.Builder
	for i := 1; i < len(at); i++ {
		if i > 1 {
			b.WriteByte(' ')
		}
		b.WriteString(mm(thousandth(at[i]) - thousandth(at[i-1])))
	}
	return b.String()
}

func thousandth(v page.MM) page.MM { return page.MM(math.Round(float64(v)*1000) / 1000) }

// fill is the colour of a text; black is the usual one.
func fill(x *parts.XML, c page.Color) {
	if c != page.Black {
		x.Empty("ofd:FillColor", "Value", rgb(c))
	}
}

func rgb(c page.Color) string { return fmt.Sprintf("%d %d %d", c.R, c.G, c.B) }

// outline is a shape of straight lines under way: the rules of one colour and
// direction that follow each other, such as those beside a row's cells. Those of
// one direction do not lie on each other, whichever way a reader fills shapes.
type outline struct {
	first                    page.Rule
	path                     [][2]page.MM // four corners each
	left, top, right, bottom page.MM
}

// takes tells that a rule can go into the shape.
func (o *outline) takes(r page.Rule) bool {
	level := func(r page.Rule) bool { return r.Y1 == r.Y2 }
	upright := func(r page.Rule) bool { return r.X1 == r.X2 }
	return len(o.path) == 0 || r.Color == o.first.Color && (level(r) && level(o.first) || upright(r) && upright(o.first))
}

// add puts a rule into the shape as a rectangle, which all readers draw as thick
// as it is.
func (o *outline) add(r page.Rule) {
	dx, dy := r.X2-r.X1, r.Y2-r.Y1
	length := page.MM(math.Hypot(float64(dx), float64(dy)))
	if length == 0 || r.Weight <= 0 {
		return
	}
	if len(o.path) == 0 {
		*o = outline{first: r, left: r.X1, right: r.X1, top: r.Y1, bottom: r.Y1}
	}
	ox, oy := -dy/length*r.Weight/2, dx/length*r.Weight/2 // from the middle to an edge
	for _, c := range [][2]page.MM{{r.X1 + ox, r.Y1 + oy}, {r.X2 + ox, r.Y2 + oy}, {r.X2 - ox, r.Y2 - oy}, {r.X1 - ox, r.Y1 - oy}} {
		o.path = append(o.path, c)
		o.left, o.right = min(o.left, c[0]), max(o.right, c[0])
		o.top, o.bottom = min(o.top, c[1]), max(o.bottom, c[1])
	}
}

// shape writes an outline and empties it.
func (p *painter) shape(x *parts.XML, o *outline) {
	if len(o.path) == 0 {
		return
	}
	left, top := thousandth(o.left), thousandth(o.top)
	x.Open("ofd:PathObject", "ID", p.next(), "Boundary", box(left, top, o.right-left, o.bottom-top), "Stroke", "false", "Fill", "true")
	x.Empty("ofd:FillColor", "Value", rgb(o.first.Color)) // of a shape black is not the usual one: it would not be seen
	var b strings.Builder
	for i, c := range o.path {
		if i%4 == 0 {
			b.WriteString("M ")
		} else {
			b.WriteString("L ")
		}
		b.WriteString(mm(c[0]-left) + " " + mm(c[1]-top))
		if i%4 == 3 {
			b.WriteString(" C")
		}
		if i+1 < len(o.path) {
			b.WriteByte(' ')
		}
	}
	x.Element("ofd:AbbreviatedData", b.String())
	x.Close()
	*o = outline{}
}

// picture writes a picture; its matrix stretches a unit square over the rectangle.
func (p *painter) picture(x *parts.XML, k page.Picture) error {
	kind, err := kindOf(k.Data)
	if err != nil {
		return err
	}
	p.id++
	media := picture{id: p.id, kind: kind, data: k.Data, name: fmt.Sprintf("image_%d.%s", len(p.pictures)+1, strings.ToLower(kind))}
	p.pictures = append(p.pictures, media)
	x.Empty("ofd:ImageObject", "ID", p.next(), "Boundary", box(k.X, k.Y, k.W, k.H), "CTM", mm(k.W)+" 0 0 "+mm(k.H)+" 0 0", "ResourceID", strconv.Itoa(media.id))
	return nil
}

// link writes an invisible rectangle that leads to a page.
func (p *painter) link(x *parts.XML, l page.Link) {
	if l.To < 1 || l.To > len(p.pageIDs) {
		return
	}
	x.Open("ofd:PathObject", "ID", p.next(), "Boundary", box(l.X, l.Y, l.W, l.H), "Stroke", "false", "Fill", "false")
	p.leads(x, l.To)
	x.Element("ofd:AbbreviatedData", "M 0 0 L "+mm(l.W)+" 0 L "+mm(l.W)+" "+mm(l.H)+" L 0 "+mm(l.H)+" C")
	x.Close()
}
