package summary

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The charts draw what the summary has counted, when one looks at them; a bar shows
// its rule and its proposals as a figure of the prose does, one of the year before
// lists that year's.
func TestBarsOpenTheirProposals(t *testing.T) {
	b := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.Put([]data.Book{story.Book(), b.Book}, []data.Case{story.Lead(), story.Draft(), story.Assist(), b})
		s := openSummary(t, r)
		if len(s.charts.list.Objects) != 0 {
			t.Error("charts are drawn that nobody looks at")
		}
		s.right.Choose(rightCharts)
		onethread.Settle()
		r.Keep("summary-charts")
		said := screentest.Texts(s.charts.root)
		for _, want := range []string{"全年进程（累计件数）", "全年进程（每月件数）", "3月", "交办", "办理结果类别（已答复 1 件）", "1件 100%", "承办单位（主办件）", "与上年比（2021年 1 件，2022年 3 件）", "办复率", "50%", "2021年"} {
			if !slices.Contains(said, want) {
				t.Errorf("no %q among %q", want, said)
			}
		}
		screentest.TapText(t, s.charts.root, "1件 100%")
		if rows := s.figure.table.Rows(); s.right.Chosen() != rightFigures || len(rows) != 1 || rows[0].Number != "12" || !strings.HasPrefix(s.figure.title.Text, "A类件数") {
			t.Errorf("shows %q with %+v", s.figure.title.Text, rows)
		}
		s.right.Choose(rightCharts)
		s.charts.open.Before("办复率")
		onethread.Settle()
		if len(r.Lists) != 1 || !slices.Equal(r.Lists[0], []data.ID{912}) {
			t.Errorf("the year before lists %v", r.Lists)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist(), b)
}
