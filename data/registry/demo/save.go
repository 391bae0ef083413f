package demo

import (
	"jianban/data"
	"jianban/data/registry"
)

// save enters a life. Until then a proposer is named by the position among the
// proposers, and a reply by its round, both from 1.
func (l *life) save(tx *registry.Tx) error {
	c := &l.c
	p := &c.Proposal
	if l.host != nil {
		p.MergedInto = l.host.c.Proposal.ID
	}
	if err := tx.SaveProposal(p); err != nil {
		return err
	}
	who := func(position *data.ID) { *position = p.Proposers[*position-1].ID }
	steps := []func() error{
		func() error {
			return each(c.Extensions, func(x *data.Extension) error { x.ProposalID = p.ID; return tx.SaveExtension(x) })
		},
		func() error {
			return each(c.Assignments, func(x *data.Assignment) error { x.ProposalID = p.ID; return tx.SaveAssignment(x) })
		},
		func() error {
			return each(c.Consultations, func(x *data.Consultation) error {
				x.ProposalID = p.ID
				for i := range x.Attended {
					who(&x.Attended[i])
				}
				for i := range x.Invited {
					who(&x.Invited[i])
				}
				return tx.SaveConsultation(x)
			})
		},
		func() error {
			return each(c.Opinions, func(x *data.Opinion) error { x.ProposalID = p.ID; return tx.SaveOpinion(x) })
		},
		func() error {
			return each(c.Replies, func(x *data.Reply) error { x.ProposalID = p.ID; return tx.SaveReply(x) })
		},
		func() error {
			return each(c.Feedback, func(x *data.Feedback) error {
				x.ProposalID = p.ID
				who(&x.ProposerID)
				return tx.SaveFeedback(x)
			})
		},
		func() error {
			return each(c.Supervisions, func(x *data.Supervision) error { x.ProposalID = p.ID; return tx.SaveSupervision(x) })
		},
		func() error { return l.saveAfterReplies(tx, who) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// saveAfterReplies enters what names a reply: sendings, promises, and the
// warnings that were passed over.
func (l *life) saveAfterReplies(tx *registry.Tx, who func(*data.ID)) error {
	c := &l.c
	round := func(n *data.ID) {
		if *n > 0 {
			*n = c.Replies[*n-1].ID
		}
	}
	err := each(c.Dispatches, func(x *data.Dispatch) error {
		x.ProposalID = c.Proposal.ID
		who(&x.ProposerID)
		round(&x.ReplyID)
		return tx.SaveDispatch(x)
	})
	if err != nil {
		return err
	}
	err = each(c.Commitments, func(x *data.Commitment) error {
		x.ProposalID = c.Proposal.ID
		round(&x.ReplyID)
		round(&x.FollowUp)
		return tx.SaveCommitment(x)
	})
	if err != nil {
		return err
	}
	if c.Disclosure.Decision != data.OpenUndecided {
		c.Disclosure.ProposalID = c.Proposal.ID
		if err := tx.SaveDisclosure(&c.Disclosure); err != nil {
			return err
		}
	}
	return l.waive(tx)
}

// waive passes over half of the warnings about letters that were sent.
func (l *life) waive(tx *registry.Tx) error {
	for _, r := range l.c.Replies {
		if r.Sent.IsZero() {
			continue
		}
		_, warnings := data.CheckReply(l.c, r, data.Settings{}, l.rules, func(rune) bool { return true }, nil)
		for _, p := range warnings {
			if chance(l.rng, 50) {
				w := data.Waiver{ProposalID: l.c.Proposal.ID, ReplyID: r.ID, Warning: p.Text(), Reason: l.g.words.Waiver, Date: r.SignOff.Signed}
				if err := tx.SaveWaiver(&w); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func each[T any](list []T, f func(*T) error) error {
	for i := range list {
		if err := f(&list[i]); err != nil {
			return err
		}
	}
	return nil
}
