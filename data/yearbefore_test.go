package data_test

import (
	"slices"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// A book is compared with the book of the year before of the same body, level
// and direction; all books with all.
func TestTheYearBeforeOfABook(t *testing.T) {
	book := func(id data.ID, year int, body data.Body, level data.Level, way data.Direction) data.Book {
		return data.Book{ID: id, Direction: way, Meeting: data.Meeting{Body: body, Level: level, Year: year}}
	}
	var cases []data.Case
	for i, b := range []data.Book{
		book(11, 2021, data.Congress, data.City, data.HandedDown),
		book(12, 2021, data.CPPCC, data.City, data.HandedDown),
		book(13, 2021, data.Congress, data.District, data.HandedDown),
		book(14, 2021, data.Congress, data.City, data.HandedOut),
		book(15, 2020, data.Congress, data.City, data.HandedDown), // between meetings, handed over in 2021
	} {
		cases = append(cases, datatest.Case(datatest.Numbered(i+1), func(c *data.Case) { c.Book = b }))
	}
	before := func(b data.Book) (all []data.ID) {
		for _, c := range cases {
			if data.OfYearBefore(c, 2022, b) {
				all = append(all, c.Proposal.ID)
			}
		}
		return all
	}
	if got := before(book(1, 2022, data.Congress, data.City, data.HandedDown)); !slices.Equal(got, []data.ID{1}) {
		t.Errorf("the city congress's book with %v", got)
	}
	if got := before(data.Book{}); len(got) != len(cases) {
		t.Errorf("all books with %v", got)
	}
	if got := before(book(1, 2022, data.CPPCC, data.District, data.HandedOut)); len(got) != 0 {
		t.Errorf("a book without one before with %v", got)
	}
}

// 3 of 4 replied (75%) after 1 of 2 (50%); 2 of 3 are A (66.7%) after all.
func TestChangesFromYearToYear(t *testing.T) {
	year := func(year, replied, open, b int) []data.Case {
		var cases []data.Case
		for n := range replied + open {
			c := ofYear(year, year*10+n)
			if n < replied {
				c.Replies = []data.Reply{{ID: 1, Round: 1, Class: "A", Sent: data.NewDate(year, 5, 1)}}
			}
			if n < b {
				c.Replies[0].Class = "B"
				c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "修路", Due: data.NewDate(year, 12, 1), Kept: data.NewDate(year, 11, 1)}}
			}
			cases = append(cases, c)
		}
		return cases
	}
	older := ofYear(2020, 1)
	older.Commitments = []data.Commitment{{ID: 1, Text: "装灯", Due: data.NewDate(2021, 3, 1), Kept: data.NewDate(2021, 2, 1)}}
	y := datatest.RuleYears()
	before := data.Statistics(append(year(2021, 1, 1, 0), older), 2021, data.NewDate(2021, 12, 31), y)
	now := data.Statistics(year(2022, 3, 1, 1), 2022, data.NewDate(2022, 12, 31), y)
	want := []data.YearChange{
		{Name: "主办件数", Before: "2", Now: "4", Change: "+2"},
		{Name: "办复率", Before: "50%", Now: "75%", Change: "+25.0个百分点"},
		{Name: "A类占比", Before: "100%", Now: "66.7%", Change: "−33.3个百分点"},
		{Name: "兑现承诺", Before: "0", Now: "1", Change: "+1"},
		{Name: "兑现往年承诺", Before: "1", Now: "0", Change: "−1"},
	}
	if got := data.YearChanges(before, now); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := data.YearChanges(before.Compared(), now.Compared()); !slices.Equal(got, want) {
		t.Errorf("what is compared alone: %+v", got)
	}
	names, pairs := data.YearShares(before.Compared(), now)
	bare, again := data.YearShares(before, now.Compared())
	if i := slices.Index(names, "A类占比"); names[0] != "办复率" || pairs[0][0].Percent() != "50%" || pairs[0][1].Percent() != "75%" || i < 0 || pairs[i][0].Percent() != "100%" || len(pairs[i][1].IDs) != 2 {
		t.Errorf("shares %v: %+v", names, pairs)
	}
	for i := range pairs { // what is compared alone has every share that is shown
		if names[i] != bare[i] || pairs[i][0].Percent() != again[i][0].Percent() || pairs[i][1].Percent() != again[i][1].Percent() {
			t.Errorf("%s alone: %+v, %+v", names[i], pairs[i], again[i])
		}
	}
	empty := data.Statistics(nil, 2021, data.NewDate(2021, 12, 31), y)
	if got := data.YearChanges(empty, now)[1]; got.Before != "—" || got.Change != "—" {
		t.Errorf("from nothing: %+v", got)
	}
	if got := data.YearChanges(now, now)[0]; got.Change != "不变" {
		t.Errorf("unchanged: %+v", got)
	}
}

// Of earlier years' proposals the promises kept in the year are counted, by the
// day the figures are told as of; of later years' none, and of the year's own
// under their own name.
func TestPromisesOfEarlierYears(t *testing.T) {
	promised := func(year, n int, kept data.Date) data.Case {
		c := ofYear(year, n)
		c.Replies = []data.Reply{{ID: data.ID(n), Round: 1, Class: "B", Sent: data.NewDate(year, 5, 1)}}
		c.Commitments = []data.Commitment{{ID: data.ID(n), ReplyID: data.ID(n), Text: "修路", Due: data.NewDate(year, 12, 1), Kept: kept}}
		return c
	}
	cases := []data.Case{
		promised(2020, 1, data.NewDate(2022, 3, 1)),
		promised(2021, 2, data.NewDate(2022, 9, 1)),
		promised(2021, 3, data.NewDate(2021, 9, 1)), // kept in its own year
		promised(2021, 4, data.Date{}),
		promised(2021, 5, data.NewDate(2023, 1, 1)), // not yet
		promised(2022, 6, data.NewDate(2022, 9, 1)),
		promised(2023, 7, data.NewDate(2023, 9, 1)),
	}
	y := datatest.RuleYears()
	st := data.Statistics(cases, 2022, data.NewDate(2022, 12, 31), y)
	if got := st.Promises.KeptEarlier; st.Commitments.KeptEarlier != 2 || !slices.Equal(got.IDs, []data.ID{1, 2}) || st.Commitments.Kept != 1 || st.Total != 1 {
		t.Errorf("kept earlier %+v of %+v, total %d", got.IDs, st.Commitments, st.Total)
	}
	if got := data.Statistics(cases, 2022, data.NewDate(2022, 6, 30), y).Commitments.KeptEarlier; got != 1 {
		t.Errorf("as of June %d", got)
	}
	if got := data.Statistics(cases, 2021, data.NewDate(2021, 12, 31), y).Commitments; got.KeptEarlier != 0 || got.Kept != 1 {
		t.Errorf("of 2021 %+v", got)
	}
}
