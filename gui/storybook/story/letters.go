package story

import (
	"context"
	"fmt"
	"slices"

	"jianban/data"
)

// SignNames are the names in the steps of all replies.
func (m *Memory) SignNames(context.Context) (data.SignNames, error) {
	return read(m, func() (n data.SignNames) {
		add := func(to *[]string, name string) {
			if name != "" && !slices.Contains(*to, name) {
				*to = append(*to, name)
			}
		}
		for _, c := range m.cases {
			for _, r := range c.Replies {
				add(&n.Drafted, r.SignOff.DraftedBy)
				add(&n.Reviewed, r.SignOff.ReviewedBy)
				add(&n.Countersigned, r.SignOff.CountersignedBy)
				add(&n.Signed, r.SignOff.SignedBy)
			}
		}
		return n
	})
}

// NumberGaps are the gaps among the 文号 of a year.
func (m *Memory) NumberGaps(_ context.Context, year int) ([]data.NumberGap, error) {
	return read(m, func() []data.NumberGap { return data.NumberGaps(m.numbers(fmt.Sprintf("〔%d〕", year))) })
}

// ReplyVersions are the texts that a reply was saved with.
func (m *Memory) ReplyVersions(_ context.Context, id data.ID) ([]data.TextVersion, error) {
	return m.versions(func(row any) (v data.TextVersion, ok bool) {
		r, ok := row.(data.Reply)
		return data.TextVersion{Body: r.Body, Done: r.Done, Planned: r.Planned, SignOff: r.SignOff, Sent: r.Sent}, ok && r.ID == id
	})
}

// OpinionVersions are the texts that an opinion was saved with.
func (m *Memory) OpinionVersions(_ context.Context, id data.ID) ([]data.TextVersion, error) {
	return m.versions(func(row any) (v data.TextVersion, ok bool) {
		o, ok := row.(data.Opinion)
		return data.TextVersion{Body: o.Body, SignOff: o.SignOff, Sent: o.Sent}, ok && o.ID == id
	})
}

func (m *Memory) versions(of func(row any) (data.TextVersion, bool)) ([]data.TextVersion, error) {
	return read(m, func() []data.TextVersion {
		var all []data.TextVersion
		for _, row := range m.saved {
			if v, ok := of(row); ok {
				v.At, v.By = Today, "普某"
				all = append(all, v)
			}
		}
		return data.Versions(all)
	})
}

// Merged are the proposals merged into one.
func (m *Memory) Merged(_ context.Context, id data.ID) ([]data.Proposal, error) {
	return read(m, func() (all []data.Proposal) {
		for _, c := range m.cases {
			if c.Proposal.MergedInto == id {
				all = append(all, c.Proposal)
			}
		}
		return all
	})
}

// SaveDisclosure keeps the decision on publication.
func (m *Memory) SaveDisclosure(d *data.Disclosure) error {
	if err := save(m, d, func(d *data.Disclosure) *data.ID { return &d.ID }, 0, nil); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.cases {
		if m.cases[i].Proposal.ID == d.ProposalID {
			m.cases[i].Disclosure = *d
		}
	}
	return nil
}
