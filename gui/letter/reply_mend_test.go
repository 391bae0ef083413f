package letter

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// flawed are proposals whose letters have, taken together, everything that is
// looked for before a letter is signed.
func flawed() map[string]data.Case {
	helped := func(c *data.Case) {
		c.Assignments = append(slices.Clone(c.Assignments), data.Assignment{ID: 151, ProposalID: 12, Unit: data.Unit{ID: 2, Name: "区住建局"}, Part: data.CoUnit, Assigned: data.NewDate(2022, 3, 9)})
	}
	empty := story.Lead()
	empty.Consultations, empty.Disclosure, empty.Proposal.Proposers, empty.Replies = nil, data.Disclosure{}, nil, nil
	helped(&empty)

	plans := story.Lead()
	plans.Proposal.Title, plans.Proposal.Proposers[0].Name = "关于😀的建议", "李😀"
	plans.Proposal.Text = "一、建设标准厂房\n二、保障用地\n三、加强招商"
	l := &plans.Replies[0]
	l.Class, l.DocNumber, l.Body, l.Done, l.Planned = "B", "红政函〔2021〕30号", "××。2022年9月31日建成。", "已办××", "计划××"
	l.Contact, l.CopyTo, l.SignOff.Signed = "马😀", []string{"区😀"}, data.NewDate(2023, 3, 1)

	strange := story.Lead()
	strange.Book.Meeting.Body, strange.Proposal.Kind = data.CPPCC, data.CPPCCProposal
	helped(&strange)
	strange.Replies[0].Salutation, strange.Replies[0].DocNumber = "赵某委员", "红政函〔2022〕××号"
	strange.Replies[0].SignOff.Signed = data.NewDate(2022, 3, 1)

	assist := story.Assist()
	assist.Proposal.LeadBody = ""
	late := story.Assist()
	late.Opinions = []data.Opinion{{ID: 701, ProposalID: 21, Way: data.OpinionOut, DocNumber: "红政意函〔2022〕2号", Body: "意见😀。", SignOff: data.SignOff{Signed: data.NewDate(2023, 3, 1)}}}
	return map[string]data.Case{"an empty letter": empty, "one that plans": plans, "one of a committee member": strange, "an opinion": assist, "a late opinion": late}
}

// Every 去处理 leads somewhere, and every problem of a letter has one.
func TestEveryProblemOfALetterLeadsSomewhere(t *testing.T) {
	seen := map[string]bool{}
	for name, c := range flawed() {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			s := openReply(t, r, c.Proposal.ID, 0)
			for _, p := range append(slices.Clone(s.checks.Blocking), s.checks.Warnings...) {
				seen[p.Field] = true
				if !s.canMend(p) {
					t.Errorf("%s: no way to mend %v", name, p)
					continue
				}
				if where := mended(r, s, p); where == "" {
					t.Errorf("%s: 去处理 leads nowhere: %v", name, p)
				}
			}
		}, c)
	}
	for _, f := range []string{
		"文号", "类别", "主送", "正文", "已落实事项", "计划落实事项", "签发日期", "抄送", "联系人", "建议标题", "代表姓名",
		"沟通", "公开", "承诺事项", "办理期限", "报送期限", "主办单位", "协办意见", "会办意见",
	} {
		if !seen[f] {
			t.Errorf("no letter of the test has a problem with %s", f)
		}
	}
}

// Facts of the office are mended in the settings.
func TestProblemsOfTheOffice(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		for _, field := range []string{"署名", "公文用语"} {
			p := data.Problem{Field: field}
			if !s.canMend(p) || mended(r, s, p) != string(screen.PlaceSettings) {
				t.Errorf("%s leads nowhere", field)
			}
		}
	}, story.Lead())
}

// mended follows the way to where a problem is mended and says where it led.
func mended(r *screentest.Room, s *ReplyScreen, p data.Problem) string {
	r.Cases, r.Places = nil, nil
	r.Win.Canvas().Unfocus()
	s.onMend(p)
	onethread.Settle()
	switch o, ok := r.Win.Canvas().Focused().(fyne.CanvasObject); {
	case ok && onScreen(r, o):
		return "a field"
	case len(r.Cases) == 1:
		return "the proposal"
	case len(r.Places) == 1:
		return string(r.Places[0])
	case len(s.places.areas(p)) > 0:
		return "the paper"
	}
	return ""
}

// onScreen tells whether a part of the window can be seen.
func onScreen(r *screentest.Room, want fyne.CanvasObject) (seen bool) {
	screentest.Walk(r.Win.Content(), func(o fyne.CanvasObject) bool {
		seen = seen || o == want
		return o.Visible()
	})
	return seen && want.Visible()
}

// What a plan should promise can be written down where 去处理 leads.
func TestPromisesOfAPlanAreOffered(t *testing.T) {
	c := story.Lead()
	c.Replies[0].Class, c.Replies[0].Planned = "C", "2022年12月31日前完成二期用地报批。"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		d := proposal.NewCaseScreen(r.Deps, r, 12, screen.TabReply)
		t.Cleanup(d.Close)
		r.Enter(d)
		r.Keep("case-promises-of-a-plan")
		if all := strings.Join(screentest.Texts(d.Root()), "|"); !strings.Contains(all, "从答复中取") {
			t.Errorf("shows %s", all)
		}
	}, c)
}
