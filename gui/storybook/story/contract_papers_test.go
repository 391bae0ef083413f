package story_test

import "jianban/data"

func paperScenarios() []scenario {
	return []scenario{
		{"replies", replies},
		{"opinions", opinions},
		{"文号", docNumbers},
		{"the next 文号", nextDocNumber},
		{"names of the steps", signNames},
		{"versions of a text", versions},
	}
}

func replies(w *world) {
	begin(w)
	second := &data.Reply{ProposalID: 1, Round: 2, Occasion: data.FollowUp, Body: "续复"}
	w.try("SaveReply", second) // there is no first one yet
	first := &data.Reply{ProposalID: 1, Round: 1, Class: "A", Body: "一\r\n二\u200b", Done: "已办", Planned: "拟办", Contact: " 普某", CopyTo: []string{"市人大"}, SignOff: data.SignOff{Drafted: day(5, 1), DraftedBy: "马某"}}
	w.make("SaveReply", first)
	first.CopyTo[0] = "changed in the form, not saved"
	w.ask("Case", data.ID(1))
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Body: "又一份"})
	w.refuse("SaveReply", &data.Reply{ProposalID: 9, Round: 1, Body: "没有的建议"})
	w.refuse("SaveReply", &data.Reply{ID: 9, ProposalID: 1, Round: 3, Body: "没有的答复"})
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, SignOff: data.SignOff{Countersigned: day(5, 1)}})
	first.Sent = day(2, 1) // before it was handed over
	w.refuse("SaveReply", first)
	first.SignOff.Signed, first.SignOff.SignedBy, first.Sent = day(5, 6), "钱某", day(5, 7)
	w.make("SaveReply", first)
	again := &data.Reply{ProposalID: 1, Round: 2, Occasion: data.Reanswer, Body: "再次答复"}
	w.make("SaveReply", again)
	w.ask("Cases", data.Scope{Texts: true})
	w.refuse("Remove", data.RecordReply, first.ID) // the second round needs the first
	w.make("Remove", data.RecordReply, again.ID)
	comeAndGo(w, data.RecordReply, first.ID)
	w.make("Remove", data.RecordReply, first.ID)
	w.refuse("Restore", data.RecordReply, again.ID) // the second round without the first
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Body: "重写"})
	w.refuse("Restore", data.RecordReply, first.ID)
}

func opinions(w *world) {
	begin(w)
	ours := &data.Opinion{ProposalID: 2, Way: data.OpinionOut, Body: "我方意见", DocNumber: "红政办函〔2022〕1号", SignOff: data.SignOff{Drafted: day(4, 1), DraftedBy: "马某"}}
	w.make("SaveOpinion", ours)
	w.make("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 2}, Received: day(4, 9), DocNumber: "红政办函〔2022〕1号", Body: "来文的文号不管"})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 1}, Received: day(4, 8)})
	w.refuse("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn})
	w.refuse("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 9}, Received: day(4, 9)})
	w.refuse("SaveOpinion", &data.Opinion{ProposalID: 2, Way: "both"})
	w.refuse("SaveOpinion", &data.Opinion{ProposalID: 2, Way: data.OpinionOut, DocNumber: "红政办函〔2022〕1号 "})
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, Round: 1, DocNumber: "红政办函〔2022〕1号"})
	ours.SignOff.Signed, ours.SignOff.SignedBy, ours.Sent = day(4, 6), "钱某", day(4, 7)
	w.make("SaveOpinion", ours)
	ours.DocNumber = "红政办函〔2022〕2号"
	w.refuse("SaveOpinion", ours)
	w.ask("Case", data.ID(2))
	comeAndGo(w, data.RecordOpinion, data.ID(2))
	w.refuse("Remove", data.RecordUnit, data.ID(2))
}

// letters enters a reply of a round with a 文号, sent where a day is given.
func letter(proposal data.ID, round int, number string, sent data.Date) *data.Reply {
	r := &data.Reply{ProposalID: proposal, Round: round, DocNumber: number, Body: "正文"}
	if round > 1 {
		r.Occasion = data.FollowUp
	}
	if !sent.IsZero() {
		r.Class, r.Sent, r.SignOff = "A", sent, data.SignOff{Signed: sent, SignedBy: "钱某"}
	}
	return r
}

func docNumbers(w *world) {
	begin(w)
	w.make("SaveProposal", with("13", nil))
	first := letter(1, 1, "红政函〔2022〕5号", day(5, 7))
	w.make("SaveReply", first)
	w.make("SaveReply", letter(3, 1, "红政函〔2022〕2号", data.Date{}))
	w.make("SaveOpinion", &data.Opinion{ProposalID: 2, Way: data.OpinionOut, DocNumber: "红政办函〔2022〕7号"})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 1}, Received: day(4, 8), DocNumber: "红住函〔2022〕9号"})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 2, Way: data.OpinionOut, DocNumber: "红政办函〔2021〕3号"})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 2, Way: data.OpinionOut, DocNumber: "红政办函〔2021〕6号"})
	for _, year := range []int{2022, 2021, 2020} {
		w.ask("DocNumbers", year)
		w.ask("NumberGaps", year)
	}
	w.ask("NumberGaps", 0)
	w.refuse("SaveReply", letter(3, 2, "红政函〔2022〕5号", data.Date{}))
	first.DocNumber = "红政函〔2022〕6号"
	w.refuse("SaveReply", first)
	first.DocNumber = ""
	w.refuse("SaveReply", first)
	first.DocNumber, first.Sent = "红政函〔2022〕6号", data.Date{}
	w.make("SaveReply", first)           // its day of sending was a mistake
	w.make("NextDocNumber", "红政函", 2022) // 5 was out once: not again
	w.ask("DocNumbers", 2022)
	w.make("Remove", data.RecordReply, first.ID)
	w.ask("DocNumbers", 2022)
	w.ask("NumberGaps", 2022)
	w.make("Restore", data.RecordReply, first.ID)
	first.Sent, first.SignOff.Signed = day(5, 8), day(5, 8)
	w.make("SaveReply", first)
	w.make("Remove", data.RecordReply, first.ID)
	w.ask("DocNumbers", 2022)
	w.ask("NumberGaps", 2022)                                       // it went out: no gap
	w.refuse("SaveReply", letter(3, 1, "红政函〔2022〕6号", data.Date{})) // and nobody else's
}

func nextDocNumber(w *world) {
	begin(w)
	next := func(series string, year int) {
		w.t.Helper()
		w.make("NextDocNumber", series, year)
	}
	next("红政函", 2022)
	r := letter(1, 1, "红政函〔2022〕3号", data.Date{})
	w.make("SaveReply", r)
	next(" 红政函 ", 2022)
	next("红政函", 2023)
	next("红政", 2022)
	r.DocNumber = "红政函〔2022〕8号"
	w.make("SaveReply", r)
	next("红政函", 2022) // 3 is free again
	o := &data.Opinion{ProposalID: 2, Way: data.OpinionOut, DocNumber: "红政函〔2022〕3号"}
	w.make("SaveOpinion", o)
	next("红政函", 2022)
	w.make("Remove", data.RecordOpinion, o.ID)
	next("红政函", 2022)
	w.ask("Undo")
	next("红政函", 2022)
	r.Sent, r.Class, r.SignOff = day(5, 7), "A", data.SignOff{Signed: day(5, 7), SignedBy: "钱某"}
	w.make("SaveReply", r)
	w.make("Remove", data.RecordReply, r.ID)
	next("红政函", 2022) // 8 went out
	w.do("取号即用", func(c changing) error {
		if err := c.call("SaveReply", letter(1, 1, "红政函〔2022〕9号", data.Date{})); err != nil {
			return err
		}
		return c.call("NextDocNumber", "红政函", 2022)
	})
	w.make("SaveReply", letter(2, 1, "红政函〔2022〕十号", data.Date{}))
	next("红政函", 2022)
}

func signNames(w *world) {
	begin(w)
	w.make("SaveProposal", with("13", nil))
	signed := func(drafted, signed data.Date, by ...string) data.SignOff {
		return data.SignOff{Drafted: drafted, DraftedBy: by[0], ReviewedBy: by[1], Signed: signed, SignedBy: by[2]}
	}
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, SignOff: signed(day(5, 1), day(5, 6), "马某", "杨某", "钱某")})
	w.make("SaveReply", &data.Reply{ProposalID: 3, Round: 1, SignOff: signed(day(5, 2), data.Date{}, "牛某", "杨某", "")})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 2, Way: data.OpinionOut, SignOff: signed(day(5, 2), data.Date{}, "羊某", "", "")})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 1}, Received: day(5, 4), SignOff: signed(day(5, 4), data.Date{}, "外人", "", "")})
	w.make("SaveReply", &data.Reply{ProposalID: 2, Round: 1, SignOff: data.SignOff{Drafted: day(5, 2), DraftedBy: "羊某", ReviewedBy: "无日期", Countersigned: day(5, 5), CountersignedBy: "区财政局"}})
	w.ask("SignNames")
	w.make("Remove", data.RecordReply, data.ID(2))
	w.ask("SignNames")
}

func versions(w *world) {
	begin(w)
	r := letter(1, 1, "", data.Date{})
	w.make("SaveReply", r)
	r.Body = "改过的正文"
	w.make("SaveReply", r)
	r.SignOff.Drafted, r.SignOff.DraftedBy = day(5, 1), "马某"
	w.ask("SetClerk", "王某")
	w.make("SaveReply", r) // the same words: the same version
	r.Planned = "拟办"
	w.make("SaveReply", r)
	w.ask("ReplyVersions", r.ID)
	w.ask("Undo")
	w.ask("ReplyVersions", r.ID)
	o := &data.Opinion{ProposalID: 2, Way: data.OpinionOut, Body: "意见"}
	w.make("SaveOpinion", o)
	o.Body = "改过的意见"
	w.make("SaveOpinion", o)
	w.ask("OpinionVersions", o.ID)
	w.ask("OpinionVersions", data.ID(9))
	w.ask("ReplyVersions", data.ID(9))
}
