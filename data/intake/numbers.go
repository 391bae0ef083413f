package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jianban/data"
)

var (
	numberJoin = data.Pattern(`[、，,；;\n\r和与及&＆+＋]+`)
	// numberWord is what stands around a number: 州人大第214号建议, 提案第8号.
	numberWord    = data.Pattern(`^(?:\p{Han}{0,8}(?:人大|政协))?(?:代表|委员)?(?:建议|提案)?第?(闭?\d{1,6})号?(?:建议|提案)?$`)
	billNumber    = data.Pattern(`^(?:\p{Han}{0,8}人大)?(?:代表)?议案第?(\d{1,6})号?$|^第?(\d{1,6})号?议案$`)
	betweenNumber = data.Pattern(`^闭会?(?:期间)?(?:建议|提案)?第?(\d{1,6})号?$|^第?(\d{1,6})号?[（(](?:闭会?(?:期间)?|闭会(?:建议|提案)|平时|会后)[)）]号?$`)
	chineseNumber = data.Pattern(`^第?([一二三四五六七八九十百零〇]{1,7})号?$`)
	ringed        = data.Pattern(`[①-⑳㉑-㉟㊱-㊿]`)
	mergedWord    = data.Pattern(`[（(](?:并案|合并|合并办理|并案办理)[)）]|(?:并案|合并)(?:办理)?$`)
	archived      = data.Pattern(`[（(]?存档[)）]?`)
	oneNumber     = data.Pattern(`^第?闭?\d{1,6}号?$`)
	fromTo        = data.Pattern(`^第?(闭?)(\d{1,6})号?([-－]|[—–─~～〜至到]+)第?(闭?)(\d{1,6})号?$`)
	yearLike      = data.Pattern(`^(?:19|20)\d\d$`)
)

// mostSpread is how many numbers a span on one row may stand for.
const mostSpread = 20

// numberList is what a cell says of numbers.
type numberList struct {
	all []string // several where items were merged
	old bool     // marked as kept from an earlier round (存档)
	why string   // why they cannot be taken; "" where they can
}

// numbers are the numbers that a cell bears. compound tells that in its column a
// hyphen is part of numbers: 3-45 is one; elsewhere 28-30 are three.
func numbers(text string, compound bool) (l numberList) {
	if text != "" && strings.Trim(text, "0123456789") == "" {
		l.all = []string{text}
		return l
	}
	if archived().MatchString(text) {
		l.old, text = true, archived().ReplaceAllString(text, "")
	}
	text = mergedWord().ReplaceAllString(strings.TrimSpace(text), "")
	for _, s := range numberJoin().Split(text, -1) {
		for _, one := range apart(s) {
			l.add(one, compound)
		}
	}
	return l
}

// apart parts a text at blanks and strokes where each part is a number by itself.
func apart(s string) []string {
	for _, parts := range [][]string{strings.Fields(s), strings.FieldsFunc(width(s), func(r rune) bool { return r == '/' })} {
		if len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool {
			return !oneNumber().MatchString(width(bare(p))) || yearLike().MatchString(bare(p))
		}) {
			return parts
		}
	}
	return []string{s}
}

// add takes a number, or those of a span.
func (l *numberList) add(s string, compound bool) {
	s = data.CleanNumber(ringed().ReplaceAllStringFunc(s, func(r string) string { return norm.NFKC.String(r) }))
	s = numberWord().ReplaceAllString(betweenNumber().ReplaceAllString(s, "闭$1$2"), "$1")
	s = billNumber().ReplaceAllString(s, "议案$1$2")
	if m := chineseNumber().FindStringSubmatch(s); m != nil {
		s = strconv.Itoa(hundreds(m[1]))
	}
	if m := fromTo().FindStringSubmatch(s); m != nil && (m[1] != "" || m[4] == "") {
		if hyphen := m[3] == "-" || m[3] == "－"; !hyphen || !compound && !isCompound(m) {
			l.span(s, m)
			return
		}
	}
	if s != "" && !slices.ContainsFunc(l.all, func(n string) bool { return data.NumberKey(n) == data.NumberKey(s) }) {
		l.all = append(l.all, s)
	}
}

// isCompound tells that a number with a hyphen is one by itself: of a year, of a
// class, or nothing that goes up.
func isCompound(m []string) bool {
	from, to := whole(m[2]), whole(m[5])
	return yearLike().MatchString(m[2]) || to <= from || m[5][0] == '0' && len(m[5]) != len(m[2])
}

// hundreds reads a number in Chinese to 999: 二十一, 一百零三.
func hundreds(s string) int {
	head, tail, ok := strings.Cut(s, "百")
	if !ok {
		return chineseCount(s)
	}
	return max(chineseCount(head), 1)*100 + chineseCount(strings.TrimLeft(tail, "零〇"))
}

func whole(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// span takes all numbers from one to another.
func (l *numberList) span(s string, m []string) {
	from, to := whole(m[2]), whole(m[5])
	switch n := to - from + 1; {
	case n < 2:
		l.why = "“" + s + "”前后颠倒"
		return
	case n > mostSpread:
		l.why = fmt.Sprintf("“%s”是%d个编号，一行最多%d个", s, n, mostSpread)
		return
	}
	for n := from; n <= to; n++ {
		l.add(m[1]+fmt.Sprintf("%0*d", len(m[2]), n), true)
	}
}

// hyphenated tells that in a column of numbers a hyphen is part of them: spans would
// meet, or one is none.
func hyphenated(texts []string) bool {
	taken := map[int]bool{}
	for _, t := range texts {
		m := fromTo().FindStringSubmatch(data.CleanNumber(t))
		if m == nil || m[3] != "-" {
			continue
		}
		if isCompound(m) {
			return true
		}
		for n := whole(m[2]); n <= min(whole(m[5]), whole(m[2])+mostSpread); n++ {
			if taken[n] {
				return true
			}
			taken[n] = true
		}
	}
	return false
}
