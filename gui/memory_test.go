package gui

import (
	"runtime"
	"testing"

	"jianban/gui/storybook/story"
)

// liveHeap is what is in use after a collection, in bytes.
func liveHeap() int64 {
	for range 3 { // what a finalizer keeps goes with the next
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

const megabyte = 1 << 20

// A page's picture on a window of 1366 × 768 takes 2.4 MB here and 3.7 MB in the
// real one; a letter of two pages has two of them, with thumbnails and outlines
// more. What may stay for the minute that Fyne keeps widgets are the widgets, 0.3
// MB; with a painter of its own each letter would keep 0.7.
func TestAClosedLetterLetsItsPagesGo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		letter := func() {
			s := NewReplyScreen(r.deps, r, story.Lead().Proposal.ID, 0)
			r.open(s)
			if s.pages.Image(0) == nil {
				t.Fatal("the letter's first page was not painted")
			}
			r.win.Canvas().Capture()
			s.Close()
		}
		for range 2 { // what is read and made once
			letter()
		}
		const times = 8
		before := liveHeap()
		for range times {
			letter()
		}
		if each := (liveHeap() - before) / times; each > megabyte/2 {
			t.Errorf("each letter left keeps %.1f MB", float64(each)/megabyte)
		}
	}, story.Lead())
}

// A part with a theme of its own makes Fyne parse the fonts at each refresh,
// 15 MB and more that are never given back.
func TestRefreshingAListParsesNoFonts(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := NewLedgerScreen(r.deps, r)
		r.open(s)
		refresh := func() {
			s.Root().Refresh()
			settle()
			r.win.Canvas().Capture()
		}
		refresh()
		before := liveHeap()
		for range 3 {
			refresh()
		}
		if grown := liveHeap() - before; grown > 5*megabyte {
			t.Errorf("three refreshes keep %.1f MB", float64(grown)/megabyte)
		}
	}, story.Lead(), story.Draft())
}
