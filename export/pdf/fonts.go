package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"jianban/export/deflate"
	"jianban/export/font"
	"jianban/export/page"
)

// fontSet holds the physical fonts of one document, and finds each character's
// glyph in them.
type fontSet struct {
	set   *font.Set
	chars map[page.Face]*faceChars
	wider map[page.Face]map[font.Letter]*char // with room that belongs to them
	bySrc map[*font.Source]*pdfFont
	fonts []*pdfFont // in the order of their names

	face  page.Face // the last one asked for, and its characters
	known *faceChars
	blank []char // ready to be given out

	// The document's runs and their characters, in the order of the pages, and how
	// far the painter has taken them.
	runs  []run
	shown []*char
}

// run is what is known of a mark of characters before it is painted.
type run struct{ room room }

// char is a character as one role's fonts have it.
type char struct {
	font   *pdfFont // nil for a blank that no font has
	letter font.Letter
	glyph  uint16
	width  float64 // in em
	times  int     // in the document
}

// pdfFont is one physical font, cut to the characters that the document needs.
type pdfFont struct {
	src    *font.Source
	key    string  // its name in the resources
	chars  []*char // looked up in it
	cut    font.Program
	packed []byte // its file
	length int    // of the file unpacked
	runes  []rune // by glyph, from 1
	// by glyph, from 1, and streams of the file beside it, packed
	letters        []font.Letter
	unicodes, cids []byte
}

func newFontSet(set *font.Set) *fontSet {
	return &fontSet{set: set, chars: map[page.Face]*faceChars{}, wider: map[page.Face]map[font.Letter]*char{}, bySrc: map[*font.Source]*pdfFont{}}
}

// faceChars are the characters of one role: those up to U+FFFF by blocks of 256,
// each with its place in all, from 1.
type faceChars struct {
	blocks [256]*[256]uint16
	all    []*char
	others map[rune]*char
}

// char finds what is known of a character, or looks it up.
func (s *fontSet) char(f page.Face, r rune) *char {
	if f != s.face || s.known == nil {
		if s.face, s.known = f, s.chars[f]; s.known == nil {
			s.known = &faceChars{others: map[rune]*char{}}
			s.chars[f] = s.known
		}
	}
	k := s.known
	if r > 0xFFFF {
		c := k.others[r]
		if c == nil {
			c = s.look(f, r)
			k.others[r] = c
		}
		return c
	}
	block := k.blocks[r>>8&0xFF]
	if block == nil {
		block = new([256]uint16)
		k.blocks[r>>8&0xFF] = block
	}
	i := block[r&0xFF]
	if i == 0 {
		k.all = append(k.all, s.look(f, r))
		i = uint16(len(k.all))
		block[r&0xFF] = i
	}
	return k.all[i-1]
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
		w = s.new(c.font, l, c.width)
		s.wider[f][l] = w
	}
	return w
}

func (s *fontSet) new(p *pdfFont, l font.Letter, width float64) *char {
	if len(s.blank) == 0 {
		s.blank = make([]char, 64)
	}
	c := &s.blank[0]
	s.blank = s.blank[1:]
	*c = char{font: p, letter: l, width: width}
	if p != nil {
		p.chars = append(p.chars, c)
	}
	return c
}

func (s *fontSet) look(f page.Face, r rune) *char {
	src, ok := s.set.Resolve(f, r)
	if !ok {
		return s.new(nil, font.Letter{Char: r}, 1)
	}
	p := s.bySrc[src]
	if p == nil {
		p = &pdfFont{src: src}
		s.bySrc[src] = p
	}
	return s.new(p, font.Letter{Char: r}, src.Advance(r))
}

// collect looks every character up; it is false where no font has one.
func (s *fontSet) collect(doc page.Document) bool {
	runs, letters := 0, 0
	for _, pg := range doc.Pages {
		runs += len(pg.Marks)
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok {
				letters += utf8.RuneCountInString(g.Text)
			}
		}
	}
	s.runs, s.shown = make([]run, 0, runs), make([]*char, 0, letters)
	for _, pg := range doc.Pages {
		for i, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			room := s.room(g, pg.Marks[i+1:])
			s.runs = append(s.runs, run{room})
			left := utf8.RuneCountInString(g.Text)
			for _, r := range g.Text {
				left--
				c := s.letter(g.Font.Face, r, room.behind(left))
				if c.font == nil && !unicode.IsSpace(r) {
					return false
				}
				c.times++
				s.shown = append(s.shown, c)
			}
		}
	}
	return true
}

// next is the run after the one taken last, take its next character.
func (s *fontSet) next() run {
	r := s.runs[0]
	s.runs = s.runs[1:]
	return r
}

func (s *fontSet) take() *char {
	c := s.shown[0]
	s.shown = s.shown[1:]
	return c
}

// choose takes the fonts that the document needs, and tells each character its glyph.
func (s *fontSet) choose() {
	for _, p := range s.bySrc {
		if slices.ContainsFunc(p.chars, func(c *char) bool { return c.times > 0 }) {
			s.fonts = append(s.fonts, p)
		}
	}
	slices.SortFunc(s.fonts, func(a, b *pdfFont) int { return cmp.Compare(a.src.Name(), b.src.Name()) })
	for i, p := range s.fonts {
		p.key = "F" + strconv.Itoa(i+1)
		p.number()
	}
}

// number gives the font's letters numbers by how often they are shown: where
// the commonest have the lowest numbers, pages of text pack to less. Two roles
// that show a letter in one font share its glyph.
func (p *pdfFont) number() {
	type shown struct {
		letter font.Letter
		times  int
	}
	at, all := make(map[font.Letter]int, len(p.chars)), make([]shown, 0, len(p.chars))
	for _, c := range p.chars {
		if c.times == 0 {
			continue
		}
		i, ok := at[c.letter]
		if !ok {
			i = len(all)
			at[c.letter], all = i, append(all, shown{letter: c.letter})
		}
		all[i].times += c.times
	}
	keys := make([]uint64, len(all))
	for i, l := range all { // rarest last, then by character, then by where it is shown first
		keys[i] = uint64(mostTimes-min(l.times, mostTimes))<<40 | uint64(l.letter.Char)<<19 | uint64(i)
	}
	slices.Sort(keys)
	p.letters = make([]font.Letter, len(all))
	p.runes = make([]rune, len(all))
	for n, k := range keys {
		i := int(k & (1<<19 - 1))
		p.letters[n], p.runes[n] = all[i].letter, all[i].letter.Char
		at[all[i].letter] = n + 1
	}
	for _, c := range p.chars {
		c.glyph = uint16(at[c.letter])
	}
}

// pack cuts the font to its letters and packs it.
func (p *pdfFont) pack() (err error) {
	if p.cut, p.packed, p.length, err = p.src.Packed(p.letters); err == nil {
		p.unicodes, p.cids = deflate.Zlib(toUnicode(p.runes)), deflate.Zlib(allCIDs(len(p.cut.Widths)))
	}
	return err
}

// mostTimes is more often than any letter is shown in a document that is read.
const mostTimes = 1<<24 - 1

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
// numbers, and gives its number.
func (p *pdfFont) composite(f *document) int {
	name := p.name()
	program := f.addPacked(fmt.Sprintf("/Length1 %d", p.length), p.packed)
	unicodes := f.addPacked("", p.unicodes)
	cids := f.addPacked("", p.cids)
	descriptor := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R /CIDSet %d 0 R>>",
		name, p.cut.Box[0], p.cut.Box[1], p.cut.Box[2], p.cut.Box[3], p.cut.Ascent, p.cut.Descent, p.cut.CapHeight, p.cut.StemV, program, cids))
	descendant := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /DW 1000 /W [%s] /CIDToGIDMap /Identity>>",
		name, descriptor, widths(p.cut.Widths)))
	return f.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, descendant, unicodes))
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
// that search and copy give the true ones: each by itself, in blocks of 100, since
// Ghostscript reads no ranges with lists and loses whatever stands in them.
func toUnicode(runes []rune) []byte {
	const perBlock = 100
	b := make([]byte, 0, 400+16*len(runes))
	b = append(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"...)
	glyph := uint16(0)
	for block := range slices.Chunk(runes, perBlock) {
		b = append(strconv.AppendInt(b, int64(len(block)), 10), " beginbfchar\n"...)
		for _, r := range block {
			glyph++
			b = append(hex4(append(b, '<'), glyph), "> <"...)
			if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
				b = hex4(hex4(b, uint16(high)), uint16(low))
			} else {
				b = hex4(b, uint16(r))
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"...)
}

// hex4 writes a number of two bytes.
func hex4(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&0xF], digits[v>>4&0xF], digits[v&0xF])
}
