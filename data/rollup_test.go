package data_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// rolledOffice counts cases as one office's year.
func rolledOffice(name string, cases []data.Case, y data.RuleYears) data.RollupOffice {
	return data.RollupOffice{Name: name, File: name + ".db", Closed: true, Stats: data.Statistics(cases, 2022, datatest.Day(12, 31), y)}
}

// randomCase is one of several shapes, its proposal, unit and deputy of its own.
func randomCase(t *rapid.T, n int) data.Case {
	number := datatest.Numbered(n)
	own := func(c *data.Case) {
		for i := range c.Assignments {
			c.Assignments[i].Unit = data.Unit{ID: data.ID(1000 + n), Name: "单位" + strconv.Itoa(n)}
		}
		was := c.Proposal.Proposers[0].ID
		c.Proposal.Proposers[0].ID = data.ID(5000 + n)
		for i := range c.Consultations {
			for k, id := range c.Consultations[i].Attended {
				if id == was {
					c.Consultations[i].Attended = slices.Clone(c.Consultations[i].Attended)
					c.Consultations[i].Attended[k] = data.ID(5000 + n)
				}
			}
		}
		for i := range c.Feedback {
			c.Feedback[i].ProposerID = data.ID(5000 + n)
		}
	}
	vary := func(c *data.Case) {
		c.Proposal.Key = rapid.Bool().Draw(t, "key")
		if len(c.Replies) == 0 {
			return
		}
		c.Replies[0].Class = rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "class")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			c.Replies[0].Sent, c.Feedback = data.Date{}, nil
		case 1:
			c.Replies[0].Sent = datatest.Day(11, 7) // late
			c.Feedback[0].Received = datatest.Day(11, 20)
		case 2:
			c.Feedback[0].Result = data.Dissatisfied
		}
	}
	if rapid.Bool().Draw(t, "assist") {
		return datatest.Assist(number, own, vary)
	}
	return datatest.Case(number, own, vary)
}

// However proposals are spread over offices of the same rules, the sums are what one
// office with all of them would count.
func TestRollUpIsAsCountingAllAtOnce(t *testing.T) {
	y := datatest.RuleYears()
	rapid.Check(t, func(t *rapid.T) {
		of := map[string][]data.Case{}
		var all []data.Case
		for n := range rapid.IntRange(1, 30).Draw(t, "n") {
			c := randomCase(t, n+1)
			office := rapid.SampledFrom([]string{"甲县", "乙县", "丙区", "丁市"}).Draw(t, "office")
			of[office], all = append(of[office], c), append(all, c)
		}
		var offices []data.RollupOffice
		for name, cases := range of {
			offices = append(offices, rolledOffice(name, cases, y))
		}
		r := data.RollUp(2022, offices, nil)
		for _, want := range data.Statistics(all, 2022, datatest.Day(12, 31), y).Figures() {
			got := r.Figure(want.Name)
			if got.Num != want.Num || got.Den != want.Den || got.Value != want.Value {
				t.Fatalf("%s: %d/%d %s, counted at once %d/%d %s", want.Name, got.Num, got.Den, got.Value, want.Num, want.Den, want.Value)
			}
			num := 0
			for _, by := range got.By {
				num += by.Num
			}
			if num != got.Num {
				t.Fatalf("%s: the offices have %d, the sum is %d", want.Name, num, got.Num)
			}
		}
	})
}

// Shares are never means of shares: one of one and one of three are two of four, 50 %.
// Where offices count by different rules each keeps its own, and that is told.
func TestRollUpKeepsEachOfficesRules(t *testing.T) {
	unsent := func(c *data.Case) { c.Replies, c.Feedback = nil, nil }
	small := []data.Case{datatest.Case(datatest.Numbered(1), func(c *data.Case) { c.Replies[0].Class = "C" })}
	large := []data.Case{datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Replies[0].Class = "C" }), datatest.Case(datatest.Numbered(3), unsent), datatest.Case(datatest.Numbered(4), unsent)}
	byClass := datatest.RuleYears(func(p *data.RulePack) { p.Rates.Settled = data.SettledClass })
	byReply := datatest.RuleYears(func(p *data.RulePack) { p.Rates.Settled = data.SettledReplied })
	r := data.RollUp(2022, []data.RollupOffice{rolledOffice("甲县", small, byClass), rolledOffice("乙县", large, byReply)}, []string{"甲县", "丙县"})
	if f := r.Figure("办复率"); f.Value != "50%" || f.Num != 2 || f.Den != 4 {
		t.Errorf("办复率 %+v", f)
	}
	if f := r.Figure("办结率"); f.Num != 1 || f.Den != 4 || len(f.Rules) != 2 {
		t.Errorf("办结率 %+v, want none of the one, counted by class, and one of three", f)
	}
	if !slices.ContainsFunc(r.Notes, func(n string) bool { return strings.Contains(n, "“办结率”算法不同") }) {
		t.Errorf("notes: %q", r.Notes)
	}
	if !slices.Equal(r.Missing, []string{"丙县"}) || !slices.Equal(r.Beyond, []string{"乙县"}) || len(r.Open) != 0 {
		t.Errorf("missing %v, beyond %v, open %v", r.Missing, r.Beyond, r.Open)
	}
	l := r.List()
	cells := make([]data.Value, len(l.Columns))
	l.Row(l.Rows-1, cells)
	if cells[0].Text != "合计" || cells[3].Number != 4 {
		t.Errorf("the last row is %v", cells)
	}
}
