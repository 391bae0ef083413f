// Package text writes a paper as plain text, from what its pages were laid out from
// (page.Matter): for a web page or a mail. Tables are a line a row, their cells
// parted by tabs, which programs take for tables; the lines of a chart are such a
// table too.
package text

import (
	"strings"

	"jianban/export/page"
)

// Render gives the bytes of the file: UTF-8 with its mark, lines as Windows ends
// them.
func Render(doc page.Document) []byte {
	w := &writer{}
	var seen *page.Matter
	for _, p := range doc.Pages {
		if p.From == nil || p.From == seen {
			continue
		}
		seen = p.From
		for _, b := range seen.Blocks {
			w.block(b)
		}
		if note := seen.Style.Note; note != "" {
			w.gap()
			w.line("（" + note + "）")
		}
	}
	return []byte("\uFEFF" + strings.TrimSpace(strings.Join(w.lines, "\r\n")) + "\r\n")
}

type writer struct{ lines []string }

func (w *writer) line(text string) { w.lines = append(w.lines, text) }

// gap is one empty line, never two.
func (w *writer) gap() {
	if n := len(w.lines); n > 0 && w.lines[n-1] != "" {
		w.line("")
	}
}

// indent is that of a paragraph: two characters.
const indent = "　　"

func (w *writer) block(b page.Block) {
	switch b := b.(type) {
	case page.Title:
		w.gap()
		w.text("", b.Text)
		w.gap()
	case page.Paragraph:
		var text strings.Builder
		for _, s := range b.Spans {
			text.WriteString(s.Text)
		}
		before := indent
		if b.Flush || b.Align != page.Justify {
			before = ""
		}
		w.text(before, text.String())
	case page.Gap, page.Break:
		w.gap()
	case page.Custom:
		w.custom(b)
	case page.Signing:
		w.signing(b)
	case page.Annex:
		for _, inner := range b.Blocks() {
			w.block(inner)
		}
	case page.Colophon:
		for _, names := range []struct {
			head  string
			names []string
		}{{"主送：", b.To}, {"抄送：", b.CopyTo}} {
			if len(names.names) > 0 {
				w.text("", names.head+strings.Join(names.names, "，"))
			}
		}
	}
}

// text writes paragraphs, one a line.
func (w *writer) text(before, text string) {
	for _, p := range page.Paragraphs(text) {
		w.line(before + p)
	}
}

func (w *writer) custom(c page.Custom) {
	switch of := c.Of.(type) {
	case page.Table:
		titles := make([]string, len(of.Columns))
		for i, c := range of.Columns {
			titles[i] = c.Title
		}
		if strings.Join(titles, "") != "" {
			w.row(titles)
		}
		for _, r := range of.Rows {
			w.row(r)
		}
		if len(of.Rows) == 0 {
			w.text("", of.Empty)
		}
	case page.Curves:
		for _, row := range of.Table().Rows {
			w.row(row)
		}
	case page.SmallText:
		w.text("", of.Text)
	}
}

// row writes the cells of a row, each on one line.
func (w *writer) row(cells []string) {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.Join(page.Paragraphs(c), " ")
	}
	w.line(strings.Join(out, "\t"))
}

func (w *writer) signing(s page.Signing) {
	for i, name := range s.Attachments {
		if i == 0 {
			w.gap()
			name = "附件：" + name
		}
		w.text(indent, name)
	}
	w.gap()
	w.text("", s.Body)
	w.text("", s.Date)
	if s.Note != "" {
		w.text("", "（"+s.Note+"）")
	}
}
