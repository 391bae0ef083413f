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

func openSummary(t *testing.T, r *screentest.Room) *SummaryScreen {
	t.Helper()
	s := NewSummaryScreen(r.Deps, r)
	r.Enter(s)
	t.Cleanup(s.Close)
	return s
}

// figure finds a figure of the prose by its name.
func figure(t *testing.T, s *SummaryScreen, name string) int {
	t.Helper()
	for i, f := range s.view.figures {
		if f.Name == name {
			return i + 1
		}
	}
	t.Fatalf("the prose has no figure %s", name)
	return 0
}

func TestSummaryBeginsWithBoundFigures(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		r.Keep("summary")
		values := map[string]string{}
		for _, f := range s.view.figures {
			values[f.Name] = f.Value
		}
		for name, want := range map[string]string{"总件数": "3", "主办件数": "2", "协办件数": "1", "办复率": "50%", "A类件数": "1", "A类占比": "100%"} {
			if values[name] != want {
				t.Errorf("%s is %s, want %s", name, values[name], want)
			}
		}
		if len(s.view.problems) != 0 {
			t.Errorf("a year's first draft has problems: %v", s.view.problems)
		}
		s.right.Choose(rightPages)
		onethread.Settle()
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "一、综合情况") {
			t.Errorf("the pages lack the prose: %s", got)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestFigureOpensItsProposals(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		n := figure(t, s, "主办件数")
		for _, c := range s.prose.chips {
			if c.figure == n {
				c.Tapped(nil)
			}
		}
		onethread.Settle()
		r.Keep("summary-figure")
		var numbers []string
		for _, row := range s.figure.table.Rows() {
			numbers = append(numbers, row.Number)
		}
		if !slices.Equal(numbers, []string{"12", "17"}) {
			t.Errorf("behind 主办件数 are %v", numbers)
		}
		if !strings.Contains(s.figure.title.Text, "主办件数") || s.figure.rule.Text == "" {
			t.Errorf("title %q, rule %q", s.figure.title.Text, s.figure.rule.Text)
		}
		s.figure.table.Choose(0)
		onethread.Settle()
		s.figure.table.Open()
		if !slices.Equal(r.Cases, []data.ID{12}) {
			t.Errorf("opened %v", r.Cases)
		}
		s.figure.onAll()
		if len(r.Lists) != 1 || !slices.Equal(r.Lists[0], []data.ID{12, 17}) {
			t.Errorf("listed %v", r.Lists)
		}
	}, story.Draft(), story.Lead(), story.Assist())
}

func TestSummaryIsWrittenAndSaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.left.Choose(1)
		onethread.Settle()
		s.editor.list.Choose(1)
		onethread.Settle()
		s.editor.text.SetText("把")
		onethread.Settle()
		s.editor.text.CursorColumn = 1
		s.editor.put("{例12}")
		onethread.Settle()
		r.Keep("summary-edit")
		if got := s.editor.text.Text; got != "把{例12}" {
			t.Fatalf("text %q", got)
		}
		s.right.Choose(rightPages)
		onethread.Settle()
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "光电子产业园建设的建议") {
			t.Error("the pages do not show the example")
		}
		s.Save()
		onethread.Settle()
		saved, ok := r.Memory.Saved()[0].(data.Summary)
		if !ok || saved.Year != 2022 || saved.Sections[1].Text != "把{例12}" || saved.ID == 0 {
			t.Errorf("saved %+v", saved)
		}
		if s.status.Word != "已保存" {
			t.Errorf("after saving: %s", s.status.Word)
		}
		s.Export()
		onethread.Settle()
		if len(r.Opened) != 1 || !strings.HasSuffix(r.Opened[0], "办理工作总结（市六届人大一次会议）.pdf") {
			t.Errorf("opened %v", r.Opened)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestUnknownFieldIsNamed(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.left.Choose(1)
		onethread.Settle()
		s.editor.text.SetText("共{总件}件，如{例99}。")
		onethread.Settle()
		r.Keep("summary-wrong")
		if len(s.problems.Blocking) != 2 || !strings.Contains(s.problems.Blocking[0].Message, "{总件}") {
			t.Errorf("problems %v", s.problems.Blocking)
		}
		s.Export()
		if len(r.Failed) != 1 || len(r.Opened) != 0 {
			t.Errorf("exporting an unknown field: told %v, opened %v", r.Failed, r.Opened)
		}
	}, story.Lead())
}

func TestAsOfDayChangesTheFigures(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.editor.asOf.SetText("2022-05-31")
		onethread.Settle()
		if f := s.view.figures[figure(t, s, "办复率")-1]; f.Value != "0%" {
			t.Errorf("办复率 as of 31 May is %s, the reply went on 8 June", f.Value)
		}
		s.editor.asOf.SetText("2022-02-30")
		onethread.Settle()
		if len(s.problems.Blocking) == 0 || s.problems.Blocking[0].Field != "截至日期" {
			t.Errorf("an impossible day: %v", s.problems.Blocking)
		}
	}, story.Lead())
}

func TestPartsAreAddedMovedRemoved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		e := s.editor
		n := len(e.sections)
		e.list.Choose(n - 1)
		onethread.Settle()
		e.onAdd()
		onethread.Settle()
		e.heading.SetText("四、附记")
		onethread.Settle()
		e.onMove(-1)
		onethread.Settle()
		if got := e.sections[n-1].Heading; got != "四、附记" || len(e.sections) != n+1 {
			t.Errorf("part %q at %d of %d", got, n-1, len(e.sections))
		}
		for range n + 2 { // the first and the last stay where they are
			e.onMove(-1)
		}
		if e.sections[0].Heading != "四、附记" {
			t.Errorf("moved up, the first is %q", e.sections[0].Heading)
		}
		for range n + 2 {
			e.onMove(1)
		}
		if e.sections[n].Heading != "四、附记" {
			t.Errorf("moved down, the last is %q", e.sections[n].Heading)
		}
		e.onRemove()
		onethread.Settle()
		for _, sec := range e.sections {
			if sec.Heading == "四、附记" {
				t.Error("the part is still there")
			}
		}
		for range n + 2 {
			e.onRemove()
			onethread.Settle()
		}
		onethread.Settle()
		if len(e.sections) != 0 {
			t.Errorf("%d parts left", len(e.sections))
		}
		e.text.SetText("重新写。")
		onethread.Settle()
		if len(e.sections) != 1 || e.sections[0].Text != "重新写。" {
			t.Errorf("typing without a part should begin one: %+v", e.sections)
		}
	}, story.Lead())
}

func TestInsertListFindsFieldsAndExamples(t *testing.T) {
	fields := []data.SummaryField{{Name: "总件数", Value: "15"}, {Name: "办复率", Value: "100%"}}
	cases := []data.Case{story.Lead(), story.Draft()}
	if got := insertRows(fields, nil, cases, ""); len(got) != 4 || got[2].Field != "例12" {
		t.Errorf("all: %+v", got)
	}
	if got := insertRows(fields, nil, cases, "截污"); len(got) != 1 || got[0].Field != "例17" {
		t.Errorf("截污: %+v", got)
	}
}

func TestSummaryOfOddFacts(t *testing.T) {
	for _, st := range story.Stories() {
		t.Run(st.Key, func(t *testing.T) {
			screentest.InStory(t, st, func(t *testing.T, r *screentest.Room) {
				s := openSummary(t, r)
				r.Keep("summary-" + st.Key)
				if st.Fail != (len(r.Failed) > 0) {
					t.Errorf("told %v", r.Failed)
				}
				if empty := st.Key == "empty"; !st.Fail && s.empty.Visible() != empty {
					t.Errorf("empty shown: %v", s.empty.Visible())
				}
			})
		})
	}
}
