package docx

import (
	"jianban/export/page"
	"jianban/export/parts"
)

// section writes the pages of one layout, or one page of marks.
func (w *writer) section(s section, last bool) error {
	w.gap, w.brk, w.tabled = 0, false, false
	size := s.pages[0].Size
	if s.from == nil {
		w.style = page.Style{Size: size, X: 0, Y: 0, W: size.W, H: size.H, Rows: page.RowsPerPage, Font: w.base.Font}
		if err := w.placed(s.pages[0].Marks, onPaper); err != nil {
			return err
		}
		w.anchor()
	} else {
		w.style = s.from.Style
		marks, rows := w.style.Opening(w.m)
		if err := w.placed(marks, onPaper); err != nil {
			return err
		}
		w.gap = page.MM(rows) * w.style.RowPitch()
		if err := w.blocks(s.from.Blocks, s.pages); err != nil {
			return err
		}
	}
	if w.last == nil || w.last.frame != nil {
		w.anchor()
	}
	end := w.sectionEnd()
	if last {
		w.flush()
		w.body.Add(end)
		return nil
	}
	w.last.ends = end
	w.flush()
	return nil
}

// anchorLine is the height of a paragraph without words, less than what the rows
// leave free at a page's foot.
const anchorLine = 14

// anchor is a paragraph to which things with places of their own belong.
func (w *writer) anchor() {
	w.add(&para{style: styleSmall, line: anchorLine, runs: nil})
}

// add appends a paragraph, with the room that was to stand before it.
func (w *writer) add(p *para) {
	w.flush()
	if p.frame == nil {
		p.before += w.beforeText()
		p.brk = p.brk || w.brk
		w.brk, w.tabled = false, false
		p.shapes = append(p.shapes, w.shapes...)
		w.shapes = nil
	}
	if p.line == 0 && p.style != styleSmall {
		if own := down(w.style.RowPitch()); own != down(w.base.RowPitch()) {
			p.line = own
		}
	}
	w.last = p
}

// beforeText is the free room before the next paragraph: whole rows as rows of the
// text are high, so that what follows stands on the grid.
func (w *writer) beforeText() int {
	pitch := w.style.RowPitch()
	rows := w.gap / pitch
	w.gap = 0
	if whole := page.MM(int(rows + 0.5)); rows-whole < 0.01 && whole-rows < 0.01 {
		return int(whole) * down(pitch)
	}
	return twips(rows * pitch)
}

// flush writes the paragraph under way.
func (w *writer) flush() {
	if w.last != nil {
		w.last.write(w.body, w.base)
		w.last = nil
	}
}

// sectionEnd is the section's page: paper, margins, grid, feet.
func (w *writer) sectionEnd() *parts.XML {
	s := w.style
	x := parts.NewXML()
	x.Open("w:sectPr")
	foot := w.feet(x)
	x.Empty("w:type", "w:val", "nextPage")
	paper := []string{"w:w", itoa(twips(s.Size.W)), "w:h", itoa(twips(s.Size.H))}
	if s.Size.W > s.Size.H {
		paper = append(paper, "w:orient", "landscape")
	}
	x.Empty("w:pgSz", paper...)
	x.Empty("w:pgMar", "w:top", itoa(down(s.Y)), "w:right", itoa(down(s.Size.W-s.X-s.W)), "w:bottom", itoa(down(s.Size.H-s.Y-s.H)), "w:left", itoa(down(s.X)),
		"w:header", "567", "w:footer", itoa(foot), "w:gutter", "0")
	x.Empty("w:pgNumType", "w:start", itoa(max(s.First, 1)))
	if s.Numbers == page.NumberLater || s.Numbers == page.NumberOf {
		x.Empty("w:titlePg")
	}
	x.Empty("w:docGrid", "w:type", "lines", "w:linePitch", itoa(down(s.RowPitch())))
	return x
}

// Lines of feet: their heights, and the share of an exact line above its baseline
// (Word and LibreOffice put a fifth of it below).
const (
	numberLine         = 16 * 20
	noteLine           = 12 * 20
	aboveBase          = 0.8
	dashUp     float64 = 0.27 // of a dash above the baseline, in em (export/page)
	twip               = page.PointMM / 20
)

// feet writes the feet of the section's pages, refers to them, and tells how far
// above the paper's edge they end.
func (w *writer) feet(x *parts.XML) int {
	s := w.style
	number := page.Font{Face: page.Song, Size: page.NumberSize}
	numbers := s.Numbers == page.NumberAll || s.Numbers == page.NumberLater
	numberTop := s.Bottom() + page.NumberBelow + page.MM(dashUp)*number.Em() - aboveBase*numberLine*twip
	noteTop := s.Size.H - page.ListFootUp - aboveBase*noteLine*twip
	noteEnd := s.Size.H - noteTop - noteLine*twip
	end, after := s.Size.H-numberTop-numberLine*twip, 0
	listed := s.Numbers == page.NumberOf
	if s.Note != "" || listed {
		end, after = noteEnd, twips(noteTop-numberTop)-numberLine
	}
	w.numbered = w.numbered || numbers
	one := func(kind string, paras ...*para) {
		f := parts.NewXML()
		f.Open("w:ftr", namespaces...)
		if len(paras) == 0 {
			paras = []*para{{style: styleSmall, line: noteLine}}
		}
		for _, p := range paras {
			p.write(f, w.base)
		}
		w.footers = append(w.footers, f)
		x.Empty("w:footerReference", "w:type", kind, "r:id", footerID(len(w.footers)-1))
	}
	page1 := func(jc string, left, right int) *para {
		return &para{style: styleSmall, jc: jc, left: left, right: right, line: numberLine, after: max(after, 0), runs: []run{
			{text: "— ", font: number}, {field: "PAGE", font: number}, {text: " —", font: number}}}
	}
	aside := int(page.NumberSideChars * page.NumberSize * 20)
	var note []*para
	if s.Note != "" && !listed {
		note = []*para{{style: styleSmall, jc: "center", line: noteLine, runs: []run{{text: page.Clean(s.Note), font: page.Font{Face: s.Font.Face, Size: 9}, color: page.Grey}}}}
	}
	switch {
	case listed:
		one("default", w.listFoot(s.Running))
		one("even", w.listFoot(s.Running))
		one("first", w.listFoot(""))
	case numbers:
		one("default", append([]*para{page1("right", 0, aside)}, note...)...)
		one("even", append([]*para{page1("left", aside, 0)}, note...)...)
	default:
		one("default", note...)
		one("even", note...)
	}
	if s.Numbers == page.NumberLater {
		one("first", note...)
	}
	return max(down(end), 0)
}

// listFoot is the foot of a list: whose sheet it is, 第1页 共3页, the note.
func (w *writer) listFoot(running string) *para {
	f, s := page.ListFoot, w.style
	text := func(t string) run { return run{text: t, font: f} }
	return &para{style: styleSmall, line: noteLine, tabs: []tab{{"center", twips(s.W / 2)}, {"right", twips(s.W)}}, runs: []run{
		text(page.Clean(running) + "\t第"), {field: "PAGE", font: f}, text("页 共"), {field: "SECTIONPAGES", font: f}, text("页\t"), {text: page.Clean(s.Note), font: f, color: page.Grey}}}
}
