package data

import (
	"fmt"
	"slices"
)

// order warns where the steps of a paper are not in their usual order.
func (k *factCheck) order(what string, s SignOff, sent Date) {
	if !sent.IsZero() && (s.Signed.IsZero() || sent.Before(s.Signed)) {
		k.odd(what+"签发日期", "发出时还没有签发", "请补上签发日期")
	}
	if !s.Countersigned.IsZero() && s.Countersigned.Before(s.Drafted) {
		k.odd(what+"会签日期", "早于拟稿日期", "请核对")
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
		if p, taken := takenProblem(rep); taken && (!rep.SignOff.Signed.IsZero() || !rep.Sent.IsZero()) {
			k.impossible = append(k.impossible, p)
		}
		if rep.Class != "" {
			if _, ok := r.Pack.Class(rep.Class); !ok {
				k.no("类别", "办理规则里没有“"+rep.Class+"”类", "请从列出的类别中选择")
			}
		}
		k.occasion(c, rep, r.Pack)
		if !rep.Sent.IsZero() {
			k.sent(c, rep)
		}
	}
	for n := range rounds {
		if n > 1 && !rounds[n-1] {
			k.no("答复轮次", fmt.Sprintf("有第%d次答复，没有第%d次", n, n-1), "请核对轮次")
		}
	}
}

// occasion looks whether what a further round is written for has happened.
func (k *factCheck) occasion(c Case, rep Reply, p RulePack) {
	switch rep.Occasion {
	case Reanswer:
		if !slices.ContainsFunc(c.Feedback, func(f Feedback) bool {
			return f.Round < rep.Round && (p.Counts(f.Result) == Dissatisfied || p.Counts(f.Attitude) == Dissatisfied)
		}) {
			k.odd("答复缘由", fmt.Sprintf("第%d次答复是重办，却没有不满意的征询意见表", rep.Round), "请核对")
		}
	case FollowUp:
		if !slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return !p.Kept.IsZero() }) {
			k.odd("答复缘由", fmt.Sprintf("第%d次答复是续复，却没有兑现的承诺", rep.Round), "请填写承诺的兑现日期")
		}
	}
}

// sent looks at a letter that went out.
func (k *factCheck) sent(c Case, rep Reply) {
	if !c.Proposal.Role.Answers() {
		k.no("送达日期", k.body.Assisting()+"件不答复"+k.body.Member(), "请改为报送"+k.body.Assisting()+"意见")
	}
	if rep.Class == "" {
		k.no("类别", "答复已送达但没有类别", "请选择办理结果类别")
	}
	if !c.FaceToFace(rep.Sent) && !c.NoVisitWanted() {
		k.odd("沟通", "送达前没有当面沟通记录", "请补记面商，或记下"+k.body.Member()+"表示无需走访")
	}
	if c.Book.Direction == HandedDown && rep.DocNumber == "" {
		k.odd("文号", "答复已送达但没有文号", "请补上文号")
	}
	k.numbered(c, rep.DocNumber)
	for _, a := range c.Handlers() {
		if o := c.OpinionOf(a); rep.Round == 1 && a.Part == CoUnit && a.Active() && a.Assigned.OnOrBefore(rep.Sent) && (o.Received.IsZero() || o.Received.After(rep.Sent)) {
			k.odd(k.body.Assisting()+"意见", "送达时还没有收到"+a.Unit.Name+"的意见", "请补登收到日期")
		}
	}
}

// numbered looks at the 文号 of a letter of ours that went out; units write theirs as
// they do.
func (k *factCheck) numbered(c Case, number string) {
	if p, bad := malformed(number, ""); bad && number != "" && c.Book.Direction == HandedDown {
		k.unusual = append(k.unusual, p)
	}
}

// opinions looks at ours to the lead body, and those that units sent us.
func (k *factCheck) opinions(c Case) {
	what := k.body.Assisting() + "意见"
	for _, o := range c.Opinions {
		k.notBefore("意见签发日期", o.SignOff.Signed, k.from, k.handed)
		k.notBefore("意见报送日期", o.Sent, k.from, k.handed)
		k.notBefore("意见收到日期", o.Received, k.from, k.handed)
		if o.Way == OpinionOut {
			k.order("意见", o.SignOff, o.Sent)
			if c.Proposal.Role.Answers() && !o.Sent.IsZero() {
				k.odd("意见报送日期", "主办件不报送"+what, "请核对办理方式")
			}
			if !o.Sent.IsZero() {
				k.numbered(c, o.DocNumber)
			}
			continue
		}
		if !o.Received.IsZero() && o.Received.Before(o.SignOff.Signed) {
			k.odd("意见收到日期", o.Unit.Name+"的"+what+"在签发之前收到", "请核对")
		}
		asked := false
		for _, a := range c.Handlers() {
			if a.Unit.ID == o.Unit.ID && a.Part == CoUnit {
				asked = true
				if a.Active() && o.Received.Before(a.Assigned) && !o.Received.IsZero() {
					k.odd("意见收到日期", o.Unit.Name+"的"+what+"早于交办单位日期", "请核对")
				}
			}
		}
		if !asked {
			k.odd(what, "没有请"+o.Unit.Name+k.body.Assisting(), "请补上交办，或删去意见")
		}
	}
}

func (k *factCheck) feedback(c Case, p RulePack) {
	sent := sentOn(c)
	for _, f := range c.Feedback {
		if !proposedBy(c, f.ProposerID) {
			k.odd("征询意见", "有不是本件的"+k.body.Member()+"的意见表", "请核对")
		}
		k.notBefore("收回日期", f.Received, f.FormSent, "发出日期")
		k.second(c, f)
		k.again(f, p)
		if !f.FormSent.IsZero() && f.FormSent.Before(sent[f.Round]) {
			k.odd("发出日期", f.FormSent.Chinese()+"早于答复的送达日期", "征询意见表随答复送达，请核对")
		}
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

// second looks at the second evaluation of a reply: the first comes before it.
func (k *factCheck) second(c Case, f Feedback) {
	if !f.Second || f.FormSent.IsZero() && f.Received.IsZero() {
		return
	}
	before := f
	before.Second = false
	i := slices.IndexFunc(c.Feedback, before.sameForm)
	if i < 0 || c.Feedback[i].Received.IsZero() {
		k.no("评价次数", fmt.Sprintf("第%d次答复的一次评价还没有收回，不能登记二次评价", f.Round), "请先登记一次评价")
		return
	}
	first := c.Feedback[i].Received
	k.notBefore("发出日期", f.FormSent, first, "一次评价的收回日期"+first.Chinese())
	k.notBefore("收回日期", f.Received, first, "一次评价的收回日期"+first.Chinese())
}

// again looks at the second hand-over after 不满意.
func (k *factCheck) again(f Feedback, p RulePack) {
	if f.HandedAgain.IsZero() {
		return
	}
	if f.Received.IsZero() {
		k.no("再次交办日期", "意见表还没有收回", "请先填写收回日期")
		return
	}
	k.notBefore("再次交办日期", f.HandedAgain, f.Received, "收回日期"+f.Received.Chinese())
	if p.Counts(f.Result) != Dissatisfied && p.Counts(f.Attitude) != Dissatisfied {
		k.odd("再次交办日期", "代表没有不满意，却登记了再次交办", "请核对")
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

// dispatches looks at the sendings of each round's letter, and at warnings
// that were passed over.
func (k *factCheck) dispatches(c Case) {
	replies := map[ID]Reply{}
	for _, r := range c.Replies {
		replies[r.ID] = r
	}
	for _, d := range c.Dispatches {
		r := replies[d.ReplyID]
		k.notBefore("送达日期", d.Date, k.from, k.handed)
		if !proposedBy(c, d.ProposerID) {
			k.no("送达"+k.body.Member(), "送给了不是本件的"+k.body.Member(), "请核对送达对象")
		}
		switch {
		case r.SignOff.Signed.IsZero() || d.Date.Before(r.SignOff.Signed):
			k.odd("送达日期", d.Date.Chinese()+"送出时还没有签发", "请核对签发日期")
		case r.Sent.IsZero():
			k.odd("送达日期", fmt.Sprintf("第%d次答复已送给%s，却没有送达日期", r.Round, k.body.Member()), "请填写答复的送达日期")
		case d.Date.Before(r.Sent):
			k.odd("送达日期", d.Date.Chinese()+"早于答复的送达日期"+r.Sent.Chinese(), "请核对")
		}
	}
	for _, w := range c.Waivers {
		k.notBefore("放行日期", w.Date, k.from, k.handed)
		if signed := replies[w.ReplyID].SignOff.Signed; !signed.IsZero() && w.Date.After(signed) {
			k.odd("放行日期", "签发之后才放行“"+clip(w.Warning, 30)+"”", "请核对")
		}
	}
}
