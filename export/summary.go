package export

import (
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Summary is the annual report (年度总结) in the form of official paper: the
// prose, already filled by data.FillSummary, then as its one attachment the
// tables and charts of the year and the list of its proposals. cases are those that
// st was counted from; before is the year before as far as it is compared, nil where
// it has no proposals. It bears the day of signing (data.Summary.SignedOn).
//
// A summary without a title is a problem; an empty year is not, its figures
// are zeros and its rates —.
func Summary(sum data.Summary, st data.Stats, before *data.Stats, cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) page.Document {
	return TablesOf(st, before, cases, s, y, m).Summary(sum)
}

// Tables are the tables and charts of a year and the list of its proposals, set: what
// a summary has for its attachment.
type Tables struct {
	st       data.Stats
	listed   []data.Case // that st looked at
	settings data.Settings
	style    page.Style
	measure  page.Measurer
	parts    func() []appendix
}

// TablesOf sets the tables of a year; the list may be under way when it returns, for
// whoever fills the prose meanwhile. What they are made from is that of Summary.
func TablesOf(st data.Stats, before *data.Stats, cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) Tables {
	t := Tables{st: st, listed: counted(cases, st), settings: s, style: page.Official(), measure: m}
	t.style.Names = data.PlaceNamesOver(cases, y, s)
	if s.Demo {
		t.style.Note = demoNote
	}
	t.parts = appendices(st, before, cases, t.listed, t.style, m)
	return t
}

// Summary is the annual report with these tables. It can be asked for once.
func (t Tables) Summary(sum data.Summary) page.Document {
	st, listed, s, style, m, parts := t.st, t.listed, t.settings, t.style, t.measure, t.parts()
	blocks := []page.Block{page.Title{Text: sum.Title}, asOfLine(sum, st, listed), page.Gap{Rows: 1}}
	for _, sec := range sum.Sections {
		blocks = append(blocks, section(sec)...)
	}
	attached := attachmentTitle(st, listed)
	blocks = append(blocks, page.Signing{
		Attachments: []string{attached}, Body: first(s.Office, s.Issuer), Date: sum.Signed.Chinese(), Unsealed: true,
	})
	blocks = append(blocks, page.Break{}, attachmentMark(), page.Gap{Rows: 1}, page.Title{Text: attached}, page.Gap{Rows: 1})
	for i, a := range parts {
		if i > 0 {
			blocks = append(blocks, page.Gap{Rows: 1})
		}
		blocks = append(blocks, caption(a.title))
		blocks = append(blocks, a.blocks...)
	}
	pages := page.Layout(blocks, style, m)
	return page.Document{Title: sum.Title, Author: s.Office, Pages: pages, Bookmarks: summaryBookmarks(sum, parts, pages)}
}

// counted are the cases of the year that the statistics looked at: mostly one piece
// of those given, which is not copied.
func counted(cases []data.Case, st data.Stats) []data.Case {
	in := func(c *data.Case) bool { return c.Year() == st.Year && !c.Proposal.HandedOver.After(st.AsOf) }
	from := 0
	for from < len(cases) && !in(&cases[from]) {
		from++
	}
	to := from
	for to < len(cases) && in(&cases[to]) {
		to++
	}
	some := cases[from:to:to]
	for i := to; i < len(cases); i++ {
		if in(&cases[i]) {
			some = append(some, cases[i])
		}
	}
	return some
}

// asOfLine stands below the title: of which meetings, and as of when.
func asOfLine(sum data.Summary, st data.Stats, cases []data.Case) page.Block {
	var books []string
	for _, c := range cases {
		if name := c.Book.Name(); (sum.BookID == 0 || c.Book.ID == sum.BookID) && !slices.Contains(books, name) {
			books = append(books, name)
		}
	}
	text := "截至" + st.AsOf.Chinese()
	switch {
	case len(books) > 2:
		text = "全部办理册，" + text
	case len(books) > 0:
		text = strings.Join(books, "、") + "，" + text
	}
	return page.Paragraph{
		Spans: []page.Span{{Text: "（" + text + "）", Font: page.Font{Face: page.Kai, Size: page.BodySize}}}, Align: page.Centre, KeepNext: true,
	}
}

// section sets a heading in its level's face, then its paragraphs.
func section(sec data.SummarySection) []page.Block {
	heading := strings.TrimSpace(sec.Heading)
	body := page.Body(sec.Text, page.BodySize)
	if heading == "" {
		return body
	}
	return append([]page.Block{page.Paragraph{Spans: page.Headed(heading, page.BodySize), KeepNext: len(body) > 0}}, body...)
}

// attachmentTitle names the tables, the same in 附件说明 and above them
// (GB/T 9704-2012, 7.3.7).
func attachmentTitle(st data.Stats, cases []data.Case) string {
	return strconv.Itoa(st.Year) + "年" + matterOf(cases) + "办理情况附表"
}

// matterOf is what the papers call these cases together.
func matterOf(cases []data.Case) string {
	const mixed = "建议提案"
	word := mixed
	for i, c := range cases {
		switch m := c.Book.Meeting.Body.Matter(); {
		case i == 0:
			word = m
		case m != word:
			return mixed
		}
	}
	return word
}

// attachmentMark is 附件 in 三号黑体 at the top left (7.3.7).
func attachmentMark() page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: "附件", Font: page.Font{Face: page.Hei, Size: page.BodySize}}}, Flush: true, KeepNext: true}
}

// caption stands above a table.
func caption(text string) page.Block {
	return page.Paragraph{Spans: []page.Span{{Text: text, Font: page.Font{Face: page.Hei, Size: 14}}}, Align: page.Centre, KeepNext: true}
}

// summaryBookmarks lead to the parts: each heading is looked for on the pages,
// in the order of the paper.
func summaryBookmarks(sum data.Summary, tables []appendix, pages []page.Page) []page.Bookmark {
	var titles []string
	for _, sec := range sum.Sections {
		titles = append(titles, sec.Heading)
	}
	for _, a := range tables {
		titles = append(titles, a.title)
	}
	texts := make([]string, len(pages))
	for i, p := range pages {
		texts[i] = words(p)
	}
	var marks []page.Bookmark
	at := 0
	for _, title := range titles {
		title = strings.TrimSpace(page.Clean(title))
		key := squeeze(title)
		i := slices.IndexFunc(texts[at:], func(s string) bool { return key != "" && strings.Contains(s, key) })
		if i >= 0 {
			at += i
			marks = append(marks, page.Bookmark{Title: title, Page: at + 1})
		}
	}
	return marks
}

// words is all that a page says, without blanks.
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
