package demo_test

import (
	"fmt"
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
	found := map[string]int{}
	numbers := map[string]bool{}
	for _, c := range cases {
		if key := c.Book.Name() + data.NumberKey(c.Proposal.Number); numbers[key] {
			t.Errorf("number %s occurs twice in %s", c.Proposal.Number, c.Book.Name())
		} else {
			numbers[key] = true
		}
		if n := utf8.RuneCountInString(c.Proposal.Text); c.Book.Name() != demo.BookName && (n < 300 || n > 800) {
			t.Errorf("第%s号: the text has %d characters", c.Proposal.Number, n)
		}
		count(found, c)
		checkReplies(t, c, rules)
	}
	for _, what := range []string{
		"extensions", "undecided extensions", "returns", "returns refused", "withdrawals", "merged", "key", "re-answers", "dissatisfied, not answered again", "kept promises", "follow-ups",
		"督查", "提醒", "催办", "督办单", "sent to a co-signer", "waivers", "invited", "not told", "opinions missing", "countersigned", "partly open", "views",
	} {
		if found[what] == 0 {
			t.Errorf("no %s among %d", what, trial)
		}
	}
	for _, b := range []string{"政协市六届一次会议", "区六届人大一次会议", "政协区六届一次会议"} {
		if found[b] < trial/10 {
			t.Errorf("%d in %s", found[b], b)
		}
	}
	if found[demo.BookName] != 15 {
		t.Errorf("%d in the seed's book", found[demo.BookName])
	}
}

// The generated year has a summary of all its proposals, of every book, that can go
// out as it is: no unknown field, no typed number that contradicts, whatever the size.
func TestGenerateWritesTheYearsSummary(t *testing.T) {
	for _, c := range []struct {
		size     int
		examples bool // those are city CPPCC proposals, of which a small year has none that is answered
	}{{1, false}, {40, true}, {400, true}} {
		reg := entered(t)
		if err := demo.Generate(t.Context(), reg, c.size, 2); err != nil {
			t.Fatal(err)
		}
		cases, _, st := figures(t, reg, 2022)
		sum, err := reg.Summary(t.Context(), 2022, 0)
		if err != nil || sum.ID == 0 || sum.Signed.IsZero() {
			t.Fatal(sum, err)
		}
		filled := data.FillSummary(sum, data.FigureFacts{Now: st, Cases: cases})
		if err := filled.Problems().Err(); err != nil {
			t.Errorf("%d: %v", c.size, err)
		}
		text := filled.Summary.Words()
		if want := fmt.Sprintf("共%d件", 15+c.size); !strings.Contains(text, want) || strings.ContainsAny(text, "{}") {
			t.Errorf("%d: no %s in %s", c.size, want, text)
		}
		if got := strings.Contains(text, "比如，《关于"); got != c.examples {
			t.Errorf("%d: examples %v in %s", c.size, got, text)
		}
	}
}

// count notes what happened to a case.
func count(found map[string]int, c data.Case) {
	note := func(what string, in bool) {
		if in {
			found[what]++
		}
	}
	note(c.Book.Name(), true)
	note("withdrawals", c.Proposal.Closed != data.NotClosed)
	note("merged", c.Proposal.MergedInto != 0 && c.Host.ID != 0)
	note("key", c.Proposal.Key)
	note("not told", c.Proposal.Told.IsZero() && c.Proposal.Role.Answers())
	note("opinions missing", len(c.MissingOpinions()) > 0)
	note("waivers", len(c.Waivers) > 0)
	note("sent to a co-signer", len(c.Dispatches) > 1)
	note("partly open", c.Disclosure.Decision == data.PartlyOpen)
	for _, e := range c.Extensions {
		note("extensions", !e.Approved.IsZero())
		note("undecided extensions", e.Approved.IsZero())
	}
	for _, a := range c.Assignments {
		note("returns", a.Return() == data.ReturnAgreed)
		note("returns refused", a.Return() == data.ReturnNotGranted)
	}
	for _, r := range c.Replies {
		note("re-answers", r.Occasion == data.Reanswer)
		note("follow-ups", r.Occasion == data.FollowUp)
		note("countersigned", !r.SignOff.Countersigned.IsZero())
	}
	_, owes := c.OwesReanswer(data.RulePack{})
	note("dissatisfied, not answered again", owes)
	for _, p := range c.Commitments {
		note("kept promises", !p.Kept.IsZero())
	}
	for _, x := range c.Supervisions {
		note(string(x.Kind), true)
	}
	for _, x := range c.Consultations {
		note("invited", len(x.Invited) > 0)
	}
	for _, f := range c.Feedback {
		note("views", f.Solved != "")
	}
}

// checkReplies holds that every letter sent could have been signed.
func checkReplies(t *testing.T, c data.Case, rules data.Rules) {
	t.Helper()
	for _, r := range c.Replies {
		if r.Sent.IsZero() {
			continue
		}
		r = c.Letter(r)
		blocking, _ := data.CheckReply(c, r, data.Settings{}, rules, func(rune) bool { return true }, nil)
		for _, p := range blocking {
			t.Errorf("第%s号: %v", c.Proposal.Number, p)
		}
		if n := utf8.RuneCountInString(data.ReadLetterText(r.Body).Body); (n < 300 || n > 800) && r.Occasion != data.FollowUp {
			t.Errorf("第%s号: the letter has %d characters", c.Proposal.Number, n)
		}
		if strings.ContainsAny(r.Body, "{}") || r.Sent.Year() != c.Year() && r.Occasion != data.FollowUp {
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
				line += r.Class + r.Sent.String() + r.Body
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
