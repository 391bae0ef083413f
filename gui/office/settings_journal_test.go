package office

import (
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestJournalPanelReadsSentences(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		if err := r.Memory.Delete(101); err != nil {
			t.Fatal(err)
		}
		r.Deps.Store = &screentest.JournalStore{Store: screentest.Store{Memory: r.Memory}, Entries: []data.JournalEntry{{
			At: time.Date(2022, 6, 9, 8, 0, 0, 0, time.UTC), By: "王某", What: "修改第12号答复",
			Changes: []data.JournalChange{{Subject: "第12号", Record: "答复", Field: "送达日期", Before: "2022年6月3日", After: "2022年6月5日"}},
		}}}
		s := openSettings(t, r)
		screentest.TapText(t, s.Root(), "操作记录")
		all := func() string { return strings.Join(screentest.Texts(r.Win.Canvas().Overlays().Top()), "\n") }
		if !strings.Contains(all(), "6月9日 王某 把 第12号 答复 的 送达日期 由 6月3日 改为 6月5日") {
			t.Errorf("the panel says:\n%s", all())
		}
		r.Keep("settings-journal")
		p := proposal.OpenJournal(r.Deps, r, 1)
		onethread.Settle()
		if !strings.Contains(all(), "第12号 交办") {
			t.Errorf("deleted: %s", all())
		}
		screentest.TapText(t, p.Body, "恢复")
		if !strings.Contains(all(), "没有已删除的内容。") {
			t.Errorf("after restoring: %s", all())
		}
	}, story.Lead())
}
