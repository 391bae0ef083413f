// Package datatest makes facts for tests in one line: every default is fixed,
// so that a figure worked out by hand stays right, and a test changes only what
// it is about:
//
//	c := datatest.Case(func(c *data.Case) { c.Proposal.Key = true })
//
// It knows no file and no clock. The rules have no holiday notice in them; a
// test of holidays brings its own calendar.
package datatest

import (
	"strconv"
	"time"

	"jianban/data"
)

// Day is a day of 2022, the demonstration year.
func Day(month time.Month, day int) data.Date { return data.NewDate(2022, month, day) }

// Case is lead proposal 1, handed over on 9 March 2022, done in time: consulted
// in all phases, answered on 7 June with class A, the form back on 10 June.
func Case(changes ...func(*data.Case)) data.Case {
	p := data.Proposer{ID: 10, Name: "封伟", Body: data.Congress, Delegation: "红塔代表团"}
	c := data.Case{
		Book: data.Book{ID: 1, Direction: data.HandedDown, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}},
		Proposal: data.Proposal{ID: 1, BookID: 1, Number: "1", Kind: data.Suggestion, Role: data.Lead, Title: "关于测试的建议",
			HandedOver: Day(3, 9), Proposers: []data.Proposer{p}},
		Assignments: []data.Assignment{{ID: 1, ProposalID: 1, Unit: data.Unit{ID: 5, Name: "区住建局"}, Part: data.LeadUnit, Assigned: Day(3, 10), Accepted: Day(3, 11)}},
		Consultations: []data.Consultation{
			{ID: 1, ProposalID: 1, Phase: data.Before, Date: Day(3, 20), Method: data.Phone},
			{ID: 2, ProposalID: 1, Phase: data.During, Date: Day(4, 20), Method: data.FaceToFace, Attended: []data.ID{p.ID}},
			{ID: 3, ProposalID: 1, Phase: data.After, Date: Day(6, 8), Method: data.Phone},
		},
		Replies: []data.Reply{{ID: 1, ProposalID: 1, Round: 1, Class: "A", DocNumber: "红政函〔2022〕1号", Body: "正文。",
			SignOff: data.SignOff{Drafted: Day(5, 1), Signed: Day(6, 1)}, Sent: Day(6, 7)}},
		Feedback:   []data.Feedback{{ID: 1, ProposalID: 1, Round: 1, ProposerID: p.ID, Received: Day(6, 10), Attitude: data.Satisfied, Result: data.Satisfied}},
		Disclosure: data.Disclosure{ID: 1, ProposalID: 1, Decision: data.Open},
	}
	return changed(c, changes)
}

// Assist is assist proposal 1, whose opinion went out on 2 April 2022.
func Assist(changes ...func(*data.Case)) data.Case {
	c := Case(func(c *data.Case) {
		c.Proposal.Role, c.Proposal.LeadBody = data.Assist, "玉溪市发展和改革委员会"
		c.Replies, c.Feedback, c.Consultations, c.Disclosure = nil, nil, nil, data.Disclosure{}
		c.Opinions = []data.Opinion{{ID: 1, ProposalID: 1, Way: data.OpinionOut, SignOff: data.SignOff{Drafted: Day(3, 20), Signed: Day(4, 1)}, Sent: Day(4, 2)}}
	})
	return changed(c, changes)
}

// Numbered gives a case another number and ID.
func Numbered(n int) func(*data.Case) {
	return func(c *data.Case) { c.Proposal.ID, c.Proposal.Number = data.ID(n), strconv.Itoa(n) }
}

func changed(c data.Case, changes []func(*data.Case)) data.Case {
	for _, change := range changes {
		change(&c)
	}
	return c
}

// Rules are the lengths and classes of the default pack, without a calendar.
func Rules(changes ...func(*data.RulePack)) data.Rules {
	p := data.RulePack{
		Name: "测试规则", ReplyMonths: 3, ExtensionMonths: 6, ReturnWorkdays: 5, OpinionMonths: 1, ReanswerMonths: 1,
		FeedbackDays: 15, NextWorkday: true, YellowDays: 15, OrangeDays: 5,
		Classes: []data.ReplyClass{
			{Letter: "A", Name: "已解决或基本解决", Settled: true, Adopted: true},
			{Letter: "B", Name: "列入计划逐步解决", NeedsCommitments: true, Adopted: true},
			{Letter: "C", Name: "因条件限制暂未能解决"},
		},
	}
	for _, change := range changes {
		change(&p)
	}
	return data.Rules{Pack: p}
}

// RuleYears are Rules in every year.
func RuleYears(changes ...func(*data.RulePack)) data.RuleYears {
	return data.SameRules(Rules(changes...))
}
