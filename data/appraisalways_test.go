package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// withWays is scheme with other ways.
func withWays(w data.AppraisalWays) func(*data.RulePack) {
	return func(p *data.RulePack) {
		scheme(p)
		p.Appraisal.Ways = w
	}
}

// The units of TestUnitsAreScored, none of which was ever asked for an opinion (10 of
// the 100 points), have got, without these points:
//
//	区住建局: 15 + 26.7 + 30 = 71.7 of 90: 79.7 of 100 (717 × 1000 ÷ 900 = 796.67)
//	区教育局: 0 + 40 + 15 = 55 of 90: 61.1
//
// With no points for it they keep 71.7 and 55.
func TestAnItemOfWhichAUnitHasNothing(t *testing.T) {
	t.Parallel()
	school := data.Unit{ID: 6, Name: "区教育局"}
	cases := []data.Case{
		datatest.Case(), datatest.Case(datatest.Numbered(2)),
		datatest.Case(datatest.Numbered(3), func(c *data.Case) { c.Replies[0].Sent = datatest.Day(6, 10) }),
		datatest.Case(datatest.Numbered(4), func(c *data.Case) { c.Assignments[0].Unit = school }),
	}
	scores := []data.Score{{ID: 2, Year: 2022, Unit: cases[0].Assignments[0].Unit, Item: "研究", Source: data.ReviewScore, Points: 150}}
	for _, x := range []struct {
		way         data.NothingWay
		first, last data.Points
		why, base   string
	}{
		{data.NothingScaled, 797, 611, "没有这类事项，不计", "得71.7分，计分的项目共90分，折算成100分"},
		{data.NothingFull, 817, 650, "没有这类事项，计满分", ""},
		{data.NothingGiven, 717, 550, "没有这类事项，不得分", ""},
	} {
		got := data.Appraise(cases, scores, 2022, datatest.Day(12, 31), datatest.RuleYears(withWays(data.AppraisalWays{Nothing: x.way})))
		opinions := got[0].Parts[1].Items[1]
		if got[0].Total != x.first || got[1].Total != x.last || opinions.Why != x.why || opinions.Out != (x.way == data.NothingScaled) || got[0].BaseWords() != x.base {
			t.Errorf("%s: %s and %s, %q, %q", x.way, got[0].Total, got[1].Total, opinions.Why, got[0].BaseWords())
		}
		if part := got[0].Parts[1]; x.way == data.NothingScaled && part.Full != 400 || x.way != data.NothingScaled && part.Full != 500 {
			t.Errorf("%s: the part counts %s points", x.way, part.Full)
		}
	}
}

// An item handed to a unit on 10 March (a Thursday) can be returned until the 17th.
// From the 18th it costs points, unless somebody talked with the deputy, began a
// letter or asks to return it.
func TestAnItemThatNobodyBegan(t *testing.T) {
	t.Parallel()
	idle := func(c *data.Case) {
		c.Replies, c.Feedback, c.Consultations, c.Disclosure = nil, nil, nil, data.Disclosure{}
		c.Assignments[0].Accepted = data.Date{}
	}
	rules := datatest.RuleYears(withWays(data.AppraisalWays{Nothing: data.NothingFull, Untouched: 3}))
	talk := data.Consultation{ID: 1, Date: datatest.Day(3, 18), Method: data.Phone, Phase: data.Before}
	for _, x := range []struct {
		name  string
		asOf  data.Date
		with  func(*data.Case)
		costs data.Points
	}{
		{"on the last day", datatest.Day(3, 17), nil, 0},
		{"the day after", datatest.Day(3, 18), nil, 30},
		{"after a call", datatest.Day(3, 18), func(c *data.Case) { c.Consultations = []data.Consultation{talk} }, 0},
		{"before the call", datatest.Day(3, 18), func(c *data.Case) {
			talk := talk
			talk.Date = datatest.Day(3, 19)
			c.Consultations = []data.Consultation{talk}
		}, 30},
		{"a letter is drafted", datatest.Day(3, 18), func(c *data.Case) {
			c.Replies = []data.Reply{{ID: 1, Round: 1, SignOff: data.SignOff{Drafted: datatest.Day(3, 18)}}}
		}, 0},
		{"a letter that is empty", datatest.Day(3, 18), func(c *data.Case) { c.Replies = []data.Reply{{ID: 1, Round: 1}} }, 30},
		{"the unit asks to return it", datatest.Day(3, 18), func(c *data.Case) { c.Assignments[0].Returned = datatest.Day(3, 15) }, 0},
		{"we assist", datatest.Day(3, 18), func(c *data.Case) { c.Proposal.Role = data.Assist }, 0},
		{"withdrawn", datatest.Day(3, 18), func(c *data.Case) { c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(3, 18) }, 0},
	} {
		changes := []func(*data.Case){idle}
		if x.with != nil {
			changes = append(changes, x.with)
		}
		done := datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Consultations[0].Date = datatest.Day(3, 11) })
		got := data.Appraise([]data.Case{datatest.Case(changes...), done}, nil, 2022, x.asOf, rules)[0]
		if got.Untouched.Points != x.costs || got.Total != max(got.Base-x.costs, 0) || (x.costs > 0) != slices.Equal(got.Untouched.IDs, []data.ID{1}) {
			t.Errorf("%s: costs %s of %s, %v", x.name, got.Untouched.Points, got.Base, got.Untouched.IDs)
		}
	}
	var cases []data.Case
	for _, n := range []int{12, 3, 7, 100, 1, 5} {
		cases = append(cases, datatest.Case(datatest.Numbered(n), idle))
	}
	got := data.Appraise(cases, nil, 2022, datatest.Day(12, 31), rules)[0]
	if got.Untouched.Points != 180 || !slices.Equal(got.Untouched.IDs, []data.ID{1, 3, 5, 7, 12, 100}) || got.Extra() != "−18.0" ||
		!strings.HasPrefix(got.Untouched.Why, "6件没有登记过沟通、也没有登记拟稿（") || !strings.HasSuffix(got.Untouched.Why, "第12号等），每件扣3分") {
		t.Errorf("%+v, beside the parts %s", got.Untouched, got.Extra())
	}
}

// A unit that helped once, in time, has full points for that and for nothing else
// that counts, and so has one that wrote our opinion where we assist; they stand in a
// group of their own, behind the units that lead what we answer.
func TestUnitsThatOnlyAssistAreRankedApart(t *testing.T) {
	t.Parallel()
	helper := data.Unit{ID: 9, Name: "区档案馆"}
	c := datatest.Case(func(c *data.Case) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, ProposalID: 1, Unit: helper, Part: data.CoUnit, Assigned: datatest.Day(3, 10), Accepted: datatest.Day(3, 11)})
		c.Opinions = []data.Opinion{{ID: 1, ProposalID: 1, Way: data.OpinionIn, Unit: helper, Received: datatest.Day(3, 20)}}
		c.Replies[0].Sent = datatest.Day(6, 10) // late
	})
	ours := datatest.Assist(datatest.Numbered(3), func(c *data.Case) { c.Assignments[0].Unit = data.Unit{ID: 8, Name: "区供销社"} })
	other := datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Assignments[0].Unit = data.Unit{ID: 7, Name: "区水利局"} })
	for _, x := range []struct {
		apart bool
		want  string
	}{
		{true, "区水利局 主办单位第1名 2；区住建局 主办单位第2名 2；区供销社 协办单位第1名 2；区档案馆 协办单位第1名 2"},
		// 区水利局 40 + 30 of 90: 77.8; 区档案馆 and 区供销社 10 + 30 of 60: 66.7; 区住建局 0 + 30 of 90: 33.3
		{false, "区水利局 第1名 4；区供销社 第2名 4；区档案馆 第2名 4；区住建局 第4名 4"},
	} {
		var told []string
		for _, u := range data.Appraise([]data.Case{c, other, ours}, nil, 2022, datatest.Day(12, 31), datatest.RuleYears(withWays(data.AppraisalWays{Nothing: data.NothingScaled, Apart: x.apart}))) {
			told = append(told, fmt.Sprint(u.Unit.Name, " ", u.Standing(), " ", u.Among))
		}
		if got := strings.Join(told, "；"); got != x.want {
			t.Errorf("apart %v: %s, want %s", x.apart, got, x.want)
		}
	}
}

// A pack that says nothing of its ways scores as is usual now, but for a year that
// was closed when there was no choice; a closing made now keeps the year as it is.
func TestClosedYearsKeepTheirWays(t *testing.T) {
	t.Parallel()
	silent := func(p *data.RulePack) {
		scheme(p)
		p.Appraisal.Ways = data.AppraisalWays{}
	}
	cases := []data.Case{datatest.Case()}
	end, y := datatest.Day(12, 31), datatest.RuleYears(silent)
	total := func(y data.RuleYears) data.Points { return data.Appraise(cases, nil, 2022, end, y)[0].Total }
	const now, then = 778, 800 // 0 + 40 + 30 of 90; and with 10 of 10
	if got := total(y); got != now {
		t.Errorf("an open year: %s", got)
	}
	made, err := data.CloseYear(data.Statistics(cases, 2022, end, y), cases, data.Appraise(cases, nil, 2022, end, y), 0, end, "")
	if err != nil {
		t.Fatal(err)
	}
	old := data.YearClosing{Year: 2022, Appraisal: `[{"unitID":5,"unit":"区住建局“\"group\":”","rank":1,"total":800,"grade":"良好","parts":[{"name":"工作量","points":300}]}]`}
	for _, x := range []struct {
		closing data.YearClosing
		want    data.Points
	}{{made, now}, {old, then}, {data.YearClosing{Year: 2022, Appraisal: "[]"}, now}} {
		rules := y
		if x.closing.ScoredBefore() {
			rules = y.ScoredBefore(2022)
		}
		if got := total(rules); got != x.want {
			t.Errorf("closed as %s: %s, want %s", x.closing.Appraisal, got, x.want)
		}
	}
	if got := total(y.ScoredBefore(2021)); got != now {
		t.Errorf("another year was closed: %s", got)
	}
	if got := total(datatest.RuleYears(withWays(data.AppraisalWays{Nothing: data.NothingGiven})).ScoredBefore(2022)); got != 700 {
		t.Errorf("the pack says its ways: %s", got)
	}
}

// drawScheme makes up a scheme with every measure, an item by hand and any ways.
func drawScheme(t *rapid.T) func(*data.RulePack) {
	var items []data.AppraisalItem
	for i, m := range append([]data.Measure{data.MeasureByHand}, data.Measures...) {
		items = append(items, data.AppraisalItem{Key: fmt.Sprint(i), Name: fmt.Sprint("项目", i), Points: rapid.IntRange(1, 30).Draw(t, "points"), Measure: m})
	}
	cut := rapid.IntRange(1, len(items)-1).Draw(t, "cut")
	return func(p *data.RulePack) {
		p.Appraisal = data.Appraisal{Parts: []data.AppraisalPart{{Name: "甲", Items: items[:cut]}, {Name: "乙", Items: items[cut:]}},
			Ways: data.AppraisalWays{Nothing: rapid.SampledFrom(data.NothingWays).Draw(t, "nothing"), Untouched: rapid.IntRange(0, 5).Draw(t, "untouched"), Apart: rapid.Bool().Draw(t, "apart")}}
	}
}

// Whatever the facts: each total equals a slow recount, lies between nothing and the
// full points where nothing was added, and is the same in any order of the facts;
// ranks follow the totals, and a unit with less than full points in an item that
// counts never stands above one with all of them.
func TestScoresEqualASlowRecount(t *testing.T) {
	holidays := rules(t).Calendar
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 5).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		r := datatest.Rules(drawScheme(t))
		r.Calendar = holidays
		y := data.SameRules(r)
		var scores []data.Score
		extra := rapid.Bool().Draw(t, "extra")
		several(d, "scores", 4, func(id data.ID) {
			s := data.Score{ID: id, Year: rapid.IntRange(2021, 2022).Draw(t, "score's year"), Unit: d.unit("scored"), Points: data.Points(rapid.IntRange(0, 300).Draw(t, "given")), Item: "0",
				Source: oneOf(d, "source", []data.ScoreSource{data.SelfScore, data.ReviewScore})}
			if extra {
				s.Source = oneOf(d, "source", data.ScoreSources)
			}
			scores = append(scores, s)
		})
		asOf, year := d.some("as of"), rapid.IntRange(2021, 2023).Draw(t, "of year")
		got := data.Appraise(cases, scores, year, asOf, y)
		totals := map[data.ID]int{}
		for i, u := range got {
			totals[u.Unit.ID] = int(u.Total)
			if !extra && (u.Total < 0 || u.Total > u.Full) || u.Base < 0 || u.Base > u.Full {
				t.Fatalf("%s: %s of %s", u.Unit.Name, u.Total, u.Full)
			}
			if i > 0 && u.Group == got[i-1].Group && (u.Total > got[i-1].Total || (u.Rank == got[i-1].Rank) != (u.Total == got[i-1].Total)) {
				t.Fatalf("%s with %s is %d behind %s as %d", u.Unit.Name, u.Total, u.Rank, got[i-1].Total, got[i-1].Rank)
			}
		}
		if diff := cmp.Diff(datatest.RecountScores(cases, scores, year, asOf, y), totals); diff != "" {
			t.Fatal("recount (-) and scores (+):\n", diff)
		}
		noneAboveFull(t, got, extra)
		slices.Reverse(cases)
		for i := range cases {
			slices.Reverse(cases[i].Assignments)
			slices.Reverse(cases[i].Consultations)
			slices.Reverse(cases[i].Opinions)
			slices.Reverse(cases[i].Replies)
		}
		for i, u := range data.Appraise(cases, scores, year, asOf, y) {
			if was := got[i]; u.Unit.ID != was.Unit.ID || u.Total != was.Total || u.Rank != was.Rank || u.Group != was.Group || u.Untouched.Why != was.Untouched.Why {
				t.Fatalf("another order gives %s %s as %d, not %s %s as %d", u.Unit.Name, u.Total, u.Rank, was.Unit.Name, was.Total, was.Rank)
			}
		}
	})
}

// noneAboveFull looks that no unit is ranked above one with full points everywhere.
func noneAboveFull(t *rapid.T, units []data.UnitScore, extra bool) {
	for _, u := range units {
		if extra || u.Got != u.Full || u.Untouched.Points > 0 {
			continue
		}
		for _, v := range units {
			if v.Group == u.Group && v.Rank < u.Rank {
				t.Fatalf("%s with %s of %s stands above %s with full points", v.Unit.Name, v.Got, v.Of, u.Unit.Name)
			}
		}
	}
}
