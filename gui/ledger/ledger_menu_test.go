package ledger

import (
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// menuWords are what the menu of the first row offers.
func menuWords(s *LedgerScreen) string {
	var all []string
	for _, item := range s.rowMenu(s.Shown()[0]) {
		all = append(all, item.Label)
	}
	return strings.Join(all, "|")
}

// The menu is of the row under it; where several are marked, of all that are.
func TestRowMenuOfTheLedger(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewLedgerScreen(r.Deps, r)
		r.Enter(s)
		t.Cleanup(s.Close)
		s.table.Choose(0)
		onethread.Settle()
		if got := menuWords(s); !strings.Contains(got, "编辑|办下一步||记沟通|收到协办意见|记征询意见表|打开答复或协办意见") || !strings.Contains(got, "这一件签收…") {
			t.Errorf("of one offers %s", got)
		}
		s.table.MarkAll()
		if got := menuWords(s); strings.Contains(got, "记沟通") || !strings.Contains(got, "选中的2件交办…") || !strings.Contains(got, "选中的2件批量导出、打印…") {
			t.Errorf("of two offers %s", got)
		}
		for _, item := range s.rowMenu(s.Shown()[0]) {
			if item.Label == "选中的2件签收…" {
				item.Action()
			}
		}
		onethread.Settle()
		if n := len(r.Panels); n != 1 || !strings.Contains(r.Panels[0].Title, "2 件") {
			t.Errorf("%d panels", n)
		}
	}, story.Lead(), story.Draft())
}
