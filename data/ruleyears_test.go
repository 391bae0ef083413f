package data_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// since is the pack that applies from a day on, with so many months for a reply.
func since(from data.Date, months int, changes ...func(*data.RulePack)) data.RulePack {
	p := datatest.Rules(changes...).Pack
	p.Name, p.From, p.ReplyMonths, p.ExtensionMonths = fmt.Sprint(months, "个月"), from, months, 12
	return p
}

// twoPacks are three months until 2021, six from May 2022 on.
func twoPacks() data.RuleYears {
	return data.NewRuleYears([]data.RulePack{since(data.NewDate(2022, 5, 1), 6), since(data.NewDate(2018, 1, 1), 3)}, data.Calendar{})
}

// ofYear is the open lead case n of a year, handed over on 15 March.
func ofYear(year, n int) data.Case {
	return datatest.Case(datatest.Numbered(n), func(c *data.Case) {
		c.Book.ID, c.Book.Meeting.Year = data.ID(year), year
		c.Proposal.BookID, c.Proposal.HandedOver = c.Book.ID, data.NewDate(year, 3, 15)
		c.Assignments[0].Assigned, c.Assignments[0].Accepted = data.NewDate(year, 3, 15), data.NewDate(year, 3, 16)
		c.Consultations, c.Replies, c.Feedback, c.Disclosure = nil, nil, nil, data.Disclosure{}
	})
}

// A year is worked by the newest pack of its last day: one that came in May is
// the whole year's, one of New Year's Eve too, one of the next day is not.
func TestAYearIsWorkedByThePackOfItsLastDay(t *testing.T) {
	for _, x := range []struct {
		from   data.Date
		months int // of 2022
	}{
		{data.NewDate(2022, 1, 1), 6}, {data.NewDate(2022, 5, 1), 6}, {data.NewDate(2022, 12, 31), 6}, {data.NewDate(2023, 1, 1), 3},
	} {
		y := data.NewRuleYears([]data.RulePack{since(x.from, 6), since(data.NewDate(2018, 1, 1), 3)}, data.Calendar{})
		if got := y.In(2022).Pack.ReplyMonths; got != x.months {
			t.Errorf("a pack since %s: 2022 has %d months, want %d", x.from, got, x.months)
		}
		if before := y.In(2010).Pack.ReplyMonths; before != 3 {
			t.Errorf("before all packs %d months", before)
		}
	}
	c := ofYear(2022, 1)
	c.Book.ReplyMonths, c.Book.Classes = 4, []data.ReplyClass{{Letter: "甲"}}
	if r := twoPacks().Of(c); r.Pack.ReplyMonths != 4 || r.Pack.Classes[0].Letter != "甲" {
		t.Errorf("the book's own are passed over: %+v", r.Pack)
	}
}

// A case between meetings is of the year it was handed over.
func TestACaseBetweenMeetingsHasTheRulesOfItsOwnYear(t *testing.T) {
	c := ofYear(2021, 1)
	c.Proposal.Between, c.Proposal.HandedOver = true, data.NewDate(2022, 8, 1)
	if got := data.LedgerRows([]data.Case{c}, data.NewDate(2022, 9, 1), twoPacks())[0].Limit; got != data.NewDate(2023, 2, 1) {
		t.Errorf("limit %s, six months on is 1 February", got)
	}
}

// Handed over on 15 March: by three months the limit is 15 June, by six 15
// September (2021: a Tuesday; 2022: a Thursday).
func TestEachCaseIsCountedByItsOwnYearsRules(t *testing.T) {
	y, cases := twoPacks(), []data.Case{ofYear(2021, 1), ofYear(2022, 2)}
	asOf := data.NewDate(2022, 12, 1)
	rows := data.LedgerRows(cases, asOf, y)
	if rows[0].Limit != data.NewDate(2021, 6, 15) || rows[1].Limit != data.NewDate(2022, 9, 15) {
		t.Errorf("limits %s and %s", rows[0].Limit, rows[1].Limit)
	}
	answer := func(c *data.Case, month time.Month, day int) {
		c.Replies = []data.Reply{{ID: c.Proposal.ID, Round: 1, Class: "A", Sent: data.NewDate(c.Year(), month, day)}}
	}
	answer(&cases[0], 7, 1)
	answer(&cases[1], 7, 1)
	for year, onTime := range map[int]int{2021: 0, 2022: 1} {
		if st := data.Statistics(cases, year, data.NewDate(year, 12, 31), y); st.RepliedOnTime != onTime || st.Replied != 1 {
			t.Errorf("%d: %d of %d on time", year, st.RepliedOnTime, st.Replied)
		}
	}
	var late []string
	for _, turn := range data.UnitTurns(cases, 5, asOf, y) {
		late = append(late, fmt.Sprint(turn.Year, " ", turn.Late))
	}
	if want := []string{"2022 false", "2021 true"}; !slices.Equal(late, want) {
		t.Errorf("turns %v", late)
	}
	autumn := ofYear(2021, 3) // until 15 February 2022, by six months until May
	autumn.Proposal.HandedOver = data.NewDate(2021, 11, 15)
	units := data.Units([]data.Case{autumn, ofYear(2022, 2)}, data.NewDate(2022, 4, 1), y)
	if u := units[0]; len(units) != 1 || u.Late.Num != 1 || u.Late.IDs[0] != 3 || u.Done.Den != 2 {
		t.Errorf("board: late %v of %d", u.Late.IDs, u.Done.Den)
	}
}

// A mark of a place's own counts by the year's pack: 不同意 asked for a new
// answer in 2021, and 2022 no longer knew the word.
func TestOwedByTheCasesOwnYear(t *testing.T) {
	own := func(p *data.RulePack) { p.Marks = []data.MarkWord{{Word: "不同意", Counts: data.Dissatisfied}} }
	y := data.NewRuleYears([]data.RulePack{since(data.NewDate(2018, 1, 1), 3, own), since(data.NewDate(2022, 1, 1), 3)}, data.Calendar{})
	of := func(year, n int) data.Case {
		c := ofYear(year, n)
		c.Replies = []data.Reply{{ID: c.Proposal.ID, Round: 1, Class: "A", Sent: data.NewDate(year, 5, 1)}}
		c.Feedback = []data.Feedback{{ID: c.Proposal.ID, Round: 1, ProposerID: 10, Received: data.NewDate(year, 5, 9), Result: "不同意"}}
		return c
	}
	owed := data.OwedBy([]data.Case{of(2021, 1), of(2022, 2)}, 5, data.NewDate(2022, 12, 1), y)
	if len(owed) != 1 || owed[0].Proposal.ID != 1 {
		t.Errorf("owed %d", len(owed))
	}
}

// Whatever packs and cases: many together come to what each comes to by the
// rules of its own year.
func TestManyTogetherAreAsEachByItsOwnRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var packs []data.RulePack
		for range rapid.IntRange(1, 4).Draw(t, "packs") {
			packs = append(packs, since(d.some("from").AddDays(-700), rapid.IntRange(1, 8).Draw(t, "months")))
		}
		y := data.NewRuleYears(packs, data.Calendar{})
		var cases []data.Case
		for n := range rapid.IntRange(1, 5).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		asOf := d.some("as of")
		rows := data.LedgerRows(cases, asOf, y)
		var owed []data.ID
		for _, c := range data.OwedBy(cases, 5, asOf, y) {
			owed = append(owed, c.Proposal.ID)
		}
		for i, c := range cases {
			own := data.SameRules(y.In(c.Year()))
			if diff := cmp.Diff(data.LedgerRows([]data.Case{c}, asOf, own)[0], rows[i], cmpopts.IgnoreUnexported(data.LedgerRow{})); diff != "" {
				t.Fatal("alone (-) and among others (+)\n", diff)
			}
			if alone := len(data.OwedBy([]data.Case{c}, 5, asOf, own)) > 0; alone != slices.Contains(owed, c.Proposal.ID) {
				t.Fatalf("owed alone %v, among others %v", alone, owed)
			}
			var turns int
			for _, turn := range data.UnitTurns([]data.Case{c}, 5, asOf, own) {
				if slices.Contains(data.UnitTurns(cases, 5, asOf, y), turn) {
					turns++
				}
			}
			if turns != len(data.UnitTurns([]data.Case{c}, 5, asOf, own)) {
				t.Fatalf("a unit's turns differ among others")
			}
		}
	})
}
