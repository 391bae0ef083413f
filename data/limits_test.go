package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Every limit that waits comes with its reasons, and goes when its fact is there.
func TestLimitsAreNamedWithTheirReasons(t *testing.T) {
	waiting := datatest.Case(func(c *data.Case) {
		c.Assignments = []data.Assignment{
			{ID: 1, Unit: data.Unit{ID: 1, Name: "区住建局"}, Part: data.LeadUnit, Assigned: datatest.Day(3, 10)},
			{ID: 2, Unit: data.Unit{ID: 2, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10), Accepted: datatest.Day(3, 11)},
		}
		c.Replies, c.Feedback, c.Extensions = nil, nil, nil
	})
	replied := datatest.Case(func(c *data.Case) {
		c.Assignments, c.Feedback = nil, nil
		c.Replies = []data.Reply{{ID: 1, Round: 1, Class: "A", Sent: datatest.Day(6, 1)}}
	})
	displeased := datatest.Case(func(c *data.Case) {
		c.Assignments = nil
		c.Replies = []data.Reply{{ID: 1, Round: 1, Class: "A", Sent: datatest.Day(6, 1)}}
		c.Feedback = []data.Feedback{{Round: 1, ProposerID: c.Proposal.LeadProposer().ID, Received: datatest.Day(6, 10), Attitude: data.Satisfied, Result: data.Dissatisfied}}
	})
	content := datatest.Case(func(c *data.Case) {
		c.Assignments = nil
		c.Replies = displeased.Replies
		c.Feedback = []data.Feedback{{Round: 1, ProposerID: c.Proposal.LeadProposer().ID, Received: datatest.Day(6, 10), Attitude: data.Satisfied, Result: data.Satisfied}}
	})
	for _, c := range []struct {
		name string
		data.Case
		want string
	}{
		{"handed out", waiting, "办理期限 退办期限区住建局 协办意见区财政局"},
		{"replied", replied, "办理期限 征询意见"},
		{"not satisfied", displeased, "办理期限 重新答复"},
		{"settled", content, "办理期限"},
		{"assisting", datatest.Assist(func(c *data.Case) { c.Assignments = nil }), "办理期限"},
	} {
		var got []string
		for _, l := range c.Limits(datatest.Rules()) {
			got = append(got, l.Name+l.Of)
			if len(l.Steps()) < 2 || l.Deadline.IsZero() {
				t.Errorf("%s: %s has no reasons: %v", c.name, l.Name, l.Steps())
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}
