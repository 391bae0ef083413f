package page

// Column is one column of a table.
type Column struct {
	Title string
	Width MM
	Align Align
}

// Table is ruled matter of several columns. Its rows are boxes of a Custom
// block, so that it breaks between rows and repeats its head on every page. A
// row too tall for MaxRow is cut into several, and no text is lost.
type Table struct {
	Columns []Column
	Rows    [][]string
	Font    Font
	Head    Font
	MaxRow  MM // a page's room for one row; 0 takes half the type area's height
}

// The rules of a table: thin inside as a 版记 has them, GB/T 9704-2012 7.4.1.
const (
	tableRule MM = 0.25
	cellPadX  MM = 1.2
	cellPadY  MM = 0.9
	leading      = 1.25 // row pitch inside a cell, in em
)

// Block lays the table out, centred in the width of the style.
func (t Table) Block(s Style, m Measurer) Custom {
	if t.MaxRow == 0 {
		t.MaxRow = s.H / 2
	}
	var total MM
	for _, c := range t.Columns {
		total += c.Width
	}
	left := (s.W - total) / 2
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	block := Custom{Head: t.row(titles, t.Head, left, m, true)[0], KeepFirst: 1}
	for _, r := range t.Rows {
		block.Boxes = append(block.Boxes, t.row(r, t.Font, left, m, false)...)
	}
	return block
}

// align is how a cell's lines stand: words of a table are not justified.
func (c Column) align(head bool) Align {
	switch {
	case head:
		return Centre
	case c.Align == Justify:
		return Left
	}
	return c.Align
}

// row sets one row, in several boxes where it is taller than MaxRow.
func (t Table) row(cells []string, f Font, left MM, m Measurer, head bool) []Box {
	pitch := f.Em() * leading
	lines := make([][]Line, len(t.Columns))
	most := 1
	for i, c := range t.Columns {
		if i < len(cells) {
			lines[i] = FillText(cells[i], f, Setting{Width: c.Width - 2*cellPadX, Align: c.align(head)}, m)
		}
		most = max(most, len(lines[i]))
	}
	per := max(1, int((t.MaxRow-2*cellPadY)/pitch))
	var boxes []Box
	for from := 0; from < most; from += per {
		n := min(per, most-from)
		boxes = append(boxes, t.box(lines, from, n, f, left, head))
	}
	return boxes
}

// box sets lines from to from+n of every cell, with the rules around them.
func (t Table) box(lines [][]Line, from, n int, f Font, left MM, head bool) Box {
	pitch := f.Em() * leading
	b := Box{H: MM(n)*pitch + 2*cellPadY}
	x := left
	vertical := func(at MM) { b.Marks = append(b.Marks, Rule{at, 0, at, b.H, tableRule, Black}) }
	vertical(x)
	for i, c := range t.Columns {
		cell := lines[i][min(from, len(lines[i])):min(from+n, len(lines[i]))]
		y := (b.H-MM(len(cell))*pitch)/2 + baseline(pitch, f)
		for k, l := range cell {
			b.Marks = append(b.Marks, l.At(x+cellPadX, y+MM(k)*pitch)...)
		}
		x += c.Width
		vertical(x)
	}
	if head {
		b.Marks = append(b.Marks, Rule{left, 0, x, 0, tableRule, Black})
	}
	b.Marks = append(b.Marks, Rule{left, b.H, x, b.H, tableRule, Black})
	return b
}
