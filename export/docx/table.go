package docx

import (
	"slices"

	"jianban/export/page"
	"jianban/export/parts"
)

// custom writes finished matter from what it was made from; what has no such
// thing is put where its marks stand.
func (w *writer) custom(c page.Custom) error {
	switch of := c.Of.(type) {
	case page.Table:
		w.table(of)
	case page.Form:
		w.form(of)
	case page.Curves:
		w.table(of.Table())
	case page.SmallText:
		w.small(of)
	case page.Figure:
		return w.figure(of, c.KeepNext)
	default:
		return w.boxes(c)
	}
	return nil
}

// boxes writes matter as its marks stand, a paragraph as high as each box.
func (w *writer) boxes(c page.Custom) error {
	if c.Head.H > 0 {
		c.Boxes = append([]page.Box{c.Head}, c.Boxes...)
	}
	for _, b := range c.Boxes {
		w.flush()
		if err := w.placed(b.Marks, onText); err != nil {
			return err
		}
		w.add(&para{style: styleSmall, line: max(twips(b.H), anchorLine), keep: c.KeepNext})
	}
	return nil
}

// figure writes a picture in the middle.
func (w *writer) figure(f page.Figure, keep bool) error {
	w.drawings++
	x := inline(f.W, f.H)
	w.named(x)
	x.Empty("wp:cNvGraphicFramePr")
	x.Open("a:graphic")
	if err := w.pictured(x, f.W, f.H, f.Data); err != nil {
		return err
	}
	p := &para{style: styleSmall, jc: "center", line: -1, keep: keep}
	w.add(p)
	p.shapes = append(p.shapes, x)
	return nil
}

// small writes notes, set close.
func (w *writer) small(n page.SmallText) {
	for _, text := range page.Paragraphs(n.Text) {
		w.add(&para{style: styleSmall, jc: "both", line: twips(n.Font.Em() * page.NoteLeading), before: twips(page.CellPadY), runs: []run{{text: text, font: n.Font}}})
	}
}

// spacer parts a table from what stands before it: the room that was asked for,
// or a hair where another table does.
func (w *writer) spacer() {
	if w.gap > 0 || w.brk || w.tabled || len(w.shapes) > 0 {
		line := max(w.beforeText(), anchorLine)
		w.add(&para{style: styleSmall, line: line})
	}
	w.flush()
	w.tabled = true
}

// table writes a table of fixed columns. Its head stands on every page.
func (w *writer) table(t page.Table) {
	w.spacer()
	widths := t.Widths(w.style, w.m)
	w.tableBegin(widths)
	titled := slices.ContainsFunc(t.Columns, func(c page.Column) bool { return c.Title != "" })
	if titled {
		w.rowBegin(0, true, true)
		for i, c := range t.Columns {
			w.cell(twips(widths[i]), 1, 0, c.Title, t.Head, "center", true)
		}
		w.body.Close()
	}
	last := len(t.Rows) - 1
	for i, r := range t.Rows {
		keep := i < last && (t.Whole || i == 0 || i == last-1) // the first two rows stay with the head, the last two together
		room := 1
		if i < len(t.Room) {
			room = t.Room[i]
		}
		high := page.MM(0)
		if room > 1 {
			high = page.MM(room)*t.Font.Em()*page.CellLeading + 2*page.CellPadY
		}
		w.rowBegin(twips(high), false, !w.tall(r, widths, t.Font))
		for k, c := range t.Columns {
			text := ""
			if k < len(r) {
				text = r[k]
			}
			w.cell(twips(widths[k]), 1, t.BarLength(i, k, widths, w.m), text, t.Font, alignWord(c.Align), keep)
		}
		w.body.Close()
	}
	if len(t.Rows) == 0 {
		w.rowBegin(0, false, true)
		var all page.MM
		for _, v := range widths {
			all += v
		}
		w.cell(twips(all), len(widths), 0, t.Empty, t.Font, "center", false)
		w.body.Close()
	}
	w.body.Close()
}

// tall tells that a row may be too high to be kept whole: more than half of the
// type area, as in export/page.
func (w *writer) tall(cells []string, widths []page.MM, f page.Font) bool {
	for i, text := range cells {
		lines := page.MM(0)
		for _, p := range page.Paragraphs(text) {
			lines += page.Width(p, f, 0, w.m)/max(widths[min(i, len(widths)-1)]-2*page.CellPadX, f.Em()) + 1
		}
		if lines*f.Em()*page.CellLeading > w.style.H/2 {
			return true
		}
	}
	return false
}

func alignWord(a page.Align) string {
	switch a {
	case page.Centre:
		return "center"
	case page.Right:
		return "right"
	}
	return "left"
}

// cellPadX is less than the page model's room at a cell's sides (page.CellPadX):
// what fits a line there must fit here in another computer's face too, and where
// a reader puts room between Hanzi and digits.
const cellPadX page.MM = 0.5

// tableBegin opens a table with its rules and columns.
func (w *writer) tableBegin(widths []page.MM) {
	x := w.body
	var all page.MM
	for _, v := range widths {
		all += v
	}
	x.Open("w:tbl")
	x.Open("w:tblPr")
	x.Empty("w:tblW", "w:w", itoa(twips(all)), "w:type", "dxa")
	x.Empty("w:jc", "w:val", "center")
	x.Open("w:tblBorders")
	for _, b := range []struct {
		name   string
		weight page.MM
	}{{"top", page.TableFrame}, {"left", page.TableFrame}, {"bottom", page.TableFrame}, {"right", page.TableFrame}, {"insideH", page.TableRule}, {"insideV", page.TableRule}} {
		rule(x, "w:"+b.name, eighths(b.weight), 0)
	}
	x.Close()
	x.Empty("w:tblLayout", "w:type", "fixed")
	x.Open("w:tblCellMar")
	for _, side := range []struct {
		name string
		room page.MM
	}{{"top", page.CellPadY}, {"left", cellPadX}, {"bottom", page.CellPadY}, {"right", cellPadX}} {
		x.Empty("w:"+side.name, "w:w", itoa(twips(side.room)), "w:type", "dxa")
	}
	x.Close()
	x.Close()
	x.Open("w:tblGrid")
	for _, v := range widths {
		x.Empty("w:gridCol", "w:w", itoa(twips(v)))
	}
	x.Close()
}

// rowBegin opens a row at least so high; 0 is as its words need.
func (w *writer) rowBegin(high int, head, whole bool) {
	x := w.body
	x.Open("w:tr")
	if high > 0 || head || whole {
		x.Open("w:trPr")
		if whole {
			x.Empty("w:cantSplit")
		}
		if high > 0 {
			x.Empty("w:trHeight", "w:val", itoa(high), "w:hRule", "atLeast")
		}
		if head {
			x.Empty("w:tblHeader")
		}
		x.Close()
	}
}

// cell writes a cell: a paragraph for each of its lines, a bar so long before the
// first.
func (w *writer) cell(width, columns int, bar page.MM, text string, f page.Font, jc string, keep bool) {
	x := w.body
	x.Open("w:tc")
	x.Open("w:tcPr")
	x.Empty("w:tcW", "w:w", itoa(width), "w:type", "dxa")
	if columns > 1 {
		x.Empty("w:gridSpan", "w:val", itoa(columns))
	}
	if jc == "center" { // words in the middle may use all of the width
		x.Open("w:tcMar")
		x.Empty("w:left", "w:w", "0", "w:type", "dxa")
		x.Empty("w:right", "w:w", "0", "w:type", "dxa")
		x.Close()
	}
	x.Empty("w:vAlign", "w:val", "center")
	x.Close()
	lines := page.Paragraphs(text)
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i, line := range lines {
		p := para{style: styleSmall, jc: jc, keep: keep, line: twips(f.Em() * page.CellLeading), runs: []run{{text: line, font: f}}}
		if i == 0 && bar > 0 {
			p.shapes = []*parts.XML{w.bar(bar, f.Em()*page.BarHigh)}
			p.runs[0].text = " " + line
		}
		p.write(x, w.base)
	}
	x.Close()
}
