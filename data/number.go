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
func CompareNumbers(a, b string) int { return splitNumber(a).compare(splitNumber(b)) }

// splitKey is a number parted into the words of its key, in front and behind, and
// its digits.
type splitKey struct{ words, digits, whole string }

func splitNumber(n string) splitKey {
	k := NumberKey(n)
	i := strings.IndexFunc(k, unicode.IsDigit)
	if i < 0 {
		return splitKey{k, "", n}
	}
	j := strings.IndexFunc(k[i:], func(r rune) bool { return !unicode.IsDigit(r) })
	if j < 0 {
		return splitKey{k[:i], k[i:], n}
	}
	return splitKey{k[:i] + k[i+j:], k[i : i+j], n}
}

func (k splitKey) compare(other splitKey) int {
	return cmp.Or(cmp.Compare(k.words, other.words), cmp.Compare(len(k.digits), len(other.digits)), cmp.Compare(k.digits, other.digits), cmp.Compare(k.whole, other.whole))
}
