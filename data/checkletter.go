package data

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var (
	numberInText  = Pattern(`^[（(]第?([0-9０-９闭]+)号`)
	dateInText    = Pattern(`[0-9０-９]{4}\s*年\s*[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日`)
	docNumber     = Pattern(`^(.+?)[〔\[【（(](\d{4})[〕\]】）)](\d+)号$`)
	topHeading    = Pattern(`(?m)^[\s　]*[一二三四五六七八九十]+、.*$`)
	percentInText = Pattern(`(\d+)(?:\.(\d))?\s*[%％]`)
	sumInText     = Pattern(`共\p{Han}{0,4}?(\d+)(件|个|条|户|人|处|座|所|亩|公里|千米|万元|亿元|元)[^。；\n]*?其中[：:]?([^。；\n]*)`)
	manyNames     = Pattern(`(?:等)?[0-9０-９一二三四五六七八九十]*(?:名|位|人)?(?:代表|委员|同志)(?:们)?$|等[0-9０-９一二三四五六七八九十]+(?:名|位|人)?$`)
)

// checkAgainstRegistry compares what the letter says with what is registered:
// title and number, the names it is addressed to, and its dates.
func checkAgainstRegistry(c Case, rep Reply) Problems {
	var ps Problems
	rep.mend()
	no := func(field, quote, message, hint string) {
		ps = append(ps, Problem{Field: field, Message: message, Hint: hint, Quote: quote})
	}
	if title, number, ok := opening(ReadLetterText(rep.Body).Body, c.Proposal.Title); ok {
		if title != "" {
			no("正文", title, "写的标题“"+clip(title, 30)+"”与登记的不同", "登记的是“"+clip(c.Proposal.Title, 60)+"”")
		}
		if number != "" && NumberKey(number) != NumberKey(c.Proposal.Number) {
			no("正文", number+"号", "写的是第"+number+"号，登记的是第"+c.Proposal.Number+"号", "请核对编号")
		}
	}
	for _, s := range dateInText().FindAllString(rep.Body+"\n"+rep.Done+"\n"+rep.Planned, -1) {
		if _, err := ParseDate(s); err != nil {
			no("正文", s, "日期“"+s+"”不存在", "请核对")
		}
	}
	for _, name := range strangers(c, rep.Salutation) {
		no("主送", name, "“"+clip(name, 20)+"”不是本件的代表或委员", "请核对姓名")
	}
	from := c.Proposal.HandedOver
	if d := rep.SignOff.Signed; !d.IsZero() && d.Before(from) {
		no("签发日期", "", d.Chinese()+"早于交办日期"+from.Chinese(), "请核对两个日期")
	}
	return ps
}

// opening reads the title and number that the letter's first paragraph gives;
// the title is "" where it is the registered one. Marks within a title may be
// set single (〈〉).
func opening(body, registered string) (title, number string, ok bool) {
	plain := strings.NewReplacer("〈", "《", "〉", "》")
	registered, _ = MendTitle(registered)
	first, _, _ := strings.Cut(strings.TrimSpace(body), "\n")
	_, rest, ok := strings.Cut(plain.Replace(squeeze(first)), "提出的《")
	if !ok {
		return "", "", false
	}
	after, same := strings.CutPrefix(rest, plain.Replace(squeeze(registered))+"》")
	if !same {
		if title, after, ok = strings.Cut(rest, "》"); !ok {
			return "", "", false
		}
	}
	if m := numberInText().FindStringSubmatch(after); m != nil {
		number = m[1]
	}
	return title, number, true
}

// strangers are the names in a salutation that are nobody's who moved the
// proposal.
func strangers(c Case, salutation string) []string {
	text := strings.TrimRight(strings.TrimPrefix(squeeze(salutation), "尊敬的"), "：:")
	var found []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；;", r) }) {
		name := manyNames().ReplaceAllString(part, "")
		if name != "" && !slices.ContainsFunc(c.Proposal.Proposers, func(p Proposer) bool {
			return HasName(part, p.Name)
		}) {
			found = append(found, name)
		}
	}
	return found
}

// squeeze takes all spaces out: names of two characters are often set with one.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// unusualWords are the warnings about what the letter says.
func unusualWords(c Case, rep Reply, taken []string) Problems {
	var ps Problems
	rep.mend()
	ps = append(ps, strayWarnings(wordingsOf(rep, c), func(rune) bool { return true })...)
	warn := func(field, message, hint string) {
		ps = append(ps, Problem{Field: field, Message: message, Hint: hint})
	}
	if asked, answered := requests(c.Proposal.Text), answeredParts(ReadLetterText(rep.Body).Body); asked > 1 && answered < asked {
		warn("正文", fmt.Sprintf("建议提了%d个方面，答复只有%d个小标题", asked, answered), "请核对是否逐条答复")
	}
	for _, sentence := range strings.FieldsFunc(rep.Body, func(r rune) bool { return strings.ContainsRune("。；\n", r) }) {
		if says, words := doesNotAddUp(sentence); says != "" {
			ps = append(ps, Problem{Field: "正文", Message: says, Hint: "请核对数字", Quote: words})
		}
	}
	if says := docNumberJumps(rep, taken); says != "" {
		warn("文号", says, "请核对")
	}
	return ps
}

// mend mends the texts that a letter bears, as saving does.
func (r *Reply) mend() {
	for _, text := range []*string{&r.Body, &r.Done, &r.Planned, &r.Salutation} {
		*text, _ = MendText(*text)
	}
}

// How an answer is parted, each way with its patterns: a number at the head of
// a line, or one that begins a sentence.
var answerParts = []func() *regexp.Regexp{
	Pattern(`(?m)^[\s　]*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|[（(]?[0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}[.．、][^0-9０-９]|[①-⑳⑴-⒇⒈-⒛㈠-㈩])`),
	Pattern(`(?m)^[\s　]*关于[^。；\n]{2,30}(?:问题|方面|事项|建议|情况)?[。：:]?[\s　]*$`),
	Pattern(`(?m)(?:^|[。；;，,：:])[\s　]*(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，,、是：:]|其[一二三四五六七八九十][，,、是：:]|(?:首先|其次|再次|最后|此外|另外)[，,、])`),
}

// answeredParts counts the parts of an answer in the way that shows most of
// them: headings 一、 （一） 1. （1） ① or 关于……问题, sentences that begin 一是, 第一，
// 首先，, or such marks one after another anywhere within a paragraph.
func answeredParts(body string) (most int) {
	for _, p := range answerParts {
		most = max(most, len(p().FindAllString(body, -1)))
	}
	for _, mark := range partMarks {
		most = max(most, marksInRow(body, mark))
	}
	return most
}

// partMarks are the marks of the n-th part that tell it wherever they stand.
var partMarks = []func(n int) []string{
	func(n int) []string { k := ChineseNumber(n); return []string{k + "是", k + "要", k + "来"} },
	func(n int) (marks []string) {
		for _, end := range []string{"，", ",", "、", "：", ":", "是", "点", "条", "项", "方面", "个"} {
			marks = append(marks, "第"+ChineseNumber(n)+end)
		}
		return marks
	},
	func(n int) []string { return []string{"其" + ChineseNumber(n)} },
	func(n int) []string {
		k := strconv.Itoa(n)
		return []string{"（" + k + "）", "(" + k + ")", k + "）", k + ")"}
	},
	func(n int) []string { k := ChineseNumber(n); return []string{"（" + k + "）", "(" + k + ")"} },
	func(n int) []string { k := strconv.Itoa(n); return []string{k + ".", k + "．", k + "、"} },
	func(n int) []string {
		return []string{string(rune('①' + n - 1)), string(rune('⑴' + n - 1)), string(rune('⒈' + n - 1))}
	},
	func(n int) []string {
		return [][]string{{"首先"}, {"其次"}, {"再次", "然后", "最后", "此外"}, {"最后", "此外"}, {}}[min(n, 5)-1]
	},
}

// marksInRow counts how far marks go on from the first, each behind the one before;
// one alone is none.
func marksInRow(body string, mark func(int) []string) (n int) {
	for n < 20 {
		at, end := -1, 0
		for _, m := range mark(n + 1) {
			if i := markAt(body, m); i >= 0 && (at < 0 || i < at) {
				at, end = i, i+len(m)
			}
		}
		if at < 0 {
			break
		}
		body = body[end:]
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

// markAt is where a mark stands first in a text, -1 where it does not; a digit of one
// is not among others, as in 1.5.
func markAt(body, mark string) int {
	digit := func(i int) bool { return i >= 0 && i < len(body) && isDigit(rune(body[i])) }
	for from := 0; ; {
		i := strings.Index(body[from:], mark)
		if i < 0 {
			return -1
		}
		if i += from; !isDigit(rune(mark[0])) || !digit(i-1) && !digit(i+len(mark)) {
			return i
		}
		from = i + len(mark)
	}
}

// requests counts the numbered requests of a proposal: its top headings that
// are not about the situation, as far as they can be told by their words.
func requests(text string) int {
	text, _ = MendText(text)
	n := 0
	for _, h := range topHeading().FindAllString(text, -1) {
		if !strings.Contains(h, "现状") && !strings.Contains(h, "问题") && !strings.Contains(h, "情况") && !strings.Contains(h, "背景") {
			n++
		}
	}
	return n
}

// doesNotAddUp finds shares of one sentence that nearly make a whole and do
// not, and a total whose parts of the same unit are named and differ from it;
// words is the piece of the sentence that says so.
func doesNotAddUp(sentence string) (says, words string) {
	tenths, shares := 0, percentInText().FindAllStringSubmatch(sentence, -1)
	for _, m := range shares {
		n, err := strconv.Atoi(m[1] + orElse(m[2], "0"))
		if err != nil {
			return "", ""
		}
		tenths += n
	}
	// Each share may be off by half a tenth from rounding.
	if off := max(tenths-1000, 1000-tenths); strings.Contains(sentence, "占") && len(shares) > 1 && off > (len(shares)+1)/2 && off <= 50 {
		return fmt.Sprintf("各项占比合计%d.%d%%，不是100%%", tenths/10, tenths%10), strings.TrimSpace(sentence)
	}
	m := sumInText().FindStringSubmatch(sentence)
	if m == nil {
		return "", ""
	}
	total, err := strconv.Atoi(m[1])
	parts := regexp.MustCompile(`(\d+)`+m[2]).FindAllStringSubmatch(m[3], -1)
	sum := 0
	for _, p := range parts {
		n, bad := strconv.Atoi(p[1])
		if bad != nil {
			return "", ""
		}
		sum += n
	}
	if err != nil || len(parts) < 2 || sum == total || strings.Contains(m[3], ".") {
		return "", ""
	}
	return fmt.Sprintf("“共%d%s”，其中各项合计%d%s", total, m[2], sum, m[2]), strings.TrimSpace(m[0])
}

// docNumberJumps tells that a 文号 leaves numbers of its series and year out,
// or bears another year than its date.
func docNumberJumps(rep Reply, taken []string) string {
	series, year, n, ok := splitDocNumber(rep.DocNumber)
	if !ok {
		return ""
	}
	if signed := rep.SignOff.Signed; !signed.IsZero() && signed.Year() != year {
		return fmt.Sprintf("是%d年的文号，签发在%d年", year, signed.Year())
	}
	last := 0
	for _, t := range taken {
		if s, y, k, ok := splitDocNumber(t); ok && s == series && y == year && k < n {
			last = max(last, k)
		}
	}
	if len(taken) > 0 && last > 0 && n > last+1 {
		return fmt.Sprintf("跳号了，前一个是%d号", last)
	}
	return ""
}

func splitDocNumber(s string) (series string, year, n int, ok bool) {
	m := docNumber().FindStringSubmatch(squeeze(s))
	if m == nil {
		return "", 0, 0, false
	}
	year, err1 := strconv.Atoi(m[2])
	n, err2 := strconv.Atoi(m[3])
	return m[1], year, n, err1 == nil && err2 == nil
}
