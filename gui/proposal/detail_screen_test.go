package proposal

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The facts stand beside the tab, and beside the facts the timeline, from the window
// of a small screen on; where text is larger there, the tab stands alone.
func TestAWideWindowShowsTheFactsBesideTheTab(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewCaseScreen(r.Deps, r, 12, screen.TabTimeline)
		t.Cleanup(s.Close)
		r.Enter(s)
		shows := func(text string) bool { return slices.Contains(screentest.Texts(s.Root()), text) }
		for _, width := range []float32{1282, 1836} {
			r.Win.Resize(fyne.NewSize(width, 692))
			onethread.Settle()
			r.Keep(fmt.Sprintf("detail-%.0f", width))
			if !shows("办理方式") || !shows("交办 区工信局") {
				t.Errorf("%v wide the window shows %q", width, screentest.Texts(s.Root()))
			}
		}
		r.Win.Resize(fyne.NewSize(980, 590)) // at 130 %
		onethread.Settle()
		if shows("办理方式") {
			t.Error("a narrow window shows two columns")
		}
		r.Win.Resize(fyne.NewSize(1282, 692))
		onethread.Settle()
		s.setTab(screen.TabFacts)
		onethread.Settle()
		if got := screentest.Texts(s.more); !slices.Contains(got, "交办 区工信局") || slices.Contains(got, "办理方式") {
			t.Errorf("beside the facts stands %q", got)
		}
		r.NoFailure()
	}, story.Lead())
}

// The next step is a button that leads to where it is taken: a talk to the talks, an
// opinion to be written to the letter.
func TestTheNextStepLeadsWhereItIsTaken(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 17, screen.TabTimeline)
		screentest.TapText(t, s.Root(), "下一步：区工信局 联系代表，记办前沟通")
		if s.Tab() != screen.TabTalks || len(r.Letters) > 0 {
			t.Errorf("a talk leads to %s, letters %v", s.Tab(), r.Letters)
		}
		assist := openCase(t, r, 21, screen.TabTimeline)
		screentest.TapText(t, assist.Root(), "下一步：区工信局 起草协办意见")
		if !slices.Equal(r.Letters, []data.ID{21}) {
			t.Errorf("an opinion leads to letters %v, the tab %s", r.Letters, assist.Tab())
		}
		r.NoFailure()
	}, story.Draft(), story.Assist())
}
