package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"jianban/export/font"
	"jianban/export/page"
)

// fontSet holds the physical fonts of one document, and finds each character's
// glyph in them.
type fontSet struct {
	set   *font.Set
	chars map[page.Face]map[rune]*char
	wider map[page.Face]map[font.Letter]*char // with room that belongs to them
	bySrc map[*font.Source]*pdfFont
	fonts []*pdfFont // in the order of their names

	face  page.Face // the last one asked for, and its characters
	known map[rune]*char
}

// char is a character as one role's fonts have it.
type char struct {
	font  *pdfFont // nil for a blank that no font has
	glyph uint16
	width float64 // in em
	times int     // in the document
}

// pdfFont is one physical font, cut to the characters that the document needs.
type pdfFont struct {
	src   *font.Source
	key   string              // gofpdf's name for it
	need  map[font.Letter]int // how often each letter is shown
	cut   font.Program
	runes []rune // by glyph, from 1
}

func newFontSet(set *font.Set) *fontSet {
	return &fontSet{set: set, chars: map[page.Face]map[rune]*char{}, wider: map[page.Face]map[font.Letter]*char{}, bySrc: map[*font.Source]*pdfFont{}}
}

// char finds what is known of a character, or looks it up.
func (s *fontSet) char(f page.Face, r rune) *char {
	if f != s.face || s.known == nil {
		if s.face, s.known = f, s.chars[f]; s.known == nil {
			s.known = map[rune]*char{}
			s.chars[f] = s.known
		}
	}
	c, ok := s.known[r]
	if !ok {
		c = s.look(f, r)
		s.known[r] = c
	}
	return c
}

// letter finds a character that has extra room behind it.
func (s *fontSet) letter(f page.Face, r rune, extra int) *char {
	c := s.char(f, r)
	if extra == 0 || c.font == nil {
		return c
	}
	l := font.Letter{Char: r, Extra: extra}
	if s.wider[f] == nil {
		s.wider[f] = map[font.Letter]*char{}
	}
	w := s.wider[f][l]
	if w == nil {
		w = &char{font: c.font, width: c.width}
		s.wider[f][l] = w
	}
	return w
}

func (s *fontSet) look(f page.Face, r rune) *char {
	src, ok := s.set.Resolve(f, r)
	if !ok {
		return &char{width: 1}
	}
	p := s.bySrc[src]
	if p == nil {
		p = &pdfFont{src: src, need: map[font.Letter]int{}}
		s.bySrc[src] = p
	}
	return &char{font: p, width: src.Advance(r)}
}

// collect looks every character up; it is false where no font has one.
func (s *fontSet) collect(doc page.Document) bool {
	for _, pg := range doc.Pages {
		for i, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			room := s.room(g, pg.Marks[i+1:])
			left := utf8.RuneCountInString(g.Text)
			for _, r := range g.Text {
				left--
				c := s.letter(g.Font.Face, r, room.behind(left))
				if c.font == nil && !unicode.IsSpace(r) {
					return false
				}
				c.times++
			}
		}
	}
	return true
}

// cut makes the fonts, and tells each character its glyph.
func (s *fontSet) cut() error {
	s.each(func(l font.Letter, c *char) {
		if c.times > 0 {
			c.font.need[l] += c.times
		}
	})
	for _, p := range s.bySrc {
		s.fonts = append(s.fonts, p)
	}
	slices.SortFunc(s.fonts, func(a, b *pdfFont) int { return cmp.Compare(a.src.Name(), b.src.Name()) })
	for i, p := range s.fonts {
		p.key = fmt.Sprintf("f%03d", i+1)
		var err error
		if p.cut, err = p.src.Program(p.order()); err != nil {
			return err
		}
		p.runes = make([]rune, len(p.cut.Glyphs))
		for l, g := range p.cut.Glyphs {
			p.runes[g-1] = l.Char
		}
	}
	s.each(func(l font.Letter, c *char) { c.glyph = c.font.cut.Glyphs[l] })
	return nil
}

// each calls with every letter that a font has.
func (s *fontSet) each(f func(font.Letter, *char)) {
	for _, known := range s.chars {
		for r, c := range known {
			if c.font != nil {
				f(font.Letter{Char: r}, c)
			}
		}
	}
	for _, known := range s.wider {
		for l, c := range known {
			f(l, c)
		}
	}
}

// order is the letters by how often they are shown: where the commonest have
// the lowest numbers, pages of text pack to less.
func (p *pdfFont) order() []font.Letter {
	return slices.SortedFunc(maps.Keys(p.need), func(a, b font.Letter) int {
		return cmp.Or(cmp.Compare(p.need[b], p.need[a]), cmp.Compare(a.Char, b.Char), cmp.Compare(a.Extra, b.Extra))
	})
}

// name is the font's name in the file, with the tag that says it is a subset
// (ISO 32000-1, 9.6.4): six letters, made from the characters it holds.
func (p *pdfFont) name() string {
	sum := fnv.New64a()
	sum.Write([]byte(string(p.runes)))
	tag, n := make([]byte, 6), sum.Sum64()
	for i := range tag {
		tag[i], n = 'A'+byte(n%26), n/26
	}
	return string(tag) + "+" + p.src.Name()
}

// composite puts the font into the file as a Type 0 font whose codes are glyph
// numbers, and gives its dictionary.
func (p *pdfFont) composite(f *document) []byte {
	name := p.name()
	program := f.addStream(fmt.Sprintf("/Length1 %d", len(p.cut.File)), p.cut.File)
	unicodes := f.addStream("", []byte(toUnicode(p.runes)))
	cids := f.addStream("", allCIDs(len(p.cut.Widths)))
	descriptor := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R /CIDSet %d 0 R>>",
		name, p.cut.Box[0], p.cut.Box[1], p.cut.Box[2], p.cut.Box[3], p.cut.Ascent, p.cut.Descent, p.cut.CapHeight, p.cut.StemV, program, cids))
	descendant := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /DW 1000 /W [%s] /CIDToGIDMap /Identity>>",
		name, descriptor, widths(p.cut.Widths)))
	return fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, descendant, unicodes)
}

// allCIDs is a set of the first n glyphs, a bit each, the highest first.
func allCIDs(n int) []byte {
	b := bytes.Repeat([]byte{0xFF}, (n+7)/8)
	if n%8 > 0 {
		b[len(b)-1] <<= 8 - n%8
	}
	return b
}

// widths lists the glyphs that are not one em wide.
func widths(all []int) string {
	var b strings.Builder
	open := false
	for glyph, w := range all {
		switch {
		case w == 1000 && open:
			b.WriteString("]")
			open = false
		case w != 1000 && !open:
			fmt.Fprintf(&b, " %d [%d", glyph, w)
			open = true
		case w != 1000:
			fmt.Fprintf(&b, " %d", w)
		}
	}
	if open {
		b.WriteString("]")
	}
	return strings.TrimSpace(b.String())
}

// toUnicode is a CMap (ISO 32000-1, 9.10.3) from glyphs to their characters, so
// that search and copy give the true ones. A range stays within one high byte,
// and a block within 100 ranges.
func toUnicode(runes []rune) string {
	var ranges []string
	for from := 1; from <= len(runes); {
		to := min(from|0xFF, len(runes))
		var b strings.Builder
		fmt.Fprintf(&b, "<%04X> <%04X> [", from, to)
		for _, r := range runes[from-1 : to] {
			b.WriteByte('<')
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteByte('>')
		}
		b.WriteString("]\n")
		ranges = append(ranges, b.String())
		from = to + 1
	}
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(ranges, 100) {
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(block), strings.Join(block, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}
