package data

import (
	"maps"
	"slices"
	"strings"
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
// calendar's own. Where they are a year's notice (noticed), the year's days that
// are known from one source only make way for it.
func (c Calendar) With(days []Holiday) Calendar {
	if len(days) == 0 {
		return c
	}
	c.off, c.work, c.years, c.single, c.sources = cloned(c.off), cloned(c.work), cloned(c.years), cloned(c.single), cloned(c.sources)
	for y := range noticed(days) {
		c.years[y] = true
		delete(c.sources, y)
		for d := range c.single {
			if d.Year() == y {
				c.forget(d)
			}
		}
	}
	for _, h := range days {
		c.forget(h.Date)
		c.add(h)
	}
	return c
}

// add takes a day that the calendar does not have.
func (c Calendar) add(h Holiday) {
	of := c.off
	if h.Kind == DayWork {
		of = c.work
	}
	of[h.Date] = h.Name
	if source, single := h.oneSource(); single && !c.years[h.Date.Year()] {
		c.single[h.Date], c.sources[h.Date.Year()] = source, source
	}
}

func (c Calendar) forget(d Date) {
	delete(c.off, d)
	delete(c.work, d)
	delete(c.single, d)
}

// singleMark begins the source of a day that one source alone tells, the State
// Council's notice being not there yet.
const singleMark = "一个来源："

// oneSource is the source of a day that one source alone tells.
func (h Holiday) oneSource() (source string, single bool) {
	return strings.CutPrefix(h.Source, singleMark)
}

// noticed are the years whose notice some days are: five days off or more, of three
// of the State Council's holidays at least. A notice can reach a day or two into the
// year before, a supplementary one is about a holiday or two, and a county's own
// days are none of them.
func noticed(days []Holiday) map[int]bool {
	off, of := map[int]int{}, map[int]map[string]bool{}
	for _, h := range days {
		if _, single := h.oneSource(); h.Kind != DayOff || single {
			continue
		}
		y := h.Date.Year()
		if of[y] == nil {
			of[y] = map[string]bool{}
		}
		off[y]++
		for _, name := range nationalHolidays {
			if strings.Contains(h.Name, name) {
				of[y][name] = true
			}
		}
	}
	years := map[int]bool{}
	for y, n := range off {
		if n >= noticeDays && len(of[y]) >= noticeHolidays {
			years[y] = true
		}
	}
	return years
}

const (
	noticeDays     = 5
	noticeHolidays = 3
)

// nationalHolidays are the holidays of all, as the names of days contain them
// (全国年节及纪念日放假办法).
var nationalHolidays = []string{"元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"}

// Days are the days of a year that the calendar's notices name, by date; one that is
// known from one source only tells it (Holiday.Source).
func (c Calendar) Days(year int) []Holiday {
	var all []Holiday
	for kind, days := range map[HolidayKind]map[Date]string{DayOff: c.off, DayWork: c.work} {
		for d, name := range days {
			if d.Year() == year {
				h := Holiday{Date: d, Kind: kind, Name: name}
				if source, single := c.single[d]; single {
					h.Source = singleMark + source
				}
				all = append(all, h)
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
