package docx

import (
	"strings"
	"unicode/utf8"

	"jianban/export/page"
)

// blocks writes running matter. pages are what it became, for what must stand on
// a page that only they tell.
func (w *writer) blocks(blocks []page.Block, pages []page.Page) error {
	for i, b := range blocks {
		switch b := b.(type) {
		case page.Title:
			w.title(b)
		case page.Paragraph:
			w.paragraph(b, w.withSigning(blocks, i))
		case page.Gap:
			w.gap += page.MM(b.Rows) * w.style.RowPitch()
		case page.Break:
			w.brk, w.gap = true, 0
		case page.Signing:
			w.signing(b)
		case page.Annex:
			if err := w.blocks(b.Blocks(), pages); err != nil {
				return err
			}
		case page.Colophon:
			if err := w.colophon(b, pages); err != nil {
				return err
			}
		case page.Custom:
			if err := w.custom(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// withSigning tells that a paragraph's last lines go with the signature to a new
// page (GB/T 9704-2012, 7.3.5.5): it is the last one, or one line stands between.
func (w *writer) withSigning(blocks []page.Block, i int) bool {
	for j := i + 1; j < len(blocks) && j <= i+page.TextWithSigning; j++ {
		switch b := blocks[j].(type) {
		case page.Signing:
			return true
		case page.Paragraph:
			n := 0
			for _, s := range b.Spans {
				n += utf8.RuneCountInString(s.Text)
			}
			if n > page.CharsPerRow-page.ParagraphChar {
				return false
			}
		default:
			return false
		}
	}
	return false
}

func (w *writer) title(t page.Title) {
	f := page.Font{Face: page.XiaoBiaoSong, Size: page.TitleSize}
	if t.Size != 0 {
		f.Size = t.Size
	}
	var lines []string
	for _, l := range page.BreakTitle(t.Text, f, w.style.W, w.style.Names, w.m) {
		lines = append(lines, lineText(l))
	}
	if len(lines) > 0 {
		w.add(&para{style: styleTitle, runs: []run{{text: strings.Join(lines, "\n"), font: f}}})
	}
}

// lineText is what a line says.
func lineText(l page.Line) string {
	var b strings.Builder
	for _, g := range l.Runs {
		b.WriteString(g.Text)
	}
	return b.String()
}

// step is the width of a character of the text, in twips.
func (w *writer) step() int { return int(w.style.Font.Size*20) + spacing(w.style.Track) }

func (w *writer) paragraph(p page.Paragraph, keep bool) {
	out := &para{keep: p.KeepNext || keep}
	switch p.Align {
	case page.Left:
		out.jc = "left"
	case page.Centre:
		out.jc = "center"
	case page.Right:
		out.jc = "right"
	case page.Justify:
		if !p.Flush {
			out.first = page.ParagraphChar * w.step()
		}
	}
	for _, s := range p.Spans {
		out.runs = append(out.runs, run{text: strings.ReplaceAll(page.Clean(s.Text), "\n", " "), font: s.Font, spacing: spacing(w.style.Track)})
	}
	if level := page.Level(out.text()); level > 0 && p.KeepNext && len(p.Spans) == 1 {
		out.style = styleHeading(level)
	}
	w.add(out)
}

// signing writes the end of a letter's text.
func (w *writer) signing(g page.Signing) {
	w.attachments(g)
	keep := func(p *para) {
		p.keep = true
		w.add(p)
	}
	for _, r := range g.Signature(w.style, w.m) {
		if len(r.Marks) == 0 {
			w.gap += r.H
			continue
		}
		keep(w.line(r.Marks))
	}
	if g.Note != "" {
		w.add(&para{first: page.ParagraphChar * w.step(), runs: []run{{text: "（" + page.Clean(g.Note) + "）", font: w.style.Font, spacing: spacing(w.style.Track)}}})
	} else if w.last != nil {
		w.last.keep = false
	}
}

// line is a finished line of words as a paragraph that begins where it begins.
// Words that stand apart are reached by tabs.
func (w *writer) line(marks []page.Mark) *para {
	p := &para{jc: "left"}
	end := page.MM(-1)
	for _, m := range marks {
		g, ok := m.(page.Glyphs)
		if !ok || g.Text == "" {
			continue
		}
		r := run{text: g.Text, font: g.Font, color: g.Color, spacing: twips(g.Track)}
		switch {
		case end < 0:
			p.left = twips(g.X)
		case g.X-end > g.Font.Em():
			p.tabs = append(p.tabs, tab{"left", twips(g.X)})
			r.text = "\t" + r.text
		}
		end = g.X + page.Width(g.Text, g.Font, g.Track, w.m) + g.Track
		p.runs = append(p.runs, r)
	}
	if free := twips(w.style.W - end); free < twips(10) {
		p.right = free - twips(10) // another computer's face may be wider: the line stays one
	}
	return p
}

// attachments is 附件说明: names below each other, further lines below the first
// character of a name (7.3.4).
func (w *writer) attachments(g page.Signing) {
	for i, name := range g.Attachments {
		name = strings.TrimRight(page.Clean(name), "。；，、 ")
		number := ""
		if len(g.Attachments) > 1 {
			number = itoa(i+1) + "."
		}
		wide := twips(page.Width(number, w.style.Font, 0, w.m))
		p := &para{jc: "left", keep: true, left: (page.ParagraphChar+3)*w.step() + wide, first: -wide}
		text := number + name
		if i == 0 {
			p.first -= 3 * w.step()
			text = "附件：" + text
			w.gap += page.AttachmentGap * w.style.RowPitch()
		}
		p.runs = []run{{text: text, font: w.style.Font, spacing: spacing(w.style.Track)}}
		w.add(p)
	}
}

// colophon writes the 版记: paragraphs in one frame at the foot of the text, or where
// it has rules its lines at their places.
func (w *writer) colophon(c page.Colophon, pages []page.Page) error {
	rows := page.Rows(c, w.style, w.m)
	if len(rows) == 0 {
		return nil
	}
	var high page.MM
	for _, r := range rows {
		high += r.H
	}
	for range w.blankBefore(pages, high) {
		w.brk = true
		w.anchor()
	}
	if c.Ruled {
		return w.ruledColophon(rows, high)
	}
	line := down(w.style.RowPitch() * page.CopySize / page.BodySize)
	frame := []string{"w:w", itoa(twips(w.style.W)), "w:wrap", "notBeside", "w:vAnchor", "margin", "w:hAnchor", "margin", "w:xAlign", "left", "w:yAlign", "bottom"}
	f := page.Font{Face: w.style.Font.Face, Size: page.CopySize}
	em := int(f.Size * 20)
	for _, e := range []struct {
		label string
		names []string
	}{{"主送：", c.To}, {"抄送：", c.CopyTo}} {
		if text := strings.TrimRight(page.Clean(strings.Join(e.names, "，")), "。"); strings.TrimSpace(text) != "" {
			hang := page.CopyIndentChars*em + twips(page.Width(e.label, f, 0, w.m))
			w.add(&para{style: styleSmall, line: line, frame: frame, jc: "both", left: hang, first: page.CopyIndentChars*em - hang, right: page.CopyIndentChars * em,
				runs: []run{{text: e.label + text + "。", font: f}}})
		}
	}
	w.anchor()
	return nil
}

// ruledColophon writes a 版记 with rules at its place at the foot of the text:
// several paragraphs with rules between them would not stay in one frame.
func (w *writer) ruledColophon(rows []page.Row, high page.MM) error {
	y := w.style.Bottom() - high
	for _, r := range rows {
		if err := w.placed(page.Moved(r.Marks, w.style.X, y), onPaper); err != nil {
			return err
		}
		y += r.H
	}
	w.anchor()
	return nil
}

// blankBefore tells how many pages the 版记 was sent on behind the last words of
// the text, such as to an even one.
func (w *writer) blankBefore(pages []page.Page, high page.MM) int {
	for i := len(pages) - 1; i >= 0; i-- {
		foot := w.style.Bottom()
		if i == len(pages)-1 {
			foot -= high
		}
		for _, m := range pages[i].Marks {
			if g, ok := m.(page.Glyphs); ok && g.Baseline > w.style.Y && g.Baseline < foot {
				return len(pages) - 1 - i
			}
		}
	}
	return 0
}
