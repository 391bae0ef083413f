// Package sheet writes lists as .xlsx workbooks with excelize and as text files of
// values, and reads workbooks and text files of values that come from outside. It
// knows cells and columns, not rules: what stands in a row comes from package
// data, what a row that was read means is decided by package data/intake.
//
// Start with Workbook, Text or Read. A text is written as text, so that numbers
// keep their leading zeros and nothing is taken for a formula.
package sheet

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jianban/data"
)

const headRow = 2 // the headings; the title stands above, the rows below

// charsPerWeight turns a column's weight into characters of width, which is
// what Excel measures columns in.
const charsPerWeight = 0.62

// Workbook writes a list as .xlsx: the title over all columns, one heading row,
// the rows, each as high as its texts ask for. A text too long for a cell is
// refused with a data.Problem that names its row; nothing is written then.
func Workbook(w io.Writer, l data.List) (err error) {
	if problems := tooLong(l); len(problems) > 0 {
		return problems
	}
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	name := sheetName(l.Name)
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("list as workbook: %w", err)
	}
	if err := prepare(f, name, len(l.Columns), headRow+l.Rows); err != nil {
		return fmt.Errorf("list as workbook: %w", err)
	}
	odd, err := fill(f, name, l)
	if err != nil {
		return fmt.Errorf("list as workbook: %w", err)
	}
	if len(odd) > 0 {
		return share(f, name, odd, w)
	}
	return f.Write(w)
}

// escaped is what the format takes for an escaped character, such as _x0041_.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// share puts texts that hold what looks like an escaped character into the table
// of shared texts, escaped once more as the format has it: within the sheet half
// of the readers (exceljs, openpyxl) do not read that back, in the table all do.
func share(f *excelize.File, name string, odd map[string]string, w io.Writer) (err error) {
	written, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	again, err := excelize.OpenReader(written)
	if err != nil {
		return err
	}
	defer func() {
		if e := again.Close(); err == nil {
			err = e
		}
	}()
	for cell, text := range odd {
		text = escaped.ReplaceAllStringFunc(text, func(s string) string { return "_x005F" + s })
		if err := again.SetCellStr(name, cell, text); err != nil {
			return err
		}
	}
	return again.Write(w)
}

// sheetName is a name that a sheet can bear.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return -1
		}
		return r
	}, name)
	if r := []rune(name); len(r) > 31 {
		name = string(r[:31])
	}
	if name == "" {
		return "表"
	}
	return name
}

// tooLong names the texts that Excel would cut off.
func tooLong(l data.List) data.Problems {
	var problems data.Problems
	check := func(field string, row int, text string) {
		// A character takes one or two of Excel's units and one to four bytes.
		if len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
			problems = append(problems, data.Problem{
				Field: field, Row: row, Message: fmt.Sprintf("超过一个单元格能放的%d字", excelize.TotalCellChars), Hint: "请缩短，或导出时不选这一栏",
			})
		}
	}
	check("标题", 1, l.Title)
	cells := make([]data.Value, len(l.Columns))
	for i := range l.Rows {
		l.Row(i, cells)
		for j, c := range cells {
			check(l.Columns[j].Title, headRow+1+i, c.Text)
		}
	}
	return problems
}

// fill writes titles and rows; odd are the texts, by their cells, that share must
// write.
func fill(f *excelize.File, name string, l data.List) (odd map[string]string, err error) {
	look, err := newLook(f)
	if err != nil {
		return nil, err
	}
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i := len(l.Columns) - 1; i >= 0; i-- { // the writer puts them down in reverse
		if err := sw.SetColWidth(i+1, i+1, chars(l.Columns[i])); err != nil {
			return nil, err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	if err := look.headings(sw, l); err != nil {
		return nil, err
	}
	values, cells, row := make([]data.Value, len(l.Columns)), make([]excelize.Cell, len(l.Columns)), make([]any, len(l.Columns))
	for i := range l.Columns {
		row[i] = &cells[i]
	}
	for i := range l.Rows {
		l.Row(i, values)
		high := 1
		for j, v := range values {
			look.set(&cells[j], v, l.Columns[j].Setting)
			if v.Kind == data.TextValue {
				high = max(high, lines(v.Text, l.Columns[j]))
				if strings.Contains(v.Text, "_x") && escaped.MatchString(v.Text) {
					cell, err := excelize.CoordinatesToCellName(j+1, headRow+1+i)
					if err != nil {
						return nil, err
					}
					if odd == nil {
						odd = map[string]string{}
					}
					odd[cell] = v.Text
				}
			}
		}
		if err := sw.SetRow(at(headRow+1+i), row, excelize.RowOpts{Height: rowHeight(high)}); err != nil {
			return nil, err
		}
	}
	return odd, sw.Flush()
}

// at is the first cell of a row.
func at(row int) string { return fmt.Sprintf("A%d", row) }

// headings are the two rows above: the title over all columns, what each is.
func (k look) headings(sw *excelize.StreamWriter, l data.List) error {
	if err := sw.SetRow(at(1), []any{excelize.Cell{StyleID: k.title, Value: l.Title}}, excelize.RowOpts{Height: 30}); err != nil {
		return err
	}
	if len(l.Columns) > 1 {
		last, err := excelize.CoordinatesToCellName(len(l.Columns), 1)
		if err != nil {
			return err
		}
		if err := sw.MergeCell(at(1), last); err != nil {
			return err
		}
	}
	heads, high := make([]any, len(l.Columns)), 1
	for i, c := range l.Columns {
		heads[i] = excelize.Cell{StyleID: k.head, Value: c.Title}
		high = max(high, lines(c.Title, c))
	}
	return sw.SetRow(at(headRow), heads, excelize.RowOpts{Height: max(34, rowHeight(high))})
}

// prepare sets what concerns the whole sheet: its size (excelize leaves A1, and
// other readers then see one row), the filter, and how it is printed. It comes
// before the rows: a stream that has begun forgets most of it. The document's
// properties stay away: as excelize writes them exceljs refuses the file.
func prepare(f *excelize.File, name string, columns, rows int) error {
	end, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	if err := f.SetSheetDimension(name, "A1:"+end); err != nil {
		return err
	}
	if err := f.AutoFilter(name, fmt.Sprintf("A%d:%s", headRow, end), nil); err != nil {
		return err
	}
	// Numbers are text on purpose: no green corners in Excel.
	if err := f.AddIgnoredErrors(name, "A1:"+end, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	return printed(f, name)
}

// printed sets the paper: lying A4, as many pages high as it takes, the
// headings on each.
func printed(f *excelize.File, name string) error {
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, foot := 0.4, 0.6 // inches
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &foot, Bottom: &foot}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C第&P页 共&N页"}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, headRow, headRow),
	})
}
