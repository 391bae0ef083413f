package demo_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/data/registry/demo"
)

// A scripted year of 400 proposals and the year before: returns, extensions,
// merged proposals, dissatisfied deputies and re-answers. Check is content, and
// the figures equal the slow recount on any day, of every book and over all.
func TestYearsOf400EqualTheRecount(t *testing.T) {
	reg := entered(t)
	if err := demo.Generate(t.Context(), reg, 400, 3); err != nil {
		t.Fatal(err)
	}
	report, err := reg.Check(t.Context())
	if err != nil || len(report.Damage)+len(report.Impossible) > 0 {
		t.Fatal(report.Damage, report.Impossible, err)
	}
	all, err := reg.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := reg.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	books, err := reg.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	equal := func(cases []data.Case, year int, asOf data.Date) data.Stats {
		t.Helper()
		st := data.Statistics(cases, year, asOf, rules)
		if diff := cmp.Diff(datatest.Recount(cases, year, asOf, rules), datatest.Counted(st)); diff != "" {
			t.Errorf("%d as of %v: recount (-) and statistics (+)\n%s", year, asOf, diff)
		}
		return st
	}
	for _, year := range []int{2020, 2021, 2022} {
		for month := 1; month <= 18; month++ {
			equal(all, year, data.NewDate(year, 1, 1).AddMonths(month).AddDays(-1))
		}
	}
	if len(books) != 12 {
		t.Errorf("%d books", len(books))
	}
	end := data.NewDate(2022, 12, 31)
	total := 0
	for _, b := range books {
		if b.Meeting.Year != 2022 {
			continue
		}
		one, err := reg.Cases(t.Context(), data.Scope{Year: 2022, BookID: b.ID})
		if err != nil {
			t.Fatal(err)
		}
		earlier, err := reg.Cases(t.Context(), data.Scope{KeptIn: 2022, BookID: b.ID})
		if err != nil {
			t.Fatal(err)
		}
		st := equal(slices.Concat(one, earlier), 2022, end)
		total += st.Total
		for _, c := range earlier {
			if c.Book.Meeting.Body != b.Meeting.Body || c.Book.Meeting.Level != b.Meeting.Level || c.Year() >= 2022 {
				t.Errorf("%s: kept by %s", b.Name(), c.Book.Name())
			}
		}
	}
	st := equal(all, 2022, end)
	if total != st.Total || st.Total != 415 {
		t.Errorf("%d in the books, %d over all", total, st.Total)
	}
	scoped, err := reg.Cases(t.Context(), data.Scope{KeptIn: 2022})
	if err != nil {
		t.Fatal(err)
	}
	if kept := data.Statistics(scoped, 2022, end, rules).Commitments.KeptEarlier; kept != st.Commitments.KeptEarlier || kept == 0 {
		t.Errorf("%d and %d promises of earlier years kept", kept, st.Commitments.KeptEarlier)
	}
}

// Every letter has a 文号 of its own, without gaps in its series and year.
func TestGeneratedDocNumbersRunOn(t *testing.T) {
	reg := entered(t)
	if err := demo.Generate(t.Context(), reg, 90, 2); err != nil {
		t.Fatal(err)
	}
	numbers, err := reg.DocNumbers(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(numbers)
	if len(numbers) < 60 || len(slices.Compact(slices.Clone(numbers))) != len(numbers) {
		t.Errorf("%d numbers: %v", len(numbers), numbers)
	}
}

// What is read for figures alone tells the same figures, tables and answers as all
// facts do, on any day; it lacks those that none of these asks for.
func TestFiguresNeedNoMoreThanTheirFacts(t *testing.T) {
	reg := entered(t)
	if err := demo.Generate(t.Context(), reg, 250, 2); err != nil {
		t.Fatal(err)
	}
	rules, err := reg.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var read [2][]data.Case
	for i, scope := range []data.Scope{{Year: 2022}, {Year: 2022, Figures: true}} {
		if read[i], err = reg.Cases(t.Context(), scope); err != nil {
			t.Fatal(err)
		}
	}
	lacks := 0
	for i, c := range read[0] {
		lean := read[1][i]
		lacks += len(c.Dispatches) + len(c.Waivers) + len(c.Attachments)
		if c.Disclosure.Decision != data.OpenUndecided {
			lacks++
		}
		if len(lean.Dispatches)+len(lean.Waivers)+len(lean.Attachments) > 0 || lean.Disclosure.Decision != data.OpenUndecided {
			t.Fatalf("第%s号 has more than is counted: %+v", c.Proposal.Number, lean)
		}
		c.Dispatches, c.Waivers, c.Attachments, c.Disclosure = nil, nil, nil, data.Disclosure{}
		if diff := cmp.Diff(c, lean); diff != "" {
			t.Fatalf("第%s号: %s", c.Proposal.Number, diff)
		}
	}
	if lacks < 500 {
		t.Errorf("only %d facts are left out", lacks)
	}
	for month := 4; month <= 15; month++ {
		day := data.NewDate(2022, 1, 1).AddMonths(month).AddDays(-1)
		var told [2]any
		for i, cases := range read {
			st := data.Statistics(cases, 2022, day, rules)
			told[i] = []any{st, data.YearParts(st, nil, cases), data.AnswerRows(cases, day)}
		}
		if !reflect.DeepEqual(told[0], told[1]) {
			t.Errorf("as of %v they differ", day)
		}
	}
}
