package data_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// A unit that drafts our opinion holds an item of 协办, not of 主办; it is done
// when the opinion went out. Of a unit that helps the opinion is missing until it
// came. The limit of the open reply is 9 June.
func TestHowFarAUnitIs(t *testing.T) {
	open := datatest.Case(datatest.Numbered(2), func(c *data.Case) {
		c.Replies, c.Feedback = nil, nil
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)})
	})
	withdrawn := datatest.Case(datatest.Numbered(3), func(c *data.Case) {
		c.Replies, c.Feedback = nil, nil
		c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(4, 1)
	})
	opinion := datatest.Assist(datatest.Numbered(4))
	units := data.Units([]data.Case{datatest.Case(), open, withdrawn, opinion}, datatest.Day(6, 10), datatest.RuleYears())
	if len(units) != 2 || units[0].Unit != "区住建局" || units[1].Unit != "区财政局" {
		t.Fatalf("units %+v", units)
	}
	u := units[0]
	if u.Lead != 3 || u.Assist != 1 {
		t.Errorf("主办 %d, 协办 %d", u.Lead, u.Assist)
	}
	if diff := cmp.Diff([]data.ID{1, 4}, u.Done.IDs); diff != "" || u.Done.Den != 3 {
		t.Errorf("done of %d: %s", u.Done.Den, diff)
	}
	if diff := cmp.Diff([]data.ID{2}, u.Done.Without()); diff != "" {
		t.Error("open: ", diff)
	}
	if diff := cmp.Diff([]data.ID{2}, u.Late.IDs); diff != "" {
		t.Error("late: ", diff)
	}
	if h := units[1]; h.CoHandled != 1 || h.Missing.Num != 1 || h.Done.Den != 0 {
		t.Errorf("the helper: %+v", h)
	}
	open.Opinions = []data.Opinion{{ID: 9, Way: data.OpinionIn, Unit: data.Unit{ID: 6}, Received: datatest.Day(4, 1)}}
	if h := data.Units([]data.Case{open}, datatest.Day(6, 10), datatest.RuleYears())[1]; h.Missing.Num != 0 {
		t.Errorf("its opinion came: %+v", h)
	}
	if h := data.Units([]data.Case{open}, datatest.Day(6, 9), datatest.RuleYears())[0]; h.Late.Num != 0 {
		t.Errorf("on the last day: %+v", h.Late)
	}
}

// The board of one year is the statistics' own count of its units.
func TestTheBoardIsTheStatisticsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 5).Draw(t, "cases") {
			if c := d.drawCase(n + 1); c.Year() == 2022 {
				cases = append(cases, c)
			}
		}
		asOf, y := d.some("as of"), datatest.RuleYears()
		if diff := cmp.Diff(data.Statistics(cases, 2022, asOf, y).ByUnit, data.Units(cases, asOf, y)); diff != "" {
			t.Fatal("statistics (-) and board (+)\n", diff)
		}
	})
}
