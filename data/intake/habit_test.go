package intake

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

// follow decides about a file by habits, as the window and the command line do.
func follow(t *testing.T, rows string, known Known, h Habits) (Preview, Options) {
	t.Helper()
	o := h.Apply(Options{Today: data.NewDate(2023, 12, 31)})
	p, err := Look(t.Context(), grid(rows), o, known, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p, o
}

// What a user chose for a column counts in the next table of the same headings;
// of a heading that the program does not know wherever it stands, of one it knows
// only there.
func TestChosenColumns(t *testing.T) {
	rows := "件名|事由头|领衔代表|交办时间|流水号\n7|关于修路的建议|李明|2023-03-01|9"
	h := Habits{}.Clone()
	p, _ := follow(t, rows, office(), h)
	if p.Plan != nil || p.Why == nil || len(p.Tables) != 1 || p.Tables[0].Wrong == "" {
		t.Fatalf("without a number: %+v", p)
	}
	h.Choose(Proposals, p.Tables[0], 0, Title)
	h.Choose(Proposals, p.Tables[0], 4, Number)
	h.Choose(Proposals, p.Tables[0], 1, Body)
	p, _ = follow(t, rows, office(), h)
	if p.Plan == nil || len(p.Plan.Errors) > 0 || p.Plan.Rows[0].Name != "第9号" || p.Plan.Rows[0].Title != "7" || !p.Tables[0].Columns[4].Chosen {
		t.Fatalf("chosen: %+v, %v", p.Plan, p.Why)
	}
	h.Choose(Proposals, p.Tables[0], 0, Number) // takes it from the column that had it by its heading
	h.Choose(Proposals, p.Tables[0], 1, Title)
	h.Forget(Proposals, p.Tables[0], 4)
	p, _ = follow(t, rows, office(), h)
	if p.Plan == nil || p.Plan.Rows[0].Name != "第7号" || p.Plan.Rows[0].Title != "关于修路的建议" || p.Tables[0].Columns[4].Chosen {
		t.Fatalf("chosen anew: %+v, %v", p.Plan, p.Why)
	}
	h.Choose(Proposals, p.Tables[0], 4, Number)
	other := "流水号|件名|事由头|交办时间|领衔代表\n31|12|关于修桥的建议|2023-03-01|李明" // another look
	p, _ = follow(t, other, office(), h)
	c := p.Tables[0].Columns
	if c[1].Meaning != Number || c[2].Meaning != Title || c[0].Meaning == Number || c[0].Chosen {
		t.Errorf("in another look: %+v", c)
	}
}

// A meaning that is chosen for a column is taken from the one that had it by its
// heading.
func TestAChosenColumnComesFirst(t *testing.T) {
	rows := "编号|件名头|标题|领衔代表|交办时间\n1|7|关于修路的建议|李明|2023-03-01"
	h := Habits{}.Clone()
	p, _ := follow(t, rows, office(), h)
	h.Choose(Proposals, p.Tables[0], 1, Number)
	p, _ = follow(t, rows, office(), h)
	if p.Plan == nil || p.Plan.Rows[0].Name != "第7号" || p.Tables[0].Columns[0].Meaning != Unused {
		t.Errorf("%+v, %v", p.Plan, p.Why)
	}
}

// Reading a copy of a file leaves the file as it was: merged cells are filled.
func TestReadingLeavesTheFile(t *testing.T) {
	f := grid("编号|标题|领衔代表|代表团|交办时间\n7|路|李明|春和代表团|2022-03-01\n8|桥|孙七||2022-03-01", Range{2, 3, 3, 3})
	p, err := Look(t.Context(), f.Copy(), Options{Today: data.NewDate(2023, 12, 31)}, office(), nil)
	if err != nil || len(p.Plan.People) != 2 || p.Plan.People[1].Delegation != "春和代表团" {
		t.Fatalf("%+v, %v", p.Plan, err)
	}
	if c := f.Sheets[0].Rows[2].Cells[3]; c.Text != "" {
		t.Errorf("the file has %q now", c.Text)
	}
}

// What is chosen for one of two columns of the same heading leaves the other.
func TestChosenOfTwoAlike(t *testing.T) {
	rows := "编号|标题|领衔代表|交办时间|备注|备注\n7|关于修路的建议|李明|2023-03-01|一|二"
	h := Habits{}.Clone()
	p, _ := follow(t, rows, office(), h)
	h.Choose(Proposals, p.Tables[0], 4, Unused)
	p, _ = follow(t, rows, office(), h)
	if c := p.Tables[0].Columns; c[4].Meaning != Unused || c[5].Meaning != Remark {
		t.Errorf("%+v", c)
	}
}

// Habits that a later release or another hand wrote cannot break a reading.
func TestHabitsThatMakeNoSense(t *testing.T) {
	h := Habits{Headings: map[Subject]Synonyms{Proposals: {"编号": "旗帜", "标题": "", "领衔代表": PersonName}}, Same: map[string]string{"代表 李明": "无此人"}}
	p, o := follow(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01", office(), h)
	if p.Plan == nil || p.Plan.Created != 1 || len(o.Synonyms) != 0 {
		t.Errorf("%+v %v", p, o.Synonyms)
	}
}

func namesakes(homes ...string) (all []data.Proposer) {
	for i, h := range homes {
		all = append(all, data.Proposer{ID: data.ID(i + 1), Name: "李明", Body: data.Congress, Delegation: h})
	}
	return all
}

// answered decides about a ledger of one row with a proposer, the question
// answered.
func answered(t *testing.T, who string, known Known, answer string) (*Plan, []data.Case) {
	t.Helper()
	return decide(t, "编号|标题|领衔代表|代表团|交办时间\n7|关于修路的建议|"+who+"|2023-03-01", known, func(o *Options) {
		o.Answers = map[string]string{QuestionKey("代表", strings.NewReplacer("|", "（").Replace(strings.TrimSuffix(who, "|"))+map[bool]string{true: "）"}[!strings.HasSuffix(who, "|")]): answer}
	})
}

// Of several of one name the answer counts; another one can be none whose name
// and delegation are there already.
func TestWhoIsMeant(t *testing.T) {
	known := office()
	known.Proposers = namesakes("春和代表团", "北城代表团")
	for _, c := range []struct {
		who, answer string
		id          data.ID // 0: refused; -1: a new one
		must        bool
	}{
		{"李明|", "", 0, true},
		{"李明|", "李明（北城代表团）", 2, true},
		{"李明|", "李明（南城代表团）", 0, true},
		{"李　明|", "李明（春和代表团）", 1, true},
		{"李明|", Another, -1, true},
		{"李明|研和代表团", "", -1, false},
		{"李明|研和代表团", "李明（春和代表团）", 1, false},
		{"李明|研和代表团", Another, -1, false},
	} {
		plan, cases := answered(t, c.who, known, c.answer)
		if len(plan.Questions) != 1 || plan.Questions[0].Must != c.must || !slices.Equal(plan.Questions[0].Can, []string{"李明（春和代表团）", "李明（北城代表团）"}) || plan.Questions[0].Row != 2 {
			t.Errorf("%s: asks %+v", c.who, plan.Questions)
		}
		if c.id == 0 {
			if len(plan.Errors) != 1 || len(cases) != 0 {
				t.Errorf("%s, %q: %v", c.who, c.answer, plan.Errors)
			}
			continue
		}
		if len(cases) != 1 || c.id > 0 && cases[0].Proposal.Proposers[0].ID != c.id || c.id < 0 && cases[0].Proposal.Proposers[0].ID >= 0 {
			t.Errorf("%s, %q: %+v %v", c.who, c.answer, cases, plan.Errors)
		}
	}
	if plan, _ := decide(t, "编号|标题|领衔代表|交办时间\n7|路|李明|2023-03-01\n8|桥|李　明|2023-03-01", known); len(plan.Questions) != 1 || len(plan.Errors) != 2 {
		t.Errorf("two rows ask %+v", plan.Questions)
	}
	known.Proposers = namesakes("", "北城代表团")
	plan, cases := answered(t, "李明|", known, Another)
	if len(cases) != 0 || len(plan.Questions) != 1 || plan.Questions[0].Other {
		t.Errorf("another one of the same name without a delegation: %+v", plan.Questions)
	}
}

// A directory and the units ask in the same way.
func TestWhichUnitIsMeant(t *testing.T) {
	known := office()
	known.Units = []data.Unit{{ID: 1, Name: "区住建局", Phone: "1"}}
	ask := func(rows string, subject Subject, answer string) *Plan {
		plan, _ := decide(t, rows, known, func(o *Options) {
			o.Subject, o.Answers = subject, map[string]string{QuestionKey("单位", "区住房建设局"): answer}
		})
		return plan
	}
	ledger := "编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|区住房建设局|2023-03-01"
	if plan := ask(ledger, Proposals, ""); len(plan.Units) != 1 || len(plan.Questions) != 1 {
		t.Errorf("%+v", plan)
	}
	if plan := ask(ledger, Proposals, "区住建局"); len(plan.Units) != 0 || plan.Questions[0].Answer != "区住建局" {
		t.Errorf("%+v", plan)
	}
	directory := "单位名称|联系电话\n区住房建设局|2"
	if plan := ask(directory, Units, ""); plan.Created != 1 {
		t.Errorf("%+v", plan)
	}
	plan := ask(directory, Units, "区住建局")
	if plan.Updated != 1 || len(plan.Rows[0].Changes) != 1 || plan.Rows[0].Changes[0] != (Change{"联系电话", "1", "2"}) {
		t.Errorf("%+v", plan)
	}
	known.Proposers = namesakes("春和代表团")
	plan, _ = decide(t, "姓名|代表团|电话\n李明|研和代表团|3", known, func(o *Options) {
		o.Subject, o.Answers = Proposers, map[string]string{QuestionKey("代表", "李明（研和代表团）"): "李明（春和代表团）"}
	})
	if plan.Updated != 1 || plan.Rows[0].Changes[0] != (Change{"代表团", "春和代表团", "研和代表团"}) {
		t.Errorf("%+v", plan)
	}
}

// The book chosen for rows whose meeting is not told leaves those that tell it.
func TestBookForRowsThatTellNone(t *testing.T) {
	city := data.Book{ID: 1, Direction: data.HandedDown, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}}
	district := data.Book{ID: 2, Direction: data.HandedOut, Meeting: data.Meeting{Body: data.Congress, Level: data.District, Place: "红塔区", Term: 6, Session: 2, Year: 2022}}
	known := office()
	known.Books = []data.Book{city, district}
	_, cases := decide(t, "届次|编号|标题|领衔代表|交办时间\n市六届人大一次会议|7|路|李明|2022-03-01\n|8|桥|李明|2022-03-01", known, func(o *Options) { o.BookElse = district.Name() })
	if len(cases) != 2 || cases[0].Book.ID != 1 || cases[1].Book.ID != 2 {
		t.Errorf("%+v", cases)
	}
}

func TestSamplesAndWhatARowSays(t *testing.T) {
	f := grid("台账\n编号|标题|领衔代表|交办时间\n7|路|李明|2022-03-01\n8|路|孙七|2022-03-01\n9|桥||")
	p, err := Look(t.Context(), f.Copy(), Options{Today: data.NewDate(2023, 12, 31)}, office(), nil)
	if err != nil {
		t.Fatal(err)
	}
	table := p.Tables[0]
	if got := table.Samples(f, table.Columns[1], 3); !slices.Equal(got, []string{"路", "桥"}) {
		t.Errorf("samples %v", got)
	}
	if got := p.Said(f, table.Sheet, 5); !slices.Equal(got, [][2]string{{"编号", "9"}, {"标题", "桥"}}) {
		t.Errorf("row 5 says %v", got)
	}
	if InWindow(askBook) != "请选定办理册" {
		t.Error(InWindow(askBook))
	}
}

// Someone entered anew who is likely known under another spelling is asked for;
// said to be the same, he is.
func TestLikelyTheSamePerson(t *testing.T) {
	known := office()
	known.Proposers = []data.Proposer{{ID: 1, Name: "单莉", Body: data.Congress, Delegation: "研和代表团"}, {ID: 2, Name: "王五", Body: data.Congress, Delegation: "研和代表团"}}
	rows := "编号|标题|领衔代表|代表团|交办时间\n7|关于修路的建议|单丽|研和代表团|2023-03-01\n8|关于修桥的建议|赵六|研和代表团|2023-03-01"
	plan, cases := decide(t, rows, known)
	if len(cases) != 2 || len(plan.Questions) != 1 || plan.Questions[0].Name != "单丽（研和代表团）" || !slices.Equal(plan.Questions[0].Can, []string{"单莉（研和代表团）"}) || plan.Questions[0].Row != 2 {
		t.Fatalf("asks %+v", plan.Questions)
	}
	for answer, id := range map[string]data.ID{"单莉（研和代表团）": 1, Another: 0} {
		for _, rows := range []string{rows, "姓名|代表团\n单丽|研和代表团"} {
			plan, cases := decide(t, rows, known, func(o *Options) {
				o.Answers = map[string]string{plan.Questions[0].Key: answer}
				if strings.HasPrefix(rows, "姓名") {
					o.Subject = Proposers
				}
			})
			if len(plan.Questions) != 1 || plan.Questions[0].Answer != answer {
				t.Errorf("%s: asks %+v", answer, plan.Questions)
			}
			if len(cases) > 0 && (id != 0) != (cases[0].Proposal.Proposers[0].ID == id) {
				t.Errorf("%s: %+v", answer, cases[0].Proposal.Proposers)
			}
			if len(cases) == 0 && (id != 0) != (plan.Unchanged == 1) {
				t.Errorf("%s: %+v", answer, plan.Rows)
			}
		}
	}
}
