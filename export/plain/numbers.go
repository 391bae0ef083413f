package plain

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

var (
	docNumberForm = regexp.MustCompile(`[\[［【（(〔]((?:19|20)\d\d)[\]］】）)〕]第?0*([1-9]\d*)号`)
	markedDate    = regexp.MustCompile(`(\d{4})([.\-/．])(\d{1,2})([.\-/．])(\d{1,2})日?`)
	writtenDate   = regexp.MustCompile(`(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?`)
)

// docNumbers puts the year of a 文号 into its own brackets, without 第 and
// without zeros before the number (GB/T 9704-2012, 7.2.5).
func docNumbers(p paper) []edit {
	var out []edit
	for _, m := range p.find(docNumberForm) {
		want := []rune("〔" + m.part[1] + "〕" + m.part[2] + "号")
		if p.free(m.from, m.to) && !slices.Equal(want, p.t[m.from:m.to]) {
			out = append(out, edit{m.from, m.to, want, DocNumber, "文号的年份用六角括号，序号不加“第”，不编虚位"})
		}
	}
	return out
}

// dates writes days as official papers do: 2022年6月30日 (GB/T 9704-2012,
// 7.3.5.4). Days that do not exist are left for a person.
func dates(p paper) []edit {
	var out []edit
	for _, m := range p.find(markedDate) {
		year, month, day := number(m.part[1]), number(m.part[3]), number(m.part[5])
		after := p.at(m.to)
		if m.part[2] != m.part[4] || !isDay(year, month, day) || !p.free(m.from, m.to) || joined(p.at(m.from-1)) ||
			narrow(after) || after == '-' || after == '/' || after == '.' && narrow(p.at(m.to+1)) {
			continue
		}
		out = append(out, edit{m.from, m.to, []rune(fmt.Sprintf("%d年%d月%d日", year, month, day)), Date, "日期写全年月日"})
	}
	for _, m := range p.find(writtenDate) {
		month, day := number(m.part[2]), number(m.part[3])
		if month < 1 || month > 12 || day > 31 || m.part[3] != "" && day == 0 || joined(p.at(m.from-1)) || !p.free(m.from, m.to) {
			continue
		}
		want := fmt.Sprintf("%d月", month)
		if m.part[1] != "" {
			want = m.part[1] + "年" + want
		}
		if m.part[3] != "" {
			want += fmt.Sprintf("%d日", day)
		}
		if want != string(p.t[m.from:m.to]) {
			out = append(out, edit{m.from, m.to, []rune(want), Date, "月和日不编虚位"})
		}
	}
	return sorted(out)
}

// joined tells that a character makes what follows a part of something longer.
func joined(r rune) bool { return narrow(r) || r == '.' || r == '-' || r == '/' || r == '_' }

func isDay(year, month, day int) bool {
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return year >= 1900 && year <= 2100 && int(d.Month()) == month && d.Day() == day && d.Year() == year
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// match is where a pattern was found, in characters, and its parts.
type match struct {
	from, to int
	part     []string
}

func (p paper) find(re *regexp.Regexp) []match {
	text := string(p.t)
	var out []match
	bytes, runes := 0, 0
	at := func(b int) int {
		runes += utf8.RuneCountInString(text[bytes:b])
		bytes = b
		return runes
	}
	for _, loc := range re.FindAllStringSubmatchIndex(text, -1) {
		m := match{from: at(loc[0]), to: at(loc[1])}
		for k := 0; k < len(loc); k += 2 {
			s := ""
			if loc[k] >= 0 {
				s = text[loc[k]:loc[k+1]]
			}
			m.part = append(m.part, s)
		}
		out = append(out, m)
	}
	return out
}

// sorted puts edits in order and drops those that meet an earlier one; another
// round finds them again.
func sorted(edits []edit) []edit {
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	out := edits[:0]
	for _, e := range edits {
		if len(out) == 0 || out[len(out)-1].to <= e.from {
			out = append(out, e)
		}
	}
	return out
}
