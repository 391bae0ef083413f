package data

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"jianban/data/pinyin"
	"jianban/data/strokes"
)

// PinyinKey is what texts are ordered by (as bytes): figures as numbers, then
// letters, then Hanzi by their readings, tone after sound, then by strokes; marks
// do not count. Words that are read in one way only are read so (重庆, 银行).
func PinyinKey(text string) string {
	text, _ = MendLine(text)
	return sortKey(text, pinyin.Read(text))
}

// NameKey is what people are ordered by: as PinyinKey, the family name in its own
// reading (单 shàn, 仇 qiú, 曾 zēng, 解 xiè, 区 ōu, 尉迟 yùchí).
func NameKey(name string) string {
	name, _ = MendName(name)
	return sortKey(name, pinyin.ReadPerson(name))
}

// The classes of characters, in their order.
const (
	keyNumber = "\x02"
	keyLetter = "\x03"
	keyHanzi  = "\x04"
	keyOther  = "\x05" // Hanzi that no table reads
)

func sortKey(text string, reading pinyin.Reading) string {
	var b strings.Builder
	b.Grow(12 * len(text))
	said := reading.Syllables()
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		r := unicode.ToLower(runes[i])
		switch {
		case r >= '0' && r <= '9':
			from := i
			for i+1 < len(runes) && runes[i+1] >= '0' && runes[i+1] <= '9' {
				i++
			}
			digits := strings.TrimLeft(string(runes[from:i+1]), "0")
			b.WriteString(keyNumber + string(rune(len(digits)+1)) + digits)
		case unicode.Is(unicode.Han, r) && len(said[i]) > 0:
			for _, part := range [...]string{keyHanzi, said[i][0], "\x01", tone(r, said[i][0]), rankKey(r)} {
				b.WriteString(part)
			}
		case unicode.Is(unicode.Han, r):
			b.WriteString(keyOther + rankKey(r))
		case unicode.IsLetter(r):
			b.WriteString(keyLetter + string(r))
		}
	}
	return b.String()
}

// tone is the tone of a character read in one way; "9" where none is known.
func tone(r rune, syllable string) string {
	for _, toned := range pinyin.Toned(r) {
		if t, ok := strings.CutPrefix(toned, syllable); ok && len(t) == 1 {
			return t
		}
	}
	return "9"
}

// rankKey is a character's place by its strokes, then by itself.
func rankKey(r rune) string {
	rank := strokes.Rank(r)
	if rank == 0 {
		rank = utf8.MaxRune
	}
	return string([]byte{byte(rank >> 16), byte(rank >> 8), byte(rank)}) + string(r)
}

// ByPinyin compares texts by PinyinKey, then by themselves.
func ByPinyin(a, b string) int {
	return cmp.Or(cmp.Compare(PinyinKey(a), PinyinKey(b)), cmp.Compare(a, b))
}

// ByName compares people's names by NameKey, then by themselves.
func ByName(a, b string) int { return cmp.Or(cmp.Compare(NameKey(a), NameKey(b)), cmp.Compare(a, b)) }

// ByStrokes compares people's names 以姓氏笔画为序: by the number of strokes of the
// first character, then its first stroke in the order 横竖撇点折, then its place in
// the official list; then so by the next characters. What is no Hanzi comes last.
func ByStrokes(a, b string) int {
	a, _ = MendName(a)
	b, _ = MendName(b)
	ra, rb := []rune(a), []rune(b)
	for i := 0; i < min(len(ra), len(rb)); i++ {
		if ra[i] == rb[i] {
			continue
		}
		x, y := strokes.Rank(ra[i]), strokes.Rank(rb[i])
		return cmp.Or(cmp.Compare(b2i(x == 0), b2i(y == 0)), cmp.Compare(x, y), cmp.Compare(ra[i], rb[i]))
	}
	return cmp.Compare(len(ra), len(rb))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
