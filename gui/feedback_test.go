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
		tapText(t, s.above, string(formUnsent))
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

// The marks may be the place's own words, forms of a round stay when a letter
// that none goes with follows it, and a row keeps its key when it is entered.
func TestStatesOfForms(t *testing.T) {
	rules := rulesOfStory(t).In(2022)
	rules.Pack.Marks = []data.MarkWord{{Word: "理解", Counts: data.MostlySatisfied}, {Word: "不同意", Counts: data.Dissatisfied}}
	with := func(change func(c *data.Case, f *data.Feedback)) []formRow {
		c := story.Lead()
		f := data.Feedback{ID: 81, ProposalID: c.Proposal.ID, Round: 1, ProposerID: c.Proposal.LeadProposer().ID, FormSent: june(8)}
		change(&c, &f)
		if f.ID != 0 {
			c.Feedback = append(c.Feedback, f)
		}
		return formRows(c, june(28), rules)
	}
	followed := func(c *data.Case) {
		c.Replies = append(c.Replies, data.Reply{ID: 99, ProposalID: c.Proposal.ID, Round: 2, Occasion: data.FollowUp, Class: "A", Sent: june(20)})
	}
	back := func(attitude, result data.Mark) func(*data.Case, *data.Feedback) {
		return func(_ *data.Case, f *data.Feedback) { f.Received, f.Attitude, f.Result = june(10), attitude, result }
	}
	for name, x := range map[string]struct {
		change func(*data.Case, *data.Feedback)
		want   string
	}{
		"own word":             {back("理解", "不同意"), "李某 不满意，待重办"},
		"own word of attitude": {back("不同意", "理解"), "李某 态度不满意，待走访"},
		"a later form replaces it": {func(c *data.Case, f *data.Feedback) {
			back("不同意", "理解")(c, f)
			c.Replies = append(c.Replies, data.Reply{ID: 99, ProposalID: c.Proposal.ID, Round: 2, Class: "A", Sent: june(20)})
			c.Feedback = append(c.Feedback, data.Feedback{ID: 82, ProposalID: c.Proposal.ID, Round: 2, ProposerID: f.ProposerID, Received: june(25), Attitude: "理解", Result: "理解"})
		}, "李某 已收回 | 李某 已收回"},
		"late though a letter followed":    {func(c *data.Case, _ *data.Feedback) { followed(c) }, "李某 逾期未收回"},
		"not entered, and one followed":    {func(c *data.Case, f *data.Feedback) { followed(c); f.ID = 0 }, "李某 逾期未收回"},
		"of one who moved it no longer":    {func(c *data.Case, f *data.Feedback) { f.ProposerID = 777; back("理解", "理解")(c, f) }, "（已不是本件代表） 已收回 | 李某 逾期未收回"},
		"a promise told of is no new form": {func(c *data.Case, f *data.Feedback) { followed(c); back("理解", "理解")(c, f) }, "李某 已收回"},
	} {
		var got []string
		for _, r := range with(x.change) {
			got = append(got, r.Proposer+" "+string(r.State))
		}
		if g := strings.Join(got, " | "); g != x.want {
			t.Errorf("%s: %s, want %s", name, g, x.want)
		}
	}
	before := with(func(_ *data.Case, f *data.Feedback) { f.ID = 0 })
	if after := with(func(*data.Case, *data.Feedback) {}); before[0].key != after[0].key {
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
