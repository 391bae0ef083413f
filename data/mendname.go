package data

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameDot stands between the parts of a name: 阿依·买买提 (GB/T 15834-2011, 4.14).
const NameDot = '·'

// MendName mends a person's name: as MendLine, the dot between its parts as
// U+00B7 without blanks around it, and without the blanks that pad a name of two
// characters to the width of three (李　明). Names of several people in one
// field stay apart.
func MendName(name string) (string, []Change) {
	name, changes := MendLine(strings.TrimSpace(name))
	dotted := dotsInName(name)
	changes = append(changes, told(name, dotted, whyDot)...)
	parts := strings.Fields(dotted)
	out := strings.Join(parts, " ")
	if padded(parts) {
		out = strings.Join(parts, "")
		return out, append(changes, told(dotted, out, whyPadding)...)
	}
	return out, append(changes, told(dotted, out, whyBlanks)...)
}

// dotsInName sets the dots between two Hanzi, or beside what only names have,
// as U+00B7, and takes the blanks around them out. A full stop behind a Latin
// initial (J. Smith) stays.
func dotsInName(name string) string {
	runes := []rune(name)
	var out []rune
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if !strings.ContainsRune(nameDots, r) {
			out = append(out, r)
			continue
		}
		before, after := len(out)-1, i+1
		for before >= 0 && unicode.IsSpace(out[before]) {
			before--
		}
		for after < len(runes) && (unicode.IsSpace(runes[after]) || strings.ContainsRune(nameDots, runes[after])) {
			after++
		}
		if before < 0 || after == len(runes) || !unicode.IsLetter(out[before]) || !unicode.IsLetter(runes[after]) ||
			strings.ContainsRune(".．﹒", r) && !(unicode.Is(unicode.Han, out[before]) && unicode.Is(unicode.Han, runes[after])) {
			out = append(out, r)
			continue
		}
		out = append(out[:before+1], NameDot)
		i = after - 1
	}
	return string(out)
}

var afterNames = Pattern(`(?:等?[0-9一二三四五六七八九十]*(?:名|位|人)?(?:代表|委员|同志|先生|女士)(?:们)?)?[：: ]*$`)

// MendSalutation mends the line that a letter is addressed to, each name in it
// as MendName.
func MendSalutation(to string) (string, []Change) {
	to, changes := MendLine(strings.TrimSpace(to))
	parts := strings.Split(to, "、")
	for i, p := range parts {
		at := afterNames().FindStringIndex(p)[0]
		if name, _ := MendName(p[:at]); name != "" {
			parts[i] = name + p[at:]
		}
	}
	out := strings.Join(parts, "、")
	return out, append(changes, told(to, out, whySalutation)...)
}

// padded tells that blanks between some words only pad one name: all of them
// Hanzi, too few for two names or with a surname alone.
func padded(parts []string) bool {
	if len(parts) < 2 || len(parts) > 4 {
		return false
	}
	n, single := 0, false
	for _, p := range parts {
		if strings.IndexFunc(p, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) >= 0 {
			return false
		}
		k := utf8.RuneCountInString(p)
		n, single = n+k, single || k == 1
	}
	double := surnameOfTwo([]rune(strings.Join(parts, "")))
	return single && n <= 3 || double && n <= 4
}

// nameNumber is the number before a name in a list: 1. 2、 （3） ④.
var nameNumber = Pattern(`^(?:[（(]?\d{1,3}[）).．、:：]|[①-⑳])[\s　]*`)

// SplitNames parts a list of people as it is typed or pasted: one a line, or at
// 、，,；; ／ and tabs, but not within brackets, and each mended (MendName). Blanks
// part names only where each part is a name of its own: 李　明 is one, 赵一一 钱二二
// are two.
func SplitNames(text string) []string {
	text, _ = MendText(text)
	var out []string
	for _, line := range SplitList(text, "\n\r\v\u2028\u2029\u0085") {
		for _, part := range SplitList(nameNumber().ReplaceAllString(line, ""), "、，,；;／/|｜\t") {
			out = append(out, namesIn(part)...)
		}
	}
	return out
}

// namesIn are the names that blanks part, mended.
func namesIn(part string) []string {
	words, all := strings.Fields(dotsInName(part)), true
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		all = all && n >= 2 && n <= 4 && strings.IndexFunc(w, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0
	}
	if all && len(words) > 1 && !padded(words) {
		return words
	}
	if name, _ := MendName(part); name != "" {
		return []string{name}
	}
	return nil
}

// SplitList parts a text at some marks, but not within brackets that are shut; its
// parts have no blanks around them, and none is empty.
func SplitList(text, marks string) []string {
	var out []string
	var part strings.Builder
	cut := func() {
		if s := strings.TrimSpace(part.String()); s != "" {
			out = append(out, s)
		}
		part.Reset()
	}
	depth := 0
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case (r == '（' || r == '(') && slices.ContainsFunc(runes[i:], func(r rune) bool { return r == '）' || r == ')' }):
			depth++
		case (r == '）' || r == ')') && depth > 0:
			depth--
		}
		if depth == 0 && strings.ContainsRune(marks, r) {
			cut()
			continue
		}
		part.WriteRune(r)
	}
	cut()
	return out
}
