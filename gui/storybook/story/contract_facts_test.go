package story_test

import (
	"bytes"
	"errors"
	"strconv"

	"jianban/data"
)

func factScenarios() []scenario {
	return []scenario{
		{"assignments", assignments},
		{"consultations", consultations},
		{"extensions", extensions},
		{"feedback", feedbacks},
		{"assessments", assessments},
		{"promises", promises},
		{"dispatches", dispatches},
		{"waivers", waivers},
		{"disclosures", disclosures},
		{"attachments", attachments},
		{"erased attachments", erasedAttachments},
		{"one person in two spellings", spelling},
		{"two people who are one", joinedPeople},
		{"two units that are one", joinedUnits},
		{"supervisions of a proposal", supervised},
		{"numbers of papers", issued},
	}
}

// comeAndGo removes a fact and brings it back, and asks for the case between.
func comeAndGo(w *world, what data.Record, id data.ID) {
	w.t.Helper()
	w.ask("Case", data.ID(1))
	w.make("Remove", what, id)
	w.ask("Case", data.ID(1))
	w.ask("Deleted", data.ID(1))
	w.make("Restore", what, id)
	w.ask("Case", data.ID(1))
	w.ask("Deleted", data.ID(0))
	w.ask("Journal", data.ID(1), 2)
	w.refuse("Remove", what, data.ID(99))
	w.refuse("Restore", what, data.ID(99))
}

func assignments(w *world) {
	begin(w)
	w.make("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.LeadUnit, Assigned: day(3, 9), Contact: " 马某"})
	earlier := &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 2, Name: "给的名字不算"}, Part: data.CoUnit, Assigned: day(3, 5)}
	w.make("SaveAssignment", earlier)
	w.refuse("SaveAssignment", &data.Assignment{ProposalID: 1, Part: data.CoUnit})
	w.refuse("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 9}, Part: data.CoUnit, Assigned: day(3, 5)})
	w.refuse("SaveAssignment", &data.Assignment{ProposalID: 9, Unit: data.Unit{ID: 1}, Part: data.CoUnit, Assigned: day(3, 5)})
	earlier.Accepted = day(3, 6)
	w.make("SaveAssignment", earlier)
	comeAndGo(w, data.RecordAssignment, earlier.ID)
	w.make("Remove", data.RecordAssignment, earlier.ID)
	w.make("Remove", data.RecordUnit, data.ID(2))
	w.refuse("Restore", data.RecordAssignment, earlier.ID)
	w.refuse("SaveAssignment", earlier)
	earlier.ID = 0
	w.refuse("SaveAssignment", earlier)
}

func consultations(w *world) {
	begin(w)
	later := &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.FaceToFace, Date: day(4, 9), Invited: []data.ID{2, 1}, Attended: []data.ID{1}, Said: "好\r\n的", Items: []data.AgreedItem{{What: "修路 ", Who: "区住建局", By: day(6, 1)}}}
	w.make("SaveConsultation", later)
	w.make("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.Before, Method: data.Phone, Date: day(3, 9), Attended: []data.ID{}})
	w.make("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.Before, Method: data.Phone, Date: day(3, 9), Others: "同日后登记"})
	later.Attended[0] = 2 // in the form, not saved
	w.ask("Case", data.ID(1))
	w.refuse("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.Phone, Date: day(4, 9), Attended: []data.ID{9}})
	w.refuse("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.FaceToFace, Date: day(4, 9)})
	w.refuse("SaveConsultation", &data.Consultation{ProposalID: 9, Phase: data.During, Method: data.Phone, Date: day(4, 9)})
	comeAndGo(w, data.RecordConsultation, later.ID)
}

func extensions(w *world) {
	begin(w)
	e := &data.Extension{ProposalID: 1, Applied: day(5, 9), Until: day(8, 31), Reason: "涉及多个部门 "}
	w.make("SaveExtension", e)
	e.Approved, e.ApprovedBy = day(5, 12), "区政府办"
	w.make("SaveExtension", e)
	w.refuse("SaveExtension", &data.Extension{ProposalID: 1})
	w.refuse("SaveExtension", &data.Extension{ProposalID: 9, Applied: day(5, 9), Until: day(8, 31), Reason: "无"})
	w.refuse("SaveExtension", &data.Extension{ID: 9, ProposalID: 1, Applied: day(5, 9), Until: day(8, 31), Reason: "无"})
	w.refuse("SaveExtension", &data.Extension{ProposalID: 1, Applied: day(5, 9), Until: day(2, 1), Reason: "早于交办"})
	comeAndGo(w, data.RecordExtension, e.ID)
}

// answered enters 第12号's reply, sent, as round 1.
func answered(w *world) {
	begin(w)
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 1, Class: "A", DocNumber: "红政函〔2022〕1号", Body: "正文", SignOff: data.SignOff{Signed: day(5, 6), SignedBy: "钱某"}, Sent: day(5, 7)})
	w.make("SaveReply", &data.Reply{ProposalID: 2, Round: 1, Body: "另一件的"})
}

func feedbacks(w *world) {
	answered(w)
	f := &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1, FormSent: day(5, 8)}
	w.make("SaveFeedback", f)
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1})
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 9})
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 0})
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 2, Received: day(5, 9)})
	w.try("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 2, ProposerID: 1, FormSent: day(5, 8)}) // no such round yet
	w.make("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 2, FormSent: day(5, 8), Received: day(5, 9), Attitude: data.Satisfied, Result: data.MostlySatisfied, Opinion: "快些"})
	f.Received, f.Attitude, f.Result = day(5, 20), data.Satisfied, data.Dissatisfied
	w.make("SaveFeedback", f)
	second := &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1, Second: true, Received: day(6, 20), Attitude: data.Satisfied, Result: data.Satisfied}
	w.make("SaveFeedback", second)
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1, Second: true, FormSent: day(6, 20)})
	w.refuse("SaveFeedback", &data.Feedback{ProposalID: 1, Round: 1, ProposerID: 2, Second: true, Received: day(5, 8), Attitude: data.Satisfied, Result: data.Satisfied}) // before the first
	w.make("Remove", data.RecordFeedback, second.ID)
	f.HandedAgain = day(5, 25)
	w.make("SaveFeedback", f)
	comeAndGo(w, data.RecordFeedback, f.ID)
	w.refuse("Remove", data.RecordReply, data.ID(1))
}

func assessments(w *world) {
	answered(w)
	a := &data.Assessment{ProposalID: 1, Kind: data.Ballot, Date: day(12, 1), By: " 市人大常委会", Satisfied: 20, Mostly: 3, Dissatisfied: 1}
	w.make("SaveAssessment", a)
	w.make("SaveAssessment", &data.Assessment{ProposalID: 1, Kind: data.ThirdParty, Date: day(11, 1), By: "某公司", Mark: data.Satisfied, Opinion: "按时办结"})
	w.refuse("SaveAssessment", &data.Assessment{ProposalID: 1, Kind: data.ThirdParty, Date: day(11, 1), By: "某公司", Mark: "很好"})
	w.refuse("SaveAssessment", &data.Assessment{ProposalID: 1, Kind: data.Ballot, Date: day(1, 1), By: "市人大常委会", Satisfied: 20})
	w.refuse("SaveAssessment", &data.Assessment{ProposalID: 9, Kind: data.Ballot, Date: day(12, 1), By: "市人大常委会", Satisfied: 20})
	w.refuse("SaveAssessment", &data.Assessment{})
	a.Satisfied = 21
	w.make("SaveAssessment", a)
	comeAndGo(w, data.RecordAssessment, a.ID)
}

func promises(w *world) {
	answered(w)
	c := &data.Commitment{ProposalID: 1, ReplyID: 1, Text: "二期完工", Unit: data.Unit{ID: 2}, Due: day(12, 31)}
	w.make("SaveCommitment", c)
	w.make("SaveCommitment", &data.Commitment{ProposalID: 1, Text: "一期完工", Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, ReplyID: 2, Text: "另一件的答复", Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, ReplyID: 9, Text: "没有的答复", Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, FollowUp: 2, Kept: day(9, 1), Text: "另一件的续复", Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, Text: "没有的单位", Unit: data.Unit{ID: 9}, Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, Text: "先说答复", ReplyID: 9, Unit: data.Unit{ID: 9}, Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, Text: "先说单位", FollowUp: 9, Kept: day(9, 1), Unit: data.Unit{ID: 9}, Due: day(9, 30)})
	w.refuse("SaveCommitment", &data.Commitment{ProposalID: 1, Told: day(9, 1)})
	c.Kept, c.Proof = day(11, 1), "验收单"
	w.make("SaveCommitment", c)
	comeAndGo(w, data.RecordCommitment, c.ID)
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 2, Occasion: data.FollowUp, Body: "续复"})
	c.FollowUp = 3
	w.make("SaveCommitment", c)
	w.refuse("Remove", data.RecordReply, c.FollowUp)
	w.make("SaveCommitment", &data.Commitment{ProposalID: 1, ReplyID: 3, Text: "再续一期", Due: day(12, 3)})
	w.refuse("Remove", data.RecordReply, c.FollowUp)
	w.refuse("Remove", data.RecordReply, data.ID(1))
}

func dispatches(w *world) {
	answered(w)
	w.make("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 1, Date: day(5, 12), Method: " 邮寄"})
	d := &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 2, Date: day(5, 8), Method: "当面送达", Receipt: "李某"}
	w.make("SaveDispatch", d)
	w.refuse("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 2, Date: day(5, 9)})
	w.refuse("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 2, ProposerID: 2, Date: day(5, 9)})
	w.refuse("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 9, ProposerID: 2, Date: day(5, 9)})
	w.refuse("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 9, Date: day(5, 9)})
	w.refuse("SaveDispatch", &data.Dispatch{})
	comeAndGo(w, data.RecordDispatch, d.ID)
	w.make("Remove", data.RecordDispatch, d.ID)
	w.make("SaveDispatch", &data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 2, Date: day(5, 9)})
	w.refuse("Restore", data.RecordDispatch, d.ID)
	p, q := lead(), assist()
	p.ID, p.Proposers, q.ID, q.Proposers = 1, p.Proposers[:1], 2, q.Proposers[1:]
	w.do("一并删除", func(c changing) error {
		return errors.Join(c.call("Remove", data.RecordDispatch, data.ID(3)), c.call("SaveProposal", p), c.call("SaveProposal", q), c.call("Remove", data.RecordProposer, data.ID(2)))
	})
	w.ask("Deleted", data.ID(0))
	w.refuse("Restore", data.RecordDispatch, data.ID(3)) // it goes with its proposer
}

func waivers(w *world) {
	answered(w)
	x := &data.Waiver{ProposalID: 1, ReplyID: 1, Warning: "沟通：没有当面沟通记录", Reason: "电话沟通 ", Date: day(5, 6)}
	w.make("SaveWaiver", x)
	w.refuse("SaveWaiver", &data.Waiver{ProposalID: 1, ReplyID: 1, Warning: x.Warning, Reason: "又一次", Date: day(5, 6)})
	w.refuse("SaveWaiver", &data.Waiver{ProposalID: 1, ReplyID: 2, Warning: "别的", Reason: "无", Date: day(5, 6)})
	w.refuse("SaveWaiver", &data.Waiver{})
	comeAndGo(w, data.RecordWaiver, x.ID)
	w.make("Remove", data.RecordReply, data.ID(1)) // a waiver does not keep its letter
	w.refuse("SaveWaiver", &data.Waiver{ProposalID: 1, ReplyID: 1, Warning: "别的", Reason: "无", Date: day(5, 6)})
}

func disclosures(w *world) {
	answered(w)
	d := &data.Disclosure{ProposalID: 1, Decision: data.NotOpen, Reason: "涉及个人"}
	w.make("SaveDisclosure", d)
	w.refuse("SaveDisclosure", &data.Disclosure{ProposalID: 1, Decision: data.Open})
	w.refuse("SaveDisclosure", &data.Disclosure{ProposalID: 2, Decision: data.PartlyOpen})
	d.Decision, d.Text, d.Published, d.Place = data.PartlyOpen, "删减后的正文", day(5, 20), "区政府网站"
	w.make("SaveDisclosure", d)
	comeAndGo(w, data.RecordDisclosure, d.ID)
}

func attachments(w *world) {
	answered(w)
	w.make("SaveConsultation", &data.Consultation{ProposalID: 2, Phase: data.During, Method: data.Phone, Date: day(4, 9)})
	w.make("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.Phone, Date: day(4, 9)})
	content := []byte("%PDF 一")
	a := &data.Attachment{ProposalID: 1, ConsultationID: 2, Name: " 扫描件.pdf", Added: day(5, 9)}
	w.make("AddAttachment", a, bytes.NewReader(content))
	content[0] = 'x' // the caller's own again
	w.make("AddAttachment", &data.Attachment{ProposalID: 1, Name: "空.txt", Added: day(5, 9)}, bytes.NewReader([]byte(nil)))
	w.make("AddAttachment", &data.Attachment{ProposalID: 2, Name: "同一文件.pdf", Added: day(5, 9)}, bytes.NewReader([]byte("%PDF 一")))
	w.refuse("AddAttachment", &data.Attachment{ProposalID: 1, ConsultationID: 1, Name: "别件的沟通.pdf", Added: day(5, 9)}, bytes.NewReader([]byte("1")))
	w.refuse("AddAttachment", &data.Attachment{ProposalID: 1, ConsultationID: 9, Name: "没有的沟通.pdf", Added: day(5, 9)}, bytes.NewReader([]byte("1")))
	w.refuse("AddAttachment", &data.Attachment{}, bytes.NewReader([]byte("1")))
	for _, id := range []data.ID{1, 2, 3, 9} {
		w.ask("AttachmentData", id, new(bytes.Buffer))
	}
	w.ask("Case", data.ID(2))
	w.refuse("Remove", data.RecordConsultation, data.ID(2))
	comeAndGo(w, data.RecordAttachment, a.ID)
	w.make("Remove", data.RecordAttachment, a.ID)
	w.ask("AttachmentData", a.ID, new(bytes.Buffer))
	w.make("Remove", data.RecordConsultation, data.ID(2))
	w.refuse("Restore", data.RecordAttachment, a.ID)
}

func erasedAttachments(w *world) {
	answered(w)
	one := &data.Attachment{ProposalID: 1, Name: "一.pdf", Added: day(5, 9)}
	two := &data.Attachment{ProposalID: 1, Name: "二.pdf", Added: day(5, 9)}
	w.make("AddAttachment", one, bytes.NewReader([]byte("同样的内容")))
	w.make("AddAttachment", two, bytes.NewReader([]byte("同样的内容")))
	w.make("SaveUnit", &data.Unit{Name: "区工信局"})
	w.make("EraseAttachment", one.ID)
	ask := func() {
		for _, id := range []data.ID{one.ID, two.ID} {
			w.ask("AttachmentData", id, new(bytes.Buffer))
		}
		w.ask("Deleted", data.ID(0))
		w.ask("Deleted", data.ID(1))
		w.ask("Case", data.ID(1))
		w.canUndo()
	}
	ask()
	w.refuse("EraseAttachment", one.ID)
	w.refuse("EraseAttachment", data.ID(9))
	w.refuse("Restore", data.RecordAttachment, one.ID)
	w.ask("Undo")
	ask()
	w.make("EraseAttachment", two.ID)
	w.make("AddAttachment", &data.Attachment{ProposalID: 1, Name: "三.pdf", Added: day(5, 9)}, bytes.NewReader([]byte("同样的内容")))
	w.ask("AttachmentData", data.ID(3), new(bytes.Buffer))
	ask()
}

func supervised(w *world) {
	answered(w)
	s := &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 1}, Kind: data.Remind, Date: day(5, 9), DocNumber: "红督〔2022〕1号", Findings: "请答复", RectifyBy: day(5, 20)}
	w.make("SaveSupervision", s)
	w.make("SaveSupervision", &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 1}, Kind: data.Visit, Date: day(4, 9)})
	s.Answer = "已答复"
	w.refuse("SaveSupervision", s)
	s.Answered = day(5, 12)
	w.make("SaveSupervision", s)
	w.ask("Supervisions")
	comeAndGo(w, data.RecordSupervision, s.ID)
	w.make("SaveSupervision", &data.Supervision{ProposalID: 2, Unit: data.Unit{ID: 2}, Kind: data.Remind, Date: day(5, 9), DocNumber: "红督〔2022〕1号"})
	w.refuse("SaveSupervision", &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 1}, Kind: data.Urge, Date: day(5, 10), DocNumber: "红政函〔2022〕1号"})
	w.ask("DocNumbers", 2022) // two urgings may share one
	w.ask("Numbered", 2022)
}

// The numbers of notices, invitations and dossiers: each of one paper, no other's.
func issued(w *world) {
	supervised(w)
	talk := &data.Consultation{ProposalID: 1, Phase: data.Before, Method: data.Phone, Date: day(3, 8), Invited: []data.ID{1}}
	w.make("SaveConsultation", talk)
	notice := func(unit data.ID, number string) *data.Issue {
		return &data.Issue{Kind: data.IssueNotice, BookID: 1, Unit: data.Unit{ID: unit}, Assigned: day(3, 2), Number: number, Date: day(3, 2), Title: "交办通知"}
	}
	ask := func() {
		for _, year := range []int{0, 2022, 2023} {
			w.ask("Numbered", year)
		}
		w.ask("Issues")
		w.ask("DocNumbers", 2022)
		w.ask("NumberGaps", 2022)
		w.ask("Case", data.ID(1))
	}
	first := notice(1, "红政函〔2022〕4号")
	w.make("SaveIssue", first)
	w.refuse("SaveIssue", notice(1, "红政函〔2022〕6号")) // it has one
	for _, taken := range []string{"红政函〔2022〕4号", "红政函〔2022〕1号", "红督〔2022〕1号"} {
		w.refuse("SaveIssue", notice(2, taken))
	}
	w.refuse("SaveIssue", notice(2, "九号"))
	w.refuse("SaveIssue", notice(2, ""))
	w.refuse("SaveIssue", notice(9, "红政函〔2022〕6号"))
	w.refuse("SaveReply", &data.Reply{ProposalID: 1, Round: 2, DocNumber: "红政函〔2022〕4号"})
	w.refuse("SaveSupervision", &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 1}, Kind: data.Urge, Date: day(5, 10), DocNumber: "红政函〔2022〕4号"})
	w.make("NextDocNumber", "红政函", 2022) // behind the notice's
	letter := &data.Issue{Kind: data.IssueInvitation, ProposalID: 1, ConsultationID: talk.ID, Number: "红政函〔2022〕3号", Date: day(3, 7), Title: "邀请函"}
	w.make("SaveIssue", letter)
	w.refuse("SaveIssue", &data.Issue{Kind: data.IssueInvitation, ProposalID: 2, ConsultationID: talk.ID, Number: "红政函〔2022〕7号", Date: day(3, 7), Title: "邀请函"})
	dossier := &data.Issue{Kind: data.IssueDossier, ProposalID: 1, Number: "WS-0001", Date: data.NewDate(2023, 1, 5), Title: "办理档案"}
	w.make("SaveIssue", dossier)
	w.refuse("SaveIssue", &data.Issue{Kind: data.IssueDossier, ProposalID: 2, Number: "WS-0001", Date: day(12, 5), Title: "办理档案"})
	ask()
	first.Number = "红政函〔2022〕2号"
	w.make("SaveIssue", first)
	ask()
	comeAndGo(w, data.RecordIssue, dossier.ID)
	w.refuse("Remove", data.RecordUnit, data.ID(1))
	w.make("Remove", data.RecordIssue, first.ID)
	ask()
	w.make("SaveReply", &data.Reply{ProposalID: 1, Round: 2, Occasion: data.FollowUp, DocNumber: "红政函〔2022〕2号"}) // it is free again
	w.refuse("Restore", data.RecordIssue, first.ID)
	w.ask("Undo")
	w.ask("Undo")
	ask()
}

// A proposer is found however the name is spelt: by the very name first, then one
// that is not deleted.
func spelling(w *world) {
	begin(w)
	for i, name := range []string{"艾合买提•吐尔逊", "艾合买提·吐尔逊", "艾合买提 ・ 吐尔逊"} {
		w.make("SaveProposal", with(strconv.Itoa(301+i), func(p *data.Proposal) {
			p.Proposers = []data.Proposer{{Name: name, Body: data.Congress, Phone: "1380000000" + strconv.Itoa(i)}}
		}))
	}
	w.make("SaveProposer", &data.Proposer{Name: "李明", Body: data.Congress})
	w.refuse("SaveProposer", &data.Proposer{Name: "李　明", Body: data.Congress}) // it is kept as 李明
	w.ask("Proposers")
	w.make("SaveProposal", with("311", func(p *data.Proposal) { p.Proposers = []data.Proposer{{Name: "李　明", Body: data.Congress}} }))
	w.make("SaveProposal", with("312", func(p *data.Proposal) { p.Proposers = []data.Proposer{{Name: "李 明", Body: data.Congress}} }))
	w.ask("Cases", data.Scope{})
	w.ask("Proposers")
}

func joinedPeople(w *world) {
	begin(w)
	w.make("SaveProposal", with("13", func(p *data.Proposal) {
		p.Proposers = []data.Proposer{{Name: "尹　某", Body: data.Congress, Delegation: "北城代表团", Phone: "2", Address: "红塔大道"}, {ID: 1, Name: "尹某", Body: data.Congress}}
	}))
	w.make("SaveConsultation", &data.Consultation{ProposalID: 1, Phase: data.During, Method: data.FaceToFace, Date: day(4, 9), Invited: []data.ID{2, 1, 3}, Attended: []data.ID{3}})
	w.make("SaveConsultation", &data.Consultation{ProposalID: 3, Phase: data.During, Method: data.FaceToFace, Date: day(4, 9), Invited: []data.ID{3, 2, 1}, Attended: []data.ID{1}})
	w.make("SaveReply", &data.Reply{ProposalID: 3, Round: 1, Occasion: data.FirstReply, Body: "已办。"})
	w.make("SaveFeedback", &data.Feedback{ProposalID: 3, ProposerID: 3, Round: 1, FormSent: day(5, 1)})
	both := &data.Feedback{ProposalID: 3, ProposerID: 1, Round: 1, FormSent: day(5, 1)}
	w.make("SaveFeedback", both)
	w.refuse("Join", data.RecordProposer, data.ID(1), data.ID(3)) // a form each
	w.make("Remove", data.RecordFeedback, both.ID)
	w.refuse("Join", data.RecordProposer, data.ID(1), data.ID(1))
	w.refuse("Join", data.RecordProposer, data.ID(1), data.ID(9))
	w.refuse("Join", data.RecordBook, data.ID(1), data.ID(1))
	w.make("Join", data.RecordProposer, data.ID(1), data.ID(3))
	w.ask("Proposers")
	w.ask("Cases", data.Scope{})
	w.ask("Deleted", data.ID(0))
	w.refuse("Join", data.RecordProposer, data.ID(1), data.ID(3))
	w.ask("Undo")
	w.ask("Proposers")
	w.ask("Cases", data.Scope{})
	w.make("Join", data.RecordProposer, data.ID(3), data.ID(1))
	w.ask("Cases", data.Scope{})
}

func joinedUnits(w *world) {
	begin(w)
	w.make("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 2}, Part: data.LeadUnit, Assigned: day(3, 9)})
	w.make("SaveAssignment", &data.Assignment{ProposalID: 1, Unit: data.Unit{ID: 1}, Part: data.CoUnit, Assigned: day(3, 10)})
	w.make("SaveSupervision", &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 2}, Kind: data.Visit, Date: day(5, 1)})
	w.make("SaveScore", &data.Score{Year: 2022, Unit: data.Unit{ID: 2}, Item: "领导重视", Source: data.SelfScore, Points: 5, Date: day(5, 1)})
	w.make("Join", data.RecordUnit, data.ID(1), data.ID(2))
	w.ask("Units")
	w.ask("Cases", data.Scope{})
	w.ask("Scores", 2022)
	w.ask("Undo")
	w.ask("Units")
	w.ask("Cases", data.Scope{})
}
