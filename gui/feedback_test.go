package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// Every proposer of a sent reply has a line: back, out, or not entered yet; a
// 不满意 of the lead proposer shows the days left to answer again.
func TestFormsOfAllReplies(t *testing.T) {
	dissatisfied := story.Lead()
	dissatisfied.Feedback = []data.Feedback{{ID: 81, ProposalID: dissatisfied.Proposal.ID, Round: 1, ProposerID: dissatisfied.Proposal.LeadProposer().ID,
		FormSent: june(8), Received: june(10), Attitude: data.Satisfied, Result: data.Dissatisfied}}
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s, ok := NewFeedbackScreen(r.deps, r).(*factList[formRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.open(s)
		var got []string
		for _, row := range s.table.Rows() {
			got = append(got, row.Proposer+" "+formCell(row).Text)
		}
		// one month after 10 June is 10 July, a Sunday: 11 July, 26 days on
		want := "李某 待重办 剩26天"
		if len(got) != len(dissatisfied.Proposal.Proposers) || got[0] != want {
			t.Errorf("shows %s, want %s first", strings.Join(got, " | "), want)
		}
		tapText(t, s.above, string(formUnsent))
		if n := len(s.table.Rows()); n != len(dissatisfied.Proposal.Proposers)-1 {
			t.Errorf("%d forms were not entered", n)
		}
		s.onAll()
		s.table.Choose(0)
		settle()
		r.keep("feedback")
		r.noFailure()
	}, dissatisfied)
}
