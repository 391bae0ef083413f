package gui

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/storybook/story"
)

// words are all characters of a document, in painting order.
func words(doc page.Document) string {
	var b strings.Builder
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok {
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}

func openReply(t *testing.T, r *paperRoom, id data.ID, round int) *ReplyScreen {
	t.Helper()
	s := NewReplyScreen(r.deps, r, id, round)
	r.open(s)
	t.Cleanup(s.Close)
	return s
}

func TestReplyShowsLetterAndPages(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		r.keep("reply")
		if got := s.form.number.Text; got != "红政函〔2022〕15号" {
			t.Errorf("文号 %q", got)
		}
		if got := s.form.class.Value(); got != "A" {
			t.Errorf("类别 %q", got)
		}
		if got := s.form.signed.Text; got != "2022年6月6日" {
			t.Errorf("签发日期 %q", got)
		}
		if got := words(s.pages.Document()); !strings.Contains(got, "红政函〔2022〕15号") || !strings.Contains(got, "李某、王某代表：") {
			t.Errorf("the pages lack 文号 or salutation: %s", got)
		}
		if s.status.Word != "已保存" || !s.save.Disabled() {
			t.Errorf("a letter just opened is %q", s.status.Word)
		}
		if s.pages.Image(0) == nil {
			t.Error("the first page is not painted")
		}
		r.noFailure()
	}, story.Lead())
}

func TestTypingRepaintsAndSaves(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("一、基本情况\n光电子产业园已经开工。")
		settle()
		if got := words(s.pages.Document()); !strings.Contains(got, "光电子产业园已经开工。") {
			t.Errorf("the pages do not follow the text: %s", got)
		}
		if s.status.Word != "未保存" || s.save.Disabled() {
			t.Errorf("after typing the letter is %q", s.status.Word)
		}
		s.form.sent.SetText("2022-6-9")
		settle()
		s.Save()
		settle()
		saved := r.memory.Saved()
		if len(saved) != 1 {
			t.Fatalf("saved %d rows, want 1", len(saved))
		}
		got, ok := saved[0].(data.Reply)
		if !ok || got.ID != 301 || got.Body != "一、基本情况\n光电子产业园已经开工。" || got.Sent != data.NewDate(2022, 6, 9) || got.Class != "A" {
			t.Errorf("saved %+v", saved[0])
		}
		if s.status.Word != "已保存" {
			t.Errorf("after saving the letter is %q", s.status.Word)
		}
		r.noFailure()
	}, story.Lead())
}

func TestWrongDateNamesItsField(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		s.form.steps.reviewed.on.SetText("2022年6月31日")
		settle()
		s.Save()
		settle()
		if len(r.memory.Saved()) != 0 {
			t.Error("a letter with an impossible date was saved")
		}
		row := s.form.parts[s.form.tabs.Chosen()].form.Row("审核日期")
		if row == nil || row.Error() == "" {
			t.Error("the part with the wrong field should open and name it")
		}
		r.keep("reply-wrong-date")
		if len(s.checks.blocking) == 0 || s.checks.blocking[0].Field != "审核日期" {
			t.Errorf("checks: %v", s.checks.blocking)
		}
	}, story.Lead())
}

func TestChecksSayWhatToDo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		r.keep("reply-draft")
		fields := func(ps data.Problems) (all []string) {
			for _, p := range ps {
				all = append(all, p.Field)
			}
			return all
		}
		for _, want := range []string{"文号", "正文"} {
			if !slices.Contains(fields(s.checks.blocking), want) {
				t.Errorf("blocking: %v, want also %s", fields(s.checks.blocking), want)
			}
		}
		if !slices.Contains(fields(s.checks.warnings), "沟通") {
			t.Errorf("warnings: %v", fields(s.checks.warnings))
		}
		s.onMend(data.Problem{Field: "沟通"})
		if !slices.Equal(r.cases, []data.ID{17}) {
			t.Errorf("mending 沟通 should open the proposal, opened %v", r.cases)
		}
		s.onMend(data.Problem{Field: "文号"})
		if r.win.Canvas().Focused() != s.form.number {
			t.Error("mending 文号 should put the keyboard there")
		}
	}, story.Lead(), story.Draft())
}

func TestTakeNumber(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		settle()
		if got := s.form.number.Text; got != "红政函〔2022〕16号" {
			t.Errorf("took %q, want the one after 15", got)
		}
		if got := words(s.pages.Document()); !strings.Contains(got, "红政函〔2022〕16号") {
			t.Error("the pages lack the number taken")
		}
	}, story.Lead(), story.Draft())
}

func TestEditsSurviveChangesElsewhere(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("正在写的话。")
		settle()
		s.Refresh() // as after a change of the registry
		settle()
		if s.form.body.Text != "正在写的话。" || s.status.Word != "未保存" {
			t.Errorf("the text became %q, %s", s.form.body.Text, s.status.Word)
		}
	}, story.Lead())
}

func TestLeavingAsks(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		left := 0
		s.Leave(func() { left++ })
		if left != 1 {
			t.Error("nothing to save: leaving should not ask")
		}
		s.form.body.SetText("改了。")
		settle()
		s.Leave(func() { left++ })
		if left != 1 || len(r.panels) != 1 {
			t.Fatal("unsaved text: leaving should ask")
		}
		r.keep("reply-leave")
		r.panels[0].Save()
		settle()
		if left != 2 || len(r.memory.Saved()) != 1 {
			t.Errorf("saving in the question: left %d times, saved %d rows", left, len(r.memory.Saved()))
		}
	}, story.Lead())
}

func TestNewRound(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		s.onAgain()
		settle()
		if s.model.Letter.Round != 2 || s.form.body.Text != "" || s.status.Word != "新写" {
			t.Fatalf("round %d with %q, %s", s.model.Letter.Round, s.form.body.Text, s.status.Word)
		}
		s.form.body.SetText("再次答复。")
		settle()
		s.Save()
		settle()
		got, ok := r.memory.Saved()[0].(data.Reply)
		if !ok || got.Round != 2 || got.ID == 301 {
			t.Errorf("saved %+v", got)
		}
		s.onRound(1)
		settle()
		r.keep("reply-first-round")
		if s.model.Locked == "" || !strings.Contains(s.form.body.Text, "一、基本情况") || !s.form.body.Disabled() {
			t.Errorf("the first round should stay as it was and be locked: %q", s.model.Locked)
		}
	}, story.Lead())
}

func TestExportNamesDrafts(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		openReply(t, r, 12, 0).Export()
		openReply(t, r, 17, 0).Export()
		settle()
		want := []string{"市六届人大一次会议第12号答复.pdf", "市六届人大一次会议第17号答复（草稿）.pdf"}
		if !slices.Equal(r.opened, want) {
			t.Errorf("opened %v, want %v", r.opened, want)
		}
		r.noFailure()
	}, story.Lead(), story.Draft())
}

func TestOpinionIsTheSmallerLetter(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 21, 0)
		s.form.body.SetText("建议由市级统一规划，我区做好配合。")
		settle()
		s.onTake()
		settle()
		r.keep("opinion")
		if got := words(s.pages.Document()); !strings.Contains(got, "市自然资源和规划局") || !strings.Contains(got, "红政办函〔2022〕1号") {
			t.Errorf("the pages lack addressee or number: %s", got)
		}
		s.Save()
		settle()
		saved := r.memory.Saved()
		if o, ok := saved[len(saved)-1].(data.Opinion); !ok || o.Way != data.OpinionOut || o.DocNumber != "红政办函〔2022〕1号" {
			t.Errorf("saved %+v", saved)
		}
		tapText(t, s.Root(), "版本")
		if all := shownIn(r); !strings.Contains(all, "左右两版文字相同") || !strings.Contains(all, "建议由市级统一规划") {
			t.Errorf("the only version shows %s", all)
		}
		r.noFailure()
	}, story.Assist())
}

func TestReadOnlyRegistryLocksTheLetter(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.memory.ReadOnlyReason = "另一个程序正在使用"
		s := openReply(t, r, 12, 0)
		r.keep("reply-read-only")
		if !s.form.body.Disabled() || !s.save.Disabled() {
			t.Error("a read-only registry should lock the form")
		}
		if len(s.pages.Document().Pages) == 0 {
			t.Error("the pages should be there to read")
		}
	}, story.Lead())
}

func TestReplyOfOddFacts(t *testing.T) {
	for _, st := range story.Stories() {
		t.Run(st.Key, func(t *testing.T) {
			inStory(t, st, func(t *testing.T, r *paperRoom) {
				cases := st.Cases()
				if len(cases) == 0 {
					openReply(t, r, 12, 0)
					if st.Fail && len(r.failed) != 1 || !st.Fail && (r.backs != 1 || len(r.failed) != 0) {
						t.Errorf("a proposal that is not there: left %d times, told %v", r.backs, r.failed)
					}
					return
				}
				s := openReply(t, r, cases[0].Proposal.ID, 0)
				r.keep("reply-" + st.Key)
				if len(s.pages.Document().Pages) == 0 {
					t.Error("no pages")
				}
				r.noFailure()
			})
		})
	}
}
