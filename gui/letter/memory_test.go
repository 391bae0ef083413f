package letter

import (
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// A page's picture on a window of 1366 × 768 takes 2.4 MB here and 3.7 MB in the
// real one; a letter of two pages has two of them, with thumbnails and outlines
// more. What may stay for the minute that Fyne keeps widgets are the widgets, 0.3
// MB; with a painter of its own each letter would keep 0.7.
func TestAClosedLetterLetsItsPagesGo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		letter := func() {
			s := NewReplyScreen(r.Deps, r, story.Lead().Proposal.ID, 0)
			r.Enter(s)
			if s.pages.Image(0) == nil {
				t.Fatal("the letter's first page was not painted")
			}
			r.Win.Canvas().Capture()
			s.Close()
		}
		for range 2 { // what is read and made once
			letter()
		}
		const times = 8
		before := screentest.LiveHeap()
		for range times {
			letter()
		}
		if each := (screentest.LiveHeap() - before) / times; each > screentest.Megabyte/2 {
			t.Errorf("each letter left keeps %.1f MB", float64(each)/screentest.Megabyte)
		}
	}, story.Lead())
}
