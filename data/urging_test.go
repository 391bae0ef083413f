package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// The limit of the reply is 9 June 2022; 15 days before it, reminders begin.
func TestUrgingGoesUpInSteps(t *testing.T) {
	t.Parallel()
	unit := data.Unit{ID: 5, Name: "区住建局"}
	urged := func(kind data.SupervisionKind, on data.Date, by data.Date) data.Supervision {
		return data.Supervision{ID: 1, ProposalID: 1, Unit: unit, Kind: kind, Date: on, RectifyBy: by}
	}
	for _, x := range []struct {
		name  string
		today data.Date
		had   []data.Supervision
		want  data.SupervisionKind
	}{
		{"16 days before", datatest.Day(5, 24), nil, ""},
		{"15 days before", datatest.Day(5, 25), nil, data.Remind},
		{"reminded already", datatest.Day(6, 1), []data.Supervision{urged(data.Remind, datatest.Day(5, 25), data.Date{})}, ""},
		{"on the last day", datatest.Day(6, 9), nil, data.Remind},
		{"overdue", datatest.Day(6, 10), []data.Supervision{urged(data.Remind, datatest.Day(5, 25), data.Date{})}, data.Urge},
		{"urged, its day to come", datatest.Day(6, 15), []data.Supervision{urged(data.Urge, datatest.Day(6, 10), datatest.Day(6, 15))}, ""},
		{"urged in vain", datatest.Day(6, 16), []data.Supervision{urged(data.Urge, datatest.Day(6, 10), datatest.Day(6, 15))}, data.Order},
		{"urged, on the fifth working day", datatest.Day(6, 17), []data.Supervision{urged(data.Urge, datatest.Day(6, 10), data.Date{})}, ""},
		{"urged in vain, no day named", datatest.Day(6, 18), []data.Supervision{urged(data.Urge, datatest.Day(6, 10), data.Date{})}, data.Order},
		{"urged and ordered on one day", datatest.Day(7, 1), []data.Supervision{urged(data.Order, datatest.Day(6, 20), data.Date{}), urged(data.Urge, datatest.Day(6, 20), data.Date{})}, ""},
		{"ordered", datatest.Day(7, 1), []data.Supervision{urged(data.Order, datatest.Day(6, 20), data.Date{})}, ""},
		{"a visit is no urging", datatest.Day(6, 10), []data.Supervision{urged(data.Visit, datatest.Day(6, 1), data.Date{})}, data.Urge},
		{"urged on the day it was assigned", datatest.Day(6, 10), []data.Supervision{urged(data.Urge, datatest.Day(3, 10), datatest.Day(3, 20))}, data.Order},
		{"urged before it was assigned anew", datatest.Day(6, 10), []data.Supervision{urged(data.Urge, datatest.Day(3, 9), data.Date{})}, data.Urge},
	} {
		c := datatest.Case(func(c *data.Case) {
			c.Replies, c.Feedback, c.Supervisions, c.Assignments[0].Unit = nil, nil, x.had, unit
		})
		got := data.UrgesDue(c, x.today, datatest.Rules())
		switch {
		case x.want == "" && len(got) > 0:
			t.Errorf("%s: %+v", x.name, got)
		case x.want != "" && (len(got) != 1 || got[0].Step != x.want || got[0].Limit != datatest.Day(6, 9)):
			t.Errorf("%s: %+v, want %s", x.name, got, x.want)
		}
	}
	drafted := datatest.Case(func(c *data.Case) {
		c.Replies[0].Sent, c.Replies[0].SignOff.Signed, c.Feedback = data.Date{}, data.Date{}, nil
	})
	if got := data.UrgesDue(drafted, datatest.Day(6, 20), datatest.Rules()); len(got) > 0 {
		t.Errorf("the draft lies with the office, and yet the unit is urged: %+v", got)
	}
	drafted.Book.Direction = data.HandedOut
	if got := data.UrgesDue(drafted, datatest.Day(6, 20), datatest.Rules()); len(got) != 1 {
		t.Errorf("a unit that answers itself is not urged: %+v", got)
	}
	if got := data.UrgesDue(datatest.Case(), datatest.Day(12, 1), datatest.Rules()); len(got) > 0 {
		t.Errorf("answered, and yet urged: %+v", got)
	}
}

// A helping unit that owes its opinion is urged by its own limit: assigned on 10
// March, one month on.
func TestHelpingUnitsAreUrged(t *testing.T) {
	t.Parallel()
	c := datatest.Case(func(c *data.Case) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, ProposalID: 1, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)})
	})
	got := data.UrgesDue(c, datatest.Day(4, 12), datatest.Rules())
	if len(got) != 1 || got[0].Unit.Name != "区财政局" || got[0].Step != data.Urge || got[0].Limit != datatest.Day(4, 11) { // 10 April is a Sunday
		t.Errorf("%+v", got)
	}
}

// A deputy who is not satisfied in the place's own words is owed a new reply;
// the urgings for the first one do not count for it. The form came back on 20
// June: the limit is 20 July, reminders begin on 5 July.
func TestUnitsAreUrgedAnew(t *testing.T) {
	t.Parallel()
	r := datatest.Rules(func(p *data.RulePack) {
		p.Marks = []data.MarkWord{{Word: "理解", Counts: data.MostlySatisfied}, {Word: "不同意", Counts: data.Dissatisfied}}
	})
	c := datatest.Case(func(c *data.Case) {
		c.Feedback[0].Received, c.Feedback[0].Attitude, c.Feedback[0].Result = datatest.Day(6, 20), "理解", "不同意"
		c.Supervisions = []data.Supervision{{ID: 1, ProposalID: 1, Unit: c.Assignments[0].Unit, Kind: data.Urge, Date: datatest.Day(6, 1)}}
	})
	unit := c.Assignments[0].Unit.ID
	if got := data.UrgesDue(c, datatest.Day(7, 4), r); len(got) > 0 || len(data.OwedBy([]data.Case{c}, unit, datatest.Day(7, 4), data.SameRules(r))) != 1 {
		t.Errorf("16 days before: %+v", got)
	}
	got := data.UrgesDue(c, datatest.Day(7, 5), r)
	if len(got) != 1 || got[0].Step != data.Remind || got[0].Limit != datatest.Day(7, 20) {
		t.Errorf("15 days before: %+v", got)
	}
	if got := data.OwedBy([]data.Case{c}, unit, datatest.Day(6, 19), data.SameRules(r)); len(got) > 0 {
		t.Error("owed before the form came back")
	}
}

// An opinion is asked for once, on the proposal that others are merged into.
func TestMergedProposalsAskForNoOpinion(t *testing.T) {
	t.Parallel()
	host := datatest.Case(func(c *data.Case) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, ProposalID: 1, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)})
	})
	merged := datatest.Case(datatest.Numbered(2), func(c *data.Case) {
		c.Assignments, c.Proposal.MergedInto = nil, 1
		c.Host = data.Host{ID: 1, Assignments: host.Assignments}
	})
	day := datatest.Day(4, 12)
	if a, b := data.UrgesDue(host, day, datatest.Rules()), data.UrgesDue(merged, day, datatest.Rules()); len(a) != 1 || len(b) != 0 {
		t.Errorf("the host %+v, the merged one %+v", a, b)
	}
	got := data.Appraise([]data.Case{host, merged}, nil, 2022, datatest.Day(12, 31), datatest.RuleYears(scheme))
	for _, u := range got {
		opinions, workload := u.Parts[1].Items[1].Figure, u.Parts[2].Items[0].Figure
		if workload.Num != u.Lead+u.Assist+u.Helped || len(u.IDs) != 2 {
			t.Errorf("%s: %d items for the workload, %d + %d in the list, %v", u.Unit.Name, workload.Num, u.Lead, u.Assist+u.Helped, u.IDs)
		}
		if u.Unit.ID == 6 && (u.Helped != 2 || opinions.Den != 1) {
			t.Errorf("helps %d times, %d opinions due", u.Assist, opinions.Den)
		}
	}
}
