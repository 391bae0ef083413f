package sheet

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/data/intake"
)

// sheet reads the cells of a sheet and its merged ranges.
func (w *workbook) sheet(name string, to *intake.Sheet) error {
	at := 0
	rows := &rowMaker{w: w, to: to, struck: map[int]int{}}
	defer rows.tellStruck()
	return w.tokens(name, func(d *xml.Decoder, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "row":
			at++
			if r := attr(e, "r"); r != "" {
				n, err := strconv.Atoi(r)
				if err != nil || n < at || n > 1<<20 {
					return errBroken
				}
				at = n
			}
			rows.column = 0
		case "c":
			if at == 0 { // outside every row
				return errBroken
			}
			return rows.cell(d, e, at)
		case "mergeCell":
			m, ok := mergedRange(attr(e, "ref"))
			if !ok {
				return nil
			}
			if len(to.Merged) == mostMerged {
				return boundError{"合并的单元格太多"}
			}
			to.Merged = append(to.Merged, m)
		}
		return nil
	})
}

// rowMaker puts cells into rows.
type rowMaker struct {
	w      *workbook
	to     *intake.Sheet
	column int
	struck map[int]int // how many cells of a row are struck through
}

// tellStruck keeps the rows of which every cell is struck through.
func (m *rowMaker) tellStruck() {
	for _, r := range m.to.Rows {
		filled := 0
		for _, c := range r.Cells {
			if c.Kind != intake.BlankCell {
				filled++
			}
		}
		if n := m.struck[r.At]; n > 0 && n == filled {
			m.to.Struck = append(m.to.Struck, r.At)
		}
	}
}

// cell reads one cell to its end and keeps it where it holds anything.
func (m *rowMaker) cell(d *xml.Decoder, e xml.StartElement, row int) error {
	if ref := attr(e, "r"); ref != "" {
		c, r, ok := cellName(ref)
		if !ok || r != row {
			return errBroken
		}
		m.column = c
	}
	column := m.column
	m.column++
	kind, style := attr(e, "t"), 0
	if s := attr(e, "s"); s != "" {
		style, _ = strconv.Atoi(s)
	}
	value, formula, err := m.w.value(d)
	if err != nil {
		return err
	}
	c := m.w.understood(kind, style, value, formula)
	if c.Kind == intake.BlankCell || strings.TrimSpace(c.Text) == "" {
		return nil
	}
	if style >= 0 && style < len(m.w.formats) && m.w.formats[style].struck {
		m.struck[row]++
	}
	return m.keep(row, column, c)
}

func (m *rowMaker) keep(row, column int, c intake.Cell) error {
	w := m.w
	if column >= mostColumns {
		return boundError{fmt.Sprintf("超过%d列", mostColumns)}
	}
	if w.cells--; w.cells < 0 {
		return boundError{fmt.Sprintf("超过%d万个单元格", mostCells/10_000)}
	}
	if w.text -= int64(len(c.Text)); w.text < 0 {
		return boundError{"里面的文字太多"}
	}
	if len(c.Text) <= 64 { // names of units, days and words come again and again
		if same, ok := w.intern[c.Text]; ok {
			c.Text = same
		} else if len(w.intern) < 1<<18 {
			c.Text = strings.Clone(c.Text)
			w.intern[c.Text] = c.Text
		}
	}
	rows := &m.to.Rows
	if len(*rows) == 0 || (*rows)[len(*rows)-1].At != row {
		wide := 0
		if n := len(*rows); n > 0 {
			wide = len((*rows)[n-1].Cells)
		}
		*rows = append(*rows, intake.Row{At: row, Cells: make([]intake.Cell, 0, max(wide, column+1))})
	}
	r := &(*rows)[len(*rows)-1]
	if w.cells -= max(0, column-len(r.Cells)); w.cells < 0 { // blanks between cost too
		return boundError{fmt.Sprintf("超过%d万个单元格", mostCells/10_000)}
	}
	for len(r.Cells) <= column {
		r.Cells = append(r.Cells, intake.Cell{})
	}
	r.Cells[column] = c
	return nil
}

// value reads what stands in a cell: its value or its text in place, and
// whether a formula made it.
func (w *workbook) value(d *xml.Decoder) (value string, formula bool, err error) {
	var b strings.Builder
	in := false
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", false, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				in = true
			case "f":
				formula = true
			case "is":
				s, err := w.richText(d, "is")
				if err != nil {
					return "", false, err
				}
				b.WriteString(s)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "c":
				return b.String(), formula, nil
			case "v":
				in = false
			}
		case xml.CharData:
			if in {
				if b.Len()+len(t) > 4<<20 {
					return "", false, boundError{"有一个单元格的文字太长"}
				}
				b.Write(t)
			}
		}
	}
}

// understood is a cell as a reader sees it.
func (w *workbook) understood(kind string, style int, value string, formula bool) intake.Cell {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(w.shared) {
			return intake.Cell{}
		}
		return textCell(w.shared[n])
	case "inlineStr":
		return textCell(value)
	case "str":
		return textCell(unescape(value))
	case "b":
		if isTrue(strings.TrimSpace(value)) {
			return intake.Cell{Text: "是", Kind: intake.TextCell}
		}
		return intake.Cell{Text: "否", Kind: intake.TextCell}
	case "e":
		return intake.Cell{Text: value, Kind: intake.FaultCell}
	case "d":
		return isoCell(value)
	}
	if value = strings.TrimSpace(value); value == "" {
		if formula {
			return intake.Cell{Text: "（公式没有算出结果）", Kind: intake.FaultCell}
		}
		return intake.Cell{}
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return textCell(value)
	}
	var f format
	if style >= 0 && style < len(w.formats) {
		f = w.formats[style]
	}
	if f.day && n >= 1 && n < 109_575 { // to the year 2199
		return dayCell(n, w.from1904)
	}
	return intake.Cell{Text: f.show(n, value), Kind: intake.NumberCell}
}

func textCell(s string) intake.Cell {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if s == "" {
		return intake.Cell{}
	}
	return intake.Cell{Text: s, Kind: intake.TextCell}
}

// isoCell reads a cell of the type d: 2022-03-09T14:30:00.
func isoCell(value string) intake.Cell {
	day := strings.TrimSpace(value)
	if len(day) > 10 {
		day = day[:10]
	}
	if d, err := data.ParseDate(day); err == nil {
		return intake.Cell{Text: d.String(), Kind: intake.DayCell}
	}
	return textCell(value)
}

// dayCell is a day that Excel counts as a number. Programs write it some seconds
// off (SheetJS 43 seconds late in Shanghai), so it is rounded to the minute; a
// Chinese midnight written as UTC is the evening before, two thirds of a day.
func dayCell(n float64, from1904 bool) intake.Cell {
	minutes := math.Round(n * 24 * 60)
	whole := math.Floor(minutes / (24 * 60))
	c := intake.Cell{Text: intake.SerialDay(whole, from1904).String(), Kind: intake.DayCell}
	if minutes-whole*24*60 == 16*60 {
		c.Kind = intake.EveningCell
	}
	return c
}

// cellName reads a cell's place such as B12: its column from 0, its row.
func cellName(ref string) (column, row int, ok bool) {
	i := 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && i < 4 {
		column = column*26 + int(ref[i]-'A'+1)
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	return column - 1, row, i > 0 && i < 4 && err == nil && row > 0 && row <= 1<<20
}

func mergedRange(ref string) (m intake.Range, ok bool) {
	a, b, found := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !found {
		return m, false
	}
	left, top, ok1 := cellName(a)
	right, bottom, ok2 := cellName(b)
	return intake.Range{Top: top, Left: left, Bottom: bottom, Right: right}, ok1 && ok2 && left <= right && top <= bottom
}
