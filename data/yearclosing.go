package data

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// YearClosing (年度封账) holds a year's figures as they were fixed on a day. A
// correction made later is a further closing; the earlier ones stay.
type YearClosing struct {
	ID        ID
	Year      int
	BookID    ID   // 0 over all books
	AsOf      Date // the day the figures are told as of
	ClosedOn  Date
	Figures   string // the statistics as JSON
	Appraisal string // the units' scores as JSON
	Note      string
	Anchor    string // end of the journal's chain before it (Anchor.Full); "" of closings before structure 3
	Deleted   bool
}

// Validate names what is wrong with the closing.
func (y *YearClosing) Validate() Problems {
	var f fields
	f.year(y.Year)
	f.day("截至日期", y.AsOf, true)
	f.day("封账日期", y.ClosedOn, true)
	if !y.AsOf.IsZero() && y.AsOf.Year() < y.Year {
		f.wrong("截至日期", fmt.Sprintf("%d年还没有开始", y.Year), "请填当年或以后的日期")
	}
	if y.AsOf.After(y.ClosedOn) && !y.ClosedOn.IsZero() {
		f.wrong("截至日期", "还没有到"+y.AsOf.Chinese(), "请填今天或以前的日期")
	}
	f.line("说明", &y.Note, false)
	if _, err := ParseAnchor(y.Anchor); y.Anchor != "" && err != nil {
		f.wrong("日志锚", "读不出来", "请重新封账")
	}
	fixed(&f, "统计数字", y.Figures, y.FixedFigures)
	fixed(&f, "考评结果", y.Appraisal, y.FixedScores)
	return f.problems
}

// fixed checks that what a closing keeps can be read again.
func fixed[T any](f *fields, field, text string, read func() ([]T, error)) {
	if _, err := read(); err != nil || !utf8.ValidString(text) {
		f.wrong(field, "读不出来", "请重新封账")
	}
}

// FixedFigure is one figure as a closing keeps it.
type FixedFigure struct {
	Name    string   `json:"name"` // as SummaryFields names it
	Value   string   `json:"value"`
	Rule    string   `json:"rule,omitempty"`
	Numbers []string `json:"numbers,omitempty"` // of the proposals behind it
}

// FixedScore is one unit's score as a closing keeps it.
type FixedScore struct {
	UnitID ID          `json:"unitID"`
	Unit   string      `json:"unit"`
	Group  RankGroup   `json:"group"` // that it is ranked in; "" in closings made before packs could say how scores are counted
	Rank   int         `json:"rank"`
	Total  Points      `json:"total"` // tenths of a point
	Grade  string      `json:"grade"`
	Parts  []FixedPart `json:"parts"`
}

// Standing tells where the unit stood, as UnitScore.Standing does.
func (s FixedScore) Standing() string {
	if s.Group == RankedTogether {
		s.Group = RankedAll
	}
	return UnitScore{Group: s.Group, Rank: s.Rank}.Standing()
}

// FixedPart is one part of a FixedScore.
type FixedPart struct {
	Name   string `json:"name"`
	Points Points `json:"points"` // tenths of a point
}

// CloseYear makes the closing of a year from its figures and scores as of the
// figures' own day.
func CloseYear(st Stats, cases []Case, scores []UnitScore, book ID, closedOn Date, note string) (YearClosing, error) {
	figures, err := json.Marshal(FixFigures(st, cases))
	if err != nil {
		return YearClosing{}, fmt.Errorf("figures of %d: %w", st.Year, err)
	}
	appraisal, err := json.Marshal(FixScores(scores))
	if err != nil {
		return YearClosing{}, fmt.Errorf("scores of %d: %w", st.Year, err)
	}
	return YearClosing{Year: st.Year, BookID: book, AsOf: st.AsOf, ClosedOn: closedOn, Figures: string(figures), Appraisal: string(appraisal), Note: note}, nil
}

// FixScores are the units' scores as a closing keeps them.
func FixScores(scores []UnitScore) []FixedScore {
	fixed := make([]FixedScore, len(scores))
	for i, u := range scores {
		fixed[i] = FixedScore{UnitID: u.Unit.ID, Unit: u.Unit.Name, Group: cmp.Or(u.Group, RankedTogether), Rank: u.Rank, Total: u.Total, Grade: u.GradeWord()}
		for _, p := range u.Parts {
			fixed[i].Parts = append(fixed[i].Parts, FixedPart{p.Name, p.Points})
		}
	}
	return fixed
}

// FixFigures are a year's figures with the numbers of the proposals behind them.
func FixFigures(st Stats, cases []Case) []FixedFigure {
	numbers := map[ID]string{}
	for _, c := range cases {
		numbers[c.Proposal.ID] = c.Proposal.Number
	}
	var all []FixedFigure
	for _, f := range SummaryFields(st) {
		fixed := FixedFigure{Name: f.Name, Value: f.Value, Rule: f.Rule}
		for _, id := range f.IDs {
			fixed.Numbers = append(fixed.Numbers, numbers[id])
		}
		all = append(all, fixed)
	}
	return all
}

// FixedFigures reads the figures of a closing.
func (y YearClosing) FixedFigures() (all []FixedFigure, err error) {
	if err := json.Unmarshal([]byte(y.Figures), &all); err != nil {
		return nil, Problem{Field: "年度封账", Message: fmt.Sprintf("%s封账的数字读不出来", y.ClosedOn.Chinese()), Hint: "请用 check 检查登记库"}
	}
	return all, nil
}

// FixedScores reads the scores of a closing.
func (y YearClosing) FixedScores() (all []FixedScore, err error) {
	if err := json.Unmarshal([]byte(y.Appraisal), &all); err != nil {
		return nil, Problem{Field: "年度封账", Message: fmt.Sprintf("%s封账的考评读不出来", y.ClosedOn.Chinese()), Hint: "请用 check 检查登记库"}
	}
	return all, nil
}

// ScoredBefore tells that the closing was made before packs could say how scores
// are counted beside their items: its year stays counted as it was.
func (y YearClosing) ScoredBefore() bool {
	return strings.Contains(y.Appraisal, `"unitID":`) && !strings.Contains(y.Appraisal, `"group":`)
}

// FigureChange is a figure that differs from the one that was fixed.
type FigureChange struct{ Name, Fixed, Now string }

// ChangedFigures are the figures that are no longer as they were fixed; the day
// they are told as of does not count.
func ChangedFigures(fixed, now []FixedFigure) []FigureChange {
	before := map[string]string{}
	for _, f := range fixed {
		before[f.Name] = f.Value
	}
	var all []FigureChange
	for _, f := range now {
		if old, ok := before[f.Name]; ok && old != f.Value && f.Name != "截至" {
			all = append(all, FigureChange{f.Name, old, f.Value})
		}
	}
	return all
}

// ChangedScores are the units whose points are no longer as they were fixed.
func ChangedScores(fixed, now []FixedScore) []FigureChange {
	points := map[ID]string{}
	for _, u := range now {
		points[u.UnitID] = u.Total.String() + "分"
	}
	var all []FigureChange
	tell := func(u FixedScore, before, after string) {
		if before != after {
			all = append(all, FigureChange{u.Unit + "考评", orElse(before, "没有"), orElse(after, "没有")})
		}
	}
	for _, u := range fixed {
		tell(u, u.Total.String()+"分", points[u.UnitID])
		delete(points, u.UnitID)
	}
	for _, u := range now {
		if _, added := points[u.UnitID]; added {
			tell(u, "", points[u.UnitID])
		}
	}
	return all
}

// BeforeClosing names what is still open in a year that is about to be closed.
// None of it keeps the year from being closed; all of it will be in its figures.
func BeforeClosing(cases []Case, scores []UnitScore, year int, asOf Date, y RuleYears) Problems {
	r := y.In(year)
	var ps Problems
	tell := func(c Case, message, hint string) {
		ps = append(ps, Problem{Field: c.Book.Name() + "第" + c.Proposal.Number + "号", Message: message, Hint: hint})
	}
	for _, c := range cases {
		if c.Year() != year || c.Proposal.HandedOver.After(asOf) {
			continue
		}
		_, unusual := CheckFacts(c.AsOf(asOf), r)
		for _, p := range unusual {
			tell(c, p.Text(), p.Hint)
		}
		switch s := StageOf(c, asOf, r); s.Stage {
		case Settled, Delivered, StageClosed:
		case ToFeedback:
			tell(c, "征询意见表还没有收回", "收回后登记")
		default:
			tell(c, "还在“"+string(s.Stage)+"”", orElse(s.Next.What, "请核对"))
		}
	}
	for _, u := range scores {
		if u.Open > 0 {
			ps = append(ps, Problem{Field: u.Unit.Name, Message: fmt.Sprintf("考评还有%d项没有打分", u.Open), Hint: "请在“考评”里打分"})
		}
	}
	return ps
}
