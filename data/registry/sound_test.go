package registry_test

import (
	"errors"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// numbered is the scope of a letter of the template's first proposal.
var numbered = data.Scope{Year: 2022, Numbers: []string{"12"}, Texts: true}

// Of a case chosen by number what it is made of is compared with the journal;
// damage elsewhere does not stop it.
func TestCasesByNumberAreComparedWithTheJournal(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for change, told := range map[string]bool{
		"UPDATE proposals SET title = '另' WHERE id = 1":                true,
		"UPDATE proposals SET deleted = 1 WHERE id = 1":                true,
		"UPDATE proposals SET title = '另' WHERE id <> 1":               false,
		"UPDATE assignments SET proposal_id = 2 WHERE proposal_id = 1": true,
		"UPDATE assignments SET proposal_id = 1 WHERE proposal_id = 2": true,
		"UPDATE assignments SET deleted = 1 WHERE proposal_id = 1":     true,
		"DELETE FROM assignments WHERE proposal_id = 1":                true,
		"DELETE FROM proposal_proposers WHERE proposal_id = 1":         true,
		"UPDATE proposers SET name = name || '某'":                      true,
		"DELETE FROM proposers":                                        true,
		"UPDATE units SET name = name || '某'":                          true,
		"UPDATE books SET place = '别处'":                                true,
		"DELETE FROM journal WHERE tbl = 'assignments'":                true,
	} {
		path := copyOfTemplate(t)
		r, err := registry.Open(t.Context(), path, options())
		if err != nil {
			t.Fatal(err)
		}
		do(t, r, "交办", func(tx *registry.Tx) error {
			return errors.Join(tx.SaveAssignment(&data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.LeadUnit, Assigned: day("2022-03-09")}),
				tx.SaveAssignment(&data.Assignment{ProposalID: 2, Unit: data.Unit{ID: 2}, Part: data.LeadUnit, Assigned: day("2022-03-09")}))
		})
		if cases, err := r.SoundCases(t.Context(), numbered); err != nil || len(cases) != 1 {
			t.Fatalf("undamaged: %d cases, %v", len(cases), err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		tamper(t, path, change)
		r = openAt(t, path, options())
		cases, err := r.SoundCases(t.Context(), numbered)
		if told {
			if err == nil {
				t.Errorf("%s: not told", change)
				continue
			}
			if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "已损坏") {
				t.Errorf("%s: %v", change, p)
			}
		} else if err != nil || len(cases) != 1 {
			t.Errorf("%s: %d cases, %v", change, len(cases), err)
		}
	}
}

// A proposal that its index hides is missed.
func TestANumberHiddenByItsIndexIsTold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	changePage(t, path, "proposals_number", func(page []byte) {
		for i := range page { // the keys are texts: 12 becomes 72
			if page[i] == '1' {
				page[i] = '7'
			}
		}
	})
	_, err := openAt(t, path, options()).SoundCases(t.Context(), numbered)
	problem(t, err, "登记库")
}
