package demo

import (
	"slices"

	"jianban/data"
)

// lead is the life of a proposal that we answer.
func (l *life) lead() {
	assigned := l.after(l.c.Proposal.HandedOver, 1, 3)
	accepted := l.assign(assigned)
	if chance(l.rng, 30) {
		l.helpers(l.c.Assignments[len(l.c.Assignments)-1].Assigned)
	}
	if chance(l.rng, 6) {
		l.supervise(l.after(accepted, 30, 60))
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
		l.draft(l.after(accepted, 55, 70))
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

func (l *life) supervise(on data.Date) {
	s := data.Supervision{
		Unit: l.g.units[l.m.Unit], Kind: data.Visit, Date: on, People: "区政府督查室，部分代表委员",
		Findings: "到" + l.place + "实地查看，办理工作按计划推进，要求抓紧与代表委员沟通。",
	}
	if chance(l.rng, 50) {
		s.Kind, s.People, s.Findings = data.Urge, "区政府督查室", "请抓紧办理，按时报送答复初稿。"
		s.RectifyBy = l.after(on, 7, 10)
		s.Rectified = l.after(on, 2, 6)
	}
	l.c.Supervisions = append(l.c.Supervisions, s)
}

var (
	saidBefore = []string{"希望先把群众反映最集中的问题解决好。", "建议到现场看一看，听听居民的意见。", "请说明今年能办哪些、明年能办哪些。"}
	saidDuring = []string{"总体同意办理思路，要注意施工期间的安全和环境。", "措施比较具体，希望明确完成时间。", "建议增加投入，优先解决薄弱环节。"}
	saidAfter  = []string{"对办理工作表示认可，希望继续抓好落实。", "答复实事求是，后续事项请及时通报。", "群众已经感受到变化，表示感谢。"}
	inPerson   = []data.Method{data.FaceToFace, data.Forum, data.Survey, data.Inspection, data.Hearing}
)

// talk records a consultation of a phase; alone tells that the deputy wants no
// visit.
func (l *life) talk(phase data.Phase, on data.Date, alone bool) {
	unit := l.g.units[l.m.Unit]
	x := data.Consultation{Phase: phase, Date: on, Attended: []data.ID{1}, LedBy: unit.Contact, LedRank: data.SectionHead}
	x.Agreed = "由" + unit.Name + "按照商定的意见抓紧落实，并及时通报进展。"
	switch phase {
	case data.Before:
		x.Method, x.Said = data.Phone, pick(l.rng, saidBefore)
		if alone {
			x.Method, x.Said, x.Agreed = data.NotNeeded, "情况已经了解，不需要专门走访。", "答复后以电话方式通报。"
		} else if chance(l.rng, 40) {
			x.Method = data.FaceToFace
		}
	case data.During:
		x.Method, x.Said = pick(l.rng, inPerson), pick(l.rng, saidDuring)
		x.LedBy, x.LedRank = unit.Responsible, data.UnitHead
		if len(l.c.Proposal.Proposers) > 1 && chance(l.rng, 60) {
			x.Attended = append(x.Attended, 2)
		}
		if alone || chance(l.rng, 4) {
			x.Method, x.Attended = data.Phone, x.Attended[:1]
		}
	case data.After:
		x.Method, x.Said, x.Agreed = data.Phone, pick(l.rng, saidAfter), ""
		if !alone && chance(l.rng, 50) {
			x.Method = data.FaceToFace
		}
	}
	if x.Method.InPerson() {
		x.Place = l.place
	}
	l.c.Consultations = append(l.c.Consultations, x)
}

// draft leaves a reply that was written but not signed.
func (l *life) draft(on data.Date) {
	r := l.reply(on, "")
	r.SignOff = data.SignOff{Drafted: on, DraftedBy: r.SignOff.DraftedBy}
	l.c.Replies = append(l.c.Replies, r)
}

// reply is one round's letter, without its 文号.
func (l *life) reply(signed data.Date, class string) data.Reply {
	unit := l.g.units[l.m.Unit]
	by := l.g.words.GovernmentHead
	if l.c.Book.Direction == data.HandedOut {
		by = unit.Responsible
	}
	r := data.Reply{
		Round: len(l.c.Replies) + 1, Class: class, Body: l.g.words.replyBody(l.rng, l.m, l.place, class),
		Done: l.m.Asks[0].Head + "等事项已经落实。", Contact: unit.Contact, ContactPhone: unit.Phone, SignOff: l.signOff(signed, by),
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
		signed = l.after(limit.Deadline, 2, 20)
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
	l.c.Replies = append(l.c.Replies, r)
	alone := slices.ContainsFunc(l.c.Consultations, func(x data.Consultation) bool { return x.Method == data.NotNeeded })
	l.talk(data.After, l.after(r.Sent, 3, 12), alone)
	l.feedback(r.Sent)
	if class == "B" {
		l.promise()
	}
	l.disclose()
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
// second round.
func (l *life) feedback(sent data.Date) {
	f := data.Feedback{Round: len(l.c.Replies), ProposerID: 1, FormSent: sent}
	if chance(l.rng, 92) {
		f.Received = l.after(sent, 5, 20)
		f.Attitude, f.Result = data.Satisfied, data.Satisfied
		if chance(l.rng, 8) {
			f.Attitude = data.MostlySatisfied
		}
		if chance(l.rng, 14) {
			f.Result = data.MostlySatisfied
		}
		if !l.c.Proposal.Between && len(l.c.Extensions) == 0 && chance(l.rng, 2) {
			f.Result, f.Opinion = data.Dissatisfied, "措施不够具体，请重新研究办理。"
		}
	}
	l.c.Feedback = append(l.c.Feedback, f)
	if f.Result == data.Dissatisfied && chance(l.rng, 75) {
		l.again(f.Received)
	}
}

// again answers a second time after the deputy was not satisfied.
func (l *life) again(received data.Date) {
	r := l.reply(l.after(received, 12, 22), l.c.Replies[0].Class)
	r.Sent, r.SentBy = l.after(r.SignOff.Signed, 1, 1), "当面送达"
	l.c.Replies = append(l.c.Replies, r)
	l.c.Feedback = append(l.c.Feedback, data.Feedback{
		Round: r.Round, ProposerID: 1, FormSent: r.Sent, Received: l.after(r.Sent, 5, 12), Attitude: data.Satisfied, Result: data.MostlySatisfied,
	})
}

// promise records what a B reply announces; most of it is kept in time.
func (l *life) promise() {
	year := l.c.Book.Meeting.Year + 1
	due := pick(l.rng, []data.Date{data.NewDate(year, 6, 30), data.NewDate(year, 9, 30), data.NewDate(year, 12, 20), data.NewDate(year-1, 12, 20)})
	x := data.Commitment{Text: "完成" + l.place + l.m.Asks[2].Head + "等事项", Unit: l.g.units[l.m.Unit], Due: due}
	if chance(l.rng, 60) {
		x.Kept, x.Proof = l.on(due.AddDays(-between(l.rng, 5, 40))), "现场查看并向代表通报"
	}
	l.c.Commitments = append(l.c.Commitments, x)
}

func (l *life) disclose() {
	d := &l.c.Disclosure
	switch roll := l.rng.IntN(100); {
	case roll < 68:
		d.Decision = data.Open
	case roll < 78:
		d.Decision, d.Reason = data.PartlyOpen, l.g.words.PartlyOpen
	case roll < 85:
		d.Decision, d.Reason = data.NotOpen, l.g.words.NotOpen
	}
}
