package demo

import (
	"math/rand/v2"

	"jianban/data"
)

// life makes up what happened to one generated proposal, in shares as they
// occur in life: returns, extensions, withdrawals, late replies, re-answers,
// promises kept years later. Dates fall on working days and never contradict
// each other. Proposers are named by their position and replies by their round,
// both from 1, until save.
type life struct {
	g     *generator
	rules data.Rules
	rng   *rand.Rand
	host  *life // the proposal it is worked together with; nil where it stands alone

	c     data.Case
	m     matter
	place string
}

// on is the day, or the next working day.
func (l *life) on(d data.Date) data.Date { return l.rules.Calendar.NextWorkday(d) }

// after is a working day from low to about high days later.
func (l *life) after(d data.Date, low, high int) data.Date {
	return l.on(d.AddDays(between(l.rng, low, high)))
}

func (l *life) unit() data.Unit { return l.g.units[l.m.Unit] }

// bookOf chooses the book of the i-th proposal: of those that are answered one in
// four is the city's, the district's are the congress's and the CPPCC's.
func bookOf(i int, y yearBooks) data.Book {
	city := y.cityCPPCC
	if i%2 == 0 && y.cityCongress.ID != 0 {
		city = y.cityCongress
	}
	switch {
	case i%3 == 2 || i%4 == 3:
		return city
	case i%4 == 2:
		return y.cppcc
	}
	return y.congress
}

// live makes the i-th case of a year.
func (l *life) live(i int, y yearBooks, host *life) {
	w := l.g.words
	l.c.Book = bookOf(i, y)
	l.m = pick(l.rng, w.Matters)
	l.place = w.place(l.rng, l.m)
	if host != nil {
		l.host, l.c.Book, l.m, l.place = host, host.c.Book, host.m, host.place
	}
	meeting := l.c.Book.Meeting
	p := &l.c.Proposal
	*p = data.Proposal{
		BookID: l.c.Book.ID, Kind: data.Suggestion, Role: data.Lead,
		Title: fill(l.rng, l.m.Title, l.place) + meeting.Body.Matter(), Text: w.proposalText(l.rng, l.m, l.place), Topic: l.m.Topic,
		HandedOver: l.on(data.NewDate(meeting.Year, 2, 20).AddDays(between(l.rng, 0, 40))),
		Sponsor:    pick(l.rng, l.g.leaders), Proposers: w.proposers(l.rng, meeting.Body),
	}
	if meeting.Body == data.CPPCC {
		p.Kind = data.CPPCCProposal
	}
	switch {
	case host != nil:
		l.merged()
		return
	case i%3 == 2:
		p.Role, p.LeadBody = data.Assist, w.LeadBodies[l.m.Unit]
		l.assist()
		return
	case chance(l.rng, 5):
		p.Role = data.Separate
	case chance(l.rng, 2):
		p.Key = true
	}
	if meeting.Body == data.Congress && chance(l.rng, 4) {
		p.Between, p.HandedOver = true, l.on(data.NewDate(meeting.Year, 7, 1).AddDays(between(l.rng, 0, 45)))
	}
	l.lead()
}

// merged is the life of a proposal that takes the text of another one: its own
// talks, letter and feedback.
func (l *life) merged() {
	h := l.host.c
	l.c.Proposal.HandedOver, l.c.Proposal.Told = h.Proposal.HandedOver, h.Proposal.Told
	l.c.Host = data.Host{ID: 1, Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions}
	first := h.Replies[0]
	l.talk(data.Before, l.after(l.c.Proposal.HandedOver, 6, 14), false)
	l.talk(data.During, l.after(l.c.Proposal.HandedOver, 22, 40), false)
	r := data.Reply{Round: 1, Class: first.Class, Contact: first.Contact, ContactPhone: first.ContactPhone, SignOff: first.SignOff, Sent: first.Sent, SentBy: first.SentBy}
	l.send(r)
	l.afterwards(r)
}

// assign hands the proposal to a unit on a day and returns the day the unit
// signed for it. One in twenty-five goes back first and on to another unit; one
// in a hundred asks to be let off and is not.
func (l *life) assign(on data.Date) (accepted data.Date) {
	unit := l.unit()
	if chance(l.rng, 4) {
		other := l.g.units[pick(l.rng, l.g.words.Matters).Unit]
		if other.ID != unit.ID {
			a := assignTo(other, data.LeadUnit, on)
			a.Returned = l.after(on, 1, 3)
			a.ReturnConsented = l.after(a.Returned, 1, 2)
			a.ReturnReason = pick(l.rng, l.g.words.ReturnReasons)
			l.c.Assignments = append(l.c.Assignments, a)
			on = a.ReturnConsented
		}
	}
	a := assignTo(unit, data.LeadUnit, on)
	a.Accepted = l.after(on, 1, 3)
	if chance(l.rng, 1) {
		a.Returned, a.ReturnReason = l.after(on, 1, 3), pick(l.rng, l.g.words.ReturnReasons)
		a.Accepted = l.after(a.Returned, 1, 3)
	}
	l.c.Assignments = append(l.c.Assignments, a)
	return a.Accepted
}

func assignTo(u data.Unit, part data.Part, on data.Date) data.Assignment {
	return data.Assignment{Unit: u, Part: part, Assigned: on, Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone}
}

// helpers hands the proposal to co-handling units, whose opinions come back,
// one in twelve of them late.
func (l *life) helpers(on data.Date) {
	for range between(l.rng, 1, 2) {
		unit := l.g.units[pick(l.rng, l.g.words.Matters).Unit]
		taken := false
		for _, a := range l.c.Assignments {
			taken = taken || a.Unit.ID == unit.ID
		}
		if taken {
			continue
		}
		a := assignTo(unit, data.CoUnit, on)
		a.Accepted = l.after(on, 1, 3)
		l.c.Assignments = append(l.c.Assignments, a)
		received := l.after(on, 10, 24)
		if chance(l.rng, 8) {
			received = l.after(on, 34, 44)
			l.urge(unit, data.Remind, on.AddDays(28), received)
		}
		l.c.Opinions = append(l.c.Opinions, data.Opinion{
			Way: data.OpinionIn, Unit: unit, Received: received,
			Body: "我单位将按照职责分工配合做好" + l.place + "的相关工作，" + l.m.Asks[0].Ask,
		})
	}
}

// assist is the life of a proposal that another body answers.
func (l *life) assist() {
	l.assign(l.after(l.c.Proposal.HandedOver, 1, 2))
	if chance(l.rng, 3) {
		return
	}
	from := l.c.Proposal.HandedOver
	o := data.Opinion{Way: data.OpinionOut, Body: l.g.words.opinionBody(l.rng, l.m, l.place)}
	o.SignOff = l.signOff(l.after(from, 16, 26), l.g.words.OfficeHead)
	if chance(l.rng, 4) {
		o.SignOff = l.signOff(l.after(from, 34, 50), l.g.words.OfficeHead)
	}
	if !chance(l.rng, 2) {
		o.Sent = l.after(o.SignOff.Signed, 0, 1)
	}
	l.c.Opinions = append(l.c.Opinions, o)
}

// signOff are the steps that end with the signing; units that help countersign.
func (l *life) signOff(signed data.Date, by string) data.SignOff {
	drafted := l.on(signed.AddDays(-between(l.rng, 9, 12)))
	reviewed := l.on(signed.AddDays(-between(l.rng, 4, 6)))
	if reviewed.After(signed) {
		reviewed = signed
	}
	if drafted.After(reviewed) {
		drafted = reviewed
	}
	s := data.SignOff{
		Drafted: drafted, DraftedBy: l.unit().Contact, Reviewed: reviewed, ReviewedBy: l.c.Proposal.Sponsor.Name,
		Signed: signed, SignedBy: by,
	}
	for _, a := range l.c.Assignments {
		if a.Part == data.CoUnit {
			s.Countersigned, s.CountersignedBy = reviewed, a.Unit.Name
		}
	}
	return s
}
