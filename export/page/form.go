package page

// Form is ruled matter to be filled in, without a head: rows one below the other
// whose cells are as wide as each row says. Like a Table it breaks between its
// rows, and no text is lost.
type Form struct {
	Rows  []FormRow
	Font  Font
	Least MM // height of a row at least, so that a pen has room
	Fill  MM // height of the whole that rows with Room for several lines share what is left of; 0 for none
	// Whole goes to a new page rather than break, where it fits on one.
	Whole bool
}

// FormRow is one row.
type FormRow struct {
	Cells []FormCell
	Room  int // lines for which there is room at least, to be written by hand; rows are as high as their words need
}

// FormCell is one cell of a row.
type FormCell struct {
	Text  string
	Width MM // 0 shares what the others leave
	Align Align
}

// Label is a cell that names what stands beside it.
func Label(text string, width MM) FormCell { return FormCell{text, width, Centre} }

// Blank is a cell with what is known, and what is left of the row's width.
func Blank(text string) FormCell { return FormCell{Text: text, Align: Left} }

// Block lays the form out over the width of the style.
func (f Form) Block(s Style, m Measurer) Custom {
	frame := tableGrid{x: []MM{0, s.W}}
	block := Custom{KeepFirst: 1, Close: frame.across(0, TableFrame), Of: f}
	rows := f.laid(s, m)
	for _, boxes := range rows {
		block.Boxes = append(block.Boxes, boxes...)
	}
	if len(block.Boxes) > 0 {
		block.Boxes[0].Marks = append(block.Boxes[0].Marks, frame.across(0, TableFrame)...)
	}
	if f.Whole {
		block.KeepFirst = len(block.Boxes)
	}
	return block
}

// Heights are those of the rows as they are laid out over the width of the style,
// and Edges where the cells of a row begin and the last one ends.
func (f Form) Heights(s Style, m Measurer) []MM {
	heights := make([]MM, len(f.Rows))
	for i, boxes := range f.laid(s, m) {
		for _, b := range boxes {
			heights[i] += b.H
		}
	}
	return heights
}

// Edges is said with Heights.
func (r FormRow) Edges(width MM) []MM { return r.grid(width).x }

// laid are the rows' boxes, those with room for several lines grown to Fill.
func (f Form) laid(s Style, m Measurer) [][]Box {
	var height MM
	rows := make([][]Box, len(f.Rows))
	for i, r := range f.Rows {
		rows[i] = f.row(r, i > 0, s, m)
		for _, b := range rows[i] {
			height += b.H
		}
	}
	f.grow(rows, f.Fill-height, s, m)
	return rows
}

func (f Form) row(r FormRow, ruled bool, s Style, m Measurer) []Box {
	g := r.grid(s.W)
	g.least = f.Least
	texts := make([]string, len(r.Cells))
	for j, c := range r.Cells {
		texts[j] = c.Text
	}
	return g.row(texts, max(r.Room, 1), f.Font, ruled, s.H*tallestShare, m)
}

// grow gives rows with room for several lines what is left of a height, each by the
// room it has, none more than three times that.
func (f Form) grow(rows [][]Box, left MM, s Style, m Measurer) {
	lines, tall := int(left/(f.Font.Em()*CellLeading)), 0
	for _, r := range f.Rows {
		if r.Room > 1 {
			tall += r.Room
		}
	}
	if lines <= 0 || tall == 0 {
		return
	}
	for i, r := range f.Rows {
		more := min(lines*r.Room/tall, 2*r.Room)
		if r.Room > 1 && more > 0 && len(rows[i]) == 1 {
			// A row whose words take more than its room grows from where it is.
			now := int((rows[i][0].H - 2*CellPadY) / (f.Font.Em() * CellLeading))
			r.Room = max(r.Room, now) + more
			rows[i] = f.row(r, i > 0, s, m)
		}
	}
}

// grid is where a row's cells stand; what their widths leave is shared by those
// that name none.
func (r FormRow) grid(width MM) tableGrid {
	rest, sharing := width, 0
	for _, c := range r.Cells {
		rest -= c.Width
		if c.Width == 0 {
			sharing++
		}
	}
	g := tableGrid{x: []MM{0}}
	for i, c := range r.Cells {
		w := c.Width
		if w == 0 {
			w = max(rest/MM(sharing), tiny)
		}
		if i == len(r.Cells)-1 {
			w = width - g.x[i]
		}
		g.x = append(g.x, g.x[i]+w)
		g.columns = append(g.columns, Column{Align: c.Align})
		g.set = append(g.set, map[string][]Line{})
	}
	return g
}
