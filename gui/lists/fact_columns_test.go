package lists

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A list of facts leaves as it is shown, filtered and in its order, with the
// columns that have no room on screen, its days as days, and says by what it was
// filtered.
func TestAFactListLeavesAsShown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewTalksScreen(r.Deps, r).(*factList[talkRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		if len(s.table.Rows()) < 2 {
			t.Fatal("nothing to choose from")
		}
		s.filters[0].Choose(string(data.Before))
		screentest.TapText(t, s.Root(), "导出")
		r.Keep("talks-export")
		screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "存为 CSV")
		s.Export()
		onethread.Settle()
		if len(r.Papers.Lists) != 2 || !strings.HasSuffix(r.Opened[0], ".csv") || !strings.HasSuffix(r.Opened[1], ".pdf") {
			t.Fatalf("%d lists, opened %v", len(r.Papers.Lists), r.Opened)
		}
		l := r.Papers.Lists[0]
		if l.Title != "2022年建议提案沟通记录（办前）" || l.Rows != len(s.table.Rows()) {
			t.Errorf("%s of %d rows", l.Title, l.Rows)
		}
		heads := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			heads[i] = c.Title
		}
		if got := strings.Join(heads, " "); got != "日期 编号 标题 阶段 方式 参加代表 承办单位 带队人 地点 凭证" {
			t.Errorf("columns %s", got)
		}
		if slices.Contains(screentest.Texts(s.table), "带队人") {
			t.Error("a column of papers stands on screen")
		}
		cells, first := make([]data.Value, len(l.Columns)), s.table.Rows()[0]
		l.Row(0, cells)
		if cells[0] != data.DayOf(first.Date) || cells[2].Text != first.Title || cells[8].Text != first.Place {
			t.Errorf("the first row is %v", cells)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}
