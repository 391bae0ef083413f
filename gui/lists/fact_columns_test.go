package lists

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A list of facts leaves as it is shown, filtered and in its order, with the
// columns that have no room on screen, its days as days, and says by what it was
// filtered.
func TestAFactListLeavesAsShown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewTalksScreen(r.Deps, r).(*factList[*talkRow])
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
		if got := strings.Join(heads, " "); got != "日期 届次 编号 标题 阶段 方式 参加代表 承办单位 带队人 地点 代表意见 商定事项 凭证" {
			t.Errorf("columns %s", got)
		}
		if slices.Contains(screentest.Texts(s.table), "带队人") {
			t.Error("a column of papers stands on screen")
		}
		cells, first := make([]data.Value, len(l.Columns)), s.table.Rows()[0]
		l.Row(0, cells)
		if cells[0] != data.DayOf(first.Date) || cells[1].Text != "市六届人大一次会议" || cells[3].Text != first.Title || cells[9].Text != first.Place {
			t.Errorf("the first row is %v", cells)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// Each list of facts has its meeting, its numbers as numbers and its days as days;
// what is said at length is read when it leaves; its usual columns fit on paper; and
// its box finds names by pinyin, and a word in none of them nowhere.
func TestEveryFactListLeavesWithItsFacts(t *testing.T) {
	talked := story.Lead()
	talked.Consultations[0].Said, talked.Consultations[0].Agreed = "希望先解决用地。", "年内供地。"
	talked.Feedback = append(talked.Feedback, data.Feedback{Round: 1, ProposerID: talked.Proposal.Proposers[0].ID, FormSent: screentest.June(1), Received: screentest.June(5), Attitude: data.Satisfied, Result: data.Satisfied, Opinion: "盼早日建成。"})
	cases := []data.Case{talked, story.Draft()}
	promised := screentest.Promised()
	promised.Commitments[0].Unit = promised.Assignments[0].Unit
	t.Run("沟通", func(t *testing.T) {
		leaves(t, NewTalksScreen, cases, map[string]data.Value{"book": data.TextOf("市六届人大一次会议"), "said": data.TextOf("希望先解决用地。"), "agreed": data.TextOf("年内供地。")}, "gxj")
	})
	t.Run("督办", func(t *testing.T) {
		leaves(t, NewUrgingScreen, cases, map[string]data.Value{"book": data.TextOf("市六届人大一次会议"), "limit": data.DayOf(data.NewDate(2022, 6, 8))}, "gongxin")
	})
	t.Run("反馈", func(t *testing.T) {
		leaves(t, NewFeedbackScreen, cases, map[string]data.Value{"book": data.TextOf("市六届人大一次会议"), "round": data.CountOf(1), "opinion": data.TextOf("盼早日建成。")}, "gxj")
	})
	t.Run("承诺", func(t *testing.T) {
		leaves(t, NewPromisesScreen, []data.Case{promised}, map[string]data.Value{"book": data.TextOf("市六届人大一次会议"), "year": data.CountOf(2022)}, "gxj")
	})
}

// leaves looks at what a list exports: each value stands in some row of its column.
func leaves(t *testing.T, make func(screen.Deps, screen.Host) screen.Screen, cases []data.Case, want map[string]data.Value, letters string) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := make(r.Deps, r)
		t.Cleanup(s.Close)
		r.Enter(s)
		l, ok := s.(interface {
			listing() form.Listing
			Filter(string)
		})
		if !ok {
			t.Fatal("no list")
		}
		out, all := l.listing(), []string{}
		for _, c := range out.List.Columns {
			all = append(all, c.ID)
		}
		if err := out.List.Only(out.Usual).FitsPaper(); err != nil {
			t.Error(err)
		}
		list := out.List
		if out.Fill != nil {
			var err error
			if list, err = out.Fill(t.Context(), all); err != nil {
				t.Fatal(err)
			}
		}
		screentest.Plain(t, list)
		for id, value := range want {
			at, there := slices.Index(all, id), false
			for i := range list.Rows {
				cells := slices.Repeat([]data.Value{{}}, len(all))
				list.Row(i, cells)
				there = there || at >= 0 && cells[at] == value
			}
			if !there {
				t.Errorf("no row of column %s has %v (%d rows)", id, value, list.Rows)
			}
		}
		l.Filter(letters)
		if n := l.listing().List.Rows; n == 0 || n > list.Rows {
			t.Errorf("%s finds %d of %d", letters, n, list.Rows)
		}
		l.Filter(letters + " 鑫焱淼堃")
		if n := l.listing().List.Rows; n != 0 {
			t.Errorf("finds %d", n)
		}
		r.NoFailure()
	}, cases...)
}
