package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

func lastAssignment(t *testing.T, r *paperRoom) data.Assignment {
	t.Helper()
	saved := r.memory.Saved()
	if len(saved) == 0 {
		t.Fatal("nothing was saved")
	}
	a, ok := saved[len(saved)-1].(data.Assignment)
	if !ok {
		t.Fatalf("saved %+v", saved[len(saved)-1])
	}
	return a
}

// fresh is assigned on 14 June and not signed for yet.
func fresh() data.Case {
	c := waiting(5, "9", june(13))
	c.Consultations = nil
	c.Assignments[0].Accepted, c.Assignments[0].Assigned = data.Date{}, june(14)
	return c
}

// A unit asks to return, we agree, and the new assignment is offered at once.
func TestReturnAndReassign(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabDuty)
		if all := strings.Join(texts(s.Root()), ""); !strings.Contains(all, "5个工作日内可以申请退回，到2022年6月21日为止；逾期视同签收。") {
			t.Errorf("shows %s", all)
		}
		tapText(t, s.Root(), "申请退回")
		r.panels[0].Save()
		if all := shownIn(r); !strings.Contains(all, "请写明理由") {
			t.Errorf("without a reason shows %s", all)
		}
		entryOf(t, r, "单位为什么不该承办，应由谁承办").SetText("职责在区水利局")
		r.keep("return-ask")
		r.panels[0].Save()
		settle()
		if a := lastAssignment(t, r); a.Returned != june(15) || a.ReturnReason != "职责在区水利局" || a.Return() != data.ReturnAsked {
			t.Fatalf("saved %+v", a)
		}
		s.Refresh()
		settle()
		r.keep("return-asked")
		tapText(t, s.Root(), "同意退回")
		r.panels[1].Save()
		settle()
		if a := lastAssignment(t, r); a.Return() != data.ReturnAgreed || a.ReturnConsented != june(15) {
			t.Fatalf("saved %+v", a)
		}
		if len(r.panels) != 3 {
			t.Fatal("no new assignment is offered")
		}
		entryOf(t, r, "选择或填写单位简称").SetText("区水利局")
		if all := shownIn(r); !strings.Contains(all, "“区水利局”还没有登记，保存时登记为新单位。") {
			t.Errorf("a new unit shows %s", all)
		}
		r.keep("assign-new-unit")
		r.panels[2].Save()
		settle()
		if a := lastAssignment(t, r); a.Part != data.LeadUnit || a.Unit.Name != "区水利局" {
			t.Errorf("saved %+v", a)
		}
		r.noFailure()
	}, fresh())
}

// A refusal keeps the request on record and shows as such.
func TestRefuseAReturn(t *testing.T) {
	c := fresh()
	c.Assignments[0].Returned, c.Assignments[0].ReturnReason = june(15), "不是我局职责"
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabDuty)
		tapText(t, s.Root(), "不同意")
		entryOf(t, r, "如 2022-06-30").SetText("6月14日")
		r.panels[0].Save()
		if all := shownIn(r); !strings.Contains(all, "早于申请退回的2022年6月15日") {
			t.Errorf("a day before the request shows %s", all)
		}
		entryOf(t, r, "如 2022-06-30").SetText("6月15日")
		r.panels[0].Save()
		settle()
		if a := lastAssignment(t, r); a.Return() != data.ReturnNotGranted {
			t.Fatalf("saved %+v", a)
		}
		s.Refresh()
		settle()
		if all := strings.Join(texts(s.Root()), ""); !strings.Contains(all, "未同意退回") || !strings.Contains(all, "没有同意退回，2022年6月15日签收，继续办理。") {
			t.Errorf("shows %s", all)
		}
		r.noFailure()
	}, c)
}

// helped is a proposal whose helper owes an opinion and was reminded.
func helped() data.Case {
	c := waiting(5, "9", data.NewDate(2022, 4, 20))
	co := c.Assignments[0]
	co.ID, co.Part, co.Unit, co.Assigned = 102, data.CoUnit, data.Unit{ID: 2, Name: "区财政局", FullName: "玉溪市红塔区财政局", Former: []data.FormerName{{Name: "区财税局", Until: data.NewDate(2022, 5, 1)}}}, data.NewDate(2022, 4, 22)
	c.Assignments = append(c.Assignments, co)
	c.Supervisions = []data.Supervision{{ID: 70, ProposalID: 5, Unit: co.Unit, Kind: data.Remind, Date: data.NewDate(2022, 5, 18)}}
	return c
}

// The co-handling unit's card tells its limit, the gate, and which step was
// sent when; its name opens the history.
func TestCoHandlingCard(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabDuty)
		all := strings.Join(texts(s.Root()), "")
		for _, want := range []string{"缺，期限2022年5月23日，逾期23天；收到以前答复不能签发", "提醒 5月18日 → 催办 未发 → 督办单 未发", "当时名称", "区财税局", "该催办", "收到意见"} {
			if !strings.Contains(all, want) {
				t.Errorf("lacks %q", want)
			}
		}
		r.keep("duty-cohandling")
		tapText(t, s.Root(), "区财政局")
		r.keep("unit-history")
		if all := strings.Join(texts(r.panels[0].Content), ""); !strings.Contains(all, "到2022年5月1日为止称“区财税局”") || !strings.Contains(all, "历年主办 0 件，协办 1 件") || !strings.Contains(all, "意见逾期未办") {
			t.Errorf("the history shows %s", all)
		}
		r.noFailure()
	}, helped())
}

// An extension that waits is approved with its new limit.
func TestApproveAnExtension(t *testing.T) {
	c := story.Draft()
	c.Proposal.HandedOver = data.NewDate(2022, 3, 20)
	c.Extensions = []data.Extension{{ID: 80, ProposalID: 17, Applied: june(1), Until: data.NewDate(2022, 8, 20), Reason: "涉及多个部门"}}
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 17, TabFacts)
		if all := strings.Join(texts(s.Root()), ""); !strings.Contains(all, "还没有批准，仍按2022年6月20日计算。") {
			t.Errorf("shows %s", all)
		}
		tapText(t, s.Root(), "批准")
		r.panels[0].Save()
		settle()
		saved := r.memory.Saved()
		if x, ok := saved[len(saved)-1].(data.Extension); !ok || x.Approved != june(15) || x.ApprovedBy != "玉溪市人民政府办公室" {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		settle()
		r.keep("extension")
		if all := strings.Join(texts(s.Root()), ""); !strings.Contains(all, "新期限为2022年8月22日。") {
			t.Errorf("shows %s", all)
		}
		r.noFailure()
	}, c)
}

// While an opinion is missing, the editor's checks keep the lead reply from
// being signed and name the unit; they lead to where it is recorded.
func TestMissingOpinionStandsInTheChecks(t *testing.T) {
	c := helped()
	c.Replies = []data.Reply{{ID: 1, ProposalID: 5, Round: 1, Class: "A", DocNumber: "红政函〔2022〕9号", Body: "一、办理情况\n已经办好。", SignOff: data.SignOff{Drafted: june(10)}}}
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := NewReplyScreen(r.deps, r, 5, 0)
		t.Cleanup(s.Close)
		r.open(s)
		var found data.Problem
		for _, p := range s.checks.blocking {
			if strings.Contains(p.Error(), "区财政局") {
				found = p
			}
		}
		if found.Field != "协办意见" || !s.canMend(found) {
			t.Fatalf("the checks block %v", s.checks.blocking)
		}
		r.keep("reply-gate")
		r.noFailure()
	}, c)
}

// What is asked of units and deputies is refused before anything is typed where
// nothing can be saved.
func TestReadOnlyFormsDoNotOpen(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.memory.ReadOnlyReason = "另一个程序开着"
		s := openCase(t, r, promised().Proposal.ID, TabReply)
		for name, open := range map[string]func(){
			"urging":  func() { editSupervision(r.deps, r, data.Supervision{Kind: data.Urge}) },
			"talk":    func() { s.editTalk(data.Consultation{}) },
			"form":    func() { s.editFeedback(data.Feedback{}) },
			"promise": func() { s.editPromise(data.Commitment{}) },
			"keeping": func() { s.keepPromise(promised().Commitments[0]) },
			"taking":  func() { s.takePromises(promised().Replies[0]) },
		} {
			if open(); len(r.panels) > 0 {
				t.Errorf("%s opens", name)
			}
			settle()
		}
	}, promised())
}
