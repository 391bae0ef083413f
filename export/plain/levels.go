package plain

import (
	"strconv"
	"strings"

	"jianban/data"
)

// heading is the number at the start of a line. Levels are those of GB/T
// 9704-2012, 7.3.3: 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）.
type heading struct {
	level, n int
	from, to int // the number alone, in characters of the text
	end      int // after the mark that belongs to it
}

const chineseDigits = "一二三四五六七八九"

// headingAt reads the number at the start of a line; level 0 where there is none.
func (p paper) headingAt(from, to int) heading {
	for from < to && blank(p.t[from]) {
		from++
	}
	var h heading
	open := from < to && (p.t[from] == '（' || p.t[from] == '(')
	if open {
		from++
	}
	h.from, h.to = from, from
	arabic := from < to && digit(p.t[from])
	for h.to < to && h.to-from < 3 && (arabic && digit(p.t[h.to]) || !arabic && strings.ContainsRune(chineseDigits+"十", p.t[h.to])) {
		h.to++
	}
	if h.to == h.from || h.to == to {
		return heading{}
	}
	word := string(p.t[h.from:h.to])
	if h.n = chineseNumber(word); arabic {
		h.n = number(word)
	}
	c := p.t[h.to]
	h.end = h.to + 1
	switch {
	case h.n == 0:
	case open && (c == '）' || c == ')'):
		if h.level = 2; arabic {
			h.level = 4
		}
	case open:
	case !arabic && c == '、' && !p.range2(h):
		h.level = 1
	case arabic && h.n < 100 && (c == '.' || c == '．' || c == '、') && !digit(p.at(h.end)):
		h.level = 3
	}
	return h
}

// range2 tells that 一、二 at the start of a line counts two things, as in
// 一、二期工程.
func (p paper) range2(h heading) bool {
	next := p.at(h.end)
	return next != 0 && data.ChineseNumber(h.n+1) == string(next) && p.at(h.end+1) != '、'
}

// chineseNumber reads 一 to 九十九; 0 for what is no number.
func chineseNumber(s string) int {
	for n := 1; n < 100; n++ {
		if data.ChineseNumber(n) == s {
			return n
		}
	}
	return 0
}

// headMarks gives the numbers of headings their own marks: 一. and 一, become
// 一、, （一）、 becomes （一）, 1、 becomes 1. .
func headMarks(p paper) []edit {
	var out []edit
	p.lines(func(from, to int) {
		if from < to && p.guarded[from] { // a row of a table
			return
		}
		h := p.headingAt(from, to)
		if h.from == h.to {
			return
		}
		c, after := p.at(h.to), p.at(h.end)
		bare := p.at(h.from-1) != '（' && p.at(h.from-1) != '('
		arabic := digit(p.t[h.from])
		switch {
		case bare && !arabic && (c == '.' || c == '．' || c == ',') && h.n > 0 && !digit(after):
			out = append(out, edit{h.to, h.end, []rune{'、'}, Numbering, "第一层序号写作“一、”"})
		case h.level == 3 && c != '.':
			out = append(out, edit{h.to, h.end, []rune{'.'}, Numbering, "第三层序号写作“1.”"})
		case (h.level == 2 || h.level == 4) && strings.ContainsRune("、.．，,", after) && after != 0:
			out = append(out, edit{h.end, h.end + 1, nil, Numbering, "带括号的序号后面不加标点"})
		}
	})
	return out
}

// numbering puts numbers of headings in order: within each level under one
// heading they count on by one. A list may begin anew with 1 where 2 follows,
// and may go on from another number where it does so by itself. Where （一） is
// used and 一、 nowhere, 一、 takes its place.
func numbering(p paper, under int) []edit {
	var all []heading
	p.lines(func(from, to int) {
		if h := p.headingAt(from, to); h.level > 0 && !p.guarded[from] {
			all = append(all, h)
		}
	})
	if under == 0 && len(all) > 0 && all[0].level == 2 {
		if out := p.promoted(all); out != nil {
			return out
		}
	}
	var out []edit
	lists := map[int][]heading{}
	flush := func(level int) {
		for l := level; l <= 4; l++ {
			out = append(out, ordered(lists[l])...)
			delete(lists, l)
		}
	}
	for _, h := range all {
		flush(h.level + 1)
		lists[h.level] = append(lists[h.level], h)
	}
	flush(1)
	return sorted(out)
}

// promoted writes headings of level 2 as level 1 where there are none of these.
func (p paper) promoted(all []heading) []edit {
	var out []edit
	for _, h := range all {
		switch h.level {
		case 1:
			return nil
		case 2:
			out = append(out, edit{h.from - 1, h.end, []rune(string(p.t[h.from:h.to]) + "、"), Numbering, "第一层序号写作“一、”，前面没有用过"})
		}
	}
	return out
}

// ordered mends the numbers of one list.
func ordered(list []heading) []edit {
	var out []edit
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && (list[to].n != 1 || to+1 == len(list) || list[to+1].n != 2) {
			to++
		}
		out = append(out, counted(list[from:to])...)
		from = to
	}
	return out
}

func counted(run []heading) []edit {
	first := 1
	if len(run) == 1 || run[1].n == run[0].n+1 {
		first = run[0].n
	}
	var out []edit
	for i, h := range run {
		if want := first + i; h.n != want {
			text := data.ChineseNumber(want)
			if h.level > 2 {
				text = strconv.Itoa(want)
			}
			out = append(out, edit{h.from, h.to, []rune(text), Numbering, "序号不连续"})
		}
	}
	return out
}

// joins takes out a line end in the middle of a sentence: after a comma or an
// opening mark no paragraph ends.
func joins(p paper) []edit {
	var out []edit
	p.lines(func(from, to int) {
		if from == 0 || to == from {
			return
		}
		last := p.at(from - 2)
		if p.guarded[from] || from > 1 && p.guarded[from-2] {
			return // a row of a table
		}
		if last != 0 && strings.ContainsRune("，、（《“〔", last) && p.headingAt(from, to).level == 0 {
			out = append(out, edit{from - 1, from, nil, LineEnd, "句子中间不分段"})
		}
	})
	return out
}
