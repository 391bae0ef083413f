package intake

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// Column is one column of a table as it was read.
type Column struct {
	At      int    // from 0
	Heading string // as it stands there, with those above it: 提建议人/姓名
	Meaning Meaning
	Word    string // what a tick in it stands for: 满意, A
	Guessed bool   // told by a part of its heading only
	Chosen  bool   // a user chose its meaning, now or at an import before
	Why     string // why it is not taken, where it is not
}

// Table is one table of a sheet: its heading rows, its title, its items.
type Table struct {
	Sheet   string
	Title   string // what stands above it, and the sheet's name
	Top     int    // first and last heading row, as Excel numbers them
	Bottom  int
	Columns []Column
	Wrong   string // why it is not taken; "" where it is
	title   meetingWords
	role    data.Role
	handed  data.Date // when all was handed over, as the title tells
	items   []item

	body     data.Body // of its matters as their titles tell, where nothing else does
	compound bool      // a hyphen is part of its numbers (hyphenated)
}

// Place tells where a table is, in words. The sheet of a text file has no name.
func (t *Table) Place() string {
	where := fmt.Sprintf("第%d行起的表", t.Top)
	if t.Sheet != "" {
		where = "工作表“" + t.Sheet + "”" + where
	}
	return where
}

// Look is the headings in one word: what a choice of meanings is remembered by.
func (t *Table) Look() string { return lookOf(t.Columns) }

func lookOf(columns []Column) string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.Heading
	}
	return strings.Join(all, "|")
}

// has tells whether a table has a column of a meaning.
func (t *Table) has(ms ...Meaning) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return slices.Contains(ms, c.Meaning) })
}

// leastHeads are how many headings a row must have to be a heading row.
const leastHeads = 2

// mostHeadRows are how many rows a table's heading has at most.
const mostHeadRows = 3

// mayHead tells quickly that a row can be no heading row: of the words in one
// at least two stand in the table of headings as they are. Above the first
// heading of a sheet every row is looked at closely.
func mayHead(r Row, confirmed Synonyms) bool {
	known := 0
	for _, c := range r.Cells {
		if c.Kind != TextCell || len(c.Text) > 60 {
			continue
		}
		key := bare(c.Text)
		_, head := heads()[key]
		_, other := unused()[key]
		_, said := confirmed[key]
		if head || other || said {
			if known++; known == 2 {
				return true
			}
		}
	}
	return false
}

// headScore counts the headings in a row; 0 where it is none.
func headScore(r Row, confirmed Synonyms) int {
	score, filled := 0, 0
	seen := map[string]bool{}
	for _, c := range r.Cells {
		if c.Kind == BlankCell {
			continue
		}
		filled++
		if c.Kind != TextCell {
			continue
		}
		key := HeadKey(c.Text)
		if can, _, guessed := lookup(c.Text, confirmed); len(can) > 0 && !seen[key] {
			seen[key] = true
			if !guessed || len([]rune(key)) <= 8 {
				score++
			}
		}
	}
	if score < leastHeads || score*2 < filled {
		return 0
	}
	return score
}

// finder finds the tables of a sheet.
type finder struct {
	sheet     *Sheet
	subject   Subject
	confirmed Synonyms
	chosen    Synonyms        // those of confirmed that the user confirmed
	width     int             // columns in use
	above     map[int][]Range // merged ranges by each row they touch
	notes     []string        // what of its rows a person should know
}

func newFinder(s *Sheet, subject Subject, confirmed Synonyms) *finder {
	f := &finder{sheet: s, subject: subject, confirmed: confirmed, chosen: confirmed, above: map[int][]Range{}}
	for _, r := range s.Rows {
		f.width = max(f.width, len(r.Cells))
	}
	for _, m := range s.Merged {
		if m.Bottom-m.Top < 50 { // headings only
			for row := m.Top; row <= m.Bottom; row++ {
				f.above[row] = append(f.above[row], m)
			}
		}
	}
	return f
}

// head is a heading: the index of its first and last row.
type head struct{ top, bottom int }

// heads finds all headings of the sheet. Below the first, a row is one only
// where it repeats most of the same words: values can look like headings.
func (f *finder) heads() (all []head) {
	first := map[string]bool{}
	for i := 0; i < len(f.sheet.Rows); i++ {
		r := f.sheet.Rows[i]
		if len(all) > 0 && !mayHead(r, f.confirmed) {
			continue
		}
		score := headScore(r, f.confirmed)
		if score == 0 || len(all) > 0 && !repeats(r, first) && score < 4 {
			continue
		}
		if len(all) == 0 {
			best, at := score, i // the best of the next rows: a title may look like a heading
			for j := i + 1; j < min(i+mostHeadRows, len(f.sheet.Rows)); j++ {
				if s := headScore(f.sheet.Rows[j], f.confirmed); s > best {
					best, at = s, j
				}
			}
			i = at
		}
		h := f.block(i)
		all = append(all, h)
		for _, r := range f.sheet.Rows[h.top : h.bottom+1] {
			for _, c := range r.Cells {
				if c.Kind != BlankCell {
					first[HeadKey(c.Text)] = true
				}
			}
		}
		i = h.bottom
	}
	return all
}

// repeats tells that most of a row's words stood in a heading before.
func repeats(r Row, first map[string]bool) bool {
	same, filled := 0, r.filled()
	for _, c := range r.Cells {
		if c.Kind != BlankCell && first[HeadKey(c.Text)] {
			same++
		}
	}
	return same*3 >= filled*2
}

// block widens a heading row by the rows above and below that belong to it.
func (f *finder) block(i int) head {
	h := head{i, i}
	for h.bottom+1 < len(f.sheet.Rows) && h.bottom-h.top+1 < mostHeadRows && f.continues(h, f.sheet.Rows[h.bottom+1]) {
		h.bottom++
	}
	for h.top > 0 && h.bottom-h.top+1 < mostHeadRows && f.sheet.Rows[h.top-1].At == f.sheet.Rows[h.top].At-1 && f.spans(f.sheet.Rows[h.top-1]) {
		h.top--
	}
	return h
}

// continues tells that a row stands below headings as their lower part: every
// cell in it stands under a heading above, and is one of its parts.
func (f *finder) continues(h head, r Row) bool {
	if r.At != f.sheet.Rows[h.bottom].At+1 {
		return false
	}
	parts := 0
	for c, cell := range r.Cells {
		if cell.Kind == BlankCell {
			continue
		}
		if cell.Kind != TextCell {
			return false
		}
		if f.covered(r.At, c, f.sheet.Rows[h.top].At) {
			continue
		}
		parent := f.parentOf(h, c)
		if _, _, ok := beneath(parent, cell.Text, f.confirmed); !ok && !isPart(cell.Text) {
			return false
		}
		parts++
	}
	return parts > 0
}

// isPart tells words that stand only below another heading.
func isPart(s string) bool {
	key := HeadKey(s)
	return slices.Contains(markLeaves, key) || classLeaf().MatchString(key) ||
		slices.Contains([]string{"姓名", "数量", "占比", "件数", "比例", "时间", "日期", "名称", "主办", "会办", "协办", "电话"}, key)
}

// covered tells that a cell lies in a merged block that begins above it, within
// the heading.
func (f *finder) covered(row, column, top int) bool {
	return slices.ContainsFunc(f.above[row], func(m Range) bool {
		return m.Top < row && m.Top >= top && column >= m.Left && column <= m.Right
	})
}

// parentOf is the text above a column in a heading's last row, also where it
// spreads over columns by merging or, in a text file, by blanks.
func (f *finder) parentOf(h head, column int) string {
	for i := h.bottom; i >= h.top; i-- {
		if s := f.spread(f.sheet.Rows[i], column); s != "" {
			return s
		}
	}
	return ""
}

// spread is the text of a heading cell, of the merged block it lies in, or of
// the next filled cell to its left where nothing is merged.
func (f *finder) spread(r Row, column int) string {
	if c := r.cell(column); c.Kind != BlankCell {
		return c.Text
	}
	for _, m := range f.above[r.At] {
		if column >= m.Left && column <= m.Right {
			return f.at(m.Top, m.Left)
		}
	}
	if len(f.sheet.Merged) > 0 {
		return ""
	}
	for c := column - 1; c >= 0; c-- {
		if cell := r.cell(c); cell.Kind != BlankCell {
			return cell.Text
		}
	}
	return ""
}

// at is the text of a cell by its row's number.
func (f *finder) at(row, column int) string {
	i, ok := slices.BinarySearchFunc(f.sheet.Rows, row, func(r Row, at int) int { return r.At - at })
	if !ok {
		return ""
	}
	return f.sheet.Rows[i].cell(column).Text
}

// spans tells that a row holds headings merged over some columns, not over all
// as a title is.
func (f *finder) spans(r Row) bool {
	return slices.ContainsFunc(f.above[r.At], func(m Range) bool { return m.Top == r.At && f.groups(m) })
}

// groups tells that a merged block heads some columns of a table.
func (f *finder) groups(m Range) bool {
	wide := m.Right - m.Left + 1
	return wide >= 2 && wide*10 < f.width*6 && f.at(m.Top, m.Left) != ""
}

// path are the texts of a column's heading from top to bottom.
func (f *finder) path(h head, column int) (texts []string) {
	for i := h.top; i <= h.bottom; i++ {
		r := f.sheet.Rows[i]
		s := r.cell(column).Text
		in := false
		for _, m := range f.above[r.At] {
			if column >= m.Left && column <= m.Right {
				in = true
				if s = ""; m.Right == m.Left || f.groups(m) || i == h.bottom {
					s = f.at(m.Top, m.Left)
				}
			}
		}
		if !in && s == "" && i < h.bottom && len(f.sheet.Merged) == 0 && f.sheet.Rows[h.bottom].cell(column).Kind != BlankCell {
			s = f.spread(r, column) // merged cells lose their form in a text file
		}
		if !in && i < h.bottom && len(f.sheet.Merged) > 0 && i < h.top+1 && f.isTitleRow(r) {
			s = ""
		}
		if i < h.bottom && noteWords().MatchString(bare(s)) { // 填报单位：… beside the heading
			s = ""
		}
		if s = joinLines(s); s != "" && (len(texts) == 0 || texts[len(texts)-1] != s) {
			texts = append(texts, s)
		}
	}
	return texts
}

// isTitleRow tells that the row holds a title beside headings merged over some
// columns.
func (f *finder) isTitleRow(r Row) bool { return headScore(r, f.confirmed) == 0 }

// title is what stands above a heading, from the row after the table before.
func (f *finder) title(h head, from int) string {
	var lines []string
	for i := from; i <= h.top; i++ {
		r := f.sheet.Rows[i]
		if i == h.top && (h.top == h.bottom || !f.isTitleRow(r)) {
			break
		}
		for c, cell := range r.Cells {
			grouped := slices.ContainsFunc(f.above[r.At], func(m Range) bool { return c >= m.Left && c <= m.Right && f.groups(m) })
			if cell.Kind == TextCell && !grouped {
				lines = append(lines, joinLines(cell.Text))
			}
		}
	}
	return strings.Join(lines, "\n")
}
