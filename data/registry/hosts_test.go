package registry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry"
)

// A proposal merged into one that is merged itself takes the words of the last,
// also where only it is read, and keeps its own number and 文号.
func TestMergedProposalsShareOneText(t *testing.T) {
	t.Parallel()
	r := opened(t)
	var middle, last data.Proposal
	do(t, r, "并案", func(tx *registry.Tx) error {
		middle = proposal(func(p *data.Proposal) { p.Number, p.MergedInto = "20", leadID })
		if err := tx.SaveProposal(&middle); err != nil {
			return err
		}
		last = proposal(func(p *data.Proposal) { p.Number, p.MergedInto = "21", middle.ID })
		if err := tx.SaveProposal(&last); err != nil {
			return err
		}
		if err := tx.SaveAssignment(&data.Assignment{ProposalID: leadID, Unit: data.Unit{ID: unitHousing}, Part: data.LeadUnit, Assigned: day("2022-03-02")}); err != nil {
			return err
		}
		if err := tx.SaveReply(&data.Reply{ProposalID: leadID, Round: 1, Class: "A", DocNumber: "红政函〔2022〕1号", Body: "共同的正文"}); err != nil {
			return err
		}
		return tx.SaveReply(&data.Reply{ProposalID: last.ID, Round: 1, Class: "B", DocNumber: "红政函〔2022〕2号"})
	})
	c, err := r.Case(t.Context(), last.ID)
	if err != nil {
		t.Fatal(err)
	}
	letter := c.Letter(c.Replies[0])
	if c.Host.ID != leadID || letter.Body != "共同的正文" || letter.DocNumber != "红政函〔2022〕2号" || letter.Class != "B" {
		t.Errorf("%+v of %+v", letter, c.Host)
	}
	if a, ok := c.LeadAssignment(); !ok || a.Unit.Name != "区住建局" {
		t.Errorf("worked on by %+v", a)
	}
	all, err := r.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range all {
		if got.Proposal.ID == last.ID {
			if diff := cmp.Diff(c, got); diff != "" {
				t.Error(diff)
			}
		}
	}
	refused(t, r, "建议", func(tx *registry.Tx) error { return tx.Remove(data.RecordProposal, leadID) })
}
