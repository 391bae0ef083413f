package summary

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// withLastYear has a summary of 2021 whose text tells figures and an example of that
// year: one proposal, led, answered.
func withLastYear(t *testing.T, r *screentest.Room) {
	t.Helper()
	b := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	b.Proposal.Number, b.Proposal.Title = "9", "关于上年修路的建议"
	r.Memory.Put([]data.Book{story.Book(), b.Book}, []data.Case{story.Lead(), story.Draft(), story.Assist(), b})
	last := data.Summary{Year: 2021, BookID: 98, Title: "某办2021年代表建议办理工作总结", Sections: []data.SummarySection{
		{Heading: "一、综合情况", Text: "2021年代表建议共1件，主办1件，办复率{办复率}。召开会议12次。"},
		{Heading: "二、主要做法", Text: "比如，代表提出的{例9}，投入近300万元。"},
	}}
	if err := r.Deps.Store.Do(t.Context(), "保存2021年总结", func(tx screen.Tx) error { return tx.SaveSummary(&last) }); err != nil {
		t.Fatal(err)
	}
}

// A year without a text begins from that of the year before: its figures bound, an
// example of this year in the place of the old one, what matched nothing marked; it
// is saved in one step.
func TestAYearBeginsFromTheOneBefore(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		withLastYear(t, r)
		s := openSummary(t, r)
		if !s.offer.root.Visible() {
			t.Fatal("the text of the year before is not offered")
		}
		r.Keep("summary-start-offered")
		before := r.Changes
		screentest.TapText(t, s.root, "从上年总结开始")
		r.Keep("summary-start")
		if said := screentest.ShownIn(r); !strings.Contains(said, "2 个数字从此由登记内容填") || !strings.Contains(said, "关于上年修路的建议") {
			t.Errorf("the panel says %s", said)
		}
		screentest.EntryOf(t, r, "找今年的建议：标题、代表、单位、编号").SetText("光电子")
		onethread.Settle()
		p := r.Panels[len(r.Panels)-1]
		screentest.TapText(t, p.Content, "用这一件")
		r.Keep("summary-start-chosen")
		screentest.PressYes(t, r)
		onethread.Settle()
		r.NoFailure()
		if r.Changes != before+1 {
			t.Errorf("%d changes", r.Changes-before)
		}
		sum, err := r.Memory.Summary(t.Context(), 2022, story.Book().ID)
		if err != nil || sum.Title != "某办2022年代表建议办理工作总结" || len(sum.Sections) != 2 {
			t.Fatalf("%+v, %v", sum, err)
		}
		if got, want := sum.Sections[0].Text, "2022年代表建议共{总件数}件，主办{主办件数}件，办复率{办复率}。召开会议{待核：12次}。"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if got := sum.Sections[1].Text; !strings.HasPrefix(got, "比如，{例12的代表}提出的{例12}，") || strings.Contains(got, "300") {
			t.Errorf("the example: %s", got)
		}
		if s.offer.root.Visible() || s.status.Word != "已保存" {
			t.Errorf("offered still: %v, %s", s.offer.root.Visible(), s.status.Word)
		}
		// the marked words keep it back until somebody looked at them
		s.Export()
		onethread.Settle()
		if len(r.Failed) != 1 || len(r.Papers.Written) != 0 {
			t.Fatalf("told %v, wrote %v", r.Failed, r.Papers.Written)
		}
		r.Failed = nil
		s.onFigure(figure(t, s, "待核对"))
		onethread.Settle()
		r.Keep("summary-look")
		if !s.figure.keep.Visible() {
			t.Fatal("the words cannot be kept")
		}
		screentest.TapText(t, s.figure.root, "保留原文")
		if got := s.editor.sections[0].Text; !strings.Contains(got, "召开会议12次") || !s.dirty() {
			t.Errorf("kept: %s, unsaved %v", got, s.dirty())
		}
	})
}

// Where somebody begins writing, or the year has its text, nothing is offered.
func TestABegunTextIsNotReplaced(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		withLastYear(t, r)
		s := openSummary(t, r)
		s.editor.text.SetText("自己写的。")
		onethread.Settle()
		if s.offer.root.Visible() {
			t.Error("offered while somebody writes")
		}
		s.onStart()
		onethread.Settle()
		if len(r.Panels) > 0 {
			t.Error("begun anew while somebody writes")
		}
		s.Save()
		onethread.Settle()
		s.Refresh()
		onethread.Settle()
		if s.offer.root.Visible() {
			t.Error("offered where there is a text")
		}
	})
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		if s := openSummary(t, r); s.offer.root.Visible() {
			t.Error("offered without a text of the year before")
		}
	}, story.Lead())
}

// A figure that changed since the text was saved is told with what it was; it opens
// its proposals, and looked at it is told no more.
func TestChangedFiguresAreTold(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.editor.text.SetText("共{总件数}件，A类{A类件数}件，{例12}。")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		if s.changed.Visible() {
			t.Errorf("just saved, and told %s", s.changed.Word)
		}
		more := story.Draft()
		r.Memory.Put([]data.Book{story.Book()}, []data.Case{story.Lead(), more})
		s.Refresh()
		onethread.Settle()
		r.Keep("summary-changed")
		if !s.changed.Visible() || s.changed.Word != "1 个数字有变" {
			t.Fatalf("told %q", s.changed.Word)
		}
		if f := s.view.figures[figure(t, s, "总件数")-1]; f.Was != "1" || f.Value != "2" {
			t.Errorf("%+v", f)
		}
		s.onChanged()
		onethread.Settle()
		r.Keep("summary-changed-list")
		if said := screentest.ShownIn(r); !strings.Contains(said, "总件数") {
			t.Errorf("the list says %s", said)
		}
		screentest.PressYes(t, r)
		onethread.Settle()
		s.Refresh()
		onethread.Settle()
		if s.changed.Visible() {
			t.Errorf("looked at, and told %s", s.changed.Word)
		}
		r.NoFailure()
	}, story.Lead())
}

// An example put in brings its facts along.
func TestAnExampleBringsItsFacts(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.left.Choose(1)
		onethread.Settle()
		s.editor.text.SetText("")
		s.putExample(12, s.editor.put)
		onethread.Settle()
		if got := s.editor.text.Text; !strings.HasPrefix(got, "{例12的代表}提出的{例12}，{例12的承办单位}") && !strings.HasPrefix(got, "{例12的代表}提出的{例12}，由{例12的承办单位}") {
			t.Errorf("put in %s", got)
		}
		if len(s.view.problems) > 0 {
			t.Errorf("problems %v", s.view.problems)
		}
	}, story.Lead())
}

// The summary as plain text is the paper's text, its tables a line a row.
func TestSummaryAsText(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.ExportText()
		onethread.Settle()
		if len(r.Papers.Written) != 1 || !slices.ContainsFunc(r.Opened, func(path string) bool { return strings.HasSuffix(path, ".txt") }) {
			t.Errorf("wrote %v, opened %v", r.Papers.Written, r.Opened)
		}
		if got := s.file.Text; got != data.PaperPDF.Save {
			t.Errorf("the usual format became %s", got)
		}
	}, story.Lead())
}
