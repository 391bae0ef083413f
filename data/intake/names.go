package intake

import (
	"regexp"
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
	andOthers    = regexp.MustCompile(`[（(]?等([0-9０-９一二三四五六七八九十]*)[名位个人×xX]*(?:代表|委员|同志|人|名)?[)）]?(?:代表|委员|同志)?$`)
	listedOthers = regexp.MustCompile(`^(.+?)等([0-9０-９一二三四五六七八九十]*)[名位个]?(?:代表|委员|同志|人|名)?[（(](.+)[)）]$`)
	personTitle  = regexp.MustCompile(`[（(](?:代表|委员|领衔|附议|联名|第一提案人)[)）]|(?:代表|委员)$`)
	homeBrackets = regexp.MustCompile(`^(.+?)[（(]([^（）()]{2,20})[)）]$`)
	placeholder  = regexp.MustCompile(`^[×xX某○]+$`)
)

// person is a proposer as a cell names one.
type person struct{ name, home string }

// people are the proposers that a cell names; count is how many it says there
// are in all, 0 where it does not, and more that it says there are others.
func people(text string) (all []person, count int, more bool) {
	for _, part := range data.SplitNames(text) {
		p := strings.TrimSpace(part)
		if m := listedOthers.FindStringSubmatch(p); m != nil { // 李国强等3人（王一民、赵二妹）
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
		if m := andOthers.FindStringSubmatch(bare(p)); m != nil && bare(p) != "" {
			p, more = andOthers.ReplaceAllString(bare(p), ""), true
			if n := countOf(m[1]); n > 0 {
				count = n
			}
		}
		one := person{name: mendName(personTitle.ReplaceAllString(p, ""))}
		if m := homeBrackets.FindStringSubmatch(one.name); m != nil && !data.IsGroup(one.name) {
			one = person{mendName(m[1]), mendLine(m[2])}
		}
		if one.name == "" || placeholder.MatchString(one.name) {
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

// splitList parts a cell's list of units.
func splitList(text string) []string { return data.SplitList(text, "、，,；;\n\r|") }

var (
	unitPart  = regexp.MustCompile(`^(主办|牵头|承办|协办|会办|配合|分办)(?:单位)?[：:]\s*`)
	unitTail  = regexp.MustCompile(`[（(](主办|牵头|承办|协办|会办|配合|分办)(?:单位)?[)）]$`)
	openEnd   = regexp.MustCompile(`等(?:单位|部门|有关单位|相关单位|有关部门|相关部门)?$`)
	noUnit    = []string{"无", "/", "-", "—", "——", "待定"}
	partsLead = []string{"主办", "牵头", "承办"}
)

// units are the units that a cell names. leads are those it calls lead units,
// others those it calls helpers, plain those without a word; open tells that it
// ends with 等.
func units(text string) (leads, others, plain []string, open bool) {
	now := ""
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '；' || r == ';' }) {
		now = keepPart(now, line)
		for _, s := range splitList(line) {
			part := now
			if m := unitPart.FindStringSubmatch(s); m != nil {
				part, now = m[1], m[1]
				s = s[len(m[0]):]
			}
			if m := unitTail.FindStringSubmatch(s); m != nil {
				part, s = m[1], strings.TrimSuffix(s, m[0])
			}
			if openEnd.MatchString(s) {
				s, open = openEnd.ReplaceAllString(s, ""), true
			}
			if s = bare(s); s == "" || slices.Contains(noUnit, s) {
				continue
			}
			switch {
			case slices.Contains(partsLead, part):
				leads = addOnce(leads, s)
			case part != "":
				others = addOnce(others, s)
			default:
				plain = addOnce(plain, s)
			}
		}
	}
	return leads, others, plain, open
}

// keepPart ends what a 主办： applies to where the next line names its own.
func keepPart(now, line string) string {
	if unitPart.MatchString(strings.TrimSpace(line)) {
		return ""
	}
	return now
}

func addOnce(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

var (
	numberJoin = regexp.MustCompile(`[、，,；;\n\r和]+`)
	numberWord = regexp.MustCompile(`^(?:建议|提案|议案)`)
	mergedWord = regexp.MustCompile(`[（(]并案[)）]`)
	archived   = regexp.MustCompile(`[（(]?存档[)）]?`)
)

// numbers are the numbers that a cell bears: several where items were merged.
// old tells that it is marked as kept from an earlier round (存档).
func numbers(text string) (all []string, old bool) {
	if archived.MatchString(text) {
		old, text = true, archived.ReplaceAllString(text, "")
	}
	text = mergedWord.ReplaceAllString(text, "")
	for _, s := range numberJoin.Split(text, -1) {
		s = data.CleanNumber(s)
		s = data.CleanNumber(strings.TrimSuffix(numberWord.ReplaceAllString(s, ""), "提案"))
		if s != "" && !slices.ContainsFunc(all, func(n string) bool { return data.NumberKey(n) == data.NumberKey(s) }) {
			all = append(all, s)
		}
	}
	return all, old
}
