package export

import (
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/data/fault"
	"jianban/export/page"
)

// The faces of a report's tables, 五号.
var (
	listFont = page.Font{Face: page.FangSong, Size: 10.5}
	listHead = page.Font{Face: page.Hei, Size: 10.5}
	noteFont = page.Font{Face: page.FangSong, Size: 10.5}
)

// nothing is what a table without rows says.
const nothing = "（无）"

// appendix is one numbered part with what stands around it.
type appendix struct {
	title  string
	blocks []page.Block
}

// appendices are the parts of a year (data.YearParts) and the list of its
// proposals, numbered in their order. The list, mostly the longest, is set beside
// the others, and is there when wait returns.
func appendices(st data.Stats, before *data.Stats, all, listed []data.Case, s page.Style, m page.Measurer) (wait func() []appendix) {
	var list page.Custom
	listing := fault.Beside(func() { list = listTable(listed, st).Block(s, m) })
	var out []appendix
	add := func(title string, blocks ...page.Block) {
		out = append(out, appendix{"附表" + strconv.Itoa(len(out)+1) + "　" + title, blocks})
	}
	for _, p := range data.YearParts(st, before, all) {
		add(p.Title, partBlocks(p, s, m)...)
	}
	return func() []appendix {
		listing()
		add(matterOf(listed)+"目录", list)
		return out
	}
}

// partBlocks are the tables of a part below each other, a title over each where
// there are several, then its lines and its notes.
func partBlocks(p data.YearPart, s page.Style, m page.Measurer) (blocks []page.Block) {
	several := len(p.Tables) > 1 || len(p.Tables) == 1 && len(p.Lines.Steps) > 0
	next := func(title string) {
		if len(blocks) > 0 {
			blocks = append(blocks, page.Gap{Rows: 0.5})
		}
		if several {
			blocks = append(blocks, tableTitle(title))
		}
	}
	for _, t := range p.Tables {
		next(t.Title)
		blocks = append(blocks, yearTable(t).Block(s, m))
	}
	if len(p.Lines.Steps) > 0 {
		next(p.Lines.Title)
		blocks = append(blocks, page.Curves{Lines: p.Lines, Font: listFont}.Block(s, m))
	}
	if len(p.Notes) > 0 {
		blocks = append(blocks, page.Note(notesOf(p.Notes), noteFont, s, m))
	}
	return blocks
}

// tableTitle stands over one of several tables of a part.
func tableTitle(text string) page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: text, Font: page.Font{Face: page.Kai, Size: 12}}}, Align: page.Centre, KeepNext: true}
}

// notesOf are the notes below a part in one sentence, numbered.
func notesOf(notes []string) string {
	all := make([]string, len(notes))
	for i := range notes {
		all[i] = strconv.Itoa(i+1) + "." + notes[i]
	}
	return "注：" + strings.Join(all, "；") + "。"
}

// wholeRows is how many rows a table has that is rather moved to a new page than
// broken: few enough that it leaves no page half empty.
const wholeRows = 12

// yearTable is a table of a year's figures on paper.
func yearTable(t data.YearTable) page.Table {
	out := page.Table{Font: listFont, Head: listHead, Empty: nothing, Whole: len(t.Rows) <= wholeRows}
	for i, c := range t.Columns {
		column := page.Column{Title: c.Title, Width: page.MM(c.Wide), Align: page.Centre}
		if c.Words || t.Barred(i) {
			column.Align = page.Left
		}
		out.Columns = append(out.Columns, column)
	}
	for _, row := range t.Rows {
		cells, parts := make([]string, len(row)), make([]float64, len(row))
		for i, c := range row {
			cells[i], parts[i] = c.Text, c.Part
		}
		out.Rows, out.Parts = append(out.Rows, cells), append(out.Parts, parts)
	}
	return out
}

// longNumber is how long a 编号 is for the list to give it room: 06010047.
const longNumber = 7

// listTable is the list of the year's proposals.
func listTable(cases []data.Case, st data.Stats) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Empty: nothing, Columns: []page.Column{
		{Title: "编号", Width: 13, Align: page.Centre}, {Title: "标题", Width: 50}, {Title: "领衔代表", Width: 20, Align: page.Centre}, {Title: "办理方式", Width: 12, Align: page.Centre},
		{Title: "承办单位", Width: 25}, {Title: "类别", Width: 10, Align: page.Centre}, {Title: "答复或报送", Width: 26, Align: page.Centre}}}
	if slices.ContainsFunc(cases, func(c data.Case) bool { return len(c.Proposal.Number) >= longNumber }) {
		t.Columns[0].Width, t.Columns[1].Width, t.Columns[6].Width = 21, 44, 24
	}
	for _, row := range data.AnswerRows(cases, st.AsOf) {
		day := row.Answered.String()
		if day == "" {
			day = row.Remark // 撤案, 转办
		}
		t.Rows = append(t.Rows, []string{row.Number, row.Title, row.Proposers, row.Role, row.Unit, row.Class, day})
	}
	return t
}
