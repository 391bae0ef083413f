package intake

import (
	"cmp"
	"slices"
	"strings"

	"jianban/data"
)

// replyText is what a letter holds besides its frame, which the program sets by
// itself: salutation, signature, contact and copies are left out.
type replyText struct {
	docNumber string // 红政函〔2022〕16号, "" where none stands
	class     string // the sign above, as written
	body      string
}

var (
	docNumberIn  = data.Pattern(`([\p{Han}]{1,14})[\s　]*[〔\[【（(﹝][\s　]*(\d{4})[\s　]*[〕\]】）)﹞][\s　]*第?[\s　]*(\d+)[\s　]*号`)
	besideNumber = data.Pattern(`(?:发文字号|文\s*号|字\s*号)\s*[:：]|签\s*发\s*人\s*[:：]\s*\S{0,8}|(?:公开(?:属性|方式|情况)\s*[:：]?\s*)?(?:主动公开|依申请公开|不予公开|不公开|同意公开)`)
	classLine    = data.Pattern(`^[（(【\[]?(?:(?:办理结果|答复|办复|办理)?(?:分类|类别)|办理结果|分类标[记识])?[:：]?([A-DＡ-Ｄ甲乙丙丁])类?(?:件)?[)）】\]]?$`)
	opensLetter  = data.Pattern(`^(?:您|你|贵).{0,80}提出|收悉|(?:答复|回复)如下`)
	pageNumber   = data.Pattern(`^[—－\-–\s]*\d{1,3}[—－\-–\s]*$|^第\s*\d+\s*页`)
)

// readReply takes a letter apart. A letter without a frame is its body as it is.
func readReply(text string) (r replyText) {
	lines := strings.Split(mendText(text), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return pageNumber().MatchString(strings.TrimSpace(l)) })
	from := 0
	for i, l := range lines[:min(len(lines), headLines)] {
		l = strings.TrimSpace(l)
		if number, class := headLine(l); number != "" || class != "" {
			r.docNumber, r.class, from = cmp.Or(r.docNumber, number), cmp.Or(r.class, class), i+1
			continue
		}
		if opensLetter().MatchString(l) {
			from = i
			break
		}
		if data.IsSalutation(l) {
			from = i + 1
			break
		}
		if data.IsLetterTitle(l) {
			from = i + 1
		}
	}
	lines = lines[from:]
	if to := signature(lines); to > 0 {
		lines = lines[:to]
	}
	r.body = strings.TrimSpace(strings.Join(lines, "\n"))
	return r
}

// headLine reads a line above a letter that holds its 文号, its class or both, in
// any order, perhaps beside who signed and whether it is public; a line that holds
// anything else tells nothing.
func headLine(l string) (number, class string) {
	l = besideNumber().ReplaceAllString(l, " ")
	if m := docNumberIn().FindStringSubmatch(l); m != nil {
		number = m[1] + "〔" + m[2] + "〕" + m[3] + "号"
		l = strings.Replace(l, m[0], "", 1)
	}
	if l = bare(l); l == "" {
		return number, ""
	}
	m := classLine().FindStringSubmatch(l)
	if m == nil {
		return "", ""
	}
	return number, m[1]
}

// signature is the line where the close of a letter begins: who signs above the
// last day of its own, else whom to ask; -1 where there is none.
func signature(lines []string) int {
	end := slices.IndexFunc(lines, func(l string) bool { return data.IsAfterLetter(strings.TrimSpace(l)) })
	until := end
	if until < 0 {
		until = len(lines)
	}
	for i := until - 1; i > 0; i-- {
		if !data.IsLetterDay(strings.TrimSpace(lines[i])) {
			continue
		}
		end = i
		for end > 1 && len([]rune(lines[end-1])) <= 30 && !strings.ContainsAny(lines[end-1], "。；：！？，") { // who signs, one or several
			end--
		}
		return end
	}
	return end
}
