// Package strokes knows the number and kind of a character's strokes, as far as
// lists in the order of family names' strokes (以姓氏笔画为序) ask for them: the
// number of strokes, then the first stroke (横竖撇点折), then the place in the
// official list of 2013 (通用规范汉字表), which goes on by the next strokes within
// each of its three levels; a rarer character follows the common ones. The
// table is made by scripts/strokes.py from Unihan and read when it is first asked
// for.
package strokes

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed strokes.txt
var ordered string

// place is where a character stands.
type place struct {
	rank  int32 // among all
	count uint8
}

var places = sync.OnceValue(func() map[rune]place {
	all, rank := make(map[rune]place, 100_000), int32(0)
	for line := range strings.Lines(ordered) {
		number, rest, _ := strings.Cut(line, "\t")
		_, chars, _ := strings.Cut(strings.TrimSuffix(rest, "\n"), "\t")
		n, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			panic("strokes.txt: " + err.Error()) // it is a part of the program
		}
		for _, r := range chars {
			rank++
			all[r] = place{rank, uint8(n)}
		}
	}
	return all
})

// Count is the number of a character's strokes; 0 for what is no Hanzi or not known.
func Count(r rune) int { return int(places()[r].count) }

// Rank is a character's place among all by their strokes, from 1; 0 for what is
// no Hanzi or not known.
func Rank(r rune) int { return int(places()[r].rank) }
