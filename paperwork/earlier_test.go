package paperwork_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

// years is a desk with the demonstration's year and generated ones before it.
func years(t *testing.T) *paperwork.Desk {
	t.Helper()
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	path, err := paperwork.MakeDemo(t.Context(), filepath.Join(t.TempDir(), "演示"), 100, 3)
	if err != nil {
		t.Fatal(err)
	}
	return deskAt(t, path)
}

// A year's figures hold the promises of earlier years that were kept in it; those
// of one book hold only what was promised under books of its series. Where no
// year is asked for it is the newest, book after book.
func TestAYearCountsPromisesOfEarlierYears(t *testing.T) {
	d := years(t)
	every, err := d.Registry.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	books, err := d.Registry.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	partly := 0 // books that some of the promises belong to, not all
	for _, b := range append(books, data.Book{}) {
		if b.ID != 0 && b.Meeting.Year != paperwork.DemoYear {
			continue
		}
		want, others := 0, 0
		for _, c := range every {
			for _, p := range c.Commitments {
				switch {
				case c.Year() >= paperwork.DemoYear || p.Kept.Year() != paperwork.DemoYear:
				case b.ID == 0 || c.Book.SameSeries(b):
					want++
				default:
					others++
				}
			}
		}
		ask := paperwork.Ask{}
		if b.ID != 0 {
			ask.Book = b.Name()
		}
		y, err := d.Read(t.Context(), ask)
		if err != nil || y.Year != paperwork.DemoYear {
			t.Fatalf("%s: %d, %v", ask.Book, y.Year, err)
		}
		for i := range y.Cases[1:] {
			a, b := y.Cases[i], y.Cases[i+1]
			if a.Book.ID > b.Book.ID || a.Book.ID == b.Book.ID && data.CompareNumbers(a.Proposal.Number, b.Proposal.Number) > 0 {
				t.Errorf("%s %s stands before %s %s", a.Book.Name(), a.Proposal.Number, b.Book.Name(), b.Proposal.Number)
			}
		}
		got, err := y.Count(t.Context(), data.NewDate(paperwork.DemoYear, 12, 31))
		if err != nil || got.Commitments.KeptEarlier != want {
			t.Errorf("%s: %d promises of earlier years, want %d (%v)", ask.Book, got.Commitments.KeptEarlier, want, err)
		}
		if want > 0 && others > 0 {
			partly++
		}
	}
	if partly == 0 {
		t.Error("the demonstration has promises of one series only")
	}
}

// Where no book is asked for and only one has a summary, its paper is told from
// the cases of that book; where two have, one is to be chosen.
func TestTheOnlySummaryIsOfItsBook(t *testing.T) {
	d := years(t)
	books, err := d.Registry.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var ofYear []data.Book
	for _, b := range books {
		if b.Meeting.Year == 2021 {
			ofYear = append(ofYear, b)
		}
	}
	kind, ok := paperwork.KindOf("summary")
	if !ok || len(ofYear) < 2 {
		t.Fatal(ok, len(ofYear))
	}
	write := func(b data.Book, text string) {
		t.Helper()
		s := data.Summary{Year: 2021, BookID: b.ID, Title: "工作总结", Sections: []data.SummarySection{{Text: text}}}
		if err := d.Registry.Do(t.Context(), registry.Action{What: "写总结"}, func(tx *registry.Tx) error { return tx.SaveSummary(&s) }); err != nil {
			t.Fatal(err)
		}
	}
	write(ofYear[0], "共收到{总件数}件。")
	one, err := d.Registry.Cases(t.Context(), data.Scope{Year: 2021, BookID: ofYear[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "总结.pdf")
	if _, err := d.Write(t.Context(), kind, paperwork.Ask{Year: 2021}, path); err != nil {
		t.Fatal(err)
	}
	if says := wordsIn(t, path); !strings.Contains(says, fmt.Sprintf("共收到%d件", len(one))) {
		t.Errorf("says %s, want %d", says, len(one))
	}
	write(ofYear[1], "共收到{总件数}件。")
	if _, err := d.Write(t.Context(), kind, paperwork.Ask{Year: 2021}, path); err == nil {
		t.Error("one of two summaries was taken")
	}
}
