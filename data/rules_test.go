package data_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jianban/data"
)

func day(y int, m time.Month, d int) data.Date { return data.NewDate(y, m, d) }

func rules(t testing.TB) data.Rules {
	t.Helper()
	holidays, err := os.ReadFile("../assets/holidays.csv")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := data.ParseCalendar(holidays)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../assets/packs/three-steps.toml")
	if err != nil {
		t.Fatal(err)
	}
	pack, err := data.ParsePack(text)
	if err != nil {
		t.Fatal(err)
	}
	return data.Rules{Pack: pack, Calendar: cal}
}

func TestParseDate(t *testing.T) {
	want := day(2022, 6, 3)
	for _, s := range []string{"2022-06-03", "2022/6/3", "2022.6.3", "2022年6月3日", "２０２２年６月３日", " 2022 年 6 月 3 日 "} {
		if got, err := data.ParseDate(s); err != nil || got != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for s, says := range map[string]string{"2008年9月31日": "9月30日", "2023-02-29": "2月28日", "2022-13-01": "第13个月", "202398": "看不懂", "": "没有填写", "1022-01-01": "年份"} {
		if _, err := data.ParseDate(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: want %q, got %v", s, says, err)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2022-06-03")
	f.Add("2022年2月30日")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := data.ParseDate(s)
		if err != nil {
			return
		}
		if again, err := data.ParseDate(d.Chinese()); err != nil || again != d {
			t.Errorf("%q gives %v, read again %v, %v", s, d, again, err)
		}
	})
}

// Every day beside its case was worked out by hand with the notices of the
// State Council.
func TestLimits(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		why                      string
		from                     data.Date
		span                     data.Span
		plain, deadline, advised data.Date
		provisional              bool
	}{
		{"9 June 2022 is a Thursday", day(2022, 3, 9), data.Span{N: 3, Unit: data.Months}, day(2022, 6, 9), day(2022, 6, 9), day(2022, 6, 8), false},
		{"11 June is a Saturday, Monday the 13th worked", day(2022, 3, 11), data.Span{N: 3, Unit: data.Months}, day(2022, 6, 11), day(2022, 6, 13), day(2022, 6, 10), false},
		{"no 30 February; the 28th is a Tuesday", day(2022, 11, 30), data.Span{N: 3, Unit: data.Months}, day(2023, 2, 28), day(2023, 2, 28), day(2023, 2, 27), false},
		{"leap year", day(2023, 11, 30), data.Span{N: 3, Unit: data.Months}, day(2024, 2, 29), day(2024, 2, 29), day(2024, 2, 28), false},
		{"Spring Festival 31 January to 6 February 2022", day(2022, 1, 3), data.Span{N: 1, Unit: data.Months}, day(2022, 2, 3), day(2022, 2, 7), day(2022, 1, 30), false},
		{"30 January 2022, a Sunday, was worked", day(2021, 12, 30), data.Span{N: 1, Unit: data.Months}, day(2022, 1, 30), day(2022, 1, 30), day(2022, 1, 29), false},
		{"National Day 1 to 7 October 2022, 8 October worked", day(2022, 7, 1), data.Span{N: 3, Unit: data.Months}, day(2022, 10, 1), day(2022, 10, 8), day(2022, 9, 30), false},
		{"1 to 4 May off, Saturday 7 May worked", day(2022, 4, 29), data.Span{N: 5, Unit: data.Workdays}, day(2022, 5, 10), day(2022, 5, 10), day(2022, 5, 9), false},
		{"15 days, the day after is day 1", day(2022, 6, 1), data.Span{N: 15, Unit: data.Days}, day(2022, 6, 16), day(2022, 6, 16), day(2022, 6, 15), false},
		{"no notice yet: 1 to 3 October fixed, Thursday the 4th", day(2029, 7, 1), data.Span{N: 3, Unit: data.Months}, day(2029, 10, 1), day(2029, 10, 4), day(2029, 9, 28), true},
		{"one source: 1 to 7 October off, Friday the 8th", day(2027, 7, 1), data.Span{N: 3, Unit: data.Months}, day(2027, 10, 1), day(2027, 10, 8), day(2027, 9, 30), true},
	} {
		l := data.LimitFrom(c.from, c.span, true, r.Calendar)
		if l.Plain != c.plain || l.Deadline != c.deadline || l.Advised != c.advised || l.Provisional != c.provisional {
			t.Errorf("%s: plain %v deadline %v advised %v provisional %v", c.why, l.Plain, l.Deadline, l.Advised, l.Provisional)
		}
		if len(l.Steps()) < 3 {
			t.Errorf("%s: steps %q", c.why, l.Steps())
		}
	}
}

func TestLimitLaws(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		from := day(2016, 1, 1).AddDays(rapid.IntRange(0, 4700).Draw(t, "day"))
		span := data.Span{N: rapid.IntRange(1, 60).Draw(t, "n"), Unit: rapid.SampledFrom([]data.SpanUnit{data.Months, data.Workdays, data.Days}).Draw(t, "unit")}
		l := data.LimitFrom(from, span, true, r.Calendar)
		if !l.Plain.After(from) || l.Deadline.Before(l.Plain) || !l.Advised.Before(l.Plain) || !r.Calendar.Workday(l.Deadline) || !r.Calendar.Workday(l.Advised) {
			t.Fatalf("%+v", l)
		}
	})
}

// A later start or a longer span never ends earlier, and time that is granted
// never takes any away.
func TestLimitsOnlyGrow(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		from := day(2018, 1, 1).AddDays(rapid.IntRange(0, 2500).Draw(t, "day"))
		span := data.Span{N: rapid.IntRange(1, 40).Draw(t, "n"), Unit: rapid.SampledFrom([]data.SpanUnit{data.Months, data.Workdays, data.Days}).Draw(t, "unit")}
		longer := data.Span{N: span.N + 1, Unit: span.Unit}
		end := data.LimitFrom(from, span, true, r.Calendar).Deadline
		if later := data.LimitFrom(from.AddDays(1), span, true, r.Calendar).Deadline; later.Before(end) {
			t.Fatalf("a day later: %v before %v", later, end)
		}
		if later := data.LimitFrom(from, longer, true, r.Calendar).Deadline; later.Before(end) {
			t.Fatalf("longer: %v before %v", later, end)
		}
		c := leadCase(1)
		c.Proposal.HandedOver = from
		limit := data.ReplyLimit(c, r).Deadline
		c.Extensions = []data.Extension{{Applied: from.AddDays(rapid.IntRange(0, 300).Draw(t, "applied")), Approved: from.AddDays(310), Until: from.AddDays(rapid.IntRange(1, 400).Draw(t, "until"))}}
		most := r.Calendar.NextWorkday(from.AddMonths(r.Pack.ExtensionMonths))
		if got := data.ReplyLimit(c, r).Deadline; got.Before(limit) || got.After(most) {
			t.Fatalf("extended from %v to %v, at most %v", limit, got, most)
		}
	})
}

func TestExtensionMovesTheReplyLimit(t *testing.T) {
	r := rules(t)
	c := leadCase(1)
	c.Extensions = []data.Extension{{Applied: day(2022, 6, 1), Approved: day(2022, 6, 3), Until: day(2022, 12, 31)}}
	if l := data.ReplyLimit(c, r); l.Deadline != day(2022, 9, 9) { // six months from 9 March at most, a Friday
		t.Errorf("deadline %v", l.Deadline)
	}
	c.Extensions[0].Applied = day(2022, 6, 10) // after the limit had run out
	if l := data.ReplyLimit(c, r); l.Deadline != day(2022, 6, 9) {
		t.Errorf("applied too late: %v", l.Deadline)
	}
}

func TestNumbers(t *testing.T) {
	for in, want := range map[string]string{"第012号": "12", "12": "12", "闭3": "闭3", "０７": "7", "143059": "143059", "000": "0"} {
		if got := data.NumberKey(in); got != want {
			t.Errorf("NumberKey(%q) = %q, want %q", in, got, want)
		}
	}
	got := []string{"闭3", "12", "009", "100", "闭12"}
	slices.SortFunc(got, data.CompareNumbers)
	if want := "[009 12 100 闭3 闭12]"; fmt.Sprint(got) != want {
		t.Errorf("sorted %v, want %v", got, want)
	}
}

// leadCase is a lead proposal with everything done in time.
func leadCase(id data.ID) data.Case {
	p := data.Proposer{ID: id * 10, Name: "封伟", Body: data.Congress}
	return data.Case{
		Book:        data.Book{ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Term: 6, Session: 1, Year: 2022}},
		Proposal:    data.Proposal{ID: id, BookID: 1, Number: fmt.Sprint(id), Kind: data.Suggestion, Role: data.Lead, Title: "关于测试的建议", HandedOver: day(2022, 3, 9), Proposers: []data.Proposer{p}},
		Assignments: []data.Assignment{{ID: 1, Unit: data.Unit{ID: 5, Name: "区住建局"}, Part: data.LeadUnit, Assigned: day(2022, 3, 10), Accepted: day(2022, 3, 11)}},
		Consultations: []data.Consultation{
			{Phase: data.Before, Date: day(2022, 3, 20), Method: data.Phone}, {Phase: data.During, Date: day(2022, 4, 20), Method: data.FaceToFace, Attended: []data.ID{p.ID}}, {Phase: data.After, Date: day(2022, 6, 8), Method: data.Phone}},
		Replies:  []data.Reply{{ProposalID: id, Round: 1, Class: "A", DocNumber: "红政函〔2022〕1号", SignOff: data.SignOff{Drafted: day(2022, 5, 1), Signed: day(2022, 6, 1)}, Sent: day(2022, 6, 7)}},
		Feedback: []data.Feedback{{Round: 1, ProposerID: p.ID, Received: day(2022, 6, 10), Attitude: data.Satisfied, Result: data.MostlySatisfied}},
	}
}

func assistCase(id data.ID) data.Case {
	c := leadCase(id)
	c.Proposal.Role, c.Proposal.LeadBody = data.Assist, "玉溪市发展改革委"
	c.Replies, c.Feedback, c.Consultations = nil, nil, nil
	c.Opinions = []data.Opinion{{ProposalID: id, Way: data.OpinionOut, SignOff: data.SignOff{Drafted: day(2022, 3, 20), Signed: day(2022, 4, 1)}, Sent: day(2022, 4, 2)}}
	return c
}

func seedYear() []data.Case {
	var cases []data.Case
	for id := data.ID(1); id <= 7; id++ {
		c := leadCase(id)
		if id > 4 {
			c.Replies[0].Class = "B"
		}
		cases = append(cases, c)
	}
	for id := data.ID(8); id <= 15; id++ {
		cases = append(cases, assistCase(id))
	}
	return cases
}

func TestTheSeedsFigures(t *testing.T) {
	st := data.Statistics(seedYear(), 2022, day(2022, 12, 31), data.SameRules(rules(t)))
	if st.Total != 15 || st.Lead != 7 || st.Assist != 8 || st.Key != 0 || st.Replied != 7 || st.OpinionsDelivered != 8 {
		t.Errorf("counts %+v", st)
	}
	for name, rate := range map[string]data.Rate{"办复率": st.ReplyRate, "面商率": st.FaceToFaceRate, "态度": st.Attitude.Rate, "结果": st.Result.Rate, "按时": st.OnTimeRate, "办结": st.SettledRate, "报送": st.OpinionRate} {
		if rate.Percent() != "100%" {
			t.Errorf("%s is %s", name, rate.Percent())
		}
	}
	if a, b := st.Classes[0].Share, st.Classes[1].Share; a.Percent() != "57.1%" || b.Percent() != "42.9%" || len(a.IDs) != 4 || len(a.Base) != 7 {
		t.Errorf("classes %v %v", a, b)
	}
}

func TestOddYears(t *testing.T) {
	r := rules(t)
	empty := data.Statistics(nil, 2022, day(2022, 12, 31), data.SameRules(r))
	b, err := json.Marshal(empty)
	if err != nil || !strings.Contains(string(b), `"replyRate":null`) || !strings.Contains(string(b), `"byUnit":[]`) {
		t.Errorf("empty year: %s, %v", b, err)
	}
	open := leadCase(1)
	open.Replies, open.Feedback, open.Consultations = nil, nil, nil
	withdrawn := leadCase(2)
	withdrawn.Proposal.Closed, withdrawn.Proposal.ClosedOn, withdrawn.Proposal.ClosedWhy = data.Withdrawn, day(2022, 5, 1), "代表撤回"
	noVisit := leadCase(3)
	noVisit.Consultations = []data.Consultation{{Phase: data.Before, Date: day(2022, 3, 20), Method: data.NotNeeded}}
	st := data.Statistics([]data.Case{open, withdrawn, noVisit}, 2022, day(2022, 12, 31), data.SameRules(r))
	if st.Total != 3 || st.Lead != 3 || st.ReplyRate.Percent() != "50%" || st.FaceToFaceRate.Percent() != "0%" || st.FaceToFaceRate.Den != 1 || st.NotNeeded != 1 {
		t.Errorf("%+v", st)
	}
	early := data.Statistics([]data.Case{leadCase(1)}, 2022, day(2022, 6, 6), data.SameRules(r)) // the reply goes out on the 7th
	if early.Replied != 0 || early.ReplyRate.Percent() != "0%" {
		t.Errorf("as of the day before: %+v", early.ReplyRate)
	}
}

func TestStages(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		name  string
		today data.Date
		make  func(*data.Case)
		stage data.Stage
		light data.Light
	}{
		{"nothing assigned", day(2022, 3, 9), func(c *data.Case) { c.Assignments = nil }, data.ToAssign, data.LightGreen},
		{"waiting for the unit", day(2022, 3, 10), func(c *data.Case) { c.Assignments[0].Accepted = data.Date{} }, data.ToAccept, data.LightGreen},
		{"silence counts as acceptance after five working days", day(2022, 3, 18), func(c *data.Case) { c.Assignments[0].Accepted = data.Date{} }, data.Working, data.LightGreen},
		{"returned", day(2022, 3, 15), func(c *data.Case) {
			c.Assignments[0].Returned, c.Assignments[0].ReturnConsented = day(2022, 3, 12), day(2022, 3, 13)
		}, data.ToReassign, data.LightGreen},
		{"working, fifteen days left", day(2022, 5, 25), func(c *data.Case) { c.Replies = nil }, data.Working, data.LightYellow},
		{"on the last day it is not overdue", day(2022, 6, 9), func(c *data.Case) { c.Replies = nil }, data.Working, data.LightOrange},
		{"overdue the day after", day(2022, 6, 10), func(c *data.Case) { c.Replies = nil }, data.Working, data.LightRed},
		{"drafted", day(2022, 5, 20), func(*data.Case) {}, data.ToSign, data.LightGreen},
		{"an opinion is missing", day(2022, 5, 20), func(c *data.Case) {
			c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: day(2022, 3, 10)})
		}, data.AwaitOpinion, data.LightGreen},
		{"signed", day(2022, 6, 2), func(*data.Case) {}, data.ToSend, data.LightYellow},
		{"sent", day(2022, 6, 8), func(*data.Case) {}, data.ToFeedback, data.NoLight},
		{"settled", day(2022, 6, 11), func(*data.Case) {}, data.Settled, data.NoLight},
		{"dissatisfied", day(2022, 6, 11), func(c *data.Case) { c.Feedback[0].Result = data.Dissatisfied }, data.ToReanswer, data.LightGreen},
		{"withdrawn", day(2022, 6, 11), func(c *data.Case) {
			c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, day(2022, 4, 1)
		}, data.StageClosed, data.NoLight},
	} {
		x := leadCase(1)
		c.make(&x)
		if s := data.StageOf(x, c.today, r); s.Stage != c.stage || s.Light != c.light {
			t.Errorf("%s: %s %s (%d days), want %s %s", c.name, s.Stage, s.Light, s.DaysLeft, c.stage, c.light)
		}
	}
	if s := data.StageOf(assistCase(1), day(2022, 5, 1), r); s.Stage != data.Delivered {
		t.Errorf("assist: %s", s.Stage)
	}
	data.StageOf(data.Case{}, day(2022, 5, 1), r) // a case without facts is no reason to fall over
}

func TestTheOrderOfEntryDoesNotMatter(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		c := leadCase(1)
		c.Replies = append(c.Replies, data.Reply{Round: 2, Class: "B", Sent: day(2022, 7, 1)})
		c.Feedback = append(c.Feedback, data.Feedback{Round: 2, ProposerID: 10, Received: day(2022, 7, 9), Result: data.Dissatisfied})
		today := day(2022, 3, 1).AddDays(rapid.IntRange(0, 200).Draw(t, "today"))
		want, wantStats := data.StageOf(c, today, r), data.Statistics([]data.Case{c}, 2022, today, data.SameRules(r))
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		rng.Shuffle(len(c.Replies), func(i, j int) { c.Replies[i], c.Replies[j] = c.Replies[j], c.Replies[i] })
		rng.Shuffle(len(c.Feedback), func(i, j int) { c.Feedback[i], c.Feedback[j] = c.Feedback[j], c.Feedback[i] })
		rng.Shuffle(len(c.Consultations), func(i, j int) {
			c.Consultations[i], c.Consultations[j] = c.Consultations[j], c.Consultations[i]
		})
		got, gotStats := data.StageOf(c, today, r), data.Statistics([]data.Case{c}, 2022, today, data.SameRules(r))
		if got.Stage != want.Stage || got.Light != want.Light || got.Next != want.Next || gotStats.SettledRate.Num != wantStats.SettledRate.Num || gotStats.Result.Rate.Num != wantStats.Result.Rate.Num {
			t.Fatalf("order changed %+v into %+v", want, got)
		}
	})
}

func TestFactsThatCannotBe(t *testing.T) {
	r := rules(t)
	if no, odd := data.CheckFacts(leadCase(1), r); len(no)+len(odd) > 0 {
		t.Fatalf("a clean case: %v %v", no, odd)
	}
	for field, change := range map[string]func(*data.Case){
		"送达日期":   func(c *data.Case) { c.Replies[0].Sent = day(2022, 3, 8) },
		"签收日期":   func(c *data.Case) { c.Assignments[0].Accepted = day(2022, 3, 9) },
		"类别":     func(c *data.Case) { c.Replies[0].Class = "" },
		"收回日期":   func(c *data.Case) { c.Feedback[0].Received = day(2022, 6, 6) },
		"答复轮次":   func(c *data.Case) { c.Replies[0].Round = 3 },
		"同意退回日期": func(c *data.Case) { c.Assignments[0].ReturnConsented = day(2022, 4, 1) },
		"延期批准日期": func(c *data.Case) {
			c.Extensions = []data.Extension{{Applied: day(2022, 5, 2), Approved: day(2022, 5, 1)}}
		},
		"交办单位日期": func(c *data.Case) { c.Assignments[0].Assigned = day(2022, 3, 1) },
		"撤转日期":   func(c *data.Case) { c.Proposal.ClosedOn = day(2022, 1, 1) },
	} {
		c := leadCase(1)
		change(&c)
		no, _ := data.CheckFacts(c, r)
		if !slices.ContainsFunc(no, func(p data.Problem) bool { return p.Field == field }) {
			t.Errorf("%s: got %v", field, no)
		}
	}
}

func TestChecksBeforeSigning(t *testing.T) {
	r := rules(t)
	all := func(rune) bool { return true }
	good := leadCase(1)
	good.Replies[0].Body = "正文。"
	good.Disclosure.Decision = data.Open
	if blocking, warnings := data.CheckReply(good, good.Replies[0], data.Settings{}, r, all, nil); len(blocking)+len(warnings) > 0 {
		t.Errorf("a good letter: %v %v", blocking, warnings)
	}
	for says, change := range map[string]func(*data.Reply){
		"文号":      func(x *data.Reply) { x.DocNumber = "" },
		"已经用过":    func(x *data.Reply) { x.DocNumber = "红政函〔2022〕9号" },
		"类别":      func(x *data.Reply) { x.Class = "" },
		"没有内容":    func(x *data.Reply) { x.Body = " " },
		"模板文字":    func(x *data.Reply) { x.Body = "投资××万元" },
		"封伟":      func(x *data.Reply) { x.Salutation = "李某代表" },
		"U+1F600": func(x *data.Reply) { x.Body = "好😀" },
	} {
		rep := good.Replies[0]
		change(&rep)
		blocking, _ := data.CheckReply(good, rep, data.Settings{}, r, func(ch rune) bool { return ch < 0x1F000 }, []string{"红政函〔2022〕9号"})
		if !strings.Contains(blocking.Error(), says) {
			t.Errorf("%s: got %v", says, blocking)
		}
	}
}

func TestSummaryIsBoundToFigures(t *testing.T) {
	cases := seedYear()
	st := data.Statistics(cases, 2022, day(2022, 12, 31), data.SameRules(rules(t)))
	facts := data.FigureFacts{Now: st, Cases: cases}
	got := data.FillSummary(data.Summary{Title: "总结", Sections: []data.SummarySection{{Text: "共{总件数}件，A类{A类件数}件（{A类占比}），比如{例3}。"}}}, facts)
	if want := "共15件，A类4件（57.1%），比如《关于测试的建议》。"; got.Refused() != nil || got.Sections[0].Text != want {
		t.Errorf("%q, %v", got.Sections[0].Text, got.Problems())
	}
	if got := data.FillSummary(data.Summary{Title: "{没有的}{例99}"}, facts); len(got.Unknown) != 2 {
		t.Errorf("unknown fields: %v", got.Unknown)
	}
}

// The district's own report of 2018 printed 109, 52 and 107 of 269.
func TestTheMisprintOf2018IsFound(t *testing.T) {
	names, printed := []string{"A类", "B类", "C类"}, []string{"40.9%", "19.3%", "39.8%"}
	got := data.ExplainShares(269, names, []int{109, 52, 107}, printed)
	if !strings.Contains(got, "A类由109改为110") {
		t.Errorf("got %q", got)
	}
	if got := data.ExplainShares(269, names, []int{110, 52, 107}, printed); got != "" {
		t.Errorf("figures that agree: %q", got)
	}
}

func TestLedgerFiltersAndSorts(t *testing.T) {
	rows := data.LedgerRows(seedYear(), day(2022, 12, 31), data.SameRules(rules(t)))
	if got := (data.LedgerFilter{Role: "主办"}).Apply(rows); len(got) != 7 {
		t.Errorf("%d rows", len(got))
	}
	if got := (data.LedgerFilter{Role: "没有这样的方式"}).Apply(rows); len(got) != 0 {
		t.Errorf("%d rows", len(got))
	}
	if got := data.NewLedgerOrder(rows).Sort(rows, "number", true); got[0].Number != "15" || rows[0].Number != "1" {
		t.Errorf("first %s, untouched %s", got[0].Number, rows[0].Number)
	}
}

// By 时限 what is still to be done stands by its day, overdue first; what is answered
// or closed stands behind whichever way is sorted, as does what has no such day.
func TestSortedByTheDayItIsDue(t *testing.T) {
	rows := []*data.LedgerRow{
		{ID: 1, Number: "1", Limit: day(2022, 3, 1), Answered: day(2022, 2, 1)}, {ID: 2, Number: "2", Limit: day(2022, 6, 30), Light: data.LightYellow}, {ID: 3, Number: "3", Limit: day(2022, 5, 1), Light: data.LightRed},
		{ID: 4, Number: "4", Limit: day(2022, 8, 1), Answered: day(2022, 7, 1)}, {ID: 5, Number: "5", Limit: day(2022, 4, 1), Light: data.LightRed}, {ID: 6, Number: "6", Limit: day(2022, 9, 1), Light: data.LightGreen},
	}
	order := func(column string, down bool) (said string) {
		for _, r := range data.NewLedgerOrder(rows).Sort(rows, column, down) {
			said += r.Number
		}
		return said
	}
	for want, got := range map[string]string{"532614": order("limit", false), "623541": order("limit", true), "142356": order("answered", false), "412356": order("answered", true)} {
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func BenchmarkFilter4000(b *testing.B) {
	var cases []data.Case
	for id := data.ID(1); id <= 4000; id++ {
		cases = append(cases, leadCase(id))
	}
	rows := data.LedgerRows(cases, day(2022, 12, 31), data.SameRules(rules(b)))
	for b.Loop() {
		data.LedgerFilter{Role: "主办"}.Apply(rows)
	}
}

func BenchmarkLedgerRows4000(b *testing.B) {
	var cases []data.Case
	for id := data.ID(1); id <= 4000; id++ {
		cases = append(cases, leadCase(id))
	}
	r := rules(b)
	for b.Loop() {
		data.LedgerRows(cases, day(2022, 5, 31), data.SameRules(r))
	}
}

// partLines are the lines of a part, headed by ##, of a file of testdata.
func partLines(t testing.TB, file, part string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(text), "## "+part+"\n")
	if !ok {
		t.Fatal("no part " + part)
	}
	before, _, _ := strings.Cut(after, "\n## ")
	for line := range strings.Lines(before) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
