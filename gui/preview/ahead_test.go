package preview_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/preview"
	"jianban/gui/screentest/onethread"
)

// A document whose page in sight was painted ahead is seen at once, before
// anything else is painted.
func TestPaintedAheadIsSeenAtOnce(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, _ fyne.Canvas) {
		p.SetDocument(document(2, "甲"))
		onethread.Settle()
		old, next := p.Image(0), document(2, "乙")
		ahead, err := p.Ahead().Paint(t.Context(), next)
		if err != nil {
			t.Fatal(err)
		}
		p.SetPainted(next, ahead)
		seen := p.Image(0)
		if seen == old {
			t.Error("the older picture is still there")
		}
		onethread.Settle()
		if p.Image(0) != seen {
			t.Error("the page was painted again")
		}
		same, err := p.Ahead().Paint(t.Context(), next)
		if err != nil {
			t.Fatal(err)
		}
		p.SetPainted(next, same)
		if p.Image(0) != seen {
			t.Error("a page that did not change got another picture")
		}
	})
}
