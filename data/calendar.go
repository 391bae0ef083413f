package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Calendar tells working days from free ones, from the State Council's yearly
// notices. The zero Calendar knows no notice and falls back to weekends and
// the fixed days.
type Calendar struct {
	off, work map[Date]string // day to the holiday's name
	years     map[int]bool    // years with a notice
	single    map[Date]string // days that one source alone tells, with it
	sources   map[int]string  // of years without a notice, the source of such days
}

// calendarBytes is more than a table of all notices has.
const calendarBytes = 1 << 20

// ParseCalendar reads the table of holidays: date,kind,name,source with kind
// off or work, one heading row. A source that begins with 一个来源： is no notice. An
// error names the row.
func ParseCalendar(table []byte) (Calendar, error) {
	if len(table) > calendarBytes {
		return Calendar{}, Problem{Field: "节假日表", Message: fmt.Sprintf("有%dKB，节假日表最多%dKB", len(table)>>10, calendarBytes>>10)}
	}
	if !utf8.Valid(table) {
		return Calendar{}, Problem{Field: "节假日表", Message: "不是文字，或不是UTF-8编码"}
	}
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		p := Problem{Field: "节假日表", Message: "列数不一样，或引号不成对"}
		if at := (*csv.ParseError)(nil); errors.As(err, &at) {
			p.Row = at.Line
		}
		return Calendar{}, p
	}
	var days []Holiday
	for i, row := range rows {
		if i == 0 {
			continue
		}
		if len(row) < 3 {
			return Calendar{}, Problem{Field: "节假日表", Row: i + 1, Message: "列数不够"}
		}
		d, err := ParseDate(row[0])
		if err != nil {
			return Calendar{}, Problem{Field: "节假日表", Row: i + 1, Message: err.Error()}
		}
		h := Holiday{Date: d, Kind: HolidayKind(row[1]), Name: row[2]}
		if !slices.Contains(HolidayKinds, h.Kind) {
			return Calendar{}, Problem{Field: "节假日表", Row: i + 1, Message: "“" + row[1] + "”不是off或work"}
		}
		if len(row) > 3 {
			h.Source = row[3]
		}
		days = append(days, h)
	}
	return Calendar{}.With(days), nil
}

// OneSource is where the days of a year are from whose notice is not there: the one
// source that tells them, "" where none does.
func (c Calendar) OneSource(year int) string { return c.sources[year] }

// Known tells whether the year's own notice is in the calendar.
func (c Calendar) Known(year int) bool { return c.years[year] }

// Workday tells whether d is worked: a weekend day moved to work (调休) is, a
// holiday is not. In a year without a notice weekends and 1月1日, 5月1–2日 and
// 10月1–3日 are free.
func (c Calendar) Workday(d Date) bool {
	if _, ok := c.work[d]; ok {
		return true
	}
	if _, ok := c.off[d]; ok {
		return false
	}
	if d.weekend() {
		return false
	}
	return c.Known(d.Year()) || fixedHoliday(d) == ""
}

// Reason says why d is free or worked against the week: 星期六, 国庆节, 调休上班.
func (c Calendar) Reason(d Date) string {
	if name, ok := c.work[d]; ok {
		return name + "调休上班"
	}
	if name, ok := c.off[d]; ok {
		return name + "放假"
	}
	if !c.Known(d.Year()) {
		if name := fixedHoliday(d); name != "" {
			return name + "放假"
		}
	}
	return d.ChineseWeekday()
}

// fixedHoliday names the days free in every year (全国年节及纪念日放假办法).
func fixedHoliday(d Date) string {
	switch {
	case d.Month() == time.January && d.Day() == 1:
		return "元旦"
	case d.Month() == time.May && d.Day() <= 2:
		return "劳动节"
	case d.Month() == time.October && d.Day() <= 3:
		return "国庆节"
	}
	return ""
}

// NextWorkday is d where it is worked, else the next day that is.
func (c Calendar) NextWorkday(d Date) Date {
	for !c.Workday(d) {
		d = d.AddDays(1)
	}
	return d
}

// WorkdayBefore is the last working day strictly before d.
func (c Calendar) WorkdayBefore(d Date) Date {
	for d = d.AddDays(-1); !c.Workday(d); d = d.AddDays(-1) {
	}
	return d
}

// LastWorkday is d where it is worked, else the last working day before: what the
// program proposes as the day of something done today.
func (c Calendar) LastWorkday(d Date) Date {
	if c.Workday(d) {
		return d
	}
	return c.WorkdayBefore(d)
}

// Mark is how a wall calendar marks d: 休 of a holiday, 班 of a weekend day that is
// worked; "" of other days.
func (c Calendar) Mark(d Date) string {
	if _, ok := c.work[d]; ok {
		return "班"
	}
	if _, ok := c.off[d]; ok || !c.Known(d.Year()) && fixedHoliday(d) != "" {
		return "休"
	}
	return ""
}

// Month are the days of a month in weeks from Monday to Sunday, with those of its
// neighbours that fill the first and the last week.
func Month(year int, month time.Month) []Date {
	first := NewDate(year, month, 1)
	from := first.AddDays(-(int(first.Weekday()) + 6) % 7)
	var all []Date
	for d := from; d.Before(first.AddMonths(1)) || len(all)%7 != 0; d = d.AddDays(1) {
		all = append(all, d)
	}
	return all
}

// SpanUnit is what a time limit is counted in.
type SpanUnit string

// The units, spelled as the command line spells them.
const (
	Months   SpanUnit = "months"
	Workdays SpanUnit = "workdays"
	Days     SpanUnit = "days"
)

// Span is a length of time as a rule states it.
type Span struct {
	N    int
	Unit SpanUnit
}

// String is 3个月, 5个工作日 or 15日.
func (s Span) String() string {
	switch s.Unit {
	case Months:
		return fmt.Sprintf("%d个月", s.N)
	case Workdays:
		return fmt.Sprintf("%d个工作日", s.N)
	}
	return fmt.Sprintf("%d日", s.N)
}

// mostOf is the longest that a rule can say in each unit: ten years.
var mostOf = map[SpanUnit]int{Months: 120, Workdays: 2600, Days: 3660}

// Validate refuses lengths that no rule has: less than 1, or over 10 years.
func (s Span) Validate() Problems {
	if most := mostOf[s.Unit]; s.N < 1 || s.N > most {
		return Problems{{Field: "时长", Message: fmt.Sprintf("“%d”不在1到%d之间", s.N, most), Hint: "请核对"}}
	}
	return nil
}
