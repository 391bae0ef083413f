package data_test

import (
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
)

// 2022: 春节 31 January to 6 February, worked on 29 and 30 January (国办发明电
// 〔2021〕11号).
func TestCalendarMarksAndProposes(t *testing.T) {
	c, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		c          data.Calendar
		day        data.Date
		mark       string
		last, next data.Date
	}{
		{c, data.NewDate(2022, 1, 28), "", data.NewDate(2022, 1, 28), data.NewDate(2022, 1, 28)},
		{c, data.NewDate(2022, 1, 29), "班", data.NewDate(2022, 1, 29), data.NewDate(2022, 1, 29)},
		{c, data.NewDate(2022, 2, 6), "休", data.NewDate(2022, 1, 30), data.NewDate(2022, 2, 7)},
		{c, data.NewDate(2022, 2, 12), "", data.NewDate(2022, 2, 11), data.NewDate(2022, 2, 14)},
		{c, data.NewDate(2031, 10, 2), "休", data.NewDate(2031, 9, 30), data.NewDate(2031, 10, 6)}, // no notice yet; the 4th is a Saturday
		{data.Calendar{}, data.NewDate(2022, 1, 29), "", data.NewDate(2022, 1, 28), data.NewDate(2022, 1, 31)},
	} {
		if got := x.c.Mark(x.day); got != x.mark {
			t.Errorf("%s is marked %q, want %q", x.day, got, x.mark)
		}
		if got := x.c.LastWorkday(x.day); got != x.last {
			t.Errorf("the last working day up to %s is %s, want %s", x.day, got, x.last)
		}
		if got := x.c.NextWorkday(x.day); got != x.next {
			t.Errorf("the next working day from %s is %s, want %s", x.day, got, x.next)
		}
	}
}

func TestMonthIsInWholeWeeks(t *testing.T) {
	for _, x := range []struct {
		year        int
		month       time.Month
		days        int
		first, last data.Date
	}{
		{2022, time.June, 35, data.NewDate(2022, 5, 30), data.NewDate(2022, 7, 3)},
		{2021, time.February, 28, data.NewDate(2021, 2, 1), data.NewDate(2021, 2, 28)},   // exactly four
		{2022, time.October, 42, data.NewDate(2022, 9, 26), data.NewDate(2022, 11, 6)},   // begins on a Saturday
		{2026, time.November, 42, data.NewDate(2026, 10, 26), data.NewDate(2026, 12, 6)}, // begins on a Sunday
		{2022, time.December, 35, data.NewDate(2022, 11, 28), data.NewDate(2023, 1, 1)},  // over the year's end
	} {
		got := data.Month(x.year, x.month)
		if len(got) != x.days || got[0] != x.first || got[len(got)-1] != x.last {
			t.Errorf("%d-%d: %d days from %s to %s", x.year, x.month, len(got), got[0], got[len(got)-1])
		}
		if got[0].Weekday() != time.Monday {
			t.Errorf("%d-%d begins on %s", x.year, x.month, got[0].ChineseWeekday())
		}
	}
}
