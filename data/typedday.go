package data

import (
	"fmt"
	"strings"
	"time"
)

var (
	eightDigits  = Pattern(`^(\d{4})(\d{2})(\d{2})$`)
	withoutYear  = Pattern(`^(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?$`)
	weekdayTyped = Pattern(`^(上上|上|这|本|下|下下)?个?(?:周|星期|礼拜)([一二三四五六日天末])$`)
	daysAway     = Pattern(`^(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|日|个?(周|星期|月))(?:以?(后|前|内))$`)
	dayOfMonth   = Pattern(`^(上|这|本|下)个?月(\d{1,2})[日号]$`)
	endOfMonth   = Pattern(`^(上|这|本|下)?个?月[底末]$`)
)

// nearDays are the days that have a word of their own, counted from today.
var nearDays = map[string]int{"大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3}

// TypedDay reads a day as a person types it into a field whose days mostly lie in a
// year: whatever ParseDate reads, 20260910, 3.15 and 3月15日 of that year, 今天, 后天,
// 下周五 (weeks begin on Monday), 10天后, 两周后, 三个月后, 下月5日, 月底. A zero today
// understands none of those that count from it, year 0 none without a year.
func TypedDay(text string, year int, today Date) (Date, error) {
	plain, _ := MendText(text)
	plain = strings.Join(strings.Fields(halfWidth.Replace(plain)), "")
	if m := eightDigits().FindStringSubmatch(plain); m != nil {
		return ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	}
	if m := withoutYear().FindStringSubmatch(plain); m != nil && year > 0 {
		return ParseDate(fmt.Sprintf("%d-%s-%s", year, m[1], m[2]))
	}
	if day, ok, err := countedDay(plain, today); ok || err != nil {
		return day, err
	}
	return ParseDate(text)
}

// countedDay is a day told from today; ok is false where it is none of those.
func countedDay(plain string, today Date) (day Date, ok bool, err error) {
	if today.IsZero() {
		return day, false, nil
	}
	if n, known := nearDays[plain]; known {
		return today.AddDays(n), true, nil
	}
	if m := weekdayTyped().FindStringSubmatch(plain); m != nil {
		monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
		at := strings.Index("一二三四五六日", m[2]) / len("一")
		if m[2] == "天" || m[2] == "末" { // 周末: its last day
			at = 6
		}
		week := map[string]int{"上上": -2, "上": -1, "下": 1, "下下": 2}[m[1]]
		return monday.AddDays(7*week + at), true, nil
	}
	if m := daysAway().FindStringSubmatch(plain); m != nil {
		n := countWord(strings.ReplaceAll(m[1], "两", "二"))
		if n == 0 { // 三四天后
			return day, false, nil
		}
		if m[3] == "前" {
			n = -n
		}
		switch m[2] {
		case "月":
			return today.AddMonths(n), true, nil
		case "周", "星期":
			n *= 7
		}
		return today.AddDays(n), true, nil
	}
	months := map[string]int{"上": -1, "下": 1}
	first := NewDate(today.Year(), today.Month(), 1)
	if m := dayOfMonth().FindStringSubmatch(plain); m != nil {
		of := first.AddMonths(months[m[1]])
		day, err = ParseDate(fmt.Sprintf("%d-%d-%s", of.Year(), int(of.Month()), m[2]))
		return day, err == nil, err
	}
	if m := endOfMonth().FindStringSubmatch(plain); m != nil {
		return first.AddMonths(months[m[1]] + 1).AddDays(-1), true, nil
	}
	if plain == "年底" || plain == "年末" {
		return NewDate(today.Year(), time.December, 31), true, nil
	}
	return day, false, nil
}
