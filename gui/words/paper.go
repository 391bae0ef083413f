package words

import (
	"fmt"
	"slices"

	"jianban/data"
)

// Paper is what we write for the case: 答复 or 协办意见.
func Paper(c data.Case) string {
	return c.Paper()
}

// StartReply finds a round, or begins the first, or with round -1 the next one
// after the latest: in its words, which are to be reworked (data.CheckReply).
func StartReply(c data.Case, round int) data.Reply {
	latest, any := c.Draft()
	for _, r := range c.Replies {
		if r.Round == round {
			return r
		}
	}
	switch {
	case !any:
		return data.Reply{ProposalID: c.Proposal.ID, Round: 1}
	case round == NextRound && !latest.Sent.IsZero():
		return data.Reply{
			ProposalID: c.Proposal.ID, Round: latest.Round + 1,
			Salutation: latest.Salutation, Contact: latest.Contact, ContactPhone: latest.ContactPhone,
			CopyTo: slices.Clone(latest.CopyTo),
			Body:   latest.Body, Done: latest.Done, Planned: latest.Planned,
		}
	}
	return latest
}

// NextRound asks for a new round after the latest one.
const NextRound = -1

// Round names a round: 第2次答复.
func Round(n int) string { return fmt.Sprintf("第%d次答复", n) }
