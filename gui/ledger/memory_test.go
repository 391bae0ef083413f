package ledger

import (
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A part with a theme of its own makes Fyne parse the fonts at each refresh,
// 15 MB and more that are never given back.
func TestRefreshingAListParsesNoFonts(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewLedgerScreen(r.Deps, r)
		r.Enter(s)
		refresh := func() {
			s.Root().Refresh()
			onethread.Settle()
			r.Win.Canvas().Capture()
		}
		refresh()
		before := screentest.LiveHeap()
		for range 3 {
			refresh()
		}
		if grown := screentest.LiveHeap() - before; grown > 5*screentest.Megabyte {
			t.Errorf("three refreshes keep %.1f MB", float64(grown)/screentest.Megabyte)
		}
	}, story.Lead(), story.Draft())
}
