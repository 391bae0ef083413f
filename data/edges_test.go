package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// The limit is 9 June: 15 days before it the light turns yellow, 5 days before
// it orange, past it red.
func TestLightsTurnOnTheirDay(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Replies, c.Feedback, c.Disclosure = nil, nil, data.Disclosure{}
	})
	for _, x := range []struct {
		today data.Date
		want  data.Light
	}{
		{datatest.Day(5, 24), data.LightGreen}, {datatest.Day(5, 25), data.LightYellow}, {datatest.Day(6, 3), data.LightYellow},
		{datatest.Day(6, 4), data.LightOrange}, {datatest.Day(6, 9), data.LightOrange}, {datatest.Day(6, 10), data.LightRed},
	} {
		if got := data.StageOf(c, x.today, datatest.Rules()).Light; got != x.want {
			t.Errorf("on %s %s, want %s", x.today, got, x.want)
		}
	}
}

// A number left out is one too many; the next one is none.
func TestOneNumberLeftOutIsAJump(t *testing.T) {
	for number, want := range map[string]string{"红政函〔2022〕2号": "", "红政函〔2022〕3号": "跳号了，前一个是1号"} {
		c := datatest.Case(func(c *data.Case) { c.Replies[0].DocNumber = number })
		_, warnings := data.CheckReply(c, c.Replies[0], data.Settings{}, datatest.Rules(), func(rune) bool { return true }, []string{"红政函〔2022〕1号"})
		got := ""
		for _, p := range warnings {
			if p.Field == "文号" {
				got = p.Message
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
}

// A unit owes nothing of a proposal that was withdrawn or passed on.
func TestNothingIsOwedOfAClosedProposal(t *testing.T) {
	open := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback = nil, nil })
	closed := open
	closed.Proposal.Closed, closed.Proposal.ClosedOn = data.Withdrawn, datatest.Day(4, 1)
	unit := open.Assignments[0].Unit.ID
	for _, x := range []struct {
		c    data.Case
		day  data.Date
		owed int
	}{{open, datatest.Day(5, 1), 1}, {closed, datatest.Day(5, 1), 0}, {closed, datatest.Day(3, 31), 1}} {
		if got := data.OwedBy([]data.Case{x.c}, unit, x.day, datatest.RuleYears()); len(got) != x.owed {
			t.Errorf("%s as of %s: %d owed, want %d", x.c.Proposal.Closed, x.day, len(got), x.owed)
		}
	}
}

// A new round begins with the words of the one before; signing it as it is would
// tell the deputy nothing new.
func TestANewRoundInTheSameWords(t *testing.T) {
	c := data.Case{Replies: []data.Reply{{Round: 1, Body: "一、基本情况。"}, {Round: 2, Body: ""}}}
	for body, want := range map[string]string{"一、基本情况。": "正文：与第1次答复的文字完全一样", "一、基本情况。又做了两件。": "", "": ""} {
		_, warnings := data.CheckReply(c, data.Reply{Round: 3, Body: body}, data.Settings{}, datatest.Rules(), func(rune) bool { return true }, nil)
		got := ""
		for _, p := range warnings {
			if p.Field == "正文" {
				got = p.Field + "：" + p.Message
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}
