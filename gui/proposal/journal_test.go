package proposal

import (
	"strings"
	"testing"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// What was deleted is listed under 记录 and comes back with one tap.
func TestDeletedIsRestored(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		if err := r.Memory.Delete(202); err != nil {
			t.Fatal(err)
		}
		s := NewCaseScreen(r.Deps, r, 12, screen.TabJournal)
		r.Enter(s)
		t.Cleanup(s.Close)
		all := strings.Join(screentest.Texts(s.Root()), "\n")
		if !strings.Contains(all, "已删除") || !strings.Contains(all, "第12号 沟通记录") {
			t.Fatalf("the deleted talk is not listed:\n%s", all)
		}
		r.Keep("journal-deleted")
		screentest.TapText(t, s.Root(), "恢复")
		s.Refresh()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil || len(c.Consultations) != 2 {
			t.Errorf("%d talks, %v", len(c.Consultations), err)
		}
		if strings.Contains(strings.Join(screentest.Texts(s.Root()), "\n"), "已删除") {
			t.Error("it is still listed as deleted")
		}
		r.NoFailure()
	}, story.Lead())
}
