package registry_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// A long year is read by two readers side by side. A change that falls between
// them is in what both read or in neither: here each change says the same of the
// first and the last proposal.
func TestTwoReadersSeeOneRegistry(t *testing.T) {
	t.Parallel()
	r := opened(t)
	const many = 1100
	all := make([]data.Proposal, many)
	do(t, r, "登记", func(tx *registry.Tx) error {
		var errs []error
		for i := range all {
			all[i] = proposal(func(p *data.Proposal) { p.Number = number(1000 + i) })
			errs = append(errs, tx.SaveProposal(&all[i]))
		}
		return errors.Join(errs...)
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		var err error
		for n := 1; err == nil && ctx.Err() == nil; n++ {
			err = r.Do(t.Context(), registry.Action{What: "改备注"}, func(tx *registry.Tx) error {
				first, last := all[0], all[many-1]
				first.Remark = fmt.Sprint(n)
				last.Remark = first.Remark
				return errors.Join(tx.SaveProposal(&first), tx.SaveProposal(&last))
			})
		}
		ended <- err
	}()
	seen := map[string]bool{}
	for range 60 {
		// every book and year, which is not kept, and the year, which is
		for _, s := range []data.Scope{{}, {Year: 2022}} {
			cases, err := r.Cases(t.Context(), s)
			if err != nil || len(cases) < many {
				t.Fatal(len(cases), err)
			}
			remarks := map[data.ID]string{}
			for _, c := range cases {
				remarks[c.Proposal.ID] = c.Proposal.Remark
			}
			first, last := remarks[all[0].ID], remarks[all[many-1].ID]
			if first != last {
				t.Fatalf("%+v: the first has change %s, the last change %s", s, first, last)
			}
			seen[first] = true
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if len(seen) < 10 {
		t.Errorf("only %d changes were seen", len(seen))
	}
}
