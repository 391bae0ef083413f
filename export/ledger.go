package export

import (
	"fmt"

	"jianban/data"
	"jianban/export/page"
)

// The ledger's small faces: larger ones would not fit its columns on a sheet.
var (
	ledgerFont = page.Font{Face: page.Song, Size: 9}
	ledgerHead = page.Font{Face: page.Hei, Size: 9}
	ledgerFoot = page.Font{Face: page.Song, Size: 9}
)

// ledgerTitle is the title's size in points; a list is no letter.
const ledgerTitle = 18

// ledgerFootUp is how far above the paper's edge the foot line stands, in
// millimetres.
const ledgerFootUp page.MM = 11

// ledgerStyle is a lying sheet with narrow margins.
func ledgerStyle() page.Style {
	s := page.OfficialLandscape()
	s.X, s.Y, s.W, s.H = 14, 16, 269, 174
	s.Rows = 17
	s.Numbers = page.NumberNone // the foot line tells the page
	return s
}

// Ledger (办理台账) is the list of the cases as of a day, on lying sheets, in
// the order of cases, each by its own year's rules. A ledger of no cases says so.
func Ledger(title string, cases []data.Case, asOf data.Date, y data.RuleYears, m page.Measurer) (page.Document, data.Problems) {
	style := ledgerStyle()
	style.Names = data.PlaceNamesOver(cases, y, data.Settings{})
	rows := data.LedgerRows(cases, asOf, y)
	note := page.Span{Text: ledgerCount(rows, asOf), Font: page.Font{Face: page.Song, Size: 10.5}}
	blocks := []page.Block{
		page.Title{Text: title, Size: ledgerTitle},
		page.Paragraph{Spans: []page.Span{note}, Align: page.Right, KeepNext: true},
		ledgerTable(rows).Block(style, m),
	}
	pages := page.Layout(blocks, style, m)
	for i := range pages {
		pages[i].Marks = append(pages[i].Marks, ledgerFeet(title, i+1, len(pages), style, m)...)
	}
	return page.Document{Title: title, Pages: pages}, nil
}

// ledgerTable has the columns of every ledger: short words and days as wide as
// they are, the rest to the others in their proportions.
func ledgerTable(rows []data.LedgerRow) page.Table {
	columns := data.LedgerColumns()
	var total float64
	for _, c := range columns {
		total += c.Width
	}
	t := page.Table{Font: ledgerFont, Head: ledgerHead, Empty: "没有登记的建议提案"}
	for _, c := range columns {
		column := page.Column{Title: c.Title, Width: page.MM(c.Width/total) * ledgerStyle().W, Align: page.Centre, Fit: true}
		switch c.ID {
		case "title", "unit", "counits":
			column.Fit, column.Align = false, page.Left
		case "book", "proposers":
			column.Fit = false
		}
		t.Columns = append(t.Columns, column)
	}
	for _, row := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = c.Text(row)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// ledgerCount tells how many there are, by our part in them; 分办 is counted
// with 主办 as everywhere.
func ledgerCount(rows []data.LedgerRow, asOf data.Date) string {
	lead := 0
	for _, r := range rows {
		if data.Role(r.Role).Answers() {
			lead++
		}
	}
	return fmt.Sprintf("截至%s　共%d件，其中主办%d件、协办%d件", asOf.Chinese(), len(rows), lead, len(rows)-lead)
}

// ledgerFeet is the line at the foot of a page: 第1页 共3页 in the middle and,
// from the second page on, at the left whose sheet this is.
func ledgerFeet(title string, n, of int, s page.Style, m page.Measurer) []page.Mark {
	at := func(x page.MM, text string) page.Mark {
		return page.Glyphs{X: x, Baseline: s.Size.H - ledgerFootUp, Font: ledgerFoot, Text: text}
	}
	number := fmt.Sprintf("第%d页 共%d页", n, of)
	marks := []page.Mark{at((s.Size.W-page.Width(number, ledgerFoot, 0, m))/2, number)}
	if n > 1 {
		room := s.W/2 - 20
		if lines := page.FillText(title, ledgerFoot, page.Setting{Width: room, Align: page.Left}, m); len(lines) > 0 {
			marks = append(marks, lines[0].At(s.X, s.Size.H-ledgerFootUp)...)
		}
	}
	return marks
}

// Demo writes 演示数据 at the foot of every page where the registry holds
// invented facts, for papers that are made without the settings.
func Demo(d page.Document, s data.Settings, m page.Measurer) page.Document {
	if !s.Demo {
		return d
	}
	pages := make([]page.Page, len(d.Pages))
	for i, p := range d.Pages {
		x := p.Size.W - ledgerStyle().X - page.Width(demoNote, ledgerFoot, 0, m)
		mark := page.Glyphs{X: x, Baseline: p.Size.H - ledgerFootUp, Font: ledgerFoot, Color: page.Grey, Text: demoNote}
		p.Marks = append(p.Marks[:len(p.Marks):len(p.Marks)], mark)
		pages[i] = p
	}
	d.Pages = pages
	return d
}
