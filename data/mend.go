package data

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Change is one place where a text was brought into the one spelling in which
// everything is kept.
type Change struct {
	Field         string // the field's label; "" where the text stands alone
	Paragraph     int    // of those that are not empty, from 1
	From, To      int    // the characters of the text that it replaces
	Before, After string // what stood there and what stands there now; either may be empty
	Why           string // a sentence without full stop
}

// MendText takes characters that only look like the usual ones for what they
// are meant to be, wherever they came from: radicals (⼀ ⻘), compatibility
// ideographs, letters parted from their accents, the dots that stand for an
// interpunct between Hanzi (GB/T 15834-2011, 4.14), the presentation forms of
// vertical text, ligatures, half-width marks of Chinese, private-use characters
// of GBK fonts, and marks that choose a glyph (variation selectors). Unicode's
// own tables decide: NFC, NFKC for the blocks in likeBlocks, and
// EquivalentUnifiedIdeograph. It tells what it changed, in the order of the
// text. Words, widths of letters, blanks and line ends stay.
func MendText(text string) (string, []Change) {
	if usual(text) {
		return text, nil
	}
	var b strings.Builder
	var changes []Change
	at, paragraph, filled := 0, 1, false
	for rest := text; rest != ""; {
		n := norm.NFC.NextBoundaryInString(rest, true)
		before := rest[:n]
		rest = rest[n:]
		after, why := mendCluster(before)
		if first := firstRune(before); strings.ContainsRune(proseDots, first) && unicode.Is(unicode.Han, lastRune(b.String())) && unicode.Is(unicode.Han, firstRune(rest)) {
			after, why = string(NameDot), whyInterpunct
		}
		b.WriteString(after)
		runes := utf8.RuneCountInString(before)
		if before == "\n" && filled {
			paragraph, filled = paragraph+1, false
		}
		filled = filled || strings.TrimSpace(before) != ""
		if before != after {
			changes = append(changes, Change{Paragraph: paragraph, From: at, To: at + runes, Before: before, After: after, Why: why})
		}
		at += runes
	}
	return b.String(), changes
}

// usual tells quickly that a text needs no mending: nearly all characters are
// ASCII, common Hanzi or the marks between them, which stand for themselves and
// compose with nothing before them.
func usual(text string) bool {
	composed := true
	for _, r := range text {
		switch {
		case r < 0x80, r >= 0x4E00 && r <= 0x9FFF, r >= 0x3000 && r <= 0x3029, r >= 0xFF01 && r <= 0xFF5E:
		case r >= 0x300 && (strings.ContainsRune(proseDots, r) || needsMending(r) || unicode.Is(unicode.M, r)):
			return false
		default:
			composed = false
		}
	}
	return composed || norm.NFC.IsNormalString(text)
}

// Why a character was changed.
const (
	whyRadical = "部首字符，换成常用的字"
	whyCompat  = "兼容汉字，换成统一的字"
	// proseDots stand for U+00B7 between two Hanzi.
	proseDots     = "•・･‧∙⋅ꞏ"
	whyInterpunct = "间隔号用“·”"
	whyComposed   = "字母和附加符号合成一个字符"
	whyVariant    = "字形选择符，排版时没有用处"
	whyWidth      = "半角字符，换成全角"
	whyVertical   = "竖排标点，换成常用的标点"
	whyLigature   = "连写字母，拆成单个字母"
	whyPrivate    = "旧字库的专用字符，按国家标准GB 18030换成统一的字"
	whySameGlyph  = "同形字符，换成常用的字符"
)

// likeBlocks are the blocks whose characters stand for other characters, by
// their compatibility mapping (NFKC) or by a table.
var likeBlocks = []struct {
	from, to rune
	why      string
}{
	{0x2E80, 0x2EFF, whyRadical}, {0x2F00, 0x2FDF, whyRadical}, {0x31C0, 0x31EF, whyRadical},
	{0xE000, 0xF8FF, whyPrivate}, {0xF900, 0xFAFF, whyCompat}, {0xFB00, 0xFB06, whyLigature},
	{0xFE00, 0xFE0F, whyVariant}, {0xFE10, 0xFE18, whyVertical}, {0xFE35, 0xFE44, whyVertical}, {0xFE47, 0xFE48, whyVertical},
	{0xFF61, 0xFF9F, whyWidth}, {0x2F800, 0x2FA1F, whyCompat}, {0xE0100, 0xE01EF, whyVariant},
}

// likeness is why a character is taken for another; "" where it stands for itself.
func likeness(r rune) string {
	for _, b := range likeBlocks {
		if b.from <= r && r <= b.to {
			return b.why
		}
	}
	return ""
}

// tableOf reads a table of pairs.
func tableOf(pairs string) map[rune]rune {
	all, runes := map[rune]rune{}, []rune(pairs)
	for i := 0; i+1 < len(runes); i += 2 {
		all[runes[i]] = runes[i+1]
	}
	return all
}

var (
	likeIdeograph = tableOf(likeIdeographs)
	privateToday  = tableOf(oldPrivate)
)

func needsMending(r rune) bool { return r >= 0x2E80 && likeness(r) != "" }

// mendRune is what a character stands for; itself for most.
func mendRune(r rune) string {
	why := likeness(r)
	switch why {
	case "":
		return string(r)
	case whyVariant:
		return ""
	case whyPrivate:
		if today, ok := privateToday[r]; ok {
			return mendRune(today)
		}
		return string(r)
	}
	if like, ok := likeIdeograph[r]; ok {
		return string(like)
	}
	out := norm.NFKC.String(string(r))
	if len(out) == 1 && why == whyVertical { // a full-width mark, as in the text around it
		out = string(rune(out[0]) + 0xFEE0)
	}
	return out
}

// mendCluster mends a character with the accents that stand behind it.
func mendCluster(s string) (after, why string) {
	var b strings.Builder
	for _, r := range s {
		after := mendRune(r)
		if after != string(r) && why == "" {
			why = likeness(r)
		}
		b.WriteString(after)
	}
	after = norm.NFC.String(b.String())
	if why == "" {
		why = whySameGlyph
		if utf8.RuneCountInString(s) > 1 {
			why = whyComposed
		}
	}
	return after, why
}

// Stray is a character that stands for nothing that is known, and its place.
type Stray struct {
	Field string
	Char  rune
	Place string // such as 第2段第5字
	Why   string // a sentence without full stop
}

// Problem tells the character by its code point, since what it looks like
// differs from font to font.
func (s Stray) Problem() Problem {
	return Problem{Field: s.Field, Message: fmt.Sprintf("%s的U+%04X%s", s.Place, s.Char, s.Why), Hint: "请对照原件，改成通用的字", Quote: string(s.Char)}
}

// Strays are the characters of a text that cannot be mended: private-use
// characters that only one font knows, the mark of a character that was lost,
// radicals without an ideograph, and code points that are no characters. Each
// character is named once, where it stands first.
func Strays(field, text string) []Stray {
	var all []Stray
	if !slices.ContainsFunc([]rune(text), func(r rune) bool { return strayWhy(r) != "" }) {
		return nil
	}
	text, _ = MendText(text)
	seen, paragraph := map[rune]bool{}, 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		paragraph++
		for i, r := range []rune(line) {
			if why := strayWhy(r); why != "" && !seen[r] {
				seen[r] = true
				all = append(all, Stray{Field: field, Char: r, Place: place(text, paragraph, i+1), Why: why})
			}
		}
	}
	return all
}

// strayWarnings tells the strays of texts that a font has all the same: they
// print here, and nowhere else.
func strayWarnings(texts []Wording, covers func(rune) bool) (ps Problems) {
	for _, t := range texts {
		for _, s := range Strays(t.Field, t.Text) {
			if covers(s.Char) {
				ps = append(ps, s.Problem())
			}
		}
	}
	return ps
}

func strayWhy(r rune) string {
	switch {
	case r < 0x2E80:
		return ""
	case r == unicode.ReplacementChar:
		return "是丢失的字符"
	case bulletOfOffice(r): // taken out when the text is tidied
		return ""
	case unicode.Is(unicode.Co, r):
		return "是专用字符，换一台电脑就看不到"
	case r >= 0x2E80 && r <= 0x2FDF || r >= 0x31C0 && r <= 0x31EF:
		return "是部首，不是字"
	case r&0xFFFE == 0xFFFE:
		return "不是字符"
	}
	return ""
}

// bulletOfOffice tells a bullet of a word processor's symbol font.
func bulletOfOffice(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }
