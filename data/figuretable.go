package data

import (
	"slices"
	"strings"
)

// wholeRow heads a row that is of all.
var wholeRow = Pattern(`^(合计|总计|全年|全区|全县|全市|(\d{4})年度?|本年度?|今年|上年度?|去年)?$`)

// tableLine reads a row of a table: its cells are parted by tabs, what a number
// tells stands at the row's head and above it.
func (r *figureReader) tableLine(from, to int) {
	var cells [][2]int
	at := from
	for i := from; i <= to; i++ {
		if i == to || r.plain[i] == '\t' {
			cells = append(cells, [2]int{at, i})
			at = i + 1
		}
	}
	words := func(c [2]int) string { return strings.TrimSpace(string(r.plain[c[0]:c[1]])) }
	numbers := 0
	for _, c := range cells {
		if n := r.cell(c); n.to > 0 {
			numbers++
		}
	}
	if numbers == 0 {
		r.heads = nil
		for _, c := range cells {
			r.heads = append(r.heads, words(c))
		}
		return
	}
	for i, c := range cells {
		n := r.cell(c)
		if n.to == 0 {
			continue
		}
		said := ""
		for _, before := range cells[:i] {
			if w := words(before); r.cell(before).to == 0 && w != "" {
				said = w
			}
		}
		head := ""
		if i < len(r.heads) {
			head = r.heads[i]
		}
		r.cellTells(n, said, head)
	}
}

// cell is the number of a cell that holds nothing else.
func (r *figureReader) cell(c [2]int) (n textNumber) {
	from, to := c[0], c[1]
	for from < to && r.plain[from] == ' ' {
		from++
	}
	for to > from && r.plain[to-1] == ' ' {
		to--
	}
	if from == to || !isDigit(r.plain[from]) {
		return textNumber{}
	}
	n, end := digitsAt(r.plain[:to], from)
	n.from = from
	switch rest := strings.TrimSpace(string(r.plain[end:to])); rest {
	case "":
	case "%":
		n.unit = nounShare
	case "件", "次", "份", "项":
		n.unit = rest
	default:
		return textNumber{}
	}
	if n.value < 0 {
		return textNumber{}
	}
	n.to = to
	return n
}

// cellTells matches a cell by the words of its row and its column.
func (r *figureReader) cellTells(n textNumber, row, column string) {
	words := string(blotWords([]rune(row + strings.TrimPrefix(column, "比率"))))
	if n.unit == "" {
		n.unit = nounItem
		switch {
		case strings.ContainsAny(words, "率%") || strings.Contains(column, "占比"):
			n.unit = nounShare
		case strings.Contains(column, "涉及"): // of how many proposals something is told
			return
		case strings.Contains(row, "人次") || strings.Contains(column, "人次") && !strings.Contains(column, "次数"):
			n.unit = nounPeople
		case strings.Contains(words, "次"):
			n.unit = nounTime
		case strings.Contains(words, "承诺"):
			n.unit = nounThing
		}
	}
	m := readNumber{textNumber: n}
	s := &sentence{r: r, from: n.from, to: n.to}
	named := n.unit != nounItem || strings.ContainsAny(string(r.plain[n.from:n.to]), "件次份项%")
	c := &numberWords{s: s, n: m, start: n.from, left: words, before: words, row: row}
	cues := c.inContext(findCues(r.counts, c.kind(), words))
	if n.unit == nounShare {
		cues = findCues(r.shares, nounShare, words)
	}
	foreign := !wholeRow().MatchString(row) && !slices.Contains(r.units, row)
	switch {
	case len(cues) > 0 && foreign && cues[len(cues)-1].at >= len(row) && cues[0].at >= len(row):
	case len(cues) > 0 && cues[len(cues)-1].keys[0] != notOurs:
		c.means(len(words), cues[len(cues)-1].keys)
	case n.unit == nounItem && (strings.HasPrefix(row, "合计") || strings.HasPrefix(row, "总")) && (column == "" || strings.HasPrefix(column, "件数") || strings.Contains(column, "总")):
		c.means(len(words), []string{"total", "lead", "replied"})
	case n.unit == nounItem && len(cues) == 0 && strings.HasPrefix(column, "总件数") && row == "":
		c.means(len(words), []string{"total"})
	}
	for i := range c.n.meant {
		m := &c.n.meant[i]
		m.from = n.from
		if unit := "byUnit." + row + "."; slices.Contains(r.units, row) {
			m.of = slices.DeleteFunc(m.of, func(f ToldFigure) bool { return !strings.HasPrefix(f.Key, unit) })
		}
	}
	c.n.meant = slices.DeleteFunc(c.n.meant, func(m meaning) bool { return len(m.of) == 0 })
	if len(c.n.meant) == 0 && !named {
		return // a page, a row's number, a year
	}
	c.n.cell = strings.TrimSpace(row + " " + column)
	r.numbers = append(r.numbers, c.n)
}
