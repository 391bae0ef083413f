package proposal

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// openCase opens a proposal's detail in the room.
func openCase(t *testing.T, r *screentest.Room, id data.ID, tab screen.Tab) *CaseScreen {
	t.Helper()
	s := NewCaseScreen(r.Deps, r, id, tab)
	t.Cleanup(s.Close)
	r.Enter(s)
	return s
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
	for _, e := range timeline(c, data.StageOf(c, screentest.June(15), years.Of(c))) {
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
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabTalks)
		screentest.TapText(t, s.Root(), "记沟通")
		p := r.Panels[0]
		p.Save() // nothing filled in
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写。请填写日期") || !strings.Contains(all, "没有选择") {
			t.Errorf("an empty form shows %q", all)
		}
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("6月31日")
		p.Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "2022年6月没有31日") {
			t.Errorf("an impossible day shows %q", all)
		}
		r.Keep("talk-wrong")
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("6月10日")
		choose(t, r, "面商")
		screentest.EntryOf(t, r, "代表说了什么").SetText("满意。")
		p.Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		x, ok := saved[len(saved)-1].(data.Consultation)
		if !ok || x.Phase != data.After || x.Method != data.FaceToFace || x.Date != screentest.June(10) || x.Said != "满意。" || len(x.Attended) != 1 {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		if got := s.tabs.Word(3); got != "沟通 3" {
			t.Errorf("the tab says %q", got)
		}
		r.NoFailure()
	}, story.Lead())
}

// choose chooses a word in whichever choice of the panel offers it.
func choose(t *testing.T, r *screentest.Room, word string) {
	t.Helper()
	done := false
	screentest.Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
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
	c := screentest.Waiting(5, "9", screentest.June(13))
	c.Assignments[0].Accepted, c.Assignments[0].Assigned = data.Date{}, screentest.June(14)
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabDuty)
		r.Keep("duty")
		screentest.TapText(t, s.Root(), "签收")
		saved := r.Memory.Saved()
		if a, ok := saved[len(saved)-1].(data.Assignment); !ok || a.Accepted != screentest.June(15) {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		screentest.TapText(t, s.Root(), "交办单位")
		screentest.EntryOf(t, r, "选择或填写单位简称").SetText("区新设局")
		r.Panels[0].Save()
		onethread.Settle()
		saved = r.Memory.Saved()
		a, ok := saved[len(saved)-1].(data.Assignment)
		if !ok || a.Unit.Name != "区新设局" || a.Unit.ID == 0 || a.Part != data.CoUnit {
			t.Errorf("saved %+v", saved[len(saved)-1])
		}
		r.NoFailure()
	}, c)
}

func TestRecordFeedback(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFeedback)
		screentest.TapText(t, s.Root(), "记征询意见表")
		r.Panels[0].Save() // the form is out: neither day nor mark
		onethread.Settle()
		saved := r.Memory.Saved()
		f, ok := saved[0].(data.Feedback)
		if !ok || f.Round != 1 || f.ProposerID != 1 || f.FormSent != screentest.June(8) || !f.Received.IsZero() {
			t.Fatalf("saved %+v", saved)
		}
		s.Refresh()
		onethread.Settle()
		s.editFeedback(s.model.Case.Feedback[0])
		choose(t, r, "满意")
		r.Panels[1].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("a mark without a day shows %q", all)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestFeedbackBeforeReplyIsRefused(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 17, screen.TabFeedback)
		s.editFeedback(data.Feedback{})
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "答复还没有送达") {
			t.Errorf("told %v", r.Failed)
		}
	}, story.Draft())
}

func TestExtensionClosingAndOpinion(t *testing.T) {
	c := screentest.Waiting(5, "9", screentest.June(1))
	co := c.Assignments[0]
	co.ID, co.Part, co.Unit = 102, data.CoUnit, data.Unit{ID: 2, Name: "区财政局"}
	c.Assignments = append(c.Assignments, co)
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabReply)
		screentest.TapText(t, s.Root(), "收到了")
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2022-06-12")
		r.Panels[0].Save()
		onethread.Settle()
		s.editExtension(data.Extension{})
		r.Panels[1].Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("an empty extension shows %q", all)
		}
		s.editClosing()
		choose(t, r, "撤案（代表撤回）")
		r.Panels[2].Save()
		if all := screentest.ShownIn(r); strings.Count(all, "没有填写") != 2 {
			t.Errorf("closing without day and reason shows %q", all)
		}
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2022-06-14")
		screentest.EntryOf(t, r, "如 代表书面撤回").SetText("代表书面撤回")
		r.Panels[2].Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		if o, ok := saved[0].(data.Opinion); !ok || o.Unit.ID != 2 || o.Received != screentest.June(12) {
			t.Errorf("opinion %+v", saved[0])
		}
		if p, ok := saved[len(saved)-1].(data.Proposal); !ok || p.Closed != data.Withdrawn || p.ClosedOn != screentest.June(14) {
			t.Errorf("closing %+v", saved[len(saved)-1])
		}
		r.NoFailure()
	}, c)
}

func TestNewProposal(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		var got data.ID
		NewProposal(r.Deps, r, data.Proposal{}, func(id data.ID) { got = id })
		onethread.Settle()
		p := r.Panels[0]
		p.Save()
		if all := screentest.ShownIn(r); strings.Count(all, "没有填写") != 4 || !strings.Contains(all, "没有选择") {
			t.Errorf("an empty form shows %q", all)
		}
		r.Keep("proposal-wrong")
		screentest.EntryOf(t, r, "如 12，照原件填写").SetText("闭3")
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("2022.6.1")
		choose(t, r, "主办")
		screentest.EntryOf(t, r, "如 关于……的建议").SetText("关于修路的建议")
		screentest.EntryOf(t, r, "领衔在前，用“、”隔开，代表团写在括号里：李某（红塔代表团）、王某").SetText("张某（北城代表团）、李某")
		screentest.EntryOf(t, r, "选择或填写单位简称").SetText("区交通局")
		screentest.EntryOf(t, r, "如 副区长 赵某").SetText("副区长 钱某")
		p.Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), got)
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
		r.NoFailure()
	}, story.Lead())
}

// Esc closes an untouched form and asks of a changed one, with both ways out and the
// way back.
func TestEscAsksOnlyWhereSomethingWasTyped(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabFacts)
		screentest.TapText(t, s.Root(), "编辑")
		r.Panels[0].Cancel()
		if len(r.Panels) != 1 {
			t.Error("an untouched form asks")
		}
		s.editProposal()
		onethread.Settle()
		field := screentest.EntryOf(t, r, "如 城建交通")
		field.SetText("农业农村")
		ask := func() *ui.Panel {
			r.Panels[1].Cancel()
			p := r.Panels[len(r.Panels)-1]
			if p.Title != "保存修改？" {
				t.Fatal("a changed form closes without asking")
			}
			return p
		}
		topic := func() string {
			onethread.Settle()
			c, err := r.Memory.Case(t.Context(), 12)
			if err != nil {
				t.Fatal(err)
			}
			return c.Proposal.Topic
		}
		before := topic()
		screentest.TapText(t, ask().Buttons[0], "继续编辑")
		if field.Text != "农业农村" || topic() != before {
			t.Errorf("going on: %q typed, %q kept", field.Text, topic())
		}
		screentest.TapText(t, ask().Buttons[1], "保存")
		if got := topic(); got != "农业农村" {
			t.Errorf("saved: %q", got)
		}
	}, story.Lead())
}

func TestExportFromDetail(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabTimeline)
		s.Export()
		onethread.Settle()
		if len(r.Opened) != 1 || r.Opened[0] != "市六届人大一次会议第12号答复.pdf" {
			t.Errorf("opened %v", r.Opened)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestTimelineLineOpensItsTab(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, "")
		screentest.TapText(t, s.body, "办前沟通 · 电话")
		if s.Tab() != screen.TabTalks {
			t.Errorf("opens %s", s.Tab())
		}
	}, story.Lead())
}

func TestNamesAsTyped(t *testing.T) {
	before := []data.Proposer{{ID: 7, Name: "李某", Delegation: "红塔代表团", Phone: "139", Body: data.Congress}}
	got := words.ParseNames(" 李　某、王某（北城代表团，常委会） ，欧阳某(研和)；\n赵某", data.Congress, before)
	want := []data.Proposer{before[0], {Name: "王某", Delegation: "北城代表团，常委会", Body: data.Congress}, {Name: "欧阳某", Delegation: "研和", Body: data.Congress}, {Name: "赵某", Body: data.Congress}}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, got[i], want[i])
		}
	}
	if typed := words.NamesTyped(want); typed != "李某（红塔代表团）、王某（北城代表团，常委会）、欧阳某（研和）、赵某" {
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
	c.Replies[0].SignOff.Countersigned, c.Replies[0].SignOff.CountersignedBy = screentest.June(4), "区财政局"
	c.Supervisions = []data.Supervision{{ID: 1, Unit: c.Assignments[0].Unit, Kind: data.Visit, Date: data.NewDate(2022, time.May, 5), Findings: "进度慢", Rectified: data.NewDate(2022, time.May, 20)}}
	var got []string
	for _, e := range timeline(c, data.StageOf(c, screentest.June(15), years.Of(c))) {
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
func datesIn(r *screentest.Room) []*ui.DateEntry {
	var all []*ui.DateEntry
	screentest.Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
		if d, ok := o.(*ui.DateEntry); ok {
			all = append(all, d)
		}
		return true
	})
	return all
}

// Of a pile each is registered after the other: the next form has the book and the
// day of hand-over of the one before, and nothing else; it closes unasked.
func TestOneProposalIsRegisteredAfterAnother(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		opened := 0
		NewProposal(r.Deps, r, data.Proposal{}, func(data.ID) { opened++ })
		onethread.Settle()
		fill := func(label, text string) { screentest.EntryOf(t, r, label).SetText(text) }
		fill("如 12，照原件填写", "88")
		fill("如 2022年6月30日", "20220601")
		choose(t, r, "主办")
		fill("如 关于……的建议", "关于修路的建议")
		fill("领衔在前，用“、”隔开，代表团写在括号里：李某（红塔代表团）、王某", "张某")
		screentest.TapText(t, r.Panels[0].Buttons[1], "保存并登记下一件")
		onethread.Settle()
		if len(r.Panels) != 2 || r.Panels[1].Title != "新建建议" || opened != 0 {
			t.Fatalf("%d panels, %d opened", len(r.Panels), opened)
		}
		r.Keep("proposal-next")
		if day, number, title := screentest.EntryOf(t, r, "如 2022年6月30日").Text, screentest.EntryOf(t, r, "如 12，照原件填写").Text, screentest.EntryOf(t, r, "如 关于……的建议").Text; day != "2022年6月1日" || number+title != "" {
			t.Errorf("begins with %q, %q, %q", day, number, title)
		}
		r.Panels[1].Cancel()
		if len(r.Panels) != 2 {
			t.Error("an untouched form asks")
		}
		if cases, err := r.Memory.Cases(t.Context(), data.Scope{Numbers: []string{"88"}}); err != nil || len(cases) != 1 {
			t.Errorf("%d registered, %v", len(cases), err)
		}
		r.NoFailure()
	}, story.Lead())
}
