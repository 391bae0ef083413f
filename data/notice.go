package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// noticeBytes and noticeAll are more bytes and days than a notice, or a table of
// the notices of twenty years, has. Every day is compared with those before it.
const (
	noticeBytes = 256 << 10
	noticeAll   = 2000
)

// noticeMost is how many days one holiday of a notice can last; more is a slip.
const noticeMost = 15

var (
	noticeSource = Pattern(`\p{Han}{1,8}〔\d{4}〕\d+号|国办发明?电?[〔\[（(]\d{4}[〕\]）)]\d+号`)
	noticeItem   = Pattern(`([^\n])([一二三四五六七八九十]{1,2}、[^：:。，\n]{1,20}[：:]|国务院办公厅\s*\d{4}年|(?:节假日|假日|放假|假期)期间，)`)
	noticeName   = Pattern(`^(?:[一二三四五六七八九十]{1,2}[、.]|[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、])?\s*([^：:，。]{1,20})[：:]`)
	noticeAlone  = Pattern(`^(?:[一二三四五六七八九十]{1,2}[、.]|[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、])?\s*([\p{Han}、]{2,20})$`)
	noticeLine   = Pattern(`^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s*[至到—–~－-]+\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?))?(?:[\s,，]+(.*))?$`)
	noticeCut    = Pattern(`[\s,，]+`)
)

// ParseNotice reads holidays as people have them: the State Council's notice as
// it stands (一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。), a supplementary
// notice or a county's own, whose days stand in sentences without a heading, or a day
// or run of days a line (2027-01-01 off 元旦, 2027-02-05至2027-02-13 放假 春节), as in
// the program's own table. A notice's days without a year lie in that of its title;
// without one in year; 0 asks for one. What it says of the number of days and of the
// days of the week is checked. A line that names a day off and cannot be read is told;
// one that names none is passed over. An error names the line and says what to do.
func ParseNotice(text string, year int) ([]Holiday, error) {
	if len(text) > noticeBytes {
		return nil, Problem{Field: "通知内容", Message: fmt.Sprintf("有%dKB，放假通知最多%dKB", len(text)>>10, noticeBytes>>10), Hint: "请只粘贴放假安排"}
	}
	title := readNoticeTitle(text)
	p := noticeParser{year: cmp.Or(title.year, yearOfDays(text), yearOfHolidays(text), year), title: title.name, source: noticeSource().FindString(text)}
	p.head = holidayIn(title.whole)
	for _, row := range noticeRows(noticeItem().ReplaceAllString(strings.TrimPrefix(text, "\ufeff"), "$1\n$2")) {
		line := strings.TrimSpace(row.text)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "date,") || strings.HasPrefix(line, "日期") {
			continue
		}
		p.row, p.text = row.at, line
		if err := p.line(hanDays(line)); err != nil {
			return nil, err
		}
	}
	if len(p.days) == 0 {
		return nil, Problem{Field: "通知内容", Message: "没有认出放假或上班的日子", Hint: "请粘贴通知全文，或每行写一天，如“2027-01-01 放假 元旦”"}
	}
	slices.SortFunc(p.days, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return p.days, nil
}

// noticeParser gathers the days of a notice.
type noticeParser struct {
	year   int
	title  string // the holiday that the title names; "" where it names none
	source string
	row    int    // of the line under way, from 1
	text   string // of that line
	under  string // the holiday of the last heading
	head   string // what the head of the text names, where nothing nearer does
	days   []Holiday
}

// wrong tells what is wrong with the line; of a long one only the beginning is looked
// at, for it is asked for at every day of something else.
func (p *noticeParser) wrong(message, hint string) error {
	return Problem{Field: "通知内容", Message: fmt.Sprintf("第%d行（“%s”）：%s", p.row, clip(p.text[:min(len(p.text), 80)], 16), message), Hint: hint}
}

// line reads one line; lines that name no day are passed over.
func (p *noticeParser) line(line string) error {
	if m := noticeLine().FindStringSubmatch(line); m != nil {
		if m[2] == "" && m[3] == "" { // the day under a notice
			return nil
		}
		if words := noticeCut().Split(m[3], 2); noticeKinds[words[0]] != "" || !noticeSaid().MatchString(m[3]) {
			return p.table(m[1], m[2], m[3])
		}
	}
	if m := noticeAlone().FindStringSubmatch(line); m != nil {
		if name := holidayIn(m[1]); name != "" {
			p.under = name
		}
		return nil
	}
	name := ""
	if m := noticeName().FindStringSubmatch(line); m != nil && !noticeLabel().MatchString(m[1]) {
		name, line = strings.TrimSpace(m[1]), line[len(m[0]):]
		if holiday := holidayIn(name); holiday != "" {
			name, p.under = holiday, holiday
		}
	}
	return p.sentences(name, line)
}

// noticeKinds are the words of a table for what becomes of a day.
var noticeKinds = map[string]HolidayKind{
	"off": DayOff, "放假": DayOff, "休息": DayOff, "休": DayOff,
	"work": DayWork, "上班": DayWork, "调休上班": DayWork, "补班": DayWork,
}

// table reads a line of a table: day or days, kind, name, source.
func (p *noticeParser) table(from, to, rest string) error {
	first, err := ParseDate(from)
	if err != nil {
		return p.wrong(err.Error(), "")
	}
	last := first
	if to != "" {
		if last, err = ParseDate(to); err != nil {
			return p.wrong(err.Error(), "")
		}
	}
	words := noticeCut().Split(rest, 3)
	h := Holiday{Source: p.source, Kind: noticeKinds[words[0]]}
	if h.Kind == "" {
		return p.wrong("“"+clip(words[0], 20)+"”不是放假或上班", "请写成“2027-01-01 放假 元旦”")
	}
	if len(words) > 1 {
		h.Name = words[1]
	}
	if len(words) > 2 && words[2] != "" {
		h.Source = words[2]
	}
	return p.add(h, first, last)
}

// add keeps every day of a run; a day named twice must be the same.
func (p *noticeParser) add(h Holiday, first, last Date) error {
	if n := first.DaysUntil(last) + 1; n < 1 || n > noticeMost {
		return p.wrong(fmt.Sprintf("%s至%s不像一次放假", first.Chinese(), last.Chinese()), fmt.Sprintf("请核对起止日期，一次最多%d天", noticeMost))
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		h.Date = d
		if err := h.Validate().Err(); err != nil {
			return p.wrong(err.Error(), "")
		}
		if i := slices.IndexFunc(p.days, func(o Holiday) bool { return o.Date == d }); i >= 0 {
			if p.days[i].Kind != h.Kind {
				return p.wrong(d.Chinese()+"既放假又上班", "请核对")
			}
			continue
		}
		if len(p.days) == noticeAll {
			return p.wrong(fmt.Sprintf("已有%d天，一次最多%d天", noticeAll, noticeAll), "请分几次录入")
		}
		p.days = append(p.days, h)
	}
	return nil
}

// noticeTitle is what the title of a notice tells of its days.
type noticeTitle struct {
	year  int
	name  string
	whole string // the head of the text
}

var (
	dayOfYear  = Pattern(`(?m)(\d{4})年\d{1,2}月\d{1,2}日`)
	noticeHead = Pattern(`关于([^。：:]{0,60}?)的?(?:紧急|补充)?(?:通知|公告|通告|函)`)
	titleYear  = Pattern(`(\d{4})年`)
)

// yearOfDays is the year in which all days of a text lie that tell one, but for that
// below it on a line of its own; 0 where they lie in several, or none tells one.
func yearOfDays(text string) (year int) {
	text = hanDays(halfWidth.Replace(text))
	for _, m := range dayOfYear().FindAllStringSubmatchIndex(text, -1) {
		after, _, _ := strings.Cut(text[m[1]:min(len(text), m[1]+60)], "\n")
		n, err := strconv.Atoi(text[m[2]:m[3]])
		switch {
		case err != nil || strings.TrimSpace(after) == "" || otherDay().MatchString(after):
		case year != 0 && year != n:
			return 0
		default:
			year = n
		}
	}
	return year
}

var holidayOfYear = Pattern(`(\d{4})年度?(?:部分)?(?:元旦|春节|清明|劳动节|五一|端午|中秋|国庆|节假日|放假|\p{Han}{1,4}节)`)

// yearOfHolidays is the year that a text names with a holiday: 现将2026年元旦放假安排; 0
// where it names several.
func yearOfHolidays(text string) (year int) {
	for _, m := range holidayOfYear().FindAllStringSubmatch(hanDays(halfWidth.Replace(text)), -1) {
		n, err := strconv.Atoi(m[1])
		switch {
		case err != nil:
		case year != 0 && year != n:
			return 0
		default:
			year = n
		}
	}
	return year
}

// readNoticeTitle reads the year and the holidays of the title: 关于调整2019年劳动节
// 假期安排的通知, 关于2025年部分节假日安排的通知, which names none. It can stand on
// several lines.
func readNoticeTitle(text string) (t noticeTitle) {
	const head = 300 // characters among which a title is sought
	rs := []rune(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == ' ' || r == '　' {
			return -1
		}
		return r
	}, hanDays(halfWidth.Replace(clip(text, 2*head)))))
	t.whole = string(rs[:min(len(rs), head)])
	for _, m := range noticeHead().FindAllStringSubmatch(string(rs[:min(len(rs), head)]), -1) {
		if !noticeAbout().MatchString(m[1]) {
			continue
		}
		if y := titleYear().FindStringSubmatch(m[1]); y != nil {
			t.year, _ = strconv.Atoi(y[1]) // four digits
		}
		t.name = holidayIn(m[1])
		return t
	}
	return t
}
