package data

import (
	"slices"
	"strings"
)

// Handout is one step taken with many proposals at once (批量交办, 批量签收,
// 造册分发). What is zero in it stays as it is.
type Handout struct {
	Lead     Unit   // the lead unit; ID 0 assigns none
	Helpers  []Unit // co-handling units
	Assigned Date   // of Lead and Helpers
	Sponsor  Leader // ID 0 leaves it
	Accepted Date   // units that have not signed for it did so on that day
	Told     Date   // the proposers were told on that day who handles it
}

// Handed is what a handout does with one proposal.
type Handed struct {
	Proposal    Proposal
	Changed     bool         // the proposal itself is changed, not only its assignments
	Assignments []Assignment // new ones without ID, and those signed for
	Left        Problems     // what stays as it is, and why
}

// Does tells whether anything is done with the proposal.
func (d Handed) Does() bool { return d.Changed || len(d.Assignments) > 0 }

// For tells what the handout does with a case. A lead unit that holds the
// proposal is never replaced: that takes its return. Nothing is done where a
// fact would become impossible.
func (h Handout) For(c Case, r Rules) Handed {
	d := Handed{Proposal: c.Proposal}
	if c.Proposal.Closed != NotClosed {
		d.leave("承办单位", "已"+string(c.Proposal.Closed), "")
		return d
	}
	if len(c.Assignments) == 0 && c.Host.ID != 0 && (h.Lead.ID != 0 || len(h.Helpers) > 0 || !h.Accepted.IsZero()) {
		d.leave("承办单位", "并入第"+c.Host.Number+"号办理", "请在第"+c.Host.Number+"号交办")
	} else {
		d.assign(c, h)
		d.accept(c, h.Accepted)
	}
	if h.Sponsor.ID != 0 && h.Sponsor.ID != d.Proposal.Sponsor.ID {
		d.Proposal.Sponsor, d.Changed = h.Sponsor, true
	}
	d.tell(c, h.Told)
	if wrong := d.impossible(c, r); len(wrong) > 0 {
		return Handed{Proposal: c.Proposal, Left: wrong}
	}
	return d
}

func (d *Handed) leave(field, message, hint string) {
	d.Left = append(d.Left, Problem{Field: field, Message: message, Hint: hint})
}

// assign adds the lead unit and those that help.
func (d *Handed) assign(c Case, h Handout) {
	add := func(u Unit, part Part) {
		d.Assignments = append(d.Assignments, Assignment{ProposalID: c.Proposal.ID, Unit: u, Part: part, Assigned: h.Assigned, Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone})
	}
	lead, held := c.LeadAssignment()
	switch {
	case h.Lead.ID == 0:
	case slices.ContainsFunc(c.Assignments, func(a Assignment) bool { return a.Active() && a.Unit.Same(h.Lead) }):
		d.leave("承办单位", "已经交办给"+h.Lead.Name, "")
	case held && c.Proposal.Role != Separate:
		d.leave("承办单位", "已有主办单位"+c.UnitName(lead.Unit), "要换单位，请先在“责任”里登记退回")
	default:
		add(h.Lead, LeadUnit)
		lead.Unit = h.Lead
	}
	for _, u := range h.Helpers {
		switch {
		case u.Same(lead.Unit), u.Same(h.Lead):
			d.leave("承办单位", u.Name+"是主办单位，不再协办", "")
		case slices.ContainsFunc(c.Assignments, func(a Assignment) bool { return a.Active() && a.Unit.Same(u) }):
			d.leave("承办单位", "已经交办给"+u.Name, "")
		default:
			add(u, CoUnit)
		}
	}
}

// accept signs for the assignments that wait for it.
func (d *Handed) accept(c Case, day Date) {
	if day.IsZero() {
		return
	}
	waits := false
	for _, a := range c.Assignments {
		if !a.Active() || !a.Accepted.IsZero() {
			continue
		}
		waits = true
		if a.Return() == ReturnAsked {
			d.leave("签收日期", c.UnitName(a.Unit)+"申请退回，还没有决定", "请先同意或不同意退回")
			continue
		}
		a.Accepted = day
		d.Assignments = append(d.Assignments, a)
	}
	if !waits {
		d.leave("签收日期", "没有待签收的单位", "")
	}
}

// tell notes that the proposers were told.
func (d *Handed) tell(c Case, day Date) {
	member := c.Book.Meeting.Body.Member()
	switch {
	case day.IsZero():
	case !c.Proposal.Role.Answers():
		d.leave("告知代表日期", c.Book.Meeting.Body.Assisting()+"件由主办机关告知"+member, "")
	case !c.Proposal.Told.IsZero():
		d.leave("告知代表日期", "已于"+c.Proposal.Told.Chinese()+"告知"+member, "")
	default:
		d.Proposal.Told, d.Changed = day, true
	}
}

// impossible are the facts that cannot be once this is done.
func (d *Handed) impossible(c Case, r Rules) Problems {
	c.Proposal, c.Assignments = d.Proposal, slices.Clone(c.Assignments)
	for _, a := range d.Assignments {
		if i := slices.IndexFunc(c.Assignments, func(b Assignment) bool { return a.ID != 0 && a.ID == b.ID }); i >= 0 {
			c.Assignments[i] = a
			continue
		}
		c.Assignments = append(c.Assignments, a)
	}
	wrong, _ := CheckFacts(c, r)
	return wrong
}

// Words say what was done with the proposal: 主办区住建局、协办区财政局.
func (d Handed) Words() string {
	var words []string
	for _, a := range d.Assignments {
		what := string(a.Part) + a.Unit.Name
		if a.ID != 0 {
			what = a.Unit.Name + "签收"
		}
		words = append(words, what)
	}
	if d.Changed && len(words) == 0 {
		return "已登记"
	}
	return strings.Join(words, "、")
}
