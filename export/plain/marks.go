package plain

import "strings"

// fullMarks are the half-width marks that stand between Hanzi by mistake.
var fullMarks = map[rune]rune{',': '，', '.': '。', ';': '；', ':': '：', '?': '？', '!': '！'}

// punctuation makes half-width marks full-width where Hanzi stand around them:
// not in numbers (1,200, 57.1%, 10:30), words of letters and addresses.
func punctuation(p paper) []edit {
	var out []edit
	for i, r := range p.t {
		full, ok := fullMarks[r]
		if ok && !p.guarded[i] && p.chineseAt(i) {
			out = append(out, edit{i, i + 1, []rune{full}, Punctuation, "中文里用全角标点"})
		}
	}
	return out
}

// chineseAt tells that a half-width mark belongs to Chinese text.
func (p paper) chineseAt(i int) bool {
	r, before, after := p.t[i], p.at(i-1), p.at(i+1)
	ends := after == 0 || after == '\n' || wide(after)
	if r == '.' {
		if after == '.' || before == '.' {
			return false // a row of dots
		}
		return (wide(before) || before == '%' || before == '}') && !narrow(after)
	}
	switch {
	case r == ':' && after == '/':
		return false
	case wide(before):
		return true
	case narrow(before) || strings.ContainsRune("%)]}\"", before):
		return ends && (after != 0 && after != '\n' || p.hanInLine(i))
	}
	return false
}

func (p paper) hanInLine(i int) bool {
	for k := i; k >= 0 && p.t[k] != '\n'; k-- {
		if han(p.t[k]) {
			return true
		}
	}
	return false
}

// repeats mends rows of marks: ... and 。。。 are ……, -- is ——, ，， is ，.
func repeats(p paper) []edit {
	var out []edit
	for i := 0; i < len(p.t); i++ {
		r := p.t[i]
		if !strings.ContainsRune(".。-…，、；：", r) || p.guarded[i] {
			continue
		}
		from := i
		for i+1 < len(p.t) && p.t[i+1] == r {
			i++
		}
		n := i + 1 - from
		beside := wide(p.at(from-1)) || wide(p.at(i+1))
		want := ""
		switch {
		case r == '.' && n >= 3 && beside, r == '。' && n >= 3, r == '…' && n != 2 && beside:
			want = "……"
		case r == '-' && n >= 2 && han(p.at(from-1)) && wide(p.at(i+1)):
			want = "——"
		case n >= 2 && strings.ContainsRune("。，、；：", r):
			want = string(r)
		}
		if want != "" {
			out = append(out, edit{from, i + 1, []rune(want), Punctuation, "标点重复或写法不规范"})
		}
	}
	return out
}

// brackets makes round brackets full-width that hold or stand beside Hanzi,
// and the half-width one of a pair that is of both kinds.
func brackets(p paper) []edit {
	want := map[int]rune{}
	p.lines(func(from, to int) {
		var open []int
		for i := from; i < to; i++ {
			switch p.t[i] {
			case '(', '（':
				open = append(open, i)
			case ')', '）':
				if len(open) == 0 {
					continue
				}
				a := open[len(open)-1]
				open = open[:len(open)-1]
				if p.free(a, a+1) && p.free(i, i+1) && p.fullPair(a, i, from) {
					want[a], want[i] = '（', '）'
				}
			}
		}
	})
	var out []edit
	for i, r := range p.t {
		if full, ok := want[i]; ok && r != full {
			out = append(out, edit{i, i + 1, []rune{full}, Punctuation, "中文里用全角括号"})
		}
	}
	return out
}

func (p paper) fullPair(a, b, lineStart int) bool {
	if p.t[a] == '（' || p.t[b] == '）' {
		return true
	}
	for _, r := range p.t[a:b] {
		if han(r) {
			return true
		}
	}
	before := p.at(a - 1)
	return wide(before) || strings.TrimSpace(string(p.t[lineStart:a])) == "" && han(p.at(b+1)) || !narrow(before) && wide(p.at(b+1))
}

// quotes turns quotation marks the right way round, paragraph by paragraph,
// where they are in pairs.
func quotes(p paper) []edit {
	var out []edit
	p.lines(func(from, to int) {
		out = append(out, p.quoted(from, to, `"＂`, '“', '”')...)
		out = append(out, p.quoted(from, to, `'＇`, '‘', '’')...)
	})
	return sorted(out)
}

// quoted mends the marks of one kind in one line.
func (p paper) quoted(from, to int, straight string, open, shut rune) []edit {
	var at []int
	depth, right := 0, true
	for i := from; i < to; i++ {
		r := p.t[i]
		if p.guarded[i] || r != open && r != shut && !strings.ContainsRune(straight, r) {
			continue
		}
		if open == '‘' && letter(p.at(i-1)) {
			continue // an apostrophe
		}
		at = append(at, i)
		switch r {
		case open:
			depth++
		case shut:
			depth--
		default:
			right = false
		}
		right = right && depth >= 0
	}
	if right && depth == 0 || len(at)%2 == 1 {
		return nil
	}
	var out []edit
	for k := 0; k < len(at); k += 2 {
		a, b := at[k], at[k+1]
		if !p.chinesePair(a, b) {
			continue
		}
		for i, want := range map[int]rune{a: open, b: shut} {
			if p.t[i] != want {
				out = append(out, edit{i, i + 1, []rune{want}, Quote, "引号方向不对，或用了直引号"})
			}
		}
	}
	return out
}

// chinesePair tells that quotation marks hold or stand beside Hanzi, or are of
// the curved kind already.
func (p paper) chinesePair(a, b int) bool {
	for _, r := range p.t[a : b+1] {
		if wide(r) {
			return true
		}
	}
	return wide(p.at(a-1)) || wide(p.at(b+1))
}
