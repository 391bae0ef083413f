package data

// Points are tenths of a point, so that sums are exact.
type Points int

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
