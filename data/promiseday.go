package data

import (
	"strconv"
	"strings"
	"time"
)

// Days that letters name in other ways than by year and month: spans from the day of
// the letter, weeks, quarters, terms and festivals.

var (
	// hanMonth are months and days in Chinese numerals: 明年三月, 十二月二十日.
	hanMonth = Pattern(`([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(月|日)`)
	// promisedSpan is a time from the letter on: 三个月内, 用两年时间, 十五个工作日内.
	promisedSpan = Pattern(`(近|过去|前|最近|逾|超)?(\d+|[一二两三四五六七八九十]+|半)(?:个)?(工作日|日|天|周|星期|月|年)(?:左右)?(?:的?时间|之内|以内|内|的?努力)`)
	// spanBefore is one that has passed: 近三年内.
	spanBefore   = Pattern(`(近|过去|前|最近)(\d+|[一二两三四五六七八九十几]+)(?:个)?(天|周|星期|月|年)(?:来|间|之内|以内|内|里)?`)
	promisedSoon = Pattern(`(本月|当月|下月|下个月)(?:底|末|内|中旬|下旬|上旬|初|之前|前|份|完成|启动|开工)|(本周|下周)(?:内|末|前|之前|[一二三四五六日]|完成|启动)`)
	// promisedTerm is a school term or a festival before which something is done.
	promisedTerm = Pattern(`(今年|明年|\d{4}年)?(秋季|春季)(?:学期)?(?:开学|学期)[^，。]{0,2}(?:之?前|投用|投入使用)|(今年|明年|\d{4}年)?(国庆|元旦|五一|劳动节|春节)(?:节|假期|长假|期间)?(?:之前|以前|前)`)
)

// springFestivals are the first days of the lunar year (GB/T 33661).
var springFestivals = map[int]Date{
	2020: NewDate(2020, 1, 25), 2021: NewDate(2021, 2, 12), 2022: NewDate(2022, 2, 1), 2023: NewDate(2023, 1, 22), 2024: NewDate(2024, 2, 10), 2025: NewDate(2025, 1, 29),
	2026: NewDate(2026, 2, 17), 2027: NewDate(2027, 2, 6), 2028: NewDate(2028, 1, 26), 2029: NewDate(2029, 2, 13), 2030: NewDate(2030, 2, 3),
}

// digitDays writes months and days in Chinese numerals by digits.
func digitDays(text string) string {
	return hanMonth().ReplaceAllStringFunc(text, func(w string) string {
		m := hanMonth().FindStringSubmatch(w)
		return digitsOfHan(m[1]) + m[2]
	})
}

// namedOtherwise is the latest day that a sentence names in these ways, zero where it names
// none.
func namedOtherwise(sentence string, from Date) (due Date) {
	take := func(d Date) {
		if d.After(due) {
			due = d
		}
	}
	for _, m := range promisedSpan().FindAllStringSubmatch(sentence, -1) {
		if m[1] == "" {
			take(spanEnd(from, m[2], m[3]))
		}
	}
	for _, m := range promisedSoon().FindAllStringSubmatch(sentence, -1) {
		monthEnd := NewDate(from.Year(), from.Month(), 1).AddMonths(1).AddDays(-1)
		sunday := from.AddDays((7 - int(from.Weekday())) % 7)
		switch {
		case strings.HasPrefix(m[1], "下"):
			take(monthEnd.AddDays(1).AddMonths(1).AddDays(-1))
		case m[1] != "":
			take(monthEnd)
		case m[2] == "下周":
			take(sunday.AddDays(7))
		default:
			take(sunday)
		}
	}
	for _, m := range promisedTerm().FindAllStringSubmatch(sentence, -1) {
		take(termDay(from, m[1]+m[3], m[2]+m[4]))
	}
	return due
}

// spanEnd is the last day of a span that begins with the letter. Working days are
// counted without festivals, which a letter need not know.
func spanEnd(from Date, count, unit string) Date {
	n, err := strconv.Atoi(count)
	if err != nil && count != "半" {
		han, _ := hanAt([]rune(count), 0)
		n = han.value
	}
	switch {
	case count == "半" && unit == "年":
		return from.AddMonths(6)
	case n < 1 || n > 400:
		return Date{}
	case unit == "年":
		return from.AddMonths(12 * n)
	case unit == "月":
		return from.AddMonths(n)
	case unit == "周" || unit == "星期":
		return from.AddDays(7 * n)
	case unit != "工作日":
		return from.AddDays(n)
	}
	for d := from; ; {
		if d = d.AddDays(1); !d.weekend() {
			if n--; n == 0 {
				return d
			}
		}
	}
}

// termDay is the last day before a term or festival, the next where no year is named.
func termDay(from Date, year, term string) Date {
	of := func(y int) Date {
		switch term {
		case "秋季":
			return NewDate(y, time.August, 31)
		case "春季":
			return NewDate(y, time.March, 1).AddDays(-1)
		case "国庆":
			return NewDate(y, time.September, 30)
		case "元旦":
			return NewDate(y, time.January, 1).AddDays(-1)
		case "春节":
			if d, ok := springFestivals[y]; ok {
				return d.AddDays(-1)
			}
			return Date{}
		}
		return NewDate(y, time.April, 30)
	}
	switch n, err := strconv.Atoi(strings.TrimSuffix(year, "年")); {
	case err == nil:
		return of(n)
	case year == "明年":
		return of(from.Year() + 1)
	}
	if d := of(from.Year()); d.After(from) {
		return d
	}
	return of(from.Year() + 1)
}
