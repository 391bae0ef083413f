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
	l := data.LedgerList(title, data.LedgerColumns(), cases, asOf, y)
	return list(l, style, m), nil
}

// List is any list on lying sheets, as the ledger is printed.
func List(l data.List, m page.Measurer) page.Document { return list(l, ledgerStyle(), m) }

func list(l data.List, style page.Style, m page.Measurer) page.Document {
	blocks := []page.Block{page.Title{Text: l.Title, Size: ledgerTitle}}
	if l.Note != "" {
		note := page.Span{Text: l.Note, Font: page.Font{Face: page.Song, Size: 10.5}}
		blocks = append(blocks, page.Paragraph{Spans: []page.Span{note}, Align: page.Right, KeepNext: true})
	}
	t, told := legible(tableOf(l), m)
	blocks = append(append(blocks, t.Block(style, m)), getaNote(told, ledgerFoot, style, m)...)
	pages := page.Layout(blocks, style, m)
	for i := range pages {
		pages[i].Marks = append(pages[i].Marks, ledgerFeet(l.Title, i+1, len(pages), style, m)...)
	}
	return listed(page.Document{Title: l.Title, Pages: pages}, told, m)
}

// listed is a list's document with what is told of its characters; those of its
// head are made legible too.
func listed(doc page.Document, told data.Problems, m page.Measurer) page.Document {
	doc, more := Legible(doc, "", m)
	for _, p := range append(told, more...) {
		doc.Told = append(doc.Told, data.Sentence(p))
	}
	return doc
}

// tableOf has the columns of a list: short words and days as wide as they
// are, the rest to the others in their proportions.
func tableOf(l data.List) page.Table {
	var total float64
	for _, c := range l.Columns {
		total += c.Width
	}
	t := page.Table{Font: ledgerFont, Head: ledgerHead, Empty: l.Empty}
	for _, c := range l.Columns {
		column := page.Column{Title: c.Title, Width: page.MM(c.Width/total) * ledgerStyle().W, Align: page.Centre, Fit: c.Setting == data.Snug}
		if c.Setting == data.Prose {
			column.Align = page.Left
		}
		t.Columns = append(t.Columns, column)
	}
	values := make([]data.Value, len(l.Columns))
	for i := range l.Rows {
		l.Row(i, values)
		cells := make([]string, len(values))
		for j, v := range values {
			cells[j] = v.String()
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
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
