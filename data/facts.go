package data

import (
	"fmt"
	"slices"
)

// CheckFacts tells which facts of a case cannot be (refused when entered) and
// which are unusual (warned about).
func CheckFacts(c Case, r Rules) (impossible, unusual Problems) {
	r = r.For(c.Book)
	k := factCheck{from: c.Proposal.HandedOver, handed: "交办日期" + c.Proposal.HandedOver.Chinese()}
	if !c.Proposal.ClosedOn.IsZero() {
		k.notBefore("撤转日期", c.Proposal.ClosedOn, k.from, k.handed)
	}
	k.notBefore("告知代表日期", c.Proposal.Told, k.from, k.handed)
	for _, a := range c.Assignments {
		k.notBefore("交办单位日期", a.Assigned, k.from, k.handed)
		k.notBefore("签收日期", a.Accepted, a.Assigned, "交办单位日期")
		k.notBefore("退回日期", a.Returned, a.Assigned, "交办单位日期")
		k.notBefore("同意退回日期", a.ReturnConsented, a.Returned, "退回日期")
		if !a.ReturnConsented.IsZero() && a.Returned.IsZero() {
			k.no("同意退回日期", "单位还没有申请退回", "请先填写退回日期")
		}
	}
	for _, x := range c.Consultations {
		if !x.Date.IsZero() && x.Date.Before(k.from) {
			k.odd("沟通日期", x.Date.Chinese()+"早于"+k.handed, "请核对")
		}
	}
	for _, e := range c.Extensions {
		k.notBefore("延期申请日期", e.Applied, k.from, k.handed)
		k.notBefore("延期批准日期", e.Approved, e.Applied, "申请日期")
		k.notBefore("延期至", e.Until, k.from, k.handed)
		if most := k.from.AddMonths(r.Pack.ExtensionMonths); !k.from.IsZero() && e.Until.After(most) {
			k.odd("延期至", e.Until.Chinese()+"超过了最长期限", "按"+most.Chinese()+"计算，请核对")
		}
	}
	k.replies(c, r)
	for _, o := range c.Opinions {
		k.notBefore("意见签发日期", o.SignOff.Signed, k.from, k.handed)
		k.notBefore("意见报送日期", o.Sent, k.from, k.handed)
		k.notBefore("意见收到日期", o.Received, k.from, k.handed)
		k.order("意见", o.SignOff, o.Sent)
	}
	k.feedback(c, r.Pack)
	k.dispatches(c)
	k.afterwards(c)
	return k.impossible, k.unusual
}

type factCheck struct {
	from                Date
	handed              string
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

// order warns where the steps of a paper are not in their usual order.
func (k *factCheck) order(what string, s SignOff, sent Date) {
	if !sent.IsZero() && (s.Signed.IsZero() || sent.Before(s.Signed)) {
		k.odd(what+"签发日期", "发出时还没有签发", "请补上签发日期")
	}
	if !s.Signed.IsZero() && s.Signed.Before(s.Drafted) {
		k.odd(what+"签发日期", "早于拟稿日期", "请核对")
	}
	if !s.Signed.IsZero() && s.Signed.Before(s.Countersigned) {
		k.odd(what+"签发日期", "早于会签日期", "请核对")
	}
	if !s.Signed.IsZero() && s.Signed.Before(s.Reviewed) {
		k.odd(what+"签发日期", "早于审核日期", "请核对")
	}
	if !s.Reviewed.IsZero() && s.Reviewed.Before(s.Drafted) {
		k.odd(what+"审核日期", "早于拟稿日期", "请核对")
	}
}

func (k *factCheck) replies(c Case, r Rules) {
	rounds := map[int]bool{}
	sent := sentOn(c)
	for _, rep := range c.Replies {
		if earlier := sent[rep.Round-1]; rep.Round > 1 && !rep.Sent.IsZero() && earlier.IsZero() {
			k.no("送达日期", fmt.Sprintf("第%d次答复已送达，第%d次还没有", rep.Round, rep.Round-1), "请先填写上一次的送达日期")
		} else if rep.Round > 1 {
			k.notBefore("送达日期", rep.Sent, earlier, fmt.Sprintf("第%d次答复的送达日期%s", rep.Round-1, earlier.Chinese()))
		}
		if rounds[rep.Round] {
			k.no("答复轮次", fmt.Sprintf("第%d次答复重复", rep.Round), "请核对轮次")
		}
		rounds[rep.Round] = true
		k.notBefore("签发日期", rep.SignOff.Signed, k.from, k.handed)
		k.notBefore("送达日期", rep.Sent, k.from, k.handed)
		k.order("答复", rep.SignOff, rep.Sent)
		if rep.Class != "" {
			if _, ok := r.Pack.Class(rep.Class); !ok {
				k.no("类别", "办理规则里没有“"+rep.Class+"”类", "请从列出的类别中选择")
			}
		}
		if rep.Sent.IsZero() {
			continue
		}
		if !c.Proposal.Role.Answers() {
			k.no("送达日期", "协办件不答复代表", "请改为报送协办意见")
		}
		if rep.Class == "" {
			k.no("类别", "答复已送达但没有类别", "请选择办理结果类别")
		}
		if !c.FaceToFace(rep.Sent) && !c.NoVisitWanted() {
			k.odd("沟通", "送达前没有当面沟通记录", "请补记面商，或记下代表表示无需走访")
		}
	}
	for n := range rounds {
		if n > 1 && !rounds[n-1] {
			k.no("答复轮次", fmt.Sprintf("有第%d次答复，没有第%d次", n, n-1), "请核对轮次")
		}
	}
}

func (k *factCheck) feedback(c Case, p RulePack) {
	sent := sentOn(c)
	for _, f := range c.Feedback {
		if f.Received.IsZero() {
			continue
		}
		if sent[f.Round].IsZero() {
			k.no("收回日期", fmt.Sprintf("第%d次答复还没有送达", f.Round), "请先填写送达日期")
			continue
		}
		for _, m := range []struct {
			field string
			mark  Mark
		}{{"办理态度", f.Attitude}, {"办理结果", f.Result}} {
			if m.mark != NoMark && p.Counts(m.mark) == NoMark {
				k.no(m.field, "办理规则里没有“"+string(m.mark)+"”这个评价", "请从列出的评价中选择")
			}
		}
		k.notBefore("收回日期", f.Received, sent[f.Round], "送达日期"+sent[f.Round].Chinese())
	}
}

// sentOn is the day each round was sent.
func sentOn(c Case) map[int]Date {
	sent := map[int]Date{}
	for _, rep := range c.Replies {
		sent[rep.Round] = rep.Sent
	}
	return sent
}

// dispatches looks at the sendings of each round's letter.
func (k *factCheck) dispatches(c Case) {
	replies := map[ID]Reply{}
	for _, r := range c.Replies {
		replies[r.ID] = r
	}
	for _, d := range c.Dispatches {
		r := replies[d.ReplyID]
		k.notBefore("送达日期", d.Date, k.from, k.handed)
		if !slices.ContainsFunc(c.Proposal.Proposers, func(p Proposer) bool { return p.ID == d.ProposerID }) {
			k.no("送达代表", "送给了不是本件的代表", "请核对送达对象")
		}
		if r.SignOff.Signed.IsZero() || d.Date.Before(r.SignOff.Signed) {
			k.odd("送达日期", d.Date.Chinese()+"送出时还没有签发", "请核对签发日期")
		}
	}
}

// afterwards looks at promises, inspections and publication.
func (k *factCheck) afterwards(c Case) {
	for _, p := range c.Commitments {
		k.notBefore("兑现日期", p.Kept, k.from, k.handed)
		k.notBefore("告知日期", p.Told, p.Kept, "兑现日期")
	}
	for _, s := range c.Supervisions {
		k.notBefore("督办日期", s.Date, k.from, k.handed)
		k.notBefore("整改完成", s.Rectified, s.Date, "督办日期")
		k.notBefore("反馈日期", s.Answered, s.Date, "督办日期")
	}
	first, replied := c.FirstSent()
	if day := c.Disclosure.Published; !day.IsZero() && (!replied || day.Before(first.Sent)) && c.Proposal.Role.Answers() {
		k.odd("公开日期", "公开时答复还没有送达", "请核对")
	}
}
