package gui

import (
	"fmt"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// What is due stands first; opening it fills the form in, saving records it,
// and it is due no longer.
func TestUrgingWhatIsDue(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s, ok := NewUrgingScreen(r.deps, r).(*factList[urgeRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.open(s)
		rows := s.table.Rows()
		if len(rows) == 0 || rows[0].State != data.UrgingDue || rows[0].Kind != data.Urge {
			t.Fatalf("shows %+v", rows)
		}
		r.keep("urging")
		s.table.Choose(0)
		s.table.Open()
		settle()
		if all := shownIn(r); !strings.Contains(all, "督办情况") {
			t.Fatalf("the form shows %s", all)
		}
		entryOf(t, r, "发现了什么，或要求单位做什么").SetText("请局主要领导过问。")
		r.keep("urging-form")
		r.panels[len(r.panels)-1].Save()
		s.Refresh()
		settle()
		saved := s.table.Rows()
		if len(saved) != len(rows) || saved[0].State == data.UrgingDue && saved[0].ProposalID == rows[0].ProposalID {
			t.Errorf("after saving shows %+v", saved)
		}
		r.noFailure()
	}, story.Draft())
}

// The board shows each unit's items as the statistics count them, what it only
// drafts for us as 协办, and colours its progress.
func TestUnitBoard(t *testing.T) {
	of := rulesOfStory(t)
	rows := boardRows([]data.Case{story.Lead(), story.Draft(), story.Assist()}, june(15), of)
	var got []string
	for _, b := range rows {
		percent, ok := share(b)
		got = append(got, fmt.Sprintf("%s %d %v %d+%d %d/%d/%d", b.Unit, percent, ok, b.Lead, b.Assist, b.Done.Num, len(b.Done.Without()), b.Late.Num))
	}
	if g := strings.Join(got, " | "); !strings.Contains(g, "区工信局 33 true 2+1 1/2/2") {
		t.Errorf("board: %s", g)
	}
}

// A notice of another year than the window shows keeps its proposal.
func TestAnUrgingKeepsItsProposal(t *testing.T) {
	c := story.Draft()
	c.Supervisions = []data.Supervision{{ID: 61, ProposalID: c.Proposal.ID, Unit: c.Assignments[0].Unit, Kind: data.Urge, Date: june(1), Findings: "请抓紧。"}}
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.year = 2019
		editSupervision(r.deps, r, c.Supervisions[0])
		settle()
		entryOf(t, r, "发现了什么，或要求单位做什么").SetText("请局主要领导过问。")
		r.panels[len(r.panels)-1].Save()
		settle()
		got, err := r.memory.Case(t.Context(), c.Proposal.ID)
		if err != nil || len(got.Supervisions) != 1 || got.Supervisions[0].Findings != "请局主要领导过问。" {
			t.Errorf("%+v %v", got.Supervisions, err)
		}
		r.noFailure()
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
