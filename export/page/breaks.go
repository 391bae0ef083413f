package page

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// breaks tells for every place between two characters (index i: before
// character i) whether a line may end there. The opportunities are those of
// UAX #14; the rules of Chinese official paper only take some away.
func breaks(items []item) []bool {
	may := make([]bool, len(items)+1)
	if !slices.ContainsFunc(items, func(it item) bool { return !isHanzi(it.r) }) {
		for i := 1; i < len(may); i++ {
			may[i] = true // between two of these UAX #14 and all rules allow it
		}
		return may
	}
	text := make([]rune, len(items))
	for i := range items {
		text[i] = items[i].r
	}
	seg := segmenters.Get().(*segmenter.Segmenter)
	defer segmenters.Put(seg)
	seg.Init(text)
	for iter := seg.LineIterator(); iter.Next(); {
		l := iter.Line()
		may[l.Offset+len(l.Text)] = true
	}
	for i := 1; i < len(text); i++ {
		may[i] = (may[i] || besideMark(items, i)) && breakable(items, text, i)
	}
	keepNumbers(text, may)
	keepCodes(text, may)
	cutAddresses(items, text, may)
	may[0] = false
	return may
}

// segmenters keep their memory from one paragraph to the next.
var segmenters = sync.Pool{New: func() any { return new(segmenter.Segmenter) }}

// breakable applies the rules about the two characters around a break.
func breakable(items []item, text []rune, i int) bool {
	a, b := text[i-1], text[i]
	if isHanzi(a) && isHanzi(b) {
		return true // none of the rules is about these
	}
	switch {
	case items[i].kind == kindCombine:
		return false
	case items[i].kind == kindClose || neverBegin.is(b):
		return false
	case items[i-1].kind == kindOpen || neverEnd.is(a):
		return false
	case a == b && (a == '—' || a == '…'):
		return false
	case digit(a) && (digit(b) || strings.ContainsRune(units, b)):
		return false
	case a == '第' && digit(b):
		return false
	case a == '-' && latin(b) && i > 1 && latin(text[i-2]):
		return false
	}
	return true
}

// besideMark tells of the blank side of a Chinese mark, where a line may end
// whatever stands there: UAX #14 takes “AI”“5G”基站 for one word.
func besideMark(items []item, i int) bool {
	a, b := items[i-1], items[i]
	stands := func(it item) bool { return it.kind != kindSpace && it.kind != kindCombine && it.r != nbsp }
	return a.kind == kindClose && stands(b) || b.kind == kindOpen && stands(a)
}

// nbsp is the blank at which no line ends.
const nbsp = '\u00a0'

func isHanzi(r rune) bool { return r >= 0x4E00 && r < 0xA000 }

// keepNumbers holds 〔2022〕15号 together, whatever brackets were typed.
func keepNumbers(text []rune, may []bool) {
	for i := 0; i < len(text); i++ {
		if !opensYear.is(text[i]) {
			continue
		}
		j := i + 1
		for j < len(text) && digit(text[j]) {
			j++
		}
		if j == i+1 || j == len(text) || !strings.ContainsRune("〕]）)］", text[j]) {
			continue
		}
		k := j + 1
		if k < len(text) && text[k] == '第' {
			k++
		}
		for k < len(text) && digit(text[k]) {
			k++
		}
		if k >= len(text) || text[k] != '号' {
			continue
		}
		for x := i + 1; x <= k; x++ {
			may[x] = false
		}
		i = k
	}
}

// keepCodes holds a number and the short word beside it together over their
// blank: 35 kV, GB 50174.
func keepCodes(text []rune, may []bool) {
	for i := 1; i+1 < len(text); i++ {
		if text[i] != ' ' {
			continue
		}
		before, after := wordBefore(text, i), wordAfter(text, i+1)
		short := func(n int) bool { return n > 0 && n <= longestCode }
		if digit(text[i-1]) && short(after) || digit(text[i+1]) && short(before) {
			may[i+1] = false
		}
	}
}

// longestCode is how long a word beside a number may be to stay with it.
const longestCode = 8

// wordBefore is the number of letters and slashes that end before i.
func wordBefore(text []rune, i int) int {
	n := 0
	for i-n > 0 && letter(text[i-n-1]) {
		n++
	}
	return n
}

// wordAfter is the number of letters and slashes from i on.
func wordAfter(text []rune, i int) int {
	n := 0
	for i+n < len(text) && letter(text[i+n]) {
		n++
	}
	return n
}

func letter(r rune) bool { return latin(r) && !unicode.IsDigit(r) || r == '/' }

const (
	// address is how long an address is, in em, before it may be parted.
	address = 8
	// lateCut and laterCut are what a line costs that ends within one, in em a gap.
	lateCut, laterCut MM = 0.05, 0.25
)

// cutAddresses lets an address be parted after / and . alone, and where nothing else
// helps after the signs that part its other pieces.
func cutAddresses(items []item, text []rune, may []bool) {
	for a := 0; a < len(items); a++ {
		b, w := a, MM(0)
		for b < len(items) && items[b].kind == kindNarrow && text[b] != nbsp {
			w += items[b].cell
			b++
		}
		if w > address*items[min(a, len(items)-1)].em && isAddress(text[a:b]) {
			for i := a + 1; i < b; i++ {
				items[i].late = cutAfter(text[i-1], text[i])
				may[i] = items[i].late > 0
			}
		}
		a = b
	}
}

// isAddress tells the address of a page, a file or a letter box by its host.
func isAddress(run []rune) bool {
	for i := 1; i+1 < len(run); i++ {
		if run[i] == '@' || run[i] == '.' && latin(run[i-1]) && letter(run[i+1]) || run[i] == ':' && run[i+1] == '/' {
			return true
		}
	}
	return false
}

// cutAfter is what it costs to end a line between two characters of an address; 0
// where none ends.
func cutAfter(a, b rune) MM {
	switch {
	case b == '/' || strings.ContainsRune("?&=-_@.:", b):
		return 0
	case a == '/' || a == '.' && !digit(b):
		return lateCut
	case strings.ContainsRune("?&=-_@.:", a):
		return laterCut
	}
	return 0
}

// loosen lets a piece without a break that is longer than a line break, for it
// would fit on no line: between words first, then inside them, and only what
// still is too long, a row of dots, anywhere. What the paper's own rules forbid
// stays forbidden as long as anything else helps.
func loosen(items []item, may []bool, width MM) {
	if !tooLong(items, may, width) {
		return
	}
	text := make([]rune, len(items))
	for i := range items {
		text[i] = items[i].r
	}
	loosenBy(items, may, width, func(i int) bool {
		word := items[i-1].kind == kindNarrow && items[i].kind == kindNarrow
		return !word && breakable(items, text, i)
	})
	loosenBy(items, may, width, func(i int) bool { return breakable(items, text, i) })
	loosenBy(items, may, width, func(i int) bool { return items[i].kind != kindCombine })
}

// tooLong tells that some piece fits on no line.
func tooLong(items []item, may []bool, width MM) bool {
	w := MM(0)
	for i := range items {
		if may[i] {
			w = 0
		}
		if w += items[i].cell; w > width {
			return true
		}
	}
	return false
}

// loosenBy adds the breaks that a rule allows to every piece longer than width.
func loosenBy(items []item, may []bool, width MM, allowed func(int) bool) {
	for a := 0; a < len(items); {
		b := a + 1
		w := items[a].cell
		for b < len(items) && !may[b] {
			w += items[b].cell
			b++
		}
		for i := a + 1; w > width && i < b; i++ {
			if allowed(i) {
				may[i] = true
			}
		}
		a = b
	}
}
