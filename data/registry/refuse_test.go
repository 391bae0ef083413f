package registry_test

import (
	"errors"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

func TestNumberOfAMeetingIsGivenOnce(t *testing.T) {
	t.Parallel()
	r := opened(t)
	again := func(number string) func(*registry.Tx) error {
		return func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number, p.Title = number, "别的建议" })
			return tx.SaveProposal(&p)
		}
	}
	for _, number := range []string{"12", "第012号", "７"} {
		p := refused(t, r, "编号", again(number))
		if !strings.Contains(p.Message, "市六届人大一次会议已有第") || !strings.Contains(p.Message, "号建议《") || p.Hint == "" {
			t.Error(p)
		}
	}
	do(t, r, "闭会的同号", again("闭12"))
	do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(data.RecordProposal, leadID) })
	if p := refused(t, r, "编号", again("12")); !strings.Contains(p.Hint, "恢复") {
		t.Error(p)
	}
	do(t, r, "另一次会议", func(tx *registry.Tx) error {
		b := book()
		b.Meeting.Session, b.Meeting.Year = 2, 2023
		if err := tx.SaveBook(&b); err != nil {
			return err
		}
		p := proposal(func(p *data.Proposal) { p.BookID, p.HandedOver = b.ID, day("2023-03-01") })
		return tx.SaveProposal(&p)
	})
	content(t, r)
}

func TestNumberStaysOnceAPaperBearsIt(t *testing.T) {
	t.Parallel()
	r := opened(t)
	change := func(number string) func(*registry.Tx) error {
		return func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.ID, p.Number = leadID, number })
			return tx.SaveProposal(&p)
		}
	}
	do(t, r, "更正编号", change("13"))
	do(t, r, "答复", func(tx *registry.Tx) error { rep := reply("红政函〔2022〕1号"); return tx.SaveReply(&rep) })
	refused(t, r, "编号", change("12"))
	do(t, r, "写法不同的同一编号", change("013"))
}

// reply is a signed and sent one to the lead proposal.
func reply(number string) data.Reply {
	return data.Reply{ProposalID: leadID, Round: 1, Class: "A", DocNumber: number, Body: "正文", Sent: day("2022-05-07"),
		SignOff: data.SignOff{Signed: day("2022-05-06"), SignedBy: "丙"}}
}

func TestDocNumberIsGivenOnce(t *testing.T) {
	t.Parallel()
	r := opened(t)
	first := reply("红政函〔2022〕1号")
	do(t, r, "答复", func(tx *registry.Tx) error { return tx.SaveReply(&first) })
	p := refused(t, r, "文号", func(tx *registry.Tx) error {
		second := reply("红政函〔2022〕1号")
		second.Round = 2
		return tx.SaveReply(&second)
	})
	if !strings.Contains(p.Message, "第12号") {
		t.Error(p)
	}
	refused(t, r, "文号", func(tx *registry.Tx) error {
		o := data.Opinion{ProposalID: assistID, Way: data.OpinionOut, DocNumber: " 红政函〔2022〕1号"}
		return tx.SaveOpinion(&o)
	})
	refused(t, r, "文号", func(tx *registry.Tx) error {
		moved := first
		moved.DocNumber = "红政函〔2022〕2号"
		return tx.SaveReply(&moved)
	})
	do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(data.RecordReply, first.ID) })
	refused(t, r, "文号", func(tx *registry.Tx) error { again := reply("红政函〔2022〕1号"); return tx.SaveReply(&again) })
}

func TestNextDocNumber(t *testing.T) {
	t.Parallel()
	r := opened(t)
	next := func() (n string) {
		t.Helper()
		do(t, r, "问", func(tx *registry.Tx) (err error) { n, err = tx.NextDocNumber("红政函", 2022); return err })
		return n
	}
	want := func(what, number string) {
		t.Helper()
		if got := next(); got != number {
			t.Errorf("%s: %s, want %s", what, got, number)
		}
	}
	want("none given", "红政函〔2022〕1号")
	draft := data.Reply{ProposalID: leadID, Round: 1, DocNumber: "红政函〔2022〕3号"}
	opinion := data.Opinion{ProposalID: assistID, Way: data.OpinionOut, DocNumber: "红政函〔2022〕12号"}
	do(t, r, "拟稿", func(tx *registry.Tx) error { return errors.Join(tx.SaveReply(&draft), tx.SaveOpinion(&opinion)) })
	want("one above the highest", "红政函〔2022〕13号")
	draft.DocNumber = ""
	do(t, r, "收回文号", func(tx *registry.Tx) error { return tx.SaveReply(&draft) })
	want("taken back unsent", "红政函〔2022〕3号")
	draft.DocNumber = "红政函〔2022〕3号"
	do(t, r, "再给", func(tx *registry.Tx) error { return tx.SaveReply(&draft) })
	want("given again", "红政函〔2022〕13号")
	draft.Sent, draft.Class = day("2022-05-01"), "A"
	do(t, r, "送达", func(tx *registry.Tx) error { return tx.SaveReply(&draft) })
	do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(data.RecordReply, draft.ID) })
	want("a sent one stays taken", "红政函〔2022〕13号")
	var other string
	do(t, r, "问", func(tx *registry.Tx) (err error) { other, err = tx.NextDocNumber("红政函", 2023); return err })
	if other != "红政函〔2023〕1号" {
		t.Error(other)
	}
	numbers, err := r.DocNumbers(t.Context(), 2022)
	if err != nil || len(numbers) != 1 {
		t.Errorf("%v %v", numbers, err)
	}
}

// Facts may be entered in any order within one change; what cannot be when it
// ends is refused and nothing of it is kept.
func TestImpossibleFactsAreRefused(t *testing.T) {
	t.Parallel()
	r := opened(t)
	early := reply("红政函〔2022〕1号")
	early.SignOff.Signed, early.Sent = day("2022-01-01"), day("2022-01-02")
	p := refused(t, r, "", func(tx *registry.Tx) error { return tx.SaveReply(&early) })
	if p.Message == "" || p.Field == "" {
		t.Errorf("%+v", p)
	}
	c, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Replies) != 0 {
		t.Error("half of it was kept")
	}
	if early.ID != 0 {
		t.Error("what was refused kept its ID")
	}
	do(t, r, "先答复，后更正交办日期", func(tx *registry.Tx) error {
		p := c.Proposal
		p.HandedOver = day("2021-12-01")
		return errors.Join(tx.SaveReply(&early), tx.SaveProposal(&p))
	})
	content(t, r)
}

func TestDuplicatesAreNamed(t *testing.T) {
	t.Parallel()
	r := opened(t)
	fullCase(t, r)
	for field, f := range map[string]func(*registry.Tx) error{
		"届次":   func(tx *registry.Tx) error { b := book(); return tx.SaveBook(&b) },
		"单位简称": func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: "区财政局"}) },
		"代表姓名": func(tx *registry.Tx) error {
			return tx.SaveProposer(&data.Proposer{Name: "尹志平", Body: data.Congress, Delegation: "红塔区代表团"})
		},
		"答复轮次": func(tx *registry.Tx) error { rep := reply("红政函〔2022〕9号"); return tx.SaveReply(&rep) },
		"代表": func(tx *registry.Tx) error {
			return tx.SaveFeedback(&data.Feedback{ProposalID: leadID, Round: 1, ProposerID: proposerYin, FormSent: day("2022-06-01")})
		},
		"公开": func(tx *registry.Tx) error {
			return tx.SaveDisclosure(&data.Disclosure{ProposalID: leadID, Decision: data.Open})
		},
	} {
		if p := refused(t, r, field, f); p.Hint == "" {
			t.Errorf("%s: no hint", field)
		}
	}
}

func TestWrongReferencesAreNamed(t *testing.T) {
	t.Parallel()
	r := opened(t)
	c := fullCase(t, r)
	for name, f := range map[string]func(*registry.Tx) error{
		"no such book": func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number, p.BookID = "50", 99 })
			return tx.SaveProposal(&p)
		},
		"no such proposal": func(tx *registry.Tx) error {
			return tx.SaveDisclosure(&data.Disclosure{ProposalID: 99, Decision: data.Open})
		},
		"no such row to change": func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{ID: 99, Name: "某局"}) },
		"no such unit":          func(tx *registry.Tx) error { a := c.Assignments[0]; a.Unit.ID = 99; return tx.SaveAssignment(&a) },
		"no such proposer": func(tx *registry.Tx) error {
			x := c.Consultations[0]
			x.Attended = []data.ID{99}
			return tx.SaveConsultation(&x)
		},
		"another proposal's reply": func(tx *registry.Tx) error {
			x := c.Commitments[0]
			x.ID, x.ProposalID = 0, assistID
			return tx.SaveCommitment(&x)
		},
		"merged into itself": func(tx *registry.Tx) error { p := c.Proposal; p.MergedInto = p.ID; return tx.SaveProposal(&p) },
		"merged in a ring": func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.ID, p.Number, p.MergedInto = assistID, "07", leadID })
			return tx.SaveProposal(&p)
		},
		"a kind that is none": func(tx *registry.Tx) error { p := c.Proposal; p.Kind = "别的"; return tx.SaveProposal(&p) },
		"a day that is none": func(tx *registry.Tx) error {
			p := c.Proposal
			p.HandedOver = data.UncheckedDate(p.HandedOver.Year(), 2, 31)
			return tx.SaveProposal(&p)
		},
	} {
		t.Run(name, func(t *testing.T) { refused(t, r, "", f) })
	}
	content(t, r)
}

func TestRemoveAndRestore(t *testing.T) {
	t.Parallel()
	r := opened(t)
	fullCase(t, r)
	remove := func(what data.Record, id data.ID) func(*registry.Tx) error {
		return func(tx *registry.Tx) error { return tx.Remove(what, id) }
	}
	for _, c := range []struct {
		what data.Record
		id   data.ID
	}{{data.RecordBook, bookID}, {data.RecordUnit, unitHousing}, {data.RecordLeader, leaderID}, {data.RecordProposer, proposerYin}, {data.RecordProposal, assistID}, {data.RecordReply, 1}, {data.RecordConsultation, 1}} {
		if p := refused(t, r, "", remove(c.what, c.id)); !strings.Contains(p.Message, "还有") {
			t.Errorf("%s: %v", c.what, p)
		}
	}
	do(t, r, "删除单位", remove(data.RecordUnit, unitFinance))
	units, err := r.Units(t.Context())
	if err != nil || len(units) != 1 {
		t.Errorf("%v %v", units, err)
	}
	refused(t, r, "承办单位", func(tx *registry.Tx) error {
		return tx.SaveAssignment(&data.Assignment{ProposalID: leadID, Unit: data.Unit{ID: unitFinance}, Part: data.CoUnit, Assigned: day("2022-03-09")})
	})
	refused(t, r, "承办单位", func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{ID: unitFinance, Name: "区财政局"}) })
	do(t, r, "恢复单位", func(tx *registry.Tx) error { return tx.Restore(data.RecordUnit, unitFinance) })
	do(t, r, "删除反馈", remove(data.RecordFeedback, 1))
	c, err := r.Case(t.Context(), leadID)
	if err != nil || len(c.Feedback) != 0 {
		t.Errorf("%v %v", c.Feedback, err)
	}
	do(t, r, "删除建议", remove(data.RecordProposal, leadID))
	if _, err := r.Case(t.Context(), leadID); err == nil {
		t.Error("a deleted proposal is shown")
	}
	refused(t, r, "建议", func(tx *registry.Tx) error { return tx.Restore(data.RecordFeedback, 1) })
	refused(t, r, "建议", func(tx *registry.Tx) error {
		return tx.SaveExtension(&data.Extension{ProposalID: leadID, Applied: day("2022-05-01"), Until: day("2022-07-01"), Reason: "难"})
	})
	do(t, r, "恢复建议", func(tx *registry.Tx) error { return tx.Restore(data.RecordProposal, leadID) })
	do(t, r, "恢复反馈", func(tx *registry.Tx) error { return tx.Restore(data.RecordFeedback, 1) })
	if c, err = r.Case(t.Context(), leadID); err != nil || len(c.Feedback) != 1 {
		t.Errorf("%v %v", c.Feedback, err)
	}
	refused(t, r, "", remove(data.RecordUnit, 99))
	if err := r.Do(t.Context(), registry.Action{What: "无此表"}, remove("blobs; DROP TABLE books", 1)); err == nil {
		t.Error("a record that is none was removed")
	}
	content(t, r)
}

// A reply stays while a sending of it does; a passed-over warning goes with its
// reply, and neither comes back before it.
func TestWhatIsNamedStays(t *testing.T) {
	t.Parallel()
	r := opened(t)
	rep := reply("红政函〔2022〕1号")
	do(t, r, "送达", func(tx *registry.Tx) error {
		if err := tx.SaveReply(&rep); err != nil {
			return err
		}
		return errors.Join(tx.SaveDispatch(&data.Dispatch{ProposalID: leadID, ReplyID: rep.ID, ProposerID: proposerYin, Date: day("2022-05-08")}),
			tx.SaveWaiver(&data.Waiver{ProposalID: leadID, ReplyID: rep.ID, Warning: "没有沟通", Reason: "在外地", Date: day("2022-05-06")}))
	})
	if p := refused(t, r, "答复", func(tx *registry.Tx) error { return tx.Remove(data.RecordReply, rep.ID) }); !strings.Contains(p.Message, "还有1处在使用") {
		t.Error(p)
	}
	do(t, r, "删除送达和答复", func(tx *registry.Tx) error {
		return errors.Join(tx.Remove(data.RecordDispatch, 1), tx.Remove(data.RecordWaiver, 1), tx.Remove(data.RecordReply, rep.ID))
	})
	refused(t, r, "答复", func(tx *registry.Tx) error { return tx.Restore(data.RecordDispatch, 1) })
	refused(t, r, "答复", func(tx *registry.Tx) error { return tx.Restore(data.RecordWaiver, 1) })
}
