package letter

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func openReply(t *testing.T, r *screentest.Room, id data.ID, round int) *ReplyScreen {
	t.Helper()
	s := NewReplyScreen(r.Deps, r, id, round)
	r.Enter(s)
	t.Cleanup(s.Close)
	return s
}

func TestReplyShowsLetterAndPages(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		r.Keep("reply")
		if got := s.form.number.Text; got != "红政函〔2022〕15号" {
			t.Errorf("文号 %q", got)
		}
		if got := s.form.class.Value(); got != "A" {
			t.Errorf("类别 %q", got)
		}
		if got := s.form.signed.Text; got != "2022年6月6日" {
			t.Errorf("签发日期 %q", got)
		}
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "红政函〔2022〕15号") || !strings.Contains(got, "李某、王某代表：") {
			t.Errorf("the pages lack 文号 or salutation: %s", got)
		}
		if s.status.Word != "已保存" || !s.save.Disabled() {
			t.Errorf("a letter just opened is %q", s.status.Word)
		}
		if s.pages.Image(0) == nil {
			t.Error("the first page is not painted")
		}
		r.NoFailure()
	}, story.Lead())
}

func TestTypingRepaintsAndSaves(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("一、基本情况\n光电子产业园已经开工。")
		onethread.Settle()
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "光电子产业园已经开工。") {
			t.Errorf("the pages do not follow the text: %s", got)
		}
		if s.status.Word != "未保存" || s.save.Disabled() {
			t.Errorf("after typing the letter is %q", s.status.Word)
		}
		s.form.sent.SetText("2022-6-9")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		saved := r.Memory.Saved()
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
		r.NoFailure()
	}, story.Lead())
}

func TestWrongDateNamesItsField(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.steps.reviewed.on.SetText("2022年6月31日")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		if len(r.Memory.Saved()) != 0 {
			t.Error("a letter with an impossible date was saved")
		}
		row := s.form.parts[s.form.tabs.Chosen()].form.Row("审核日期")
		if row == nil || row.Error() == "" {
			t.Error("the part with the wrong field should open and name it")
		}
		r.Keep("reply-wrong-date")
		if len(s.checks.Blocking) == 0 || s.checks.Blocking[0].Field != "审核日期" {
			t.Errorf("checks: %v", s.checks.Blocking)
		}
	}, story.Lead())
}

func TestChecksSayWhatToDo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		r.Keep("reply-draft")
		fields := func(ps data.Problems) (all []string) {
			for _, p := range ps {
				all = append(all, p.Field)
			}
			return all
		}
		for _, want := range []string{"文号", "正文"} {
			if !slices.Contains(fields(s.checks.Blocking), want) {
				t.Errorf("blocking: %v, want also %s", fields(s.checks.Blocking), want)
			}
		}
		if !slices.Contains(fields(s.checks.Warnings), "沟通") {
			t.Errorf("warnings: %v", fields(s.checks.Warnings))
		}
		s.onMend(data.Problem{Field: "沟通"})
		if !slices.Equal(r.Cases, []data.ID{17}) {
			t.Errorf("mending 沟通 should open the proposal, opened %v", r.Cases)
		}
		s.onMend(data.Problem{Field: "文号"})
		if r.Win.Canvas().Focused() != s.form.number {
			t.Error("mending 文号 should put the keyboard there")
		}
	}, story.Lead(), story.Draft())
}

func TestTakeNumber(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		onethread.Settle()
		if got := s.form.number.Text; got != "红政函〔2022〕16号" {
			t.Errorf("took %q, want the one after 15", got)
		}
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "红政函〔2022〕16号") {
			t.Error("the pages lack the number taken")
		}
	}, story.Lead(), story.Draft())
}

func TestEditsSurviveChangesElsewhere(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("正在写的话。")
		onethread.Settle()
		s.Refresh() // as after a change of the registry
		onethread.Settle()
		if s.form.body.Text != "正在写的话。" || s.status.Word != "未保存" {
			t.Errorf("the text became %q, %s", s.form.body.Text, s.status.Word)
		}
	}, story.Lead())
}

func TestLeavingAsks(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		left := 0
		s.Leave(func() { left++ })
		if left != 1 {
			t.Error("nothing to save: leaving should not ask")
		}
		s.form.body.SetText("改了。")
		onethread.Settle()
		s.Leave(func() { left++ })
		if left != 1 || len(r.Panels) != 1 {
			t.Fatal("unsaved text: leaving should ask")
		}
		r.Keep("reply-leave")
		r.Panels[0].Save()
		onethread.Settle()
		if left != 2 || len(r.Memory.Saved()) != 1 {
			t.Errorf("saving in the question: left %d times, saved %d rows", left, len(r.Memory.Saved()))
		}
	}, story.Lead())
}

func TestNewRound(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.onAgain()
		onethread.Settle()
		if s.model.Letter.Round != 2 || !strings.Contains(s.form.body.Text, "一、基本情况") || s.status.Word != "新写" {
			t.Fatalf("round %d with %q, %s", s.model.Letter.Round, s.form.body.Text, s.status.Word)
		}
		s.form.body.SetText("再次答复。")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		got, ok := r.Memory.Saved()[0].(data.Reply)
		if !ok || got.Round != 2 || got.ID == 301 {
			t.Errorf("saved %+v", got)
		}
		s.onRound(1)
		onethread.Settle()
		r.Keep("reply-first-round")
		if s.model.Locked == "" || !strings.Contains(s.form.body.Text, "一、基本情况") || !s.form.body.Disabled() {
			t.Errorf("the first round should stay as it was and be locked: %q", s.model.Locked)
		}
	}, story.Lead())
}

func TestExportNamesDrafts(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		openReply(t, r, 12, 0).Export()
		openReply(t, r, 17, 0).Export()
		onethread.Settle()
		want := []string{"市六届人大一次会议第12号答复.pdf", "市六届人大一次会议第17号答复（草稿）.pdf"}
		if !slices.Equal(r.Opened, want) {
			t.Errorf("opened %v, want %v", r.Opened, want)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

func TestOpinionIsTheSmallerLetter(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 21, 0)
		s.form.body.SetText("建议由市级统一规划，我区做好配合。")
		onethread.Settle()
		s.onTake()
		onethread.Settle()
		r.Keep("opinion")
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "市自然资源和规划局") || !strings.Contains(got, "红政意函〔2022〕1号") {
			t.Errorf("the pages lack addressee or number: %s", got)
		}
		s.Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		if o, ok := saved[len(saved)-1].(data.Opinion); !ok || o.Way != data.OpinionOut || o.DocNumber != "红政意函〔2022〕1号" {
			t.Errorf("saved %+v", saved)
		}
		screentest.TapText(t, s.Root(), "版本")
		if all := screentest.ShownIn(r); !strings.Contains(all, "左右两版文字相同") || !strings.Contains(all, "建议由市级统一规划") {
			t.Errorf("the only version shows %s", all)
		}
		r.NoFailure()
	}, story.Assist())
}

func TestReadOnlyRegistryLocksTheLetter(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		s := openReply(t, r, 12, 0)
		r.Keep("reply-read-only")
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
			screentest.InStory(t, st, func(t *testing.T, r *screentest.Room) {
				cases := st.Cases()
				if len(cases) == 0 {
					openReply(t, r, 12, 0)
					if st.Fail && len(r.Failed) != 1 || !st.Fail && (r.Backs != 1 || len(r.Failed) != 0) {
						t.Errorf("a proposal that is not there: left %d times, told %v", r.Backs, r.Failed)
					}
					return
				}
				s := openReply(t, r, cases[0].Proposal.ID, 0)
				r.Keep("reply-" + st.Key)
				if len(s.pages.Document().Pages) == 0 {
					t.Error("no pages")
				}
				r.NoFailure()
			})
		})
	}
}
