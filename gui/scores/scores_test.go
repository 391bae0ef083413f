package scores

import (
	"context"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func openScores(t *testing.T, r *screentest.Room) *ScoresScreen {
	t.Helper()
	s := NewScoresScreen(r.Deps, r)
	t.Cleanup(s.Close)
	r.Enter(s)
	return s
}

// A hand-scored item is scored in the form of its unit, and the total follows.
func TestScoringByHand(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		if s.table == nil || len(s.table.Rows()) == 0 {
			t.Fatal("no unit is ranked")
		}
		s.table.Choose(0)
		onethread.Settle()
		before := s.model.Units[0]
		screentest.TapText(t, s.sheet.list, "打分") // the first item of the first part
		p := r.Panels[len(r.Panels)-1]
		screentest.EntryOf(t, r, "0 到 4").SetText("9")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "超过了满分4") {
			t.Errorf("more than full points says %q", all)
		}
		screentest.EntryOf(t, r, "0 到 4").SetText("3.5")
		p.Save()
		s.Refresh()
		onethread.Settle()
		after := s.model.Units[0]
		if after.Unit.ID != before.Unit.ID || after.Got != before.Got+35 || after.Total != after.Base-after.Untouched.Points || after.Open != before.Open-1 {
			t.Errorf("before %s with %d open, after %s with %d", before.Total, before.Open, after.Total, after.Open)
		}
		r.NoFailure()
		r.Keep("scores")
	}, story.Lead(), story.Draft())
}

// The ranking leaves with its points as numbers, each count in a column of its own.
// One of the unit's two items has neither a talk nor a day on which it was drafted:
// that costs 2 points.
func TestTheRankingLeavesInNumbers(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		l := s.table.List("考评名次", s.title())
		screentest.Plain(t, l)
		cells, u := make([]data.Value, len(l.Columns)), s.model.Units[0]
		l.Row(0, cells)
		told := map[string]data.Value{}
		for i, c := range l.Columns {
			told[c.Title] = cells[i]
		}
		for title, want := range map[string]data.Value{"名次": data.CountOf(1), "主办": data.CountOf(u.Lead), "协办": data.CountOf(u.Assist), "总分": data.PointsOf(u.Total), s.model.Scheme.Parts[0].Name: data.PointsOf(u.Parts[0].Points),
			"加减分": data.PointsOf(-20), "等次": data.TextOf("暂计"), "待打分项数": data.CountOf(u.Open)} {
			if got, ok := told[title]; !ok || got != want {
				t.Errorf("%s: %+v, not %+v", title, got, want)
			}
		}
		if _, both := told["主办/协办/参与"]; both || !strings.Contains(strings.Join(screentest.Texts(s.table), "\n"), "主办/协办/参与") {
			t.Error("the column of both is on paper, or not on screen")
		}
		if got := data.PointsOf(875); got.Number != 87.5 || got.String() != "87.5" {
			t.Error(got)
		}
	}, story.Lead(), story.Draft())
}

// The proposals behind a computed item open in the ledger.
func TestScoresOpenTheirProposals(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		s.table.Choose(0)
		onethread.Settle()
		screentest.TapText(t, s.sheet.list, "依据 1 件")
		if len(r.Lists) != 1 || len(r.Lists[0]) != 1 {
			t.Errorf("lists %v", r.Lists)
		}
		r.NoFailure()
	}, story.Lead())
}

// Closing a year keeps its figures; a later change shows as one.
func TestClosingAYear(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		if s.state.Word != "未封账" {
			t.Errorf("says %q", s.state.Word)
		}
		s.CloseYear()
		onethread.Settle()
		p := r.Panels[len(r.Panels)-1]
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2099-01-01")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "还没有到2099年1月1日") {
			t.Errorf("a day to come says %q", all)
		}
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2022-06-15")
		p.Save()
		s.Refresh()
		onethread.Settle()
		if len(s.model.Closings) != 1 || !strings.Contains(s.state.Word, "封账") || len(s.model.Changes) != 0 {
			t.Fatalf("%d closings, state %q, changes %v", len(s.model.Closings), s.state.Word, s.model.Changes)
		}
		c := story.Lead()
		c.Replies[0].Class = "C"
		r.Memory.Put([]data.Book{story.Book()}, []data.Case{c})
		s.Refresh()
		onethread.Settle()
		if len(s.model.Changes) == 0 || s.model.Closings[0].ID == 0 {
			t.Error("a change after closing does not show")
		}
		r.NoFailure()
	}, story.Lead())
}

// Points taken away after closing show as a change, what passes after the day of
// its figures does not, and the scores of then can be looked at.
func TestWhatChangedSinceClosing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		s.CloseYear()
		onethread.Settle()
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2022-05-01") // before the reply was sent
		r.Panels[len(r.Panels)-1].Save()
		s.Refresh()
		onethread.Settle()
		if len(s.model.Closings) != 1 || len(s.model.Changes) != 0 {
			t.Fatalf("%d closings, changes %v", len(s.model.Closings), s.model.Changes)
		}
		s.table.Choose(0)
		s.sheet.editExtra(data.Score{Source: data.Deduction})
		screentest.EntryOf(t, r, "如 2 或 0.5").SetText("２．５")
		screentest.EntryOf(t, r, "因为什么").SetText("漏报")
		r.Panels[len(r.Panels)-1].Save()
		s.Refresh()
		onethread.Settle()
		if len(s.model.Changes) != 1 || !strings.HasSuffix(s.model.Changes[0].Name, "考评") {
			t.Errorf("changes %v", s.model.Changes)
		}
		s.onHistory()
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Content, "当时的考评")
		if all := screentest.ShownIn(r); !strings.Contains(all, s.model.Units[0].Unit.Name) || !strings.Contains(all, "领导重视") {
			t.Errorf("the scores of then: %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

// damagedClosing has a closing that was changed from outside.
type damagedClosing struct{ screen.Store }

func (damagedClosing) YearClosings(context.Context, int, data.ID) ([]data.YearClosing, error) {
	return []data.YearClosing{{ID: 1, Year: 2022, AsOf: screentest.June(10), ClosedOn: screentest.June(12), Figures: "{}", Appraisal: "[]"}}, nil
}

// Figures that cannot be read are told of; the year's scores show all the same.
func TestAClosingThatCannotBeRead(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Store = damagedClosing{r.Deps.Store}
		s := openScores(t, r)
		if s.state.Word != "封账的数字读不出来" || len(s.table.Rows()) == 0 {
			t.Errorf("says %q, %d units", s.state.Word, len(s.table.Rows()))
		}
		r.NoFailure()
	}, story.Lead())
}

// A reason without points is not lost silently.
func TestAReasonNeedsPoints(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openScores(t, r)
		s.table.Choose(0)
		onethread.Settle()
		screentest.TapText(t, s.sheet.list, "打分")
		screentest.EntryOf(t, r, "为什么给这个分").SetText("研究了两次")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); len(r.Panels) == 0 || !strings.Contains(all, "没有填写，却写了理由") {
			t.Errorf("says %s", all)
		}
	}, story.Lead())
}

func TestReadOnlyScoringDoesNotOpen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.ReadOnlyReason = "另一个程序开着"
		s := openScores(t, r)
		s.table.Choose(0)
		for name, open := range map[string]func(){
			"closing":  s.CloseYear,
			"scoring":  func() { s.sheet.editScores(s.model.Units[0].Parts[0].Items[0]) },
			"addition": func() { s.sheet.editExtra(data.Score{Source: data.Addition}) },
		} {
			if open(); len(r.Panels) > 0 {
				t.Errorf("%s opens", name)
			}
			onethread.Settle()
		}
	}, story.Lead())
}

// The promises of earlier years that were kept in the year are in the figures
// that a closing keeps.
func TestAClosingCountsPromisesOfEarlierYears(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		facts, err := readScoresFacts(t.Context(), r.Deps.Store, 2022, 0)
		if err != nil {
			t.Fatal(err)
		}
		if stats, _ := facts.asOf(screentest.June(15)); stats.Commitments.KeptEarlier != 1 {
			t.Errorf("%d", stats.Commitments.KeptEarlier)
		}
	}, story.Lead(), screentest.WithOlderPromises())
}
