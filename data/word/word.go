// Package word finds where a word begins and ends in a running Chinese text, which
// has no spaces between words. It cuts the piece of text between two marks into the
// words that are together the most common (words.txt, from jieba's dictionary); a
// double click selects one.
//
// The table is one text in the program's file, searched by halves: nothing is
// unpacked, nothing is kept.
//
//go:generate go run ./table
package word

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
)

//go:embed words.txt
var words string

// longest is how many characters the longest word has.
const longest = 8

// around is how many characters before and after the place asked for are looked at:
// what lies further away does not change where the word at hand ends.
const around = 24

// Costs are the negative binary logarithm of how common a word is. The letter a of
// words.txt stands for none of 2^26 words, b for one, each next for twice as many;
// a character that is not in the table costs as much as a word seen less than once.
const (
	total   = 26
	unknown = total + 2
)

// At tells the word that the character at an index stands in, as the indexes of its
// first character and of the one after its last: of Chinese text a word, of letters
// and figures the whole run, of anything else, such as a mark, it alone. An index at
// the end of the text or of a line asks for the character before.
func At(text []rune, at int) (from, to int) {
	if len(text) == 0 {
		return 0, 0
	}
	at = min(max(at, 0), len(text)-1)
	if text[at] == '\n' && at > 0 && text[at-1] != '\n' {
		at--
	}
	kind := kindOf(text[at])
	from, to = at, at+1
	if kind == mark {
		return from, to
	}
	for from > 0 && kindOf(text[from-1]) == kind && (kind != han || at-from < around) {
		from--
	}
	for to < len(text) && kindOf(text[to]) == kind && (kind != han || to-at < around) {
		to++
	}
	if kind != han {
		return from, to
	}
	end := from
	for _, n := range Cut(text[from:to], nil, 0) {
		if end += n; at < end {
			return end - n, end
		}
	}
	return at, at + 1
}

// Kinds of characters: a word is all of one.
const (
	mark = iota
	han
	latin
)

func kindOf(r rune) int {
	switch {
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '_':
		return latin
	}
	return mark
}

// named is the cost of a word that the caller of Cut knows: that of a common one,
// whatever the words it is made of.
const named = 8

// Cut gives the lengths, in characters, of the words that a run of Chinese characters
// is cut into. Also tells words of up to most characters that count as common ones
// besides those of the table; it may be nil.
func Cut(run []rune, also func(word string) bool, most int) []int {
	cost, last := make([]int, len(run)+1), make([]int, len(run)+1)
	text, at := string(run), make([]int, 0, len(run)+1) // where each character begins
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	for end := 1; end <= len(run); end++ {
		cost[end] = 1 << 30
		for n := 1; n <= min(max(longest, most), end); n++ {
			w := text[at[end-n]:at[end]]
			one, known := costOf(w)
			if also != nil && n > 1 && also(w) {
				one, known = min(one, named), true
			}
			if !known && n > 1 {
				continue
			}
			if sum := cost[end-n] + one; sum <= cost[end] { // of equals the longer word
				cost[end], last[end] = sum, n
			}
		}
	}
	var back []int
	for end := len(run); end > 0; end -= last[end] {
		back = append(back, last[end])
	}
	slices.Reverse(back)
	return back
}

// costOf is the cost of a word and whether the table has it.
func costOf(w string) (cost int, known bool) {
	low, high := 0, len(words) // the line begins in [low, high)
	for low < high {
		mid := (low + high) / 2
		begin := strings.LastIndexByte(words[:mid], '\n') + 1
		end := begin + strings.IndexByte(words[begin:], '\n')
		have := words[begin : end-1]
		switch {
		case have == w:
			return total - int(words[end-1]-'b'), true
		case have < w:
			low = end + 1
		default:
			high = begin
		}
	}
	return unknown, false
}
