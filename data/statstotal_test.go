package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Over all the years there is as much as in each year by itself, counted as
// there: what was not handed over yet is in neither.
func TestTotalsAreThoseOfTheYears(t *testing.T) {
	t.Parallel()
	cases := []data.Case{
		datatest.Case(),
		datatest.Assist(datatest.Numbered(2)),
		datatest.Case(datatest.Numbered(3), func(c *data.Case) { c.Proposal.Role = data.Separate }),
		datatest.Case(datatest.Numbered(4), func(c *data.Case) { c.Proposal.HandedOver = datatest.Day(5, 2) }),
		datatest.Case(datatest.Numbered(5), func(c *data.Case) {
			c.Book.Meeting.Year, c.Proposal.HandedOver = 2021, data.NewDate(2021, 3, 9)
		}),
	}
	for i := range cases {
		cases[i].Proposal.ID = data.ID(i + 1)
	}
	day := datatest.Day(5, 1)
	count := data.NewCount(0, day, data.RuleYears{})
	for _, c := range cases {
		count.Add(c)
	}
	got := count.Stats()
	var years data.Stats
	for _, year := range []int{2021, 2022} {
		s := data.Statistics(cases, year, day, datatest.RuleYears())
		years.Total, years.Lead, years.Assist = years.Total+s.Total, years.Lead+s.Lead, years.Assist+s.Assist
	}
	for _, n := range []data.Stats{got, years} {
		if n.Total != 4 || n.Lead != 3 || n.Assist != 1 {
			t.Errorf("%d of which %d and %d, want 4, 3, 1", n.Total, n.Lead, n.Assist)
		}
	}
	if len(got.All.IDs) != 4 {
		t.Errorf("the figure opens %v", got.All.IDs)
	}
}
