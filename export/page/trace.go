package page

import (
	"sort"
	"unicode"
)

// Source is a text that was set on pages, such as what a clerk typed into one
// field. Its name is the caller's.
type Source struct {
	Name string
	Text string
}

// Area is a rectangle of a page.
type Area struct {
	Page       int // from 1
	X, Y, W, H MM
}

// Trace tells where the characters of texts stand on finished pages, and which
// of them stands at a place. It is found from the pages' marks, so that the
// marks need not remember where they came from: layout keeps every character,
// in order, and only blanks vanish.
type Trace struct {
	glyphs []glyph           // in painting order, without blanks and margins
	rows   map[string][]spot // by source, in the order of the text
	pages  []spots           // by page
}

// glyph is one character on a page.
type glyph struct {
	r            rune
	page         int
	x, w         MM
	baseline, em MM
	first        bool // its mark begins with it
}

// spot is a character of a source with its glyph's index.
type spot struct {
	offset int // in characters of the source's text
	glyph  int
	source string
}

type spots []spot

// NewTrace finds the sources' paragraphs on the pages. They are looked for in
// the order given, each after the one before: give them as they are read. A
// paragraph that does not stand there is left out.
func NewTrace(pages []Page, sources []Source, m Measurer) Trace {
	t := Trace{glyphs: glyphsOf(pages, m), rows: map[string][]spot{}, pages: make([]spots, len(pages)+1)}
	at := 0
	for _, src := range sources {
		for _, p := range paragraphsOf(src.Text) {
			start, ok := t.find(p, at)
			if !ok {
				continue
			}
			for i, r := range p {
				s := spot{offset: r.offset, glyph: start + i, source: src.Name}
				t.rows[src.Name] = append(t.rows[src.Name], s)
				n := t.glyphs[s.glyph].page
				t.pages[n] = append(t.pages[n], s)
			}
			at = start + len(p)
		}
	}
	return t
}

// At is the character of a source that stands at a point of a page (from 1), as
// the offset at which a caret would stand: a click on a character's right half
// means the place after it. ok is false where none stands near.
func (t Trace) At(page int, x, y MM) (source string, offset int, ok bool) {
	if page < 1 || page >= len(t.pages) {
		return "", 0, false
	}
	best, down, across := spot{}, MM(0), MM(0)
	for _, s := range t.pages[page] {
		g := t.glyphs[s.glyph]
		dy := abs(y - (g.baseline - g.em*inkMiddle))
		if dy > g.em*nearRow {
			continue
		}
		dx := max(g.x-x, x-g.x-g.w, 0)
		if !ok || dy < down-tiny || dy < down+tiny && dx < across {
			best, down, across, ok = s, dy, dx, true
		}
	}
	if !ok {
		return "", 0, false
	}
	if g := t.glyphs[best.glyph]; x > g.x+g.w/2 {
		best.offset++
	}
	return best.source, best.offset, true
}

const (
	// inkMiddle is how far above the baseline a character's middle lies, in em.
	inkMiddle = (inkUp - inkDown) / 2
	// nearRow is how far from it a click may be and still mean its row, in em:
	// half the distance of two rows.
	nearRow = RowPitch / BodyEm / 2
)

// Areas are the rectangles that the characters from one offset of a source up
// to another take, one a row; none where they are not on paper.
func (t Trace) Areas(source string, from, to int) []Area {
	row := t.rows[source]
	i := sort.Search(len(row), func(i int) bool { return row[i].offset >= from })
	var all []glyph
	for ; i < len(row) && row[i].offset < to; i++ {
		all = append(all, t.glyphs[row[i].glyph])
	}
	return areas(all)
}

// Find are the rectangles of words wherever they stand on the pages, whatever
// text they come from; at most most places.
func (t Trace) Find(words string, most int) []Area {
	var all []Area
	for _, p := range paragraphsOf(words) {
		for i := 0; i < len(t.glyphs) && most > 0; i++ {
			if t.matches(p, i) {
				all = append(all, areas(t.glyphs[i:i+len(p)])...)
				i += len(p) - 1
				most--
			}
		}
	}
	return all
}

// find is where a paragraph stands at or after a glyph: first where a mark
// begins with it, else within a row.
func (t Trace) find(p []sourced, from int) (int, bool) {
	for _, anywhere := range []bool{false, true} {
		for i := from; i+len(p) <= len(t.glyphs); i++ {
			if (anywhere || t.glyphs[i].first) && t.matches(p, i) {
				return i, true
			}
		}
	}
	return 0, false
}

func (t Trace) matches(p []sourced, at int) bool {
	if at+len(p) > len(t.glyphs) {
		return false
	}
	for i, s := range p {
		if t.glyphs[at+i].r != s.r {
			return false
		}
	}
	return len(p) > 0
}

// areas joins glyphs that stand side by side.
func areas(all []glyph) []Area {
	var out []Area
	last := glyph{}
	for _, g := range all {
		if n := len(out); n > 0 && g.page == last.page && abs(g.baseline-last.baseline) < tiny && g.x > last.x {
			out[n-1].W = g.x + g.w - out[n-1].X
		} else {
			out = append(out, Area{Page: g.page, X: g.x, Y: g.baseline - g.em*baselineDown, W: g.w, H: g.em})
		}
		last = g
	}
	return out
}

// glyphsOf are the characters on pages in painting order, which is reading
// order, without blanks and without what stands below the type area: page
// numbers and notes would come between the halves of a paragraph.
func glyphsOf(pages []Page, m Measurer) []glyph {
	var out []glyph
	for i, pg := range pages {
		style := Official()
		if pg.Size.W > pg.Size.H {
			style = OfficialLandscape()
		}
		for _, k := range pg.Marks {
			g, ok := k.(Glyphs)
			if !ok || g.Baseline > style.bottom() {
				continue
			}
			x, first := g.X, true
			for _, r := range g.Text {
				w := m.Advance(g.Font, r)
				if !unicode.IsSpace(r) {
					out = append(out, glyph{r: r, page: i + 1, x: x, w: w, baseline: g.Baseline, em: g.Font.Em(), first: first})
					first = false
				}
				x += w + g.Track
			}
		}
	}
	return out
}

// sourced is a character that stands on paper with its place in a text.
type sourced struct {
	r      rune
	offset int
}

// paragraphsOf cuts a text into its paragraphs as Paragraphs does, keeping
// where each character stands in the text, without blanks.
func paragraphsOf(text string) [][]sourced {
	var out [][]sourced
	var cur []sourced
	end := func() {
		if len(cur) > 0 {
			out = append(out, cur)
		}
		cur = nil
	}
	for i, r := range []rune(text) {
		for _, r := range Clean(string(r)) {
			switch {
			case r == '\n':
				end()
			case !unicode.IsSpace(r):
				cur = append(cur, sourced{r, i})
			}
		}
	}
	end()
	return out
}

func abs(v MM) MM { return max(v, -v) }
