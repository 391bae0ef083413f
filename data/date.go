package data

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a calendar day. The zero Date means not known or not happened.
// Dates compare with == and order with Before, After and Compare.
type Date struct {
	// n holds the year above six bits of the month and seven of the day. A year's
	// cases have hundreds of thousands of days: four bytes each are tens of
	// megabytes less than three numbers.
	n int32
}

// UncheckedDate is the day of these numbers even where no calendar has it, as
// 2022-02-30. Numbers that no date can hold become the nearest that can be held.
func UncheckedDate(year int, month time.Month, day int) Date {
	y, m, d := min(max(year, -100_000), 100_000), min(max(int(month), 0), 63), min(max(day, 0), 127)
	return Date{int32(y<<13 | m<<7 | d)}
}

// Year is the year, such as 2022; 0 of the zero Date.
func (d Date) Year() int { return int(d.n >> 13) }

// Month is the month; 0 of the zero Date.
func (d Date) Month() time.Month { return time.Month(d.n >> 7 & 63) }

// Day is the day of the month; 0 of the zero Date.
func (d Date) Day() int { return int(d.n & 127) }

// Equal tells whether both are the same day, as == does.
func (d Date) Equal(e Date) bool { return d == e }

// NewDate makes a day from numbers that are known to exist; it normalises as
// time.Date does. For what a person typed use ParseDate.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf is the calendar day that t shows in its own location.
func DateOf(t time.Time) Date {
	return UncheckedDate(t.Date())
}

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC) }

// IsZero tells that no date is known.
func (d Date) IsZero() bool { return d == Date{} }

// String is the form of files and the command line, 2022-06-30, or "" for
// the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), int(d.Month()), d.Day())
}

// Chinese is the form of letters and screens, 2022年6月30日 (GB/T 9704-2012,
// 7.3.5.4: Arabic digits, full year, no leading zeros), or "" for the zero Date.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year(), int(d.Month()), d.Day())
}

// MonthDay is the short form of a screen, 6月30日, or "" for the zero Date.
func (d Date) MonthDay() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d月%d日", int(d.Month()), d.Day())
}

// Moment is a day with its time as the window tells it, 2022年6月30日 09:05.
func Moment(t time.Time) string { return DateOf(t).Chinese() + t.Format(" 15:04") }

// In is a day of the year at hand without its year, others in full.
func (d Date) In(year int) string {
	if d.Year() == year {
		return d.MonthDay()
	}
	return d.Chinese()
}

// Compare is -1, 0 or +1 as d lies before, on or after e. The zero Date
// comes before every day.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// Before tells whether d lies before e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After tells whether d lies after e.
func (d Date) After(e Date) bool { return d.n > e.n }

// OnOrBefore tells whether d is a known day not after e: the test for "has
// happened by e".
func (d Date) OnOrBefore(e Date) bool { return !d.IsZero() && !d.After(e) }

// AddDays is the day n days later (earlier where n is negative).
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// AddMonths is the same day of the month n months on, or that month's last
// day where it has no such day (11月30日 + 3 months = 28 or 29 February).
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return UncheckedDate(first.Year(), first.Month(), min(d.Day(), last))
}

// DaysUntil counts the days from d to e: 0 on the same day, negative where e
// lies before d.
func (d Date) DaysUntil(e Date) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// weekend tells whether d is a Saturday or Sunday.
func (d Date) weekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// ChineseWeekday is 星期一 … 星期日.
func (d Date) ChineseWeekday() string {
	return "星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[d.Weekday()]
}

// MarshalText writes the form of files, so that JSON shows 2022-06-30.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads whatever ParseDate reads; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	got, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = got
	return nil
}

// orDay is d, or other where d is not known.
func orDay(d, other Date) Date {
	if d.IsZero() {
		return other
	}
	return d
}
