package export

import (
	"strconv"

	"jianban/data"
	"jianban/export/page"
)

// Rollup is a year of many offices added up (汇总): who is missing, then the tables
// and charts.
func Rollup(r data.Rollup, m page.Measurer) page.Document {
	style := page.Official()
	blocks := []page.Block{page.Title{Text: r.Title()}, page.Gap{Rows: 0.5}}
	for _, s := range r.Standing() {
		blocks = append(blocks, page.Paragraph{Spans: []page.Span{{Text: s + "。", Font: page.Font{Face: page.FangSong, Size: 12}}}})
	}
	for i, p := range r.Parts() {
		blocks = append(blocks, page.Gap{Rows: 0.5}, caption(strconv.Itoa(i+1)+"．"+p.Title))
		blocks = append(blocks, partBlocks(p, style, m)...)
	}
	doc := page.Document{Title: r.Title(), Pages: page.Layout(blocks, style, m)}
	doc.Bookmarks = []page.Bookmark{{Title: r.Title(), Page: 1}}
	return listed(doc, nil, m)
}
