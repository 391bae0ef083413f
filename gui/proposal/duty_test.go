package proposal

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func lastAssignment(t *testing.T, r *screentest.Room) data.Assignment {
	t.Helper()
	saved := r.Memory.Saved()
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
	c := screentest.Waiting(5, "9", screentest.June(13))
	c.Consultations = nil
	c.Assignments[0].Accepted, c.Assignments[0].Assigned = data.Date{}, screentest.June(14)
	return c
}

// A unit asks to return, we agree, and the new assignment is offered at once.
func TestReturnAndReassign(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabDuty)
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "5个工作日内可以申请退回，到2022年6月21日为止；逾期视同签收。") {
			t.Errorf("shows %s", all)
		}
		screentest.TapText(t, s.Root(), "申请退回")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "请写明理由") {
			t.Errorf("without a reason shows %s", all)
		}
		screentest.EntryOf(t, r, "单位为什么不该承办，应由谁承办").SetText("职责在区水利局")
		r.Keep("return-ask")
		r.Panels[0].Save()
		onethread.Settle()
		if a := lastAssignment(t, r); a.Returned != screentest.June(15) || a.ReturnReason != "职责在区水利局" || a.Return() != data.ReturnAsked {
			t.Fatalf("saved %+v", a)
		}
		s.Refresh()
		onethread.Settle()
		r.Keep("return-asked")
		screentest.TapText(t, s.Root(), "同意退回")
		r.Panels[1].Save()
		onethread.Settle()
		if a := lastAssignment(t, r); a.Return() != data.ReturnAgreed || a.ReturnConsented != screentest.June(15) {
			t.Fatalf("saved %+v", a)
		}
		if len(r.Panels) != 3 {
			t.Fatal("no new assignment is offered")
		}
		screentest.EntryOf(t, r, "选择或填写单位简称").SetText("区水利局")
		if all := screentest.ShownIn(r); !strings.Contains(all, "“区水利局”还没有登记，保存时登记为新单位。") {
			t.Errorf("a new unit shows %s", all)
		}
		r.Keep("assign-new-unit")
		r.Panels[2].Save()
		onethread.Settle()
		if a := lastAssignment(t, r); a.Part != data.LeadUnit || a.Unit.Name != "区水利局" {
			t.Errorf("saved %+v", a)
		}
		r.NoFailure()
	}, fresh())
}

// A refusal keeps the request on record and shows as such.
func TestRefuseAReturn(t *testing.T) {
	c := fresh()
	c.Assignments[0].Returned, c.Assignments[0].ReturnReason = screentest.June(15), "不是我局职责"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabDuty)
		screentest.TapText(t, s.Root(), "不同意")
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("6月14日")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "早于申请退回的2022年6月15日") {
			t.Errorf("a day before the request shows %s", all)
		}
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("6月15日")
		r.Panels[0].Save()
		onethread.Settle()
		if a := lastAssignment(t, r); a.Return() != data.ReturnNotGranted {
			t.Fatalf("saved %+v", a)
		}
		s.Refresh()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "未同意退回") || !strings.Contains(all, "没有同意退回，2022年6月15日签收，继续办理。") {
			t.Errorf("shows %s", all)
		}
		r.NoFailure()
	}, c)
}

// The co-handling unit's card tells its limit, the gate, and which step was
// sent when; its name opens the history.
func TestCoHandlingCard(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabDuty)
		all := strings.Join(screentest.Texts(s.Root()), "")
		for _, want := range []string{"缺，期限2022年5月23日，逾期23天；收到以前答复不能签发", "提醒 5月18日 → 催办 未发 → 督办单 未发", "当时名称", "区财税局", "该催办", "收到意见"} {
			if !strings.Contains(all, want) {
				t.Errorf("lacks %q", want)
			}
		}
		r.Keep("duty-cohandling")
		screentest.TapText(t, s.Root(), "区财政局")
		r.Keep("unit-history")
		if all := strings.Join(screentest.Texts(r.Panels[0].Content), ""); !strings.Contains(all, "到2022年5月1日为止称“区财税局”") || !strings.Contains(all, "历年主办 0 件，协办 1 件") || !strings.Contains(all, "意见逾期未办") {
			t.Errorf("the history shows %s", all)
		}
		r.NoFailure()
	}, screentest.Helped())
}

// An extension that waits is approved with its new limit.
func TestApproveAnExtension(t *testing.T) {
	c := story.Draft()
	c.Proposal.HandedOver, c.Assignments = data.NewDate(2022, 3, 20), nil
	c.Extensions = []data.Extension{{ID: 80, ProposalID: 17, Applied: screentest.June(1), Until: data.NewDate(2022, 8, 20), Reason: "涉及多个部门"}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 17, screen.TabFacts)
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "还没有批准，仍按2022年6月20日计算。") {
			t.Errorf("shows %s", all)
		}
		screentest.TapText(t, s.Root(), "批准")
		r.Panels[0].Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		if x, ok := saved[len(saved)-1].(data.Extension); !ok || x.Approved != screentest.June(15) || x.ApprovedBy != "玉溪市人民政府办公室" {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		r.Keep("extension")
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "新期限为2022年8月22日。") {
			t.Errorf("shows %s", all)
		}
		r.NoFailure()
	}, c)
}

// What is asked of units and deputies is refused before anything is typed where
// nothing can be saved.
func TestReadOnlyFormsDoNotOpen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.ReadOnlyReason = "另一个程序开着"
		s := openCase(t, r, screentest.Promised().Proposal.ID, screen.TabReply)
		for name, open := range map[string]func(){
			"urging":  func() { EditSupervision(r.Deps, r, data.Supervision{Kind: data.Urge}) },
			"talk":    func() { s.editTalk(data.Consultation{}) },
			"form":    func() { s.editFeedback(data.Feedback{}) },
			"promise": func() { s.editPromise(data.Commitment{}) },
			"keeping": func() { s.keepPromise(screentest.Promised().Commitments[0]) },
			"taking":  func() { s.takePromises(screentest.Promised().Replies[0]) },
		} {
			if open(); len(r.Panels) > 0 {
				t.Errorf("%s opens", name)
			}
			onethread.Settle()
		}
	}, screentest.Promised())
}
