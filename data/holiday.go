package data

import (
	"maps"
	"slices"
)

// Holiday is one day of a holiday notice that the user entered.
type Holiday struct {
	ID      ID
	Date    Date
	Kind    HolidayKind
	Name    string // such as 春节
	Source  string // the notice, such as 国办发明电〔2025〕7号
	Deleted bool
}

// HolidayKind is what a notice makes of a day.
type HolidayKind string

// The kinds, spelled as the table of holidays spells them.
const (
	DayOff  HolidayKind = "off"  // free though it is a weekday, or by the notice
	DayWork HolidayKind = "work" // a weekend day that is worked (调休)
)

// HolidayKinds lists both.
var HolidayKinds = []HolidayKind{DayOff, DayWork}

// With is the calendar with further days; a day given here goes before the
// calendar's own. A year with five days or more off of its own counts as one
// whose notice is known.
func (c Calendar) With(days []Holiday) Calendar {
	if len(days) == 0 {
		return c
	}
	c.off, c.work, c.years = cloned(c.off), cloned(c.work), cloned(c.years)
	perYear := map[int]int{}
	for _, h := range days {
		delete(c.off, h.Date)
		delete(c.work, h.Date)
		if h.Kind == DayWork {
			c.work[h.Date] = h.Name
			continue
		}
		c.off[h.Date] = h.Name
		perYear[h.Date.Year()]++
	}
	for y, n := range perYear {
		c.years[y] = c.years[y] || n >= noticeDays
	}
	return c
}

// Days are the days of a year that the calendar's notices name, by date.
func (c Calendar) Days(year int) []Holiday {
	var all []Holiday
	for kind, days := range map[HolidayKind]map[Date]string{DayOff: c.off, DayWork: c.work} {
		for d, name := range days {
			if d.Year() == year {
				all = append(all, Holiday{Date: d, Kind: kind, Name: name})
			}
		}
	}
	slices.SortFunc(all, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return all
}

// Word is 放假 or 上班.
func (k HolidayKind) Word() string {
	if k == DayWork {
		return "上班"
	}
	return "放假"
}

// cloned is a copy of m that can be written, also where m is nil.
func cloned[K comparable, V any](m map[K]V) map[K]V {
	out := make(map[K]V, len(m))
	maps.Copy(out, m)
	return out
}

// Validate tidies the day and names what is wrong.
func (h *Holiday) Validate() Problems {
	var f fields
	f.day("日期", h.Date, true)
	one(&f, "放假或上班", h.Kind, HolidayKinds)
	f.line("节日名称", &h.Name, true)
	f.line("依据", &h.Source, false)
	return f.problems
}
