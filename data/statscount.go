package data

import "slices"

// Statistics is the one place where a year is counted (domain.md, What is
// counted). Of cases of earlier years only the promises kept in the year are
// counted, and of the year before what became of letters that promised to go on
// (Scope.KeptIn reads them); those of later years are passed over. The
// order of cases does not matter to the numbers. All that is counted is of the
// one year, and so by that year's rules.
func Statistics(cases []Case, year int, asOf Date, y RuleYears) Stats {
	n := NewCount(year, asOf, y)
	n.t.expect(len(cases))
	for _, c := range cases {
		n.Add(c)
	}
	return n.Stats()
}

// expect makes room for so many proposals behind the figures that count most of a
// year.
func (t *tally) expect(cases int) {
	for _, f := range []*Figure{&t.All, &t.Leads, &t.Keys, &t.Between, &t.Closed, &t.Merged, &t.Extended, &t.ReplyRate.Figure, &t.SettledRate.Figure,
		&t.OnTimeRate.Figure, &t.FaceToFaceRate.Figure, &t.AdoptedRate.Figure, &t.ReturnedRate.Figure, &t.Attitude.Other.Figure, &t.Result.Other.Figure} {
		f.Base = make([]ID, 0, cases)
	}
	for _, f := range []*Figure{&t.All, &t.Leads, &t.ReplyRate.Figure, &t.OnTimeRate.Figure, &t.FaceToFaceRate.Figure, &t.Units.All.Figure, &t.InSession.Figure, &t.Personal.Figure} {
		f.IDs = make([]ID, 0, cases)
	}
}

// Count is Statistics for whoever reads one case after another and does not hold
// them all.
type Count struct {
	t     tally
	every bool // of all years: only Total, Lead and Assist
}

// NewCount begins to count a year. Year 0 is every year: of these Stats has
// only Total, Lead and Assist, with their figures.
func NewCount(year int, asOf Date, y RuleYears) *Count {
	if year == 0 {
		return &Count{t: tally{Stats: Stats{AsOf: asOf}}, every: true}
	}
	return &Count{t: newTally(year, asOf, y.In(year), y.In(year-1))}
}

// Add counts a case; what is not of the year, or later than the day, is passed over.
func (n *Count) Add(c Case) {
	t := &n.t
	switch {
	case c.Proposal.HandedOver.After(t.AsOf):
	case n.every:
		t.total(&c)
	case c.Year() == t.Year:
		c = c.AsOf(t.asOf).counted(t.rules.Pack)
		t.add(&c)
	case c.Year() < t.Year:
		c = c.AsOf(t.asOf)
		t.earlier(&c)
	}
}

// Stats ends the count.
func (n *Count) Stats() Stats {
	if n.every {
		n.t.finishTotals()
	} else {
		n.t.finish()
	}
	return n.t.Stats
}

// newTally begins a count; the rules may be changed from case to case. before are
// those of the year before.
func newTally(year int, asOf Date, r, before Rules) tally {
	t := tally{asOf: asOf, rules: r, before: before, units: map[ID]*UnitCount{}, topics: map[string]*Rate{}, classes: map[string]*Rate{}, views: map[[2]string]*Figure{}, course: courseTally{}}
	t.Stats = Stats{Year: year, AsOf: asOf, Talks: map[Phase]Figure{}, TalksByRank: map[Rank]Figure{}, Urgings: map[SupervisionKind]Figure{}, ByUnit: []UnitCount{}, ByTopic: []TopicCount{}}
	t.Attitude.By, t.Result.By = map[Mark]Figure{}, map[Mark]Figure{}
	t.Stats.Rates = r.Pack.Rates
	for _, k := range Kinds {
		t.ByKind = append(t.ByKind, KindCount{Kind: k})
	}
	t.rulesInWords()
	return t
}

// noTopic is the topic of proposals that have none.
const noTopic = "未分类"

type tally struct {
	Stats
	asOf     Date
	rules    Rules
	before   Rules // of the year before
	units    map[ID]*UnitCount
	topics   map[string]*Rate
	classes  map[string]*Rate
	views    map[[2]string]*Figure // by class and view
	talkedBy wordTally
	forms    wordTally
	schemes  [][]ReplyClass // of the books counted, each once
	course   courseTally
	deputies []ID // talked with, as often as they were
}

func (t *tally) add(c *Case) {
	t.total(c)
	id, answers := c.Proposal.ID, c.Proposal.Role.Answers()
	t.scheme(classesOf(&t.rules, c))
	t.Keys.count(id, c.Proposal.Key)
	t.Between.count(id, c.Proposal.Between)
	t.Closed.count(id, c.Proposal.Closed != NotClosed)
	t.Merged.count(id, c.Proposal.MergedInto != 0)
	t.Extended.count(id, slices.ContainsFunc(c.Extensions, func(e Extension) bool { return t.rules.Lengthens(*c, e) }))
	topic := orElse(c.Proposal.Topic, noTopic)
	if t.topics[topic] == nil {
		t.topics[topic] = &Rate{}
	}
	t.topics[topic].count(id, true)
	t.sorts(c)
	t.talks(c)
	t.promises(c)
	t.course.handed(c)
	unit := t.unit(c)
	t.helpers(c)
	switch {
	case c.Proposal.Closed != NotClosed:
	case answers:
		t.lead(c, unit)
	default:
		o, _ := c.OurOpinion()
		limit := OpinionLimit(*c, t.rules).Deadline
		t.OpinionRate.count(id, !o.Sent.IsZero())
		t.course.worked(id, limit, o.Sent)
		if !o.Sent.IsZero() {
			t.OpinionOnTimeRate.count(id, o.Sent.OnOrBefore(limit))
		}
	}
}

// classesOf are the classes that a case is answered in, as Rules.For has them.
func classesOf(r *Rules, c *Case) []ReplyClass {
	if len(c.Book.Classes) > 0 {
		return c.Book.Classes
	}
	return r.Pack.Classes
}

// total counts how many there are, and who answers them.
func (t *tally) total(c *Case) {
	id, answers := c.Proposal.ID, c.Proposal.Role.Answers()
	t.All.count(id, true)
	t.Leads.count(id, answers)
	t.Assists.count(id, !answers)
}

func (t *tally) finishTotals() {
	t.Total, t.Lead, t.Assist = t.All.Num, t.Leads.Num, t.Assists.Num
}

// more adds to a figure that counts things of proposals, not proposals; cases
// come one after another.
func (f *Figure) more(id ID) {
	f.Num++
	if n := len(f.IDs); n == 0 || f.IDs[n-1] != id {
		f.IDs = append(f.IDs, id)
	}
}

// moreOf does so for one of several figures.
func moreOf[K comparable](of map[K]Figure, key K, id ID) {
	f := of[key]
	f.more(id)
	of[key] = f
}

func (t *tally) talks(c *Case) {
	id := c.Proposal.ID
	for _, x := range c.Consultations {
		if x.Method == NotNeeded { // an answer of its own, no talk
			continue
		}
		t.met(x, id)
		moreOf(t.Talks, x.Phase, id)
		if x.LedRank != "" {
			moreOf(t.TalksByRank, x.LedRank, id)
		}
		if x.Method == Survey || x.Method == Inspection {
			t.Surveys.more(id)
		}
	}
	for _, s := range c.Supervisions {
		if s.Kind == Visit {
			t.Visits.more(id)
			continue
		}
		moreOf(t.Urgings, s.Kind, id)
		t.AllUrgings.more(id)
	}
}

// promises counts what the year's own proposals promised.
func (t *tally) promises(c *Case) {
	for _, p := range c.Commitments {
		switch {
		case !p.Kept.IsZero():
			t.Promises.Kept.more(c.Proposal.ID)
		case p.Overdue(t.asOf):
			t.Promises.Overdue.more(c.Proposal.ID)
		default:
			t.Promises.Open.more(c.Proposal.ID)
		}
	}
}

// earlier counts what proposals of earlier years promised and was kept now.
func (t *tally) earlier(c *Case) {
	if c.Year() == t.Year-1 {
		t.planned(c)
	}
	for _, p := range c.Commitments {
		if p.Kept.Year() == t.Year {
			t.Promises.KeptEarlier.more(c.Proposal.ID)
		}
	}
}

func (t *tally) lead(c *Case, unit *UnitCount) {
	id := c.Proposal.ID
	last, replied := c.LastSent()
	t.ReplyRate.count(id, replied)
	unit.ReplyRate.count(id, replied)
	class := ReplyClass{}
	if i := slices.IndexFunc(classesOf(&t.rules, c), func(x ReplyClass) bool { return x.Letter == last.Class }); i >= 0 {
		class = classesOf(&t.rules, c)[i]
	}
	if replied || !t.Stats.Rates.SettledOfReplied {
		t.SettledRate.count(id, replied && t.settled(c, class))
	}
	if c.NoVisitWanted() && !c.FaceToFace(t.asOf) {
		t.NoVisit.count(id, true)
	} else {
		t.FaceToFaceRate.count(id, c.FaceToFace(t.asOf))
	}
	t.assessed(*c)
	first, _ := c.FirstSent()
	limit := ReplyLimit(*c, t.rules).Deadline
	t.course.worked(id, limit, first.Sent)
	if !replied {
		return
	}
	unit.Classes[last.Class]++
	onTime := !first.Sent.After(limit)
	t.OnTimeRate.count(id, onTime)
	unit.InTime.count(id, onTime)
	t.Reanswered.count(id, slices.ContainsFunc(c.Replies, func(r Reply) bool { return r.Occasion == Reanswer && !r.Sent.IsZero() }))
	t.AdoptedRate.count(id, class.Adopted)
	if t.classes[last.Class] == nil {
		t.classes[last.Class] = &Rate{}
	}
	t.classes[last.Class].count(id, true)
	t.outcome(c)
	t.feedback(c, last.Class, first.Round)
}

// settled tells whether a proposal that was replied is settled, as the place
// means it.
func (t *tally) settled(c *Case, class ReplyClass) bool {
	kept := func() bool {
		return !slices.ContainsFunc(c.Commitments, func(p Commitment) bool { return p.Overdue(t.asOf) })
	}
	switch t.Stats.Rates.Settled {
	case SettledClass:
		return class.Settled
	case SettledPromises:
		return kept()
	case SettledReplied:
		return true
	}
	mark, _ := c.LeadMark(ResultOf)
	return mark != Dissatisfied && (class.Settled || kept())
}
