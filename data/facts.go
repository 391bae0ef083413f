package data

import (
	"fmt"
	"slices"
)

// RefuseImpossible is nil, or the Problems of all facts of the cases that cannot
// be; where there are several cases each says its number.
func RefuseImpossible(cases []Case, y RuleYears) error {
	return Impossible(cases, y, len(cases) > 1).Err()
}

// Impossible are the facts of cases that cannot be; named tells of each whose it is.
func Impossible(cases []Case, y RuleYears, named bool) (all Problems) {
	for _, c := range cases {
		impossible, _ := CheckFacts(c, y.Of(c))
		for _, p := range impossible {
			if named {
				p.Message = "第" + c.Proposal.Number + "号：" + p.Message
			}
			all = append(all, p)
		}
	}
	return all
}

// CheckFacts tells which facts of a case cannot be (refused when entered) and
// which are unusual (warned about).
func CheckFacts(c Case, r Rules) (impossible, unusual Problems) {
	r = r.For(c.Book)
	k := factCheck{from: c.Proposal.HandedOver, handed: "交办日期" + c.Proposal.HandedOver.Chinese(), body: c.Book.Meeting.Body}
	k.proposal(c)
	k.assignments(c, r)
	k.consultations(c, r)
	k.extensions(c, r)
	k.replies(c, r)
	k.opinions(c)
	k.feedback(c, r.Pack)
	k.assessments(c, r.Pack)
	k.dispatches(c)
	k.commitments(c)
	k.supervisions(c)
	k.published(c)
	return k.impossible, k.unusual
}

type factCheck struct {
	from                Date
	handed              string
	body                Body
	impossible, unusual Problems
}

func (k *factCheck) no(field, message, hint string) {
	k.impossible = append(k.impossible, Problem{Field: field, Message: message, Hint: hint})
}

func (k *factCheck) odd(field, message, hint string) {
	k.unusual = append(k.unusual, Problem{Field: field, Message: message, Hint: hint})
}

func (k *factCheck) notBefore(field string, d, limit Date, what string) {
	if !d.IsZero() && !limit.IsZero() && d.Before(limit) {
		k.no(field, fmt.Sprintf("%s早于%s", d.Chinese(), what), "请核对两个日期")
	}
}

// proposal looks at its own days, and how it left the work.
func (k *factCheck) proposal(c Case) {
	p := c.Proposal
	k.notBefore("撤转日期", p.ClosedOn, k.from, k.handed)
	k.notBefore("要求办结日期", p.Required, k.from, k.handed)
	if (p.Supervisor != "" || p.Committee != "") && !p.Key {
		k.odd("督办领导", "不是重点督办件，却填写了督办领导或督办委室", "请核对，或勾选重点督办")
	}
	k.notBefore("告知代表日期", p.Told, k.from, k.handed)
	if last, sent := c.LastSent(); sent && p.Closed != NotClosed && last.Sent.After(p.ClosedOn) {
		k.odd("送达日期", string(p.Closed)+"之后又送达了答复", "请核对")
	}
}

func (k *factCheck) assignments(c Case, r Rules) {
	holding := map[ID]Part{}
	leads := 0
	for _, a := range c.Assignments {
		k.notBefore("交办单位日期", a.Assigned, k.from, k.handed)
		k.notBefore("签收日期", a.Accepted, a.Assigned, "交办单位日期")
		k.notBefore("退回日期", a.Returned, a.Assigned, "交办单位日期")
		k.notBefore("同意退回日期", a.ReturnConsented, a.Returned, "退回日期")
		if !a.ReturnConsented.IsZero() && a.Returned.IsZero() {
			k.no("同意退回日期", "单位还没有申请退回", "请先填写退回日期")
		}
		if limit := ReturnLimit(c, a, r).Deadline; !a.Assigned.IsZero() && a.Returned.After(limit) {
			k.odd("退回日期", a.Unit.Name+"申请退回已过期限"+limit.Chinese(), "逾期视同签收，请核对")
		}
		if !a.ReturnConsented.IsZero() && a.Accepted.After(a.ReturnConsented) {
			k.odd("签收日期", a.Unit.Name+"在同意退回之后又签收", "请核对")
		}
		if !a.Active() {
			continue
		}
		if a.Part == LeadUnit {
			leads++
		}
		if _, twice := holding[a.Unit.ID]; twice && a.Unit.ID != 0 {
			k.odd("承办单位", a.Unit.Name+"交办了两次", "请核对，或填写退回")
		}
		holding[a.Unit.ID] = a.Part
	}
	if leads > 1 && c.Proposal.Role != Separate {
		k.odd("承办单位", fmt.Sprintf("有%d个主办单位", leads), "请改为分办，或填写退回")
	}
}

func (k *factCheck) consultations(c Case, r Rules) {
	k.contact(c, r)
	first, replied := c.FirstSent()
	for _, x := range c.Consultations {
		switch {
		case x.Date.IsZero():
		case x.Date.Before(k.from):
			k.odd("沟通日期", x.Date.Chinese()+"早于"+k.handed, "请核对")
		case x.Phase == Before && replied && x.Date.After(first.Sent):
			k.odd("沟通阶段", x.Date.Chinese()+"的办前沟通在答复送达之后", "请核对阶段")
		case x.Phase == After && (!replied || x.Date.Before(first.Sent)) && c.Proposal.Role.Answers():
			k.odd("沟通阶段", x.Date.Chinese()+"的办后沟通时答复还没有送达", "请核对阶段")
		}
		k.notBefore("签字日期", x.FormSigned, x.Date, "沟通日期"+x.Date.Chinese())
		for _, item := range x.Items {
			k.notBefore("完成日期", item.Done, x.Date, "商定它的沟通日期"+x.Date.Chinese())
			if !item.By.IsZero() && item.By.Before(x.Date) {
				k.odd("商定期限", item.By.Chinese()+"早于沟通日期", "请核对")
			}
		}
		for _, id := range slices.Concat(x.Invited, x.Attended) {
			if !proposedBy(c, id) {
				k.odd("参加"+k.body.Member(), x.Date.Chinese()+"的沟通有不是本件的"+k.body.Member()+"参加", "请核对")
				break
			}
		}
	}
}

// contact looks whether the first talk was held in time, where the place has a limit.
func (k *factCheck) contact(c Case, r Rules) {
	var first Date
	for _, x := range c.Consultations {
		if first.IsZero() || x.Date.Before(first) {
			first = x.Date
		}
	}
	if l, ok := ContactLimit(c, r); ok && c.Proposal.Role.Answers() && first.After(l.Deadline) {
		k.odd("沟通日期", first.Chinese()+"才首次联系"+k.body.Member()+"，已过期限"+l.Deadline.Chinese(), "请核对，或补记更早的联系")
	}
}

// proposedBy tells whether a proposer moved the proposal.
func proposedBy(c Case, id ID) bool {
	return slices.ContainsFunc(c.Proposal.Proposers, func(p Proposer) bool { return p.ID == id })
}

func (k *factCheck) extensions(c Case, r Rules) {
	plain := c
	plain.Extensions = nil
	limit := ReplyLimit(plain, r).Deadline
	for _, e := range c.Extensions {
		k.notBefore("延期申请日期", e.Applied, k.from, k.handed)
		k.notBefore("延期批准日期", e.Approved, e.Applied, "申请日期")
		k.notBefore("说明日期", e.Told, k.from, k.handed)
		if !e.Told.IsZero() && e.Approved.IsZero() && !r.Lengthens(c, e) {
			k.odd("说明日期", "办理规则里没有“说明后答复”的期限，只说明不能延期", "请登记批准，或在办理规则里补上")
		}
		k.notBefore("延期至", e.Until, k.from, k.handed)
		if most := LongestExtension(c, r); !k.from.IsZero() && e.Until.After(most) {
			k.odd("延期至", e.Until.Chinese()+"超过了最长期限", "按"+most.Chinese()+"计算，请核对")
		}
		if !k.from.IsZero() && !e.Until.IsZero() && !e.Until.Before(k.from) && e.Until.Before(limit) {
			k.odd("延期至", e.Until.Chinese()+"早于原来的期限"+limit.Chinese(), "请核对")
		}
		if with := ReplyLimit(c, r).Deadline; !k.from.IsZero() && e.Since().After(with) {
			k.odd("延期申请日期", e.Since().Chinese()+"已过期限"+with.Chinese()+"，不能算作延期", "请核对")
		}
	}
}
