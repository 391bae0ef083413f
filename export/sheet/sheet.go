// Package sheet writes ledgers as .xlsx workbooks with excelize, and reads
// workbooks and text files of values that come from outside. It knows cells and
// columns, not rules: what stands in a row comes from package data, what a row
// that was read means is decided by package data/intake.
//
// Start with Ledger or Read. Every value is written as text, so that numbers keep
// their leading zeros and nothing is taken for a formula.
package sheet

import (
	"fmt"
	"io"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jianban/data"
)

const (
	sheetName = "台账"
	headRow   = 2 // the headings; the title stands above, the rows below
)

// charsPerWeight turns a column's weight into characters of width, which is
// what Excel measures columns in.
const charsPerWeight = 0.62

// Ledger writes a workbook: the title over all columns, one heading row, a row
// a proposal. A text too long for a cell is refused with a data.Problem that
// names its row; nothing is written then.
func Ledger(w io.Writer, title string, rows []data.LedgerRow) (err error) {
	columns := data.LedgerColumns()
	if problems := tooLong(title, columns, rows); len(problems) > 0 {
		return problems
	}
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return fmt.Errorf("ledger as workbook: %w", err)
	}
	if err := prepare(f, title, len(columns), headRow+len(rows)); err != nil {
		return fmt.Errorf("ledger as workbook: %w", err)
	}
	if err := fill(f, title, columns, rows); err != nil {
		return fmt.Errorf("ledger as workbook: %w", err)
	}
	return f.Write(w)
}

// tooLong names the texts that Excel would cut off.
func tooLong(title string, columns []data.LedgerColumn, rows []data.LedgerRow) data.Problems {
	var problems data.Problems
	check := func(field string, row int, text string) {
		// A character takes one or two of Excel's units and one to four bytes.
		if len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
			problems = append(problems, data.Problem{
				Field: field, Row: row, Message: fmt.Sprintf("超过一个单元格能放的%d字", excelize.TotalCellChars), Hint: "请缩短后再导出",
			})
		}
	}
	check("台账标题", 1, title)
	for i, r := range rows {
		for _, c := range columns {
			check(c.Title, headRow+1+i, c.Text(r))
		}
	}
	return problems
}

func fill(f *excelize.File, title string, columns []data.LedgerColumn, rows []data.LedgerRow) error {
	look, err := newLook(f)
	if err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := sw.SetColWidth(i+1, i+1, c.Width*charsPerWeight); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: look.title, Value: title}}, excelize.RowOpts{Height: 30}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), 1)
	if err != nil {
		return err
	}
	if err := sw.MergeCell("A1", last); err != nil {
		return err
	}
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = excelize.Cell{StyleID: look.head, Value: c.Title}
	}
	if err := sw.SetRow("A2", heads, excelize.RowOpts{Height: 34}); err != nil {
		return err
	}
	for i, r := range rows {
		cells := make([]any, len(columns))
		for j, c := range columns {
			cells[j] = excelize.Cell{StyleID: look.cell, Value: c.Text(r)}
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", headRow+1+i), cells); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// prepare sets what concerns the whole sheet: its size (excelize leaves A1, and
// other readers then see one row), the filter, and how it is printed. It comes
// before the rows: a stream that has begun forgets most of it.
func prepare(f *excelize.File, title string, columns, rows int) error {
	end, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	if err := f.SetSheetDimension(sheetName, "A1:"+end); err != nil {
		return err
	}
	if err := f.AutoFilter(sheetName, fmt.Sprintf("A%d:%s", headRow, end), nil); err != nil {
		return err
	}
	// Numbers are text on purpose: no green corners in Excel.
	if err := f.AddIgnoredErrors(sheetName, "A1:"+end, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "建办", LastModifiedBy: "建办"}); err != nil {
		return err
	}
	return printed(f)
}

// printed sets the paper: lying A4, as many pages high as it takes, the
// headings on each.
func printed(f *excelize.File) error {
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := f.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, foot := 0.4, 0.6 // inches
	if err := f.SetPageMargins(sheetName, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &foot, Bottom: &foot}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(sheetName, &excelize.HeaderFooterOptions{OddFooter: "&C第&P页 共&N页"}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheetName, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheetName, headRow, headRow),
	})
}

// look holds the styles' numbers.
type look struct{ title, head, cell int }

func newLook(f *excelize.File) (l look, err error) {
	thin := []excelize.Border{{Type: "left", Style: 1, Color: "999999"}, {Type: "right", Style: 1, Color: "999999"}, {Type: "top", Style: 1, Color: "999999"}, {Type: "bottom", Style: 1, Color: "999999"}}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	const text = 49 // Excel's built-in number format "@"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 16, Bold: true}, Alignment: centre}},
		{&l.head, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11, Bold: true}, Alignment: centre, Border: thin, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF4"}}}},
		{&l.cell, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11}, NumFmt: text, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Border: thin}},
	} {
		if *s.id, err = f.NewStyle(&s.style); err != nil {
			return l, err
		}
	}
	return l, nil
}
