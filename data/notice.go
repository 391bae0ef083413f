package data

import (
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
	noticeYear   = Pattern(`(\d{4})年\s*部分节假日`)
	noticeSource = Pattern(`国办发明?电?[〔\[（(]\d{4}[〕\]）)]\d+号`)
	noticeItem   = Pattern(`([^\n])([一二三四五六七八九十]{1,2}、[^：:。，\n]{1,20}[：:]|国务院办公厅\s*\d{4}年|节假日期间)`)
	noticeName   = Pattern(`^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、．])?\s*([^：:，。]{1,20})[：:]`)
	noticeAside  = Pattern(`（[^（）]*）|\([^()]*\)`)
	noticeWord   = Pattern(`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[至到—–~－-]+(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?|放假|补休|上班|共(\d{1,2})天`)
	noticeLine   = Pattern(`^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s*[至到—–~－]+\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?))?(?:[\s,，]+(.*))?$`)
	noticeCut    = Pattern(`[\s,，]+`)
)

// ParseNotice reads holidays as people have them: the State Council's notice as
// it stands (一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。), or a day
// or run of days a line (2027-01-01 off 元旦, 2027-02-05至2027-02-13 放假 春节),
// as in the program's own table. A notice's days without a year lie in year; 0
// asks for one. What it says of the number of days is checked. An error names
// the line and says what to do.
func ParseNotice(text string, year int) ([]Holiday, error) {
	if len(text) > noticeBytes {
		return nil, Problem{Field: "通知内容", Message: fmt.Sprintf("有%dKB，放假通知最多%dKB", len(text)>>10, noticeBytes>>10), Hint: "请只粘贴放假安排"}
	}
	if m := noticeYear().FindStringSubmatch(text); m != nil {
		year, _ = strconv.Atoi(m[1]) // four digits
	}
	p := noticeParser{year: year, source: noticeSource().FindString(text)}
	for i, line := range strings.Split(noticeItem().ReplaceAllString(strings.TrimPrefix(text, "\ufeff"), "$1\n$2"), "\n") {
		line = strings.TrimSpace(halfWidth.Replace(line))
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "date,") || strings.HasPrefix(line, "日期") {
			continue
		}
		p.row = i + 1
		if err := p.line(line); err != nil {
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
	source string
	row    int // of the line under way, from 1
	days   []Holiday
}

func (p *noticeParser) wrong(message, hint string) error {
	return Problem{Field: "通知内容", Message: fmt.Sprintf("第%d行：%s", p.row, message), Hint: hint}
}

// line reads one line; lines that name no day are passed over.
func (p *noticeParser) line(line string) error {
	if m := noticeLine().FindStringSubmatch(line); m != nil {
		if m[2] == "" && m[3] == "" { // the day under a notice
			return nil
		}
		return p.table(m[1], m[2], m[3])
	}
	name := ""
	if m := noticeName().FindStringSubmatch(line); m != nil {
		name, line = strings.TrimSpace(m[1]), line[len(m[0]):]
	}
	return p.sentence(name, noticeAside().ReplaceAllString(line, ""))
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
	h := Holiday{Source: p.source}
	switch words[0] {
	case "off", "放假", "休息", "休":
		h.Kind = DayOff
	case "work", "上班", "调休上班", "补班":
		h.Kind = DayWork
	default:
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

// run is some days named together.
type run struct{ first, last Date }

// sentence reads what the notice says of one holiday.
func (p *noticeParser) sentence(name, text string) error {
	var waiting []run // named, but not yet said what for
	month, off := 0, 0
	for _, m := range noticeWord().FindAllStringSubmatch(text, -1) {
		switch {
		case m[3] != "":
			r, err := p.run(m, &month)
			if err != nil {
				return err
			}
			waiting = append(waiting, r)
		case m[7] != "":
			if said, _ := strconv.Atoi(m[7]); off > 0 && said != off { // two digits
				return p.wrong(fmt.Sprintf("“%s”写共%d天，起止日期却是%d天", name, said, off), "请核对日期")
			}
		default:
			if len(waiting) > 0 && name == "" {
				return p.wrong("没有写节日名称", "请写成“元旦：1月1日放假”")
			}
			h := Holiday{Kind: DayOff, Name: name, Source: p.source}
			if m[0] == "上班" {
				h.Kind = DayWork
			}
			for _, r := range waiting {
				if err := p.add(h, r.first, r.last); err != nil {
					return err
				}
				if h.Kind == DayOff {
					off += r.first.DaysUntil(r.last) + 1
				}
			}
			waiting = nil
		}
	}
	if len(waiting) > 0 && name != "" {
		return p.wrong("“"+clip(name, 20)+"”有日期没有写放假还是上班", "请补上“放假”或“上班”")
	}
	return nil
}

// run reads days such as 1月28日至2月4日; a month is carried on.
func (p *noticeParser) run(m []string, month *int) (r run, err error) {
	number := func(s string, other int) int {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return other
	}
	year := number(m[1], p.year)
	*month = number(m[2], *month)
	switch {
	case year == 0:
		return r, p.wrong("没有写年份", "请填写年份")
	case *month == 0:
		return r, p.wrong("“"+clip(m[0], 20)+"”没有写月份", "请补上月份")
	}
	if r.first, err = ParseDate(fmt.Sprintf("%d-%d-%s", year, *month, m[3])); err != nil {
		return r, p.wrong(err.Error(), "")
	}
	r.last = r.first
	if m[6] != "" {
		*month = number(m[5], *month)
		if r.last, err = ParseDate(fmt.Sprintf("%d-%d-%s", number(m[4], year), *month, m[6])); err != nil {
			return r, p.wrong(err.Error(), "")
		}
	}
	return r, nil
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
