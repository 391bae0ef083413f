package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// UnitScore (考评得分) is one unit's score of a year.
type UnitScore struct {
	Unit       Unit
	Lead       int  // 主办, as Stats.ByUnit counts it
	Assist     int  // 协办
	Helped     int  // 参与
	IDs        []ID // all of these
	Parts      []PartScore
	Got        Points // of the items that count
	Of         Points // full points of these
	Full       Points // of all items
	Base       Points // Got scaled to Full
	Additions  []Score
	Deductions []Score
	Untouched  Untouched
	Total      Points
	Grade      string
	Open       int       // items that a person has yet to score
	Group      RankGroup // that it is ranked in
	Rank       int       // from 1 within its group; equal totals share a rank
	Among      int       // units of the group
}

// Untouched is what a unit's open items cost that it has not begun to work on.
type Untouched struct {
	IDs    []ID
	Points Points
	Why    string // how many, which, what each costs; "" where there are none
}

// PartScore is the score of one part.
type PartScore struct {
	Name   string
	Points Points
	Full   Points // of the items that count; 0 where all are left out
	Items  []ItemScore
}

// Words are the points with their tenth; — where none of the part's items counts.
func (p PartScore) Words() string {
	if p.Full == 0 {
		return "—"
	}
	return p.Points.Fixed()
}

// ItemScore is the score of one item with what it comes from.
type ItemScore struct {
	Item   AppraisalItem
	Points Points
	Out    bool   // it is left out: the unit had nothing of the kind
	Figure Figure // computed items: what was counted, Base and IDs the proposals
	Self   *Score // hand-scored items: what the unit gave itself; nil where it did not
	Review *Score // and what the office gave; it goes before Self
	Why    string // how the points come about, in words
}

// Appraise scores every unit that held an assignment in the year, best first, those
// that led before those that only assisted where these are ranked apart (domain.md,
// Scoring of units). A share without a denominator, such as the opinions of a unit
// that was never asked for one, counts as the year's ways say (AppraisalWays), and
// says so. Additions, deductions and what open items cost that nobody has begun to
// work on count outside the parts; a total is never below zero. Points that people
// gave count for their year, whatever day they were given: much of it is given when
// the year is over. cases and scores of other years are passed over, so that all is by
// the rules of the one year.
func Appraise(cases []Case, scores []Score, year int, asOf Date, y RuleYears) []UnitScore {
	r := y.In(year)
	a, parts := appraisal{year: year, asOf: asOf, rules: r, ways: r.Pack.Appraisal.How(), work: map[ID]*unitWork{}}, unitParts{}
	for _, c := range cases {
		if c.Year() == year && !c.Proposal.HandedOver.After(asOf) {
			c = c.AsOf(asOf).counted(r.Pack)
			a.add(c)
			parts.add(c)
		}
	}
	var all []UnitScore
	for _, w := range a.work {
		all = append(all, a.score(w, slices.DeleteFunc(slices.Clone(scores), func(s Score) bool { return s.Year != year || s.Unit.ID != w.unit.ID })))
	}
	for i := range all {
		u := &all[i]
		if u.Lead, u.Assist, u.Helped, u.IDs = parts.of(u.Unit.ID); a.ways.Apart {
			u.Group = groupOf(u.Lead)
		}
	}
	rank(all)
	return all
}

// rank puts units in their order, each group by itself.
func rank(all []UnitScore) {
	slices.SortFunc(all, func(x, y UnitScore) int {
		return cmp.Or(cmp.Compare(x.Group.order(), y.Group.order()), cmp.Compare(y.Total, x.Total), cmp.Compare(x.Unit.Name, y.Unit.Name), cmp.Compare(x.Unit.ID, y.Unit.ID))
	})
	among := map[RankGroup]int{}
	for i := range all {
		u := &all[i]
		among[u.Group]++
		u.Rank = among[u.Group]
		if u.Rank > 1 && u.Total == all[i-1].Total {
			u.Rank = all[i-1].Rank
		}
	}
	for i := range all {
		all[i].Among = among[all[i].Group]
	}
}

// Standing tells where a unit stands among those it is ranked with: 第2名, or
// 主办单位第2名 where these are ranked apart.
func (u UnitScore) Standing() string { return fmt.Sprintf("%s第%d名", u.Group, u.Rank) }

// BaseWords tell how the points of the parts became those of the total; "" where
// no item is left out.
func (u UnitScore) BaseWords() string {
	switch {
	case u.Of == u.Full:
		return ""
	case u.Of == 0:
		return "没有可以计分的项目"
	}
	return fmt.Sprintf("得%s分，计分的项目共%s分，折算成%s分", u.Got, u.Of, u.Full)
}

// GradeWord is the grade, or 暂计 while a person has yet to score items.
func (u UnitScore) GradeWord() string {
	if u.Open > 0 {
		return "暂计"
	}
	return u.Grade
}

// ExtraPoints are what additions, deductions and untouched items come to; ok is
// false where there are none.
func (u UnitScore) ExtraPoints() (sum Points, ok bool) {
	for _, s := range u.Additions {
		sum += s.Points
	}
	for _, s := range u.Deductions {
		sum -= s.Points
	}
	return sum - u.Untouched.Points, len(u.Additions)+len(u.Deductions)+len(u.Untouched.IDs) > 0
}

// Extra is that with its sign and its tenth; "" where there are none.
func (u UnitScore) Extra() string {
	sum, ok := u.ExtraPoints()
	switch {
	case !ok:
		return ""
	case sum < 0:
		return "−" + (-sum).Fixed()
	}
	return "+" + sum.Fixed()
}

// appraisal gathers what each unit did.
type appraisal struct {
	year  int
	asOf  Date
	rules Rules
	ways  AppraisalWays
	work  map[ID]*unitWork
}

// unitWork is one unit's year; the figures are by measure.
type unitWork struct {
	unit         Unit
	lead, assist int
	figures      map[Measure]*Figure
	untouched    []untouchedItem
}

// untouchedItem is an open item that nobody has begun to work on.
type untouchedItem struct {
	id   ID
	book ID
	rank NumberRank
	word string // 市人大第3号
}

func (w *unitWork) count(m Measure, id ID, in bool) {
	if w.figures[m] == nil {
		w.figures[m] = &Figure{}
	}
	w.figures[m].count(id, in)
}

func (a *appraisal) of(u Unit) *unitWork {
	if a.work[u.ID] == nil {
		a.work[u.ID] = &unitWork{unit: u.InYear(a.year), figures: map[Measure]*Figure{}}
	}
	return a.work[u.ID]
}

// add counts one case for its units. What was withdrawn or passed on is
// nobody's work any more.
func (a *appraisal) add(c Case) {
	if c.Proposal.Closed != NotClosed {
		return
	}
	id := c.Proposal.ID
	lead, hasLead := c.LeadAssignment()
	own := len(c.Assignments) > 0 // else what was asked of the units of its host is judged there
	for _, x := range c.Handlers() {
		if !x.Active() || x.Part == LeadUnit && (!hasLead || x.ID != lead.ID) {
			continue
		}
		w := a.of(x.Unit)
		w.count(MeasureWorkload, id, true)
		if x.Part == CoUnit {
			w.assist++
		}
		if own {
			a.accepted(w, c, x)
			a.coOpinion(w, c, x)
		}
	}
	if !hasLead {
		return
	}
	w := a.of(lead.Unit)
	w.lead++
	if c.Proposal.Role.Answers() {
		a.reply(w, c)
		a.untouched(w, c, lead)
		return
	}
	limit := OpinionLimit(c, a.rules).Deadline
	if o, _ := c.OurOpinion(); !o.Sent.IsZero() || a.asOf.After(limit) {
		w.count(MeasureOpinions, id, o.Sent.OnOrBefore(limit))
	}
}

// accepted counts whether a unit signed for an assignment, or asked to return
// it, within the limit of return; before that nothing is due.
func (a *appraisal) accepted(w *unitWork, c Case, x Assignment) {
	limit := ReturnLimit(c, x, a.rules).Deadline
	inTime := x.Accepted.OnOrBefore(limit) || x.Returned.OnOrBefore(limit)
	if inTime || !x.Accepted.IsZero() || a.asOf.After(limit) {
		w.count(MeasureAccepted, c.Proposal.ID, inTime)
	}
}

// coOpinion counts the opinion that a helping unit owes the lead unit, once it
// came or its limit is past.
func (a *appraisal) coOpinion(w *unitWork, c Case, x Assignment) {
	if x.Part != CoUnit {
		return
	}
	limit := CoOpinionLimit(c, x, a.rules).Deadline
	came := c.OpinionOf(x).Received
	if !came.IsZero() || a.asOf.After(limit) {
		w.count(MeasureOpinions, c.Proposal.ID, came.OnOrBefore(limit))
	}
}

// reply counts what the unit that answers did; what is not yet due is not
// counted against it.
func (a *appraisal) reply(w *unitWork, c Case) {
	id, limit := c.Proposal.ID, ReplyLimit(c, a.rules).Deadline
	last, replied := c.LastSent()
	if first, _ := c.FirstSent(); replied || a.asOf.After(limit) {
		w.count(MeasureOnTime, id, first.Sent.OnOrBefore(limit))
	}
	for _, x := range c.Consultations {
		if x.Method.InPerson() {
			w.count(MeasureLed, id, x.LedRank == UnitHead || x.LedRank == UnitDeputy)
		}
	}
	if !replied {
		return
	}
	for _, p := range Phases {
		w.count(MeasureTalks, id, slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Phase == p }))
	}
	if !c.NoVisitWanted() || c.FaceToFace(a.asOf) {
		w.count(MeasureInPerson, id, c.FaceToFace(a.asOf))
	}
	class, _ := a.rules.For(c.Book).Pack.Class(last.Class)
	w.count(MeasureAdopted, id, class.Adopted)
	if mark, _ := c.LeadMark(ResultOf); mark != NoMark {
		w.count(MeasureSatisfy, id, mark != Dissatisfied)
	}
}

// untouched notes an item without a single talk and without a letter begun, once
// the unit can no longer return it.
func (a *appraisal) untouched(w *unitWork, c Case, lead Assignment) {
	begun := func(r Reply) bool {
		return !r.Sent.IsZero() || !r.SignOff.Signed.IsZero() || !r.SignOff.Drafted.IsZero()
	}
	if a.ways.Untouched == 0 || len(c.Consultations) > 0 || slices.ContainsFunc(c.Replies, begun) || slices.ContainsFunc(c.Host.Replies, begun) ||
		lead.Return() == ReturnAsked || !a.asOf.After(ReturnLimit(c, lead, a.rules).Deadline) {
		return
	}
	p := c.Proposal
	w.untouched = append(w.untouched, untouchedItem{p.ID, c.Book.ID, RankNumber(p.Number), c.Book.Name() + "第" + p.Number + "号"})
}

// cost is what a unit's untouched items cost, by book and number.
func (a *appraisal) cost(w *unitWork) (u Untouched) {
	const named = 5 // items that the reason names
	slices.SortFunc(w.untouched, func(x, y untouchedItem) int {
		return cmp.Or(cmp.Compare(x.book, y.book), x.rank.Compare(y.rank), cmp.Compare(x.id, y.id))
	})
	var words []string
	for _, x := range w.untouched {
		u.IDs, words = append(u.IDs, x.id), append(words, x.word)
	}
	n := len(words)
	if n == 0 {
		return u
	}
	more := ""
	if n > named {
		words, more = words[:named], "等"
	}
	u.Points = Points(n*a.ways.Untouched) * 10
	u.Why = fmt.Sprintf("%d件没有登记过沟通、也没有登记拟稿（%s%s），每件扣%d分", n, strings.Join(words, "、"), more, a.ways.Untouched)
	return u
}

// score puts a unit's figures and the points people gave into the scheme.
func (a *appraisal) score(w *unitWork, scores []Score) UnitScore {
	u := UnitScore{Unit: w.unit, Full: a.rules.Pack.Appraisal.Full(), Untouched: a.cost(w)}
	for _, p := range a.rules.Pack.Appraisal.Parts {
		part := PartScore{Name: p.Name}
		for _, item := range p.Items {
			s := a.item(w, item, scores)
			if item.Measure == MeasureByHand && s.Self == nil && s.Review == nil {
				u.Open++
			}
			part.Points += s.Points
			if !s.Out {
				part.Full += Points(item.Points) * 10
			}
			part.Items = append(part.Items, s)
		}
		u.Got += part.Points
		u.Of += part.Full
		u.Parts = append(u.Parts, part)
	}
	u.Base = part(u.Full, int(u.Got), int(u.Of))
	u.Total = u.Base - u.Untouched.Points
	for _, s := range scores {
		switch s.Source {
		case Addition:
			u.Additions = append(u.Additions, s)
			u.Total += s.Points
		case Deduction:
			u.Deductions = append(u.Deductions, s)
			u.Total -= s.Points
		}
	}
	u.Total = max(u.Total, 0)
	u.Grade = a.rules.Pack.Appraisal.Grade(u.Total)
	return u
}

func (a *appraisal) item(w *unitWork, item AppraisalItem, scores []Score) ItemScore {
	s := ItemScore{Item: item}
	full := Points(item.Points) * 10
	if item.Measure == MeasureByHand {
		s.byHand(full, scores)
		return s
	}
	if f := w.figures[item.Measure]; f != nil {
		s.Figure = *f
	}
	f := s.Figure
	switch {
	case item.Measure == MeasureWorkload:
		all, units := a.workload()
		s.Points = min(part(full, f.Num*units, all), full)
		s.Why = fmt.Sprintf("承办%d件，各单位平均%s件", f.Num, tenthsOf(all, units))
	case f.Den == 0 && a.ways.Nothing == NothingFull:
		s.Points, s.Why = full, "没有这类事项，计满分"
	case f.Den == 0 && a.ways.Nothing == NothingGiven:
		s.Why = "没有这类事项，不得分"
	case f.Den == 0:
		s.Out, s.Why = true, "没有这类事项，不计"
	default:
		s.Points, s.Why = part(full, f.Num, f.Den), fmt.Sprintf("%d/%d，%s", f.Num, f.Den, f.Percent())
	}
	return s
}

// byHand takes the office's points, else the unit's own, never above full.
func (s *ItemScore) byHand(full Points, scores []Score) {
	s.Why = "待打分"
	for i := range scores {
		if scores[i].Item != s.Item.Key {
			continue
		}
		switch scores[i].Source {
		case SelfScore:
			s.Self = &scores[i]
		case ReviewScore:
			s.Review = &scores[i]
		}
	}
	switch {
	case s.Review != nil:
		s.Points, s.Why = min(s.Review.Points, full), joinWords("复评", s.Review.Reason)
	case s.Self != nil:
		s.Points, s.Why = min(s.Self.Points, full), joinWords("自评，待复评", s.Self.Reason)
	}
}

// workload is how many items all units hold together, and how many units.
func (a *appraisal) workload() (items, units int) {
	for _, w := range a.work {
		items += w.lead + w.assist
	}
	return items, len(a.work)
}

// part is full × num ÷ den in whole tenths, half up.
func part(full Points, num, den int) Points {
	if den == 0 {
		return 0
	}
	return Points((2*int(full)*num + den) / (2 * den))
}

// tenthsOf is a mean with one decimal, half up.
func tenthsOf(sum, n int) string { return part(10, sum, n).String() }

// AppraisalTitle heads an appraisal of a year over one book, or over all where
// the book is the zero one.
func AppraisalTitle(year int, b Book) string {
	about := "建议提案"
	if b.ID != 0 {
		about = b.Name() + b.Meeting.Body.Matter()
	}
	return fmt.Sprintf("%d年%s办理工作考评结果", year, about)
}
