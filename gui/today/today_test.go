package today

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestTodayGroupsByHand(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Three months from hand-over; all ends named here are working days.
	overdue := screentest.Waiting(1, "9", data.NewDate(2022, time.March, 8)) // 6月8日
	week := screentest.Waiting(2, "10", data.NewDate(2022, time.March, 20))  // 6月20日, 5 days left
	soon := screentest.Waiting(3, "11", data.NewDate(2022, time.March, 27))  // 6月27日
	far := screentest.Waiting(4, "12", data.NewDate(2022, time.May, 10))     // 8月10日
	far.Consultations = nil
	fresh := screentest.Waiting(5, "13", screentest.June(14))
	fresh.Assignments = nil
	fresh.Proposal.Sponsor = data.Leader{}
	asked := story.Lead() // sent on 6月8日, no form back
	asked.Proposal.Proposers[0].Phone, asked.Assignments[0].Contact = "13900000000", "马某"
	for _, c := range []*data.Case{&asked, &fresh, &soon, &week, &overdue} {
		c.Proposal.Told = screentest.June(14)
		c.Consultations = slices.Clone(c.Consultations)
		for i := range c.Consultations {
			c.Consultations[i].FormSigned = screentest.June(1)
		}
	}
	groups := todayGroups([]data.Case{asked, fresh, far, soon, week, overdue}, nil, screentest.June(15), rules)
	got := linesSaid(groups)
	want := []string{
		"已逾期|9|逾期7天|沟通并起草答复|区工信局|6月8日|答复",
		"  该催办|催答复|责任",
		"七天内到期|10|剩5天|沟通并起草答复|区工信局|6月20日|答复",
		"  该提醒|催答复|责任",
		"十五天内到期|11|剩12天|沟通并起草答复|区工信局|6月27日|答复",
		"  该提醒|催答复|责任",
		"等本办公室办|13|剩91天|交办承办单位|本办公室|9月14日|责任",
		"  待补|补填牵头领导|概况",
		"待告知代表|12|待告知|造册分发，告知代表|本办公室|—|责任",
		"  缺办前|联系代表，记办前沟通（区工信局，8月10日）|沟通",
		"等别人|12|待反馈|收回征询意见表|李某代表|已送达7天|反馈",
	}
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d\n got %s\nwant %s", i, g, w)
		}
	}
}

func TestTodayLineOpensItsTab(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		opened := screen.Tab("")
		h := &openedHost{Host: r.Host, tab: &opened}
		s := NewTodayScreen(r.Deps, h)
		r.Enter(s)
		defer s.Close()
		r.Keep("today")
		screentest.TapText(t, s.list, "联系代表，记办前沟通")
		if len(h.Cases) != 1 || opened != screen.TabTalks {
			t.Errorf("opened %v at %q", h.Cases, opened)
		}
		r.NoFailure()
	}, story.Draft(), story.Assist(), screentest.Waiting(5, "9", screentest.June(1)))
}

// openedHost also writes down the tab.
type openedHost struct {
	*screentest.Host
	tab *screen.Tab
}

func (h *openedHost) OpenCase(id data.ID, tab screen.Tab) {
	*h.tab = tab
	h.Host.OpenCase(id, tab)
}

func TestTodaySaysWhatToDoFirst(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		r.Enter(s)
		defer s.Close()
		if all := strings.Join(screentest.Texts(s.list), ""); !strings.Contains(all, "还没有登记建议") || !strings.Contains(all, "新建建议") {
			t.Errorf("an empty registry shows %q", all)
		}
	})
}

func TestTodayAllDone(t *testing.T) {
	done := story.Lead()
	done.Feedback = []data.Feedback{{ID: 1, ProposalID: 12, Round: 1, ProposerID: 1, Received: screentest.June(12), Attitude: data.Satisfied, Result: data.Satisfied}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		r.Enter(s)
		defer s.Close()
		if all := strings.Join(screentest.Texts(s.list), ""); !strings.Contains(all, "2022年的 1 件已全部办完") {
			t.Errorf("a finished year shows %q", all)
		}
		if got := s.model.Bars; got[0].Num != 1 || got[0].Den != 1 || len(got[0].Open) != 0 {
			t.Errorf("progress is %+v", got)
		}
	}, done)
}

func TestTodayManyLinesLeadToTheLedger(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		r.Enter(s)
		defer s.Close()
		screentest.TapText(t, s.list, "还有 80 件，在台账中查看全部")
		onethread.Settle()
		if len(r.Lists) != 1 || len(r.Lists[0]) != 100 {
			t.Errorf("opened %d lists", len(r.Lists))
		}
	}, story.Many(300)...)
}

func TestTodayShowsKeyProposalsFirst(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	early, late := screentest.Waiting(1, "9", data.NewDate(2022, time.March, 1)), screentest.Waiting(2, "10", data.NewDate(2022, time.March, 8))
	late.Proposal.Key = true
	groups := todayGroups([]data.Case{early, late}, nil, screentest.June(15), rules)
	if lines := groups[0].Lines; len(lines) != 2 || lines[0].Number != "10" {
		t.Errorf("%+v", lines)
	}
}

// The second half of the board: dissatisfied, promised, unproved, applied for,
// an attitude that displeased, a letter that one proposer has not got.
func TestTodayGroupsBesideTheLimits(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	answered := func(id data.ID, number string, result, attitude data.Mark) data.Case {
		c := story.Lead()
		c.Proposal.ID, c.Proposal.Number, c.Proposal.Told = id, number, screentest.June(1)
		c.Proposal.Proposers[0].Phone, c.Assignments[0].Contact = "13900000000", "马某"
		c.Consultations = nil
		c.Feedback = []data.Feedback{{ID: id, Round: 1, ProposerID: 1, Received: screentest.June(10), Result: result, Attitude: attitude}}
		return c
	}
	again := answered(1, "1", data.Dissatisfied, data.Satisfied)
	again.Consultations = story.Lead().Consultations
	call := answered(2, "2", data.Satisfied, data.Dissatisfied)
	sent := answered(3, "3", data.Satisfied, data.Satisfied)
	sent.Dispatches = []data.Dispatch{{ID: 1, ReplyID: 301, ProposerID: 1, Date: screentest.June(8)}}
	promised := answered(4, "4", data.Satisfied, data.Satisfied)
	promised.Commitments = []data.Commitment{
		{ID: 1, ReplyID: 301, Text: "修好路灯", Due: screentest.June(10), Unit: data.Unit{ID: 1, Name: "区工信局"}},
		{ID: 2, ReplyID: 301, Text: "建成泵站", Due: data.NewDate(2022, time.July, 1)},
		{ID: 3, ReplyID: 301, Text: "通水", Due: data.NewDate(2022, time.December, 1)},
		{ID: 4, ReplyID: 301, Text: "通车", Due: screentest.June(12), Kept: screentest.June(11)},
	}
	asks := screentest.Waiting(5, "5", data.NewDate(2022, time.May, 10))
	asks.Proposal.Told, asks.Consultations = screentest.June(1), nil
	asks.Extensions = []data.Extension{{ID: 1, Applied: screentest.June(10), Until: data.NewDate(2022, time.October, 10)}}
	all := []data.Case{again, call, sent, promised, asks}
	got := linesSaid(todayGroups(all, all, screentest.June(15), rules))
	want := []string{
		"不满意待重办|1|剩26天|重新办理并再次答复|区工信局|7月11日|答复",
		"  缺凭证|1 次当面沟通补签字表或照片|沟通",
		"承诺到期|4|已兑现|告知代表：通车|承办单位|—|答复",
		"  逾期5天|兑现：修好路灯（区工信局，6月10日）|答复",
		"  剩16天|兑现：建成泵站（7月1日）|答复",
		"等本办公室办|3|答复|送达王某代表|本办公室|—|答复",
		"等别人|2|沟通|对办理态度不满意，请单位领导走访代表|区工信局|—|沟通",
		"等别人|5|延期|决定延期申请（至2022年10月10日）|玉溪市人民政府办公室|8月10日|概况",
		"  缺办前|联系代表，记办前沟通（区工信局）|沟通",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// The first start says what to do first: who the office is.
func TestFirstStartPointsToTheSettings(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		t.Cleanup(s.Close)
		m := TodayModel{Board: data.Board{Today: screentest.June(15)}, Unset: true}
		r.Win.SetContent(s.Root())
		s.Show(m)
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "第一次使用") || !strings.Contains(all, "填写办公室信息") {
			t.Errorf("shows %s", all)
		}
		r.Keep("first-start")
		m.Unset = false
		s.Show(m)
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); strings.Contains(all, "第一次使用") {
			t.Errorf("an office that is known is sent to the settings: %s", all)
		}
	})
}

func TestTheBoardShowsNoPromiseOfADraft(t *testing.T) {
	b := data.NewBoard(screentest.June(15))
	b.TakePromises(screentest.DraftOfPromises())
	if got := b.Board(2022).Promises; len(got) > 0 {
		t.Errorf("shows %v", got)
	}
}

// todayGroups is the board of cases, and of the promises of others.
func todayGroups(cases, promised []data.Case, today data.Date, rules data.RuleYears) []todayGroup {
	b := data.NewBoard(today)
	for _, c := range cases {
		b.Take(c, rules.Of(c))
	}
	for _, c := range promised {
		b.TakePromises(c)
	}
	return groupsOf(b.Board(2022))
}

// The board leaves as the morning list; one without proposals says that there is
// nothing to write.
func TestTheBoardIsWrittenAsTheMorningList(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		t.Cleanup(s.Close)
		s.Export() // nothing is loaded yet
		if len(r.Opened) > 0 || len(r.Said) != 1 {
			t.Errorf("opened %v, said %v", r.Opened, r.Said)
		}
		r.Enter(s)
		screentest.TapText(t, s.head, "存为 PDF")
		if len(r.Opened) != 1 || !strings.HasSuffix(r.Opened[0], "2022年6月15日待办事项.pdf") || !slices.Contains(r.Papers.Laid, "2022年6月15日待办事项") {
			t.Errorf("opened %v", r.Opened)
		}
		r.NoFailure()
	}, story.Draft())
}

// linesSaid are the lines of a board, each followed by what else is due.
func linesSaid(groups []todayGroup) []string {
	var said []string
	for _, g := range groups {
		for _, l := range g.Lines {
			first := l.First()
			said = append(said, strings.Join([]string{g.Title, l.Number, first.Badge, first.What, first.Who, first.By, string(tabOf(first))}, "|"))
			for _, d := range l.Due[1:] {
				said = append(said, "  "+strings.Join([]string{d.Badge, l.Words(d), string(tabOf(d))}, "|"))
			}
		}
	}
	return said
}

// A step that is to be taken leads where it is done: the draft to the letter, an
// urging to its form; the line itself opens the proposal.
func TestAStepLeadsWhereItIsDone(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewTodayScreen(r.Deps, r)
		r.Enter(s)
		defer s.Close()
		screentest.TapText(t, s.list, "起草协办意见")
		if len(r.Letters) != 1 || len(r.Cases) != 0 {
			t.Fatalf("a draft leads to letters %v, proposals %v", r.Letters, r.Cases)
		}
		screentest.TapText(t, s.list, "催答复")
		onethread.Settle()
		if len(r.Panels) != 1 {
			t.Fatalf("an urging opens %d forms", len(r.Panels))
		}
		for _, head := range rowHeads[rowTitle:] {
			if !slices.Contains(screentest.Texts(s.head), head) {
				t.Errorf("no heading %s among %v", head, screentest.Texts(s.head))
			}
		}
		r.NoFailure()
	}, story.Assist(), screentest.Waiting(5, "9", data.NewDate(2022, time.March, 8)))
}

// Numbers of several books stand with their book, those of one alone without.
func TestTheBookStandsBesideNumbersOfSeveral(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one, other := screentest.Waiting(1, "9", data.NewDate(2022, time.March, 1)), screentest.Waiting(2, "9", data.NewDate(2022, time.March, 8))
	of := func(cases ...data.Case) data.Board {
		b := data.NewBoard(screentest.June(15))
		for _, c := range cases {
			b.Take(c, rules.Of(c))
		}
		return b.Board(2022)
	}
	g := &rowGrid{room: ui.NewRoom(0)}
	if b := of(one, other); b.Books {
		t.Error("one book is told apart from none")
	} else if g.fit(groupsOf(b), b.Books); g.widths[rowBook] != 0 {
		t.Errorf("its column is %v wide", g.widths[rowBook])
	}
	other.Book.ID, other.Book.Meeting.Body = 2, data.CPPCC
	b := of(one, other)
	if lines := b.Groups[0].Lines; !b.Books || lines[0].Book != "市人大六届一次" || lines[1].Book != "市政协六届一次" {
		t.Errorf("%v: %+v", b.Books, lines)
	}
	if g.fit(groupsOf(b), b.Books); g.widths[rowBook] < 60 {
		t.Errorf("the column is %v wide", g.widths[rowBook])
	}
}
