package data

import (
	"cmp"
	"strings"
	"unicode"
)

// CleanNumber is a number as it is kept: full-width digits made half-width,
// spaces and the words 第 … 号 taken off, leading zeros and 闭 kept.
func CleanNumber(number string) string {
	n := strings.Join(strings.Fields(halfWidth.Replace(number)), "")
	n = strings.TrimSuffix(strings.TrimPrefix(n, "第"), "号")
	return n
}

// NumberKey is what makes a number unique within its meeting: as CleanNumber,
// without the leading zeros of its digits, so that 012 and 12 are one number
// while 闭3 and 3 are two.
func NumberKey(number string) string {
	n := strings.ToUpper(CleanNumber(number))
	i := strings.IndexFunc(n, unicode.IsDigit)
	if i < 0 {
		return n
	}
	digits := strings.TrimLeft(n[i:], "0")
	if digits == "" || !unicode.IsDigit([]rune(digits)[0]) {
		digits = "0" + digits
	}
	return n[:i] + digits
}

// CompareNumbers orders numbers as numbers (9 before 12), those with a word in
// front (闭3) after those without.
func CompareNumbers(a, b string) int { return RankNumber(a).Compare(RankNumber(b)) }

// NumberRank is a number's place among others, for whoever sorts many.
type NumberRank struct{ words, digits, number string }

// RankNumber is the place of a number.
func RankNumber(number string) NumberRank {
	words, digits := splitNumber(number)
	return NumberRank{words, digits, number}
}

// Compare orders as CompareNumbers does.
func (a NumberRank) Compare(b NumberRank) int {
	return cmp.Or(cmp.Compare(a.words, b.words), cmp.Compare(len(a.digits), len(b.digits)), cmp.Compare(a.digits, b.digits), cmp.Compare(a.number, b.number))
}

// splitNumber parts a key into its words (in front and behind) and its digits.
func splitNumber(n string) (words, digits string) {
	k := NumberKey(n)
	i := strings.IndexFunc(k, unicode.IsDigit)
	if i < 0 {
		return k, ""
	}
	j := strings.IndexFunc(k[i:], func(r rune) bool { return !unicode.IsDigit(r) })
	if j < 0 {
		return k[:i], k[i:]
	}
	return k[:i] + k[i+j:], k[i : i+j]
}
