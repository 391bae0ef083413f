package demo_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry/demo"
)

// trial is how many proposals a year the tests generate: enough for every
// turn of fate to occur.
const trial = 600

func TestGenerateAddsAYearThatHolds(t *testing.T) {
	reg := entered(t)
	if err := demo.Generate(t.Context(), reg, trial, 1); err != nil {
		t.Fatal(err)
	}
	cases, rules, st := figures(t, reg, 2022)
	if st.Total != 15+trial || st.Lead != 7+trial*2/3 {
		t.Errorf("total %d, lead %d", st.Total, st.Lead)
	}
	if least := st.Lead * 85 / 100; st.Replied < least {
		t.Errorf("%d of %d replied", st.Replied, st.Lead)
	}
	report, err := reg.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range append(report.Damage, report.Impossible...) {
		t.Error(line)
	}
	var extended, returned, closed, again, kept, key int
	numbers := map[string]bool{}
	for _, c := range cases {
		if key := data.NumberKey(c.Proposal.Number); numbers[key] {
			t.Errorf("number %s occurs twice", c.Proposal.Number)
		} else {
			numbers[key] = true
		}
		if n := utf8.RuneCountInString(c.Proposal.Text); c.Book.Name() != demo.BookName && (n < 300 || n > 800) {
			t.Errorf("第%s号: the text has %d characters", c.Proposal.Number, n)
		}
		for _, a := range c.Assignments {
			if !a.Returned.IsZero() {
				returned++
			}
		}
		for _, x := range c.Commitments {
			if !x.Kept.IsZero() {
				kept++
			}
		}
		extended += len(c.Extensions)
		if c.Proposal.Closed != data.NotClosed {
			closed++
		}
		if len(c.Replies) > 1 {
			again++
		}
		if c.Proposal.Key {
			key++
		}
		checkReplies(t, c, rules)
	}
	for name, n := range map[string]int{"extensions": extended, "returns": returned, "withdrawals": closed, "re-answers": again, "kept promises": kept, "key proposals": key} {
		if n == 0 {
			t.Errorf("no %s among %d", name, trial)
		}
	}
}

// checkReplies holds that every letter sent could have been signed.
func checkReplies(t *testing.T, c data.Case, rules data.Rules) {
	t.Helper()
	for _, r := range c.Replies {
		if r.Sent.IsZero() {
			continue
		}
		blocking, _ := data.CheckReply(c, r, rules, func(rune) bool { return true }, nil)
		for _, p := range blocking {
			t.Errorf("第%s号: %v", c.Proposal.Number, p)
		}
		if n := utf8.RuneCountInString(r.Body); n < 300 || n > 800 {
			t.Errorf("第%s号: the letter has %d characters", c.Proposal.Number, n)
		}
		if strings.ContainsAny(r.Body, "{}") || r.Sent.Year != c.Year() {
			t.Errorf("第%s号: %s %s", c.Proposal.Number, r.Sent, r.Body)
		}
	}
}

func TestGenerateIsTheSameEveryTime(t *testing.T) {
	var years [2][]data.Case
	for i, span := range []int{1, 3} {
		reg := fresh(t)
		if err := demo.Generate(t.Context(), reg, 40, span); err != nil {
			t.Fatal(err)
		}
		years[i], _, _ = figures(t, reg, 2022)
		for _, year := range []int{2020, 2021} {
			if cases, _, _ := figures(t, reg, year); (len(cases) == 40) != (span == 3) {
				t.Errorf("%d cases in %d of %d years", len(cases), year, span)
			}
		}
	}
	told := func(cases []data.Case) (lines []string) {
		for _, c := range cases {
			line := c.Proposal.Number + c.Proposal.Title + c.Proposal.LeadProposer().Name + c.Proposal.HandedOver.String() + c.Proposal.Text
			for _, r := range c.Replies {
				line += r.DocNumber + r.Class + r.Sent.String() + r.Body
			}
			lines = append(lines, line)
		}
		return lines
	}
	if diff := cmp.Diff(told(years[0]), told(years[1])); diff != "" {
		t.Error(diff)
	}
}

func TestGenerateTwiceIsRefused(t *testing.T) {
	reg := fresh(t)
	if err := demo.Generate(t.Context(), reg, 3, 1); err != nil {
		t.Fatal(err)
	}
	if err := demo.Generate(t.Context(), reg, 3, 1); err == nil {
		t.Error("the same year was generated twice")
	}
	if cases, _, _ := figures(t, reg, 2022); len(cases) != 3 {
		t.Errorf("%d cases", len(cases))
	}
	if err := demo.Generate(t.Context(), reg, 0, 1); err == nil {
		t.Error("nothing was generated without complaint")
	}
}

// The earliest years have meetings of their own too.
func TestGenerateFiftyYears(t *testing.T) {
	reg := fresh(t)
	if err := demo.Generate(t.Context(), reg, 1, 50); err != nil {
		t.Fatal(err)
	}
	if cases, _, _ := figures(t, reg, 1973); len(cases) != 1 {
		t.Errorf("%d cases in 1973", len(cases))
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		reg := fresh(b)
		if err := demo.Generate(b.Context(), reg, 400, 1); err != nil {
			b.Fatal(err)
		}
	}
}
