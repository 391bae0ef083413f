package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// helpedDraft is a draft on which another unit helped, with a colleague's letter
// signed before.
func helpedDraft() data.Case {
	c := story.Draft()
	c.Assignments = append(c.Assignments, data.Assignment{ID: 151, ProposalID: 17, Unit: data.Unit{ID: 2, Name: "区住建局"}, Part: data.CoUnit, Assigned: data.NewDate(2022, 3, 9)})
	return c
}

func TestOneClickAStep(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		s.form.tabs.Choose(2)
		settle()
		for _, step := range []*signStep{&s.form.steps.drafted, &s.form.steps.countersigned, &s.form.steps.signed} {
			test.Tap(step.today)
		}
		settle()
		r.keep("reply-sign-off")
		s.Save()
		settle()
		got, ok := r.memory.Saved()[0].(data.Reply)
		today := data.DateOf(story.Today)
		want := data.SignOff{Drafted: today, DraftedBy: "马某", Countersigned: today, CountersignedBy: "区住建局", Signed: today, SignedBy: "钱某"}
		if !ok || got.SignOff != want {
			t.Errorf("saved %+v", got.SignOff)
		}
		s.form.steps.countersigned.on.SetText("2022-2-30")
		settle()
		s.Save()
		if row := s.form.parts[2].form.Row("会签日期"); row == nil || row.Error() == "" {
			t.Error("a day that is none should be named at its field")
		}
		r.noFailure()
	}, helpedDraft(), story.Lead())
}

func TestWaivingAWarning(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		blocking := len(s.checks.blocking)
		has := func(ps data.Problems, field string) bool {
			return slices.ContainsFunc(ps, func(p data.Problem) bool { return p.Field == field })
		}
		if !has(s.checks.warnings, "沟通") || strings.Count(strings.Join(texts(s.checks.root), "|"), "放行") != len(s.checks.warnings) {
			t.Fatalf("warnings only should offer 放行: %v", texts(s.checks.root))
		}
		s.onWaive(s.checks.warnings[0])
		p := r.panels[len(r.panels)-1]
		p.Save()
		settle()
		if len(r.memory.Saved()) != 0 {
			t.Error("waived without a reason")
		}
		entryOf(t, r, "为什么可以不处理").SetText("代表在外地")
		r.keep("reply-waive")
		p.Save()
		s.Refresh()
		settle()
		r.keep("reply-waived")
		if has(s.checks.warnings, "沟通") || len(s.checks.blocking) != blocking {
			t.Errorf("still warned of %v", s.checks.warnings)
		}
		if all := strings.Join(texts(s.checks.root), "|"); !strings.Contains(all, "6月15日放行：代表在外地") || !strings.Contains(all, "1 项已放行") {
			t.Errorf("a waived warning should stay to be seen: %s", all)
		}
		tapText(t, s.checks.root, "收回")
		s.Refresh()
		settle()
		if !has(s.checks.warnings, "沟通") || len(s.checks.waived) != 0 {
			t.Errorf("taken back, it is a warning again: %v", s.checks.warnings)
		}
		r.noFailure()
	}, story.Draft())
}

func TestVersionsSideBySide(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		first := strings.Replace(s.form.body.Text, "120户", "118户", 1)
		for _, text := range []string{first, first + "\n此复。"} {
			s.form.body.SetText(text)
			settle()
			s.Save()
			settle()
		}
		tapText(t, s.Root(), "版本")
		r.keep("reply-versions")
		if all := shownIn(r); !strings.Contains(all, "第1版") || !strings.Contains(all, "1处不同") || !strings.Contains(all, "此复。") {
			t.Fatalf("shows %s", all)
		}
		tapText(t, r.win.Canvas().Overlays().Top(), "用这一版")
		if s.form.body.Text != first || s.status.Word != "未保存" {
			t.Errorf("the older text should stand in the editor as an edit: %s %q", s.status.Word, s.form.body.Text)
		}
		s.Save()
		settle()
		if saved := r.memory.Saved(); len(saved) != 3 || saved[2].(data.Reply).Body != first {
			t.Errorf("saved %d times", len(saved))
		}
		r.noFailure()
	}, story.Lead())
}

func TestGapsBesideTheNumber(t *testing.T) {
	later := story.Draft()
	later.Replies[0].DocNumber = "红政函〔2022〕19号"
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		if !s.form.gapsRow.Visible() || s.form.gaps.Text != "红政函〔2022〕15号至19号之间缺16—18号" {
			t.Errorf("says %q", s.form.gaps.Text)
		}
		r.keep("reply-gaps-line")
		tapText(t, s.Root(), "查看缺号")
		r.keep("reply-gaps")
		tapText(t, r.win.Canvas().Overlays().Top(), "16—18号")
		if s.form.number.Text != "红政函〔2022〕16号" || s.status.Word != "未保存" {
			t.Errorf("took %q", s.form.number.Text)
		}
		r.noFailure()
	}, story.Lead(), later)
}

// Where units answer for themselves, the number is of the unit's own series and
// never of the office's.
func TestSeriesOfTheUnit(t *testing.T) {
	out := story.Draft()
	out.Book.Direction = data.HandedOut
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		settle()
		if len(r.failed) != 1 || !strings.Contains(r.failed[0].Error(), "区工信局的文号代字") || s.form.number.Text != "" {
			t.Errorf("took %q, told %v", s.form.number.Text, r.failed)
		}
	}, out)
	out.Assignments = slices.Clone(out.Assignments)
	out.Assignments[0].Unit.ReplySeries = "红工信函"
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		s.onTake()
		settle()
		if s.form.number.Text != "红工信函〔2022〕1号" {
			t.Errorf("took %q, told %v", s.form.number.Text, r.failed)
		}
	}, out)
}

func TestMergedLetterSaysWhoseTextItTakes(t *testing.T) {
	c := story.Draft()
	c.Proposal.MergedInto, c.Replies[0].Body = 12, ""
	host := story.Lead()
	host.Replies[0].Body = "共同的正文。"
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		r.keep("reply-merged")
		if !s.form.hostRow.Visible() || !strings.Contains(s.form.host.Text, "第12号") || !strings.Contains(words(s.pages.Document()), "共同的正文。") {
			t.Errorf("says %q", s.form.host.Text)
		}
		s.form.body.SetText("自己的正文。")
		settle()
		if s.form.hostRow.Visible() || strings.Contains(words(s.pages.Document()), "共同的正文。") {
			t.Errorf("with words of its own it still says %q", s.form.host.Text)
		}
		r.noFailure()
	}, host, c)
}
