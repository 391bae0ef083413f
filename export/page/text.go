package page

import (
	"strings"
	"sync"
	"unicode"
)

// Clean is text as it is set: valid UTF-8, line ends as \n, other white space
// control characters as a space, and without what has no picture (control and
// formatting characters, joiners, variation selectors). What Clean keeps is on
// paper; nothing else is.
func Clean(text string) string {
	if plain(text) {
		return text
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t' || r == '\v' || r == '\f':
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, text)
}

// plain tells that Clean has nothing to do: the usual case.
func plain(text string) bool {
	for _, r := range text {
		if r == unicode.ReplacementChar || r == '\u2028' || r == '\u2029' || r != '\n' && invisible(r) {
			return false
		}
	}
	return true
}

func invisible(r rune) bool {
	if r >= 0x3000 && r < 0xFE00 {
		return false
	}
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xAD ||
		r >= 0x200B && unicode.In(r, unicode.Cf, unicode.Variation_Selector)
}

// Paragraphs cuts a text into its paragraphs, one a line, without the blanks
// around them and without empty ones.
func Paragraphs(text string) []string {
	var out []string
	for line := range strings.SplitSeq(Clean(text), "\n") {
		if line = strings.TrimFunc(line, unicode.IsSpace); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// kind of a character as line breaking and justification see it.
type kind uint8

const (
	kindWide    kind = iota // Hanzi and whatever else stands in its own cell
	kindNarrow              // Latin letters, digits and their punctuation
	kindOpen                // opening punctuation: its ink lies in the right half
	kindClose               // closing punctuation: its ink lies in the left half
	kindSpace               // may vanish at the end of a line
	kindCombine             // sits on the character before it
)

const (
	openers = "（《〈〔【「『〖［｛“‘"
	closers = "，。、；：！？）》〉〕】」』〗］｝”’．"
	// noStart are further characters that no line begins with (gongwen.md,
	// Chinese line breaking; GB/T 15834-2011, 5.1).
	noStart = "·—–~～/-…‥%‰℃°′″,.;:!?)]}ーゝ々％－／"
	// noEnd are further characters that no line ends with.
	noEnd = "([{/／$￥¥#"
	// units belong to the number before them.
	units = "年月日号届次期度岁时分秒点元角万亿千百亩件项个条名人户米吨倍公平立％座台套所家处栋辆间"
)

func kindOf(r rune, before, after rune) kind {
	switch {
	case r >= 0x3400 && r < 0xA000:
		return kindWide
	case r == '“' || r == '‘':
		return kindOpen
	case r == '’' && latin(before) && latin(after):
		return kindNarrow // an apostrophe
	case r == ' ' || r == '\u3000' || r == '\n':
		return kindSpace
	case r < 0x80:
		return kindNarrow
	case r < 0x2000:
		if r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me) {
			return kindCombine
		}
		if r == '·' || r == '×' || r == '÷' || r == '±' || r == '°' || r == '§' {
			return kindWide
		}
		return kindNarrow
	}
	switch {
	case opens.is(r):
		return kindOpen
	case closes.is(r):
		return kindClose
	case r < 0x2E80 && unicode.Is(unicode.Zs, r):
		return kindSpace
	case unicode.In(r, unicode.Mn, unicode.Me):
		return kindCombine
	}
	return kindWide
}

// sign is what is known of a sign that is no letter, bits together.
type sign uint8

const (
	opens      sign = 1 << iota // is a kindOpen
	closes                      // is a kindClose
	neverBegin                  // a line
	neverEnd                    // a line
	opensYear                   // may stand before the year of a 文号
)

// signs are those of the blocks in which they all stand: Latin, general and Chinese
// punctuation, full-width forms.
var signs = func() (all [4][256]sign) {
	for _, of := range []struct {
		list string
		sign sign
	}{{openers, opens}, {closers, closes}, {noStart, neverBegin}, {noEnd, neverEnd}, {"〔[（(［", opensYear}} {
		for _, r := range of.list {
			if s := signAt(&all, r); s != nil {
				*s |= of.sign
			}
		}
	}
	return all
}()

// signAt is a character's place among the signs; nil where it has none.
func signAt(all *[4][256]sign, r rune) *sign {
	switch r >> 8 {
	case 0x00:
		return &all[0][r&0xFF]
	case 0x20:
		return &all[1][r&0xFF]
	case 0x30:
		return &all[2][r&0xFF]
	case 0xFF:
		return &all[3][r&0xFF]
	}
	return nil
}

// is tells whether a character is one of the signs named; ℃ stands in a block of letters.
func (s sign) is(r rune) bool {
	if at := signAt(&signs, r); at != nil {
		return *at&s != 0
	}
	return r == '℃' && s&neverBegin != 0
}

func latin(r rune) bool {
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// item is one character ready to be set.
type item struct {
	r     rune
	font  uint16 // index into the spans' fonts
	kind  kind
	gap   gap // what there is between this and the next one
	em    MM
	adv   MM // the glyph's own advance
	cell  MM // the room it takes
	shift MM // where the glyph starts in its cell
	slack MM // how much of the cell is blank and may be squeezed away
	joint MM // part of the cell that counts only before the next character
	late  MM // what a line that ends before this one costs on top, in em a gap
}

// gap is the place between two characters: where a line needs room it is added in
// the last kinds first.
type gap uint8

const (
	noGap     gap = iota // none: a character and what sits on it, the halves of ——
	markGap              // between two marks
	letterGap            // within a word or a figure: not tracked
	blankGap             // at the side of a mark where it has its blank
	inkGap               // between strokes: Hanzi, a mark's other side, beside a word
)

// Span is a piece of a paragraph in one face.
type Span struct {
	Text string
	Font Font
}

// drawer is room to work in, kept from one paragraph to the next: what is laid in it
// is gone when it is put back.
type drawer struct {
	items []item
	sums  []sum
	at    []MM
	text  []rune
}

var drawers = sync.Pool{New: func() any { return new(drawer) }}

// itemise measures the spans' characters. Quotation marks and the middle dot,
// which some faces make narrow, get a whole cell among Hanzi.
func (w *drawer) itemise(spans []Span, m Measurer) []item {
	items := w.items[:0]
	for i, s := range spans {
		for _, r := range Clean(s.Text) {
			if r == '\n' {
				r = ' '
			}
			items = append(items, item{r: r, font: uint16(i)})
		}
	}
	w.items = items
	for i := range items {
		it := &items[i]
		var before, after rune
		if i > 0 {
			before = items[i-1].r
		}
		if i+1 < len(items) {
			after = items[i+1].r
		}
		f := spans[it.font].Font
		it.kind = kindOf(it.r, before, after)
		if it.kind == kindCombine && (i == 0 || items[i-1].kind == kindSpace) {
			it.kind = kindWide // nothing to sit on
		}
		it.adv = m.Advance(f, it.r)
		it.cell = it.adv
		em := f.Em()
		it.em = em
		switch it.kind {
		case kindOpen:
			it.cell = max(it.adv, em)
			it.shift = it.cell - it.adv
			it.slack = it.cell / 2
		case kindClose:
			it.cell = max(it.adv, em)
			it.slack = it.cell / 2
		case kindWide:
			if it.r == '·' && !latin(before) {
				it.cell = max(it.adv, em)
				it.shift = (it.cell - it.adv) / 2
			}
		case kindCombine:
			it.cell = min(it.adv, 0)
			if it.adv > 0 {
				it.shift, it.cell = -it.adv, 0
			}
		}
	}
	for i := 1; i < len(items); i++ {
		items[i-1].gap = gapOf(items[i-1].kind, items[i].kind)
	}
	shareBlanks(items)
	return items
}

// gapOf is what there is between two characters.
func gapOf(a, b kind) gap {
	switch {
	case b == kindCombine:
		return noGap
	case a == kindNarrow && b == kindNarrow:
		return letterGap
	case isMark(a) && isMark(b):
		return markGap
	case a == kindClose && b != kindSpace || b == kindOpen && a != kindSpace:
		return blankGap
	}
	return inkGap
}

func isMark(k kind) bool { return k == kindOpen || k == kindClose }

// shareBlanks takes the blank from between marks: of 》（ half an em is left, of
// ）。 and （《 none, as by one mark and a Hanzi (W3C, Requirements for Chinese Text
// Layout, 3.1.6.1). A mark that ends a line has its own blank again.
func shareBlanks(items []item) {
	blank := func(it item) MM { return it.cell - min(it.adv, it.em/2) }
	for i := 1; i < len(items); i++ {
		a, b := &items[i-1], &items[i]
		if !isMark(a.kind) || !isMark(b.kind) || a.kind == kindOpen && b.kind == kindClose {
			continue
		}
		both := blank(*b)
		switch {
		case a.kind == kindOpen: // b's blank lies under a
			b.slack = 0
		case b.kind == kindClose:
			both = blank(*a)
			a.slack = 0
		default:
			both = max(0, both+blank(*a)-b.em/2)
			a.slack = 0
		}
		a.joint -= both
		a.cell -= both
	}
}
