package proposal

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// chooseKind chooses how it was judged in the form on top.
func chooseKind(r *screentest.Room, kind data.AssessmentKind) {
	screentest.Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
		if c, ok := o.(*ui.Choice[data.AssessmentKind]); ok {
			c.Choose(kind)
		}
		return true
	})
}

func TestVotesOfAMeetingAreEntered(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFeedback)
		screentest.TapText(t, s.Root(), "记测评")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "一票也没有") || !strings.Contains(all, "没有填写") {
			t.Errorf("an empty form shows %q", all)
		}
		screentest.TypeInto(t, r, "测评日期", "2022-06-10")
		screentest.TypeInto(t, r, "测评单位", "市六届人大常委会第五次会议")
		screentest.TypeInto(t, r, "满意票", "30")
		screentest.TypeInto(t, r, "不满意票", "二")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "“二”不是数字") {
			t.Errorf("shows %q", all)
		}
		screentest.TypeInto(t, r, "不满意票", "2")
		r.Keep("assessment")
		r.Panels[0].Save()
		onethread.Settle()
		a, ok := r.Memory.Saved()[0].(data.Assessment)
		if !ok || a.Kind != data.Ballot || a.Satisfied != 30 || a.Mostly != 0 || a.Dissatisfied != 2 || a.ProposalID != 12 {
			t.Fatalf("saved %+v", r.Memory.Saved())
		}
		s.Refresh()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "满意30票、基本满意0票、不满意2票") {
			t.Errorf("the votes are not shown: %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

// A third party has a mark and no votes: what was typed as votes is not kept.
func TestAThirdPartyHasNoVotes(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFeedback)
		screentest.TapText(t, s.Root(), "记测评")
		screentest.TypeInto(t, r, "测评日期", "2022-06-10")
		screentest.TypeInto(t, r, "测评单位", "某咨询公司")
		screentest.TypeInto(t, r, "满意票", "30")
		chooseKind(r, data.ThirdParty)
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("without a mark it shows %q", all)
		}
		choose(t, r, "基本满意")
		r.Keep("assessment-third")
		r.Panels[0].Save()
		onethread.Settle()
		a, ok := r.Memory.Saved()[0].(data.Assessment)
		if !ok || a.Kind != data.ThirdParty || a.Mark != data.MostlySatisfied || a.Votes() != 0 {
			t.Fatalf("saved %+v", r.Memory.Saved())
		}
		r.NoFailure()
	}, story.Lead())
}

// Once the first evaluation came back the second can be entered; one before the first is
// refused.
func TestASecondEvaluationIsEntered(t *testing.T) {
	c := story.Lead()
	c.Feedback = []data.Feedback{{ID: 81, ProposalID: 12, Round: 1, ProposerID: 1, FormSent: screentest.June(8), Received: screentest.June(12), Attitude: data.Satisfied, Result: data.Satisfied}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFeedback)
		screentest.TapText(t, s.Root(), "记二次评价")
		r.Keep("second-evaluation")
		screentest.TypeInto(t, r, "收回日期", "2022-06-11")
		choose(t, r, "满意")
		r.Panels[0].Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(strings.ReplaceAll(all, "\n", ""), "早于一次评价的收回日期2022年6月12日") {
			t.Errorf("before the first it shows %q", all)
		}
		screentest.TypeInto(t, r, "收回日期", "2022-06-14")
		r.Panels[0].Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		f, ok := saved[len(saved)-1].(data.Feedback)
		if !ok || !f.Second || f.ID == 81 || f.Round != 1 || f.ProposerID != 1 {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "二次评价") {
			t.Errorf("shows %s", all)
		}
	}, c)
}

// Who supervises is asked for of key proposals only; what is filled in stays in sight.
func TestWhoSupervisesAKeyProposal(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFacts)
		s.editProposal()
		onethread.Settle()
		shown := func() bool {
			for _, row := range screentest.Texts(r.Panels[0].Content) {
				if row == "督办委室" {
					return true
				}
			}
			return false
		}
		if shown() {
			t.Error("asked for of a proposal that is not key")
		}
		screentest.Walk(r.Panels[0].Content, func(o fyne.CanvasObject) bool {
			if tick, ok := o.(*ui.TickBox); ok && tick.Text == "重点督办" {
				tick.SetChecked(true)
			}
			return true
		})
		if !shown() {
			t.Error("not asked for of a key one")
		}
		screentest.TypeInto(t, r, "督办领导", "市人大常委会副主任 张某")
		screentest.TypeInto(t, r, "督办委室", "市人大城建环保工委")
		screentest.TypeInto(t, r, "要求办结日期", "2022-02-30")
		r.Panels[0].Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "2月没有30日") {
			t.Errorf("shows %s", all)
		}
		screentest.TypeInto(t, r, "要求办结日期", "2022-05-31")
		r.Keep("proposal-key")
		r.Panels[0].Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		p, ok := saved[len(saved)-1].(data.Proposal)
		if !ok || p.Supervisor != "市人大常委会副主任 张某" || p.Committee != "市人大城建环保工委" || p.Required != data.NewDate(2022, 5, 31) || !p.Key {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		all := strings.Join(screentest.Texts(s.Root()), "")
		for _, want := range []string{"市人大城建环保工委", "交办文件要求的办结日期", "从严取最早的一项"} {
			if !strings.Contains(all, want) {
				t.Errorf("no %s in %s", want, all)
			}
		}
		r.NoFailure()
	}, story.Lead())
}
