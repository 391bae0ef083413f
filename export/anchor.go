package export

import (
	"slices"

	"jianban/data"
	"jianban/export/page"
)

// anchorFont and anchorUp (mm above the paper's edge) set the anchor where no
// line of the paper stands: below the page's number, in the margin.
var anchorFont = page.Font{Face: page.Official().Font.Face, Size: 7}

const anchorUp = 11

// Anchored writes the end of the journal's chain in small figures at the right
// of the last page's bottom margin: whoever keeps the paper can later tell
// whether the journal up to there was rewritten (jianban check --anchor).
func Anchored(d page.Document, a data.Anchor, m page.Measurer) page.Document {
	text := a.String()
	if text == "" || len(d.Pages) == 0 {
		return d
	}
	text = "日志 " + text
	d.Pages = slices.Clone(d.Pages)
	last := &d.Pages[len(d.Pages)-1]
	style := page.Official()
	x := style.X + style.W - page.Width(text, anchorFont, 0, m)
	last.Marks = append(slices.Clip(last.Marks), page.Glyphs{X: x, Baseline: last.Size.H - anchorUp, Font: anchorFont, Color: page.Grey, Text: text})
	return d
}
