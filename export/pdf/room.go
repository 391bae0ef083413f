package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jianban/export/page"
)

// Readers take a gap of a tenth of an em between two glyphs for a blank: the
// spread name of a letterhead comes out as 玉 溪 市, a member's as 阿依 · 买买提,
// and a search for either finds nothing. So what room stands behind a glyph is
// made a part of its width where the text means no blank: the ink stays where it
// is, and the glyphs follow each other without a gap. And they take a glyph that
// begins well within the one before for the start of another line: what a mark gives up
// of its blank beside another mark is taken from its width.

// room is how much wider than themselves the letters of a run are, in
// thousandths of em; narrower where it is negative.
type room struct {
	each int // all but the last
	last int // the last, up to the run behind it
}

// behind is the extra width of the letter that has left letters behind it.
func (r room) behind(left int) int {
	if left == 0 {
		return r.last
	}
	return r.each
}

// inEm is what the letters' own width takes from the run's track.
func (r room) inEm() page.MM { return page.MM(r.each) / 1000 }

const (
	leastGap = 0.05 // em: readers see a gap from 0.1 on
	mostGap  = 2.0  // em: what is parted wider is meant apart
	mostStep = 0.75 // em, between two runs
	roomStep = 20   // thousandths of em; equal letters share a glyph
	mostLap  = 0.25 // em: readers take more for another line
	lapStep  = 100  // thousandths of em
)

// floating are the marks that are set in the middle or at one side of a cell
// wider than themselves.
const floating = "·“”‘’"

// room tells how wide the letters of a run are made, given the marks behind it.
func (s *fontSet) room(g page.Glyphs, next []page.Mark) (r room) {
	em := g.Font.Em()
	if gap := float64(g.Track / em); gap > leastGap && gap <= mostGap && !strings.ContainsFunc(g.Text, unicode.IsSpace) {
		r.each = int(gap*1000) / roomStep * roomStep
	} else if gap < -mostLap {
		r.each = lap(gap)
	}
	if len(next) == 0 {
		return r
	}
	n, ok := next[0].(page.Glyphs)
	last, _ := utf8.DecodeLastRuneInString(g.Text)
	first, _ := utf8.DecodeRuneInString(n.Text)
	if !ok || n.Baseline != g.Baseline || n.Font.Size != g.Font.Size || unicode.IsSpace(last) || unicode.IsSpace(first) {
		return r
	}
	floats := strings.ContainsRune(floating, last) || strings.ContainsRune(floating, first)
	x := g.X
	for i, c := range g.Text {
		if i > 0 {
			x += g.Track
		}
		x += page.MM(s.char(g.Font.Face, c).width) * em
	}
	if gap := float64((n.X - x) / em); floats && gap > leastGap && gap <= mostStep {
		r.last = int(gap*1000) / roomStep * roomStep
	} else if gap < -mostLap && n.X > g.X {
		r.last = lap(gap)
	}
	return r
}

// lap is how much narrower a letter is made over which the next one lies by -gap em;
// never more than half of it.
func lap(gap float64) int { return max(int(gap*1000)/lapStep*lapStep, -500) }
