package page

import (
	"math"
	"testing"
)

// rowsOf is how many rows of the body's face stand on a page.
func rowsOf(p Page) int {
	at := map[int]bool{}
	for _, k := range p.Marks {
		if g, ok := k.(Glyphs); ok && g.Font == fangsong {
			at[int(math.Round(float64(g.Baseline)*10))] = true
		}
	}
	return len(at)
}

// GB/T 9704-2012, 7.3.5.4: where the text leaves no room for the signing, the rows of
// the whole letter come closer if that saves the page, between 26.5 and 31 points;
// where it does not they go apart, so that more than the closing words go along. Every
// other letter keeps its 22 rows, and so does each where the place wants it.
func TestASigningDoesNotSpill(t *testing.T) {
	seen := map[int]int{}
	for chars := 0; chars < 5*22*28; chars += 28 {
		l := letterOf(chars)
		pages, rows := l.Fit(half{})
		l.UsualRows = true
		usual, n := l.Fit(half{})
		if n != RowsPerPage {
			t.Fatalf("%d rows where the usual ones are wanted", n)
		}
		seen[rows]++
		if pitch := float64(TypeHeight) / float64(rows) / float64(PointMM); pitch < 26.5 || pitch > 31 {
			t.Errorf("%d characters: %.2f points from row to row", chars, pitch)
		}
		last := len(pages) - 1
		switch {
		case rows > RowsPerPage && len(pages) >= len(usual):
			t.Errorf("%d characters: %d rows save nothing", chars, rows)
		case rows < RowsPerPage && (len(pages) != len(usual) || rowsOf(pages[last]) <= rowsOf(usual[last])):
			t.Errorf("%d characters: %d rows bring nothing to the last page", chars, rows)
		case rows == RowsPerPage && last > 0 && rowsOf(pages[last]) <= TextWithSigning+2: // name and date
			l.UsualRows = false
			for _, other := range []int{21, 23, 24} {
				s := Official()
				s.Numbers, s.Head, s.Rows = NumberLater, l.Head, other
				if got := lay(l.blocks(s), s, half{}); len(got.pages) < len(usual) {
					t.Errorf("%d characters: two rows and the signing alone, and %d rows would save the page", chars, other)
				}
			}
		}
		for i, p := range pages {
			checkPage(t, i, p, rows)
		}
	}
	if seen[RowsPerPage] < 60 || seen[23]+seen[24] == 0 || seen[21] == 0 {
		t.Errorf("letters by rows: %v", seen)
	}
	if Spacing(22) != "" || Spacing(24) == "" || Spacing(21) == "" {
		t.Error("told of the usual rows, or not of others")
	}
}
