package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// filledAs fills a summary from cases as of the year's end.
func filledAs(sum data.Summary, cases []data.Case) data.FilledSummary {
	st := data.Statistics(cases, 2022, datatest.Day(12, 31), datatest.RuleYears())
	return data.FillSummary(sum, data.FigureFacts{Now: st, Cases: cases})
}

// What changed since somebody looked are the figures of the text alone, bound, typed
// and of examples, each with its value then and its proposals.
func TestWhatChangedSinceTheLastLook(t *testing.T) {
	cases := smallYear()
	sum := data.Summary{Year: 2022, Title: "总结", Sections: []data.SummarySection{{Text: "截至{截至}，共{总件数}件，A类{A类件数}件，{A类件数}件如{例1}。办结率{办结率}，主办3件。"}}}
	filled := filledAs(sum, cases)
	if got := filled.Changed(); len(got) > 0 {
		t.Errorf("never looked at, %v changed", got)
	}
	sum = filled.LookAt(sum, datatest.Day(12, 31))
	if got := filledAs(sum, cases).Changed(); len(got) > 0 {
		t.Errorf("nothing happened, %v changed", got)
	}
	cases[1].Replies[0].Class = "A"
	cases[0].Proposal.Title = "关于改名的建议"
	cases = append(cases, datatest.Case(datatest.Numbered(5)))
	var got []string
	for _, c := range filledAs(sum, cases).Changed() {
		got = append(got, c.Name+" "+c.Was+"→"+c.Value)
		if c.Name == "A类件数" && !slices.Equal(c.IDs, []data.ID{1, 2, 5}) {
			t.Errorf("behind A类件数 are %v", c.IDs)
		}
	}
	want := "总件数 4→5，A类件数 1→3，例1 《关于测试的建议》→《关于改名的建议》，办结率 33.3%→75%，主办件数 3→4"
	if strings.Join(got, "，") != want {
		t.Errorf("changed\n%s\nwant\n%s", strings.Join(got, "，"), want)
	}
	sum = filledAs(sum, cases).LookAt(sum, datatest.Day(12, 31))
	if got := filledAs(sum, cases).Changed(); len(got) > 0 {
		t.Errorf("looked at, still %v", got)
	}
}

// An example's proposers and unit are told by fields of their own; what is not
// registered is named.
func TestFactsOfAnExample(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{ID: 11, Name: "李四"})
		c.Replies[0].Done = "新建管网{3}公里；\n整治4处。"
	})
	text := data.ExampleText(c, datatest.Day(12, 31))
	if want := "{例1的代表}提出的{例1}，{例1的承办单位}新建管网（3）公里；整治4处"; text != want {
		t.Errorf("%s, want %s", text, want)
	}
	filled := filledAs(data.Summary{Title: "总结", Sections: []data.SummarySection{{Text: text + "。"}}}, []data.Case{c})
	if got := filled.Sections[0].Text; !strings.HasPrefix(got, "封伟等2名代表提出的《关于测试的建议》，区住建局新建") || len(filled.Unknown) > 0 {
		t.Errorf("%s, %v", got, filled.Unknown)
	}
	if got := data.ExampleText(c, datatest.Day(6, 1)); got != "{例1的代表}提出的{例1}，由{例1的承办单位}办理" {
		t.Errorf("before it was answered: %s", got)
	}
	// An example's unit has the name that the other papers of the year have: that of its
	// last day.
	for until, want := range map[data.Date]string{data.NewDate(2022, 12, 30): "区水务局", data.NewDate(2022, 12, 31): "区水利局"} {
		unit := &c.Assignments[0].Unit
		unit.Name, unit.Former = "区水务局", []data.FormerName{{Name: "区水利局", Until: until}}
		pieces, _ := data.SummaryPieces("{例1的承办单位}", data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears()), []data.Case{c})
		if len(pieces) != 1 || pieces[0].Text != want {
			t.Errorf("until %s it bore the old name: %+v, want %s", until, pieces, want)
		}
	}
	c.Assignments = nil
	_, ps := data.SummaryPieces("{例1的承办单位}、{例1的地址}、{例9}", data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears()), []data.Case{c})
	if len(ps) != 3 || !strings.Contains(ps[0].Message, "第1号还没有登记承办单位") || !strings.Contains(ps[1].Message, "{例1的地址}") || !strings.Contains(ps[2].Message, "{例9}") {
		t.Errorf("%v", ps)
	}
}

// A figure of a unit or a topic can be bound as well.
func TestFieldsOfUnitsAndTopics(t *testing.T) {
	filled := filledAs(data.Summary{Title: "总结", Sections: []data.SummarySection{{Text: "区住建局主办{区住建局：主办}件、协办{区住建局：协办}件；城建类{城建件数}件，占{城建占比}。"}}}, smallYear())
	if got := filled.Sections[0].Text; got != "区住建局主办3件、协办1件；城建类2件，占50%。" || len(filled.Problems()) > 0 {
		t.Errorf("%s %v", got, filled.Problems())
	}
}
