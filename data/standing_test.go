package data_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// secondRound is a case whose proposer was dissatisfied on 10 June 2022 and got
// a second reply on 1 July.
func secondRound(c *data.Case) {
	c.Feedback[0].Result = data.Dissatisfied
	c.Replies = append(c.Replies, data.Reply{ID: 2, ProposalID: 1, Round: 2, Class: "B",
		SignOff: data.SignOff{Drafted: datatest.Day(6, 20), Signed: datatest.Day(6, 28)}, Sent: datatest.Day(7, 1)})
}

func TestTheNextStepAfterAReply(t *testing.T) {
	r := datatest.Rules()
	for _, c := range []struct {
		name  string
		today data.Date
		make  func(*data.Case)
		stage data.Stage
		what  string
		by    data.Date
	}{
		{"fifteen days for the form from 7 June: 22 June, a Wednesday", datatest.Day(6, 8), func(*data.Case) {}, data.ToFeedback, "收回征询意见表", datatest.Day(6, 22)},
		{"dissatisfied on Friday 10 June: a month ends on Sunday 10 July, so Monday", datatest.Day(6, 11), secondRound, data.ToReanswer, "重新办理并再次答复", datatest.Day(7, 11)},
		{"second reply drafted", datatest.Day(6, 21), secondRound, data.ToReanswer, "审核再次答复", datatest.Day(7, 11)},
		{"second reply signed", datatest.Day(6, 29), secondRound, data.ToReanswer, "送达再次答复", datatest.Day(7, 11)},
		{"second reply sent, its form is out: not settled by the old mark; 16 July is a Saturday", datatest.Day(7, 2), secondRound, data.ToFeedback, "收回征询意见表", datatest.Day(7, 18)},
		{"second form back", datatest.Day(7, 20), func(c *data.Case) {
			secondRound(c)
			c.Feedback = append(c.Feedback, data.Feedback{ID: 2, Round: 2, ProposerID: 10, Received: datatest.Day(7, 9), Result: data.Satisfied})
		}, data.Settled, "", data.Date{}},
		{"dissatisfied with the attitude only: the unit's leader calls", datatest.Day(6, 12), func(c *data.Case) { c.Feedback[0].Attitude = data.Dissatisfied }, data.Settled, "对办理态度不满意，请单位领导走访代表", data.Date{}},
		{"the leader called", datatest.Day(6, 20), func(c *data.Case) {
			c.Feedback[0].Attitude = data.Dissatisfied
			c.Consultations = append(c.Consultations, data.Consultation{ID: 4, Phase: data.After, Date: datatest.Day(6, 15), Method: data.FaceToFace, Attended: []data.ID{10}})
		}, data.Settled, "", data.Date{}},
		{"an open promise", datatest.Day(6, 20), func(c *data.Case) {
			c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "建成管网", Due: datatest.Day(12, 31)}, {ID: 2, ReplyID: 1, Text: "修好路灯", Due: datatest.Day(9, 30)}}
		}, data.Settled, "兑现承诺：修好路灯", datatest.Day(9, 30)},
		{"a form with one mark only is back all the same", datatest.Day(6, 20), func(c *data.Case) { c.Feedback[0].Result = data.NoMark }, data.Settled, "", data.Date{}},
		{"a return that was refused: the unit signed for it after all", datatest.Day(4, 1), func(c *data.Case) {
			c.Assignments[0].Returned, c.Assignments[0].Accepted = datatest.Day(3, 12), datatest.Day(3, 15)
		}, data.Working, "沟通并起草答复", datatest.Day(6, 9)},
	} {
		s := data.StageOf(datatest.Case(c.make), c.today, r)
		if s.Stage != c.stage || s.Next.What != c.what || s.Next.By != c.by {
			t.Errorf("%s: %s, %q by %v; want %s, %q by %v", c.name, s.Stage, s.Next.What, s.Next.By, c.stage, c.what, c.by)
		}
	}
}

func TestAPromiseIsMadeWhenItsReplyIsSent(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Replies[0].Class = "B"
		c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "建成管网", Due: datatest.Day(8, 31)}}
	})
	for _, want := range []struct {
		asOf          data.Date
		open, overdue int
		settled       string
	}{{datatest.Day(6, 6), 0, 0, "0%"}, {datatest.Day(6, 7), 1, 0, "100%"}, {datatest.Day(8, 31), 1, 0, "100%"}, {datatest.Day(9, 1), 0, 1, "0%"}} {
		st := data.Statistics([]data.Case{c}, 2022, want.asOf, datatest.RuleYears())
		if st.Commitments.Open != want.open || st.Commitments.Overdue != want.overdue || st.SettledRate.Percent() != want.settled {
			t.Errorf("%v: %+v, settled %s", want.asOf, st.Commitments, st.SettledRate.Percent())
		}
	}
}

func TestASecondExtensionAppliedForWithinTheFirst(t *testing.T) {
	e := []data.Extension{
		{ID: 1, Applied: datatest.Day(6, 1), Approved: datatest.Day(6, 2), Until: datatest.Day(7, 8)},
		{ID: 2, Applied: datatest.Day(7, 1), Approved: datatest.Day(7, 2), Until: datatest.Day(8, 10)},
	}
	for range 2 { // in either order of entry
		c := datatest.Case(func(c *data.Case) { c.Extensions = e })
		if l := data.ReplyLimit(c, datatest.Rules()); l.Deadline != datatest.Day(8, 10) { // a Wednesday
			t.Errorf("deadline %v", l.Deadline)
		}
		slices.Reverse(e)
	}
}

func TestWithoutAHandOverNoLimitRuns(t *testing.T) {
	s := data.StageOf(data.Case{}, datatest.Day(5, 1), datatest.Rules())
	if s.Light != data.NoLight || !s.Limit.Deadline.IsZero() || !s.Next.By.IsZero() {
		t.Errorf("%+v", s)
	}
	data.Statistics([]data.Case{{}}, 0, data.Date{}, data.RuleYears{})
	data.CheckFacts(data.Case{}, data.Rules{})
	data.CheckReply(data.Case{}, data.Reply{}, data.Settings{}, data.Rules{}, func(rune) bool { return true }, nil)
	data.LedgerRows([]data.Case{{}}, data.Date{}, data.RuleYears{})
}

func TestSatisfactionHasTwoDenominators(t *testing.T) {
	// Seven replied, five forms back, one of them dissatisfied: 4/5 of the
	// forms, 6/7 of the replied (85.71).
	var cases []data.Case
	for n := range 7 {
		cases = append(cases, datatest.Case(datatest.Numbered(n+1), func(c *data.Case) {
			switch {
			case n < 2:
				c.Feedback = nil
			case n == 2:
				c.Feedback[0].Result = data.Dissatisfied
			}
		}))
	}
	for replied, want := range map[bool]string{false: "80%", true: "85.7%"} {
		r := datatest.Rules(func(p *data.RulePack) { p.FeedbackOfReplied = replied })
		st := data.Statistics(cases, 2022, datatest.Day(12, 31), data.SameRules(r))
		if got := st.Result.Rate.Percent(); got != want || st.ReturnedRate.Num != 5 {
			t.Errorf("of replied %v: %s, %d back", replied, got, st.ReturnedRate.Num)
		}
	}
}

func TestFiguresHoldForAnyYear(t *testing.T) {
	r := datatest.Rules()
	rapid.Check(t, func(t *rapid.T) {
		var cases []data.Case
		for n := range rapid.IntRange(0, 12).Draw(t, "cases") {
			cases = append(cases, datatest.Case(datatest.Numbered(n+1), func(c *data.Case) {
				c.Replies[0].Class = rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "class")
				c.Replies[0].Sent = datatest.Day(4, 1).AddDays(rapid.IntRange(0, 150).Draw(t, "sent"))
				c.Feedback[0].Received = c.Replies[0].Sent.AddDays(3)
				c.Feedback[0].Result = rapid.SampledFrom(data.Marks).Draw(t, "mark")
				if rapid.Bool().Draw(t, "withdrawn") {
					c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(8, 1)
				}
			}))
		}
		asOf := datatest.Day(3, 9).AddDays(rapid.IntRange(0, 250).Draw(t, "asOf"))
		st := data.Statistics(cases, 2022, asOf, data.SameRules(r))
		classes := 0
		for _, c := range st.Classes {
			classes += c.Count
		}
		if classes != st.Replied || st.Lead+st.Assist != st.Total || st.RepliedOnTime > st.Replied {
			t.Fatalf("%d classes, %d replied, %d lead, %d total", classes, st.Replied, st.Lead, st.Total)
		}
		for _, f := range []data.Rate{st.ReplyRate, st.SettledRate, st.OnTimeRate, st.FaceToFaceRate, st.Attitude.Rate, st.Result.Rate, st.OpinionRate} {
			if tenths, ok := f.Tenths(); len(f.IDs) != f.Num || len(f.Base) != f.Den || ok != (f.Den > 0) || tenths < 0 || tenths > 1000 {
				t.Fatalf("%+v", f)
			}
		}
		rows := data.LedgerRows(cases, asOf, data.SameRules(r))
		counted := 0
		for _, row := range rows {
			if row.Class != "" {
				counted++
			}
		}
		if counted != classes { // the ledger recounts to the same figures
			t.Fatalf("ledger %d, statistics %d", counted, classes)
		}
		slices.Reverse(cases)
		again := data.Statistics(cases, 2022, asOf, data.SameRules(r))
		if diff := cmp.Diff(asJSON(t, st), asJSON(t, again)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// asJSON is a year's figures without the ids, whose order follows the cases'.
func asJSON(t interface{ Fatal(...any) }, st data.Stats) string {
	b, err := json.Marshal(st)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
