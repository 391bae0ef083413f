package font

import (
	"fmt"
	"slices"
	"unicode"

	"jianban/data"
	"jianban/export/page"
)

// Missing is a character that no font has, and where it stands first.
type Missing struct {
	Char       rune
	Page, Line int // from 1
	Around     string
}

// Code is the character's Unicode number as it is usually written.
func (m Missing) Code() string { return fmt.Sprintf("U+%04X", m.Char) }

// Place is where the character stands, in words.
func (m Missing) Place() string { return fmt.Sprintf("第%d页第%d行", m.Page, m.Line) }

// Problem tells a person.
func (m Missing) Problem() data.Problem {
	return data.Problem{
		Field:   m.Place(),
		Message: fmt.Sprintf("没有字体能显示“%c”（%s），在“%s”里", m.Char, m.Code(), m.Around),
		Hint:    "请换一个字，或在字体文件夹里放入有这个字的字体",
		Quote:   string(m.Char),
	}
}

// Missing finds each character of a document that no font has, once.
func (s *Set) Missing(doc page.Document) []Missing {
	var all []Missing
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
				all = append(all, Missing{r, i + 1, line(pg, g.Baseline), around(text, j)})
			}
		}
	}
	return all
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
