package export

import (
	"fmt"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// tableFont and tableHead are the faces of a report's tables.
var (
	tableFont = page.Font{Face: page.FangSong, Size: 12}
	tableHead = page.Font{Face: page.Hei, Size: 12}
)

// Summary is the annual report (年度总结): the prose, already filled by
// data.FillSummary, then as appendices the classes and rates, the units, and
// the list of the year's proposals. cases are those that st was counted from.
func Summary(sum data.Summary, st data.Stats, cases []data.Case, s data.Settings, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	style := page.Official()
	if s.Demo {
		style.Note = demoNote
	}
	blocks := []page.Block{page.Title{Text: sum.Title}, page.Gap{Rows: 1}}
	var problems data.Problems
	if strings.TrimSpace(sum.Title) == "" {
		problems = append(problems, data.Problem{Field: "总结", Message: "没有标题", Hint: "请填写标题"})
	}
	for _, sec := range sum.Sections {
		blocks = append(blocks, section(sec)...)
	}
	blocks = append(blocks, page.Gap{Rows: 1}, signedBy(s.Office), signedBy(st.AsOf.Chinese()), page.Break{})
	blocks = append(blocks, appendix("附表1  办理结果类别和各项比率")...)
	blocks = append(blocks, classTable(st).Block(style, m), page.Gap{Rows: 0.5}, rateTable(st).Block(style, m))
	if st.SharesNote != "" {
		blocks = append(blocks, small("注："+st.SharesNote+"。"))
	}
	blocks = append(blocks, small("统计截至"+st.AsOf.Chinese()+"。满意率以"+satisfactionBase(r)+"为分母，均含基本满意。"))
	blocks = append(blocks, page.Gap{Rows: 1})
	blocks = append(blocks, appendix("附表2  承办单位办理情况")...)
	blocks = append(blocks, unitTable(st, r).Block(style, m))
	pages := page.Layout(blocks, style, m)
	list := listStyle(style, len(pages)+1)
	pages = append(pages, page.Layout(append(appendix("附表3  建议目录"), listTable(cases, st, r).Block(list, m)), list, m)...)
	doc := page.Document{Title: sum.Title, Author: s.Office, Pages: pages}
	doc.Bookmarks = bookmarks(sum, pages)
	return doc, problems
}

// section sets a heading of its level, then its paragraphs; a heading that
// begins with （一） runs into its first paragraph.
func section(sec data.SummarySection) []page.Block {
	heading := strings.TrimSpace(sec.Heading)
	paragraphs := page.Paragraphs(sec.Text)
	var blocks []page.Block
	if heading != "" {
		blocks = append(blocks, page.Paragraph{Spans: page.Headed(heading, page.BodySize), KeepNext: len(paragraphs) > 0})
	}
	for _, p := range paragraphs {
		blocks = append(blocks, page.Text(p))
	}
	return blocks
}

func signedBy(text string) page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: text + "　　", Font: page.Font{Face: page.FangSong, Size: page.BodySize}}}, Align: page.Right}
}

func appendix(title string) []page.Block {
	return []page.Block{page.Paragraph{Spans: []page.Span{{Text: title, Font: page.Font{Face: page.Hei, Size: page.BodySize}}}, Flush: true, KeepNext: true}}
}

func small(text string) page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: text, Font: page.Font{Face: page.FangSong, Size: 12}}}, Flush: true}
}

func satisfactionBase(r data.Rules) string {
	if r.Pack.FeedbackOfReplied {
		return "全部已答复主办件（未收回视为未表示不满意）"
	}
	return "已收回征询意见表的件数"
}

func classTable(st data.Stats) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Columns: []page.Column{
		{Title: "类别", Width: 16, Align: page.Centre}, {Title: "含义", Width: 84}, {Title: "件数", Width: 24, Align: page.Centre}, {Title: "占已答复主办件", Width: 32, Align: page.Centre}}}
	for _, c := range st.Classes {
		t.Rows = append(t.Rows, []string{c.Class + "类", c.Name, strconv.Itoa(c.Count), c.Share.Percent()})
	}
	t.Rows = append(t.Rows, []string{"合计", "", strconv.Itoa(st.Replied), ""})
	return t
}

func rateTable(st data.Stats) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Columns: []page.Column{
		{Title: "指标", Width: 40}, {Title: "结果", Width: 20, Align: page.Centre}, {Title: "件数", Width: 20, Align: page.Centre}, {Title: "计算方法", Width: 76}}}
	for _, f := range []struct {
		name string
		rate data.Rate
	}{
		{"办复率", st.ReplyRate}, {"办结率", st.SettledRate}, {"按时办复率", st.OnTimeRate}, {"面商率", st.FaceToFaceRate},
		{"办理态度满意率", st.Attitude.Rate}, {"办理结果满意率", st.Result.Rate}, {"征询意见表回收率", st.ReturnedRate}, {"协办意见报送率", st.OpinionRate},
	} {
		t.Rows = append(t.Rows, []string{f.name, f.rate.Percent(), fmt.Sprintf("%d/%d", f.rate.Num, f.rate.Den), f.rate.Rule})
	}
	return t
}

func unitTable(st data.Stats, r data.Rules) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Columns: []page.Column{
		{Title: "承办单位", Width: 56}, {Title: "主办", Width: 16, Align: page.Centre}, {Title: "协办", Width: 16, Align: page.Centre}, {Title: "已答复", Width: 18, Align: page.Centre}, {Title: "按时", Width: 16, Align: page.Centre}}}
	for _, c := range r.Pack.Classes {
		t.Columns = append(t.Columns, page.Column{Title: c.Letter + "类", Width: 34 / page.MM(len(r.Pack.Classes)), Align: page.Centre})
	}
	for _, u := range st.ByUnit {
		row := []string{u.Unit, strconv.Itoa(u.Lead), strconv.Itoa(u.Assist), strconv.Itoa(u.Replied), strconv.Itoa(u.OnTime)}
		for _, c := range r.Pack.Classes {
			row = append(row, strconv.Itoa(u.Classes[c.Letter]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// listStyle is the style of the list's pages, whose numbers go on.
func listStyle(s page.Style, first int) page.Style {
	s.First = first
	return s
}

func listTable(cases []data.Case, st data.Stats, r data.Rules) page.Table {
	t := page.Table{Font: page.Font{Face: page.FangSong, Size: 10.5}, Head: page.Font{Face: page.Hei, Size: 10.5}, Columns: []page.Column{
		{Title: "编号", Width: 14, Align: page.Centre}, {Title: "标题", Width: 56}, {Title: "领衔代表", Width: 20, Align: page.Centre}, {Title: "方式", Width: 12, Align: page.Centre},
		{Title: "承办单位", Width: 26}, {Title: "类别", Width: 10, Align: page.Centre}, {Title: "答复报送", Width: 18, Align: page.Centre}}}
	for _, row := range data.LedgerRows(cases, st.AsOf, r) {
		if row.Year == st.Year {
			t.Rows = append(t.Rows, []string{row.Number, row.Title, row.Proposers, row.Role, row.Unit, row.Class, row.Answered.MonthDay()})
		}
	}
	return t
}

// bookmarks lead to the parts: each heading is looked for on the pages.
func bookmarks(sum data.Summary, pages []page.Page) []page.Bookmark {
	var marks []page.Bookmark
	at := 0
	find := func(title string) {
		for i := at; i < len(pages); i++ {
			if strings.Contains(words(pages[i]), squeeze(title)) {
				marks = append(marks, page.Bookmark{Title: title, Page: i + 1})
				at = i
				return
			}
		}
	}
	for _, sec := range sum.Sections {
		if sec.Heading != "" {
			find(sec.Heading)
		}
	}
	for _, title := range []string{"附表1  办理结果类别和各项比率", "附表2  承办单位办理情况", "附表3  建议目录"} {
		find(title)
	}
	return marks
}

func words(p page.Page) string {
	var b strings.Builder
	for _, m := range p.Marks {
		if g, ok := m.(page.Glyphs); ok {
			b.WriteString(g.Text)
		}
	}
	return squeeze(b.String())
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
