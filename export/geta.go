package export

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"jianban/data"
	"jianban/export/page"
)

// geta (〓) is set in the place of a character that no font has, as printers did. A
// letter with such a character is refused; a list or a volume, which has the pages
// of many proposals, shows it so and says where.
const geta = '〓'

// mostTold is how many places are told one by one.
const mostTold = 20

// lacking are the characters of a text, as it is set, that no font has, each once.
func lacking(text string, m page.Measurer) []rune {
	var all []rune
	for _, r := range text {
		if r != '\n' && !unicode.IsSpace(r) && !m.Covers(page.Song, r) && !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

// shown is a text with 〓 for those characters.
func shown(text string, all []rune) string {
	return strings.Map(func(r rune) rune {
		if slices.Contains(all, r) {
			return geta
		}
		return r
	}, text)
}

// rowNumber is the column that names a row.
const rowNumber = "编号"

// legible gives a table 〓 in the place of characters that no font has, and tells
// each place: 第12号的标题里“𠀀”（U+20000）.
func legible(t page.Table, m page.Measurer) (page.Table, data.Problems) {
	number := slices.IndexFunc(t.Columns, func(c page.Column) bool { return c.Title == rowNumber })
	var told data.Problems
	seen := map[string]bool{} // ledgers say the same in many rows
	copied := false
	for i, row := range t.Rows {
		for j, cell := range row {
			if fine, known := seen[cell]; known && fine {
				continue
			}
			all := lacking(page.Clean(cell), m)
			seen[cell] = len(all) == 0
			if len(all) == 0 {
				continue
			}
			if !copied {
				t.Rows, copied = slices.Clone(t.Rows), true
			}
			if &t.Rows[i][0] == &row[0] {
				t.Rows[i] = slices.Clone(row)
			}
			t.Rows[i][j] = shown(cell, all)
			name := fmt.Sprintf("第%d行", i+1)
			if number >= 0 && row[number] != "" {
				name = "第" + shown(row[number], lacking(row[number], m)) + "号"
			}
			told = append(told, notShown(name+"的"+t.Columns[j].Title, all))
		}
	}
	return t, told
}

// notShown tells that characters stand as 〓.
func notShown(where string, all []rune) data.Problem {
	var codes []string
	for _, r := range all {
		codes = append(codes, fmt.Sprintf("U+%04X", r))
	}
	return data.Problem{Field: where, Message: fmt.Sprintf("有字（%s）没有字体能显示，印成了%c", strings.Join(codes, "、"), geta), Hint: "请在字体文件夹里放入有这个字的字体"}
}

// getaNote tells below a list which characters stand as 〓; nil where none does.
func getaNote(told data.Problems, f page.Font, s page.Style, m page.Measurer) []page.Block {
	if len(told) == 0 {
		return nil
	}
	var lines []string
	for _, p := range told[:min(len(told), mostTold)] {
		lines = append(lines, p.Field+p.Message)
	}
	if n := len(told) - mostTold; n > 0 {
		lines = append(lines, fmt.Sprintf("另有%d处", n))
	}
	return []page.Block{page.Note("注："+strings.Join(lines, "；")+"。", f, s, m)}
}

// Legible is a document of many proposals that can be painted: 〓 stands for each
// character that no font has. What it replaced is told where it first stands; name
// tells of whose pages, such as 第12号.
func Legible(doc page.Document, name string, m page.Measurer) (page.Document, data.Problems) {
	var told data.Problems
	known := map[rune]bool{}
	pages := slices.Clone(doc.Pages)
	for i, pg := range pages {
		copied := false
		for j, k := range pg.Marks {
			g, ok := k.(page.Glyphs)
			if !ok {
				continue
			}
			all := lacking(g.Text, m)
			if len(all) == 0 {
				continue
			}
			if !copied {
				pages[i].Marks, copied = slices.Clone(pg.Marks), true
			}
			g.Text = shown(g.Text, all)
			pages[i].Marks[j] = g
			if all = slices.DeleteFunc(all, func(r rune) bool { return known[r] }); len(all) == 0 {
				continue
			}
			for _, r := range all {
				known[r] = true
			}
			where := "正文"
			if g.Font.Face == page.XiaoBiaoSong {
				where = "标题"
			}
			told = append(told, notShown(fmt.Sprintf("%s第%d页的%s", name, i+1, where), all))
		}
	}
	doc.Pages = pages
	return doc, told
}
