package data_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/datatest"
)

// A correction made after the year was closed shows as a difference from the
// fixed figures, which stay as they were.
func TestClosedYearKeepsItsFigures(t *testing.T) {
	t.Parallel()
	r, asOf := datatest.Rules(scheme), datatest.Day(12, 31)
	cases := []data.Case{datatest.Case(), datatest.Case(datatest.Numbered(2))}
	st := data.Statistics(cases, 2022, asOf, data.SameRules(r))
	closing, err := data.CloseYear(st, cases, data.Appraise(cases, nil, 2022, asOf, data.SameRules(r)), 1, data.NewDate(2023, 1, 5), "上报市政府")
	if err != nil {
		t.Fatal(err)
	}
	if ps := closing.Validate(); len(ps) > 0 {
		t.Fatal(ps)
	}
	fixed, err := closing.FixedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(data.FixFigures(st, cases), fixed); diff != "" {
		t.Error(diff)
	}
	if ch := data.ChangedFigures(fixed, data.FixFigures(st, cases)); len(ch) > 0 {
		t.Errorf("nothing changed, and yet %v", ch)
	}
	cases[1].Replies[0].Class = "B"
	now := data.FixFigures(data.Statistics(cases, 2022, data.NewDate(2023, 2, 1), data.SameRules(r)), cases)
	want := []data.FigureChange{{Name: "A类件数", Fixed: "2", Now: "1"}, {Name: "A类占比", Fixed: "100%", Now: "50%"}, {Name: "B类件数", Fixed: "0", Now: "1"}, {Name: "B类占比", Fixed: "0%", Now: "50%"}}
	if diff := cmp.Diff(want, data.ChangedFigures(fixed, now)); diff != "" {
		t.Error(diff)
	}
	scores, err := closing.FixedScores()
	if err != nil || len(scores) != 1 || scores[0].Unit != "区住建局" || len(scores[0].Parts) != 3 {
		t.Errorf("%+v %v", scores, err)
	}
	later := data.Appraise(cases, []data.Score{{Year: 2022, Unit: cases[0].Assignments[0].Unit, Source: data.Deduction, Points: 25, Reason: "x"}}, 2022, asOf, data.SameRules(r))
	later[0].Unit.Name = "区住建和交通局" // renamed since
	if diff := cmp.Diff([]data.FigureChange{{Name: "区住建局考评", Fixed: "80分", Now: "77.5分"}}, data.ChangedScores(scores, data.FixScores(later))); diff != "" {
		t.Error(diff)
	}
	if got := data.ChangedScores(scores, nil); len(got) != 1 || got[0].Now != "没有" {
		t.Errorf("a unit that is scored no longer: %v", got)
	}
	for _, rubbish := range []string{"{", `{"total":2}`, `["x"]`} {
		broken := closing
		broken.Figures, broken.Appraisal = rubbish, rubbish
		_, figures := broken.FixedFigures()
		if _, scores := broken.FixedScores(); figures == nil || scores == nil {
			t.Errorf("%s is read", rubbish)
		}
	}
	for name, change := range map[string]func(*data.YearClosing){
		"before the year":   func(y *data.YearClosing) { y.AsOf = data.NewDate(2021, 12, 31) },
		"after the closing": func(y *data.YearClosing) { y.AsOf = y.ClosedOn.AddDays(1) },
	} {
		y := closing
		change(&y)
		if ps := y.Validate(); len(ps) != 1 || ps[0].Field != "截至日期" {
			t.Errorf("figures as of a day %s: %v", name, ps)
		}
	}
}

func TestWhatIsOpenBeforeClosing(t *testing.T) {
	t.Parallel()
	r, asOf := datatest.Rules(scheme), datatest.Day(12, 31)
	cases := []data.Case{
		datatest.Case(),
		datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Feedback = nil }),
		datatest.Case(datatest.Numbered(3), func(c *data.Case) { c.Replies, c.Feedback, c.Consultations = nil, nil, c.Consultations[:2] }),
	}
	ps := data.BeforeClosing(cases, data.Appraise(cases, nil, 2022, asOf, data.SameRules(r)), 2022, asOf, data.SameRules(r))
	if len(ps) != 3 {
		t.Fatalf("%v", ps)
	}
	for i, want := range []string{"市六届人大一次会议第2号", "市六届人大一次会议第3号", "区住建局"} {
		if ps[i].Field != want {
			t.Errorf("%d is of %s, want %s", i, ps[i].Field, want)
		}
	}
}
