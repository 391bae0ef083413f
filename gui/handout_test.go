package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
)

// unassigned is a lead proposal that no unit holds yet.
func unassigned(id data.ID, number string) data.Case {
	c := waiting(id, number, june(10))
	c.Assignments, c.Proposal.Text = nil, "全文"+number
	return c
}

// Three rows are marked by keys, two of them can be handed to the unit; the third
// says why not. All is one change, and the texts stay.
func TestHandOutTheMarked(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openLedger(t, r)
		s.Enter()
		list := r.win.Canvas().Focused()
		press := func(key fyne.KeyName) { list.TypedKey(&fyne.KeyEvent{Name: key}) }
		for range 3 {
			press(fyne.KeySpace)
			press(fyne.KeyDown)
		}
		settle()
		if got := s.count.Text; got != "选中 3 / 4 件" {
			t.Fatalf("counts %q", got)
		}
		r.keep("ledger-marked")
		s.onHandout(handAssign)
		settle()
		r.panels[0].Save()
		if all := shownIn(r); !strings.Contains(all, "请选择主办单位") {
			t.Errorf("an empty form shows %s", all)
		}
		entryOf(t, r, "选择单位").SetText("区住建")
		r.panels[0].Save()
		if all := shownIn(r); !strings.Contains(all, "没有“区住建”这个单位") {
			t.Errorf("an unknown unit shows %s", all)
		}
		entryOf(t, r, "选择单位").SetText("区住建局")
		entryOf(t, r, "可以多个，用顿号分开").SetText("区工信局")
		if all := shownIn(r); !strings.Contains(all, "将登记 2 件，1 件不变") {
			t.Errorf("before saving shows %s", all)
		}
		r.keep("handout-form")
		r.panels[0].Save()
		settle()
		r.keep("handout-report")
		if all := shownIn(r); !strings.Contains(all, "已登记 2 件，1 件不变") || !strings.Contains(all, "已有主办单位区工信局") {
			t.Errorf("the report shows %s", all)
		}
		assigned := map[data.ID]string{}
		for _, x := range r.memory.Saved() {
			a, ok := x.(data.Assignment)
			if !ok || a.Assigned != june(15) {
				t.Fatalf("saved %+v", x)
			}
			assigned[a.ProposalID] += string(a.Part) + a.Unit.Name + a.Contact + " "
		}
		if len(assigned) != 2 || assigned[31] != "主办区住建局汤某 协办区工信局马某 " {
			t.Errorf("assigned %v", assigned)
		}
		r.noFailure()
	}, unassigned(31, "31"), unassigned(32, "32"), waiting(33, "33", june(1)), elsewhere())
}

// elsewhere is a proposal with 区住建局.
func elsewhere() data.Case {
	c := waiting(40, "40", june(1))
	c.Assignments[0].ID, c.Assignments[0].Unit = 140, data.Unit{ID: 7, Name: "区住建局", Contact: "汤某"}
	return c
}

// Telling the deputies of many keeps the proposals' texts.
func TestTellTheMarked(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openLedger(t, r)
		s.onHandout(handTell)
		if len(r.failed) != 1 || !strings.Contains(r.failed[0].Error(), "还没有选中建议") {
			t.Fatalf("nothing marked tells %v", r.failed)
		}
		s.table.MarkAll()
		s.onHandout(handTell)
		settle()
		r.panels[0].Save()
		settle()
		for _, x := range r.memory.Saved() {
			if p, ok := x.(data.Proposal); !ok || p.Told != june(15) || p.Text != "全文"+p.Number || len(p.Proposers) != 2 {
				t.Errorf("saved %+v", x)
			}
		}
		if n := len(r.memory.Saved()); n != 2 {
			t.Errorf("saved %d", n)
		}
	}, unassigned(31, "31"), unassigned(32, "32"))
}
