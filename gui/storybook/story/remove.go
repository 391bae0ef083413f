package story

import (
	"fmt"
	"slices"

	"jianban/data"
)

// Remove marks a record as deleted; one that others need is refused.
func (t *Tx) Remove(what data.Record, id data.ID) error {
	in := t.next.of(what)
	if in == nil {
		return fmt.Errorf("%w %q", errNoSuchRecord, what)
	}
	if n := t.users(what, id); n > 0 {
		return data.Problem{Field: in.label(), Message: fmt.Sprintf("这条%s还有%d处在使用", in.label(), n), Hint: "请先改掉或删除那些记录"}
	}
	return t.mark(in, id, true)
}

// users count what keeps a record from being removed.
func (t *Tx) users(what data.Record, id data.ID) int {
	n := &t.next
	switch what {
	case data.RecordBook:
		return n.proposals.count(func(p *data.Proposal) bool { return p.BookID == id })
	case data.RecordLeader:
		return n.proposals.count(func(p *data.Proposal) bool { return p.Sponsor.ID == id })
	case data.RecordProposal:
		return n.proposals.count(func(p *data.Proposal) bool { return p.MergedInto == id })
	case data.RecordConsultation:
		return n.attachments.count(func(a *data.Attachment) bool { return a.ConsultationID == id })
	case data.RecordUnit:
		return n.assignments.count(func(x *data.Assignment) bool { return x.Unit.ID == id }) + n.opinions.count(func(x *data.Opinion) bool { return x.Unit.ID == id }) +
			n.commitments.count(func(x *data.Commitment) bool { return x.Unit.ID == id }) + n.supervisions.count(func(x *data.Supervision) bool { return x.Unit.ID == id }) +
			n.scores.count(func(x *data.Score) bool { return x.Unit.ID == id })
	case data.RecordProposer:
		return n.proposals.count(func(p *data.Proposal) bool {
			return slices.ContainsFunc(p.Proposers, func(q data.Proposer) bool { return q.ID == id })
		}) + n.feedback.count(func(x *data.Feedback) bool { return x.ProposerID == id })
	case data.RecordReply:
		used := n.commitments.count(func(x *data.Commitment) bool { return x.ReplyID == id || x.FollowUp == id }) + n.dispatches.count(func(x *data.Dispatch) bool { return x.ReplyID == id })
		if r := n.replies.find(id); r != nil {
			used += n.feedback.count(func(x *data.Feedback) bool { return x.ProposalID == r.ProposalID && x.Round == r.Round })
		}
		return used
	}
	return 0
}

// Restore takes a deletion back, where what the record belongs to is still
// there.
func (t *Tx) Restore(what data.Record, id data.ID) error {
	in := t.next.of(what)
	if in == nil {
		return fmt.Errorf("%w %q", errNoSuchRecord, what)
	}
	if in.hangs() && what != data.RecordSummary && what != data.RecordYearClosing { // these name a book, but do not hang on it
		if there, _ := in.state(id); !there {
			return errGone
		}
		for _, r := range in.refs(id) {
			if err := t.usable(r); err != nil {
				return err
			}
		}
	}
	if what == data.RecordAttachment {
		if err := t.holds(id); err != nil {
			return err
		}
	}
	return t.mark(in, id, false)
}

func (t *Tx) mark(in anyTable, id data.ID, deleted bool) error {
	if err := in.mark(id, deleted); err != nil {
		return err
	}
	if owner := in.owner(id); owner != 0 {
		t.dirty[owner] = true
	}
	return nil
}
