package demo

import (
	"fmt"

	"jianban/data"
)

var (
	saidBefore = []string{"希望先把群众反映最集中的问题解决好。", "建议到现场看一看，听听居民的意见。", "请说明今年能办哪些、明年能办哪些。"}
	saidDuring = []string{"总体同意办理思路，要注意施工期间的安全和环境。", "措施比较具体，希望明确完成时间。", "建议增加投入，优先解决薄弱环节。"}
	saidAfter  = []string{"对办理工作表示认可，希望继续抓好落实。", "答复实事求是，后续事项请及时通报。", "群众已经感受到变化，表示感谢。"}
	inPerson   = []data.Method{data.FaceToFace, data.Forum, data.Survey, data.Inspection, data.Hearing}
)

// talk records a consultation of a phase; alone tells that the deputy wants no
// visit.
func (l *life) talk(phase data.Phase, on data.Date, alone bool) {
	unit := l.unit()
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
		l.during(&x, alone)
	case data.After:
		x.Method, x.Said, x.Agreed = data.Phone, pick(l.rng, saidAfter), ""
		if !alone && chance(l.rng, 50) {
			x.Method = data.FaceToFace
		}
	}
	if x.Method.InPerson() {
		x.Place = l.place
		if chance(l.rng, 70) {
			x.FormSigned = x.Date
		}
	}
	l.c.Consultations = append(l.c.Consultations, x)
}

// during is the talk in which most is agreed; to hearings and inspections all
// proposers are invited.
func (l *life) during(x *data.Consultation, alone bool) {
	unit := l.unit()
	x.Method, x.Said = pick(l.rng, inPerson), pick(l.rng, saidDuring)
	x.LedBy, x.LedRank = unit.Responsible, data.UnitHead
	if chance(l.rng, 30) {
		x.LedRank = data.UnitDeputy
	}
	if len(l.c.Proposal.Proposers) > 1 && chance(l.rng, 60) {
		x.Attended = append(x.Attended, 2)
	}
	if alone || chance(l.rng, 4) {
		x.Method, x.Attended = data.Phone, x.Attended[:1]
		return
	}
	if x.Method == data.Hearing || x.Method == data.Inspection {
		for i := range l.c.Proposal.Proposers {
			x.Invited = append(x.Invited, data.ID(i+1))
		}
	}
	for range between(l.rng, 0, 2) {
		item := data.AgreedItem{What: pick(l.rng, l.g.words.AgreedItems), Who: unit.Name, By: l.after(x.Date, 8, 20)}
		if chance(l.rng, 80) {
			item.Done = l.after(x.Date, 3, 10)
		}
		x.Items = append(x.Items, item)
	}
}

// visit records an inspection of the work.
func (l *life) visit(on data.Date) {
	s := data.Supervision{
		Unit: l.unit(), Kind: data.Visit, Date: on, People: "区政府督查室，部分代表委员",
		Findings: "到" + l.place + "实地查看，办理工作按计划推进，要求抓紧与代表委员沟通。",
	}
	if chance(l.rng, 50) {
		s.RectifyBy, s.Rectified = l.after(on, 7, 10), l.after(on, 2, 6)
	}
	l.c.Supervisions = append(l.c.Supervisions, s)
}

// urge records a step of urging; answered is zero where the unit gave none.
func (l *life) urge(unit data.Unit, kind data.SupervisionKind, on, answered data.Date) {
	w := l.g.words
	on = l.on(on)
	s := data.Supervision{Unit: unit, Kind: kind, Date: on, People: "区政府督查室", Findings: w.Remind, RectifyBy: l.after(on, 5, 7)}
	if kind == data.Order {
		s.Findings = w.Order
	}
	if kind != data.Remind {
		key := fmt.Sprintf("红督办函〔%d〕", on.Year())
		l.g.papers[key]++
		s.DocNumber = fmt.Sprintf("%s%d号", key, l.g.papers[key])
	}
	if !answered.IsZero() {
		s.Answer, s.Answered = w.Answer, l.on(answered)
	}
	l.c.Supervisions = append(l.c.Supervisions, s)
}
