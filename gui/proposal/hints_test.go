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

// A new proposal's title brings forward the topics and units that it may be of; a
// click takes one, the right key the first, and nothing is filled in by itself.
func TestANewProposalIsOfferedItsUnitAndTopic(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		NewProposal(r.Deps, r, data.Proposal{}, func(data.ID) {})
		form := r.Panels[len(r.Panels)-1]
		screentest.EntryOf(t, r, "如 关于……的建议").SetText("关于")
		onethread.Settle()
		if all := screentest.ShownIn(r); strings.Contains(all, "可能的") {
			t.Errorf("two characters are enough for %s", all)
		}
		screentest.EntryOf(t, r, "如 关于……的建议").SetText("关于规范工业园区企业用电的建议")
		onethread.Settle()
		topic, unit := screentest.EntryOf(t, r, "如 城建交通"), screentest.EntryOf(t, r, "选择或填写单位简称")
		if all := screentest.ShownIn(r); !strings.Contains(all, "可能的主题：") || !strings.Contains(all, "可能的单位：") || topic.Text != "" || unit.Text != "" {
			t.Fatalf("topic %q, unit %q; the form shows %s", topic.Text, unit.Text, all)
		}
		r.Keep("hints-form")
		screentest.TapText(t, form.Content, "经济建设")
		if topic.Text != "经济建设" {
			t.Errorf("the topic is %q", topic.Text)
		}
		unit.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if unit.Text != "区工信局" {
			t.Errorf("the right key takes %q", unit.Text)
		}
		for _, next := range unit.Hints[1:] {
			if unit.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}); unit.Text != next {
				t.Errorf("pressed again it takes %q, want %q", unit.Text, next)
			}
		}
		screentest.Walk(form.Content, func(o fyne.CanvasObject) bool {
			if field, ok := o.(*ui.Combo); ok && &field.Entry == unit {
				r.Window().Canvas().Focus(field)
			}
			return true
		})
		r.Window().Canvas().FocusNext() // past the leader, to
		r.Window().Canvas().FocusNext()
		if at := r.Window().Canvas().Focused(); at != fyne.Focusable(topic) {
			t.Errorf("Tab goes past the hints to %T", at)
		}
		unit.SetText("别的")
		unit.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if unit.Text != "别的" {
			t.Errorf("the right key replaces what was typed by %q", unit.Text)
		}
		screentest.EntryOf(t, r, "如 关于……的建议").SetText("关于鑫焱淼堃的建议")
		onethread.Settle()
		if all := screentest.ShownIn(r); strings.Contains(all, "可能的") {
			t.Errorf("of nothing known the form shows %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

// The form that hands a proposal to a unit offers the likely ones.
func TestAnAssignmentIsOfferedItsUnit(t *testing.T) {
	waiting := screentest.Waiting(6, "40", data.NewDate(2022, 3, 8))
	waiting.Assignments, waiting.Proposal.Title = nil, "关于降低工业企业用电成本的建议"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 6, screen.TabDuty)
		s.editAssignment(data.Assignment{})
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "可能的单位：") {
			t.Fatalf("the form shows %s", all)
		}
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Content, "区工信局")
		if unit := screentest.EntryOf(t, r, "选择或填写单位简称"); unit.Text != "区工信局" {
			t.Errorf("a click takes %q", unit.Text)
		}
		r.Keep("hints-assignment")
		r.NoFailure()
	}, story.Lead(), waiting)
}
