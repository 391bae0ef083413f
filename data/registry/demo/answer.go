package demo

import (
	"slices"

	"jianban/data"
)

// lead is the life of a proposal that is answered.
func (l *life) lead() {
	assigned := l.after(l.c.Proposal.HandedOver, 1, 3)
	accepted := l.assign(assigned)
	if chance(l.rng, 93) {
		l.c.Proposal.Told = l.after(accepted, 0, 5)
	}
	if chance(l.rng, 30) {
		l.helpers(l.c.Assignments[len(l.c.Assignments)-1].Assigned)
	}
	if chance(l.rng, 6) {
		l.visit(l.after(accepted, 30, 60))
	}
	if chance(l.rng, 1.5) {
		l.close(l.after(accepted, 15, 50))
		return
	}
	alone := chance(l.rng, 4) // the deputy wants no visit
	l.talk(data.Before, l.after(accepted, 3, 10), alone)
	if chance(l.rng, 2) {
		return
	}
	l.talk(data.During, l.after(accepted, 18, 40), alone)
	if chance(l.rng, 4) {
		l.unfinished(l.after(accepted, 55, 70))
		return
	}
	l.answer()
}

// close takes the proposal out of the work.
func (l *life) close(on data.Date) {
	p := &l.c.Proposal
	p.Closed, p.ClosedOn, p.ClosedWhy = data.Withdrawn, on, l.g.words.Withdrawn
	if chance(l.rng, 40) {
		p.Closed, p.ClosedWhy = data.PassedOn, l.g.words.PassedOn
	}
}

// unfinished leaves a reply that was written but not signed: an opinion may be
// missing, an application for more time undecided, and the unit is urged.
func (l *life) unfinished(on data.Date) {
	r := l.reply(on, "")
	r.SignOff = data.SignOff{Drafted: on, DraftedBy: r.SignOff.DraftedBy}
	l.c.Replies = append(l.c.Replies, r)
	if chance(l.rng, 50) {
		l.helpers(l.c.Assignments[len(l.c.Assignments)-1].Assigned)
		l.c.Opinions = nil
	}
	limit := data.ReplyLimit(l.c, l.rules).Deadline
	if chance(l.rng, 30) {
		l.c.Extensions = append(l.c.Extensions, data.Extension{Applied: l.on(limit.AddDays(-20)), Until: l.c.Proposal.HandedOver.AddMonths(5), Reason: l.g.words.Extension})
		return
	}
	l.urge(l.unit(), data.Remind, limit.AddDays(-15), limit.AddDays(-10))
	l.urge(l.unit(), data.Urge, limit.AddDays(-5), data.Date{})
	l.urge(l.unit(), data.Order, limit.AddDays(3), data.Date{})
}

// reply is one round's letter, without its 文号.
func (l *life) reply(signed data.Date, class string) data.Reply {
	unit := l.unit()
	by := l.g.words.GovernmentHead
	if l.c.Book.Direction == data.HandedOut {
		by = unit.Responsible
	}
	r := data.Reply{
		Round: len(l.c.Replies) + 1, Class: class, Body: l.g.words.replyBody(l.rng, l.m, l.place, class),
		Done: l.m.Asks[0].Head + "等事项已经落实。", Contact: unit.Contact, ContactPhone: unit.Phone, SignOff: l.signOff(signed, by),
	}
	if r.Round == 1 { // of what was asked for, what the class says is taken up
		r.Ideas = map[string]int{"A": len(l.m.Asks), "B": len(l.m.Asks) - 1}[class]
		if l.c.Proposal.Key {
			r.Policies = 1
		}
	}
	if class == "B" {
		r.Planned = "分年度完成" + l.m.Asks[2].Head + "等事项。"
	}
	return r
}

// answer sends the reply and lives on to the feedback and what follows it.
func (l *life) answer() {
	limit := data.ReplyLimit(l.c, l.rules)
	signed := l.on(limit.Deadline.AddDays(-between(l.rng, 9, 30)))
	switch {
	case chance(l.rng, 3):
		signed = l.after(limit.Deadline, 6, 24)
		l.urge(l.unit(), data.Urge, limit.Deadline.AddDays(-5), limit.Deadline.AddDays(-1))
		l.urge(l.unit(), data.Order, limit.Deadline.AddDays(2), limit.Deadline.AddDays(4))
	case !l.c.Proposal.Between && chance(l.rng, 4):
		signed = l.extend(limit.Deadline)
	}
	class := "A"
	if roll := l.rng.IntN(100); roll >= 82 {
		class = "C"
	} else if roll >= 52 {
		class = "B"
	}
	r := l.reply(signed, class)
	r.Sent, r.SentBy = l.after(signed, 1, 2), pick(l.rng, []string{"当面送达", "邮寄", "当面送达"})
	l.send(r)
	l.afterwards(r)
}

// send adds a letter that went to each of its proposers.
func (l *life) send(r data.Reply) {
	l.c.Replies = append(l.c.Replies, r)
	for i := range l.c.Proposal.Proposers {
		d := data.Dispatch{ReplyID: data.ID(r.Round), ProposerID: data.ID(i + 1), Date: r.Sent, Method: r.SentBy}
		if i > 0 {
			d.Date, d.Method = l.after(r.Sent, 0, 2), "邮寄"
		}
		if d.Method == "当面送达" {
			d.Receipt = "本人"
		}
		l.c.Dispatches = append(l.c.Dispatches, d)
	}
}

// afterwards is what follows the first letter.
func (l *life) afterwards(r data.Reply) {
	alone := slices.ContainsFunc(l.c.Consultations, func(x data.Consultation) bool { return x.Method == data.NotNeeded })
	l.talk(data.After, l.after(r.Sent, 3, 12), alone)
	l.feedback(r.Sent)
	if r.Class == "B" || r.Class == "C" && chance(l.rng, 20) {
		l.promise()
	}
	l.disclose(r.Sent)
}

// extend grants two more months before the deadline; the reply is signed
// within them.
func (l *life) extend(deadline data.Date) (signed data.Date) {
	e := data.Extension{Applied: l.on(deadline.AddDays(-25)), ApprovedBy: l.c.Proposal.Sponsor.Name, Reason: l.g.words.Extension}
	e.Approved = l.after(e.Applied, 2, 5)
	e.Until = l.c.Proposal.HandedOver.AddMonths(5)
	l.c.Extensions = append(l.c.Extensions, e)
	return l.on(e.Until.AddDays(-between(l.rng, 10, 35)))
}

// feedback brings the form back, and where the deputy is not satisfied a
// second round; sometimes a co-signer's form as well.
func (l *life) feedback(sent data.Date) {
	f := data.Feedback{Round: len(l.c.Replies), ProposerID: 1, FormSent: sent}
	if chance(l.rng, 92) {
		l.fillForm(&f)
	}
	l.c.Feedback = append(l.c.Feedback, f)
	if len(l.c.Proposal.Proposers) > 1 && chance(l.rng, 20) {
		l.c.Feedback = append(l.c.Feedback, data.Feedback{Round: f.Round, ProposerID: 2, FormSent: sent, Received: l.after(sent, 5, 20), Attitude: data.Satisfied, Result: data.Satisfied})
	}
	if f.Attitude == data.Dissatisfied && chance(l.rng, 70) {
		l.talk(data.After, l.after(f.Received, 2, 8), false)
		x := &l.c.Consultations[len(l.c.Consultations)-1]
		x.Method, x.Place, x.LedBy, x.LedRank = data.FaceToFace, l.place, l.unit().Responsible, data.UnitHead
	}
	if f.Result == data.Dissatisfied && chance(l.rng, 75) {
		l.again(f.Received)
	}
}

func (l *life) fillForm(f *data.Feedback) {
	f.Received = l.after(f.FormSent, 5, 20)
	f.Attitude, f.Result = data.Satisfied, data.Satisfied
	if chance(l.rng, 8) {
		f.Attitude = data.MostlySatisfied
	}
	if chance(l.rng, 14) {
		f.Result = data.MostlySatisfied
	}
	if chance(l.rng, 70) {
		f.TalkedBy, f.TalkForm = pick(l.rng, l.g.words.TalkedBy), pick(l.rng, l.g.words.TalkForms)
		f.Solved = map[string]string{"A": "已经解决", "B": "部分解决", "C": "没有解决"}[l.c.Replies[0].Class]
		if chance(l.rng, 12) {
			f.Solved = "部分解决"
		}
	}
	if !l.c.Proposal.Between && len(l.c.Extensions) == 0 && chance(l.rng, 2) {
		f.Result, f.Opinion = data.Dissatisfied, "措施不够具体，请重新研究办理。"
	} else if chance(l.rng, 1) {
		f.Attitude, f.Opinion = data.Dissatisfied, "办理过程中沟通不够主动。"
	}
}

// again answers a second time after the deputy was not satisfied.
func (l *life) again(received data.Date) {
	r := l.reply(l.after(received, 12, 22), l.c.Replies[0].Class)
	r.Occasion = data.Reanswer
	r.Sent, r.SentBy = l.after(r.SignOff.Signed, 1, 1), "当面送达"
	l.send(r)
	l.c.Feedback = append(l.c.Feedback, data.Feedback{
		Round: r.Round, ProposerID: 1, FormSent: r.Sent, Received: l.after(r.Sent, 5, 12), Attitude: data.Satisfied, Result: data.MostlySatisfied,
	})
}

// promise records what a reply announces; most of it is kept in time, and the
// deputy told, in half of the cases by a further letter.
func (l *life) promise() {
	last := l.c.Replies[len(l.c.Replies)-1]
	year := l.c.Book.Meeting.Year + 1
	due := pick(l.rng, []data.Date{data.NewDate(year, 6, 30), data.NewDate(year, 9, 30), data.NewDate(year, 12, 20), data.NewDate(year-1, 12, 20)})
	if due.Before(last.Sent.AddDays(30)) {
		due = data.NewDate(year, 6, 30)
	}
	x := data.Commitment{ReplyID: data.ID(last.Round), Text: "完成" + l.place + l.m.Asks[2].Head + "等事项", Unit: l.unit(), Due: due}
	if chance(l.rng, 60) {
		x.Kept, x.Proof = l.on(due.AddDays(-between(l.rng, 5, 20))), "现场查看并向代表通报"
		switch {
		case chance(l.rng, 40):
			x.FollowUp = l.followUp(x.Kept)
		case chance(l.rng, 80):
			x.Told = l.after(x.Kept, 2, 9)
		}
	}
	l.c.Commitments = append(l.c.Commitments, x)
}

// followUp tells the deputy by letter that a promise is kept, and raises the
// class.
func (l *life) followUp(kept data.Date) (round data.ID) {
	r := l.reply(l.after(kept, 12, 20), "A")
	r.Occasion, r.Planned = data.FollowUp, ""
	r.Body = fill(l.rng, l.g.words.FollowedUp, l.place)
	r.Sent, r.SentBy = l.after(r.SignOff.Signed, 1, 2), "当面送达"
	l.send(r)
	return data.ID(r.Round)
}

func (l *life) disclose(sent data.Date) {
	d := &l.c.Disclosure
	switch roll := l.rng.IntN(100); {
	case roll < 68:
		d.Decision = data.Open
	case roll < 78:
		d.Decision, d.Reason = data.PartlyOpen, l.g.words.PartlyOpen
		d.Text = l.c.Letter(l.c.Replies[0]).Body
	case roll < 85:
		d.Decision, d.Reason = data.NotOpen, l.g.words.NotOpen
		return
	default:
		return
	}
	d.Published, d.Place = l.after(sent, 15, 30), "红塔区人民政府网建议提案栏目"
}
