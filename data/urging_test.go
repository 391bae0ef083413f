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
		{"urged in vain, no day named", datatest.Day(6, 16), []data.Supervision{urged(data.Urge, datatest.Day(6, 10), data.Date{})}, data.Order},
		{"ordered", datatest.Day(7, 1), []data.Supervision{urged(data.Order, datatest.Day(6, 20), data.Date{})}, ""},
		{"a visit is no urging", datatest.Day(6, 10), []data.Supervision{urged(data.Visit, datatest.Day(6, 1), data.Date{})}, data.Urge},
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
