package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// Forms are back, out, or, of the lead proposer, not entered yet; a 不满意 of
// the lead proposer shows the days left to answer again.
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
		if g := strings.Join(got, " | "); g != want {
			t.Errorf("shows %s, want %s", g, want)
		}
		tapText(t, s.above, string(data.FormUnsent))
		if n := len(s.table.Rows()); n != 0 {
			t.Errorf("%d forms were not entered", n)
		}
		s.onAll()
		s.table.Choose(0)
		settle()
		r.keep("feedback")
		r.noFailure()
	}, dissatisfied)
}

// A row says who moved it no longer, and keeps its key when it is entered.
func TestRowsOfForms(t *testing.T) {
	rules := rulesOfStory(t).In(2022)
	with := func(change func(f *data.Feedback)) []formRow {
		c := story.Lead()
		f := data.Feedback{ID: 81, ProposalID: c.Proposal.ID, Round: 1, ProposerID: c.Proposal.LeadProposer().ID, FormSent: june(8)}
		change(&f)
		if f.ID != 0 {
			c.Feedback = append(c.Feedback, f)
		}
		return formRows(c, june(28), rules)
	}
	var got []string
	for _, r := range with(func(f *data.Feedback) { f.ProposerID, f.Received, f.Result = 777, june(10), data.Satisfied }) {
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

func rulesOfStory(t *testing.T) data.RuleYears {
	t.Helper()
	memory, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := memory.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// The key that records a form opens the one that is out, so that it is not
// entered twice.
func TestTheFormThatIsOutIsEntered(t *testing.T) {
	c := story.Lead()
	lead, letter := c.Proposal.LeadProposer().ID, c.Replies[0]
	c.Feedback = nil
	if f := formToEnter(c, letter); f.ID != 0 || f.ProposerID != lead || f.FormSent != letter.Sent {
		t.Errorf("the first form is %+v", f)
	}
	c.Feedback = []data.Feedback{{ID: 81, Round: 1, ProposerID: lead, FormSent: letter.Sent}}
	if f := formToEnter(c, letter); f.ID != 81 {
		t.Errorf("one that is out is not opened: %+v", f)
	}
	c.Feedback[0].Received = june(20)
	other := c.Proposal.Proposers[len(c.Proposal.Proposers)-1].ID
	if f := formToEnter(c, letter); len(c.Proposal.Proposers) > 1 && (f.ID != 0 || f.ProposerID == lead || f.ProposerID == 0) {
		t.Errorf("the next is %+v, want one of %d", f, other)
	}
}

// Where every form of the letter is back, the first is opened to be corrected.
func TestFormToCorrectWhereAllAreBack(t *testing.T) {
	c := story.Lead()
	for i, p := range c.Proposal.Proposers {
		c.Feedback = append(c.Feedback, data.Feedback{ID: data.ID(90 + i), ProposalID: c.Proposal.ID, Round: 1, ProposerID: p.ID, Received: june(12), Result: data.Satisfied})
	}
	last, _ := c.LastJudged()
	if f := formToEnter(c, last); f.ID != 90 {
		t.Errorf("offers %+v", f)
	}
	c.Feedback = c.Feedback[:1]
	if f := formToEnter(c, last); f.ID != 0 || f.ProposerID != c.Proposal.Proposers[1].ID {
		t.Errorf("with one form still to come offers %+v", f)
	}
}
