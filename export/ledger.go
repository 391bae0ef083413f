package export

import (
	"jianban/data"
	"jianban/export/page"
)

// The ledger's small faces: larger ones would not fit its columns on a sheet.
var (
	ledgerFont = page.Font{Face: page.Song, Size: 9}
	ledgerHead = page.Font{Face: page.Hei, Size: 9}
)

// ledgerTitle is the title's size in points; a list is no letter.
const ledgerTitle = 18

// ledgerStyle is a lying sheet with narrow margins.
func ledgerStyle() page.Style {
	s := page.OfficialLandscape()
	s.X, s.Y, s.W, s.H = 14, 16, 269, 174
	s.Rows = 17
	s.Numbers = page.NumberOf
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
	blocks = append(append(blocks, t.Block(style, m)), getaNote(told, page.ListFoot, style, m)...)
	style.Running = l.Title
	return listed(page.Document{Title: l.Title, Pages: page.Layout(blocks, style, m)}, told, m)
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

// Demo writes 演示数据 at the foot of every page where the registry holds
// invented facts, for papers that are made without the settings.
func Demo(d page.Document, s data.Settings, m page.Measurer) page.Document {
	if !s.Demo {
		return d
	}
	marked := map[*page.Matter]*page.Matter{}
	pages := make([]page.Page, len(d.Pages))
	for i, p := range d.Pages {
		x := p.Size.W - ledgerStyle().X - page.Width(demoNote, page.ListFoot, 0, m)
		mark := page.Glyphs{X: x, Baseline: p.Size.H - page.ListFootUp, Font: page.ListFoot, Color: page.Grey, Text: demoNote}
		p.Marks = append(p.Marks[:len(p.Marks):len(p.Marks)], mark)
		if p.From != nil {
			if marked[p.From] == nil {
				from := *p.From
				from.Style.Note = demoNote
				marked[p.From] = &from
			}
			p.From = marked[p.From]
		}
		pages[i] = p
	}
	d.Pages = pages
	return d
}
