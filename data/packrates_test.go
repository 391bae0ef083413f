package data_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// classed is a case of a class with promises, each kept or overdue at the end of
// 2022; class "" is one without a reply.
func classed(n int, class string, kept ...bool) data.Case {
	return datatest.Case(datatest.Numbered(n), func(c *data.Case) {
		if class == "" {
			c.Replies, c.Feedback = nil, nil
			return
		}
		c.Replies[0].Class = class
		for _, k := range kept {
			p := data.Commitment{ReplyID: 1, Text: "事", Due: datatest.Day(9, 1)}
			if k {
				p.Kept = datatest.Day(8, 1)
			}
			c.Commitments = append(c.Commitments, p)
		}
	})
}

// Five proposals: A with a promise overdue, B kept, C without a promise, B overdue,
// one without a reply.
func TestSettledRateByThePlacesMeaning(t *testing.T) {
	cases := []data.Case{classed(1, "A", false), classed(2, "B", true), classed(3, "C"), classed(4, "B", false), classed(5, "")}
	for _, c := range []struct {
		rates    data.RateRules
		num, den int
		ids      []data.ID
		rule     string
	}{
		{data.RateRules{}, 3, 5, []data.ID{1, 2, 3}, "已答复、不欠重办、A类或无逾期承诺的主办件 ÷ 主办件"},
		{data.RateRules{Settled: data.SettledClass}, 1, 5, []data.ID{1}, "答复为A类的主办件 ÷ 主办件"},
		{data.RateRules{Settled: data.SettledPromises}, 2, 5, []data.ID{2, 3}, "已答复、没有逾期承诺的主办件 ÷ 主办件"},
		{data.RateRules{Settled: data.SettledReplied}, 4, 5, []data.ID{1, 2, 3, 4}, "已答复的主办件 ÷ 主办件"},
		{data.RateRules{Settled: data.SettledClass, SettledOfReplied: true}, 1, 4, []data.ID{1}, "答复为A类的主办件 ÷ 已答复主办件"},
	} {
		st := data.Statistics(cases, 2022, datatest.Day(12, 31), datatest.RuleYears(func(p *data.RulePack) { p.Rates = c.rates }))
		r := st.SettledRate
		if r.Num != c.num || r.Den != c.den || !slices.Equal(r.IDs, c.ids) || r.Rule != c.rule {
			t.Errorf("%+v: %d of %d, %v, %s", c.rates, r.Num, r.Den, r.IDs, r.Rule)
		}
		if told := strings.Contains(strings.Join(st.Notes, "；"), "办结率"+c.rates.Settled.Words()+"算"); told != (c.rates.Settled != data.SettledUsual || c.rates.SettledOfReplied) {
			t.Errorf("%+v: notes %q", c.rates, st.Notes)
		}
	}
}

// 4/7 = 57.142…, 3/7 = 42.857…: two decimals where the place writes so, in text,
// JSON, changes and what reports are compared with.
func TestSharesWithTwoDecimals(t *testing.T) {
	two := datatest.RuleYears(func(p *data.RulePack) { p.Rates.Decimals = 2 })
	var cases, before []data.Case
	for n := range 7 {
		class := "A"
		if n >= 4 {
			class = "B"
		}
		cases = append(cases, classed(n+1, class))
		old := classed(n+11, []string{"A", "B", "C"}[n%3])
		old.Book.Meeting.Year, old.Proposal.HandedOver, old.Replies[0].Sent = 2021, data.NewDate(2021, 3, 9), data.NewDate(2021, 6, 1)
		before = append(before, old)
	}
	st := data.Statistics(cases, 2022, datatest.Day(12, 31), two)
	for _, f := range data.SummaryFields(st) {
		if want := map[string]string{"A类占比": "57.14%", "B类占比": "42.86%", "办复率": "100%"}[f.Name]; want != "" && f.Value != want {
			t.Errorf("%s is %s, want %s", f.Name, f.Value, want)
		}
	}
	if out, err := json.Marshal(st); err != nil || !strings.Contains(string(out), `"count":4,"share":57.14,`) || st.SharesNote != "" {
		t.Errorf("%s %q %v", out, st.SharesNote, err)
	}
	old := data.Statistics(before, 2021, data.NewDate(2021, 12, 31), two) // A 3, B 2, C 2 of 7: 42.86, 28.57, 28.57
	if old.SharesNote != "" {
		t.Errorf("42.86+28.57+28.57 = 100.00, but %q", old.SharesNote)
	}
	if changes := data.YearChanges(old, st); changes[2] != (data.YearChange{Name: "A类占比", Before: "42.86%", Now: "57.14%", Change: "+14.28个百分点"}) {
		t.Errorf("%+v", changes[2])
	}
	three := data.Statistics([]data.Case{classed(1, "A"), classed(2, "B"), classed(3, "C")}, 2022, datatest.Day(12, 31), two)
	if three.SharesNote != "各类占比四舍五入，合计为99.99%" {
		t.Errorf("33.33 thrice: %q", three.SharesNote)
	}
	facts := data.FigureFacts{Now: st, Before: data.TellYear(old)}
	for text, right := range map[string]bool{
		"A类占比57.14%": true, "A类占比57.1%": true, "A类占比57.41%": false,
		"A类占比57.14%，比上年提高14.28个百分点": true, "A类占比57.14%，比上年提高14.3个百分点": true, "A类占比57.14%，比上年提高14.82个百分点": false,
	} {
		ok := true
		for _, f := range data.ReadFigures(text, facts) {
			ok = ok && f.OK && f.Matched()
		}
		if ok != right {
			t.Errorf("%s: right is %v: %+v", text, ok, data.ReadFigures(text, facts))
		}
	}
}

// A place's own words stand wherever its rates are told, and are read in reports;
// fields in braces keep their names.
func TestRatesUnderThePlacesWords(t *testing.T) {
	y := datatest.RuleYears(func(p *data.RulePack) {
		p.Rates.Words = []data.RateWord{{Rate: "面商率", Word: "见面协商率"}, {Rate: "办复率", Word: "办结率"}, {Rate: "办结率", Word: "解决率"}}
		p.Classes[0].Told = "圆满落实"
	})
	st := data.Statistics([]data.Case{datatest.Case(), classed(2, "")}, 2022, datatest.Day(12, 31), y)
	words := map[string]string{}
	for _, f := range st.Figures() {
		words[f.Name] = f.Word
	}
	if words["面商率"] != "见面协商率" || words["办复率"] != "办结率" || words["办结率"] != "解决率" || words["采纳率"] != "采纳率" {
		t.Error(words)
	}
	if names, _ := data.YearShares(st.Compared(), st); !slices.Contains(names, "见面协商率") || slices.Contains(names, "面商率") {
		t.Error(names)
	}
	var got []string
	for _, f := range data.ReadFigures("见面协商率100%，办结率50%，圆满落实1件。", data.FigureFacts{Now: st}) {
		got = append(got, fmt.Sprint(f.Known.Key, " ", f.OK))
	}
	if want := []string{"faceToFaceRate true", "replyRate true", "classes.A.count true"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if f := data.ReadFigures("办结率90%", data.FigureFacts{Now: st}); len(f) != 1 || !strings.Contains(f[0].Why, "办结率为50%") {
		t.Errorf("%+v", f)
	}
	for _, name := range data.RateNames {
		if !slices.ContainsFunc(st.Figures(), func(f data.NamedFigure) bool { return f.Name == name }) {
			t.Errorf("no figure is called %s", name)
		}
	}
}

func TestWrongRateRulesAreNamed(t *testing.T) {
	for want, r := range map[string]data.RateRules{
		"应为1位或2位":  {Decimals: 3},
		"不认识“全部”":  {Settled: "全部"},
		"总是100%":   {Settled: data.SettledReplied, SettledOfReplied: true},
		"没有叫“好评率”": {Words: []data.RateWord{{Rate: "好评率", Word: "满意率"}}},
		"写了两次":     {Words: []data.RateWord{{Rate: "面商率", Word: "走访率"}, {Rate: "面商率", Word: "见面率"}}},
		"都叫“办结率”":  {Words: []data.RateWord{{Rate: "办复率", Word: "办结率"}}},
		"没有填写":     {Words: []data.RateWord{{Rate: "办复率", Word: " "}}},
		"都叫“走访率”":  {Words: []data.RateWord{{Rate: "面商率", Word: "走访率"}, {Rate: "办复率", Word: "走访率"}}},
		"":         {Decimals: 2, Settled: data.SettledClass, SettledOfReplied: true, Words: []data.RateWord{{Rate: "办复率", Word: "答复率"}}},
	} {
		p := datatest.Rules().Pack
		p.From, p.Rates = data.NewDate(2020, 1, 1), r
		switch ps := p.Validate(); {
		case want == "" && len(ps) > 0:
			t.Errorf("%+v: %v", r, ps)
		case want != "" && !strings.Contains(fmt.Sprint(ps), want):
			t.Errorf("%+v: %v, want %s", r, ps, want)
		}
	}
}

// A scheme without letters is told by its words alone.
func TestClassWord(t *testing.T) {
	for letter, want := range map[string]string{"A": "A类", "甲": "甲类", "A1": "A1类", "解决或采纳": "解决或采纳", "甲类": "甲类"} {
		if got := data.ClassWord(letter); got != want {
			t.Errorf("%s is told as %s", letter, got)
		}
	}
}
