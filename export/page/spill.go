package page

import "fmt"

// Where a letter's text leaves no room for the signing, the standard has row and
// character spacing adjusted (GB/T 9704-2012, 7.3.5.4). Rows a little closer save the
// page that would carry two lines and the seal; where no page is saved, rows a little
// wider give that page more text. The type area stays, and so does the rest: every
// letter that does not need it has its 22 rows.

// The rows a page may have instead of RowsPerPage, in the order in which they are
// tried: pitches of 27.7, 26.6 and 30.4 points.
var (
	closerRows = []int{23, 24}
	widerRows  = 21
)

// fit lays the letter out with the rows that serve it.
func (l Letter) fit(blocks []Block, s Style, m Measurer) ([]Page, int) {
	usual := lay(blocks, s, m)
	if l.UsualRows || usual.signed == 0 {
		return usual.pages, s.Rows
	}
	if usual.mayCome(closerRows[len(closerRows)-1]) {
		for _, n := range closerRows {
			s.Rows = n
			if closer := lay(blocks, s, m); len(closer.pages) < len(usual.pages) {
				return closer.pages, n
			}
		}
	}
	if usual.texts[usual.signed] <= TextWithSigning {
		s.Rows = widerRows
		if wider := lay(blocks, s, m); len(wider.pages) == len(usual.pages) && wider.signed == usual.signed && wider.texts[wider.signed] > TextWithSigning {
			return wider.pages, widerRows
		}
	}
	return usual.pages, RowsPerPage
}

// mayCome tells whether what stands on the page of the signing might fit on those
// before it, were there so many rows on each.
func (f *flow) mayCome(rows int) bool {
	room := MM(0)
	for i := range f.signed {
		room += f.s.bottom() - f.ended[i] + MM(rows-f.s.Rows)*f.s.rowPitch()
	}
	return f.ended[f.signed]-f.s.Y <= room
}

// Spacing says how a letter's rows stand where there are not the usual ones, for its
// clerk; "" where there are.
func Spacing(rows int) string {
	if rows == 0 || rows == RowsPerPage {
		return ""
	}
	why := "省去一页"
	if rows < RowsPerPage {
		why = "免得末页只有落款"
	}
	return fmt.Sprintf("每面排%d行（行距%.1f磅），%s", rows, float64(TypeHeight)/float64(rows)/float64(PointMM), why)
}
