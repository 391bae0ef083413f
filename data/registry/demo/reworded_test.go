package demo_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/demo"
)

// rewordedRows are the rows of a part of testdata/reworded/county.txt.
func rewordedRows(t testing.TB, part string) (rows [][]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/reworded/county.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(text), "## "+part+"\n")
	if !ok {
		t.Fatal("no part " + part)
	}
	before, _, _ := strings.Cut(after, "\n\n## ")
	for line := range strings.Lines(before) {
		rows = append(rows, strings.Split(strings.TrimSpace(strings.ReplaceAll(line, `\n`, "\n")), "\t"))
	}
	return rows
}

// A matter that another deputy raises again in words of his own is found among others
// of the same county and the same matters, and a thousand more.
func TestWhatAnotherRaisesAgainIsFound(t *testing.T) {
	r := fresh(t)
	if err := demo.Generate(t.Context(), r, 500, 2); err != nil {
		t.Fatal(err)
	}
	books, err := r.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	enter := func(tx *registry.Tx, title, text string) error {
		n++
		p := data.Proposal{BookID: books[0].ID, Number: fmt.Sprint(50_000 + n), Kind: data.Suggestion, Role: data.Lead, Title: title, Text: text,
			HandedOver: data.NewDate(books[0].Meeting.Year, 4, 1), Proposers: []data.Proposer{{Name: "李明", Body: data.Congress, Delegation: "凤凰代表团"}}}
		return tx.SaveProposal(&p)
	}
	err = r.Do(t.Context(), registry.Action{What: "登记"}, func(tx *registry.Tx) error {
		for _, part := range []string{"others", "twins"} {
			for _, row := range rewordedRows(t, part) {
				if err := enter(tx, row[0], row[1]); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	foundAgain(t, r, true, 64, 55)
	foundAgain(t, r, false, 38, 30) // while the title alone is typed
}

func foundAgain(t *testing.T, r *registry.Registry, texts bool, leastFive, leastFirst int) {
	twins := rewordedRows(t, "twins")
	five, first := 0, 0
	for _, x := range twins {
		ask := data.LikeAsk{Title: x[2], Limit: data.MostAlike}
		if texts {
			ask.Text = x[3]
		}
		found, err := r.Like(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		at := -1
		said := ""
		for i, a := range found {
			said += fmt.Sprintf(" %.2f %s", a.Share, a.Title)
			if a.Title == x[0] {
				at = i
			}
		}
		switch {
		case at == 0:
			first++
			fallthrough
		case at > 0:
			five++
		default:
			t.Logf("%s, not found by %s:%s", x[0], x[2], said)
		}
	}
	t.Logf("%d of %d among the first five, %d first", five, len(twins), first)
	if five < leastFive || first < leastFirst {
		t.Errorf("%d of %d", five, len(twins))
	}
}
