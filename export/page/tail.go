package page

import (
	"slices"
	"strings"
)

// Signing is the end of a letter's text: attachments, signature and date with
// the room for the seal, and note.
type Signing struct {
	Attachments []string // 附件说明, names without numbers
	Body        string   // 发文机关署名; of a joint paper a line each, the lead body first
	Date        string   // 成文日期 in Arabic digits
	Unsealed    bool     // no seal is put on it
	Note        string   // 附注, without its brackets
}

// tail is what marks a block that never stands alone on a page.
type tail interface{ takeAlong(before []piece) }

// takeAlong chains the last lines of text to the signature (7.3.5.5: the
// signature never stands on a page without text).
func (Signing) takeAlong(before []piece) {
	taken := 0
	for i := len(before) - 1; i >= 0 && taken < TextWithSigning; i-- {
		if before[i].brk {
			return
		}
		before[i].keep = true
		if before[i].text {
			taken++
		}
	}
}

func (g Signing) pieces(s Style, m Measurer) []piece {
	ps := append(allOf(&Element{Role: Para}, g.attachments(s, m)), g.end(s, m)...)
	if g.Note != "" {
		set := Setting{Width: s.W, Indent: ParagraphChar * s.charPitch(), Track: s.Track}
		ps = append(ps, rows(&Element{Role: Para}, FillText("（"+g.Note+"）", s.Font, set, m), s.Font, s)...)
	}
	for i := range ps[:len(ps)-1] {
		ps[i].keep = true
	}
	ps[len(ps)-1].signs = true
	return ps
}

// end is the signature with the room before it and the date.
func (g Signing) end(s Style, m Measurer) []piece {
	gap := SealGapRows
	if g.Unsealed {
		gap = PlainGapRows
	}
	ps := []piece{{h: MM(gap) * s.rowPitch(), void: true}}
	tooWide := func(body string) bool { return Width(body, s.Font, 0, m) > s.W }
	if bodies := Paragraphs(g.Body); len(bodies) > 1 && !g.Unsealed && !slices.ContainsFunc(bodies, tooWide) {
		return append(ps, g.joint(bodies, s, m)...)
	}
	return append(ps, g.signature(s, m)...)
}

// attachments is 附件说明: an empty row, then the names, further lines of a name
// below its first character, no punctuation at the end (7.3.4).
func (g Signing) attachments(s Style, m Measurer) []piece {
	if len(g.Attachments) == 0 {
		return nil
	}
	ps := []piece{{h: AttachmentGap * s.rowPitch(), void: true}}
	pitch := s.charPitch()
	for i, name := range g.Attachments {
		name = strings.TrimRight(Clean(name), "。；，、 ")
		number := ""
		if len(g.Attachments) > 1 {
			number = itoa(i+1) + "."
		}
		x := (ParagraphChar + 3) * pitch // after 附件：
		text := x + Width(number, s.Font, 0, m)
		lines := FillText(name, s.Font, Setting{Width: s.W, Indent: text, Hang: text, Track: s.Track, Align: Left}, m)
		for k, p := range rows(nil, lines, s.Font, s) {
			base := baseline(s.rowPitch(), s.Font)
			var before []Mark
			if k == 0 && i == 0 {
				before = append(before, Glyphs{X: ParagraphChar * pitch, Baseline: base, Font: s.Font, Text: "附件：", Track: s.Track})
			}
			if k == 0 && number != "" {
				before = append(before, Glyphs{X: x, Baseline: base, Font: s.Font, Text: number})
			}
			p.marks = append(before, p.marks...)
			ps = append(ps, p)
		}
	}
	return ps
}

// signature places the signing body and the date.
func (g Signing) signature(s Style, m Measurer) []piece {
	pitch, f := s.charPitch(), s.Font
	date, day := g.date(s, m)
	names := g.names(s, m)
	body := MM(0)
	for i := range names {
		body = max(body, names[i].Width-names[i].Runs[0].X)
	}
	body = min(body, s.W)
	var bodyX, dateX MM
	switch {
	case !g.Unsealed: // 7.3.5.1
		dateX = s.W - SealRightChars*pitch - date
		bodyX = dateX + date/2 - body/2
	case date+2*pitch <= body: // 7.3.5.2
		bodyX = s.W - PlainRightChars*pitch - body
		dateX = bodyX + 2*pitch
	default: // the date is the longer one
		dateX = s.W - PlainRightChars*pitch - date
		bodyX = dateX - 2*pitch
	}
	bodyX = max(0, min(bodyX, s.W-body))
	dateX = max(0, min(dateX, s.W-date))
	var ps []piece
	base := baseline(s.rowPitch(), f)
	for _, l := range names {
		shift := bodyX + max(0, body-(l.Width-l.Runs[0].X))/2 - l.Runs[0].X
		ps = append(ps, piece{h: s.rowPitch(), grid: true, marks: l.At(shift, base)})
	}
	return append(ps, day.at(dateX, s))
}

// names are the signing bodies below each other, the lead body first (7.3.5.2),
// each broken by sense where it is too long for a line.
func (g Signing) names(s Style, m Measurer) (lines []Line) {
	for _, body := range strings.Split(g.Body, "\n") {
		lines = append(lines, BreakTitle(body, s.Font, s.W, s.Names, m)...)
	}
	return lines
}

// date is the 成文日期 and its width.
func (g Signing) date(s Style, m Measurer) (MM, dateLine) {
	text := oneLine(g.Date)
	f := fitting(text, s.Font, s.W-SealRightChars*s.charPitch(), m)
	return Width(text, f, 0, m), dateLine{text, f}
}

// dateLine is a 成文日期 with its font; the row stays free where it is empty.
type dateLine struct {
	text string
	font Font
}

func (d dateLine) at(x MM, s Style) piece {
	p := piece{h: s.rowPitch(), grid: true}
	if d.text != "" {
		p.marks = []Mark{Glyphs{X: x, Baseline: baseline(s.rowPitch(), s.Font), Font: d.font, Text: d.text, Of: &Element{Role: Para}}}
	}
	return p
}

// joint places the bodies that sign together, each with room for its seal, in
// rows (the type area takes no more than the three seals that a row may have),
// and the date below the last one (7.3.5.1).
func (g Signing) joint(bodies []string, s Style, m Measurer) []piece {
	f, base := s.Font, baseline(s.rowPitch(), s.Font)
	date, day := g.date(s, m)
	wide := SealSize
	for _, b := range bodies {
		wide = max(wide, Width(b, f, 0, m))
	}
	right := max(wide/2, min(s.W-SealRightChars*s.charPitch()-date/2, s.W-wide/2)) // the middle of the last column
	step := wide + f.Em()/2
	perRow := min(len(bodies), 1+max(0, int((right-wide/2)/step)))
	var ps []piece
	for row := range slices.Chunk(bodies, perRow) {
		if len(ps) > 0 {
			ps = append(ps, piece{h: (SealRows - 1) * s.rowPitch()})
		}
		p := piece{h: s.rowPitch(), grid: true}
		for i, b := range row {
			middle := right - MM(len(row)-1-i)*step
			p.marks = append(p.marks, Glyphs{X: middle - Width(b, f, 0, m)/2, Baseline: base, Font: f, Text: b, Of: &Element{Role: Para}})
		}
		ps = append(ps, p)
	}
	return append(ps, day.at(right-date/2, s))
}
