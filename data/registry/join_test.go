package registry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry"
)

// Two spellings of one deputy, kept by an older program, become one: nothing
// names the other any more, the chain holds, and one undo brings all rows back.
func TestJoinIsOneStep(t *testing.T) {
	r := opened(t)
	var other data.ID
	do(t, r, "新建建议", func(tx *registry.Tx) error {
		p := data.Proposal{BookID: 1, Number: "201", Kind: data.Suggestion, Role: data.Lead, Title: "增设站点", HandedOver: day("2022-03-09"),
			Proposers: []data.Proposer{{Name: "尹志平", Body: data.Congress, Delegation: "北城代表团"}, {ID: proposerYin, Name: "尹志平", Body: data.Congress}}}
		if err := tx.SaveProposal(&p); err != nil {
			return err
		}
		other = p.Proposers[0].ID
		return tx.SaveConsultation(&data.Consultation{ProposalID: p.ID, Phase: data.During, Method: data.FaceToFace, Date: day("2022-04-01"), Attended: []data.ID{other, proposerYin}})
	})
	before := facts(t, r)
	do(t, r, "合并代表", func(tx *registry.Tx) error { return tx.Join(data.RecordProposer, proposerYin, other) })
	cases, err := r.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Proposal.Number != "201" {
			continue
		}
		if len(c.Proposal.Proposers) != 1 || c.Proposal.Proposers[0].ID != proposerYin || len(c.Consultations) != 1 || !cmp.Equal(c.Consultations[0].Attended, []data.ID{proposerYin}) {
			t.Errorf("%+v, %+v", c.Proposal.Proposers, c.Consultations)
		}
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, facts(t, r)); diff != "" {
		t.Errorf("undone: %s", diff)
	}
}
