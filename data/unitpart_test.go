package data_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// A unit that drafts our opinion has an item of 协办 in the summary, the appraisal and
// the board alike, and one that helps has 参与; what was withdrawn counts.
func TestPartsOfUnits(t *testing.T) {
	helper := data.Assignment{ID: 2, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)}
	cases := []data.Case{
		datatest.Case(datatest.Numbered(1), func(c *data.Case) { c.Assignments = append(c.Assignments, helper) }),
		datatest.Case(datatest.Numbered(2), func(c *data.Case) {
			c.Replies, c.Feedback = nil, nil
			c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(4, 1)
		}),
		datatest.Assist(datatest.Numbered(3), func(c *data.Case) { c.Assignments = append(c.Assignments, helper) }),
	}
	for _, u := range data.Appraise(cases, nil, 2022, datatest.Day(12, 31), datatest.RuleYears(scheme)) {
		want := map[data.ID][3]int{5: {2, 1, 0}, 6: {0, 0, 2}}[u.Unit.ID]
		if got := [3]int{u.Lead, u.Assist, u.Helped}; got != want {
			t.Errorf("%s: 主办、协办、参与 %v, want %v", u.Unit.Name, got, want)
		}
	}
}

// Whatever the facts: a unit that is scored has the numbers of the statistics, and
// the units' 主办 and 协办 add up to the year's.
func TestPartsAreThoseOfTheStatistics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 5).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		asOf, y := d.some("as of"), datatest.RuleYears(scheme)
		st := data.Statistics(cases, 2022, asOf, y)
		lead, assist := 0, 0
		for _, u := range st.ByUnit {
			lead, assist = lead+u.Lead, assist+u.Assist
		}
		if lead != st.Lead || assist != st.Assist {
			t.Fatalf("the units lead %d and assist in %d, the year has %d and %d", lead, assist, st.Lead, st.Assist)
		}
		for _, u := range data.Appraise(cases, nil, 2022, asOf, y) {
			i := slices.IndexFunc(st.ByUnit, func(x data.UnitCount) bool { return x.UnitID == u.Unit.ID })
			if i < 0 {
				t.Fatalf("%s is scored and not counted", u.Unit.Name)
			}
			x := st.ByUnit[i]
			if diff := cmp.Diff([3]int{x.Lead, x.Assist, x.CoHandled}, [3]int{u.Lead, u.Assist, u.Helped}); diff != "" {
				t.Fatalf("%s: statistics (-) and appraisal (+)\n%s", u.Unit.Name, diff)
			}
		}
	})
}
