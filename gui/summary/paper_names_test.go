package summary

import (
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// What is printed and written of a summary is what its pages show.
func TestTheSummaryShownIsWritten(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewSummaryScreen(r.Deps, r)
		r.Enter(s)
		s.right.Choose(rightPages)
		s.Export() // saves the first draft, which gets its ID
		onethread.Settle()
		s.Export()
		onethread.Settle()
		for i, written := range r.Papers.Written {
			if shown := s.pages.Document(); len(written.Pages) == 0 || i > 0 && &shown.Pages[0] != &written.Pages[0] {
				t.Errorf("writing %d: laid out a second time", i)
			}
		}
		s.editor.title.SetText("又改了一处")
		s.Export() // before the pages follow
		onethread.Settle()
		if n := len(r.Papers.Written); n != 3 || !strings.Contains(screentest.Words(r.Papers.Written[n-1]), "又改了一处") {
			t.Errorf("%d papers, the last is an older text", n)
		}
		r.NoFailure()
	}, story.Lead())
}
