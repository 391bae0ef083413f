package plain

import (
	"slices"
	"strings"
	"unicode"

	"jianban/data"
)

func han(r rune) bool { return unicode.Is(unicode.Han, r) || r == '〇' || r == '々' }

const wideMarks = "，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』—…·％￥"

// wide tells Hanzi and full-width marks.
func wide(r rune) bool { return han(r) || strings.ContainsRune(wideMarks, r) }

func digit(r rune) bool  { return r >= '0' && r <= '9' }
func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
func narrow(r rune) bool { return digit(r) || letter(r) }

// fullWidth is a letter or digit in the width of a Hanzi.
func fullWidth(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// odd is a blank other than the space bar's.
func odd(r rune) bool { return r == '\t' || r != ' ' && unicode.Is(unicode.Zs, r) }

func blank(r rune) bool { return r == ' ' || odd(r) }

// lineEnd is a character that ends a line in one program or other.
func lineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// invisible is what has no picture: control and formatting characters.
func invisible(r rune) bool {
	if lineEnd(r) || r == '\t' {
		return false
	}
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xAD || r > 0xFF && unicode.In(r, unicode.Cf, unicode.Variation_Selector)
}

// bullet is a mark of a list in one of Word's picture fonts, which stands in
// the range for private use and is on no other font.
func bullet(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }

// characters takes out what has no picture and makes every line end the same.
func characters(p paper) []edit {
	var out []edit
	for i := 0; i < len(p.t); i++ {
		r := p.t[i]
		switch {
		case r == '\r' && p.at(i+1) == '\n':
			out = append(out, edit{i, i + 2, []rune{'\n'}, LineEnd, "换行写法统一"})
			i++
		case r != '\n' && lineEnd(r):
			out = append(out, edit{i, i + 1, []rune{'\n'}, LineEnd, "手动换行改为分段"})
		case invisible(r):
			from := i
			for invisible(p.at(i+1)) && i+1 < len(p.t) {
				i++
			}
			out = append(out, edit{from, i + 1, nil, Invisible, "看不见的字符，排版时没有用处"})
		case bullet(r) && (i == 0 || p.t[i-1] == '\n' || blank(p.t[i-1])):
			out = append(out, edit{i, i + 1, nil, Invisible, "文字处理软件的项目符号，别的字体里没有"})
		}
	}
	return out
}

// widths makes full-width letters and digits narrow (GB/T 15835-2011: Arabic
// digits take half a character each).
func widths(p paper) []edit {
	var out []edit
	for i := 0; i < len(p.t); i++ {
		from := i
		var text []rune
		for ; i < len(p.t) && !p.guarded[i]; i++ {
			r := p.t[i]
			point := r == '．' && i > from && (digit(text[len(text)-1])) && (digit(p.at(i+1)) || fullWidth(p.at(i+1)))
			if !fullWidth(r) && !point {
				break
			}
			text = append(text, r-0xFEE0)
		}
		if len(text) > 0 {
			out = append(out, edit{from, i, text, Width, "数字和字母用半角"})
		}
	}
	return out
}

// indent is what a person types before a paragraph; the paper indents by
// itself, so it does no harm.
const indent = "　　"

// spaces takes out blanks that do not part words.
func spaces(p paper) []edit {
	var out []edit
	for i := 0; i < len(p.t); i++ {
		if !blank(p.t[i]) || p.guarded[i] {
			continue
		}
		from := i
		for i+1 < len(p.t) && blank(p.t[i+1]) {
			i++
		}
		want, why := p.space(from, i+1)
		if string(p.t[from:i+1]) != want {
			out = append(out, edit{from, i + 1, []rune(want), Space, why})
		}
	}
	return out
}

// space is what should stand in place of a run of blanks, and why.
func (p paper) space(from, to int) (want, why string) {
	before, after := p.at(from-1), p.at(to)
	have := string(p.t[from:to])
	switch {
	case after == 0 || after == '\n':
		return "", "行末多余的空格"
	case before == 0 || before == '\n':
		if have == indent {
			return indent, ""
		}
		return "", "段首的空格由版面自动留出"
	case strings.ContainsRune("年月日号", after) && strings.ContainsRune("年月第〕", before):
		return have, "" // a date or number still to be filled in
	case han(before) && han(after):
		if p.names(from, to) {
			return " ", "多余的空格"
		}
		return "", "汉字之间不空格"
	case wide(before) || wide(after):
		return "", "汉字和标点旁边不空格"
	}
	return " ", "多余或特殊的空格"
}

// names tells that a blank between Hanzi may part names: one of the words beside
// it has two to four characters and ends there.
func (p paper) names(from, to int) bool {
	n := 0
	for n < 6 && han(p.at(from-1-n)) {
		n++
	}
	m := 0
	for m < 6 && han(p.at(to+m)) {
		m++
	}
	return n >= 2 && n <= 4 || m >= 2 && m <= 4
}

// guarded marks web and mail addresses, fields in braces and the rows of tables.
func guarded(t []rune) []bool {
	g := make([]bool, len(t))
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			g[i] = true
		}
	}
	tables(t, mark)
	for i := 0; i < len(t); i++ {
		if t[i] == '{' {
			j := i + 1
			for j < len(t) && t[j] != '}' && t[j] != '{' && t[j] != '\n' {
				j++
			}
			if j < len(t) && t[j] == '}' {
				mark(i, j+1)
				i = j
			}
			continue
		}
		if !narrow(t[i]) {
			continue
		}
		j := i
		for j < len(t) && t[j] > ' ' && t[j] < 0x7F && t[j] != '{' {
			j++
		}
		word := string(t[i:j])
		if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.Contains(word, "@") {
			for j > i && strings.ContainsRune(",.;:!?)\"'", t[j-1]) {
				j--
			}
			mark(i, j)
		}
		if j > i {
			i = j - 1
		}
	}
	return g
}

// tables marks the rows of tables: their tabs part cells.
func tables(t []rune, mark func(from, to int)) {
	if !slices.Contains(t, '\t') {
		return
	}
	from := 0
	text := string(t)
	rows := data.TableLines(text)
	for i, line := range strings.Split(text, "\n") {
		n := len([]rune(line))
		if rows[i] {
			mark(from, from+n)
		}
		from += n + 1
	}
}
