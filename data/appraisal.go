package data

import (
	"strconv"
	"strings"
)

// Points are tenths of a point, so that sums are exact.
type Points int

// String is 87 or 87.5.
func (p Points) String() string {
	if p%10 == 0 {
		return strconv.Itoa(int(p / 10))
	}
	return p.Fixed()
}

// Fixed are points with their tenth even where it is 0, so that they stand under each
// other in a column.
func (p Points) Fixed() string { return strconv.FormatFloat(float64(p)/10, 'f', 1, 64) }

// Appraisal (考评办法) is how a rule pack scores units: parts with items, and
// grades by the total.
type Appraisal struct {
	Parts  []AppraisalPart `toml:"parts"`
	Grades []Grade         `toml:"grades"` // best first
	Ways   AppraisalWays   `toml:"ways"`   // zero where the pack says nothing of them (RuleYears.In)
}

// AppraisalPart is one of the parts of a score, such as 办理规范. Its weight is
// the sum of its items.
type AppraisalPart struct {
	Name  string          `toml:"name"`
	Items []AppraisalItem `toml:"items"`
}

// AppraisalItem is one item of a part, scored by a person or from facts.
type AppraisalItem struct {
	Key     string  `toml:"key"` // tells items apart in the registry; never changes
	Name    string  `toml:"name"`
	Points  int     `toml:"points"`  // full points
	Measure Measure `toml:"measure"` // "" where a person scores it
}

// Measure tells from which facts an item's points are computed.
type Measure string

// The measures. Each is a share of a unit's own items, but for MeasureWorkload.
const (
	MeasureByHand   Measure = ""          // scored by a person
	MeasureOnTime   Measure = "on_time"   // first reply sent within the limit
	MeasureAccepted Measure = "accepted"  // signed for within the limit of return
	MeasureTalks    Measure = "talks"     // phases with a consultation, of three
	MeasureInPerson Measure = "in_person" // face to face before the reply, as 面商率
	MeasureLed      Measure = "led"       // consultations in person that a leader of the unit led
	MeasureOpinions Measure = "opinions"  // opinions sent within their limit
	MeasureAdopted  Measure = "adopted"   // replied with a class that counts as adopted
	MeasureSatisfy  Measure = "satisfied" // forms back that are not 不满意 with the result
	MeasureWorkload Measure = "workload"  // items handled against the mean of all units
)

// Measures lists all that are computed, in the order of choice lists.
var Measures = []Measure{MeasureOnTime, MeasureAccepted, MeasureTalks, MeasureInPerson, MeasureLed, MeasureOpinions, MeasureAdopted, MeasureSatisfy, MeasureWorkload}

// Grade is a name for totals of at least so many points.
type Grade struct {
	Name  string `toml:"name"`
	Least int    `toml:"least"`
}

// Full is the most that the parts give together.
func (a Appraisal) Full() Points {
	var sum Points
	for _, p := range a.Parts {
		sum += p.Full()
	}
	return sum
}

// Full is the weight of the part.
func (p AppraisalPart) Full() Points {
	var sum Points
	for _, i := range p.Items {
		sum += Points(i.Points) * 10
	}
	return sum
}

// Grade is the name of a total; "" where there is no scheme.
func (a Appraisal) Grade(total Points) string {
	for _, g := range a.Grades {
		if total >= Points(g.Least)*10 {
			return g.Name
		}
	}
	return ""
}

// ScoreSource tells who gave points, or what they are for.
type ScoreSource string

// The sources of points that a person gives.
const (
	SelfScore   ScoreSource = "自评"
	ReviewScore ScoreSource = "复评"
	Addition    ScoreSource = "加分"
	Deduction   ScoreSource = "扣分"
)

// ScoreSources lists all, in the order of choice lists.
var ScoreSources = []ScoreSource{SelfScore, ReviewScore, Addition, Deduction}

// Score (考评打分) is points that a person gave a unit in a year: for an item of
// the rule pack's appraisal, or an addition or a deduction with its cause.
type Score struct {
	ID      ID
	Year    int
	Unit    Unit   // only its ID is stored
	Item    string // key of the appraisal item; "" for additions and deductions
	Source  ScoreSource
	Points  Points // never negative; a deduction's are taken away
	Reason  string
	Date    Date
	Deleted bool
}

// mostPoints is more than any single item or addition is worth.
const mostPoints Points = 1000

// Validate tidies the score and names what is wrong.
func (s *Score) Validate() Problems {
	var f fields
	f.year(s.Year)
	if s.Unit.ID == 0 {
		f.wrong("承办单位", "没有选择", "请选择单位")
	}
	one(&f, "打分类别", s.Source, ScoreSources)
	named := s.Source == SelfScore || s.Source == ReviewScore
	f.line("考评项目", &s.Item, named)
	f.line("理由", &s.Reason, !named)
	if s.Points < 0 || s.Points > mostPoints {
		f.wrong("分数", "应在0到100之间", "请核对")
	}
	f.day("日期", s.Date, false)
	return f.problems
}

// ParsePoints reads points as a person types them: 8 or 7.5, at most one
// decimal.
func ParsePoints(text string) (Points, error) {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "分"))
	whole, decimal, _ := strings.Cut(strings.ReplaceAll(halfWidth.Replace(text), "。", "."), ".")
	n, err := strconv.Atoi(whole)
	d := 0
	if err == nil && decimal != "" {
		d, err = strconv.Atoi(decimal)
	}
	if err != nil || strings.ContainsAny(text, "+-") || len(decimal) > 1 || n > 1000 {
		return 0, Problem{Field: "分数", Message: "“" + clip(text, 20) + "”不是分数", Hint: "请写数字，最多一位小数，如 7.5"}
	}
	return Points(n*10 + d), nil
}
