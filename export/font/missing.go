package font

import (
	"fmt"
	"slices"
	"unicode"

	"jianban/data"
	"jianban/export/page"
)

// Missing names each character of a document that no font has, once, with its
// page and line and the words around it; nil where there is none.
func (s *Set) Missing(doc page.Document) data.Problems {
	var ps data.Problems
	told := map[rune]bool{}
	for i, pg := range doc.Pages {
		for _, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			text := []rune(g.Text)
			for j, r := range text {
				if told[r] || unicode.IsSpace(r) || s.Covers(g.Font.Face, r) {
					continue
				}
				told[r] = true
				ps = append(ps, data.Problem{
					Field:   fmt.Sprintf("第%d页第%d行", i+1, line(pg, g.Baseline)),
					Message: fmt.Sprintf("没有字体能显示“%c”（U+%04X），在“%s”里", r, r, around(text, j)),
					Hint:    "请换一个字，或在字体文件夹里放入有这个字的字体",
				})
			}
		}
	}
	return ps
}

// around are the words about a character.
func around(text []rune, at int) string {
	const reach = 6
	return string(text[max(at-reach, 0):min(at+reach+1, len(text))])
}

// line is which line of text of its page a baseline is, counted from the top as
// one reads: what stands less than sameLine apart is one line.
func line(pg page.Page, baseline page.MM) int {
	const sameLine page.MM = 1.5
	var all []page.MM
	for _, m := range pg.Marks {
		if g, ok := m.(page.Glyphs); ok && g.Baseline <= baseline {
			all = append(all, g.Baseline)
		}
	}
	slices.Sort(all)
	n, last := 0, page.MM(-1000)
	for _, b := range all {
		if b-last > sameLine {
			n++
			last = b
		}
	}
	return max(n, 1)
}
