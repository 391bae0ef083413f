package registry_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry"
)

// fullCase enters one of each fact about the lead proposal and is the case
// that must be read back.
func fullCase(t *testing.T, r *registry.Registry) data.Case {
	t.Helper()
	c, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	housing, err := r.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	unit := housing[0]
	if unit.ID != unitHousing {
		unit = housing[1]
	}
	sign := data.SignOff{Drafted: day("2022-04-20"), DraftedBy: "甲", Reviewed: day("2022-04-25"), ReviewedBy: "乙", Countersigned: day("2022-05-02"), CountersignedBy: "区财政局", Signed: day("2022-05-06"), SignedBy: "丙"}
	do(t, r, "登记一切", func(tx *registry.Tx) error {
		p := &c.Proposal
		p.Key, p.Topic, p.Remark, p.MergedInto, p.Told = true, "城建交通", "备注", assistID, day("2022-03-06")
		c.Extensions = []data.Extension{{ProposalID: leadID, Applied: day("2022-05-01"), Approved: day("2022-05-05"), ApprovedBy: "市人大", Until: day("2022-08-01"), Reason: "工程量大"}}
		c.Assignments = []data.Assignment{
			{ProposalID: leadID, Unit: unit, Part: data.LeadUnit, Assigned: day("2022-03-03"), Accepted: day("2022-03-04"), Responsible: "赵局", Contact: "钱科", Phone: "8821"},
			{ProposalID: leadID, Unit: unit, Part: data.CoUnit, Assigned: day("2022-03-05"), Returned: day("2022-03-07"), ReturnReason: "不归我管", ReturnConsented: day("2022-03-08")},
		}
		c.Consultations = []data.Consultation{{ProposalID: leadID, Phase: data.Before, Date: day("2022-03-10"), Method: data.FaceToFace, Place: "会议室", Invited: []data.ID{proposerYin, proposerLi}, FormSigned: day("2022-03-11"),
			Items: []data.AgreedItem{{What: "五月前完工", Who: "区住建局", By: day("2022-05-31"), Done: day("2022-05-20")}, {What: "回访"}}, Attended: []data.ID{proposerYin, proposerLi}, LedBy: "赵局", LedRank: data.UnitHead, Others: "村干部", Said: "要快", Agreed: "五月前"}}
		c.Replies = []data.Reply{{ProposalID: leadID, Round: 1, Class: "B", DocNumber: "红政函〔2022〕15号", Salutation: "尹志平代表：", Body: "正文\n第二段", Done: "已做", Planned: "将做", Contact: "钱科", ContactPhone: "8821", CopyTo: []string{"选联工委"}, SignOff: sign, Sent: day("2022-05-07"), SentBy: "当面送达"},
			{ProposalID: leadID, Round: 2, Occasion: data.FollowUp, Class: "A", Body: "已经完工"}}
		c.Opinions = []data.Opinion{{ProposalID: leadID, Way: data.OpinionIn, Unit: unit, DocNumber: "红住建函〔2022〕1号", Body: "同意", SignOff: sign, Received: day("2022-05-07")}}
		c.Feedback = []data.Feedback{{ProposalID: leadID, Round: 1, ProposerID: proposerYin, FormSent: day("2022-05-07"), Received: day("2022-05-20"), Attitude: data.Satisfied, Result: data.MostlySatisfied, Opinion: "很好", TalkedBy: "科室负责人", TalkForm: "座谈会", Solved: "部分解决"}}
		c.Supervisions = []data.Supervision{{ProposalID: leadID, Unit: unit, Kind: data.Visit, Date: day("2022-06-01"), People: "督查组", Findings: "进度正常", RectifyBy: day("2022-06-10"), Rectified: day("2022-06-09"), DocNumber: "红政督〔2022〕3号", Answer: "已整改", Answered: day("2022-06-08")}}
		c.Disclosure = data.Disclosure{ProposalID: leadID, Decision: data.PartlyOpen, Reason: "涉及隐私", Text: "公开文本", Published: day("2022-06-15"), Place: "政府网站"}
		if err := errors.Join(tx.SaveProposal(p), tx.SaveExtension(&c.Extensions[0]), tx.SaveAssignment(&c.Assignments[0]), tx.SaveAssignment(&c.Assignments[1]),
			tx.SaveConsultation(&c.Consultations[0]), tx.SaveReply(&c.Replies[0]), tx.SaveReply(&c.Replies[1]), tx.SaveOpinion(&c.Opinions[0]), tx.SaveFeedback(&c.Feedback[0]),
			tx.SaveSupervision(&c.Supervisions[0]), tx.SaveDisclosure(&c.Disclosure)); err != nil {
			return err
		}
		c.Commitments = []data.Commitment{{ProposalID: leadID, ReplyID: c.Replies[0].ID, Text: "年底前完工", Unit: unit, Due: day("2022-12-31"), Kept: day("2022-12-01"), Proof: "验收单", Told: day("2022-12-02"), FollowUp: c.Replies[1].ID}}
		c.Dispatches = []data.Dispatch{{ProposalID: leadID, ReplyID: c.Replies[0].ID, ProposerID: proposerYin, Date: day("2022-05-07"), Method: "当面送达", Receipt: "本人"}}
		c.Waivers = []data.Waiver{{ProposalID: leadID, ReplyID: c.Replies[0].ID, Warning: "没有当面沟通记录", Reason: "代表在外地", Date: day("2022-05-06")}}
		c.Issues = []data.Issue{{Kind: data.IssueInvitation, ProposalID: leadID, ConsultationID: c.Consultations[0].ID, Number: "红政办函〔2022〕9号", Date: day("2022-03-08"), Title: "第12号建议 邀请函"},
			{Kind: data.IssueDossier, ProposalID: leadID, Number: "WS·2022-D30-0001", Date: day("2023-01-10"), Title: "第12号建议 办理档案"}}
		c.Host = data.Host{ID: assistID, Number: "07", Title: "关于修路的建议"}
		c.Attachments = []data.Attachment{{ProposalID: leadID, Name: "建议.pdf", Added: day("2022-03-01")}, {ProposalID: leadID, ConsultationID: c.Consultations[0].ID, Name: "照片.jpg", Added: day("2022-03-10")}}
		return errors.Join(tx.SaveCommitment(&c.Commitments[0]), tx.SaveDispatch(&c.Dispatches[0]), tx.SaveWaiver(&c.Waivers[0]), tx.SaveIssue(&c.Issues[0]), tx.SaveIssue(&c.Issues[1]), tx.AddAttachment(&c.Attachments[0], bytes.NewReader([]byte("一样的内容"))), tx.AddAttachment(&c.Attachments[1], bytes.NewReader([]byte("一样的内容"))))
	})
	return c
}

func TestEveryFactComesBackWhole(t *testing.T) {
	t.Parallel()
	r := opened(t)
	want := fullCase(t, r)
	said := want.Replies[0]
	want.Looked = data.TextVersion{Body: said.Body, Done: said.Done, Planned: said.Planned, SignOff: said.SignOff, Sent: said.Sent}
	got, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	cases, err := r.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		if c.Proposal.ID == leadID {
			if diff := cmp.Diff(want, c); diff != "" {
				t.Error(diff)
			}
		}
	}
	content(t, r)
}

func TestListsDoWithoutLongTexts(t *testing.T) {
	t.Parallel()
	r := opened(t)
	want := fullCase(t, r)
	cases, err := r.Cases(t.Context(), data.Scope{Year: 2022, BookID: bookID})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Proposal.Text != "" {
			t.Errorf("第%s号 carries its text", c.Proposal.Number)
		}
		if c.Proposal.ID != leadID {
			continue
		}
		if c.Replies[0].Body != "" || c.Opinions[0].Body != "" || c.Consultations[0].Said != "" {
			t.Error("a list carries long texts")
		}
		if diff := cmp.Diff(want.Feedback[0].Result, c.Feedback[0].Result); diff != "" {
			t.Error(diff)
		}
	}
}

func TestCasesOfAYear(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "闭会", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number, p.Between, p.HandedOver = "闭3", true, day("2023-02-01") })
		return tx.SaveProposal(&p)
	})
	for _, c := range []struct {
		scope data.Scope
		want  int
	}{{data.Scope{}, 3}, {data.Scope{Year: 2022}, 2}, {data.Scope{Year: 2023}, 1}, {data.Scope{Year: 1999}, 0}, {data.Scope{BookID: bookID}, 3}, {data.Scope{BookID: 99}, 0}} {
		cases, err := r.Cases(t.Context(), c.scope)
		if err != nil {
			t.Fatal(err)
		}
		if len(cases) != c.want {
			t.Errorf("%+v: %d cases, want %d", c.scope, len(cases), c.want)
		}
		for _, got := range cases {
			if c.scope.Year != 0 && got.Year() != c.scope.Year {
				t.Errorf("%+v: a case of %d", c.scope, got.Year())
			}
		}
	}
	years, err := r.Years(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2023, 2022}, years); diff != "" {
		t.Error(diff)
	}
}

func TestBooksUnitsLeadersProposers(t *testing.T) {
	t.Parallel()
	r := opened(t)
	books, err := r.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := book()
	want.ID = bookID
	if diff := cmp.Diff([]data.Book{want}, books); diff != "" {
		t.Error(diff)
	}
	unit := data.Unit{ID: unitFinance, Name: "区财政局", FullName: "红塔区财政局", Responsible: "孙局", Contact: "周科", Phone: "2", Letterhead: "红塔区财政局文件", ReplySeries: "红财函",
		Former: []data.FormerName{{Name: "区财税局", FullName: "红塔区财税局", Until: day("2001-12-31")}, {Name: "区财务局", Until: day("2010-06-30")}}}
	leader := data.Leader{ID: leaderID, Name: "张三丰", Post: "区长", Former: []data.FormerName{{Name: "副区长", Until: day("2021-06-01")}}}
	person := data.Proposer{ID: proposerLi, Name: "李莫愁", Body: data.Congress, Delegation: "大营街代表团", Phone: "3", Address: "古墓路"}
	do(t, r, "改名", func(tx *registry.Tx) error {
		return errors.Join(tx.SaveUnit(&unit), tx.SaveLeader(&leader), tx.SaveProposer(&person))
	})
	units, err := r.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	leaders, err := r.Leaders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	people, err := r.Proposers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(units) != 2 || len(leaders) != 1 || len(people) != 2 {
		t.Fatalf("%d units, %d leaders, %d proposers", len(units), len(leaders), len(people))
	}
	for _, u := range units {
		if u.ID == unitFinance && !cmp.Equal(unit, u) {
			t.Error(cmp.Diff(unit, u))
		}
	}
	if !cmp.Equal(leader, leaders[0]) {
		t.Error(cmp.Diff(leader, leaders[0]))
	}
	for _, p := range people {
		if p.ID == proposerLi && p != person {
			t.Error(cmp.Diff(person, p))
		}
	}
}

func TestSettingsSummaryAndPack(t *testing.T) {
	t.Parallel()
	r := opened(t)
	settings := data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", Letterhead: "头", ReplySeries: "红政函", OpinionSeries: "红政办函", Contact: "钱", Phone: "1", Demo: true,
		Clerks: []string{"王某", "李某"}, FontsFolder: "字体", XBSLicensed: true, Preprinted: true, PreprintX: -1.5, PreprintY: 0.25}
	summary := data.Summary{Year: 2022, Title: "总结", AsOf: day("2022-12-31"), Sections: []data.SummarySection{{Heading: "一、综合情况", Text: "共{总件数}件。\n第二段。"}, {Text: "无标题"}}}
	ofBook := data.Summary{Year: 2022, BookID: bookID, Title: "本册总结"}
	pack, calendar := rules()
	pack.Name, pack.From, pack.ReplyMonths = "新做法", day("2025-01-01"), 4
	do(t, r, "设置", func(tx *registry.Tx) error {
		return errors.Join(tx.SaveSettings(&settings), tx.SaveSummary(&summary), tx.SaveSummary(&ofBook), tx.SavePack(&pack))
	})
	settings.Demo = false
	do(t, r, "设置", func(tx *registry.Tx) error { return tx.SaveSettings(&settings) })
	gotSettings, err := r.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !cmp.Equal(settings, gotSettings) {
		t.Error(cmp.Diff(settings, gotSettings))
	}
	for _, want := range []data.Summary{summary, ofBook, {}} {
		year := want.Year
		if year == 0 {
			year = 1999
		}
		got, err := r.Summary(t.Context(), year, want.BookID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	pack.ReplyMonths = 5
	do(t, r, "更正规则", func(tx *registry.Tx) error { return tx.SavePack(&pack) })
	first, _ := rules()
	for year, want := range map[int]data.RulePack{2022: first, 2026: pack, 1950: first} {
		got, err := r.Rules(t.Context(), year)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Pack); diff != "" {
			t.Errorf("%d: %s", year, diff)
		}
		if got.Calendar.Known(2022) != calendar.Known(2022) {
			t.Error("the calendar is not the one given")
		}
	}
}

func TestAttachmentsAreKeptOnce(t *testing.T) {
	t.Parallel()
	r := opened(t)
	c := fullCase(t, r)
	a, b := c.Attachments[0], c.Attachments[1]
	if a.SHA256 != b.SHA256 || a.Size != int64(len("一样的内容")) {
		t.Errorf("%+v %+v", a, b)
	}
	got, err := r.Content(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, []byte("一样的内容")) {
		t.Errorf("%q", got)
	}
	if _, err := r.Content(t.Context(), 999); err == nil {
		t.Error("an attachment that is not there has content")
	} else {
		problem(t, err, "")
	}
	empty := data.Attachment{ProposalID: leadID, Name: "空.txt", Added: day("2022-03-01")}
	do(t, r, "空附件", func(tx *registry.Tx) error { return tx.AddAttachment(&empty, bytes.NewReader(nil)) })
	if got, err := r.Content(t.Context(), empty.ID); err != nil || len(got) != 0 {
		t.Errorf("%q %v", got, err)
	}
}

func TestNewProposersAreFoundByName(t *testing.T) {
	t.Parallel()
	r := opened(t)
	p := proposal(func(p *data.Proposal) {
		p.Number = "31"
		p.Proposers = []data.Proposer{{Name: "郭靖", Body: data.Congress, Delegation: "北城代表团"}, {Name: "尹志平", Body: data.Congress, Delegation: "红塔区代表团"}}
	})
	do(t, r, "登记", func(tx *registry.Tx) error { return tx.SaveProposal(&p) })
	if p.Proposers[0].ID == 0 || p.Proposers[1].ID != proposerYin || p.Proposers[1].Phone != "13800000001" {
		t.Errorf("%+v", p.Proposers)
	}
	p.Proposers = []data.Proposer{p.Proposers[1], {Name: "郭靖", Body: data.Congress, Delegation: "北城代表团"}}
	do(t, r, "换领衔", func(tx *registry.Tx) error { return tx.SaveProposal(&p) })
	got, err := r.Case(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.Sponsor = got.Proposal.Sponsor // only its ID is stored
	if diff := cmp.Diff(p, got.Proposal); diff != "" {
		t.Error(diff)
	}
	people, err := r.Proposers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(people) != 3 {
		t.Errorf("%d proposers, want 3", len(people))
	}
}

func TestScoresHolidaysAndClosings(t *testing.T) {
	t.Parallel()
	r := opened(t)
	units, err := r.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	scores := []data.Score{
		{Year: 2022, Unit: units[0], Item: "领导重视", Source: data.SelfScore, Points: 145, Reason: "专题研究两次"},
		{Year: 2022, Unit: units[0], Source: data.Deduction, Points: 20, Reason: "一件超期", Date: day("2022-07-01")},
	}
	other := data.Score{Year: 2021, Unit: units[0], Source: data.Addition, Points: 10, Reason: "经验交流"}
	whole := data.Supervision{Unit: units[0], Kind: data.Order, Date: day("2022-06-01"), Findings: "进度偏慢"}
	free := data.Holiday{Date: day("2030-02-04"), Kind: data.DayOff, Name: "春节"}
	closing := data.YearClosing{Year: 2022, BookID: bookID, AsOf: day("2022-12-31"), ClosedOn: day("2023-01-05"), Figures: `[{"name":"总件数","value":"2"}]`, Appraisal: "[]", Note: "报市"}
	later := data.YearClosing{Year: 2022, BookID: bookID, AsOf: day("2023-02-28"), ClosedOn: day("2023-03-01"), Figures: `[{"name":"总件数","value":"3"}]`, Appraisal: "[]"}
	do(t, r, "年底", func(tx *registry.Tx) error {
		return errors.Join(tx.SaveScore(&scores[0]), tx.SaveScore(&scores[1]), tx.SaveScore(&other), tx.SaveSupervision(&whole), tx.SaveHoliday(&free),
			tx.SaveYearClosing(&closing), tx.SaveYearClosing(&later))
	})
	got, err := r.Scores(t.Context(), 2022)
	if diff := cmp.Diff(scores, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	all, err := r.Supervisions(t.Context())
	if diff := cmp.Diff([]data.Supervision{whole}, all); diff != "" || err != nil {
		t.Error(diff, err)
	}
	closings, err := r.YearClosings(t.Context(), 2022, bookID)
	if diff := cmp.Diff([]data.YearClosing{later, closing}, closings); diff != "" || err != nil {
		t.Error(diff, err)
	}
	rules, err := r.Rules(t.Context(), 2030)
	if err != nil || rules.Calendar.Workday(free.Date) || !rules.Calendar.Workday(free.Date.AddDays(1)) {
		t.Error("the day entered is not free", err)
	}
	days, err := r.Holidays(t.Context())
	if diff := cmp.Diff([]data.Holiday{free}, days); diff != "" || err != nil {
		t.Error(diff, err)
	}
	packs, err := r.Packs(t.Context())
	if err != nil || len(packs) != 1 {
		t.Errorf("%d packs, %v", len(packs), err)
	}
	content(t, r)
	again := free
	again.ID = 0
	if err := r.Do(t.Context(), registry.Action{What: "重复"}, func(tx *registry.Tx) error { return tx.SaveHoliday(&again) }); err == nil {
		t.Error("one day stands there twice")
	}
}

// Promises kept in a year that proposals of earlier years made are read with
// it, under the books of one series; the day by which they were due does not
// matter, and a year's own proposals are not read twice. So are proposals of the
// year before whose letter promised to go on, whatever they promised.
func TestCasesThatKeptAPromiseInAYear(t *testing.T) {
	t.Parallel()
	r := opened(t)
	c := fullCase(t, r)
	later := book()
	later.Meeting.Session, later.Meeting.Year = 2, 2023
	other := later
	other.Meeting.Body = data.CPPCC
	do(t, r, "兑现", func(tx *registry.Tx) error {
		p := c.Commitments[0]
		p.Due, p.Kept, p.Told, p.FollowUp = day("2022-12-31"), day("2023-02-01"), data.Date{}, 0
		return errors.Join(tx.SaveCommitment(&p), tx.SaveBook(&later), tx.SaveBook(&other))
	})
	for _, x := range []struct {
		scope data.Scope
		want  int
	}{
		{data.Scope{KeptIn: 2023}, 1}, {data.Scope{KeptIn: 2022}, 0}, {data.Scope{KeptIn: 2024}, 0},
		{data.Scope{KeptIn: 2023, BookID: later.ID}, 1}, {data.Scope{KeptIn: 2023, BookID: other.ID}, 0},
	} {
		if cases, err := r.Cases(t.Context(), x.scope); err != nil || len(cases) != x.want {
			t.Errorf("%+v: %d cases, want %d, %v", x.scope, len(cases), x.want, err)
		}
	}
	do(t, r, "同年兑现", func(tx *registry.Tx) error {
		p := c.Commitments[0]
		p.Due, p.Kept, p.Told, p.FollowUp = day("2023-12-31"), day("2022-12-01"), data.Date{}, 0
		return tx.SaveCommitment(&p)
	})
	plans := func(year, want int) {
		t.Helper()
		if cases, err := r.Cases(t.Context(), data.Scope{KeptIn: year}); err != nil || len(cases) != want {
			t.Errorf("kept in its own year, read with %d: %d, want %d, %v", year, len(cases), want, err)
		}
	}
	plans(2022, 0)
	plans(2023, 1) // its first letter is of class B
	plans(2024, 0) // B of the year before alone
	do(t, r, "改类别", func(tx *registry.Tx) error {
		rep := c.Replies[0]
		rep.Class = "A"
		return tx.SaveReply(&rep)
	})
	plans(2023, 0)
}

// A letter that is changed after its published text was kept is told, until the text is
// kept anew.
func TestAPublishedTextBehindItsLetterIsTold(t *testing.T) {
	t.Parallel()
	r := opened(t)
	c := fullCase(t, r)
	behind := func() []bool {
		t.Helper()
		one, err := r.Case(t.Context(), leadID)
		if err != nil {
			t.Fatal(err)
		}
		all, err := r.Cases(t.Context(), data.Scope{Texts: true, IDs: []data.ID{leadID}})
		if err != nil || len(all) != 1 {
			t.Fatal(err, len(all))
		}
		if err := r.EachCase(t.Context(), data.Scope{Texts: true, IDs: []data.ID{leadID}}, func(c data.Case) error {
			all[0].Looked = c.Looked
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return []bool{data.PublishedBehind(one), data.PublishedBehind(all[0])}
	}
	rep, d := c.Replies[0], c.Disclosure
	d.Text = "正文\n第二段"
	do(t, r, "去除个人信息", func(tx *registry.Tx) error { return tx.SaveDisclosure(&d) })
	if got := behind(); !slices.Equal(got, []bool{false, false}) {
		t.Fatalf("told at once: %v", got)
	}
	rep.Body = "正文\n改过的第二段"
	do(t, r, "修改答复", func(tx *registry.Tx) error { return tx.SaveReply(&rep) })
	if got := behind(); !slices.Equal(got, []bool{true, true}) {
		t.Fatalf("not told: %v", got)
	}
	d.Text = rep.Body
	do(t, r, "去除个人信息", func(tx *registry.Tx) error { return tx.SaveDisclosure(&d) })
	if got := behind(); !slices.Equal(got, []bool{false, false}) {
		t.Fatalf("still told: %v", got)
	}
}
