package page

import (
	"slices"
	"strings"
)

// Column is one column of a table.
type Column struct {
	Title string
	Width MM
	Align Align // Justify stands for Left: the words of a table are not spread
	// Fit makes the column as wide as its longest cell needs, though no more
	// than twice Width; what that leaves or takes is shared by the other columns.
	Fit bool
}

// Table is ruled matter of several columns. Block makes it a Custom block: it
// breaks between its rows, repeats its head on every page and is closed with a
// rule on each. No text is lost: words wrap inside their cell, and a row too
// tall to be kept whole goes on over the page's end.
type Table struct {
	Columns []Column
	Rows    [][]string // a row may have fewer cells than there are columns
	Font    Font
	Head    Font
	Empty   string // stands in the place of rows where there are none
	Whole   bool   // goes to a new page rather than break, where it fits on one
	// Parts tells how long a bar stands before the words of each cell, 0 to 1 of the
	// longest, by row and column; nil for none. Words of such a column begin at its
	// left and fit on a line.
	Parts [][]float64
	// Room is how many lines each row has room for at least, for forms that are
	// filled in by hand; rows beyond it are as high as their words.
	Room []int
}

// The rules of a table: the outer ones and the inner ones as the thick and the
// thin line of a 版记 (GB/T 9704-2012, 7.4.1), and the room within its cells.
const (
	TableFrame  MM = 0.35
	TableRule   MM = 0.25
	CellPadX    MM = 1.2
	CellPadY    MM = 0.9
	CellLeading    = 1.25 // row pitch inside a cell, in em

	splitLines   = 4    // lines of a tall row that stay together
	tallestShare = 0.5  // of the type area; a taller row may break
	keptShare    = 0.25 // of the type area; two rows no higher stay with the head, and together at the end
)

// Block lays the table out, centred in the width of the style; a table wider
// than that is narrowed. Columns without titles make a form without a head.
func (t Table) Block(s Style, m Measurer) Custom {
	g := t.grid(s, m)
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	block := Custom{KeepFirst: 1, Close: g.across(0, TableFrame), Of: t}
	headed := slices.ContainsFunc(titles, func(title string) bool { return title != "" })
	if headed {
		block.Head = g.head(titles, t.Head, s.Names, m)
	}
	var low []MM // the heights of rows of one box; 0 of others
	for i, r := range t.Rows {
		room := 1
		if i < len(t.Room) {
			room = t.Room[i]
		}
		g.shift = nil
		if i < len(t.Parts) {
			g.shift = g.bars(t.Parts[i])
		}
		boxes := g.row(r, room, t.Font, i > 0, s.H*tallestShare, m)
		block.Boxes, low = append(block.Boxes, boxes...), append(low, 0)
		if len(boxes) == 1 {
			low[i] = boxes[0].H
		}
	}
	if n := len(low); n > 1 {
		pair := func(a, b MM) bool { return a > 0 && b > 0 && a+b <= s.H*keptShare }
		if pair(low[0], low[1]) {
			block.KeepFirst = 2
		}
		if pair(low[n-2], low[n-1]) {
			block.KeepLast = 2
		}
	}
	if len(t.Rows) == 0 {
		block.Boxes = []Box{g.only(t.Empty, t.Font, m)}
	}
	if !headed {
		block.Boxes[0].Marks = append(block.Boxes[0].Marks, g.across(0, TableFrame)...)
	}
	if t.Whole {
		block.KeepFirst = len(block.Boxes)
	}
	return block
}

// tableGrid holds where a table's columns stand.
type tableGrid struct {
	table   *Element
	columns []Column
	x       []MM // left edge of each column, then the right edge of the last
	least   MM   // height of a row at least
	set     []map[string][]Line
	words   []MM          // of columns with bars, the room that their longest words take
	shift   []MM          // of the row being set: how far its words stand behind bars
	rules   map[MM][]Mark // upright, by the height of their row
}

func (t Table) grid(s Style, m Measurer) tableGrid {
	widths := t.Widths(s, m)
	var total MM
	for _, w := range widths {
		total += w
	}
	g := tableGrid{table: &Element{Role: TableOf}, columns: t.Columns, x: []MM{(s.W - total) / 2}, rules: map[MM][]Mark{}}
	for i, w := range widths {
		g.x = append(g.x, g.x[i]+w)
		g.set = append(g.set, map[string][]Line{})
	}
	if t.Parts != nil {
		g.words = make([]MM, len(widths))
		for i, r := range t.Rows {
			for k, text := range r {
				if i < len(t.Parts) && t.barred(k) {
					g.words[k] = max(g.words[k], Width(text, t.Font, 0, m))
				}
			}
		}
	}
	return g
}

// barred tells whether a column has bars.
func (t Table) barred(column int) bool {
	return slices.ContainsFunc(t.Parts, func(row []float64) bool { return column < len(row) && row[column] > 0 })
}

// barGap is between a bar and its words, shortestBar how long even the least is.
const (
	barGap      MM = 1
	shortestBar MM = 1.2 // a hair would be read as a 1
)

// BarHigh is the height of bars in em.
const BarHigh = 0.72

// BarInk is the colour of bars, dark enough for printers of black and white.
var BarInk = Color{0x60, 0x60, 0x60}

// bars are how far the words of a row stand behind bars of these lengths.
func (g tableGrid) bars(parts []float64) []MM {
	shift := make([]MM, len(g.columns))
	for i, part := range parts {
		if i < len(shift) && part > 0 {
			room := g.x[i+1] - g.x[i] - 2*CellPadX - g.words[i] - barGap
			shift[i] = max(min(MM(part), 1)*room, shortestBar) + barGap
		}
	}
	return shift
}

// BarLength is how long the bar of a cell is, for whoever draws it otherwise; the
// columns are those of Widths.
func (t Table) BarLength(row, column int, widths []MM, m Measurer) MM {
	if row >= len(t.Parts) || column >= len(t.Parts[row]) || t.Parts[row][column] <= 0 {
		return 0
	}
	words := MM(0)
	for _, r := range t.Rows {
		if column < len(r) {
			words = max(words, Width(r[column], t.Font, 0, m))
		}
	}
	return max(MM(min(t.Parts[row][column], 1))*(widths[column]-2*CellPadX-words-barGap), shortestBar)
}

// Widths are the columns' widths, together never more than the style's.
func (t Table) Widths(s Style, m Measurer) []MM {
	var total, fitted, share MM
	for _, c := range t.Columns {
		total += c.Width
	}
	scale := min(1, s.W/max(total, tiny))
	widths := make([]MM, len(t.Columns))
	for i, c := range t.Columns {
		if c.Fit || t.empty(i) {
			widths[i] = min(t.need(i, m), 2*c.Width*scale)
			fitted += widths[i]
		} else {
			share += c.Width
		}
	}
	rest := total*scale - fitted
	if share == 0 || rest < share*scale/2 { // nothing to share with: as they were asked for
		for i, c := range t.Columns {
			widths[i] = c.Width * scale
		}
		return widths
	}
	for i, c := range t.Columns {
		if widths[i] == 0 {
			widths[i] = rest * c.Width / share
		}
	}
	return widths
}

// empty tells that a column of a table with rows has no words but the heading.
func (t Table) empty(column int) bool {
	return len(t.Rows) > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool { return column < len(row) && row[column] != "" })
}

// need is the room a column's longest cell takes on one line, and its heading
// on two.
func (t Table) need(column int, m Measurer) (need MM) {
	seen := map[string]bool{}
	for _, row := range t.Rows {
		if column >= len(row) || row[column] == "" || seen[row[column]] {
			continue
		}
		seen[row[column]] = true
		for line := range strings.SplitSeq(row[column], "\n") {
			need = max(need, Width(line, t.Font, 0, m))
		}
	}
	title := []rune(t.Columns[column].Title)
	if len(title) > 3 && len(seen) > 0 {
		title = title[:(len(title)+1)/2]
	}
	need = max(need, Width(string(title), t.Head, 0, m))
	return need + 2*CellPadX + 0.4
}

// lines sets the words of one cell. Ledgers say the same in many rows, so a
// column's cells are set once for each text.
func (g tableGrid) lines(column int, text string, f Font, m Measurer) []Line {
	if lines, ok := g.set[column][text]; ok {
		return lines
	}
	align := g.columns[column].Align
	if align == Justify {
		align = Left
	}
	set := Setting{Width: g.room(column, f), Align: align}
	line, ok := short(text, f, set, m)
	lines := []Line{line}
	if !ok {
		lines, ok = hanziLines(text, f, set, m)
	}
	if !ok {
		lines = nil
		for part := range strings.SplitSeq(text, "\n") {
			lines = append(lines, evened(part, f, set, m)...)
		}
	}
	g.set[column][text] = lines
	return lines
}

// short sets what most cells hold, a few Hanzi, letters and digits without
// blanks or punctuation that fit on one line, as FillText would but at once.
func short(text string, f Font, set Setting, m Measurer) (Line, bool) {
	var w MM
	for _, r := range text {
		if (r <= ' ' || r >= 0x7F) && (r < 0x3400 || r >= 0xA000) {
			return Line{}, false
		}
		w += m.Advance(f, r)
	}
	if text == "" || w > set.Width {
		return Line{}, false
	}
	l := Line{Width: w}
	off := max(0, l.offset(set, w))
	return Line{Runs: []Glyphs{{X: off, Font: f, Text: text}}, Width: w + off}, true
}

// evened fills a cell; where one or two characters would stand alone in its
// last line, the lines before give some of theirs.
func evened(text string, f Font, set Setting, m Measurer) []Line {
	lines := FillText(text, f, set, m)
	few := 2*f.Em() + tiny
	length := func(l Line) (w MM) {
		for _, g := range l.Runs {
			w += Width(g.Text, g.Font, g.Track, m)
		}
		return w
	}
	if len(lines) < 2 || length(lines[len(lines)-1]) > few {
		return lines
	}
	narrow := set
	for narrow.Width > set.Width*2/3 {
		narrow.Width -= f.Em() / 2
		tried := FillText(text, f, narrow, m)
		if len(tried) > len(lines) {
			break
		}
		if length(tried[len(tried)-1]) > few {
			for i := range tried {
				tried[i] = tried[i].within(set, narrow)
			}
			return tried
		}
	}
	return lines
}

// within is a line of a narrower setting in the place it has in a wider one.
func (l Line) within(wide, narrow Setting) Line {
	shift := MM(0)
	switch wide.Align {
	case Centre:
		shift = (wide.Width - narrow.Width) / 2
	case Right:
		shift = wide.Width - narrow.Width
	}
	for i := range l.Runs {
		l.Runs[i].X += shift
	}
	l.Width += shift
	return l
}

// room is the width of a cell's text, never less than a character's.
func (g tableGrid) room(column int, f Font) MM {
	return max(g.x[column+1]-g.x[column]-2*CellPadX, f.Em())
}

// head sets the headings, broken by sense where they are too long.
func (g tableGrid) head(titles []string, f Font, names []string, m Measurer) Box {
	lines := make([][]Line, len(titles))
	most := 1
	for i, title := range titles {
		room := g.room(i, f)
		if Width(title, f, 0, m) > room {
			lines[i] = BreakTitle(title, f, room, names, m)
		} else {
			lines[i] = FillText(title, f, Setting{Width: room, Align: Centre}, m)
		}
		most = max(most, len(lines[i]))
	}
	b := g.cells(lines, g.line(HeaderCell), f, most, 2*CellPadY)
	b.Marks = append(b.Marks, g.across(0, TableFrame)...)
	b.Marks = append(b.Marks, g.across(b.H, TableRule)...)
	return b
}

// row sets one row, in one box where it is no taller than limit, else in boxes
// of a few lines between which a page may end.
func (g tableGrid) row(cells []string, room int, f Font, ruled bool, limit MM, m Measurer) []Box {
	lines := make([][]Line, len(g.columns))
	most := room
	for i := range lines {
		if i < len(cells) {
			lines[i] = g.lines(i, cells[i], f, m)
		}
		most = max(most, len(lines[i]))
	}
	var boxes []Box
	line := g.line(TableCell)
	if whole := g.cells(lines, line, f, most, 2*CellPadY); whole.H <= limit {
		boxes = []Box{whole}
	} else {
		boxes = g.split(lines, line, f, most)
	}
	if ruled {
		boxes[0].Marks = append(boxes[0].Marks, g.across(0, TableRule)...)
	}
	for i, shift := range g.shift {
		if shift > 0 {
			x, y := g.x[i]+CellPadX, boxes[0].H/2
			boxes[0].Marks = append(boxes[0].Marks, Rule{x, y, x + shift - barGap, y, f.Em() * BarHigh, BarInk})
		}
	}
	return boxes
}

// split sets a tall row, its cells beginning at the top.
func (g tableGrid) split(lines [][]Line, line *Element, f Font, most int) []Box {
	var boxes []Box
	for from := 0; from < most; from += splitLines {
		to := min(from+splitLines, most)
		part := make([][]Line, len(lines))
		for i, l := range lines {
			part[i] = l[min(from, len(l)):min(to, len(l))]
			for len(part[i]) < to-from { // keeps the cell at the top
				part[i] = append(part[i][:len(part[i]):len(part[i])], Line{})
			}
		}
		boxes = append(boxes, g.cells(part, line, f, to-from, CellPadY))
	}
	return boxes
}

// cells sets the lines of a row's cells between upright rules, each cell in the
// middle of the height that most lines take with their padding; line is the row
// as it is read.
func (g tableGrid) cells(lines [][]Line, line *Element, f Font, most int, pad MM) Box {
	pitch := f.Em() * CellLeading
	b := Box{H: max(MM(most)*pitch+pad, g.least)}
	runs := 0
	for _, cell := range lines {
		for _, l := range cell {
			runs += len(l.Runs)
		}
	}
	upright := g.upright(b.H)
	b.Marks = append(make([]Mark, 0, len(upright)+runs+2), upright...) // a rule and a bar may follow
	for i, cell := range lines {
		x, y := g.x[i]+CellPadX, (b.H-MM(len(cell))*pitch)/2+baseline(pitch, f)
		if i < len(g.shift) {
			x += g.shift[i]
		}
		for k, l := range cell {
			b.Marks = l.onto(b.Marks, line.Cells[i], x, y+MM(k)*pitch)
		}
	}
	return b
}

// upright are the rules of a row of a height: most rows have one of a few.
func (g tableGrid) upright(h MM) []Mark {
	if rules, ok := g.rules[h]; ok {
		return rules
	}
	rules := make([]Mark, len(g.x))
	for i, x := range g.x {
		weight := TableRule
		if i == 0 || i == len(g.x)-1 {
			weight = TableFrame
		}
		rules[i] = Rule{x, 0, x, h, weight, Black}
	}
	if g.rules != nil {
		g.rules[h] = rules
	}
	return rules
}

// line is a row as it is read, with a cell of this role for each column.
func (g tableGrid) line(cell Role) *Element {
	row := &Element{Role: TableRow, In: g.table, Cells: make([]*Element, len(g.columns))}
	cells := make([]Element, len(g.columns))
	for i := range cells {
		cells[i] = Element{Role: cell, In: row}
		row.Cells[i] = &cells[i]
	}
	return row
}

// only is the one row of a table without rows.
func (g tableGrid) only(text string, f Font, m Measurer) Box {
	left, right := g.x[0], g.x[len(g.x)-1]
	one := tableGrid{table: g.table, columns: []Column{{Align: Centre}}, x: []MM{left, right}}
	lines := FillText(text, f, Setting{Width: one.room(0, f), Align: Centre}, m)
	row := one.line(TableCell)
	row.Cells[0].Wide = len(g.columns)
	return one.cells([][]Line{lines}, row, f, max(1, len(lines)), 2*CellPadY)
}

// across is a level rule over the whole table, with full corners.
func (g tableGrid) across(y, weight MM) []Mark {
	return []Mark{Rule{g.x[0] - TableFrame/2, y, g.x[len(g.x)-1] + TableFrame/2, y, weight, Black}}
}
