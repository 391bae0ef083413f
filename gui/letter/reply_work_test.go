package letter

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	"jianban/gui/words"
)

// helpedDraft is a draft on which another unit helped, with a colleague's letter
// signed before.
func helpedDraft() data.Case {
	c := story.Draft()
	c.Assignments = append(c.Assignments, data.Assignment{ID: 151, ProposalID: 17, Unit: data.Unit{ID: 2, Name: "区住建局"}, Part: data.CoUnit, Assigned: data.NewDate(2022, 3, 9)})
	return c
}

func TestOneClickAStep(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		s.form.open("拟稿人")
		onethread.Settle()
		for _, step := range []*signStep{&s.form.steps.drafted, &s.form.steps.countersigned, &s.form.steps.signed} {
			test.Tap(step.today)
		}
		onethread.Settle()
		r.Keep("reply-sign-off")
		s.Save()
		onethread.Settle()
		got, ok := r.Memory.Saved()[0].(data.Reply)
		today := data.DateOf(story.Today)
		want := data.SignOff{Drafted: today, DraftedBy: "马某", Countersigned: today, CountersignedBy: "区住建局", Signed: today, SignedBy: "钱某"}
		if !ok || got.SignOff != want {
			t.Errorf("saved %+v", got.SignOff)
		}
		s.form.steps.countersigned.on.SetText("2022-2-30")
		onethread.Settle()
		s.Save()
		if row := s.form.parts[3].form.Row("会签日期"); row == nil || row.Error() == "" {
			t.Error("a day that is none should be named at its field")
		}
		r.NoFailure()
	}, helpedDraft(), story.Lead())
}

func TestWaivingAWarning(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		blocking := len(s.checks.Blocking)
		has := func(ps data.Problems, field string) bool {
			return slices.ContainsFunc(ps, func(p data.Problem) bool { return p.Field == field })
		}
		if !has(s.checks.Warnings, "沟通") || strings.Count(strings.Join(screentest.Texts(s.checks.Root), "|"), "放行") != len(s.checks.Warnings) {
			t.Fatalf("warnings only should offer 放行: %v", screentest.Texts(s.checks.Root))
		}
		s.onWaive(s.checks.Warnings[0])
		p := r.Panels[len(r.Panels)-1]
		p.Save()
		onethread.Settle()
		if len(r.Memory.Saved()) != 0 {
			t.Error("waived without a reason")
		}
		screentest.EntryOf(t, r, "为什么可以不处理").SetText("代表在外地")
		r.Keep("reply-waive")
		p.Save()
		s.Refresh()
		onethread.Settle()
		r.Keep("reply-waived")
		if has(s.checks.Warnings, "沟通") || len(s.checks.Blocking) != blocking {
			t.Errorf("still warned of %v", s.checks.Warnings)
		}
		if all := strings.Join(screentest.Texts(s.checks.Root), "|"); !strings.Contains(all, "6月15日放行：代表在外地") || !strings.Contains(all, "1 项已放行") {
			t.Errorf("a waived warning should stay to be seen: %s", all)
		}
		screentest.TapText(t, s.checks.Root, "收回")
		s.Refresh()
		onethread.Settle()
		if !has(s.checks.Warnings, "沟通") || len(s.checks.Waived) != 0 {
			t.Errorf("taken back, it is a warning again: %v", s.checks.Warnings)
		}
		r.NoFailure()
	}, story.Draft())
}

func TestVersionsSideBySide(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		first := strings.Replace(s.form.body.Text, "120户", "118户", 1)
		for _, text := range []string{first, first + "\n此复。"} {
			s.form.body.SetText(text)
			onethread.Settle()
			s.Save()
			onethread.Settle()
		}
		screentest.TapText(t, s.Root(), "版本")
		r.Keep("reply-versions")
		if all := screentest.ShownIn(r); !strings.Contains(all, "第1版") || !strings.Contains(all, "1处不同") || !strings.Contains(all, "此复。") {
			t.Fatalf("shows %s", all)
		}
		screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "用这一版")
		if s.form.body.Text != first || s.status.Word != "未保存" {
			t.Errorf("the older text should stand in the editor as an edit: %s %q", s.status.Word, s.form.body.Text)
		}
		s.Save()
		onethread.Settle()
		if saved := r.Memory.Saved(); len(saved) != 3 || saved[2].(data.Reply).Body != first {
			t.Errorf("saved %d times", len(saved))
		}
		screentest.TapText(t, s.Root(), "版本") // the newest beside the one before it, not the first
		if all := screentest.ShownIn(r); !strings.Contains(all, "第3版") || !strings.Contains(all, "1处不同") {
			t.Errorf("shows %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

// afterwards is a window where something else happens while a task runs.
type afterwards struct {
	*screentest.Room
	meanwhile func()
}

func (h afterwards) RunTask(title string, work func(context.Context, screen.Progress) error, done func(error)) {
	h.Room.RunTask(title, work, func(err error) {
		h.meanwhile()
		done(err)
	})
}

// The versions of a letter that was left while they were read are not shown
// beside another, which could then take their text.
func TestVersionsOfTheLetterThatWasLeft(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		var s *ReplyScreen
		s = NewReplyScreen(r.Deps, afterwards{r, func() { s.turn(words.NextRound) }}, 12, 0)
		t.Cleanup(s.Close)
		r.Enter(s)
		s.form.body.SetText("改过的正文。")
		s.Save()
		onethread.Settle()
		screentest.TapText(t, s.Root(), "版本")
		onethread.Settle()
		if len(r.Panels) != 0 || len(r.Said) != 0 {
			t.Errorf("%d panels are open, says %q", len(r.Panels), r.Said)
		}
	}, story.Lead())
}

// A letter of last year's proposal may bear this year's number: those of both
// years are taken.
func TestNumbersOfBothYearsAreTaken(t *testing.T) {
	older := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	older.Replies[0].DocNumber = "红政函〔2021〕7号"
	second := screentest.OfBook(913, screentest.BookIn(98, 2021, data.Congress))
	second.Replies[0].DocNumber = "红政函〔2021〕8号"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 912, 0)
		for number, want := range map[string]bool{story.Lead().Replies[0].DocNumber: true, "红政函〔2021〕8号": true, "红政函〔2021〕7号": false} {
			if slices.Contains(s.model.Taken, number) != want {
				t.Errorf("%s: taken %v, of %v", number, !want, s.model.Taken)
			}
		}
	}, story.Lead(), older, second)
}

func TestGapsBesideTheNumber(t *testing.T) {
	later := story.Draft()
	later.Replies[0].DocNumber = "红政函〔2022〕19号"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		if !s.form.gapsRow.Visible() || s.form.gaps.Text != "红政函〔2022〕15号至19号之间缺16—18号" {
			t.Errorf("says %q", s.form.gaps.Text)
		}
		r.Keep("reply-gaps-line")
		screentest.TapText(t, s.Root(), "查看缺号")
		r.Keep("reply-gaps")
		screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "16—18号")
		if s.form.number.Text != "红政函〔2022〕16号" || s.status.Word != "未保存" {
			t.Errorf("took %q", s.form.number.Text)
		}
		r.NoFailure()
	}, story.Lead(), later)
}

// Where units answer for themselves, the number is of the unit's own series and
// never of the office's.
func TestSeriesOfTheUnit(t *testing.T) {
	out := story.Draft()
	out.Book.Direction = data.HandedOut
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		onethread.Settle()
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "区工信局的文号代字") || s.form.number.Text != "" {
			t.Errorf("took %q, told %v", s.form.number.Text, r.Failed)
		}
	}, out)
	out.Assignments = slices.Clone(out.Assignments)
	out.Assignments[0].Unit.ReplySeries = "红工信函"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		onethread.Settle()
		if s.form.number.Text != "红工信函〔2022〕1号" {
			t.Errorf("took %q, told %v", s.form.number.Text, r.Failed)
		}
	}, out)
}

func TestMergedLetterSaysWhoseTextItTakes(t *testing.T) {
	c := story.Draft()
	c.Proposal.MergedInto, c.Replies[0].Body = 12, ""
	host := story.Lead()
	host.Replies[0].Body = "共同的正文。"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		r.Keep("reply-merged")
		if !s.form.hostRow.Visible() || !strings.Contains(s.form.host.Text, "第12号") || !strings.Contains(screentest.Words(s.pages.Document()), "共同的正文。") {
			t.Errorf("says %q", s.form.host.Text)
		}
		s.form.body.SetText("自己的正文。")
		onethread.Settle()
		if s.form.hostRow.Visible() || strings.Contains(screentest.Words(s.pages.Document()), "共同的正文。") {
			t.Errorf("with words of its own it still says %q", s.form.host.Text)
		}
		r.NoFailure()
	}, host, c)
}
