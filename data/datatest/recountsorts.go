package datatest

import (
	"strings"

	"jianban/data"
)

// sorts counts what proposals are, and the months they came in.
func (n *recount) sorts(c data.Case) {
	p := c.Proposal
	n.yes("kind "+string(p.Kind), p.Kind != "")
	n.yes("in session", !p.Between)
	n.yes("joint", len(p.Proposers) >= 2)
	n.yes("single", len(p.Proposers) < 2)
	group := false
	if len(p.Proposers) > 0 {
		for _, end := range []string{"支部", "委员会", "代表团", "工商联", "小组", "界", "妇联"} {
			group = group || strings.HasSuffix(p.Proposers[0].Name, end)
		}
	}
	n.yes("collective", group)
	n.yes("personal", !group)
	n.month("handed", p.HandedOver)
}

func (n *recount) month(what string, d data.Date) {
	n.yes(what+" "+d.String()[:min(len(d.String()), 7)], !d.IsZero())
}

// units counts who leads and who helps: of several lead units the one that was
// assigned last, and of those of one day the one that signed last.
func (n *recount) units(c data.Case) {
	var all []data.Assignment
	for _, of := range [][]data.Assignment{c.Assignments, c.Host.Assignments} {
		for _, a := range of {
			if !n.by(a.Assigned) {
				continue
			}
			for _, d := range []*data.Date{&a.Accepted, &a.Returned, &a.ReturnConsented} {
				if !n.by(*d) {
					*d = data.Date{}
				}
			}
			all = append(all, a)
		}
		if len(all) > 0 {
			break
		}
	}
	var lead data.Assignment
	for _, a := range all {
		switch {
		case !a.ReturnConsented.IsZero():
		case a.Part == data.CoUnit:
			n.once("units", a.Unit.ID)
			n.once("units assist", a.Unit.ID)
		case lead.Unit.ID == 0 || a.Assigned.After(lead.Assigned),
			a.Assigned == lead.Assigned && a.Accepted.After(lead.Accepted),
			a.Assigned == lead.Assigned && a.Accepted == lead.Accepted && a.Returned.Before(lead.Returned),
			a.Assigned == lead.Assigned && a.Accepted == lead.Accepted && a.Returned == lead.Returned && a.Unit.ID > lead.Unit.ID:
			lead = a
		}
	}
	if lead.Unit.ID == 0 {
		return
	}
	n.once("units", lead.Unit.ID)
	if c.Proposal.Role == data.Assist {
		n.once("units assist", lead.Unit.ID)
	} else {
		n.once("units lead", lead.Unit.ID)
	}
}

// first is the lead proposer's first evaluation of the first letter.
func (n *recount) first(c data.Case, round int) {
	var form data.Feedback
	for _, f := range c.Feedback {
		if len(c.Proposal.Proposers) > 0 && f.ProposerID == c.Proposal.Proposers[0].ID && f.Round == round && !f.Second && n.by(f.Received) && f.Result != data.NoMark && (form.Received.IsZero() || f.Received.Before(form.Received)) {
			form = f
		}
	}
	mark := n.rules.Pack.Counts(form.Result)
	if mark != data.NoMark || n.rules.Pack.FeedbackOfReplied {
		n.share("first", mark != data.Dissatisfied)
	}
}

// planned is what became of a letter of the year before that promised to go on.
func (n *recount) planned(c data.Case, year int) {
	if c.Proposal.Role == data.Assist || c.Proposal.Closed != data.NotClosed && n.by(c.Proposal.ClosedOn) {
		return
	}
	scheme := n.rules.Pack.Classes
	place := func(letter string) int {
		for i, x := range scheme {
			if x.Letter == letter {
				return i
			}
		}
		return -1
	}
	var then, now data.Reply
	for _, r := range c.Replies {
		if !n.by(r.Sent) {
			continue
		}
		if r.Sent.Year() < year && r.Round > then.Round {
			then = r
		}
		if r.Round > now.Round {
			now = r
		}
	}
	was := place(then.Class)
	if was < 0 || !scheme[was].NeedsCommitments || scheme[was].Settled {
		return
	}
	made, kept := 0, 0
	for _, p := range c.Commitments {
		if n.made(c, p) {
			made++
			if n.by(p.Kept) {
				kept++
			}
		}
	}
	is := place(now.Class)
	n.share("planned", made > 0 && kept == made || is >= 0 && is < was)
}
