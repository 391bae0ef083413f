package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	salutationLine = Pattern(`(?:代表|委员|同志|先生|女士|民主党派|提案人|委员会|总支|支部|工商联|联名人|等)[）)]?\s*[:：]$`)
	letterTitle    = Pattern(`(?:答复|复函|回复)[）)]?$`)
	dayLine        = Pattern(`^[\d一二三四五六七八九十〇○零OＯ]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$`)
	afterLetter    = Pattern(`^[（(]?(?:联系人|联系电话|联系单位|经办人|承办人)|^抄\s*送|^[（(]?此页无正文|^(?:主题词|公开(?:属性|方式))\s*[:：]`)

	wholeTitle  = Pattern(`^\p{Han}{0,30}关于.{2,160}(?:答复|复函|回复|答复函|(?:协|会|办理)办?意见)[）)]?$`)
	titleMatter = Pattern(`建议|提案|议案`)
	titleNumber = Pattern(`第([0-9０-９]+|闭[0-9０-９]+)号`)
	letterhead  = Pattern(`^\p{Han}{4,30}文件$`)
	draftClass  = Pattern(`^(?:办理结果|办复)?类别[:：]?[A-DＡ-Ｄ]类?$`)
	signingUnit = Pattern(`^\p{Han}{2,28}(?:局|委|委员会|办|办公室|会|院|站|社|部|厅|府|处|中心|队|公司|所|校|街道)(?:（章）|（盖章）)?$`)
)

// IsSalutation tells that a line is who a letter is addressed to.
func IsSalutation(line string) bool {
	return salutationLine().MatchString(line) && utf8.RuneCountInString(line) <= 120
}

// IsLetterTitle tells that a line ends as the title of a reply.
func IsLetterTitle(line string) bool { return letterTitle().MatchString(line) }

// IsLetterDay tells that a line is the day on which a letter was signed and no more.
func IsLetterDay(line string) bool { return dayLine().MatchString(line) }

// IsAfterLetter tells that a line stands behind a letter: who can be asked, copies.
func IsAfterLetter(line string) bool { return afterLetter().MatchString(line) }

// DraftLetter is a unit's draft without what the letter prints by itself.
type DraftLetter struct {
	Body    string
	Dropped []string // what was left out, such as 主送“李某代表：”
	Number  string   // of the proposal that its title names; ""
}

// draftHead is how many lines a draft's head has at most.
const draftHead = 16

// ReadDraftLetter leaves out of a draft its title, 文号, salutation, signature, day and
// whom to ask, each only on a line of its own that is plainly that and where it
// belongs. What is in doubt stays; a draft that would have nothing left stays whole.
func ReadDraftLetter(text string) DraftLetter {
	lines := strings.Split(text, "\n")
	d := DraftLetter{}
	gone := make([]bool, len(lines))
	drop := func(what string, at ...int) {
		said := ""
		for _, i := range at {
			gone[i] = true
			said += squeeze(lines[i])
		}
		d.Dropped = append(d.Dropped, what+"“"+clip(said, 60)+"”")
	}
	var full []int
	for i, l := range lines {
		if squeeze(l) != "" {
			full = append(full, i)
		}
	}
	d.Number = dropHead(lines, full, drop)
	dropFoot(lines, slices.DeleteFunc(full, func(i int) bool { return gone[i] }), drop)
	var left []string
	for i, l := range lines {
		if !gone[i] {
			left = append(left, l)
		}
	}
	if d.Body = strings.Trim(strings.Join(left, "\n"), "\n"); strings.TrimSpace(d.Body) == "" {
		return DraftLetter{Body: text, Number: d.Number}
	}
	return d
}

// dropHead drops what stands above a letter and gives the number that its title names;
// full are the lines that are not empty.
func dropHead(lines []string, full []int, drop func(string, ...int)) (number string) {
	to := slices.IndexFunc(full[:min(len(full), draftHead)], func(i int) bool { return IsSalutation(strings.TrimSpace(lines[i])) })
	head := full[:max(to, 0)]
	if slices.ContainsFunc(head, func(i int) bool { return strings.ContainsAny(lines[i], "。；") }) {
		return "" // text stands above what only looks like a salutation
	}
	if to < 0 {
		head = full[:min(len(full), 3)]
	}
	for from := 0; from < len(head); from++ {
		line := squeeze(lines[head[from]])
		switch end := titleEnd(lines, head[from:], to < 0); {
		case end > 0:
			title := head[from : from+end]
			drop("标题", title...)
			if m := titleNumber().FindStringSubmatch(squeeze(strings.Join(someOf(lines, title), ""))); m != nil {
				number = m[1]
			}
			from += end - 1
			if to < 0 {
				return number
			}
		case to < 0:
			return ""
		case IsDocNumber(line):
			drop("文号", head[from])
		case letterhead().MatchString(line):
			drop("文件头", head[from])
		case draftClass().MatchString(line), IsAfterLetter(line):
			drop("", head[from])
		}
	}
	if to >= 0 {
		drop("主送", full[to])
	}
	return number
}

// titleEnd is how many lines from the first on are the title of a reply; 0 where they are
// none. Where nobody is addressed it must name what is answered.
func titleEnd(lines []string, head []int, alone bool) int {
	for n := 1; n <= min(len(head), 3); n++ {
		title := squeeze(strings.Join(someOf(lines, head[:n]), ""))
		if strings.ContainsAny(title, "。；！？") {
			return 0
		}
		if wholeTitle().MatchString(title) && (!alone || titleMatter().MatchString(title)) {
			return n
		}
	}
	return 0
}

// someOf are some of the lines.
func someOf(lines []string, which []int) (some []string) {
	for _, i := range which {
		some = append(some, lines[i])
	}
	return some
}

// dropFoot drops what stands below a letter: its day with who signs above it, and whom
// to ask beside them. Only attachments may follow.
func dropFoot(lines []string, full []int, drop func(string, ...int)) {
	asked := func(i int) bool {
		line := strings.TrimSpace(lines[i])
		return IsAfterLetter(line) && !strings.Contains(line, "。") && utf8.RuneCountInString(line) <= 80 && (strings.ContainsAny(line, ":：") || strings.Contains(line, "无正文"))
	}
	end := len(full)
	if annex := slices.IndexFunc(full, func(i int) bool { return annexBegins().MatchString(squeeze(lines[i])) }); annex > 0 {
		end = annex
	}
	day := end - 1
	for day >= 0 && asked(full[day]) {
		day--
	}
	if day < 1 || !IsLetterDay(strings.TrimSpace(lines[full[day]])) {
		return
	}
	from := day
	for from > 1 && day-from < 4 && signingUnit().MatchString(squeeze(lines[full[from-1]])) {
		from--
	}
	first := from
	for first > 1 && asked(full[first-1]) {
		first--
	}
	for _, i := range full[first:from] {
		drop("", i)
	}
	if from < day {
		drop("落款", full[from:day]...)
	}
	drop("日期", full[day])
	for _, i := range full[day+1 : end] {
		drop("", i)
	}
}

// annexBegins is the line at which an attachment behind a letter begins.
var annexBegins = Pattern(`^附件[0-9０-９一二三四五六七八九十]{0,2}[:：]?$`)
