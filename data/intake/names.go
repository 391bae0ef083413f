package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jianban/data"
)

// The one place where texts of cells pass into the spelling of the registry.
// Every title, name and text that is taken goes through these.

func mendTitle(s string) string {
	s, _ = data.MendTitle(s)
	return s
}

func mendLine(s string) string {
	s, _ = data.MendLine(joinLines(s))
	return strings.TrimSpace(s)
}

func mendText(s string) string {
	s, _ = data.MendText(strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")))
	return s
}

func mendName(s string) string {
	s, _ = data.MendName(joinLines(s))
	return s
}

// joinLines makes one line of a cell's text: breaks between Hanzi go, others
// become a blank.
func joinLines(s string) string {
	var b strings.Builder
	runes := []rune(strings.TrimSpace(s))
	for i := 0; i < len(runes); i++ {
		if runes[i] != '\n' && runes[i] != '\r' {
			b.WriteRune(runes[i])
			continue
		}
		j := i
		for j < len(runes) && unicode.IsSpace(runes[j]) {
			j++
		}
		if j < len(runes) && i > 0 && runes[i-1] < 0x2E80 && runes[j] < 0x2E80 {
			b.WriteRune(' ')
		}
		i = j - 1
	}
	return b.String()
}

var (
	andOthers    = data.Pattern(`[（(]?等([0-9０-９一二三四五六七八九十]*)[名位个人×xX]*(?:代表|委员|同志|人|名)?[)）]?(?:代表|委员|同志)?$`)
	listedOthers = data.Pattern(`^(.+?)等([0-9０-９一二三四五六七八九十]*)[名位个]?(?:代表|委员|同志|人|名)?[（(](.+)[)）]$`)
	personTitle  = data.Pattern(`[（(](?:代表|委员|领衔|附议|联名|第一提案人|女|男|\p{Han}{1,4}族)[)）]|(?:代表|委员)$`)
	homeBrackets = data.Pattern(`^(.+?)[（(]([^（）()]{2,20})[)）]$`)
	personPhone  = data.Pattern(`^([\p{Han}·]{2,20})\s*((?:1\d|0\d{2,3}-?)\d{7,9}|\d{7,8})$`)
	placeholder  = data.Pattern(`^[×xX某○]+$`)
)

// person is a proposer as a cell names one.
type person struct{ name, home, phone string }

// people are the proposers that a cell names; count is how many it says there
// are in all, 0 where it does not, and more that it says there are others.
func people(text string) (all []person, count int, more bool) {
	for _, part := range data.SplitNames(text) {
		p := strings.TrimSpace(part)
		if m := listedOthers().FindStringSubmatch(p); m != nil { // 李国强等3人（王一民、赵二妹）
			within, _, _ := people(m[1] + "、" + m[3])
			for _, one := range within {
				if !hasPerson(all, one) {
					all = append(all, one)
				}
			}
			if n := countOf(m[2]); n > 0 {
				count = n
			}
			more = more || count > len(all)
			continue
		}
		if m := andOthers().FindStringSubmatch(bare(p)); m != nil && bare(p) != "" {
			p, more = andOthers().ReplaceAllString(bare(p), ""), true
			if n := countOf(m[1]); n > 0 {
				count = n
			}
		}
		one := person{name: mendName(personTitle().ReplaceAllString(p, ""))}
		if m := homeBrackets().FindStringSubmatch(one.name); m != nil && !data.IsGroup(one.name) {
			one = person{name: mendName(m[1]), home: mendLine(m[2])}
			if personPhone().MatchString(one.name + bare(one.home)) {
				one.home, one.phone = "", bare(one.home)
			}
		}
		if strings.ContainsAny(one.name, "0123456789") { // 李明13800000001
			if m := personPhone().FindStringSubmatch(one.name); m != nil {
				one.name, one.phone = mendName(m[1]), m[2]
			}
		}
		if one.name == "" || placeholder().MatchString(one.name) {
			continue
		}
		if !slices.ContainsFunc(all, func(q person) bool { return data.SameName(q.name, one.name) && q.home == one.home }) {
			all = append(all, one)
		}
	}
	return all, count, more
}

func countOf(s string) int {
	if n, err := strconv.Atoi(width(s)); err == nil {
		return n
	}
	if s == "" {
		return 0
	}
	return chineseCount(s)
}
