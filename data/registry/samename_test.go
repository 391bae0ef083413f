package registry_test

import (
	"fmt"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// The dot of a name and the blanks in it do not make another person.
func TestOnePersonInManySpellings(t *testing.T) {
	r := opened(t)
	seen := map[data.ID]bool{}
	for i, name := range []string{"艾合买提•吐尔逊", "艾合买提·吐尔逊", "艾合买提・吐尔逊", "艾合买提 · 吐尔逊"} {
		do(t, r, "新建建议", func(tx *registry.Tx) error {
			p := data.Proposal{BookID: 1, Number: fmt.Sprint(201 + i), Kind: data.Suggestion, Role: data.Lead, Title: "增设站点", HandedOver: day("2022-03-09"),
				Proposers: []data.Proposer{{Name: name, Body: data.Congress}}}
			err := tx.SaveProposal(&p)
			seen[p.Proposers[0].ID] = true
			return err
		})
	}
	if len(seen) != 1 {
		t.Errorf("%d people", len(seen))
	}
}
