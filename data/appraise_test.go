package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// scheme scores by two measures, workload and one item by hand: 100 points; an item
// of which a unit has nothing gives full points.
func scheme(p *data.RulePack) {
	p.Appraisal = data.Appraisal{
		Parts: []data.AppraisalPart{
			{Name: "领导重视", Items: []data.AppraisalItem{{Key: "研究", Name: "专题研究", Points: 20}}},
			{Name: "办理规范", Items: []data.AppraisalItem{{Key: "时限", Name: "按时", Points: 40, Measure: data.MeasureOnTime}, {Key: "协办", Name: "意见", Points: 10, Measure: data.MeasureOpinions}}},
			{Name: "工作量", Items: []data.AppraisalItem{{Key: "量", Name: "件数", Points: 30, Measure: data.MeasureWorkload}}},
		},
		Grades: []data.Grade{{Name: "优秀", Least: 90}, {Name: "良好", Least: 80}, {Name: "一般", Least: 60}, {Name: "较差"}},
		Ways:   data.AppraisalWays{Nothing: data.NothingFull},
	}
}

// Three items of 区住建局, one of them answered after its limit of 9 June; one
// of 区教育局, beside one that was withdrawn, which is told and not scored. Mean workload 4/2 = 2.
//
//	区住建局: 20 by hand 15; 40 × 2/3 = 26.7; no opinions, full 10; 30 × 3/2 capped 30; sum 81.7
//	区教育局: by hand none; 40 × 1/1 = 40; full 10; 30 × 1/2 = 15; sum 65, less 7.5 = 57.5
func TestUnitsAreScored(t *testing.T) {
	t.Parallel()
	late := func(c *data.Case) {
		c.Replies[0].Sent = datatest.Day(6, 10)
		c.Feedback[0].Received = datatest.Day(6, 20)
	}
	school := data.Unit{ID: 6, Name: "区教育局"}
	cases := []data.Case{
		datatest.Case(), datatest.Case(datatest.Numbered(2)), datatest.Case(datatest.Numbered(3), late),
		datatest.Case(datatest.Numbered(4), func(c *data.Case) { c.Assignments[0].Unit = school }),
		datatest.Case(datatest.Numbered(5), func(c *data.Case) { // withdrawn: nobody's work
			c.Assignments[0].Unit, c.Proposal.Closed, c.Proposal.ClosedOn = school, data.Withdrawn, datatest.Day(4, 1)
		}),
	}
	house := cases[0].Assignments[0].Unit
	scores := []data.Score{
		{ID: 1, Year: 2022, Unit: house, Item: "研究", Source: data.SelfScore, Points: 200},
		{ID: 2, Year: 2022, Unit: house, Item: "研究", Source: data.ReviewScore, Points: 150, Reason: "研究一次"},
		{ID: 3, Year: 2022, Unit: school, Source: data.Deduction, Points: 75, Reason: "漏报"},
		{ID: 4, Year: 2021, Unit: school, Source: data.Deduction, Points: 900, Reason: "往年"},
	}
	got := data.Appraise(cases, scores, 2022, datatest.Day(12, 31), datatest.RuleYears(scheme))
	if len(got) != 2 {
		t.Fatalf("%d units", len(got))
	}
	for i, want := range []struct {
		unit  string
		total data.Points
		grade string
		open  int
		lead  int
	}{{"区住建局", 817, "良好", 0, 3}, {"区教育局", 575, "较差", 1, 2}} {
		u := got[i]
		if u.Unit.Name != want.unit || u.Total != want.total || u.Grade != want.grade || u.Open != want.open || u.Lead != want.lead || u.Rank != i+1 {
			t.Errorf("%s %s %s, %d open, %d items, rank %d; want %+v", u.Unit.Name, u.Total, u.Grade, u.Open, u.Lead, u.Rank, want)
		}
	}
	onTime := got[0].Parts[1].Items[0]
	if len(onTime.Figure.Base) != 3 || len(onTime.Figure.IDs) != 2 || onTime.Why != "2/3，66.7%" {
		t.Errorf("behind it: %+v %q", onTime.Figure, onTime.Why)
	}
}

// What is not yet due is not held against a unit, and what is past its limit is.
func TestUnitsAreNotScoredAheadOfTime(t *testing.T) {
	t.Parallel()
	open := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback, c.Disclosure = nil, nil, data.Disclosure{} })
	r := datatest.Rules(scheme)
	before := data.Appraise([]data.Case{open}, nil, 2022, datatest.Day(6, 9), data.SameRules(r))[0].Parts[1].Items[0]
	after := data.Appraise([]data.Case{open}, nil, 2022, datatest.Day(6, 10), data.SameRules(r))[0].Parts[1].Items[0]
	if before.Points != 400 || before.Figure.Den != 0 || after.Points != 0 || after.Figure.Den != 1 {
		t.Errorf("on the last day %s of %d, the day after %s of %d", before.Points, before.Figure.Den, after.Points, after.Figure.Den)
	}
}

// An opinion that is drafted and not sent is not late before its limit of 9 April (a
// Saturday, so that Monday the 11th is in time).
func TestADraftedOpinionIsNotLateAheadOfTime(t *testing.T) {
	t.Parallel()
	c := datatest.Assist(func(c *data.Case) { c.Opinions[0].Sent = data.Date{} })
	for day, want := range map[data.Date]int{datatest.Day(4, 11): 0, datatest.Day(4, 12): 1} {
		if f := data.Appraise([]data.Case{c}, nil, 2022, day, datatest.RuleYears(scheme))[0].Parts[1].Items[1].Figure; f.Den != want || f.Num != 0 {
			t.Errorf("on %s: %d of %d", day, f.Num, f.Den)
		}
	}
}

// Signing for an assignment is due within 5 working days of 9 March: by 16
// March. Asking to return it in time is as good.
func TestSigningIsNotDueAheadOfTime(t *testing.T) {
	t.Parallel()
	r := datatest.Rules(func(p *data.RulePack) {
		p.Appraisal = data.Appraisal{Parts: []data.AppraisalPart{{Name: "办理规范", Items: []data.AppraisalItem{{Key: "签收", Name: "签收", Points: 4, Measure: data.MeasureAccepted}}}}}
	})
	for _, x := range []struct {
		name     string
		asOf     data.Date
		accepted data.Date
		returned data.Date
		num, den int
	}{
		{"not yet due", datatest.Day(3, 16), data.Date{}, data.Date{}, 0, 0},
		{"overdue", datatest.Day(3, 17), data.Date{}, data.Date{}, 0, 1},
		{"in time", datatest.Day(3, 12), datatest.Day(3, 11), data.Date{}, 1, 1},
		{"late", datatest.Day(12, 31), datatest.Day(3, 17), data.Date{}, 0, 1},
		{"asked to return it, and had to keep it", datatest.Day(12, 31), datatest.Day(3, 20), datatest.Day(3, 14), 1, 1},
	} {
		c := datatest.Case(func(c *data.Case) {
			a := &c.Assignments[0]
			a.Assigned, a.Accepted, a.Returned = datatest.Day(3, 9), x.accepted, x.returned
		})
		if f := data.Appraise([]data.Case{c}, nil, 2022, x.asOf, data.SameRules(r))[0].Parts[0].Items[0].Figure; f.Num != x.num || f.Den != x.den {
			t.Errorf("%s: %d of %d", x.name, f.Num, f.Den)
		}
	}
}

// Equal totals share a rank, and the next one counts them.
func TestEqualUnitsShareARank(t *testing.T) {
	t.Parallel()
	var cases []data.Case
	for i, name := range []string{"甲局", "乙局", "丙局"} {
		cases = append(cases, datatest.Case(datatest.Numbered(i+1), func(c *data.Case) { c.Assignments[0].Unit = data.Unit{ID: data.ID(20 + i), Name: name} }))
	}
	got := data.Appraise(cases, []data.Score{{Year: 2022, Unit: data.Unit{ID: 22}, Source: data.Deduction, Points: 1, Reason: "x"}}, 2022, datatest.Day(12, 31), datatest.RuleYears(scheme))
	if got[0].Rank != 1 || got[1].Rank != 1 || got[2].Rank != 3 || got[2].Unit.Name != "丙局" {
		t.Errorf("ranks %d %d %d", got[0].Rank, got[1].Rank, got[2].Rank)
	}
}

func TestPointsAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]data.Points{"8": 80, "7.5": 75, " 7.5分 ": 75, "７．５": 75, "7。5": 75, "0": 0, "0.5": 5} {
		if got, err := data.ParsePoints(text); err != nil || got != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "八", "7.55", "-1", "+1", "-0", "7.-", "1e2", "99999999999999999999"} {
		if got, err := data.ParsePoints(text); err == nil {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}
