package data

import (
	"cmp"
	"fmt"
	"slices"
)

// UnitScore (考评得分) is one unit's score of a year.
type UnitScore struct {
	Unit       Unit
	Lead       int  // items it leads
	Assist     int  // items in which it helps another unit
	IDs        []ID // all of these
	Parts      []PartScore
	Additions  []Score
	Deductions []Score
	Total      Points
	Grade      string
	Open       int // items that a person has yet to score
	Rank       int // from 1; equal totals share a rank
}

// PartScore is the score of one part.
type PartScore struct {
	Name   string
	Points Points
	Full   Points
	Items  []ItemScore
}

// ItemScore is the score of one item with what it comes from.
type ItemScore struct {
	Item   AppraisalItem
	Points Points
	Figure Figure // computed items: what was counted, Base and IDs the proposals
	Self   *Score // hand-scored items: what the unit gave itself; nil where it did not
	Review *Score // and what the office gave; it goes before Self
	Why    string // how the points come about, in words
}

// Appraise scores every unit that held an assignment in the year, best first
// (domain.md, Scoring of units). A share without a denominator, such as the
// opinions of a unit that was never asked for one, gives full points and says
// so. Additions and deductions count outside the parts; a total is never below
// zero. Points that people gave count for their year, whatever day they were
// given: much of it is given when the year is over. cases and scores of other
// years are passed over, so that all is by the rules of the one year.
func Appraise(cases []Case, scores []Score, year int, asOf Date, y RuleYears) []UnitScore {
	r := y.In(year)
	a := appraisal{asOf: asOf, rules: r, work: map[ID]*unitWork{}}
	for _, c := range cases {
		if c.Year() == year && !c.Proposal.HandedOver.After(asOf) {
			a.add(c.AsOf(asOf).counted(r.Pack))
		}
	}
	var all []UnitScore
	for _, w := range a.work {
		all = append(all, a.score(w, slices.DeleteFunc(slices.Clone(scores), func(s Score) bool { return s.Year != year || s.Unit.ID != w.unit.ID })))
	}
	slices.SortFunc(all, func(x, y UnitScore) int {
		return cmp.Or(cmp.Compare(y.Total, x.Total), cmp.Compare(x.Unit.Name, y.Unit.Name), cmp.Compare(x.Unit.ID, y.Unit.ID))
	})
	for i := range all {
		all[i].Rank = i + 1
		if i > 0 && all[i].Total == all[i-1].Total {
			all[i].Rank = all[i-1].Rank
		}
	}
	return all
}

// GradeWord is the grade, or 暂计 while a person has yet to score items.
func (u UnitScore) GradeWord() string {
	if u.Open > 0 {
		return "暂计"
	}
	return u.Grade
}

// ExtraPoints are what additions and deductions come to; ok is false where there
// are none.
func (u UnitScore) ExtraPoints() (sum Points, ok bool) {
	for _, s := range u.Additions {
		sum += s.Points
	}
	for _, s := range u.Deductions {
		sum -= s.Points
	}
	return sum, len(u.Additions)+len(u.Deductions) > 0
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
	asOf  Date
	rules Rules
	work  map[ID]*unitWork
}

// unitWork is one unit's year; the figures are by measure.
type unitWork struct {
	unit         Unit
	lead, assist int
	figures      map[Measure]*Figure
}

func (w *unitWork) count(m Measure, id ID, in bool) {
	if w.figures[m] == nil {
		w.figures[m] = &Figure{}
	}
	w.figures[m].count(id, in)
}

func (a *appraisal) of(u Unit) *unitWork {
	if a.work[u.ID] == nil {
		a.work[u.ID] = &unitWork{unit: u, figures: map[Measure]*Figure{}}
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
		return
	}
	if o, ok := c.OurOpinion(); ok || a.asOf.After(OpinionLimit(c, a.rules).Deadline) {
		w.count(MeasureOpinions, id, o.Sent.OnOrBefore(OpinionLimit(c, a.rules).Deadline))
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

// score puts a unit's figures and the points people gave into the scheme.
func (a *appraisal) score(w *unitWork, scores []Score) UnitScore {
	u := UnitScore{Unit: w.unit, Lead: w.lead, Assist: w.assist, IDs: w.figures[MeasureWorkload].IDs}
	for _, p := range a.rules.Pack.Appraisal.Parts {
		part := PartScore{Name: p.Name, Full: p.Full()}
		for _, item := range p.Items {
			s := a.item(w, item, scores)
			if item.Measure == MeasureByHand && s.Self == nil && s.Review == nil {
				u.Open++
			}
			part.Points += s.Points
			part.Items = append(part.Items, s)
		}
		u.Total += part.Points
		u.Parts = append(u.Parts, part)
	}
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
	case f.Den == 0:
		s.Points, s.Why = full, "没有这类事项，计满分"
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
