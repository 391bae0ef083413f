package gui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// openCase opens a proposal's detail in the room.
func openCase(t *testing.T, r *paperRoom, id data.ID, tab Tab) *CaseScreen {
	t.Helper()
	s := NewCaseScreen(r.deps, r, id, tab)
	t.Cleanup(s.Close)
	r.open(s)
	return s
}

// entryOf finds the field of a label in the panel opened last.
func entryOf(t *testing.T, r *paperRoom, placeholder string) *ui.Entry {
	t.Helper()
	var found *ui.Entry
	walk(r.panels[len(r.panels)-1].Content, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *ui.Entry:
			if w.PlaceHolder == placeholder {
				found = w
			}
		case *ui.Combo:
			if w.PlaceHolder == placeholder {
				found = &w.Entry
			}
		case *ui.DateEntry:
			if w.PlaceHolder == placeholder && found == nil {
				found = &w.Entry
			}
		}
		return true
	})
	if found == nil {
		t.Fatalf("no field shows %q", placeholder)
	}
	return found
}

// shownIn are the texts of the panel opened last.
func shownIn(r *paperRoom) string {
	return strings.Join(texts(r.panels[len(r.panels)-1].Content), "\n")
}

func TestTimelineInOrderWithWhatIsMissing(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	years, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := story.Lead()
	var got []string
	for _, e := range timeline(c, data.StageOf(c, june(15), years.Of(c))) {
		got = append(got, e.Date.MonthDay()+" "+e.Title+"｜"+e.Note)
	}
	want := []string{
		"3月8日 玉溪市人民政府办公室转交｜答复期限 2022年6月8日",
		"3月9日 交办 区工信局｜主办单位",
		"3月10日 区工信局 签收｜",
		"3月15日 办前沟通 · 电话｜李某 · 希望先解决用地。",
		"4月20日 办中沟通 · 面商｜李某、王某 · 同意办理思路。",
		"5月30日 答复 拟稿｜马某",
		"6月2日 答复 审核｜杨某",
		"6月6日 答复 签发｜钱某 · 红政函〔2022〕15号",
		"6月8日 答复 送达｜类别 A · 当面送达",
		" 收回征询意见表｜李某代表 · 最迟 2022年6月23日",
		" 办后沟通｜还没有记录",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestRecordAConsultation(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabTalks)
		tapText(t, s.Root(), "记沟通")
		p := r.panels[0]
		p.Save() // nothing filled in
		settle()
		if all := shownIn(r); !strings.Contains(all, "没有填写。请填写日期") || !strings.Contains(all, "没有选择") {
			t.Errorf("an empty form shows %q", all)
		}
		entryOf(t, r, "如 2022-06-30").SetText("6月31日")
		p.Save()
		if all := shownIn(r); !strings.Contains(all, "2022年6月没有31日") {
			t.Errorf("an impossible day shows %q", all)
		}
		r.keep("talk-wrong")
		entryOf(t, r, "如 2022-06-30").SetText("6月10日")
		choose(t, r, "面商")
		entryOf(t, r, "代表说了什么").SetText("满意。")
		p.Save()
		settle()
		saved := r.memory.Saved()
		x, ok := saved[len(saved)-1].(data.Consultation)
		if !ok || x.Phase != data.After || x.Method != data.FaceToFace || x.Date != june(10) || x.Said != "满意。" || len(x.Attended) != 1 {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		settle()
		if got := s.tabs.Word(3); got != "沟通 3" {
			t.Errorf("the tab says %q", got)
		}
		r.noFailure()
	}, story.Lead())
}

// choose chooses a word in whichever choice of the panel offers it.
func choose(t *testing.T, r *paperRoom, word string) {
	t.Helper()
	done := false
	walk(r.panels[len(r.panels)-1].Content, func(o fyne.CanvasObject) bool {
		if done {
			return false
		}
		var s *fw.Select
		switch w := o.(type) {
		case *ui.Choice[data.Method]:
			s = &w.Select
		case *ui.Choice[data.Mark]:
			s = &w.Select
		case *ui.Choice[data.Role]:
			s = &w.Select
		case *ui.Choice[data.Closing]:
			s = &w.Select
		case *ui.Choice[string]:
			s = &w.Select
		default:
			return true
		}
		for _, option := range s.Options {
			if option == word && s.Selected != word {
				s.SetSelected(word)
				done = true
			}
		}
		return true
	})
	if !done {
		t.Fatalf("no choice offers %q", word)
	}
}

func TestAcceptAndReturnAnAssignment(t *testing.T) {
	c := waiting(5, "9", june(13))
	c.Assignments[0].Accepted, c.Assignments[0].Assigned = data.Date{}, june(14)
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabDuty)
		r.keep("duty")
		tapText(t, s.Root(), "签收")
		saved := r.memory.Saved()
		if a, ok := saved[len(saved)-1].(data.Assignment); !ok || a.Accepted != june(15) {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		settle()
		tapText(t, s.Root(), "交办单位")
		entryOf(t, r, "选择或填写单位简称").SetText("区新设局")
		r.panels[0].Save()
		settle()
		saved = r.memory.Saved()
		a, ok := saved[len(saved)-1].(data.Assignment)
		if !ok || a.Unit.Name != "区新设局" || a.Unit.ID == 0 || a.Part != data.CoUnit {
			t.Errorf("saved %+v", saved[len(saved)-1])
		}
		r.noFailure()
	}, c)
}

func TestRecordFeedback(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabFeedback)
		tapText(t, s.Root(), "记征询意见表")
		r.panels[0].Save() // the form is out: neither day nor mark
		settle()
		saved := r.memory.Saved()
		f, ok := saved[0].(data.Feedback)
		if !ok || f.Round != 1 || f.ProposerID != 1 || f.FormSent != june(8) || !f.Received.IsZero() {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		settle()
		s.editFeedback(s.model.Case.Feedback[0])
		choose(t, r, "满意")
		r.panels[1].Save()
		if all := shownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("a mark without a day shows %q", all)
		}
		r.noFailure()
	}, story.Lead())
}

func TestFeedbackBeforeReplyIsRefused(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 17, TabFeedback)
		s.editFeedback(data.Feedback{})
		if len(r.failed) != 1 || !strings.Contains(r.failed[0].Error(), "答复还没有送达") {
			t.Errorf("told %v", r.failed)
		}
	}, story.Draft())
}

func TestExtensionClosingAndOpinion(t *testing.T) {
	c := waiting(5, "9", june(1))
	co := c.Assignments[0]
	co.ID, co.Part, co.Unit = 102, data.CoUnit, data.Unit{ID: 2, Name: "区财政局"}
	c.Assignments = append(c.Assignments, co)
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabReply)
		tapText(t, s.Root(), "收到了")
		entryOf(t, r, "如 2022-06-30").SetText("2022-06-12")
		r.panels[0].Save()
		settle()
		s.editExtension(data.Extension{})
		r.panels[1].Save()
		if all := shownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("an empty extension shows %q", all)
		}
		s.editClosing()
		choose(t, r, "撤案（代表撤回）")
		r.panels[2].Save()
		if all := shownIn(r); strings.Count(all, "没有填写") != 2 {
			t.Errorf("closing without day and reason shows %q", all)
		}
		entryOf(t, r, "如 2022-06-30").SetText("2022-06-14")
		entryOf(t, r, "如 代表书面撤回").SetText("代表书面撤回")
		r.panels[2].Save()
		settle()
		saved := r.memory.Saved()
		if o, ok := saved[0].(data.Opinion); !ok || o.Unit.ID != 2 || o.Received != june(12) {
			t.Errorf("opinion %+v", saved[0])
		}
		if p, ok := saved[len(saved)-1].(data.Proposal); !ok || p.Closed != data.Withdrawn || p.ClosedOn != june(14) {
			t.Errorf("closing %+v", saved[len(saved)-1])
		}
		r.noFailure()
	}, c)
}

func TestNewProposal(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		var got data.ID
		newProposal(r.deps, r, data.Proposal{}, func(id data.ID) { got = id })
		settle()
		p := r.panels[0]
		p.Save()
		if all := shownIn(r); strings.Count(all, "没有填写") != 4 || !strings.Contains(all, "没有选择") {
			t.Errorf("an empty form shows %q", all)
		}
		r.keep("proposal-wrong")
		entryOf(t, r, "如 12，照原件填写").SetText("闭3")
		entryOf(t, r, "如 2022-06-30").SetText("2022.6.1")
		choose(t, r, "主办")
		entryOf(t, r, "如 关于……的建议").SetText("关于修路的建议")
		entryOf(t, r, "领衔在前，用“、”隔开，代表团写在括号里：李某（红塔代表团）、王某").SetText("张某（北城代表团）、李某")
		entryOf(t, r, "选择或填写单位简称").SetText("区交通局")
		entryOf(t, r, "如 副区长 赵某").SetText("副区长 钱某")
		p.Save()
		settle()
		c, err := r.memory.Case(t.Context(), got)
		if err != nil {
			t.Fatal(err)
		}
		q := c.Proposal
		if q.Number != "闭3" || q.HandedOver != data.NewDate(2022, time.June, 1) || q.Sponsor.Name != "钱某" || q.Sponsor.Post != "副区长" ||
			len(q.Proposers) != 2 || q.Proposers[0].Delegation != "北城代表团" || q.Kind != data.Suggestion {
			t.Errorf("saved %+v", q)
		}
		if a, ok := c.LeadAssignment(); !ok || a.Unit.Name != "区交通局" || a.Assigned != q.HandedOver {
			t.Errorf("assigned %+v", a)
		}
		r.noFailure()
	}, story.Lead())
}

func TestEscAsksOnlyWhereSomethingWasTyped(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabFacts)
		tapText(t, s.Root(), "编辑")
		r.yes = false
		asked := &askedHost{paperHost: r.paperHost}
		s.host = asked
		r.panels[0].Cancel()
		if asked.asked != 0 {
			t.Error("an untouched form asks")
		}
		s.editProposal()
		settle()
		entryOf(t, r, "如 城建交通").SetText("农业农村")
		r.panels[1].Cancel()
		if asked.asked != 1 {
			t.Error("a changed form closes without asking")
		}
	}, story.Lead())
}

// askedHost counts questions.
type askedHost struct {
	*paperHost
	asked int
}

func (h *askedHost) Ask(string, string, string, func()) { h.asked++ }

func TestExportFromDetail(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabTimeline)
		s.Export()
		settle()
		if len(r.opened) != 1 || r.opened[0] != "市六届人大一次会议第12号答复.pdf" {
			t.Errorf("opened %v", r.opened)
		}
		r.noFailure()
	}, story.Lead())
}

func TestTimelineLineOpensItsTab(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, "")
		tapText(t, s.body, "办前沟通 · 电话")
		if s.Tab() != TabTalks {
			t.Errorf("opens %s", s.Tab())
		}
	}, story.Lead())
}

func TestNamesAsTyped(t *testing.T) {
	before := []data.Proposer{{ID: 7, Name: "李某", Delegation: "红塔代表团", Phone: "139", Body: data.Congress}}
	got := parseNames(" 李某、王某（北城代表团，常委会） ，欧阳某(研和)；\n赵某", data.Congress, before)
	want := []data.Proposer{before[0], {Name: "王某", Delegation: "北城代表团，常委会", Body: data.Congress}, {Name: "欧阳某", Delegation: "研和", Body: data.Congress}, {Name: "赵某", Body: data.Congress}}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, got[i], want[i])
		}
	}
	if typed := namesTyped(want); typed != "李某（红塔代表团）、王某（北城代表团，常委会）、欧阳某（研和）、赵某" {
		t.Errorf("typed back %q", typed)
	}
}

// Refusals, counter-signatures, signed forms and finished rectifications stand
// on the timeline.
func TestTimelineOfSmallSteps(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	years, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := story.Lead()
	c.Assignments[0].Returned, c.Assignments[0].ReturnReason = data.NewDate(2022, time.March, 10), "职责不符"
	c.Consultations = c.Consultations[1:]
	c.Consultations[0].FormSigned = data.NewDate(2022, time.April, 21)
	c.Replies[0].SignOff.Countersigned, c.Replies[0].SignOff.CountersignedBy = june(4), "区财政局"
	c.Supervisions = []data.Supervision{{ID: 1, Unit: c.Assignments[0].Unit, Kind: data.Visit, Date: data.NewDate(2022, time.May, 5), Findings: "进度慢", Rectified: data.NewDate(2022, time.May, 20)}}
	var got []string
	for _, e := range timeline(c, data.StageOf(c, june(15), years.Of(c))) {
		got = append(got, e.Date.MonthDay()+" "+e.Title+"｜"+e.Note)
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"3月10日 区工信局 申请退回｜职责不符\n3月10日 不同意 区工信局 退回｜单位签收，继续办理", "4月21日 办中沟通记录表 签字｜李某、王某", "6月4日 答复 会签｜区财政局", "5月20日 区工信局 完成整改｜进度慢"} {
		if !strings.Contains(all, want) {
			t.Errorf("lacks %q in\n%s", want, all)
		}
	}
}

// datesIn are the date fields of the panel opened last, in order.
func datesIn(r *paperRoom) []*ui.DateEntry {
	var all []*ui.DateEntry
	walk(r.panels[len(r.panels)-1].Content, func(o fyne.CanvasObject) bool {
		if d, ok := o.(*ui.DateEntry); ok {
			all = append(all, d)
		}
		return true
	})
	return all
}
