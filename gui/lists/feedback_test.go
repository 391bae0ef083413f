package lists

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Forms are back, out, or, of the lead proposer, not entered yet; a 不满意 of
// the lead proposer shows the days left to answer again.
func TestFormsOfAllReplies(t *testing.T) {
	dissatisfied := story.Lead()
	dissatisfied.Feedback = []data.Feedback{{ID: 81, ProposalID: dissatisfied.Proposal.ID, Round: 1, ProposerID: dissatisfied.Proposal.LeadProposer().ID,
		FormSent: screentest.June(8), Received: screentest.June(10), Attitude: data.Satisfied, Result: data.Dissatisfied}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewFeedbackScreen(r.Deps, r).(*factList[*formRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		var got []string
		for _, row := range s.table.Rows() {
			got = append(got, row.Proposer+" "+formCell(row).Text)
		}
		// one month after 10 June is 10 July, a Sunday: 11 July, 26 days on
		want := "李某 待重办 剩26天"
		if g := strings.Join(got, " | "); g != want {
			t.Errorf("shows %s, want %s", g, want)
		}
		screentest.TapText(t, s.above, string(data.FormUnsent))
		if n := len(s.table.Rows()); n != 0 {
			t.Errorf("%d forms were not entered", n)
		}
		s.onAll()
		s.table.Choose(0)
		onethread.Settle()
		r.Keep("feedback")
		r.NoFailure()
	}, dissatisfied)
}

// A row says who moved it no longer, and keeps its key when it is entered.
func TestRowsOfForms(t *testing.T) {
	rules := screentest.RulesOfStory(t).In(2022)
	with := func(change func(f *data.Feedback)) []*formRow {
		c := story.Lead()
		f := data.Feedback{ID: 81, ProposalID: c.Proposal.ID, Round: 1, ProposerID: c.Proposal.LeadProposer().ID, FormSent: screentest.June(8)}
		change(&f)
		if f.ID != 0 {
			c.Feedback = append(c.Feedback, f)
		}
		return formRows(c, &c.Book.Meeting, screentest.June(28), rules)
	}
	var got []string
	for _, r := range with(func(f *data.Feedback) { f.ProposerID, f.Received, f.Result = 777, screentest.June(10), data.Satisfied }) {
		got = append(got, r.Proposer+" "+formCell(r).Text)
	}
	if g := strings.Join(got, " | "); g != "（已不是本件代表） 已收回 | 李某 逾期未收回" {
		t.Error(g)
	}
	before := with(func(f *data.Feedback) { f.ID = 0 })
	if after := with(func(*data.Feedback) {}); before[0].key != after[0].key {
		t.Error("the row is another when it is entered")
	}
}
