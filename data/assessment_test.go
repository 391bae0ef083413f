package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// second is a second evaluation of a round by the lead proposer.
func second(round int, received data.Date, attitude, result data.Mark) data.Feedback {
	return data.Feedback{ID: data.ID(20 + round), ProposalID: 1, Round: round, ProposerID: 10, Second: true, Received: received, Attitude: attitude, Result: result}
}

// Case 1's reply went out on 7 June, the first evaluation came back on 10 June.
func TestSecondEvaluationsAreChecked(t *testing.T) {
	for _, x := range []struct {
		name   string
		change func(*data.Case)
		want   string // among what cannot be; "" for nothing
	}{
		{"after the first", func(c *data.Case) {
			c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), data.Satisfied, data.Satisfied))
		}, ""},
		{"sent out only", func(c *data.Case) {
			f := second(1, data.Date{}, "", "")
			f.FormSent = day(2022, 11, 1)
			c.Feedback = append(c.Feedback, f)
		}, ""},
		{"before the first", func(c *data.Case) {
			c.Feedback = append(c.Feedback, second(1, day(2022, 6, 9), data.Satisfied, data.Satisfied))
		}, "2022年6月9日早于一次评价的收回日期2022年6月10日"},
		{"without the first", func(c *data.Case) {
			c.Feedback = []data.Feedback{second(1, day(2022, 11, 30), data.Satisfied, data.Satisfied)}
		}, "第1次答复的一次评价还没有收回，不能登记二次评价"},
		{"with the first still out", func(c *data.Case) {
			c.Feedback[0] = data.Feedback{ID: 1, ProposalID: 1, Round: 1, ProposerID: 10, FormSent: day(2022, 6, 7)}
			c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), data.Satisfied, data.Satisfied))
		}, "第1次答复的一次评价还没有收回"},
		{"of a round without a first", func(c *data.Case) {
			c.Replies = append(c.Replies, data.Reply{ID: 2, ProposalID: 1, Round: 2, Class: "A", Occasion: data.FollowUp, SignOff: data.SignOff{Signed: day(2022, 7, 1)}, Sent: day(2022, 7, 1)})
			c.Feedback = append(c.Feedback, second(2, day(2022, 11, 30), data.Satisfied, data.Satisfied))
		}, "第2次答复的一次评价还没有收回"},
		{"handed over again before the form was back", func(c *data.Case) {
			c.Feedback[0].Result, c.Feedback[0].HandedAgain = data.Dissatisfied, day(2022, 6, 9)
		}, "2022年6月9日早于收回日期2022年6月10日"},
	} {
		no, _ := data.CheckFacts(datatest.Case(x.change), datatest.Rules())
		if got := no.Error(); x.want == "" && len(no) > 0 || !strings.Contains(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
	content := datatest.Case(func(c *data.Case) { c.Feedback[0].HandedAgain = day(2022, 6, 20) })
	if _, odd := data.CheckFacts(content, datatest.Rules()); !strings.Contains(odd.Error(), "没有不满意，却登记了再次交办") {
		t.Errorf("handed over again without need: %v", odd)
	}
}

// The second mark takes the place of the first, in both ways: a deputy who is satisfied
// at first and not in the end is owed a new answer; after that the second round is
// judged twice as well.
func TestASecondEvaluationReplacesTheFirst(t *testing.T) {
	r := datatest.Rules()
	worse := datatest.Case(func(c *data.Case) {
		c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), data.Satisfied, data.Dissatisfied))
	})
	if s := data.StageOf(worse, day(2022, 12, 1), r); s.Stage != data.ToReanswer || s.Limit.Deadline != day(2022, 12, 30) {
		t.Errorf("%s until %s, want a new answer until 30 December", s.Stage, s.Limit.Deadline)
	}
	if s := data.StageOf(worse, day(2022, 11, 29), r); s.Stage != data.Settled {
		t.Errorf("the day before it is %s", s.Stage)
	}
	again := worse
	again.Replies = append(slices.Clone(again.Replies), data.Reply{ID: 2, ProposalID: 1, Round: 2, Occasion: data.Reanswer, Class: "A", Sent: day(2022, 12, 5)})
	again.Feedback = append(slices.Clone(again.Feedback), data.Feedback{ID: 30, ProposalID: 1, Round: 2, ProposerID: 10, Received: day(2022, 12, 6), Attitude: data.Satisfied, Result: data.MostlySatisfied},
		second(2, day(2022, 12, 20), data.Satisfied, data.Satisfied))
	if no, _ := data.CheckFacts(again, r); len(no) > 0 {
		t.Error(no)
	}
	if mark, form := again.LeadMark(data.ResultOf); mark != data.Satisfied || !form.Second || form.Round != 2 {
		t.Errorf("the last mark is %s of %+v", mark, form)
	}
	better := datatest.Case(func(c *data.Case) {
		c.Feedback[0].Result = data.Dissatisfied
		c.Feedback = append(c.Feedback, second(1, day(2022, 6, 10), data.Satisfied, data.Satisfied)) // on the same day
	})
	if _, owes := better.OwesReanswer(r.Pack); owes {
		t.Error("a new answer is owed although the second evaluation is satisfied")
	}
}

// A place that asks twice a year: the second is waited for from 15 days before its day, and
// late from the day after it.
func TestWhenASecondEvaluationIsWaitedFor(t *testing.T) {
	r := datatest.Rules(limited(data.LimitRule{For: data.ForSecond, Day: "12月9日"})) // a Friday
	c := datatest.Case()
	state := func(c data.Case, today data.Date) string {
		out := ""
		for _, f := range data.Forms(c.AsOf(today), today, r) {
			out += fmt.Sprintf("%s%s ", f.Times(), f.State)
		}
		return strings.TrimSpace(out)
	}
	waits := func(today data.Date) bool { return data.StageOf(c, today, r).Next.What == "收回二次评价表" }
	for _, x := range []struct {
		today data.Date
		waits bool
		want  string
	}{
		{day(2022, 11, 23), false, "一次评价已收回"}, {day(2022, 11, 24), true, "一次评价已收回 二次评价没有登记发出"},
		{day(2022, 12, 9), true, "一次评价已收回 二次评价没有登记发出"}, {day(2022, 12, 10), true, "一次评价已收回 二次评价逾期未收回"},
	} {
		if got := state(c, x.today); got != x.want || waits(x.today) != x.waits {
			t.Errorf("on %s: %s, waited for: %v", x.today, got, waits(x.today))
		}
	}
	c.Feedback = append(c.Feedback, second(1, day(2022, 12, 5), data.Satisfied, data.Satisfied))
	if got := state(c, day(2022, 12, 10)); got != "一次评价已收回 二次评价已收回" || waits(day(2022, 12, 10)) {
		t.Errorf("back: %s", got)
	}
	if _, ok := c.SecondToEnter(); ok {
		t.Error("another second evaluation is to be entered")
	}
}

func TestTheCodeOfASecondEvaluation(t *testing.T) {
	code := data.FormCode{Proposal: 12, Round: 1, Proposer: 34, Second: true}
	got, is, err := data.ParseFormCode(code.Scanned())
	if !is || err != nil || got != code {
		t.Errorf("%s reads as %+v, %v %v", code.Scanned(), got, is, err)
	}
	short := strings.TrimPrefix(code.String(), "102-")
	if _, is, err := data.ParseFormCode(short); !is || err == nil {
		t.Errorf("%s without its beginning is taken for the first evaluation's", code)
	}
	c := datatest.Case(func(c *data.Case) {
		c.Feedback = append(c.Feedback, second(1, day(2022, 12, 5), data.Satisfied, data.Satisfied))
	})
	if f, err := c.FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 10, Second: true}); err != nil || f.ID != 21 {
		t.Errorf("the code leads to %+v, %v", f, err)
	}
	if f, err := datatest.Case().FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 10, Second: true}); err != nil || f.ID != 0 || !f.Second || !f.FormSent.IsZero() {
		t.Errorf("a new one is %+v, %v", f, err)
	}
}

// Three proposals: the first judged twice by its deputy; on the first and second a
// meeting voted 30+5+1 and 20+10+6 with 4 abstaining, on the second once before; a
// third party looked at the third.
func TestFiguresOfAssessments(t *testing.T) {
	ballot := func(id data.ID, on data.Date, yes, mostly, no, abstained int) data.Assessment {
		return data.Assessment{ID: id, Kind: data.Ballot, Date: on, By: "区六届人大常委会第十次会议", Satisfied: yes, Mostly: mostly, Dissatisfied: no, Abstained: abstained}
	}
	cases := []data.Case{
		datatest.Case(func(c *data.Case) {
			c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), data.Satisfied, data.Dissatisfied))
			c.Assessments = []data.Assessment{ballot(1, day(2022, 12, 1), 30, 5, 1, 0)}
		}),
		datatest.Case(datatest.Numbered(2), func(c *data.Case) {
			c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), data.Satisfied, data.MostlySatisfied))
			c.Assessments = []data.Assessment{ballot(2, day(2022, 9, 1), 1, 1, 38, 0), ballot(3, day(2022, 12, 1), 20, 10, 6, 4), ballot(4, day(2023, 1, 10), 36, 0, 0, 0)}
		}),
		datatest.Case(datatest.Numbered(3), func(c *data.Case) {
			c.Assessments = []data.Assessment{{ID: 5, Kind: data.ThirdParty, Date: day(2022, 12, 1), By: "某咨询公司", Mark: data.MostlySatisfied}}
		}),
	}
	st := data.Statistics(cases, 2022, day(2022, 12, 31), datatest.RuleYears())
	want := map[string]string{
		"二次评价件数": "2", "二次态度满意率": "100%", "二次结果满意率": "50%", // 1 of 2
		"测评件数": "2", "测评满意票": "50", "测评基本满意票": "15", "测评不满意票": "7", "测评满意率": "85.5%", // 65 of 76
		"第三方评价件数": "1", "第三方评价满意率": "100%",
		"结果满意率": "66.7%", // the second mark stands: 满意 of the third, 基本满意 and 不满意
		"初次满意率": "100%",  // all three were satisfied at first
	}
	for _, f := range st.Figures() {
		if w, ok := want[f.Name]; ok && f.Value != w {
			t.Errorf("%s is %s, want %s", f.Name, f.Value, w)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("no figures %v", want)
	}
	for _, c := range cases {
		if no, _ := data.CheckFacts(c, datatest.Rules()); len(no) > 0 {
			t.Error(no)
		}
	}
	if words := cases[1].Assessments[1].Words(); words != "满意20票、基本满意10票、不满意6票、弃权4票" {
		t.Error(words)
	}
}

func TestWrongAssessments(t *testing.T) {
	good := data.Assessment{ProposalID: 1, Kind: data.Ballot, Date: day(2022, 12, 1), By: "区人大常委会", Satisfied: 1}
	for want, change := range map[string]func(*data.Assessment){
		"":               func(*data.Assessment) {},
		"测评方式：没有选择":      func(a *data.Assessment) { a.Kind = "" },
		"测评日期：没有填写":      func(a *data.Assessment) { a.Date = data.Date{} },
		"测评单位：没有填写":      func(a *data.Assessment) { a.By = " " },
		"满意票：一票也没有":      func(a *data.Assessment) { a.Satisfied = 0 },
		"不满意票：应在0到10000": func(a *data.Assessment) { a.Dissatisfied = -1 },
		"满意票：第三方评价没有票数":  func(a *data.Assessment) { a.Kind, a.Mark = data.ThirdParty, data.Satisfied },
		"测评结论：没有填写":      func(a *data.Assessment) { a.Kind, a.Satisfied = data.ThirdParty, 0 },
	} {
		a := good
		change(&a)
		if got := a.Validate(); want == "" && len(got) > 0 || !strings.Contains(got.Error(), want) {
			t.Errorf("%q, want %q", got.Error(), want)
		}
	}
	c := datatest.Case(func(c *data.Case) {
		c.Assessments = []data.Assessment{{ID: 1, Kind: data.ThirdParty, Date: day(2022, 3, 8), By: "某公司", Mark: "很好"}, {ID: 2, Kind: data.Ballot, Date: day(2022, 6, 6), By: "区人大常委会", Satisfied: 1}}
	})
	no, odd := data.CheckFacts(c, datatest.Rules())
	if !strings.Contains(no.Error(), "2022年3月8日早于交办日期2022年3月9日") || !strings.Contains(no.Error(), "没有“很好”这个评价") || !strings.Contains(odd.Error(), "2022年6月6日会议测评时答复还没有送达") {
		t.Errorf("cannot be: %v; unusual: %v", no, odd)
	}
}

// Words of a place's own, such as 优秀, count in second evaluations and third parties too.
func TestOwnMarksInAssessments(t *testing.T) {
	own := func(p *data.RulePack) {
		p.Marks = []data.MarkWord{{Word: "优秀", Counts: data.Satisfied}, {Word: "不同意", Counts: data.Dissatisfied}}
	}
	c := datatest.Case(func(c *data.Case) {
		c.Feedback = append(c.Feedback, second(1, day(2022, 11, 30), "优秀", "不同意"))
		c.Assessments = []data.Assessment{{ID: 1, Kind: data.ThirdParty, Date: day(2022, 12, 1), By: "某公司", Mark: "优秀"}}
	})
	st := data.Statistics([]data.Case{c}, 2022, day(2022, 12, 31), datatest.RuleYears(own))
	if st.SecondAttitude.Satisfied != 1 || st.SecondResult.Dissatisfied != 1 || st.ThirdParty.Satisfied != 1 {
		t.Errorf("attitude %+v, result %+v, third party %+v", st.SecondAttitude, st.SecondResult, st.ThirdParty)
	}
	if no, _ := data.CheckFacts(c, datatest.Rules(own)); len(no) > 0 {
		t.Error(no)
	}
}

func TestTownshipsAreNamedApart(t *testing.T) {
	book := func(id data.ID, place string) data.Book {
		return data.Book{ID: id, Direction: data.HandedOut, Meeting: data.Meeting{Body: data.Congress, Level: data.Township, Place: place, Term: 3, Session: 2, Year: 2023}}
	}
	a, b := book(1, "研和镇"), book(2, "玉溪市红塔区小石桥乡")
	if a.Name() != "研和镇三届人大二次会议" || b.Name() != "小石桥乡三届人大二次会议" || b.Meeting.Short() != "小石桥乡人大三届二次" || b.Meeting.FullName() != "玉溪市红塔区小石桥乡第三届人民代表大会第二次会议" {
		t.Errorf("%s, %s, %s, %s", a.Name(), b.Name(), b.Meeting.Short(), b.Meeting.FullName())
	}
	books := []data.Book{a, b}
	for name, want := range map[string]data.ID{"研和镇三届人大二次会议": 1, "小石桥乡三届人大二次会议": 2, "小石桥乡人大": 2, "研和镇": 0, "研和镇第三届人民代表大会第二次会议": 1, "小石桥乡第三届人民代表大会第二次会议": 2} {
		got, ok, err := data.BookNamed(books, name, 2023)
		if err != nil || got.ID != want || ok != (want > 0) {
			t.Errorf("%s: book %d, %v", name, got.ID, err)
		}
	}
	if _, _, err := data.BookNamed(books, "三届人大二次会议", 2023); err == nil || !strings.Contains(err.Error(), "研和镇三届人大二次会议、小石桥乡三届人大二次会议") {
		t.Errorf("which of the two: %v", err)
	}
	odd := book(3, "开发区管委会")
	odd.Meeting.Level = data.District
	if got, ok, err := data.BookNamed(append(books, odd), "开发区管委会第三届人民代表大会第二次会议", 2023); !ok || err != nil || got.ID != 3 {
		t.Errorf("a name that tells no place: %d, %v", got.ID, err)
	}
	same := []data.Book{book(1, "研和镇"), book(2, "研和镇")}
	same[0].Meeting.Level, same[0].Meeting.Place, same[1].Meeting.Level, same[1].Meeting.Place = data.City, "玉溪市", data.City, "安宁市"
	if _, _, err := data.BookNamed(same, "市三届人大二次会议", 2023); err == nil || !strings.Contains(err.Error(), "玉溪市第三届人民代表大会第二次会议、安宁市第三届人民代表大会第二次会议") {
		t.Errorf("two cities: %v", err)
	}
}
