package data_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// A promise of 31 August: near thirty days before, on its day not overdue yet,
// the day after it is; kept it is told of by word or by a letter that was sent.
func TestStatesOfPromises(t *testing.T) {
	c := datatest.Case()
	p := data.Commitment{ID: 1, ReplyID: 1, Text: "修路", Due: datatest.Day(8, 31)}
	for _, x := range []struct {
		today data.Date
		state data.PromiseState
		words string
	}{
		{datatest.Day(7, 31), data.PromiseOpen, "在期"},
		{datatest.Day(8, 1), data.PromiseSoon, "剩30天"},
		{datatest.Day(8, 31), data.PromiseSoon, "今天到期"},
		{datatest.Day(9, 2), data.PromiseOverdue, "逾期2天"},
	} {
		got := data.StateOfPromise(c, p, x.today)
		if words := got.Words(x.today.DaysUntil(p.Due)); got != x.state || words != x.words {
			t.Errorf("%s: %s, %s", x.today, got, words)
		}
		if p.Overdue(x.today) != (x.state == data.PromiseOverdue) {
			t.Errorf("%s: overdue %v", x.today, p.Overdue(x.today))
		}
	}
	if data.PromiseSoon != "30天内到期" {
		t.Error(data.PromiseSoon)
	}
	p.Kept, p.FollowUp = datatest.Day(8, 20), 2
	c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.FollowUp, Class: "A"})
	if got := data.StateOfPromise(c, p, datatest.Day(9, 30)); got != data.PromiseUntold || got.Words(0) != "待告知" || p.Overdue(datatest.Day(9, 30)) {
		t.Errorf("while the letter is written: %s", got)
	}
	c.Replies[1].Sent = datatest.Day(9, 1)
	if got := data.StateOfPromise(c, p, datatest.Day(9, 30)); got != data.PromiseKept || got.Words(0) != "已兑现" {
		t.Errorf("when it was sent: %s", got)
	}
	p.FollowUp, p.Told = 0, datatest.Day(8, 21)
	if got := data.StateOfPromise(c, p, datatest.Day(9, 30)); got != data.PromiseKept {
		t.Errorf("told by word: %s", got)
	}
}

// An urging that names no day is late after five working days: of Friday 10
// June, after the 17th.
func TestStatesOfUrgings(t *testing.T) {
	r, day := datatest.Rules(), datatest.Day
	for _, x := range []struct {
		name  string
		s     data.Supervision
		today data.Date
		want  data.UrgingState
	}{
		{"on the fifth working day", data.Supervision{Kind: data.Urge, Date: day(6, 10)}, day(6, 17), data.UrgingWaiting},
		{"the day after", data.Supervision{Kind: data.Urge, Date: day(6, 10)}, day(6, 18), data.UrgingLate},
		{"on the day named", data.Supervision{Kind: data.Remind, Date: day(6, 10), RectifyBy: day(7, 1)}, day(7, 1), data.UrgingWaiting},
		{"past the day named", data.Supervision{Kind: data.Remind, Date: day(6, 10), RectifyBy: day(7, 1)}, day(7, 2), data.UrgingLate},
		{"answered late", data.Supervision{Kind: data.Order, Date: day(6, 10), Answered: day(6, 30)}, day(7, 2), data.UrgingDone},
		{"a visit that asked for nothing", data.Supervision{Kind: data.Visit, Date: day(6, 1)}, day(6, 30), data.UrgingDone},
		{"a visit that asked for something", data.Supervision{Kind: data.Visit, Date: day(6, 1), RectifyBy: day(6, 30)}, day(6, 30), data.UrgingOpen},
		{"which was not done", data.Supervision{Kind: data.Visit, Date: day(6, 1), RectifyBy: day(6, 30)}, day(7, 1), data.UrgingLate},
		{"which was done", data.Supervision{Kind: data.Visit, Date: day(6, 1), RectifyBy: day(6, 30), Rectified: day(7, 1)}, day(7, 1), data.UrgingDone},
	} {
		if got := x.s.State(x.today, r); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
	if data.Order.Verb() != "发督办单" || data.Remind.Verb() != "提醒" {
		t.Error(data.Order.Verb(), data.Remind.Verb())
	}
}

// A reply sent on 7 June, whose form should be back by the 22nd.
func TestStatesOfForms(t *testing.T) {
	r := datatest.Rules(func(p *data.RulePack) {
		p.Marks = []data.MarkWord{{Word: "理解", Counts: data.MostlySatisfied}, {Word: "不同意", Counts: data.Dissatisfied}}
	})
	day := datatest.Day
	form := func(changes func(*data.Feedback)) func(*data.Case) {
		return func(c *data.Case) {
			f := data.Feedback{ID: 81, Round: 1, ProposerID: 10, FormSent: day(6, 8)}
			changes(&f)
			c.Feedback = []data.Feedback{f}
		}
	}
	back := func(attitude, result data.Mark) func(*data.Feedback) {
		return func(f *data.Feedback) { f.Received, f.Attitude, f.Result = day(6, 10), attitude, result }
	}
	out := form(func(*data.Feedback) {})
	for _, x := range []struct {
		name  string
		make  func(*data.Case)
		today data.Date
		want  string
	}{
		{"out", out, day(6, 22), "待收回"},
		{"not back in time", out, day(6, 23), "逾期未收回"},
		{"not noted as sent", form(func(f *data.Feedback) { f.FormSent = data.Date{} }), day(6, 20), "没有登记发出"},
		{"not entered at all", func(c *data.Case) { c.Feedback = nil }, day(6, 20), "没有登记发出"},
		{"back", form(back("理解", "理解")), day(6, 23), "已收回"},
		{"own word of the result", form(back("理解", "不同意")), day(6, 23), "待重办 剩18天"}, // a month on, 10 July, is a Sunday: until the 11th
		{"past that month", form(back("理解", "不同意")), day(7, 12), "待重办 逾期1天"},
		{"own word of the attitude", form(back("不同意", "理解")), day(6, 23), "态度不满意，待走访"},
		{"somebody called", func(c *data.Case) {
			form(back("不同意", "理解"))(c)
			c.Consultations = append(c.Consultations, data.Consultation{ID: 9, Phase: data.After, Method: data.FaceToFace, Date: day(6, 10)})
		}, day(6, 23), "已收回"},
		{"somebody rang", func(c *data.Case) {
			form(back("不同意", "理解"))(c)
			c.Consultations = append(c.Consultations, data.Consultation{ID: 9, Phase: data.After, Method: data.Phone, Date: day(6, 12)})
		}, day(6, 23), "态度不满意，待走访"},
		{"a later form replaces it", func(c *data.Case) {
			form(back("不同意", "理解"))(c)
			c.Replies = append(c.Replies, data.Reply{ID: 99, Round: 2, Class: "A", Sent: day(6, 20)})
			c.Feedback = append(c.Feedback, data.Feedback{ID: 82, Round: 2, ProposerID: 10, Received: day(6, 25), Attitude: "理解", Result: "理解"})
		}, day(6, 28), "已收回 | 已收回"},
		{"a co-signer's beside", func(c *data.Case) {
			out(c)
			c.Feedback = append(c.Feedback, data.Feedback{ID: 83, Round: 1, ProposerID: 11})
		}, day(6, 20), "待收回 | 没有登记发出"},
		{"of one who moved it no longer", form(func(f *data.Feedback) { f.ProposerID = 777; back("理解", "理解")(f) }), day(6, 20), "已收回 | 没有登记发出"},
		{"a promise told of is no new form", func(c *data.Case) {
			out(c)
			c.Replies = append(c.Replies, data.Reply{ID: 99, Round: 2, Occasion: data.FollowUp, Class: "A", Sent: day(6, 20)})
		}, day(6, 23), "逾期未收回"},
		{"withdrawn", func(c *data.Case) { c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, day(6, 1) }, day(6, 20), ""},
		{"not answered yet", func(c *data.Case) { c.Replies[0].Sent = data.Date{} }, day(6, 20), ""},
	} {
		var got []string
		for _, f := range data.Forms(datatest.Case(x.make), x.today, r) {
			got = append(got, f.Words(x.today))
		}
		if g := strings.Join(got, " | "); g != x.want {
			t.Errorf("%s: %s, want %s", x.name, g, x.want)
		}
	}
}

// Whatever the facts: forms and promises agree with the next steps and figures
// that look at the same facts.
func TestStatesAgreeWithStepsAndFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		c := d.drawCase(1)
		today, r := d.some("today"), datatest.Rules()
		c = c.AsOf(today)
		s := data.StageOf(c, today, r)
		asks := slices.ContainsFunc(data.Forms(c, today, r), func(f data.Form) bool { return f.State == data.FormOwed })
		if asks != (s.Stage == data.ToReanswer) && slices.ContainsFunc(c.Replies, func(p data.Reply) bool { return !p.Sent.IsZero() && p.Occasion != data.FollowUp }) {
			t.Fatalf("stage %s, a form that asks for a new answer: %v", s.Stage, asks)
		}
		of := map[data.PromiseState]int{}
		for _, p := range c.Commitments {
			of[data.StateOfPromise(c, p, today)]++
		}
		if c.Proposal.HandedOver.After(today) {
			return
		}
		st := data.Statistics([]data.Case{c}, c.Year(), today, data.SameRules(r)).Commitments
		if of[data.PromiseOverdue] != st.Overdue || of[data.PromiseSoon]+of[data.PromiseOpen] != st.Open || of[data.PromiseUntold]+of[data.PromiseKept] != st.Kept {
			t.Fatalf("states %v, figures %+v", of, st)
		}
	})
}

// Once all three talks were held the next step asks for none more.
func TestTheNextStepOnceAllTalksAreHeld(t *testing.T) {
	c := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback = nil, nil })
	for day, want := range map[data.Date]string{
		datatest.Day(3, 12): "联系代表，记办前沟通",
		datatest.Day(3, 20): "沟通并起草答复", // 办前 is held
		datatest.Day(4, 20): "沟通并起草答复", // and 办中
		datatest.Day(6, 8):  "起草答复",    // and 办后
	} {
		if got := data.StageOf(c, day, datatest.Rules()).Next.What; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	sent := datatest.Case()
	for day, want := range map[data.Date]data.Phase{datatest.Day(3, 12): data.Before, datatest.Day(3, 20): data.During, datatest.Day(4, 20): data.After, datatest.Day(6, 9): data.After} {
		if got := data.StageOf(sent, day, datatest.Rules()).NextPhase(); got != want {
			t.Errorf("%s: the next talk is %s, want %s", day, got, want)
		}
	}
	c.Consultations[2].Date = datatest.Day(5, 1)
	if got := data.StageOf(c, datatest.Day(5, 2), datatest.Rules()).NextPhase(); got != data.During {
		t.Errorf("all held, not answered: %s", got)
	}
}
