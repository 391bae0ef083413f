package datatest

import (
	"slices"

	"jianban/data"
)

// RecountScores counts the units' totals of a year again, in tenths of a point,
// slowly and straight from the office's rules: what Appraise must equal.
func RecountScores(cases []data.Case, scores []data.Score, year int, asOf data.Date, y data.RuleYears) map[data.ID]int {
	s := rescore{recount{asOf: asOf, rules: y.In(year)}, map[data.ID]*unitShares{}}
	ways := s.rules.Pack.Appraisal.Ways
	for _, c := range cases {
		if yearOf(c) == year && !c.Proposal.HandedOver.After(asOf) && (c.Proposal.Closed == data.NotClosed || !s.by(c.Proposal.ClosedOn)) {
			s.one(c)
		}
	}
	items := 0
	for _, u := range s.units {
		items += u.items
	}
	totals := map[data.ID]int{}
	for id, u := range s.units {
		got, of, full := 0, 0, 0
		for _, part := range s.rules.Pack.Appraisal.Parts {
			for _, item := range part.Items {
				points := item.Points * 10
				full += points
				share := u.of[item.Measure]
				switch {
				case item.Measure == data.MeasureByHand:
					got, of = got+min(given(scores, year, id, item.Key), points), of+points
				case item.Measure == data.MeasureWorkload:
					got, of = got+min(halfUp(points*u.items*len(s.units), items), points), of+points
				case share[1] > 0:
					got, of = got+halfUp(points*share[0], share[1]), of+points
				case ways.Nothing == data.NothingFull:
					got, of = got+points, of+points
				case ways.Nothing == data.NothingGiven:
					of += points
				}
			}
		}
		total := 0
		if of > 0 {
			total = halfUp(full*got, of)
		}
		total -= 10 * ways.Untouched * u.untouched
		for _, x := range scores {
			switch {
			case x.Year != year || x.Unit.ID != id:
			case x.Source == data.Addition:
				total += int(x.Points)
			case x.Source == data.Deduction:
				total -= int(x.Points)
			}
		}
		totals[id] = max(total, 0)
	}
	return totals
}

// given are the points that the office gave for an item, else the unit itself; of
// several the last.
func given(scores []data.Score, year int, unit data.ID, item string) int {
	for _, source := range []data.ScoreSource{data.ReviewScore, data.SelfScore} {
		for _, x := range slices.Backward(scores) {
			if x.Year == year && x.Unit.ID == unit && x.Item == item && x.Source == source {
				return int(x.Points)
			}
		}
	}
	return 0
}

func halfUp(n, by int) int {
	whole, rest := n/by, n%by
	if 2*rest >= by {
		whole++
	}
	return whole
}

type rescore struct {
	recount
	units map[data.ID]*unitShares
}

type unitShares struct {
	of        map[data.Measure][2]int // how many, of how many
	items     int
	untouched int
}

func (u *unitShares) share(m data.Measure, in bool) {
	x := u.of[m]
	x[1]++
	if in {
		x[0]++
	}
	u.of[m] = x
}

func (s *rescore) unit(id data.ID) *unitShares {
	if s.units[id] == nil {
		s.units[id] = &unitShares{of: map[data.Measure][2]int{}}
	}
	return s.units[id]
}

// one counts a case for the units that hold it: the lead unit's latest assignment,
// and all that help.
func (s *rescore) one(c data.Case) {
	all, own := c.Assignments, len(c.Assignments) > 0
	if !own {
		all = c.Host.Assignments
	}
	lead := -1
	for i, a := range all {
		if s.by(a.Assigned) && !s.by(a.ReturnConsented) && a.Part == data.LeadUnit && (lead < 0 || !s.earlier(a, all[lead])) {
			lead = i
		}
	}
	for i, a := range all {
		if !s.by(a.Assigned) || s.by(a.ReturnConsented) || a.Part == data.LeadUnit && i != lead {
			continue
		}
		u := s.unit(a.Unit.ID)
		if a.Part == data.CoUnit || i == lead {
			u.items++
		}
		if own {
			s.signed(u, a)
			s.helped(u, c, a)
		}
	}
	if lead >= 0 {
		s.led(s.unit(all[lead].Unit.ID), c, all[lead])
	}
}

// known is a day that has come, else none.
func (s *rescore) known(d data.Date) data.Date {
	if s.by(d) {
		return d
	}
	return data.Date{}
}

// earlier tells which of two assignments was made first; of one day's, which was
// signed for first, then which the unit wanted to return.
func (s *rescore) earlier(a, b data.Assignment) bool {
	if d := a.Assigned.Compare(b.Assigned); d != 0 {
		return d < 0
	}
	if d := s.known(a.Accepted).Compare(s.known(b.Accepted)); d != 0 {
		return d < 0
	}
	if d := s.known(a.Returned).Compare(s.known(b.Returned)); d != 0 {
		return d > 0
	}
	return a.Unit.ID < b.Unit.ID
}

// returnEnd is the last day of some working days.
func (s *rescore) returnEnd(from data.Date) data.Date {
	for n := s.rules.Pack.ReturnWorkdays; n > 0; {
		if from = from.AddDays(1); s.rules.Calendar.Workday(from) {
			n--
		}
	}
	return from
}

func (s *rescore) signed(u *unitShares, a data.Assignment) {
	end := s.returnEnd(a.Assigned)
	inTime := s.by(a.Accepted) && !a.Accepted.After(end) || s.by(a.Returned) && !a.Returned.After(end)
	if inTime || s.by(a.Accepted) || s.asOf.After(end) {
		u.share(data.MeasureAccepted, inTime)
	}
}

func (s *rescore) helped(u *unitShares, c data.Case, a data.Assignment) {
	if a.Part != data.CoUnit {
		return
	}
	_, end := s.strictest(c, data.ForOpinion, a.Assigned, s.rules.Pack.OpinionMonths)
	came, inTime := false, false
	for _, o := range slices.Concat(c.Opinions, c.Host.Opinions) {
		if o.Way == data.OpinionIn && o.Unit.ID == a.Unit.ID && s.by(o.Received) {
			came, inTime = true, inTime || !o.Received.After(end)
		}
	}
	if came || s.asOf.After(end) {
		u.share(data.MeasureOpinions, inTime)
	}
}

func (s *rescore) led(u *unitShares, c data.Case, a data.Assignment) {
	if c.Proposal.Role == data.Assist {
		end := s.opinionBy(c)
		var last data.Date
		for _, o := range c.Opinions {
			if o.Way == data.OpinionOut && s.by(o.Sent) && o.Sent.After(last) {
				last = o.Sent
			}
		}
		if !last.IsZero() || s.asOf.After(end) {
			u.share(data.MeasureOpinions, !last.IsZero() && !last.After(end))
		}
		return
	}
	talks, begun := 0, false
	for _, x := range c.Consultations {
		if !s.by(x.Date) {
			continue
		}
		talks++
		if x.Method.InPerson() {
			u.share(data.MeasureLed, x.LedRank == data.UnitHead || x.LedRank == data.UnitDeputy)
		}
	}
	for _, r := range slices.Concat(c.Replies, c.Host.Replies) {
		begun = begun || s.by(r.Sent) || s.by(r.SignOff.Signed) || s.by(r.SignOff.Drafted)
	}
	asked := s.by(a.Returned) && !(s.by(a.Accepted) && !a.Accepted.Before(a.Returned))
	if talks == 0 && !begun && !asked && s.asOf.After(s.returnEnd(a.Assigned)) {
		u.untouched++
	}
	s.replies(u, c)
}

func (s *rescore) replies(u *unitShares, c data.Case) {
	var first, last data.Reply
	for _, r := range c.Replies {
		if !s.by(r.Sent) {
			continue
		}
		if first.Round == 0 || r.Round < first.Round {
			first = r
		}
		if r.Round > last.Round {
			last = r
		}
	}
	end := s.deadline(c)
	if last.Round == 0 {
		if s.asOf.After(end) {
			u.share(data.MeasureOnTime, false)
		}
		return
	}
	u.share(data.MeasureOnTime, !first.Sent.After(end))
	for _, phase := range data.Phases {
		u.share(data.MeasureTalks, slices.ContainsFunc(c.Consultations, func(x data.Consultation) bool { return s.by(x.Date) && x.Phase == phase }))
	}
	met := recount{of: map[string]int{}, asOf: s.asOf, rules: s.rules}
	met.met(c, last)
	if met.of["met of"] > 0 {
		u.share(data.MeasureInPerson, met.of["met"] > 0)
	}
	u.share(data.MeasureAdopted, s.class(c, last.Class).Adopted)
	if _, result, _ := s.marks(c); result != data.NoMark {
		u.share(data.MeasureSatisfy, result != data.Dissatisfied)
	}
}
