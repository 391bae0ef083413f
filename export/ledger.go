package export

import (
	"fmt"

	"jianban/data"
	"jianban/export/page"
)

// The ledger's small faces: more would not fit fifteen columns on a sheet.
var (
	ledgerFont = page.Font{Face: page.Song, Size: 9}
	ledgerHead = page.Font{Face: page.Hei, Size: 9}
)

// ledgerStyle is a lying sheet with narrow margins: a working list, not a letter.
func ledgerStyle() page.Style {
	s := page.OfficialLandscape()
	s.X, s.Y, s.W, s.H = 14, 16, 269, 174
	s.Rows = 17
	return s
}

// Ledger is the list of the cases as of a day, on lying sheets, in the order of
// cases.
func Ledger(title string, cases []data.Case, asOf data.Date, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	style := ledgerStyle()
	rows := data.LedgerRows(cases, asOf, r)
	columns := data.LedgerColumns()
	var total float64
	for _, c := range columns {
		total += c.Width
	}
	t := page.Table{Font: ledgerFont, Head: ledgerHead}
	for _, c := range columns {
		align := page.Centre
		switch c.ID {
		case "title", "unit", "counits":
			align = page.Left
		}
		t.Columns = append(t.Columns, page.Column{Title: c.Title, Width: page.MM(c.Width/total) * style.W, Align: align})
	}
	for _, row := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = c.Text(row)
		}
		t.Rows = append(t.Rows, cells)
	}
	note := fmt.Sprintf("共%d件，截至%s", len(rows), asOf.Chinese())
	blocks := []page.Block{
		page.Title{Text: title, Size: 18},
		page.Paragraph{Spans: []page.Span{{Text: note, Font: page.Font{Face: page.Song, Size: 11}}}, Align: page.Right, KeepNext: true},
		t.Block(style, m),
	}
	return page.Document{Title: title, Pages: page.Layout(blocks, style, m)}, nil
}
