package export

import (
	"bytes"
	"fmt"
	"image/png"
	"strconv"

	"jianban/data/manual"
	"jianban/export/page"
)

// Sizes of the manual on paper, in points; widestPicture in millimetres.
const (
	manualText    = 11.0
	manualHead    = 12.0
	manualPage    = 16.0
	widestPicture = page.MM(150)
	tallestImage  = page.MM(95)
)

// Manual is the program's manual on paper: its contents, then each page from the top
// of a sheet, pictures as wide as the text.
func Manual(pages []manual.Page, m page.Measurer) page.Document {
	style := page.Official()
	style.X, style.W, style.Y, style.H = 26, 158, 25, 247
	style.Rows, style.Track, style.Font = 38, 0, page.Font{Face: page.Song, Size: manualText}
	doc := page.Document{Title: manual.PaperTitle}
	starts := make([]int, len(pages))
	var body []page.Page
	for i, p := range pages {
		starts[i] = len(body) + 2 // the contents are the first sheet
		style.First = starts[i]
		body = append(body, page.Layout(manualBlocks(p, style, m), style, m)...)
		doc.Bookmarks = append(doc.Bookmarks, page.Bookmark{Title: p.Title, Page: starts[i]})
	}
	style.First = 1
	doc.Pages = append(manualContents(pages, starts, style, m), body...)
	return doc
}

// manualContents is the first sheet: the pages' titles with where they begin.
func manualContents(pages []manual.Page, starts []int, s page.Style, m page.Measurer) []page.Page {
	t := page.Table{Font: page.Font{Face: page.Song, Size: manualHead}, Head: page.Font{Face: page.Hei, Size: manualHead}, Columns: []page.Column{{Title: "内容", Width: 130}, {Title: "页", Width: 28, Align: page.Centre}}}
	for i, p := range pages {
		t.Rows = append(t.Rows, []string{p.Title, strconv.Itoa(starts[i])})
	}
	return page.Layout([]page.Block{page.Title{Text: manual.PaperTitle}, page.Gap{Rows: 1}, t.Block(s, m)}, s, m)
}

func manualBlocks(p manual.Page, s page.Style, m page.Measurer) []page.Block {
	said := func(text string, face page.Face, size float64) page.Paragraph {
		return page.Paragraph{Spans: []page.Span{{Text: text, Font: page.Font{Face: face, Size: size}}}, Flush: true}
	}
	title := said(p.Title, page.Hei, manualPage)
	title.KeepNext = true
	blocks := []page.Block{title, page.Gap{Rows: 0.6}}
	for _, b := range p.Blocks {
		switch b.Kind {
		case manual.Heading:
			head := said(b.Text, page.Hei, manualHead)
			head.KeepNext = true
			blocks = append(blocks, page.Gap{Rows: 0.5}, head)
		case manual.Step:
			blocks = append(blocks, said(b.Mark+". "+b.Text, page.Song, manualText))
		case manual.Item:
			blocks = append(blocks, said("· "+b.Text, page.Song, manualText))
		case manual.Keys:
			blocks = append(blocks, said(fmt.Sprintf("%s：%s", b.Mark, b.Text), page.Song, manualText))
		case manual.Picture:
			blocks = append(blocks, manualPicture(b, s)...)
		default:
			blocks = append(blocks, said(b.Text, page.Song, manualText))
		}
	}
	return blocks
}

// manualPicture is a picture within a thin edge; one that cannot be read is left out.
func manualPicture(b manual.Block, s page.Style) []page.Block {
	size, err := png.DecodeConfig(bytes.NewReader(b.Data))
	if err != nil || size.Width == 0 {
		return nil
	}
	w := min(widestPicture, page.MM(float64(size.Width)*0.16))
	h := w * page.MM(size.Height) / page.MM(size.Width)
	if h > tallestImage {
		w, h = w*tallestImage/h, tallestImage
	}
	x, top := (s.W-w)/2, page.MM(2)
	marks := []page.Mark{page.Picture{X: x, Y: top, W: w, H: h, Data: b.Data}}
	for _, l := range [][4]page.MM{{x, top, x + w, top}, {x, top + h, x + w, top + h}, {x, top, x, top + h}, {x + w, top, x + w, top + h}} {
		marks = append(marks, page.Rule{X1: l[0], Y1: l[1], X2: l[2], Y2: l[3], Weight: 0.2, Color: page.Grey})
	}
	return []page.Block{page.Custom{Boxes: []page.Box{{H: top + h + 3, Marks: marks}}, Of: page.Figure{W: w, H: h, Data: b.Data}}}
}
