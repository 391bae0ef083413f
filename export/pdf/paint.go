package pdf

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"jianban/export/deflate"
	"jianban/export/page"
)

// painter paints a document's marks as the contents of its pages (ISO 32000-1,
// 8 and 9).
type painter struct {
	doc       page.Document
	fonts     *fontSet
	f         *document
	structure *structure
	pages     []int // object numbers
	contents  []int
	packed    [][]byte // contents of pages
	packing   *packing
	spare     chan []byte // room for contents
	pictures  []int

	// of the page being painted
	index int
	high  page.MM
	out   []byte
	state state
	inner *page.Element // what the marks being painted are a part of
	open  bool          // its marks, or those of an artifact, are begun
	links []int
	text  []byte // glyph numbers of the run being painted
}

// state is what a page's contents have set so far.
type state struct {
	font         *pdfFont
	size         float64
	track        page.MM
	fill, stroke page.Color // black at first
	weight       page.MM
}

// The objects that others name come first.
const (
	treeOfPages = iota + 1
	resources
)

func (p *painter) paint() error {
	for range resources {
		p.f.reserve()
	}
	for range p.doc.Pages {
		p.pages = append(p.pages, p.f.reserve())
	}
	p.structure = newStructure(p.f, len(p.doc.Pages), len(p.fonts.runs))
	p.packed, p.spare = make([][]byte, len(p.doc.Pages)), make(chan []byte, 4)
	for i := range p.doc.Pages {
		if err := p.page(i); err != nil {
			return err
		}
	}
	if err := p.packing.wait(); err != nil {
		return err
	}
	for i, n := range p.contents {
		p.f.setPacked(n, "", p.packed[i])
	}
	kids := []byte("<</Type /Pages /Kids [")
	for _, n := range p.pages {
		kids = append(strconv.AppendInt(kids, int64(n), 10), " 0 R "...)
	}
	p.f.set(treeOfPages, fmt.Appendf(kids, "] /Count %d>>", len(p.pages)))
	p.structure.write()
	return nil
}

func (p *painter) page(i int) error {
	pg := p.doc.Pages[i]
	p.index, p.high, p.state, p.links = i, pg.Size.H, state{}, nil
	select {
	case p.out = <-p.spare:
	default:
		p.out = make([]byte, 0, 4096+64*len(pg.Marks))
	}
	for _, m := range pg.Marks {
		if err := p.mark(m); err != nil {
			return err
		}
	}
	p.end()
	contents := p.f.reserve()
	p.contents = append(p.contents, contents)
	painted := p.out
	p.packing.give(func() error {
		p.packed[i] = deflate.Zlib(painted)
		select {
		case p.spare <- painted[:0]:
		default:
		}
		return nil
	})
	b := append(make([]byte, 0, 160), "<</Type /Page /Parent 1 0 R /MediaBox [0 0 "...)
	b = append(number(append(number(b, points(pg.Size.W)), ' '), points(pg.Size.H)), "] /Resources 2 0 R /Tabs /S"...)
	b = fmt.Appendf(b, " /StructParents %d /Contents %d 0 R", i, contents)
	if len(p.links) > 0 {
		b = append(b, " /Annots ["...)
		for _, n := range p.links {
			b = fmt.Appendf(b, "%d 0 R ", n)
		}
		b = append(b, ']')
	}
	p.f.set(p.pages[i], append(b, ">>"...))
	return nil
}

// resources names the fonts and pictures for all pages together.
func (p *painter) resources(fonts []int) {
	b := []byte("<</Font <<")
	for i, n := range fonts {
		b = fmt.Appendf(b, "/F%d %d 0 R ", i+1, n)
	}
	b = append(b, ">>"...)
	if len(p.pictures) > 0 {
		b = append(b, " /XObject <<"...)
		for i, n := range p.pictures {
			b = fmt.Appendf(b, "/I%d %d 0 R ", i+1, n)
		}
		b = append(b, ">>"...)
	}
	p.f.set(resources, append(b, ">>"...))
}

func (p *painter) mark(m page.Mark) error {
	switch m := m.(type) {
	case page.Glyphs:
		p.glyphs(m)
	case page.Rule:
		p.rule(m)
	case page.Picture:
		return p.picture(m)
	case page.Link:
		p.link(m)
	}
	return nil
}

// part says what the marks that follow are a part of; nil for an artifact.
func (p *painter) part(e *page.Element) {
	if p.open && p.inner == e {
		return
	}
	p.end()
	p.inner, p.open = e, true
	if e == nil {
		p.out = append(p.out, "/Artifact BMC\n"...)
		return
	}
	n := p.structure.node(e)
	p.out = append(append(append(p.out, '/'), n.kind...), " <</MCID "...)
	p.out = append(strconv.AppendInt(p.out, int64(p.structure.marked(n, p.index, p.pages[p.index])), 10), ">>BDC\n"...)
}

func (p *painter) end() {
	if p.open {
		p.out = append(p.out, "EMC\n"...)
	}
	p.open = false
}

// points is a length in points.
func points(v page.MM) float64 { return float64(v / page.PointMM) }

// number writes a number to the hundredth.
func number(b []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if n %= 100; n == 0 {
		return b
	}
	b = append(b, '.', byte('0'+n/10))
	if n %= 10; n > 0 {
		b = append(b, byte('0'+n))
	}
	return b
}

// place writes a place of the page, which is counted from the left bottom corner.
func (p *painter) place(x, y page.MM) {
	p.out = append(number(p.out, points(x)), ' ')
	p.out = append(number(p.out, points(p.high-y)), ' ')
}

// color sets a colour by this operator where it is another than before.
func (p *painter) color(now *page.Color, c page.Color, operator string) {
	if *now == c {
		return
	}
	*now = c
	for _, v := range [3]uint8{c.R, c.G, c.B} {
		p.out = append(strconv.AppendFloat(p.out, math.Round(float64(v)/255*1000)/1000, 'f', -1, 64), ' ')
	}
	p.out = append(append(p.out, operator...), '\n')
}

func (p *painter) rule(m page.Rule) {
	p.part(nil)
	p.color(&p.state.stroke, m.Color, "RG")
	if m.Weight != p.state.weight {
		p.state.weight = m.Weight
		p.out = append(number(p.out, points(m.Weight)), " w\n"...)
	}
	p.place(m.X1, m.Y1)
	p.out = append(p.out, "m "...)
	p.place(m.X2, m.Y2)
	p.out = append(p.out, "l S\n"...)
}

// glyphs paints a run of characters, in pieces where the font changes.
func (p *painter) glyphs(g page.Glyphs) {
	run, x, from := p.fonts.next(), g.X, g.X
	track, em := g.Track, g.Font.Em()
	g.Track -= run.room.inEm() * em // the letters have the rest in them
	var font *pdfFont
	for range utf8.RuneCountInString(g.Text) {
		c := p.fonts.take()
		if c.font != font {
			p.show(g, font, from)
			font, from = c.font, x
		}
		if font != nil {
			p.text = append(p.text, byte(c.glyph>>8), byte(c.glyph))
		}
		x += page.MM(c.width)*em + track
	}
	p.show(g, font, from)
}

// show writes the glyphs gathered so far.
func (p *painter) show(g page.Glyphs, font *pdfFont, x page.MM) {
	if len(p.text) == 0 {
		return
	}
	p.part(g.Of)
	p.color(&p.state.fill, g.Color, "rg")
	if g.Track != p.state.track {
		p.state.track = g.Track
		p.out = append(strconv.AppendFloat(p.out, math.Round(points(g.Track)*1e4)/1e4, 'f', -1, 64), " Tc\n"...)
	}
	p.out = append(p.out, "BT "...)
	if font != p.state.font || g.Font.Size != p.state.size {
		p.state.font, p.state.size = font, g.Font.Size
		p.out = append(append(append(p.out, '/'), font.key...), ' ')
		p.out = append(number(p.out, g.Font.Size), " Tf "...)
	}
	p.place(x, g.Baseline)
	p.out = append(p.out, "Td ("...)
	for _, c := range p.text {
		switch c {
		case '\\', '(', ')':
			p.out = append(p.out, '\\', c)
		case '\r':
			p.out = append(p.out, `\r`...)
		default:
			p.out = append(p.out, c)
		}
	}
	p.out = append(p.out, ") Tj ET\n"...)
	p.text = p.text[:0]
}

// link makes a rectangle lead to the top of a page.
func (p *painter) link(m page.Link) {
	n := p.f.reserve()
	b := append(make([]byte, 0, 200), "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect ["...)
	for _, v := range [4]page.MM{m.X, p.high - m.Y - m.H, m.X + m.W, p.high - m.Y} {
		b = append(number(b, points(v)), ' ')
	}
	b = fmt.Appendf(b, "] /Contents %s /Dest %s /StructParent %d>>", textString(fmt.Sprintf("第%d页", m.To)), p.top(m.To), p.structure.link(n, p.pages[p.index]))
	p.f.set(n, b)
	p.links = append(p.links, n)
}

// top is the destination of a page's top; of the last page where there is none of
// this number.
func (p *painter) top(n int) string {
	n = max(1, min(n, len(p.pages)))
	return fmt.Sprintf("[%d 0 R /XYZ 0 %s null]", p.pages[n-1], number(nil, points(p.doc.Pages[n-1].Size.H)))
}
