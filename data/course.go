package data

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// CourseMonth is one month of a year's course: what was handed over, what fell due
// and what was answered in it, each proposal by the one day that counts.
type CourseMonth struct {
	Year       int
	Month      time.Month
	HandedOver Figure // the year's proposals, by the day of hand-over
	Due        Figure // without those withdrawn or handed on, by the limit of the reply or of our opinion
	Answered   Figure // by the day of the first reply sent, or of our opinion
}

// Name is the month as charts have it: 3月, or 2023年1月 outside the year.
func (m CourseMonth) Name(year int) string {
	if m.Year != year {
		return fmt.Sprintf("%d年%d月", m.Year, m.Month)
	}
	return fmt.Sprintf("%d月", m.Month)
}

// CourseTotal is a year's course up to the end of one month.
type CourseTotal struct {
	CourseMonth
	AllHandedOver, AllDue, AllAnswered int
}

// CourseTotals add up the months of a course.
func CourseTotals(course []CourseMonth) []CourseTotal {
	var all []CourseTotal
	var sum CourseTotal
	for _, m := range course {
		sum.CourseMonth = m
		sum.AllHandedOver += m.HandedOver.Num
		sum.AllDue += m.Due.Num
		sum.AllAnswered += m.Answered.Num
		all = append(all, sum)
	}
	return all
}

// longestPause is how many months without anything a course shows between two
// others; one that is longer comes of a day typed wrongly.
const longestPause = 11

// courseOfYear are the months of the year, also those in which nothing was, and
// those outside it that have something.
func courseOfYear(course []CourseMonth, year int) (all []CourseMonth) {
	months := map[int]CourseMonth{}
	for m := range 12 {
		months[year*12+m] = *emptyMonth(year*12 + m)
	}
	for _, m := range course {
		if m.Year == year || m.HandedOver.Num+m.Due.Num+m.Answered.Num > 0 {
			months[m.Year*12+int(m.Month)-1] = m
		}
	}
	for _, key := range slices.Sorted(maps.Keys(months)) {
		all = append(all, months[key])
	}
	return all
}

// courseFigures are the months as figures with names.
func courseFigures(course []CourseMonth, year int) (all []NamedFigure) {
	for _, m := range courseOfYear(course, year) {
		name := m.Name(year)
		all = append(all, countOf(name+"交办件数", m.HandedOver), countOf(name+"到期件数", m.Due), countOf(name+"答复报送件数", m.Answered))
	}
	return all
}

// courseTally collects the course of a year, by month.
type courseTally map[int]*CourseMonth

// of is the month of a day.
func (t courseTally) of(d Date) *CourseMonth {
	key := d.Year()*12 + int(d.Month()) - 1
	if t[key] == nil {
		t[key] = emptyMonth(key)
	}
	return t[key]
}

func emptyMonth(key int) *CourseMonth {
	m := &CourseMonth{Year: key / 12, Month: time.Month(key%12 + 1)}
	when := fmt.Sprintf("%d年%d月", m.Year, m.Month)
	m.HandedOver.Rule, m.Due.Rule, m.Answered.Rule = when+"交办的件", "办理期限在"+when+"的件（不含撤转）", when+"首次答复的主办件和报送意见的协办件"
	return m
}

// handed counts a proposal handed over.
func (t courseTally) handed(c *Case) {
	if d := c.Proposal.HandedOver; !d.IsZero() {
		t.of(d).HandedOver.more(c.Proposal.ID)
	}
}

// worked counts the limit of a proposal and its first paper; either day may be zero.
func (t courseTally) worked(id ID, limit, sent Date) {
	if !limit.IsZero() {
		t.of(limit).Due.more(id)
	}
	if !sent.IsZero() {
		t.of(sent).Answered.more(id)
	}
}

// months are the course in order, with the months between in which nothing was.
func (t courseTally) months() []CourseMonth {
	keys := make([]int, 0, len(t))
	for k := range t {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var all []CourseMonth
	for i, k := range keys {
		if i > 0 && k-keys[i-1] <= longestPause+1 {
			for between := keys[i-1] + 1; between < k; between++ {
				all = append(all, *emptyMonth(between))
			}
		}
		all = append(all, *t[k])
	}
	return all
}
