package intake

import (
	"context"
	"strings"
	"testing"

	"jianban/data"
)

// Rows below or between the matters that are none: whatever signs, counts or closes a
// list, with colons and without, in one cell and in several.
func TestSignaturesTotalsAndClosings(t *testing.T) {
	const heads = "县十七届人大三次会议代表建议台账（2023年）||||\n编号|标题|领衔代表|主办单位|交办日期\n1|关于修路的建议|李明|县住建局|2023-03-01\n"
	for _, row := range []string{
		"分管领导：周明|审核：李红|填表：王丽|电话：2010101|", "填表人：王丽|审核人：李红|负责人：周明||", "审签：|||制表日期：2023年12月1日|", "经办人：王丽|联系电话：2010101|||", "填表人 王丽||审核人 李红||", "填表人|王丽||审核人|李红", "单位负责人：|||填表人：|",
		"|联系电话：0877-2010101|||", "||||2023年12月1日", "备注：1.本表报县人大；||||\n|2.电子版同时报送。|||", "|||县人民政府办公室|", "||县人民政府办公室||", "县政府办||||2023-12-1", "|||县人民政府办公室|2023年12月1日", "|||审核：李红|\n|||制表：王丽|",
		"共1件||||", "|以上共1件|||", "主办件：1件，协办件：0件||||", "A类1件，占100%||||", "占比||100%||", "小计||1||", "|||县住建局 汇总|1", "1||||县住建局 计数", "|||小计|\n1|件||总 计|", "||大河镇小计||1",
	} {
		plan, cases := decide(t, heads+row, office())
		if len(plan.Errors) > 0 || len(cases) != 1 {
			t.Errorf("%s: %d matters, %v", row, len(cases), plan.Errors)
			continue
		}
		if got := tell(cases[0]); got != "1 关于修路的建议 李明 主办 2023-03-01 主办县住建局" {
			t.Errorf("%s becomes part of the matter above: %s", row, got)
		}
	}
	for row, want := range map[string]string{ // what is none of them
		"2|小计的建议|孙七|县住建局|2023-03-01": "2 小计的建议 孙七 主办 2023-03-01 主办县住建局", "2|关于公布联系电话的建议|孙七|县住建局|2023-03-01": "2 关于公布联系电话的建议 孙七 主办 2023-03-01 主办县住建局",
		"|||县水务局|\n2|关于修桥的建议|孙七|县住建局|2023-03-01": "2 关于修桥的建议 孙七 主办 2023-03-01 主办县住建局",
	} {
		if _, cases := decide(t, heads+row, office()); len(cases) != 2 || tell(cases[1]) != want {
			t.Errorf("%s: %v", row, cases)
		}
	}
	if _, cases := decide(t, heads+"|||县水务局|", office()); len(cases) != 1 || !strings.HasSuffix(tell(cases[0]), "主办县住建局、协办县水务局") {
		t.Errorf("a further unit below the last matter: %v", cases)
	}
	if _, cases := decide(t, heads+"|||2.县水务局|", office()); len(cases) != 1 || !strings.HasSuffix(tell(cases[0]), "协办县水务局") {
		t.Errorf("a numbered unit below the last matter: %v", cases)
	}
	plan, _ := decide(t, heads+"分管领导|审核的建议|王丽|县住建局|", office())
	if len(plan.Errors) != 1 || plan.Errors[0].Row != 4 || !strings.Contains(plan.Errors[0].Message, "“分管领导”不是编号") {
		t.Errorf("a number without a figure: %v", plan.Errors)
	}
}

// A name beyond blank rows below the last matter belongs to none; that is told.
func TestANameBeyondBlankRows(t *testing.T) {
	f := grid("编号|标题|领衔代表|附议人|交办日期\n1|关于修路的建议|李明||2023-03-01\n||何某||")
	f.Sheets[0].Rows[2].At = 6
	into := &kept{}
	plan, err := Decide(t.Context(), f, Options{Today: data.NewDate(2023, 12, 31)}, office(), into, nil)
	if err != nil || len(into.cases) != 1 || len(into.cases[0].Proposal.Proposers) != 1 || !strings.Contains(strings.Join(plan.Notes, ""), "第6行“何某”与上面的表隔着空行") {
		t.Error(into.cases, plan.Notes, err)
	}
}

// Units as one cell names them, in the forms that offices use.
func TestUnitsInOneCell(t *testing.T) {
	const heads = "编号|标题|领衔代表|承办单位|交办日期\n1|关于修路的建议|李明|"
	for cell, want := range map[string]string{
		"（主）县交通局（会）县公安局": "主办县交通局、协办县公安局", "县住建局[主]、县水务局[协]": "主办县住建局、协办县水务局", "主：县住建局；协：县水务局": "主办县住建局、协办县水务局", "县住建局（县水务局、县财政局配合）": "主办县住建局、协办县水务局、协办县财政局",
		"1.县住建局　2.县水务局": "主办县住建局、协办县水务局", "①县住建局②县水务局": "主办县住建局、协办县水务局", "独办：县住建局": "主办县住建局", "县住建局—主办；县水务局—会办": "主办县住建局、协办县水务局", "★县住建局 县水务局": "主办县住建局、协办县水务局",
		"县财政局（3月5日补）": "主办县财政局", "各乡镇（街道）": "", "各乡镇、街道": "", "暂未确定": "", "待定": "", "县城管局（县综合执法局）": "主办县城管局（县综合执法局）", "县委编办（县机构改革办公室）": "主办县委编办（县机构改革办公室）", "12345热线中心": "主办12345热线中心", "【主办】县住建局【协办】县水务局、县财政局": "主办县住建局、协办县水务局、协办县财政局",
		"县住建局 ★县水务局": "!看不懂是哪些单位", "县住建局（县财政局退出）": "!看不懂是哪些单位", "县财政局县水务局": "?像是几个单位", "县住建局-县水务局": "?像是几个单位",
	} {
		plan, cases := decide(t, heads+cell+"|2023-03-01", office())
		if why, refused := strings.CutPrefix(want, "!"); refused {
			if len(plan.Errors) != 1 || plan.Errors[0].Field != "承办单位" || !strings.Contains(plan.Errors[0].Message, why) {
				t.Errorf("%s: %v", cell, plan.Errors)
			}
			continue
		}
		if len(cases) != 1 {
			t.Errorf("%s: %v", cell, plan.Errors)
			continue
		}
		if why, told := strings.CutPrefix(want, "?"); told {
			if !strings.Contains(strings.Join(plan.Rows[0].Notes, ""), why) {
				t.Errorf("%s: not told: %v", cell, plan.Rows[0].Notes)
			}
			continue
		}
		if got := tell(cases[0]); got != "1 关于修路的建议 李明 主办 2023-03-01 "+want {
			t.Errorf("%s becomes %s", cell, got)
		}
	}
}

// A unit named as lead and as helper leads; the same file again changes nothing, and a
// helper that becomes the lead helps no longer.
func TestAUnitLeadsOrHelps(t *testing.T) {
	const heads = "编号|标题|领衔代表|主办单位|协办单位|交办日期\n"
	rows := heads + "1|关于修路的建议|李明|县住建局|县住建局、县财政局|2023-03-01"
	plan, cases := decide(t, rows, office())
	if len(cases) != 1 || tell(cases[0]) != "1 关于修路的建议 李明 主办 2023-03-01 主办县住建局、协办县财政局" {
		t.Fatal(plan.Errors, cases)
	}
	if again, changed := decideAgain(t, rows, cases, plan); len(changed) != 0 || again.Unchanged != 1 {
		t.Errorf("the same again: %+v", again.Rows)
	}
	for i := range cases[0].Assignments {
		cases[0].Assignments[i].ID = data.ID(500 + i)
	}
	_, changed := decideAgain(t, heads+"1|关于修路的建议|李明|县财政局|县财政局|2023-03-01", cases, plan)
	if len(changed) != 1 || tell(changed[0]) != "1 关于修路的建议 李明 主办 2023-03-01 主办县财政局" {
		t.Errorf("the helper leads: %v", changed)
	}
}

// A day of hand-over that stood in for one is put right by a later ledger, and by the
// day given for all; assignments go with it. One that was told stays.
func TestTheHandOverIsPutRight(t *testing.T) {
	const heads = "县十七届人大三次会议代表建议台账（2023年）||||\n编号|标题|领衔代表|主办单位|交办日期\n"
	untold := heads + "1|关于修路的建议|李明|县住建局|"
	plan, cases := decide(t, untold, office())
	if len(cases) != 1 || cases[0].Proposal.HandedOver != data.NewDate(2023, 1, 1) {
		t.Fatal(plan.Errors, cases)
	}
	later, changed := decideAgain(t, untold+"2023-03-01", cases, plan)
	if len(changed) != 1 || changed[0].Proposal.HandedOver != data.NewDate(2023, 3, 1) || changed[0].Assignments[0].Assigned != data.NewDate(2023, 3, 1) {
		t.Errorf("by a ledger: %v, %v", later.Errors, changed)
	}
	known := office()
	known.Books, known.Units, known.Proposers = plan.Books, plan.Units, plan.People
	known.Books[0].ID, cases[0].Book.ID = 1, 1
	known.Cases = func(_ context.Context, _ data.ID, _ bool) ([]data.Case, error) { return cases, nil }
	given := func(o *Options) { o.Handed = data.NewDate(2023, 3, 5) }
	if _, changed = decide(t, untold, known, given); len(changed) != 1 || changed[0].Proposal.HandedOver != data.NewDate(2023, 3, 5) || changed[0].Assignments[0].Assigned != data.NewDate(2023, 3, 5) {
		t.Errorf("by the day for all: %v", changed)
	}
	cases[0].Proposal.HandedOver = data.NewDate(2023, 3, 1)
	if _, changed = decide(t, untold, known, given); len(changed) != 0 {
		t.Errorf("one that was told: %v", changed)
	}
}

// People in the forms of cells; who co-signs never leads.
func TestPeopleOfOddCells(t *testing.T) {
	for _, c := range []struct{ lead, cosigners, want string }{
		{"李四", "无", "李四"}, {"李四", "—", "李四"}, {"陈七，女，大河镇", "", "陈七@大河镇"}, {"县总工会（张三）", "", "县总工会"}, {"大河镇代表团 李四", "王五", "李四@大河镇代表团、王五"}, {"经济界　李四、王五", "", "李四@经济界、王五"}, {"陈七", "共5人", "陈七"}, {"陈七", "12", "陈七"}, {"林国镇", "陈镇", "林国镇、陈镇"}, {"李四", "民盟、民建", "李四、民盟、民建"}, {"李四", "王族", "李四、王族"}, {"李四（女，彝族）", "", "李四"}, {"李四，女，民盟", "", "李四"},
	} {
		plan, cases := decide(t, "编号|标题|领衔代表|附议人|交办日期\n1|关于修路的建议|"+c.lead+"|"+c.cosigners+"|2023-03-01", office())
		if len(cases) != 1 {
			t.Errorf("%s, %s: %v", c.lead, c.cosigners, plan.Errors)
			continue
		}
		var all []string
		for _, p := range cases[0].Proposal.Proposers {
			s := p.Name
			if p.Delegation != "" {
				s += "@" + p.Delegation
			}
			all = append(all, s)
		}
		if got := strings.Join(all, "、"); got != c.want {
			t.Errorf("%s, %s are %s, want %s", c.lead, c.cosigners, got, c.want)
		}
	}
	plan, _ := decide(t, "编号|标题|不认识的列|联名人|交办日期\n1|关于修路的建议|李明|孙七|2023-03-01", office())
	if len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0].Message, "没有领衔代表一列") {
		t.Errorf("without a column of leads: %v", plan.Errors)
	}
}

// A mark of a lead proposer who is corrected is the new one's, at once.
func TestMarksGoWithTheLead(t *testing.T) {
	const heads = "编号|标题|领衔代表|交办日期|答复日期|答复类别|满意度\n"
	plan, cases := decide(t, heads+"1|关于修路的建议|李明|2023-03-01|2023-05-01|A|满意", office())
	_, changed := decideAgain(t, heads+"1|关于修路的建议|孙七|2023-03-01|2023-05-01|A|满意", cases, plan)
	if len(changed) != 1 || len(changed[0].Feedback) != 1 || changed[0].Feedback[0].ProposerID != changed[0].Proposal.LeadProposer().ID {
		t.Errorf("%+v", changed)
	}
}

// Two names in one file that are likely one unit are told.
func TestLikelyUnitsOfOneFile(t *testing.T) {
	plan, cases := decide(t, "编号|标题|领衔代表|主办单位|协办单位|交办日期\n1|关于修路的建议|李明|县住建局|住建局、区住建局、县水务局|2023-03-01", office())
	if notes := strings.Join(plan.Notes, ""); len(cases) != 1 || strings.Count(notes, "可能是同一个单位") != 2 || !strings.Contains(notes, "“住建局”与“县住建局”") {
		t.Error(plan.Notes, plan.Errors)
	}
}

// A row that is struck through is taken, and told.
func TestAStruckRow(t *testing.T) {
	f := grid("编号|标题|领衔代表|交办日期\n1|关于修路的建议|李明|2023-03-01")
	f.Sheets[0].Struck = []int{2}
	plan, err := Decide(t.Context(), f, Options{Today: data.NewDate(2023, 12, 31)}, office(), &kept{}, nil)
	if err != nil || !strings.Contains(strings.Join(plan.Rows[0].Notes, ""), "删除线") {
		t.Error(plan, err)
	}
}

// What cannot be, or may be two things, is refused by row and column; a word for not yet
// is an empty cell.
func TestDoubtsAreRefused(t *testing.T) {
	const heads = "县十七届人大三次会议代表建议台账（2023年）|||||||\n编号|标题|领衔代表|代表电话|交办日期|答复日期|答复类别|满意度\n1|关于修路的建议|李明|"
	for row, want := range map[string]string{
		"|2023-03-01|2123-05-01|A|": "答复日期：2123年5月1日与办理册的2023年相差太远", "|2013-03-01|||": "交办日期：2013年3月1日与办理册的2023年相差太远", "|36526|||": "交办日期：2000年1月1日与办理册", "1.39E+10|2023-03-01|||": "代表电话：“1.39E+10”是缩写的数字",
		"|2023-03-01|2023.5.8、2023.9.1（重新答复）|A|": "答复日期：“2023.5.8、2023.9.1（重新答复）”写着几个日期", "|2023-03-01|2023-05-01|A|√": "满意度：“√”不是评价", "|2023-03-01|2023-05-01|A|满意、基本满意": "满意度：“满意、基本满意”不是评价", "|2023-3|||": "交办日期：“2023-3”看不懂。请写成2023-06-30",
	} {
		plan, _ := decide(t, heads+row, office())
		if len(plan.Errors) != 1 || plan.Errors[0].Row != 3 || !strings.HasPrefix(plan.Errors[0].Error(), want) {
			t.Errorf("%s: %v, want %s", row, plan.Errors, want)
		}
	}
	for row, want := range map[string]string{
		"|2023 3 5|未答复||未反馈": "2023-03-05 ", "|2023年3月5日上午|2023.5.1.|A|√满意": "2023-03-05  答A2023-05-01 评满意", "|2023.3.5（补交）|2023、5、1|A|满意/满意": "2023-03-05  答A2023-05-01 评满意", "|2023-03-05||B|": "2023-03-05  答B",
	} {
		plan, cases := decide(t, heads+row, office())
		if len(cases) != 1 || tell(cases[0]) != "1 关于修路的建议 李明 主办 "+want {
			t.Errorf("%s: %v, %v", row, plan.Errors, cases)
		}
	}
	if _, _, err := ReadDay(Cell{"3.1", NumberCell}, 2023); err == nil || !strings.Contains(err.Error(), "可能是3月1日，也可能是3月10日") {
		t.Errorf("3.1 as a number: %v", err)
	}
	if d, _, err := ReadDay(Cell{"3.15", NumberCell}, 2023); err != nil || d != data.NewDate(2023, 3, 15) {
		t.Errorf("3.15 as a number: %v, %v", d, err)
	}
}

// Numbers in every writing; a bill's beside a suggestion's is another.
func TestNumbersInEveryWriting(t *testing.T) {
	for text, want := range map[string]string{"③": "3", "第二十一号": "21", "一百零三": "103", "3（闭会）": "闭3", "第5号(闭)": "闭5", "第3号（闭会）": "闭3", "闭会第4号": "闭4", "议案1": "议案1", "议案第1号": "议案1", "建议1": "1"} {
		if l := numbers(text, false); strings.Join(l.all, " ") != want {
			t.Errorf("%s is %v, want %s", text, l.all, want)
		}
	}
	_, cases := decide(t, "编号|标题|领衔代表|交办日期\n议案1|关于立法的议案|李明|2023-03-01\n1|关于修路的建议|李明|2023-03-01", office())
	if len(cases) != 2 || cases[0].Proposal.Kind != data.Bill || cases[1].Proposal.Kind != data.Suggestion {
		t.Errorf("%+v", cases)
	}
}

// Consultations with their day and way, in columns of their own or in words; twice the
// same changes nothing.
func TestConsultations(t *testing.T) {
	for rows, want := range map[string]string{
		"沟通时间|沟通方式\n1|关于修路的建议|李明|2023-03-01|2023.4.8|电话":       "2023-04-08电话",
		"面商日期|备注\n1|关于修路的建议|李明|2023-03-01|4月8日|":               "2023-04-08面商",
		"面商情况|备注\n1|关于修路的建议|李明|2023-03-01|4月8日上门走访，4月20日电话沟通|": "2023-04-08面商 2023-04-20电话",
		"沟通时间|沟通方式\n1|关于修路的建议|李明|2023-03-01|4月8日、4月9日|座谈":      "2023-04-08座谈 2023-04-09座谈",
		"面商情况|备注\n1|关于修路的建议|李明|2023-03-01|已面商|":                "", "沟通时间|备注\n1|关于修路的建议|李明|2023-03-01|4月8日|": "",
	} {
		rows = "2023年建议台账|||||\n编号|标题|领衔代表|交办日期|" + rows
		plan, cases := decide(t, rows, office())
		if len(cases) != 1 {
			t.Errorf("%s: %v", rows, plan.Errors)
			continue
		}
		var all []string
		for _, c := range cases[0].Consultations {
			all = append(all, c.Date.String()+string(c.Method))
		}
		if got := strings.Join(all, " "); got != want {
			t.Errorf("%s: %s, want %s", rows, got, want)
		}
		if want == "" && len(plan.Notes)+len(plan.Rows[0].Notes) == 0 {
			t.Errorf("%s: not told", rows)
		}
		if _, again := decideAgain(t, rows, cases, plan); len(again) != 0 {
			t.Errorf("the same once more changes %v", again)
		}
	}
}

// Places as titles name them: what a title does not name is not made up.
func TestPlacesOfTitles(t *testing.T) {
	for title, want := range map[string]string{
		"县十七届人大三次会议代表建议台账（2023年）": "县十七届人大三次会议 本县", "云山县办理市五届人大三次会议建议台账（2023年）": "市五届人大三次会议 玉溪市", "云山县十七届人大三次会议建议（2023年）": "县十七届人大三次会议 云山县", "云山县2023年办理台账": "县一届人大一次会议 云山县", "区六届人大二次会议建议（2023年）": "区六届人大二次会议 红塔区",
	} {
		known := office()
		if want == "县一届人大一次会议 云山县" {
			known.Places = nil
		}
		_, cases := decide(t, title+"|||\n编号|标题|领衔代表|交办日期\n1|关于修路的建议|李明|2023-03-01", known)
		if len(cases) != 1 || cases[0].Book.Name()+" "+cases[0].Book.Meeting.Place != want {
			t.Errorf("%s: %+v, want %s", title, cases, want)
		}
	}
	if y := yearIn("云山县人大代表建议台账（2022—2023年）"); y != 0 {
		t.Errorf("a span of years is %d", y)
	}
}
