package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wideMarks are the marks of Chinese text, beside which no blank stands.
const wideMarks = "，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』—…·％￥"

// isWide tells Hanzi and the marks of Chinese text.
func isWide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r == '〇' || r == '々' || strings.ContainsRune(wideMarks, r)
}

// Why a line was changed.
const (
	whyNarrow     = "数字和字母用半角"
	whyJoined     = "标题里的换行去掉"
	whyLines      = "换行去掉，连成一行"
	whyNoBlank    = "汉字之间不空格"
	whyOuter      = "外层书名号去掉，用到时会自动加上"
	whyStop       = "标题末尾不用句号"
	whyDot        = "姓名中间的点统一为“·”"
	whyPadding    = "姓名中间的空格去掉"
	whySalutation = "姓名的写法统一"
	whyBlanks     = "多余的空格"
)

// narrow is a full-width digit or letter in its usual width.
func narrow(r rune) rune {
	if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
		return r - 0xFEE0
	}
	return r
}

// MendLine mends what is typed into a field of one line: as MendText, with
// digits and letters in their usual width.
func MendLine(text string) (string, []Change) {
	text, changes := MendText(text)
	out := strings.Map(narrow, text)
	return out, append(changes, told(text, out, whyNarrow)...)
}

// MendPasted mends what is pasted into a field of one line: as MendLine, its
// lines joined, without a blank where Hanzi or marks of Chinese stand.
func MendPasted(text string) (string, []Change) {
	text, changes := MendLine(text)
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(lineEnds, r) })
	out := ""
	for _, p := range parts {
		if p = strings.TrimSpace(p); out != "" && p != "" && !isWide(lastRune(out)) && !isWide(firstRune(p)) {
			out += " "
		}
		out += p
	}
	if len(parts) < 2 {
		return text, changes
	}
	return out, append(changes, told(strings.TrimSpace(text), out, whyLines)...)
}

// lineEnds are all that part lines.
const lineEnds = "\n\r\v\f\u2028\u2029\u0085"

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

// told is the change of a whole line, or none.
func told(before, after, why string) []Change {
	if before == after {
		return nil
	}
	return []Change{{Paragraph: 1, To: len([]rune(before)), Before: before, After: after, Why: why}}
}

// MendTitle mends the title of a proposal: as MendLine, lines joined without a
// blank between Hanzi, and without the 《》 around it and the full stop behind
// it that belong to the sentence it was copied from.
func MendTitle(title string) (string, []Change) {
	title, changes := MendLine(title)
	step := func(why string, mend func(string) string) {
		after := mend(title)
		if strings.TrimSpace(title) != after {
			changes = append(changes, told(strings.TrimSpace(title), after, why)...)
		}
		title = after
	}
	why := whyNoBlank
	if strings.ContainsAny(strings.TrimSpace(title), lineEnds) {
		why = whyJoined
	}
	step(why, joinWide)
	step(whyOuter, withoutMarks)
	step(whyStop, func(s string) string { return strings.TrimRight(s, "。．") })
	step(whyOuter, withoutMarks)
	return title, changes
}

// joinWide takes blanks and line ends out beside Hanzi and marks of Chinese;
// elsewhere one blank stays.
func joinWide(s string) string {
	runes := []rune(strings.TrimSpace(s))
	var b strings.Builder
	for i := 0; i < len(runes); i++ {
		if !unicode.IsSpace(runes[i]) {
			b.WriteRune(runes[i])
			continue
		}
		before := runes[i-1]
		for unicode.IsSpace(runes[i+1]) {
			i++
		}
		if !isWide(before) && !isWide(runes[i+1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// withoutMarks takes 《》 off that stand around all of a title.
func withoutMarks(title string) string {
	runes := []rune(title)
	for len(runes) > 2 && runes[0] == '《' && closing(runes) == len(runes)-1 {
		runes = runes[1 : len(runes)-1]
	}
	return strings.TrimSpace(string(runes))
}

// closing is where the mark is shut that a title begins with; -1 where nowhere.
func closing(runes []rune) int {
	depth := 0
	for i, r := range runes {
		switch r {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// BookTitle is a title between 《》 as GB/T 15834-2011 sets it (4.15.3.3): a
// title within it between 〈〉, one within that between 《》 again. The title is
// mended first, for one that was kept before titles were.
func BookTitle(title string) string {
	title, _ = MendTitle(title)
	var b strings.Builder
	depth := 0
	b.WriteString("《")
	for _, r := range title {
		switch r {
		case '《', '〈':
			b.WriteRune([2]rune{'〈', '《'}[depth%2])
			depth++
		case '》', '〉':
			depth = max(0, depth-1)
			b.WriteRune([2]rune{'〉', '》'}[depth%2])
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "》"
}
