package office

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

func TestClerksAreEdited(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openFromSettings(t, r, "经办人员")
		screentest.TapText(t, p.Content, "加一人")
		if r.Win.Canvas().Focused() != fyne.Focusable(screentest.EntryOf(t, r, "如 王某")) {
			t.Error("the keyboard is not in the new line")
		}
		screentest.EntryOf(t, r, "如 王某").SetText("王某")
		screentest.TapText(t, p.Content, "加一人")
		screentest.EntryOf(t, r, "如 王某").SetText("王某")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "“王某”写了两次") {
			t.Errorf("twice the same: %s", all)
		}
		screentest.EntryOf(t, r, "如 王某").SetText("李某")
		r.Keep("setup-clerks")
		screentest.EntryOf(t, r, "如 王某").OnSubmitted("") // Enter saves
		onethread.Settle()
		s, ok := r.Memory.Saved()[0].(data.Settings)
		if !ok || fmt.Sprint(s.Clerks) != "[王某 李某]" {
			t.Errorf("saved %v", s.Clerks)
		}
	})
}
