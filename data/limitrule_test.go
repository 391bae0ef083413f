package data_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// placeRules are the usual rules with a place's own, by the holidays of 2022.
func placeRules(t testing.TB, changes ...func(*data.RulePack)) data.Rules {
	r := datatest.Rules(changes...)
	r.Calendar = rules(t).Calendar
	return r
}

// limited gives the usual rules some limits more.
func limited(all ...data.LimitRule) func(*data.RulePack) {
	return func(p *data.RulePack) { p.Limits = all }
}

func partyProposal(c *data.Case) {
	c.Book.Meeting.Body, c.Proposal.Kind = data.CPPCC, data.CPPCCProposal
	c.Proposal.Proposers[0].Name = "民盟玉溪市委"
}

// Case 1 was handed over on Wednesday 9 March: three months end on Thursday 9 June.
func TestReplyLimitsOfPlaces(t *testing.T) {
	none := func(*data.Case) {}
	june := data.LimitRule{For: data.ForReply, Day: "6月30日"}
	for _, x := range []struct {
		name   string
		change func(*data.Case)
		pack   func(*data.RulePack)
		want   data.Date
	}{
		{"30 June lies after 9 June", none, limited(june), day(2022, 6, 9)},
		{"a day alone", none, func(p *data.RulePack) { p.ReplyMonths, p.Limits = 0, []data.LimitRule{june} }, day(2022, 6, 30)},
		{"10 May for parties", partyProposal, limited(june, data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfParties}, Day: "5月10日"}), day(2022, 5, 10)},
		{"not for others", none, limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfParties}, Day: "5月10日"}), day(2022, 6, 9)},
		{"a group is no party", func(c *data.Case) { partyProposal(c); c.Proposal.Proposers[0].Name = "教育界别小组" }, limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfParties}, Day: "5月10日"}), day(2022, 6, 9)},
		{"but collective", func(c *data.Case) { partyProposal(c); c.Proposal.Proposers[0].Name = "教育界别小组" }, limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfGroups}, Day: "5月10日"}), day(2022, 5, 10)},
		{"Saturday 16 April is moved to Monday", none, limited(data.LimitRule{For: data.ForReply, Day: "4月16日"}), day(2022, 4, 18)},
		{"or not, where the place does not", none, func(p *data.RulePack) {
			p.NextWorkday, p.Limits = false, []data.LimitRule{{For: data.ForReply, Day: "4月16日"}}
		}, day(2022, 4, 16)},
		{"handed over in December: next year's day", func(c *data.Case) { c.Proposal.HandedOver = day(2022, 12, 20) }, func(p *data.RulePack) { p.ReplyMonths, p.Limits = 0, []data.LimitRule{june} }, day(2023, 6, 30)},
		{"the letter's own day, a Saturday", func(c *data.Case) { c.Proposal.Required = day(2022, 5, 28) }, limited(), day(2022, 5, 30)},
		{"the letter's own day after the months", func(c *data.Case) { c.Proposal.Required = day(2022, 8, 31) }, limited(), day(2022, 6, 9)},
		{"between meetings", func(c *data.Case) { c.Proposal.Between = true }, limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfBetween}, N: 60, Unit: data.Days}), day(2022, 5, 9)}, // 60 days: Sunday 8 May
		{"from the unit's own assignment", none, func(p *data.RulePack) {
			p.ReplyMonths, p.Limits = 0, []data.LimitRule{{For: data.ForReply, N: 3, Unit: data.Months, From: data.FromUnit}}
		}, day(2022, 6, 10)},
		{"a book's own in place of the pack's", func(c *data.Case) { c.Book.Limits = []data.LimitRule{{For: data.ForReply, Day: "8月31日"}} }, func(p *data.RulePack) { p.ReplyMonths, p.Limits = 0, []data.LimitRule{june} }, day(2022, 8, 31)},
		{"a book's own for some beside the pack's", func(c *data.Case) {
			c.Book.Limits = []data.LimitRule{{For: data.ForReply, Of: []data.LimitOf{data.OfKey}, Day: "4月29日"}}
			c.Proposal.Key = true
		}, limited(june), day(2022, 4, 29)},
	} {
		c := datatest.Case(x.change)
		r := placeRules(t, x.pack)
		if got := data.ReplyLimit(c, r); got.Deadline != x.want {
			t.Errorf("%s: %s, want %s: %v", x.name, got.Deadline, x.want, got.Steps())
		}
		if s := data.StageOf(c, day(2022, 3, 15), r); s.Limit.Deadline != x.want && !c.Proposal.HandedOver.After(day(2022, 3, 15)) {
			t.Errorf("%s: the stage says %s, want %s", x.name, s.Limit.Deadline, x.want)
		}
	}
}

func TestReasonsOfTheStrictest(t *testing.T) {
	c := datatest.Case(func(c *data.Case) { c.Proposal.Required = day(2022, 5, 31) })
	r := placeRules(t, limited(data.LimitRule{For: data.ForReply, Day: "6月30日"}, data.LimitRule{For: data.ForReply, Day: "5月31日"}))
	want := []string{
		"规定5月31日前，即2022年5月31日（星期二）。", "2022年5月31日是工作日，期限即为该日。", "建议最迟在2022年5月30日（星期一）办完。",
		"同时适用4项期限，从严取最早的一项：5月31日前。", "交办后3个月的期限为2022年6月9日，较晚。", "6月30日前的期限为2022年6月30日，较晚。", "交办文件要求的办结日期的期限是同一天。",
	}
	if got := data.ReplyLimit(c, r).Steps(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOtherLimitsOfPlaces(t *testing.T) {
	c := datatest.Case()
	co := data.Assignment{ID: 2, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: day(2022, 3, 10)}
	form := data.Feedback{Round: 1, ProposerID: 10, Received: day(2022, 6, 10), Result: data.Dissatisfied}
	again := form
	again.HandedAgain = day(2022, 6, 20)
	before := func(n int, unit data.SpanUnit) data.LimitRule {
		return data.LimitRule{For: data.ForOpinion, N: n, Unit: unit, From: data.BeforeAnswer}
	}
	alone := func(r data.LimitRule) data.Rules {
		return placeRules(t, func(p *data.RulePack) {
			p.OpinionMonths, p.ReturnWorkdays, p.ReanswerMonths, p.FeedbackDays, p.Limits = 0, 0, 0, 0, []data.LimitRule{r}
		})
	}
	for _, x := range []struct {
		name string
		got  data.Limit
		want data.Date
	}{
		{"15 days before 9 June", data.CoOpinionLimit(c, co, alone(before(15, data.Days))), day(2022, 5, 25)},
		{"12 days before: Saturday 28 May stays", data.CoOpinionLimit(c, co, alone(before(12, data.Days))), day(2022, 5, 28)},
		// 8, 7, 6 June, 2, 1 June (3 to 5 are 端午), 31, 30 May, 27, 26, 25 May
		{"10 workdays before", data.CoOpinionLimit(c, co, alone(before(10, data.Workdays))), day(2022, 5, 25)},
		{"a month from assignment is stricter: Sunday 10 April", data.CoOpinionLimit(c, co, placeRules(t, limited(before(15, data.Days)))), day(2022, 4, 11)},
		{"a day for opinions", data.CoOpinionLimit(c, co, alone(data.LimitRule{For: data.ForOpinion, Day: "5月30日"})), day(2022, 5, 30)},
		{"ours, 15 days before the lead body's", data.OpinionLimit(datatest.Assist(), alone(before(15, data.Days))), day(2022, 5, 25)},
		{"ours, the letter's own day", data.OpinionLimit(datatest.Assist(func(c *data.Case) { c.Proposal.Required = day(2022, 3, 31) }), placeRules(t)), day(2022, 3, 31)},
		{"returned within 10 days: Sunday 20 March", data.ReturnLimit(c, co, alone(data.LimitRule{For: data.ForReturn, N: 10, Unit: data.Days})), day(2022, 3, 21)},
		{"again from the second hand-over", data.ReanswerLimit(c, again, alone(data.LimitRule{For: data.ForReanswer, N: 1, Unit: data.Months, From: data.FromAgain})), day(2022, 7, 20)},
		{"which is not entered: Sunday 10 July", data.ReanswerLimit(c, form, alone(data.LimitRule{For: data.ForReanswer, N: 1, Unit: data.Months, From: data.FromAgain})), day(2022, 7, 11)},
		// sent on 7 June: 8, 9, 10 June, 13 to 17, 20 to 24, 27, 28 June
		{"form back in 15 workdays", data.FeedbackLimit(c, c.Replies[0], alone(data.LimitRule{For: data.ForForm, N: 15, Unit: data.Workdays})), day(2022, 6, 28)},
	} {
		if x.got.Deadline != x.want {
			t.Errorf("%s: %s, want %s: %v", x.name, x.got.Deadline, x.want, x.got.Steps())
		}
	}
	if steps := data.ReanswerLimit(c, form, alone(data.LimitRule{For: data.ForReanswer, N: 1, Unit: data.Months, From: data.FromAgain})).Steps(); !slices.Contains(steps, "再次交办的日期还没有登记，先自收到反馈之日算起。") {
		t.Errorf("says nothing of the missing day: %v", steps)
	}
	// 10, 11, 14 to 18, 21 to 25, 28, 29, 30 March
	contact := placeRules(t, limited(data.LimitRule{For: data.ForContact, N: 15, Unit: data.Workdays}))
	if l, ok := data.ContactLimit(c, contact); !ok || l.Deadline != day(2022, 3, 30) {
		t.Errorf("first contact: %s %v", l.Deadline, ok)
	}
	if _, ok := data.ContactLimit(c, placeRules(t)); ok {
		t.Error("a limit of first contact where the place has none")
	}
}

// The first talk is asked for until somebody spoke with the deputy; past its day the board
// says so, and a first talk after it is told.
func TestFirstContact(t *testing.T) {
	r := placeRules(t, limited(data.LimitRule{For: data.ForContact, N: 15, Unit: data.Workdays}))
	c := datatest.Case(func(c *data.Case) { c.Consultations, c.Replies, c.Feedback = nil, nil, nil })
	s := data.StageOf(c, day(2022, 3, 28), r)
	if s.Next.About != data.AboutTalk || s.Next.By != day(2022, 3, 30) || s.Limit.Deadline != day(2022, 6, 9) || s.Light != data.LightGreen {
		t.Errorf("next %+v, limit %s, light %s", s.Next, s.Limit.Deadline, s.Light)
	}
	badge := func(today data.Date) string {
		b := data.NewBoard(today)
		b.Take(c, r)
		for _, g := range b.Board(2022).Groups {
			for _, due := range g.Lines[0].Due {
				if due.Kind == data.BoardTalks {
					return due.Badge
				}
			}
		}
		return ""
	}
	if got := badge(day(2022, 3, 30)); got != "缺办前" {
		t.Errorf("on the last day the board says %q", got)
	}
	if got := badge(day(2022, 4, 1)); got != "联系逾期2天" {
		t.Errorf("two days later the board says %q", got)
	}
	c.Consultations = []data.Consultation{{Phase: data.Before, Date: day(2022, 3, 31), Method: data.Phone}}
	if _, odd := data.CheckFacts(c, r); !strings.Contains(odd.Error(), "2022年3月31日才首次联系代表，已过期限2022年3月30日") {
		t.Errorf("late: %v", odd)
	}
	c.Consultations[0].Date = day(2022, 3, 30)
	if _, odd := data.CheckFacts(c, r); strings.Contains(odd.Error(), "首次联系") {
		t.Errorf("in time: %v", odd)
	}
}

// Told in time that it takes longer, the reply may take six months: until Friday
// 9 September. Where the place has no such rule it takes consent.
func TestTheDeputyIsToldFirst(t *testing.T) {
	six := data.LimitRule{For: data.ForTold, N: 6, Unit: data.Months}
	for _, x := range []struct {
		name  string
		e     data.Extension
		pack  func(*data.RulePack)
		want  data.Date
		mark  bool
		words string
	}{
		{"told in time", data.Extension{Told: day(2022, 6, 9), Until: day(2022, 8, 31)}, limited(six), day(2022, 8, 31), true, "2022年6月9日已向代表说明，在原期限2022年6月9日之内，最迟可以办到2022年9月9日。新期限为2022年8月31日。"},
		{"as far as six months", data.Extension{Told: day(2022, 5, 9), Until: day(2022, 12, 1)}, limited(six), day(2022, 9, 9), true, "最迟可以办到2022年9月9日。新期限为2022年9月9日。"},
		{"told late", data.Extension{Told: day(2022, 6, 10), Until: day(2022, 8, 31)}, limited(six), day(2022, 6, 9), true, "2022年6月10日才向代表说明，已过期限2022年6月9日，不能算作延期。还没有批准，仍按2022年6月9日计算。"},
		{"no such rule", data.Extension{Told: day(2022, 6, 1), Until: day(2022, 8, 31)}, limited(), day(2022, 6, 9), false, "办理规则里没有“说明后答复”的期限，只向代表说明不能延期。还没有批准，仍按2022年6月9日计算。"},
		{"approved as well", data.Extension{Applied: day(2022, 6, 1), Approved: day(2022, 6, 2), ApprovedBy: "市政府", Told: day(2022, 6, 1), Until: day(2022, 7, 29)}, limited(), day(2022, 7, 29), true, "2022年6月2日经市政府批准，新期限为2022年7月29日。"},
	} {
		r := placeRules(t, x.pack)
		c := datatest.Case(func(c *data.Case) { c.Extensions, c.Replies[0].Sent = []data.Extension{x.e}, day(2022, 7, 1) })
		if got := data.ReplyLimit(c, r).Deadline; got != x.want {
			t.Errorf("%s: until %s, want %s", x.name, got, x.want)
		}
		if got := strings.Join(data.ExtensionReasons(c, x.e, r), ""); !strings.HasSuffix(got, x.words) {
			t.Errorf("%s: %s", x.name, got)
		}
		if marks := data.StageOf(c, day(2022, 7, 1), r).Marks; slices.Contains(marks, "延期") != x.mark {
			t.Errorf("%s: marks %v", x.name, marks)
		}
		st := data.Statistics([]data.Case{c}, 2022, day(2022, 12, 31), data.SameRules(r))
		if inTime := st.RepliedOnTime == 1; inTime != x.want.After(day(2022, 6, 30)) {
			t.Errorf("%s: %d replied in time", x.name, st.RepliedOnTime)
		}
	}
	if got := data.LongestExtension(datatest.Case(), placeRules(t, limited(data.LimitRule{For: data.ForTold, N: 8, Unit: data.Months}))); got != day(2022, 11, 9) {
		t.Errorf("may be extended until %s, want 9 November", got)
	}
}

func TestTermsOnPaper(t *testing.T) {
	r := placeRules(t, limited(data.LimitRule{For: data.ForReturn, N: 10, Unit: data.Days}, data.LimitRule{For: data.ForReanswer, N: 1, Unit: data.Months, From: data.FromAgain}))
	if got := r.Term(datatest.Case(), data.ForReturn, "收到后"); got != "收到后5个工作日内、收到后10日内（取最早的）" {
		t.Errorf("return: %s", got)
	}
	r.Pack.ReanswerMonths = 0
	if got := r.Term(datatest.Case(), data.ForReanswer, "收到本表后"); got != "重新交办后1个月内" {
		t.Errorf("re-answer: %s", got)
	}
}

func TestMonthDays(t *testing.T) {
	for text, want := range map[string]data.MonthDay{"6月30日": "6月30日", "6-30": "6月30日", " ０６.３０ ": "6月30日", "2月28日": "2月28日", "12/31": "12月31日"} {
		if got, err := data.ParseMonthDay(text); err != nil || got != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for text, want := range map[string]string{"2月29日": "2月29日不是每年都有", "13月1日": "没有第13个月", "0月1日": "没有第0个月", "6月31日": "6月没有31日", "9月31日": "9月没有31日", "6月": "不是每年都有的一天", "2022年6月30日": "不是每年都有的一天", "": "不是每年都有的一天"} {
		if got, err := data.ParseMonthDay(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q %v, want %s", text, got, err, want)
		}
	}
}

func TestWrongLimitRules(t *testing.T) {
	span := data.LimitRule{For: data.ForReply, N: 3, Unit: data.Months}
	for want, change := range map[string]func(*data.RulePack){
		"答复期限：没有填写，其他期限又没有管到全部建议提案": func(p *data.RulePack) {
			p.ReplyMonths, p.Limits = 0, []data.LimitRule{{For: data.ForReply, Of: []data.LimitOf{data.OfSession}, Day: "6月30日"}}
		},
		"答复期限：应在1到120之间":  func(p *data.RulePack) { p.ReplyMonths = 0 },
		"第1条没有写是什么期限":     limited(data.LimitRule{N: 3, Unit: data.Days}),
		"的适用范围不认识“党派”":    limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{"党派"}, Day: "5月10日"}),
		"没有一件建议提案能同时符合":   limited(data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfSession, data.OfBetween}, Day: "5月10日"}),
		"第2条与前面的一条相同":     limited(span, span),
		"2月29日不是每年都有":     limited(data.LimitRule{For: data.ForReply, Day: "2月29日"}),
		"又写了日期又写了时长":      limited(data.LimitRule{For: data.ForReply, Day: "5月10日", N: 3}),
		"没有写哪一天，也没有写多长":   limited(data.LimitRule{For: data.ForReply}),
		"的单位不认识“weeks”":   limited(data.LimitRule{For: data.ForReply, N: 3, Unit: "weeks"}),
		"的时长应在1到120之间":    limited(data.LimitRule{For: data.ForReply, N: 121, Unit: data.Months}),
		"：答复期限不能自“再次交办”算": limited(data.LimitRule{For: data.ForReply, N: 1, Unit: data.Months, From: data.FromAgain}),
		"往前数的期限只能是日或工作日":  limited(data.LimitRule{For: data.ForOpinion, N: 1, Unit: data.Months, From: data.BeforeAnswer}),
		"的起算日不认识“明天”":     limited(data.LimitRule{For: data.ForReply, N: 1, Unit: data.Months, From: "明天"}),
	} {
		p := datatest.Rules(change).Pack
		if got := p.Validate().Error(); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	every := func(p *data.RulePack) {
		p.ReplyMonths, p.Limits = 0, []data.LimitRule{{For: data.ForReply, Of: []data.LimitOf{data.OfSession}, Day: "06-30"}, {For: data.ForReply, Of: []data.LimitOf{data.OfBetween}, N: 3, Unit: data.Months}}
	}
	p := datatest.Rules(every).Pack
	if err := p.Validate().Err(); err != nil || p.Limits[0].Day != "6月30日" {
		t.Errorf("%v, day %q", err, p.Limits[0].Day)
	}
}

// Whatever applies, the strictest is never later than any one of them, and is one of
// them.
func TestTheStrictestIsNeverLater(t *testing.T) {
	holidays := rules(t).Calendar
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		c := d.drawCase(1)
		c.Extensions, c.Book.ReplyMonths = nil, 0
		r := datatest.Rules(limited(d.drawLimits()...))
		r.Calendar = holidays
		co := data.Assignment{ID: 2, Unit: data.Unit{ID: 6}, Part: data.CoUnit, Assigned: d.some("helped from")}
		for _, find := range []func(data.Case, data.Rules) data.Limit{data.ReplyLimit, data.OpinionLimit, func(c data.Case, r data.Rules) data.Limit { return data.CoOpinionLimit(c, co, r) }} {
			all := find(c, r)
			var single []data.Date
			one := func(c data.Case, pack data.RulePack) {
				l := find(c, data.Rules{Pack: pack, Calendar: holidays})
				single = append(single, l.Deadline)
				if all.Deadline.After(l.Deadline) {
					t.Fatalf("%s is later than %s: %v against %v", all.Deadline, l.Deadline, all.Steps(), l.Steps())
				}
			}
			bare := c
			bare.Proposal.Required = data.Date{}
			usual := r.Pack
			usual.Limits = nil
			one(bare, usual)
			one(c, usual)
			for _, rule := range r.Pack.Limits {
				with := usual
				with.Limits = []data.LimitRule{rule}
				one(bare, with)
			}
			if !slices.Contains(single, all.Deadline) && !slices.ContainsFunc(r.Pack.Limits, func(x data.LimitRule) bool { return x.From == data.BeforeAnswer }) {
				t.Fatalf("%s is none of %v", all.Deadline, single)
			}
		}
	})
}
