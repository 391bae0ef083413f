package registry_test

import (
	"strings"
	"testing"

	"jianban/data"
)

// A number is found in whatever way it is written; facts of other proposals are
// not read.
func TestCasesOfSomeNumbers(t *testing.T) {
	r := opened(t)
	for numbers, want := range map[string]string{"第012号": "12", "7": "07", "7 12 ７": "07 12", "9999": "", "": "07 12"} {
		var asked []string
		for word := range strings.FieldsSeq(numbers) {
			asked = append(asked, word)
		}
		cases, err := r.Cases(t.Context(), data.Scope{Year: 2022, Numbers: asked, Texts: true})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, c := range cases {
			if got != "" {
				got += " "
			}
			got += c.Proposal.Number
			if len(c.Proposal.Proposers) == 0 {
				t.Errorf("%s without its proposers", c.Proposal.Number)
			}
		}
		if got != want {
			t.Errorf("of %q: %q, want %q", numbers, got, want)
		}
	}
	if none, err := r.Cases(t.Context(), data.Scope{Year: 2021, Numbers: []string{"12"}}); err != nil || len(none) != 0 {
		t.Errorf("%d of another year, %v", len(none), err)
	}
}

// Chosen proposals are read alone, with texts or without, of whatever year.
func TestCasesOfChosenProposals(t *testing.T) {
	r := opened(t)
	for _, texts := range []bool{false, true} {
		for want, ids := range map[string][]data.ID{"12": {leadID}, "07 12": {assistID, leadID, 9999}, "": {}} {
			cases, err := r.Cases(t.Context(), data.Scope{IDs: ids, Texts: texts})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range cases {
				got = append(got, c.Proposal.Number)
			}
			if strings.Join(got, " ") != want {
				t.Errorf("of %v, texts %v: %v, want %s", ids, texts, got, want)
			}
		}
	}
	if none, err := r.Cases(t.Context(), data.Scope{Year: 2021, IDs: []data.ID{leadID}}); err != nil || len(none) != 0 {
		t.Errorf("%d of another year, %v", len(none), err)
	}
}
