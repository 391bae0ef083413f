package story_test

import (
	"bytes"

	"jianban/data"
)

// begin enters a book, two units, a leader, two deputies and two proposals:
// 第12号, which we answer, and 第07号, on which we assist. Each has the ID of its
// place in that order.
func begin(w *world) {
	w.t.Helper()
	w.do("登记2022年", func(c changing) error {
		for _, x := range []struct {
			method string
			record any
		}{
			{"SaveBook", aBook(1)}, {"SaveUnit", &data.Unit{Name: "区住建局", Responsible: "赵某"}}, {"SaveUnit", &data.Unit{Name: "区财政局"}}, {"SaveLeader", &data.Leader{Name: "张某", Post: "副区长"}},
			{"SaveProposer", &data.Proposer{Name: "尹某", Body: data.Congress, Delegation: "红塔代表团", Phone: "1"}}, {"SaveProposer", &data.Proposer{Name: "李某", Body: data.Congress, Delegation: "红塔代表团"}},
			{"SaveProposal", lead()}, {"SaveProposal", assist()},
		} {
			if err := c.call(x.method, x.record); err != nil {
				return err
			}
		}
		return nil
	})
}

func lead() *data.Proposal {
	return &data.Proposal{
		BookID: 1, Number: "12", Kind: data.Suggestion, Role: data.Lead, Title: "关于推进光电子产业园建设的建议", Text: "建议加快建设。\n理由如下。", HandedOver: day(3, 1),
		Sponsor: data.Leader{ID: 1}, Proposers: []data.Proposer{{ID: 1, Name: "尹某", Body: data.Congress}, {ID: 2, Name: "李某", Body: data.Congress}},
	}
}

func assist() *data.Proposal {
	return &data.Proposal{
		BookID: 1, Number: "07", Kind: data.Suggestion, Role: data.Assist, LeadBody: "市发展和改革委员会", Title: "关于修路的建议", HandedOver: day(3, 2),
		Proposers: []data.Proposer{{ID: 2, Name: "李某", Body: data.Congress}, {ID: 1, Name: "尹某", Body: data.Congress}},
	}
}

// with is a lead proposal of another number, changed.
func with(number string, change func(*data.Proposal)) *data.Proposal {
	p := lead()
	p.Number, p.Title = number, "关于第"+number+"号的建议"
	if change != nil {
		change(p)
	}
	return p
}

func caseScenarios() []scenario {
	return []scenario{
		{"a proposal", aProposal},
		{"a proposal's number", itsNumber},
		{"a proposal's proposers", itsProposers},
		{"cases of a scope", scopes},
		{"promises kept in a later year", keptIn},
		{"merged proposals", merged},
		{"related proposals", related},
		{"facts that cannot be", impossible},
		{"what is in use stays", inUse},
		{"searching", searching},
	}
}

func aProposal(w *world) {
	begin(w)
	w.ask("Case", data.ID(1))
	w.ask("Case", data.ID(2))
	w.ask("Case", data.ID(3))
	w.refuse("SaveProposal", &data.Proposal{})
	w.refuse("SaveProposal", with("13", func(p *data.Proposal) { p.BookID = 9 }))
	w.refuse("SaveProposal", with("13", func(p *data.Proposal) { p.Sponsor.ID = 9 }))
	w.refuse("SaveProposal", with("13", func(p *data.Proposal) { p.ID = 9 }))
	p := with("13", func(p *data.Proposal) { p.Between, p.Topic, p.Key, p.Remark = true, "工业", true, " 备注" })
	w.make("SaveProposal", p)
	p.Title = "改过的标题"
	w.make("SaveProposal", p)
	w.make("SaveProposal", p) // nothing new: no action, nobody is told
	w.ask("Case", p.ID)
	w.make("Remove", data.RecordProposal, p.ID)
	w.refuse("SaveProposal", p)
	w.ask("Case", p.ID)
	w.ask("Cases", data.Scope{})
	w.ask("Deleted", p.ID)
	w.make("Restore", data.RecordProposal, p.ID)
	w.ask("Case", p.ID)
	w.ask("Journal", p.ID, 2)
	w.ask("Journal", data.ID(0), 100)
}

func itsNumber(w *world) {
	begin(w)
	w.refuse("SaveProposal", with("012", nil))
	w.refuse("SaveProposal", with("第7号", nil))
	w.make("SaveProposal", with("闭12", nil))
	w.make("Remove", data.RecordProposal, data.ID(2))
	w.refuse("SaveProposal", with("7", nil)) // a deleted one's number stays taken
	w.make("SaveBook", aBook(2))
	w.make("SaveProposal", with("7", func(p *data.Proposal) { p.BookID, p.HandedOver = 2, data.NewDate(2023, 3, 1) }))
	p := with("13", func(p *data.Proposal) { p.ID = 1 })
	w.make("SaveProposal", p)
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Body: "正文"})
	p.Number = "14"
	w.make("SaveProposal", p)
	w.make("SaveReply", &data.Reply{ID: 1, ProposalID: 1, Round: 1, Body: "正文", SignOff: data.SignOff{Signed: day(5, 6), SignedBy: "钱某"}})
	p.Number = "15"
	w.refuse("SaveProposal", p)
	p.Number, p.BookID = "14", 2
	w.refuse("SaveProposal", p)
	p.Number, p.BookID, p.Title = "014", 1, "编号写法不同"
	w.make("SaveProposal", p)
	w.ask("Cases", data.Scope{Texts: true})
	w.ask("Years")
}

func itsProposers(w *world) {
	begin(w)
	p := with("13", func(p *data.Proposal) {
		p.Proposers = []data.Proposer{
			{Name: "新某", Body: data.Congress, Delegation: "研和代表团", Phone: "3"},
			{Name: "尹某", Body: data.Congress, Delegation: "红塔代表团", Phone: "9", Address: "玉兴路"}, // has a telephone, lacks an address
			{ID: 2, Name: "给的名字不算", Body: data.CPPCC},
		}
	})
	w.make("SaveProposal", p)
	w.ask("Case", p.ID)
	w.ask("Proposers")
	p.Proposers = []data.Proposer{p.Proposers[2], p.Proposers[0]}
	w.make("SaveProposal", p)
	w.ask("Case", p.ID)
	w.ask("Journal", p.ID, 1)
	w.refuse("SaveProposal", with("14", func(p *data.Proposal) { p.Proposers = []data.Proposer{{ID: 9, Name: "无", Body: data.Congress}} }))
	w.refuse("SaveProposal", with("14", func(p *data.Proposal) { p.Proposers = nil }))
	w.refuse("SaveProposal", with("14", func(p *data.Proposal) {
		p.Proposers = []data.Proposer{{Name: "甲", Body: data.Congress}, {Name: "甲", Body: data.Congress}}
	}))
	w.ask("Proposers") // whom a refused proposal named is not there
	w.refuse("Remove", data.RecordProposer, data.ID(3))
	q := with("15", func(p *data.Proposal) {
		p.Proposers = []data.Proposer{{Name: "一次", Body: data.Congress, Delegation: "无"}}
	})
	w.make("SaveProposal", q)
	w.make("Remove", data.RecordProposal, q.ID)
	w.make("Remove", data.RecordProposer, data.ID(4))
	w.refuse("SaveProposal", with("16", func(p *data.Proposal) { p.Proposers = []data.Proposer{{ID: 4, Name: "一次", Body: data.Congress}} }))
	w.make("SaveProposal", with("16", func(p *data.Proposal) {
		p.Proposers = []data.Proposer{{Name: "一次", Body: data.Congress, Delegation: "无", Phone: "5"}} // by name a deleted one comes back
	}))
	w.ask("Proposers")
	w.ask("Cases", data.Scope{})
}

func scopes(w *world) {
	begin(w)
	w.make("SaveBook", aBook(2))
	cppcc := aBook(1)
	cppcc.Meeting.Body = data.CPPCC
	w.make("SaveBook", cppcc)
	w.make("SaveProposal", with("1", func(p *data.Proposal) { p.BookID, p.HandedOver = 2, data.NewDate(2023, 3, 1) }))
	w.make("SaveProposal", with("2", func(p *data.Proposal) {
		p.BookID, p.HandedOver, p.Between = 1, data.NewDate(2023, 2, 1), true // counted in the year it was handed over
	}))
	w.make("SaveProposal", with("3", func(p *data.Proposal) { p.BookID, p.Kind = 3, data.CPPCCProposal }))
	longTexts(w)
	for _, s := range []data.Scope{{}, {Texts: true}, {Year: 2022}, {Year: 2023, Texts: true}, {Year: 2021}, {BookID: 1}, {BookID: 3}, {BookID: 9}, {Year: 2023, BookID: 1}, {Year: 2022, BookID: 2}, {Promised: true}} {
		w.ask("Cases", s)
		w.each(s)
	}
	w.ask("Years")
	w.make("Remove", data.RecordProposal, data.ID(4))
	w.make("Remove", data.RecordProposal, data.ID(3))
	w.ask("Years")
	w.make("SaveLeader", &data.Leader{ID: 1, Name: "张某", Post: "区长"})
	w.make("SaveUnit", &data.Unit{ID: 1, Name: "区住房局"})
	w.ask("Cases", data.Scope{Year: 2022}) // tells everybody as they are now
}

// longTexts gives 第12号 every text that lists do without.
func longTexts(w *world) {
	w.make("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.FaceToFace, Date: day(4, 1), Attended: []data.ID{1}, Said: "同意", Agreed: "抓紧"})
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Class: "A", Body: "正文", Done: "已办", Planned: "拟办", DocNumber: "红政函〔2022〕1号", SignOff: data.SignOff{Signed: day(5, 1), SignedBy: "钱某"}, Sent: day(5, 2)})
	w.make("SaveOpinion", &data.Opinion{ProposalID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 1}, Received: day(4, 5), Body: "无意见"})
	w.make("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1, FormSent: day(5, 3), Received: day(5, 9), Attitude: data.Satisfied, Result: data.Satisfied, Opinion: "很好"})
	w.make("SaveDisclosure", &data.Disclosure{ProposalID: 1, Decision: data.PartlyOpen, Reason: "涉及个人", Text: "删减后的正文"})
}

func keptIn(w *world) {
	begin(w)
	w.make("SaveBook", aBook(2))
	other := aBook(1)
	other.Direction, other.Meeting.Session = data.HandedOut, 3
	w.make("SaveBook", other)
	w.make("SaveProposal", with("1", func(p *data.Proposal) { p.BookID, p.HandedOver = 2, data.NewDate(2023, 3, 1) }))
	w.make("SaveProposal", with("2", func(p *data.Proposal) { p.BookID = 3 }))
	for _, p := range []data.Commitment{
		{ProposalID: 1, Text: "修好路", Due: data.NewDate(2023, 5, 1), Kept: data.NewDate(2023, 4, 1)},
		{ProposalID: 2, Text: "未兑现", Due: data.NewDate(2023, 5, 1)},
		{ProposalID: 3, Text: "当年的", Due: data.NewDate(2023, 5, 1), Kept: data.NewDate(2023, 4, 2)},
		{ProposalID: 4, Text: "另一方向", Due: data.NewDate(2023, 5, 1), Kept: data.NewDate(2023, 4, 3)},
	} {
		w.make("SaveCommitment", &p)
	}
	w.make("SaveReply", &data.Reply{ProposalID: 2, Round: 1, Class: "B", Body: "正文", Ideas: 2, Policies: 1})
	w.refuse("SaveReply", &data.Reply{ProposalID: 4, Round: 1, Ideas: 1000})
	for _, s := range []data.Scope{{KeptIn: 2023}, {KeptIn: 2023, Texts: true}, {KeptIn: 2022}, {KeptIn: 2023, BookID: 1}, {KeptIn: 2023, BookID: 2}, {KeptIn: 2023, BookID: 3}, {KeptIn: 2023, BookID: 9}, {KeptIn: 2024, Year: 2023}, {Promised: true}, {Promised: true, BookID: 1}, {Promised: true, Year: 2023}} {
		w.ask("Cases", s)
		w.each(s)
	}
	w.make("Remove", data.RecordCommitment, data.ID(1))
	w.ask("Cases", data.Scope{KeptIn: 2023})
}

func related(w *world) {
	begin(w)
	second := with("20", func(p *data.Proposal) { p.Related = []data.ID{1} })
	w.make("SaveProposal", second)
	w.make("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.Related = 1, []data.ID{second.ID} }))
	w.ask("Case", data.ID(1))
	w.ask("Journal", second.ID, 2)
	w.refuse("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.Related = 1, []data.ID{1} }))
	w.refuse("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.Related = 1, []data.ID{second.ID, 44} }))
	w.make("Remove", data.RecordProposal, second.ID) // a link keeps nothing
	w.make("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.Related = 1, []data.ID{second.ID} }))
	w.make("SaveProposal", with("12", func(p *data.Proposal) { p.ID = 1 }))
	w.ask("Case", data.ID(1))
	w.ask("Undo")
	w.ask("Case", data.ID(1))
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Body: "正文", TakenFrom: " 2021年第12号"})
	w.refuse("SaveReply", &data.Reply{ID: 1, ProposalID: 1, Round: 1, Body: "正文", TakenFrom: "2021年第12号", SignOff: data.SignOff{Signed: day(5, 6)}})
	w.make("SaveReply", &data.Reply{ID: 1, ProposalID: 1, Round: 1, TakenFrom: "2021年第12号"}) // nothing of it is left
	w.ask("Case", data.ID(1))
}

func merged(w *world) {
	begin(w)
	longTexts(w)
	w.make("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 2}, Part: data.LeadUnit, Assigned: day(3, 5)})
	second := with("20", func(p *data.Proposal) { p.MergedInto = 1 })
	third := with("3", func(p *data.Proposal) { p.MergedInto = 3 })
	w.make("SaveProposal", second)
	w.make("SaveProposal", third)
	w.make("SaveProposal", with("100", func(p *data.Proposal) { p.MergedInto = 1 }))
	w.make("SaveProposal", with("9", func(p *data.Proposal) { p.MergedInto = 1 }))
	w.ask("Merged", data.ID(1))
	w.ask("Merged", second.ID)
	w.ask("Merged", third.ID)
	w.ask("Case", second.ID)
	w.ask("Case", third.ID) // takes from the end of the chain
	w.ask("Cases", data.Scope{})
	w.ask("Cases", data.Scope{Year: 2022})
	apart := with("20", func(p *data.Proposal) { p.ID = second.ID })
	w.make("SaveProposal", apart) // the third now ends with it
	w.ask("Cases", data.Scope{Year: 2022})
	w.ask("Undo")
	w.ask("Cases", data.Scope{Year: 2022})
	w.refuse("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.MergedInto = 1, third.ID }))
	w.refuse("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.MergedInto = 1, 1 }))
	w.refuse("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.MergedInto = 1, 44 }))
	w.refuse("Remove", data.RecordProposal, data.ID(1))
	w.make("Remove", data.RecordProposal, third.ID)
	w.ask("Merged", second.ID)
	w.make("Remove", data.RecordProposal, second.ID)
	w.refuse("Restore", data.RecordProposal, third.ID)
	w.ask("Deleted", data.ID(0))
}

func impossible(w *world) {
	begin(w)
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Sent: day(2, 1)})
	w.refuse("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.LeadUnit, Assigned: day(1, 1)})
	// Facts may come in any order as long as they are right in the end.
	w.do("先交办后改交办日期", func(c changing) error {
		if err := c.call("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.LeadUnit, Assigned: day(2, 20)}); err != nil {
			return err
		}
		return c.call("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.HandedOver = 1, day(2, 20) }))
	})
	// Two proposals at once: each sentence says which. Nothing of them is kept.
	unit := &data.Unit{Name: "新单位"}
	bad := &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.CoUnit, Assigned: day(1, 1)}
	worse := &data.Assignment{ProposalID: 2, Unit: data.Unit{ID: 1}, Part: data.CoUnit, Assigned: day(1, 1)}
	w.do("两件都不对", func(c changing) error {
		for _, err := range []error{c.call("SaveUnit", unit), c.call("SaveAssignment", bad), c.call("SaveAssignment", worse)} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	w.note("IDs after a refusal", unit, bad, worse)
	w.ask("Units")
	w.ask("Cases", data.Scope{Texts: true})
	w.make("SaveUnit", unit) // can be saved as it is
	w.ask("Journal", data.ID(0), 100)
	w.ask("Undoable")
}

func inUse(w *world) {
	begin(w)
	longTexts(w)
	w.make("AddAttachment", &data.Attachment{ProposalID: 1, ConsultationID: 1, Name: "照片.jpg", Added: day(4, 2)}, bytes.NewReader([]byte("x")))
	w.make("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 1, Date: day(5, 2)})
	w.make("SaveCommitment", &data.Commitment{ProposalID: 1, ReplyID: 1, Text: "修好路", Unit: data.Unit{ID: 2}, Due: day(12, 1)})
	for _, in := range []struct {
		what data.Record
		id   data.ID
	}{{data.RecordBook, 1}, {data.RecordUnit, 1}, {data.RecordUnit, 2}, {data.RecordLeader, 1}, {data.RecordProposer, 1}, {data.RecordReply, 1}, {data.RecordConsultation, 1}} {
		w.refuse("Remove", in.what, in.id)
	}
	w.refuse("Remove", data.Record("journal"), data.ID(1))
	w.refuse("Restore", data.Record("journal"), data.ID(1))
	w.make("Remove", data.RecordProposal, data.ID(1)) // a proposal goes with its facts
	w.refuse("Restore", data.RecordReply, data.ID(1))
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, Round: 2, Occasion: data.FollowUp})
	w.make("Remove", data.RecordLeader, data.ID(1))
	w.refuse("Restore", data.RecordProposal, data.ID(1))
	w.make("Restore", data.RecordLeader, data.ID(1))
	w.make("Restore", data.RecordProposal, data.ID(1))
	w.ask("Case", data.ID(1))
	w.ask("Deleted", data.ID(0))
}

// searching asks for what stands in each place that both know, for what stands
// nowhere, and for what another year has.
func searching(w *world) {
	begin(w)
	w.make("SaveProposal", with("31", func(p *data.Proposal) {
		p.Title, p.Text = "关于截污管网改造的建议", "沿线污水直排，雨季内涝。"
	}))
	for _, text := range []string{"", "截污管网", "污水直排", "内涝 截污", "31号", "2022 31", "鑫焱淼堃"} {
		w.ask("Search", data.SearchAsk{Text: text, Limit: 10})
	}
	w.ask("Search", data.SearchAsk{Text: "截污", Year: 1999, Limit: 10})
	for _, text := range []string{"截污", "截污 鑫焱淼堃", "", "鑫焱淼堃"} {
		w.ask("Around", data.SearchAsk{Text: text, Year: 1999})
		w.ask("Around", data.SearchAsk{Text: text})
	}
	w.ask("Search", data.SearchAsk{Text: "建议", Limit: 1})
	for _, a := range []data.LikeAsk{
		{}, {Title: "关于改造截污管网的建议", Limit: 5}, {Title: "关于改造截污管网的建议", Text: "雨季内涝，污水直排沿线。", Limit: 5}, {Title: "关于截污管网改造的建议", Limit: 1},
		{Title: "关于截污管网改造的建议", Until: data.NewDate(1999, 1, 1), Limit: 5}, {ID: 1, Title: "关于截污管网改造的建议", Limit: 5}, {Title: "鑫焱淼堃", Limit: 5},
	} {
		w.ask("Like", a)
	}
	w.ask("PastProposals")
}
