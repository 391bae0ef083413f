package export

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Today (每日待办) is the board of a day as the list that lies on the desk in the
// morning: what is pressing first, a table a group, the promises that are open
// last. A board on which nothing is to be done says so.
func Today(b data.Board, s data.Settings, m page.Measurer) page.Document {
	style := ledgerStyle()
	note := page.Span{Text: todayNote(b), Font: page.Font{Face: page.Song, Size: 10.5}}
	blocks := []page.Block{
		page.Title{Text: b.Title(), Size: ledgerTitle},
		page.Paragraph{Spans: []page.Span{note}, Align: page.Right, KeepNext: true},
	}
	var told data.Problems
	for _, g := range b.Groups {
		t := todayTable(b.Books)
		for _, l := range g.Lines {
			first := l.First()
			row := []string{first.Badge, l.Number, l.Title, todayWork(l), first.Who, first.By}
			if b.Books {
				row = slices.Insert(row, 1, l.Book)
			}
			t.Rows = append(t.Rows, row)
		}
		t, more := legible(t, m)
		told = append(told, more...)
		blocks = append(blocks, todayHead(fmt.Sprintf("%s（%d件）", g.Kind.Title(), len(g.Lines))), t.Block(style, m), page.Gap{Rows: 0.4})
	}
	if len(b.Groups) == 0 {
		blocks = append(blocks, page.Gap{Rows: 1}, todayTable(false).Block(style, m))
	}
	if len(b.Promises) > 0 {
		t := page.Table{Font: ledgerFont, Head: ledgerHead, Columns: []page.Column{
			{Title: "状态", Width: 30, Align: page.Centre}, {Title: "承诺事项", Width: 149, Align: page.Left}, {Title: "出处", Width: 90, Align: page.Left}}}
		for _, p := range b.Promises {
			t.Rows = append(t.Rows, []string{p.Badge, p.Text, p.From})
		}
		t, more := legible(t, m)
		told = append(told, more...)
		blocks = append(blocks, todayHead(fmt.Sprintf("未兑现的承诺（%d项）", len(b.Promises))), t.Block(style, m))
	}
	blocks = append(blocks, getaNote(told, page.ListFoot, style, m)...)
	style.Running = b.Title()
	return Demo(listed(page.Document{Title: b.Title(), Author: s.Office, Pages: page.Layout(blocks, style, m)}, told, m), s, m)
}

// todayWork is all that is to be done for a proposal, the most pressing first.
func todayWork(l data.BoardLine) string {
	var also []string
	for _, d := range l.Due[1:] {
		also = append(also, l.Words(d))
	}
	if len(also) == 0 {
		return l.First().What
	}
	return l.First().What + "；另：" + strings.Join(also, "；")
}

// todayTable has columns of the same width in every group, so that the tables
// stand one under the other; with the book where numbers of several stand together.
func todayTable(books bool) page.Table {
	t := page.Table{Font: ledgerFont, Head: ledgerHead, Empty: "没有到期、等待或缺少的事项", Columns: []page.Column{
		{Title: "状态", Width: 28, Align: page.Centre}, {Title: "编号", Width: 22, Align: page.Centre}, {Title: "标题", Width: 80, Align: page.Left},
		{Title: "要办的事", Width: 77, Align: page.Left}, {Title: "谁来办", Width: 36, Align: page.Centre}, {Title: "期限", Width: 26, Align: page.Centre}}}
	if books {
		t.Columns = slices.Insert(t.Columns, 1, page.Column{Title: "届次", Width: 30, Align: page.Centre})
		t.Columns[3].Width, t.Columns[4].Width = 62, 65
	}
	return t
}

func todayHead(text string) page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: text, Font: page.Font{Face: page.Hei, Size: 12}}}, Align: page.Left, KeepNext: true}
}

// todayNote tells the day of the week and how far the year has come.
func todayNote(b data.Board) string {
	parts := []string{b.Today.ChineseWeekday()}
	var done []string
	for _, bar := range b.Bars {
		if bar.Den > 0 {
			done = append(done, fmt.Sprintf("%s%d/%d", bar.Name, bar.Num, bar.Den))
		}
	}
	if len(done) > 0 {
		parts = append(parts, fmt.Sprintf("%d年进度：%s", b.Year, strings.Join(done, "、")))
	}
	return strings.Join(parts, "　")
}
