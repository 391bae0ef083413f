package data

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// A year's cases are put in order where they are, since a copy of a large year is
// tens of megabytes.
func TestSortCasesIsCasesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := make([]Case, rapid.IntRange(0, 40).Draw(t, "cases"))
		for i := range cases {
			cases[i].Book.ID = ID(rapid.IntRange(1, 3).Draw(t, "book"))
			cases[i].Proposal.ID = ID(i + 1)
			cases[i].Proposal.Number = strconv.Itoa(rapid.IntRange(1, 30).Draw(t, "number"))
		}
		given := slices.Clone(cases)
		want := slices.Clone(cases)
		slices.SortStableFunc(want, func(a, b Case) int {
			n, m := RankNumber(a.Proposal.Number), RankNumber(b.Proposal.Number)
			if a.Book.ID != b.Book.ID {
				return int(a.Book.ID - b.Book.ID)
			}
			return n.Compare(m)
		})
		ids := func(cases []Case) (ids []ID) {
			for _, c := range cases {
				ids = append(ids, c.Proposal.ID)
			}
			return ids
		}
		if got := CasesInOrder(cases); !slices.Equal(ids(got), ids(want)) || !slices.Equal(ids(cases), ids(given)) {
			t.Fatalf("copy %v, given %v; want %v, %v", ids(got), ids(cases), ids(want), ids(given))
		}
		SortCases(cases)
		if !slices.Equal(ids(cases), ids(want)) {
			t.Fatalf("in place %v, want %v", ids(cases), ids(want))
		}
	})
}
