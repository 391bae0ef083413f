package data

// commitments looks at promises: what is promised in a letter is kept after it,
// and told after it was kept.
func (k *factCheck) commitments(c Case) {
	replies := map[ID]Reply{}
	for _, r := range c.Replies {
		replies[r.ID] = r
	}
	for _, p := range c.Commitments {
		k.notBefore("兑现日期", p.Kept, k.from, k.handed)
		k.notBefore("告知日期", p.Told, p.Kept, "兑现日期")
		k.notBefore("完成时限", p.Due, k.from, k.handed)
		made, told := replies[p.ReplyID], replies[p.FollowUp]
		text := "“" + clip(p.Text, 20) + "”"
		if !made.Sent.IsZero() && !p.Due.IsZero() && p.Due.Before(made.Sent) {
			k.odd("完成时限", text+"的时限早于答复的送达日期", "请核对")
		}
		if !made.Sent.IsZero() && !p.Kept.IsZero() && p.Kept.Before(made.Sent) {
			k.odd("兑现日期", text+"在答复送达之前已经兑现", "请改写为已落实事项，或核对日期")
		}
		if p.FollowUp == 0 {
			continue
		}
		if told.Round <= made.Round {
			k.no("续复", text+"的续复不在作出承诺的答复之后", "请另选一次答复")
		} else if !told.Sent.IsZero() && told.Sent.Before(p.Kept) {
			k.odd("续复", text+"在兑现之前已经续复", "请核对两个日期")
		}
	}
}

// supervisions looks at visits and urgings: a unit answers after it was urged.
func (k *factCheck) supervisions(c Case) {
	for _, s := range c.Supervisions {
		k.notBefore("督办日期", s.Date, k.from, k.handed)
		k.notBefore("整改完成", s.Rectified, s.Date, "督办日期")
		k.notBefore("反馈日期", s.Answered, s.Date, "督办日期")
		if !s.RectifyBy.IsZero() && s.RectifyBy.Before(s.Date) {
			k.odd("整改期限", s.RectifyBy.Chinese()+"早于督办日期"+s.Date.Chinese(), "请核对")
		}
		handed := false
		for _, a := range c.Handlers() {
			handed = handed || a.Unit.ID == s.Unit.ID
		}
		if !handed {
			k.odd("承办单位", string(s.Kind)+"的"+s.Unit.Name+"不是本件的承办单位", "请核对")
		}
	}
}

// published looks at the publication of the reply.
func (k *factCheck) published(c Case) {
	d := c.Disclosure
	if d.Published.IsZero() {
		return
	}
	k.notBefore("公开日期", d.Published, k.from, k.handed)
	if d.Decision == NotOpen || d.Decision == OpenUndecided {
		k.odd("公开", "填写了公开日期，但没有决定公开", "请核对")
	}
	if first, replied := c.FirstSent(); c.Proposal.Role.Answers() && (!replied || d.Published.Before(first.Sent)) {
		k.odd("公开日期", "公开时答复还没有送达", "请核对")
	}
}
