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
		if len(rows) == 0 || rows[0].State != urgeDue || rows[0].Kind != data.Urge {
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
		if len(saved) != len(rows) || saved[0].State == urgeDue && saved[0].ProposalID == rows[0].ProposalID {
			t.Errorf("after saving shows %+v", saved)
		}
		r.noFailure()
	}, story.Draft())
}

// The board counts each unit's items and colours its progress.
func TestUnitBoard(t *testing.T) {
	rules, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	of, err := rules.Rules(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	rows := boardRows([]data.Case{story.Lead(), story.Draft()}, june(15), func(int) data.Rules { return of })
	var got []string
	for _, b := range rows {
		percent, ok := b.share()
		got = append(got, fmt.Sprintf("%s %d %v %d/%d/%d", b.unit.Name, percent, ok, len(b.done), len(b.open), len(b.late)))
	}
	if g := strings.Join(got, " | "); !strings.Contains(g, "区工信局 50 true 1/1/1") {
		t.Errorf("board: %s", g)
	}
}
