package lists

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// What is due stands first; opening it fills the form in, saving records it,
// and it is due no longer.
func TestUrgingWhatIsDue(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewUrgingScreen(r.Deps, r).(*factList[*urgeRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		rows := s.table.Rows()
		if len(rows) == 0 || rows[0].State != data.UrgingDue || rows[0].Kind != data.Urge {
			t.Fatalf("shows %+v", rows)
		}
		r.Keep("urging")
		s.table.Choose(0)
		s.table.Open()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "督办情况") {
			t.Fatalf("the form shows %s", all)
		}
		screentest.EntryOf(t, r, "发现了什么，或要求单位做什么").SetText("请局主要领导过问。")
		r.Keep("urging-form")
		r.Panels[len(r.Panels)-1].Save()
		s.Refresh()
		onethread.Settle()
		saved := s.table.Rows()
		if len(saved) != len(rows) || saved[0].State == data.UrgingDue && saved[0].ProposalID == rows[0].ProposalID {
			t.Errorf("after saving shows %+v", saved)
		}
		r.NoFailure()
	}, story.Draft())
}

// A notice of another year than the window shows keeps its proposal.
func TestAnUrgingKeepsItsProposal(t *testing.T) {
	c := story.Draft()
	c.Supervisions = []data.Supervision{{ID: 61, ProposalID: c.Proposal.ID, Unit: c.Assignments[0].Unit, Kind: data.Urge, Date: screentest.June(1), Findings: "请抓紧。"}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.ShownYear = 2019
		proposal.EditSupervision(r.Deps, r, c.Supervisions[0])
		onethread.Settle()
		screentest.EntryOf(t, r, "发现了什么，或要求单位做什么").SetText("请局主要领导过问。")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		got, err := r.Memory.Case(t.Context(), c.Proposal.ID)
		if err != nil || len(got.Supervisions) != 1 || got.Supervisions[0].Findings != "请局主要领导过问。" {
			t.Errorf("%+v %v", got.Supervisions, err)
		}
		r.NoFailure()
	}, c)
}

// What a unit owes as lead and as helper are two lines, and none is taken for
// one that is recorded.
func TestKeysOfWhatIsDue(t *testing.T) {
	lead, co := data.UrgeDue{ProposalID: 3, Unit: data.Unit{ID: 5}, Part: data.LeadUnit}, data.UrgeDue{ProposalID: 3, Unit: data.Unit{ID: 5}, Part: data.CoUnit}
	if urgeKey(lead) == urgeKey(co) || urgeKey(lead) >= 0 {
		t.Error("what is due shares a key")
	}
}
