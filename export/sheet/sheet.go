// Package sheet writes ledgers as .xlsx workbooks with excelize. It knows cells
// and columns, not rules: what stands in a row comes from package data.
//
// Start with Ledger. Every value is written as text, so that numbers keep their
// leading zeros and nothing is taken for a formula.
package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"jianban/data"
)

const sheetName = "台账"

// Ledger writes a workbook: the title over all columns, one heading row, a row
// a proposal.
func Ledger(w io.Writer, title string, rows []data.LedgerRow) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	columns := data.LedgerColumns()
	if err := fill(f, title, columns, rows); err != nil {
		return fmt.Errorf("ledger as workbook: %w", err)
	}
	return f.Write(w)
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
		if err := sw.SetColWidth(i+1, i+1, c.Width*0.62); err != nil {
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
	if err := sw.SetRow("A2", heads, excelize.RowOpts{Height: 24}); err != nil {
		return err
	}
	for i, r := range rows {
		cells := make([]any, len(columns))
		for j, c := range columns {
			cells[j] = excelize.Cell{StyleID: look.cell, Value: c.Text(r)}
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+3), cells); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return finish(f, len(columns), len(rows)+2)
}

// finish sets what concerns the whole sheet: its size (excelize leaves A1, and
// other readers then see one row), the filter, and paper.
func finish(f *excelize.File, columns, rows int) error {
	end, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	if err := f.SetSheetDimension(sheetName, "A1:"+end); err != nil {
		return err
	}
	if err := f.AutoFilter(sheetName, "A2:"+end, nil); err != nil {
		return err
	}
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := f.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	return f.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: &fit})
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
