package datatest

import (
	"fmt"
	"maps"
	"slices"

	"jianban/data"
)

// Recount counts a year again, slowly and straight from the office's rules,
// with nothing of package data but its plain values: what Statistics must
// equal. The keys are names of its own.
func Recount(cases []data.Case, year int, asOf data.Date, y data.RuleYears) map[string]int {
	n := recount{of: map[string]int{}, asOf: asOf, sets: map[string]map[data.ID]bool{}}
	for _, c := range cases {
		n.rules = y.Of(c)
		switch {
		case c.Proposal.HandedOver.After(asOf):
		case yearOf(c) < year:
			if yearOf(c) == year-1 {
				n.planned(c, year)
			}
			for _, p := range c.Commitments {
				n.yes("kept of earlier years", n.made(c, p) && n.by(p.Kept) && p.Kept.Year() == year)
			}
		case yearOf(c) == year:
			n.one(c)
		}
	}
	for name, set := range n.sets {
		n.of[name] = len(set)
	}
	maps.DeleteFunc(n.of, func(_ string, count int) bool { return count == 0 })
	return n.of
}

func yearOf(c data.Case) int {
	if c.Proposal.Between {
		return c.Proposal.HandedOver.Year()
	}
	return c.Book.Meeting.Year
}

type recount struct {
	of    map[string]int
	asOf  data.Date
	rules data.Rules
	sets  map[string]map[data.ID]bool // things counted once each, however often they come up
}

// once counts something that has an ID.
func (n *recount) once(name string, id data.ID) {
	if n.sets[name] == nil {
		n.sets[name] = map[data.ID]bool{}
	}
	n.sets[name][id] = true
}

// by tells that a day has come.
func (n *recount) by(d data.Date) bool { return !d.IsZero() && !d.After(n.asOf) }

func (n *recount) yes(name string, in bool) {
	if in {
		n.of[name]++
	}
}

// share counts into a numerator and its denominator.
func (n *recount) share(name string, in bool) {
	n.of[name+" of"]++
	n.yes(name, in)
}

// made tells that a promise's letter went out.
func (n *recount) made(c data.Case, p data.Commitment) bool {
	for _, r := range c.Replies {
		if r.ID == p.ReplyID && p.ReplyID != 0 && !n.by(r.Sent) {
			return false
		}
	}
	return true
}

func (n *recount) one(c data.Case) {
	p := c.Proposal
	n.yes("all", true)
	answered := p.Role == data.Lead || p.Role == data.Separate
	n.yes("lead", answered)
	n.yes("assist", p.Role == data.Assist)
	n.yes("key", p.Key)
	n.yes("between", p.Between)
	n.sorts(c)
	n.units(c)
	n.talks(c)
	for _, m := range c.Commitments {
		switch {
		case !n.made(c, m):
		case n.by(m.Kept):
			n.yes("kept", true)
		default:
			n.yes("overdue", m.Due.Before(n.asOf))
			n.yes("open", !m.Due.Before(n.asOf))
		}
	}
	closed := p.Closed != data.NotClosed && n.by(p.ClosedOn)
	n.yes("closed", closed)
	if closed {
		return
	}
	n.helpers(c)
	if answered {
		n.answered(c)
		return
	}
	var sent data.Date
	for _, o := range c.Opinions {
		if o.Way == data.OpinionOut && n.by(o.Sent) && o.Sent.After(sent) {
			sent = o.Sent
		}
	}
	n.share("opinion", !sent.IsZero())
	n.month("answered", sent)
}

func (n *recount) talks(c data.Case) {
	for _, x := range c.Consultations {
		if !n.by(x.Date) || x.Method == data.NotNeeded {
			continue
		}
		n.yes("talk "+string(x.Phase), true)
		there := map[data.ID]bool{}
		for _, who := range x.Attended {
			there[who] = true
			n.once("deputies", who)
		}
		n.of["talked with"] += len(there)
		switch x.Method {
		case data.FaceToFace, data.Forum, data.Survey, data.Inspection, data.Hearing:
			n.of["talked with in person"] += len(there)
		}
		n.yes("rank "+string(x.LedRank), x.LedRank != "")
	}
	for _, s := range c.Supervisions {
		n.yes("supervision "+string(s.Kind), n.by(s.Date))
	}
}

// helpers counts the opinions of co-handling units: in time, of those that came
// or are past their month.
func (n *recount) helpers(c data.Case) {
	for _, a := range c.Assignments {
		if a.Part != data.CoUnit || !n.by(a.Assigned) || n.by(a.ReturnConsented) {
			continue
		}
		_, last := n.strictest(c, data.ForOpinion, a.Assigned, n.rules.Pack.OpinionMonths)
		var came data.Date
		for _, o := range slices.Concat(c.Opinions, c.Host.Opinions) {
			if o.Way == data.OpinionIn && o.Unit.ID == a.Unit.ID && n.by(o.Received) && (came.IsZero() || o.Received.Before(came)) {
				came = o.Received
			}
		}
		if !came.IsZero() || n.asOf.After(last) {
			n.share("co-opinion", !came.IsZero() && !came.After(last))
		}
	}
}

func (n *recount) answered(c data.Case) {
	var first, last data.Reply
	for _, r := range c.Replies {
		if !n.by(r.Sent) {
			continue
		}
		if first.Round == 0 || r.Round < first.Round {
			first = r
		}
		if r.Round > last.Round {
			last = r
		}
	}
	replied := first.Round > 0
	n.share("replied", replied)
	n.met(c, last)
	n.assessed(c)
	attitude, result, solved := n.marks(c)
	class := n.class(c, last.Class)
	late := false
	for _, p := range c.Commitments {
		late = late || n.made(c, p) && !n.by(p.Kept) && p.Due.Before(n.asOf)
	}
	settled := map[data.SettledMeaning]bool{
		data.SettledUsual: result != data.Dissatisfied && (class.Settled || !late), data.SettledClass: class.Settled, data.SettledPromises: !late, data.SettledReplied: true,
	}[n.rules.Pack.Rates.Settled]
	if replied || !n.rules.Pack.Rates.SettledOfReplied {
		n.share("settled", replied && settled)
	}
	n.month("answered", first.Sent)
	if !replied {
		return
	}
	for _, r := range c.Replies {
		if n.by(r.Sent) {
			n.of["ideas"] += r.Ideas
			n.of["policies"] += r.Policies
		}
	}
	n.first(c, first.Round)
	n.share("on time", !first.Sent.After(n.deadline(c)))
	n.yes("class "+last.Class, true)
	n.yes("adopted", class.Adopted)
	n.share("form back", attitude != data.NoMark || result != data.NoMark)
	n.mark("attitude", attitude)
	n.mark("result", result)
	n.yes("solved "+last.Class+solved, solved != "")
}

// met counts 面商率: before the last reply, or until today where there is none;
// without those whose deputy wants no visit and was not met.
func (n *recount) met(c data.Case, last data.Reply) {
	until, met, none := n.asOf, false, false
	if last.Round > 0 {
		until = last.Sent
	}
	for _, x := range c.Consultations {
		if !n.by(x.Date) {
			continue
		}
		none = none || x.Method == data.NotNeeded
		switch x.Method {
		case data.FaceToFace, data.Forum, data.Survey, data.Inspection, data.Hearing:
			for _, p := range c.Proposal.Proposers {
				met = met || !x.Date.After(until) && slices.Contains(x.Attended, p.ID)
			}
		}
	}
	if none && !met {
		n.yes("no visit", true)
		return
	}
	n.share("met", met)
}

// assessed counts the lead proposer's second evaluations, and the latest ballot and third party.
func (n *recount) assessed(c data.Case) {
	var day [2]data.Date
	var round [2]int
	var mark [2]data.Mark
	for _, f := range c.Feedback {
		if !f.Second || f.ProposerID != c.Proposal.Proposers[0].ID || !n.by(f.Received) {
			continue
		}
		for i, m := range []data.Mark{f.Attitude, f.Result} {
			if later := f.Received.After(day[i]) || f.Received == day[i] && f.Round >= round[i]; m != data.NoMark && later {
				day[i], round[i], mark[i] = f.Received, f.Round, n.rules.Pack.Counts(m)
			}
		}
	}
	n.yes("second", mark[0] != data.NoMark || mark[1] != data.NoMark)
	for i, name := range []string{"second attitude", "second result"} {
		if mark[i] != data.NoMark {
			n.share(name, mark[i] != data.Dissatisfied)
		}
	}
	var vote, third data.Assessment
	for _, a := range c.Assessments {
		newer := func(than data.Assessment) bool {
			return n.by(a.Date) && (a.Date.After(than.Date) || a.Date == than.Date && a.ID >= than.ID)
		}
		switch {
		case a.Kind == data.Ballot && newer(vote):
			vote = a
		case a.Kind == data.ThirdParty && newer(third):
			third = a
		}
	}
	if third.Kind != "" {
		n.share("third party", n.rules.Pack.Counts(third.Mark) != data.Dissatisfied)
	}
	if vote.Kind == "" {
		return
	}
	n.yes("ballot items", true)
	for name, votes := range map[string]int{"ballot": vote.Satisfied + vote.Mostly, "ballot of": vote.Satisfied + vote.Mostly + vote.Dissatisfied + vote.Abstained} {
		if votes > 0 {
			n.of[name] += votes
		}
	}
}

// marks are the lead proposer's latest marks, and how far the matter is solved
// by the latest form.
func (n *recount) marks(c data.Case) (attitude, result data.Mark, solved string) {
	var a, b, s data.Feedback
	later := func(f, than data.Feedback) bool {
		if f.Received == than.Received && f.Round == than.Round {
			return f.Second || !than.Second
		}
		return f.Received.After(than.Received) || f.Received == than.Received && f.Round > than.Round
	}
	for _, f := range c.Feedback {
		if len(c.Proposal.Proposers) == 0 || f.ProposerID != c.Proposal.Proposers[0].ID || !n.by(f.Received) {
			continue
		}
		if f.Attitude != data.NoMark && later(f, a) {
			a, attitude = f, n.rules.Pack.Counts(f.Attitude)
		}
		if f.Result != data.NoMark && later(f, b) {
			b, result = f, n.rules.Pack.Counts(f.Result)
		}
		if later(f, s) {
			s, solved = f, f.Solved
		}
	}
	return attitude, result, solved
}

func (n *recount) mark(name string, m data.Mark) {
	n.yes(name+" "+string(m), m != data.NoMark)
	if m != data.NoMark || n.rules.Pack.FeedbackOfReplied {
		n.share(name, m != data.Dissatisfied)
	}
}

func (n *recount) class(c data.Case, letter string) (found data.ReplyClass) {
	scheme := n.rules.Pack.Classes
	if len(c.Book.Classes) > 0 {
		scheme = c.Book.Classes
	}
	for _, x := range scheme {
		if x.Letter == letter {
			found = x
		}
	}
	return found
}

// Counted is what Statistics says under the names of Recount.
func Counted(st data.Stats) map[string]int {
	n := map[string]int{
		"all": st.Total, "lead": st.Lead, "assist": st.Assist, "key": st.Key, "between": st.Between.Num, "closed": st.Closed.Num,
		"kept": st.Commitments.Kept, "open": st.Commitments.Open, "overdue": st.Commitments.Overdue, "kept of earlier years": st.Commitments.KeptEarlier,
		"in session": st.InSession.Num, "joint": st.Joint.Num, "single": st.Single.Num, "collective": st.Collective.Num, "personal": st.Personal.Num,
		"units": st.Units.All.Num, "units lead": st.Units.Lead.Num, "units assist": st.Units.Assist.Num, "talked with": st.Met.Times.Num, "talked with in person": st.Met.InPerson.Num, "deputies": st.Met.Deputies.Num,
		"ideas": st.Ideas.Num, "policies": st.Policies.Num, "adopted": st.AdoptedRate.Num, "no visit": st.NotNeeded, "supervision " + string(data.Visit): st.Visits.Num,
		"second": st.Seconds.Num, "ballot items": st.Ballots.Items,
	}
	for name, r := range map[string]data.Rate{
		"replied": st.ReplyRate, "on time": st.OnTimeRate, "met": st.FaceToFaceRate, "opinion": st.OpinionRate, "co-opinion": st.CoOpinionRate,
		"settled": st.SettledRate, "first": st.FirstRate, "planned": st.Planned.Rate, "form back": st.ReturnedRate, "attitude": st.Attitude.Rate, "result": st.Result.Rate,
		"second attitude": st.SecondAttitude.Rate, "second result": st.SecondResult.Rate, "third party": st.ThirdParty.Rate, "ballot": st.Ballots.Rate,
	} {
		n[name], n[name+" of"] = r.Num, r.Den
	}
	for name, s := range map[string]data.Satisfaction{"attitude": st.Attitude, "result": st.Result} {
		n[name+" 满意"], n[name+" 基本满意"], n[name+" 不满意"] = s.Satisfied, s.Mostly, s.Dissatisfied
	}
	for _, k := range st.ByKind {
		n["kind "+string(k.Kind)] = k.Num
	}
	for _, m := range st.Course {
		month := fmt.Sprintf("%d-%02d", m.Year, m.Month)
		n["handed "+month], n["answered "+month] = m.HandedOver.Num, m.Answered.Num
	}
	for _, c := range st.Classes {
		n["class "+c.Class] = c.Count
	}
	for phase, f := range st.Talks {
		n["talk "+string(phase)] = f.Num
	}
	for rank, f := range st.TalksByRank {
		n["rank "+string(rank)] = f.Num
	}
	for kind, f := range st.Urgings {
		n["supervision "+string(kind)] = f.Num
	}
	for _, v := range st.Views {
		n["solved "+v.Class+v.Solved] = v.Count
	}
	for name, count := range n {
		if count == 0 {
			delete(n, name)
		}
	}
	return n
}
