package data_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// drawn makes up cases: any facts on any days, whether they fit together or
// not, since figures must hold for every registry.
type drawn struct{ t *rapid.T }

func (d drawn) day(name string) data.Date {
	if rapid.IntRange(0, 4).Draw(d.t, name+" given") == 0 {
		return data.Date{}
	}
	return d.some(name)
}

func (d drawn) some(name string) data.Date {
	return datatest.Day(1, 10).AddDays(rapid.IntRange(0, 500).Draw(d.t, name))
}

func (d drawn) unit(name string) data.Unit {
	n := rapid.IntRange(5, 7).Draw(d.t, name)
	return data.Unit{ID: data.ID(n), Name: []string{"甲局", "乙局", "丙局"}[n-5]}
}

func oneOf[T any](d drawn, name string, of []T) T { return rapid.SampledFrom(of).Draw(d.t, name) }

func several(d drawn, name string, most int, make func(id data.ID)) {
	for i := range rapid.IntRange(0, most).Draw(d.t, name) {
		make(data.ID(i + 1))
	}
}

func (d drawn) drawCase(n int) data.Case {
	c := data.Case{Book: data.Book{ID: 1, Meeting: data.Meeting{Body: oneOf(d, "body", data.Bodies), Level: data.City, Term: 1, Session: 1, Year: rapid.IntRange(2020, 2023).Draw(d.t, "year")}}}
	if rapid.Bool().Draw(d.t, "own limit") {
		c.Book.ReplyMonths = 5
	}
	p := &c.Proposal
	*p = data.Proposal{ID: data.ID(n), Number: "1", Kind: oneOf(d, "kind", data.Kinds), Role: oneOf(d, "role", data.Roles), Key: rapid.Bool().Draw(d.t, "key"), Between: rapid.Bool().Draw(d.t, "between"),
		HandedOver: d.some("handed"), Proposers: []data.Proposer{{ID: 10, Name: oneOf(d, "name", []string{"甲", "民盟红塔支部"})}, {ID: 11, Name: "乙"}}}
	if rapid.Bool().Draw(d.t, "alone") {
		p.Proposers = p.Proposers[:1]
	}
	if rapid.IntRange(0, 3).Draw(d.t, "required") == 0 {
		p.Required = d.some("required by")
	}
	if rapid.IntRange(0, 5).Draw(d.t, "closed") == 0 {
		p.Closed, p.ClosedOn = data.Withdrawn, d.some("closed on")
	}
	several(d, "extensions", 2, func(id data.ID) {
		c.Extensions = append(c.Extensions, data.Extension{ID: id, Applied: d.some("applied"), Approved: d.day("approved"), Told: d.day("told"), Until: d.some("until")})
	})
	several(d, "assignments", 3, func(id data.ID) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: id, Unit: d.unit("unit"), Part: oneOf(d, "part", data.Parts), Assigned: d.some("assigned"), Accepted: d.day("accepted"), Returned: d.day("returned"), ReturnConsented: d.day("consented")})
	})
	several(d, "talks", 3, func(id data.ID) {
		c.Consultations = append(c.Consultations, data.Consultation{ID: id, Phase: oneOf(d, "phase", data.Phases), Method: oneOf(d, "method", data.Methods), Date: d.some("talk"),
			Attended: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) data.ID { return data.ID(rapid.IntRange(10, 12).Draw(t, "attended")) }), 0, 3).Draw(d.t, "who"), LedRank: oneOf(d, "rank", data.Ranks)})
	})
	several(d, "replies", 3, func(id data.ID) {
		c.Replies = append(c.Replies, data.Reply{ID: id, Round: int(id), Class: oneOf(d, "class", []string{"A", "B", "C"}), Occasion: oneOf(d, "occasion", []data.Occasion{"", data.Reanswer, data.FollowUp}),
			Ideas: rapid.IntRange(0, 3).Draw(d.t, "ideas"), Policies: rapid.IntRange(0, 1).Draw(d.t, "policies"), Sent: d.day("sent"), SignOff: data.SignOff{Drafted: d.day("drafted"), Signed: d.day("signed")}})
	})
	several(d, "opinions", 3, func(id data.ID) {
		c.Opinions = append(c.Opinions, data.Opinion{ID: id, Way: oneOf(d, "way", []string{data.OpinionIn, data.OpinionOut}), Unit: d.unit("of"), Sent: d.day("out"), Received: d.day("in")})
	})
	several(d, "forms", 4, func(id data.ID) {
		c.Feedback = append(c.Feedback, data.Feedback{ID: id, Round: int(id+1) / 2, Second: id%2 == 0, ProposerID: data.ID(rapid.IntRange(10, 11).Draw(d.t, "proposer")), Received: d.day("back"),
			Attitude: oneOf(d, "attitude", append(data.Marks, data.NoMark)), Result: oneOf(d, "result", append(data.Marks, data.NoMark)), Solved: oneOf(d, "solved", []string{"", "解决", "未解决"})})
	})
	several(d, "assessments", 3, func(id data.ID) {
		vote := func(name string) int { return rapid.IntRange(0, 40).Draw(d.t, name) }
		a := data.Assessment{ID: id, Kind: oneOf(d, "assessed by", data.AssessmentKinds), Date: d.some("assessed on"), Mark: oneOf(d, "found", data.Marks)}
		if a.Kind == data.Ballot {
			a.Satisfied, a.Mostly, a.Dissatisfied, a.Abstained = vote("for"), vote("mostly"), vote("against"), vote("abstained")
		}
		c.Assessments = append(c.Assessments, a)
	})
	several(d, "promises", 2, func(id data.ID) {
		c.Commitments = append(c.Commitments, data.Commitment{ID: id, ReplyID: data.ID(rapid.IntRange(0, 3).Draw(d.t, "promised in")), Text: "事", Due: d.some("due"), Kept: d.day("kept")})
	})
	several(d, "supervisions", 2, func(id data.ID) {
		c.Supervisions = append(c.Supervisions, data.Supervision{ID: id, Unit: d.unit("urged"), Kind: oneOf(d, "kind", data.SupervisionKinds), Date: d.some("urged on")})
	})
	return c
}

// drawLimits makes up a place's rules beside its lengths.
func (d drawn) drawLimits() (all []data.LimitRule) {
	several(d, "limits", 4, func(data.ID) {
		r := data.LimitRule{For: oneOf(d, "limit for", []data.LimitFor{data.ForReply, data.ForTold, data.ForOpinion}), Of: oneOf(d, "limit of", [][]data.LimitOf{nil, {data.OfCongress}, {data.OfCPPCC, data.OfSession}, {data.OfBetween}, {data.OfKey}})}
		if rapid.Bool().Draw(d.t, "a day") {
			r.Day = oneOf(d, "until day", []data.MonthDay{"4月16日", "6月30日", "5月10日", "12月31日", "2月28日"})
		} else {
			r.N, r.Unit = rapid.IntRange(1, 9).Draw(d.t, "long"), oneOf(d, "unit of limit", []data.SpanUnit{data.Months, data.Workdays, data.Days})
			if r.For == data.ForOpinion && r.Unit != data.Months && rapid.Bool().Draw(d.t, "before") {
				r.From = data.BeforeAnswer
			}
		}
		all = append(all, r)
	})
	return all
}

func TestFiguresEqualASlowRecount(t *testing.T) {
	holidays := rules(t).Calendar
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 5).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		r := datatest.Rules(func(p *data.RulePack) {
			p.FeedbackOfReplied, p.Limits = rapid.Bool().Draw(t, "of replied"), d.drawLimits()
			p.Rates = data.RateRules{Decimals: rapid.IntRange(0, 2).Draw(t, "decimals"), Settled: oneOf(d, "settled", data.SettledMeanings), SettledOfReplied: rapid.Bool().Draw(t, "settled of replied")}
		})
		r.Calendar = holidays
		asOf, year := d.some("as of"), rapid.IntRange(2021, 2023).Draw(t, "of year")
		st := data.Statistics(cases, year, asOf, data.SameRules(r))
		if diff := cmp.Diff(datatest.Recount(cases, year, asOf, data.SameRules(r)), datatest.Counted(st)); diff != "" {
			t.Fatal("recount (-) and statistics (+):\n", diff)
		}
		slices.Reverse(cases)
		for i := range cases {
			slices.Reverse(cases[i].Assignments)
			slices.Reverse(cases[i].Consultations)
			slices.Reverse(cases[i].Opinions)
			slices.Reverse(cases[i].Extensions)
		}
		if diff := cmp.Diff(asJSON(t, st), asJSON(t, data.Statistics(cases, year, asOf, data.SameRules(r)))); diff != "" {
			t.Fatal("another order gives other figures:\n", diff)
		}
	})
}

// Whatever the facts and their order: a stage of the list, a next step where
// something is left to do, a light only while a clock runs.
func TestStandingsOfAnyFacts(t *testing.T) {
	r := datatest.Rules()
	r.Calendar = rules(t).Calendar
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		c := d.drawCase(1)
		today := d.some("today")
		s := data.StageOf(c, today, r)
		ended := s.Stage == data.StageClosed || s.Stage == data.Delivered || s.Stage == data.Settled
		switch {
		case !slices.Contains(data.Stages, s.Stage):
			t.Fatalf("stage %q", s.Stage)
		case !ended && (s.Next.What == "" || s.Next.Who == ""):
			t.Fatalf("%s: no next step: %+v", s.Stage, s.Next)
		case ended && s.Light != data.NoLight:
			t.Fatalf("%s: light %s", s.Stage, s.Light)
		}
		for _, step := range s.Also {
			if step.What == "" || step.Who == "" {
				t.Fatalf("beside: %+v", step)
			}
		}
		slices.Reverse(c.Assignments)
		slices.Reverse(c.Consultations)
		slices.Reverse(c.Replies)
		slices.Reverse(c.Opinions)
		slices.Reverse(c.Feedback)
		slices.Reverse(c.Extensions)
		slices.Reverse(c.Commitments)
		if diff := cmp.Diff(s, data.StageOf(c, today, r)); diff != "" {
			t.Fatal("another order gives another standing:\n", diff)
		}
		data.CheckFacts(c, r)
		for _, rep := range c.Replies {
			data.CheckReply(c, rep, data.Settings{}, r, func(rune) bool { return true }, nil)
		}
	})
}
