package data

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// Stretch is a part of a text, in bytes.
type Stretch struct{ From, To int }

// SearchText is a text as it is searched: in the one spelling of FoldName, so
// that blanks and line breaks, widths, look-alike characters and traditional
// forms make no difference. at tells for each character where it stands in the text.
type SearchText struct {
	Runes []rune
	at    []int32 // one more than Runes: the text's end
}

// foldPages keep what FoldName makes of single characters, filled as they come.
var foldPages [256]atomic.Pointer[[256]rune]

// What a fold page tells besides a character.
const (
	foldsAway = -1 // it does not count
	foldsLong = -2 // to several characters
	foldsOn   = -3 // together with the one before
)

func foldPage(page int) *[256]rune {
	if p := foldPages[page].Load(); p != nil {
		return p
	}
	var p [256]rune
	for i := range p {
		p[i] = foldOne(rune(page<<8 | i))
	}
	foldPages[page].Store(&p)
	return &p
}

func foldOne(r rune) rune {
	switch folded := []rune(FoldName(string(r))); {
	case unicode.Is(unicode.Mn, r) || r >= 0x1161 && r <= 0x11FF: // marks; the later parts of a Hangul syllable
		return foldsOn
	case r == utf8.RuneError:
		return r
	case len(folded) == 0:
		return foldsAway
	case len(folded) > 1:
		return foldsLong
	default:
		return folded[0]
	}
}

// FoldText is a text as it is searched.
func FoldText(text string) SearchText {
	var f SearchText
	f.Fold(text, true)
	return f
}

// Fold takes another text in the place of the one before; places tells whether
// they will be asked for.
func (f *SearchText) Fold(text string, places bool) {
	f.Runes, f.at = f.Runes[:0], f.at[:0]
	base, kept := 0, 0 // where the last character that marks may join began, here and there
	for i, r := range text {
		folded := rune(foldsOn)
		if r < 0x10000 {
			folded = foldPage(int(r >> 8))[r&255]
		} else {
			folded = foldOne(r)
		}
		if folded >= 0 {
			base, kept = i, len(f.Runes)
			f.Runes = append(f.Runes, folded)
			if places {
				f.at = append(f.at, int32(i))
			}
			continue
		}
		from := i
		switch folded {
		case foldsAway:
			continue
		case foldsOn:
			from = base
			f.Runes = f.Runes[:kept]
			if places {
				f.at = f.at[:kept]
			}
		case foldsLong:
			base, kept = i, len(f.Runes)
		}
		for _, r := range FoldName(text[from : i+utf8.RuneLen(r)]) {
			f.Runes = append(f.Runes, r)
			if places {
				f.at = append(f.at, int32(from))
			}
		}
	}
	if places {
		f.at = append(f.at, int32(len(text)))
	}
}

// Find is the first place of a word, itself as FoldText has it, in the text
// that was folded; ok is false where it is not there.
func (f *SearchText) Find(word []rune) (m Stretch, ok bool) {
	i := indexRunes(f.Runes, word)
	if i < 0 {
		return m, false
	}
	return f.mark(i, len(word)), true
}

// Has tells whether a word is in the text.
func (f *SearchText) Has(word []rune) bool { return indexRunes(f.Runes, word) >= 0 }

// FindAll are all places of a word, one after the other, at most limit.
func (f *SearchText) FindAll(word []rune, limit int) (all []Stretch) {
	for from := 0; len(all) < limit; {
		i := indexRunes(f.Runes[from:], word)
		if i < 0 {
			break
		}
		all = append(all, f.mark(from+i, len(word)))
		from += i + len(word)
	}
	return all
}

func (f *SearchText) mark(i, n int) Stretch {
	return Stretch{int(f.at[i]), int(f.at[i+n])}
}

// indexRunes is where a word that is not empty begins, or -1.
func indexRunes(text, word []rune) int {
	if len(word) == 0 {
		return -1
	}
next:
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i] != word[0] {
			continue
		}
		for k, r := range word[1:] {
			if text[i+1+k] != r {
				continue next
			}
		}
		return i
	}
	return -1
}

// Wordy tells that a character, as FoldText has it, is one of words and numbers
// rather than a mark between them.
func Wordy(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	case r >= 0x4E00 && r <= 0x9FFF:
		return true
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// Excerpt is the part of a text round its first mark, at most length characters
// on one line, with the marks that lie in it.
func Excerpt(text string, marks []Stretch, length int) (string, []Stretch) {
	from, to := 0, len(text)
	if utf8.RuneCountInString(text) > length {
		if len(marks) > 0 {
			from = marks[0].From
		}
		for before := 0; from > 0 && before < length/4; before++ {
			_, n := utf8.DecodeLastRuneInString(text[:from])
			from -= n
		}
		to = from
		for n := 0; to < len(text) && n < length; n++ {
			_, w := utf8.DecodeRuneInString(text[to:])
			to += w
		}
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	places := make(map[int]int, 2*len(marks)) // from the text to the excerpt
	for i, r := range text[from:to] {
		places[from+i] = b.Len()
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteRune(r)
	}
	places[to] = b.Len()
	if to < len(text) {
		b.WriteString("…")
	}
	var moved []Stretch
	for _, m := range marks {
		a, okA := places[m.From]
		z, okZ := places[min(m.To, to)]
		if okA && okZ && a < z {
			moved = append(moved, Stretch{a, z})
		}
	}
	return b.String(), moved
}
