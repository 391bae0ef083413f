package packet

import (
	"slices"

	"jianban/data"
)

// EachID visits every ID in a case with the kind of record that it names.
func EachID(c *data.Case, f func(kind data.Record, id *data.ID)) {
	p := &c.Proposal
	f(data.RecordBook, &c.Book.ID)
	f(data.RecordProposal, &p.ID)
	f(data.RecordBook, &p.BookID)
	f(data.RecordLeader, &p.Sponsor.ID)
	for i := range p.Proposers {
		f(data.RecordProposer, &p.Proposers[i].ID)
	}
	for i := range c.Extensions {
		f(data.RecordExtension, &c.Extensions[i].ID)
		f(data.RecordProposal, &c.Extensions[i].ProposalID)
	}
	for i := range c.Assignments {
		a := &c.Assignments[i]
		f(data.RecordAssignment, &a.ID)
		f(data.RecordProposal, &a.ProposalID)
		f(data.RecordUnit, &a.Unit.ID)
	}
	for i := range c.Consultations {
		x := &c.Consultations[i]
		f(data.RecordConsultation, &x.ID)
		f(data.RecordProposal, &x.ProposalID)
		for k := range x.Invited {
			f(data.RecordProposer, &x.Invited[k])
		}
		for k := range x.Attended {
			f(data.RecordProposer, &x.Attended[k])
		}
	}
	letterIDs(c, f)
	for i := range c.Supervisions {
		s := &c.Supervisions[i]
		f(data.RecordSupervision, &s.ID)
		f(data.RecordProposal, &s.ProposalID)
		f(data.RecordUnit, &s.Unit.ID)
	}
	for i := range c.Attachments {
		a := &c.Attachments[i]
		f(data.RecordAttachment, &a.ID)
		f(data.RecordProposal, &a.ProposalID)
		f(data.RecordConsultation, &a.ConsultationID)
	}
}

// letterIDs visits those of letters and of what follows them.
func letterIDs(c *data.Case, f func(kind data.Record, id *data.ID)) {
	for i := range c.Replies {
		f(data.RecordReply, &c.Replies[i].ID)
		f(data.RecordProposal, &c.Replies[i].ProposalID)
	}
	for i := range c.Opinions {
		o := &c.Opinions[i]
		f(data.RecordOpinion, &o.ID)
		f(data.RecordProposal, &o.ProposalID)
		f(data.RecordUnit, &o.Unit.ID)
	}
	for i := range c.Dispatches {
		d := &c.Dispatches[i]
		f(data.RecordDispatch, &d.ID)
		f(data.RecordProposal, &d.ProposalID)
		f(data.RecordReply, &d.ReplyID)
		f(data.RecordProposer, &d.ProposerID)
	}
	for i := range c.Feedback {
		b := &c.Feedback[i]
		f(data.RecordFeedback, &b.ID)
		f(data.RecordProposal, &b.ProposalID)
		f(data.RecordProposer, &b.ProposerID)
	}
	for i := range c.Commitments {
		m := &c.Commitments[i]
		f(data.RecordCommitment, &m.ID)
		f(data.RecordProposal, &m.ProposalID)
		f(data.RecordReply, &m.ReplyID)
		f(data.RecordUnit, &m.Unit.ID)
		f(data.RecordReply, &m.FollowUp)
	}
}

// Clone is a case that can be changed without changing the one it is of.
func Clone(c data.Case) data.Case {
	c.Proposal.Proposers = slices.Clone(c.Proposal.Proposers)
	c.Proposal.Related = slices.Clone(c.Proposal.Related)
	c.Extensions = slices.Clone(c.Extensions)
	c.Assignments = slices.Clone(c.Assignments)
	c.Consultations = slices.Clone(c.Consultations)
	for i := range c.Consultations {
		x := &c.Consultations[i]
		x.Invited, x.Attended, x.Items = slices.Clone(x.Invited), slices.Clone(x.Attended), slices.Clone(x.Items)
	}
	c.Replies = slices.Clone(c.Replies)
	c.Opinions = slices.Clone(c.Opinions)
	c.Dispatches = slices.Clone(c.Dispatches)
	c.Feedback = slices.Clone(c.Feedback)
	c.Commitments = slices.Clone(c.Commitments)
	c.Supervisions = slices.Clone(c.Supervisions)
	c.Attachments = slices.Clone(c.Attachments)
	return c
}

// Translate gives cases the IDs of the other side: those that ids knows as it says,
// others negative, as what that side has not seen yet. An ID that is negative already
// and unknown stays.
func Translate(cases []data.Case, ids data.PacketIDs) []data.Case {
	all := make([]data.Case, len(cases))
	for i, c := range cases {
		all[i] = Clone(c)
		EachID(&all[i], func(kind data.Record, id *data.ID) {
			if *id == 0 {
				return
			}
			if known, ok := ids[kind][*id]; ok {
				*id = known
			} else if *id > 0 {
				*id = -*id
			}
		})
	}
	return all
}

// Retake gives what a unit added the IDs that it has here since it was taken;
// everything else stays.
func Retake(c *data.Case, ids data.PacketIDs) {
	EachID(c, func(kind data.Record, id *data.ID) {
		if known, ok := ids[kind][*id]; ok && *id < 0 {
			*id = known
		}
	})
}
