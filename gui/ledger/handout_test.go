package ledger

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// unassigned is a lead proposal that no unit holds yet.
func unassigned(id data.ID, number string) data.Case {
	c := screentest.Waiting(id, number, screentest.June(10))
	c.Assignments, c.Proposal.Text = nil, "全文"+number
	return c
}

// Three rows are marked by keys, two of them can be handed to the unit; the third
// says why not. All is one change, and the texts stay.
func TestHandOutTheMarked(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.Enter()
		list := r.Win.Canvas().Focused()
		press := func(key fyne.KeyName) { list.TypedKey(&fyne.KeyEvent{Name: key}) }
		for range 3 {
			press(fyne.KeySpace)
			press(fyne.KeyDown)
		}
		onethread.Settle()
		if got := s.count.Text; got != "选中 3 / 4 件" {
			t.Fatalf("counts %q", got)
		}
		r.Keep("ledger-marked")
		s.onHandout(handAssign)
		onethread.Settle()
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "请选择主办单位") {
			t.Errorf("an empty form shows %s", all)
		}
		screentest.EntryOf(t, r, "选择单位").SetText("区住建")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有“区住建”这个单位") {
			t.Errorf("an unknown unit shows %s", all)
		}
		screentest.EntryOf(t, r, "选择单位").SetText("区住建局")
		screentest.EntryOf(t, r, "可以多个，用顿号分开").SetText("区工信局")
		if all := screentest.ShownIn(r); !strings.Contains(all, "将登记 2 件，1 件不变") {
			t.Errorf("before saving shows %s", all)
		}
		r.Keep("handout-form")
		r.Panels[0].Save()
		onethread.Settle()
		r.Keep("handout-report")
		if all := screentest.ShownIn(r); !strings.Contains(all, "已登记 2 件，1 件不变") || !strings.Contains(all, "已有主办单位区工信局") {
			t.Errorf("the report shows %s", all)
		}
		assigned := map[data.ID]string{}
		for _, x := range r.Memory.Saved() {
			a, ok := x.(data.Assignment)
			if !ok || a.Assigned != screentest.June(15) {
				t.Fatalf("saved %+v", x)
			}
			assigned[a.ProposalID] += string(a.Part) + a.Unit.Name + a.Contact + " "
		}
		if len(assigned) != 2 || assigned[31] != "主办区住建局汤某 协办区工信局马某 " {
			t.Errorf("assigned %v", assigned)
		}
		r.NoFailure()
	}, unassigned(31, "31"), unassigned(32, "32"), screentest.Waiting(33, "33", screentest.June(1)), elsewhere())
}

// elsewhere is a proposal with 区住建局.
func elsewhere() data.Case {
	c := screentest.Waiting(40, "40", screentest.June(1))
	c.Assignments[0].ID, c.Assignments[0].Unit = 140, data.Unit{ID: 7, Name: "区住建局", Contact: "汤某"}
	return c
}

// Telling the deputies of many keeps the proposals' texts.
func TestTellTheMarked(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.onHandout(handTell)
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "还没有选中建议") {
			t.Fatalf("nothing marked tells %v", r.Failed)
		}
		s.table.MarkAll()
		s.onHandout(handTell)
		onethread.Settle()
		r.Panels[0].Save()
		onethread.Settle()
		for _, x := range r.Memory.Saved() {
			if p, ok := x.(data.Proposal); !ok || p.Told != screentest.June(15) || p.Text != "全文"+p.Number || len(p.Proposers) != 2 {
				t.Errorf("saved %+v", x)
			}
		}
		if n := len(r.Memory.Saved()); n != 2 {
			t.Errorf("saved %d", n)
		}
	}, unassigned(31, "31"), unassigned(32, "32"))
}
