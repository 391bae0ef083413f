package proposal

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

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
	c.Feedback[0].Received = screentest.June(20)
	other := c.Proposal.Proposers[len(c.Proposal.Proposers)-1].ID
	if f := formToEnter(c, letter); len(c.Proposal.Proposers) > 1 && (f.ID != 0 || f.ProposerID == lead || f.ProposerID == 0) {
		t.Errorf("the next is %+v, want one of %d", f, other)
	}
}

// Where every form of the letter is back, the first is opened to be corrected.
func TestFormToCorrectWhereAllAreBack(t *testing.T) {
	c := story.Lead()
	for i, p := range c.Proposal.Proposers {
		c.Feedback = append(c.Feedback, data.Feedback{ID: data.ID(90 + i), ProposalID: c.Proposal.ID, Round: 1, ProposerID: p.ID, Received: screentest.June(12), Result: data.Satisfied})
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
