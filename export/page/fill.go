package page

import (
	"math"
	"slices"
)

// Align is where lines stand in their measure.
type Align int

// The alignments.
const (
	Justify Align = iota // both edges; the last line at the left
	Left
	Centre
	Right
)

// Setting is how a paragraph is filled into lines.
type Setting struct {
	Width  MM
	Indent MM // of the first line
	Hang   MM // of the further lines
	Track  MM // added to every character
	Align  Align
}

// Line is one line of text, its places counted from the line's left edge and
// baseline.
type Line struct {
	Runs  []Glyphs
	Width MM // from the measure's left edge to the end of the last character's cell
}

// At puts the line on a page: x is the measure's left edge.
func (l Line) At(x, base MM) []Mark { return l.part(nil, x, base) }

// part is At with what the line is a part of.
func (l Line) part(e *Element, x, base MM) []Mark {
	return l.onto(make([]Mark, 0, len(l.Runs)), e, x, base)
}

// onto appends what part is.
func (l Line) onto(marks []Mark, e *Element, x, base MM) []Mark {
	for _, g := range l.Runs {
		g.Of = e
		g.X += x
		g.Baseline = base
		marks = append(marks, g)
	}
	return marks
}

// Fill breaks one paragraph into lines and justifies them. Every character of
// Clean(text) lands in exactly one line, in order, but for blanks at the ends
// of lines.
func Fill(spans []Span, s Setting, m Measurer) []Line {
	work := drawers.Get().(*drawer)
	defer drawers.Put(work)
	items := work.itemise(spans, m)
	joinDashes(items, s.Track)
	may := breaks(items)
	loosen(items, may, s.Width-max(s.Indent, s.Hang))
	f := work.filler(items, may, s)
	var lines []Line
	for a := f.skip(0); a < len(items); {
		left := s.Hang
		if len(lines) == 0 {
			left = s.Indent
		}
		c := f.choose(a, s.Width-left)
		lines = append(lines, f.line(spans, c, left))
		a = f.skip(c.next)
	}
	return lines
}

// joinDashes keeps the two halves of —— and …… at their usual distance whatever
// a line needs.
func joinDashes(items []item, track MM) {
	for i := 1; i < len(items); i++ {
		if r := items[i].r; r == items[i-1].r && (r == '—' || r == '…') {
			items[i-1].gap = noGap
			items[i-1].joint = track
			items[i-1].cell += track
		}
	}
}

// FillText is Fill for a text in one font.
func FillText(text string, font Font, s Setting, m Measurer) []Line {
	return Fill([]Span{{text, font}}, s, m)
}

const (
	tiny MM = 1e-6
	// lone is how much of its blank half a mark may give up; at the end of a line it
	// gives all.
	lone = 0.6
	// tighten is how much of an em every gap may give up at most.
	tighten = 0.025
	// even is how much of an em the gaps between strokes may grow before those at a
	// mark's blank grow too, and those before the gaps between letters and marks do.
	even = 0.25
	// widest is how much more of an em those may grow before a line is better
	// left ragged: only before an unbreakable word of nearly a line.
	widest = 0.75
	// ragged is what a line costs that then is not full.
	ragged = 100
)

// sum is what stands before a character.
type sum struct {
	cell, slack MM
	gaps        [inkGap + 1]int32 // of each kind and those after it in the list of kinds
}

// filler holds running sums, so that any line's measure costs nothing.
type filler struct {
	items []item
	may   []bool
	s     Setting
	em    MM
	sums  []sum
	work  *drawer
}

func (w *drawer) filler(items []item, may []bool, s Setting) *filler {
	w.sums = slices.Grow(w.sums[:0], len(items)+1)[:len(items)+1]
	w.sums[0] = sum{}
	f := &filler{items: items, may: may, s: s, sums: w.sums, work: w}
	var at sum
	for i := range items {
		it := &items[i]
		it.slack *= lone
		f.em = max(f.em, it.em)
		at.cell += it.cell
		at.slack += it.slack
		for k := markGap; k <= it.gap; k++ {
			at.gaps[k]++
		}
		f.sums[i+1] = at
	}
	return f
}

// skip passes the blanks at the start of a line.
func (f *filler) skip(i int) int {
	for i < len(f.items) && f.items[i].kind == kindSpace {
		i++
	}
	return i
}

// cut is one way to make a line: characters a to b, the next line starting at
// next, and how the difference to the measure is shared out.
type cut struct {
	a, b, next int
	grow       growth
	squeeze    MM // share of every mark's slack that is taken, 0 to 1
	end        MM // how much of the last mark's blank reaches past the edge
	cost       float64
	fits       bool
}

// growth is what is added to the gaps of a line, to each kind and those after it;
// negative where it is taken.
type growth [inkGap + 1]MM

// steps are what is added at one gap of each kind, the setting's track included.
func (g growth) steps(track MM) growth {
	for k := markGap + 1; k <= inkGap; k++ {
		g[k] += g[k-1]
	}
	g[markGap] += track
	g[blankGap] += track
	g[inkGap] += track
	return g
}

// choose finds the best line that starts at a.
func (f *filler) choose(a int, width MM) cut {
	var best cut
	for j := a + 1; j <= len(f.items); j++ {
		if !f.may[j] {
			continue
		}
		b := j
		for b > a+1 && f.items[b-1].kind == kindSpace {
			b--
		}
		c := f.measure(a, b, width)
		c.next = j
		if j < len(f.items) {
			c.cost += float64(f.items[j].late)
		}
		if f.runt(j) && f.mixed(a, b) {
			c.cost += 0.06
		}
		if !c.fits {
			if best.next == 0 {
				best = c // nothing fits: set it as it is
			}
			if f.sums[b].cell-f.sums[a].cell > width*1.25 {
				break
			}
			continue
		}
		if best.next == 0 || !best.fits || c.cost <= best.cost {
			best = c
		}
	}
	return best
}

// runt tells that a line ending before j leaves one character and its full stop
// for the last line.
func (f *filler) runt(j int) bool {
	n := len(f.items)
	return j < n && f.s.Align == Justify && n-j <= 3 && f.items[n-1].kind == kindClose && f.sums[n].cell-f.sums[j].cell < 2.2*f.em
}

// mixed tells that a line holds more than Hanzi, which stand 28 in a row and
// are not moved for beauty.
func (f *filler) mixed(a, b int) bool {
	if f.sums[b].slack > f.sums[a].slack {
		return true
	}
	for _, it := range f.items[a:b] {
		if it.kind != kindWide {
			return true
		}
	}
	return false
}

// measure works out how the characters a to b fill the width.
func (f *filler) measure(a, b int, width MM) cut {
	c := cut{a: a, b: b, fits: true}
	gaps := f.tracked(a, b)
	tail := f.items[b-1]
	room := width - (f.sums[b].cell - f.sums[a].cell - tail.joint + gaps*f.s.Track)
	if room >= -tiny {
		last := f.skip(b) == len(f.items)
		switch {
		case last:
			c.cost = -1
		case f.s.Align != Justify:
			c.cost = float64(room / width)
		default:
			if f.inAddress(a, b) {
				gaps = f.gaps(a, b, letterGap)
			}
			c.cost = float64(room / max(gaps, 1) / f.em)
			if !f.widen(&c, room) {
				c.cost += ragged
			}
		}
		return c
	}
	c.cost = 0.01
	need := -room
	if tail.kind == kindClose {
		c.end = min(need, (tail.cell-tail.joint)/2)
		need -= c.end
	}
	if f.s.Align != Justify {
		c.fits = need <= tiny
		return c
	}
	if inner := f.inner(a, b); need > tiny && inner > 0 {
		c.squeeze = min(1, need/inner)
		need -= c.squeeze * inner
		c.cost += 0.012 * float64(c.squeeze)
	}
	if need > tiny {
		loose := f.gaps(a, b, blankGap)
		if loose == 0 || need > loose*tighten*f.em {
			c.fits = false
			return c
		}
		c.grow[blankGap] = -need / loose
		c.cost += 1.3 * float64(need/loose/f.em)
	}
	return c
}

// gaps is how many gaps of a kind and of those after it a line has.
func (f *filler) gaps(a, b int, k gap) MM { return MM(f.sums[b-1].gaps[k] - f.sums[a].gaps[k]) }

// tracked is how many gaps of a line carry the setting's track: all but those between
// letters.
func (f *filler) tracked(a, b int) MM {
	return f.gaps(a, b, markGap) - f.gaps(a, b, letterGap) + f.gaps(a, b, blankGap)
}

// widen shares room out over the gaps of a line: as far as that looks even between
// strokes alone, so that a mark's blank stays what it is, then at the marks' blanks
// too, then between letters; between marks where there is nothing else. A part of an
// address is spaced as a whole. It tells whether the line then is full.
func (f *filler) widen(c *cut, room MM) bool {
	grow := c.grow
	k := inkGap
	if f.inAddress(c.a, c.b) {
		k = letterGap
	}
	for ; k >= markGap; k-- {
		n := f.gaps(c.a, c.b, k)
		if n == 0 || k == markGap && grow != c.grow {
			continue
		}
		most := even * f.em
		if k <= letterGap {
			most = widest * f.em
		}
		add := min(room/n, most)
		grow[k] += add
		if room -= add * n; room <= tiny {
			c.grow = grow
			return true
		}
	}
	return room <= tiny
}

// inAddress tells that a line begins or ends within an address.
func (f *filler) inAddress(a, b int) bool {
	return f.items[a].late > 0 || b < len(f.items) && f.items[b].late > 0
}

// inner is what the marks inside a line may give up: not an opening one at its
// start, whose ink would leave the edge ragged, nor the one at its end.
func (f *filler) inner(a, b int) MM {
	from := a
	if f.items[a].kind == kindOpen {
		from++
	}
	return max(0, f.sums[b-1].slack-f.sums[min(from, b-1)].slack)
}

// line sets the characters of a cut.
func (f *filler) line(spans []Span, c cut, left MM) Line {
	at := slices.Grow(f.work.at[:0], c.b-c.a)[:c.b-c.a] // where each glyph starts
	f.work.at = at
	steps := c.grow.steps(f.s.Track)
	x := left
	for i := c.a; i < c.b; i++ {
		it := f.items[i]
		cell, shift := it.cell, it.shift
		if i > c.a && i < c.b-1 || i == c.a && it.kind == kindClose && i < c.b-1 {
			if give := c.squeeze * it.slack; give > 0 {
				cell -= give
				if it.kind == kindOpen {
					shift -= give
				}
			}
		}
		at[i-c.a] = x + shift
		x += cell
		if i == c.b-1 {
			x -= it.joint
			break
		}
		x += steps[it.gap]
	}
	l := Line{Width: x, Runs: f.runs(spans, c, at)}
	if off := l.offset(f.s, x); off > 0 {
		for i := range l.Runs {
			l.Runs[i].X += off
		}
		l.Width += off
	}
	return l
}

func (l Line) offset(s Setting, end MM) MM {
	switch s.Align {
	case Centre:
		return (s.Width - end) / 2
	case Right:
		return s.Width - end
	}
	return 0
}

// runs joins neighbouring characters of one font and one step into marks.
func (f *filler) runs(spans []Span, c cut, at []MM) []Glyphs {
	var out []Glyphs
	text := f.work.text[:0]
	defer func() { f.work.text = text }()
	for i := 0; i < len(at); {
		first := f.items[c.a+i]
		g := Glyphs{X: at[i], Font: spans[first.font].Font}
		text = append(text[:0], first.r)
		j := i + 1
		for ; j < len(at); j++ {
			before, it := f.items[c.a+j-1], f.items[c.a+j]
			if spans[it.font].Font != g.Font {
				break
			}
			step := at[j] - at[j-1] - before.adv
			if j == i+1 {
				g.Track = step
			} else if math.Abs(float64(step-g.Track)) > float64(tiny) {
				// A number or word goes whole into the next run.
				if j > i+1 && it.kind == kindNarrow && before.kind == kindNarrow {
					j--
					text = text[:len(text)-1]
				}
				break
			}
			text = append(text, it.r)
		}
		if len(text) == 1 || math.Abs(float64(g.Track)) < float64(tiny) {
			g.Track = 0
		}
		g.Text = string(text)
		out = append(out, g)
		i = j
	}
	return out
}
