package page

import "strings"

// Colophon is the 版记 at the foot of a paper's last page: 主送 where the first
// page has no room for them, 抄送, and below a rule who printed it and when
// (GB/T 9704-2012, 7.4). A letter in 信函格式 has its copies only, without rules
// (10.1). A Colophon without words takes no room.
type Colophon struct {
	To      []string // 主送机关 moved here from the head of the text (7.3.2)
	CopyTo  []string // 抄送机关
	Printer string   // 印发机关, where Ruled
	Printed string   // 印发日期 in Arabic digits, without 印发; where Ruled
	Ruled   bool     // with its rules, as 文件格式 has it
	Even    bool     // on an even page, a new one where need be
}

// takeAlong keeps an unruled 版记 with what stands before it: it is never alone
// on a page.
func (c Colophon) takeAlong(before []piece) {
	if n := len(before); n > 0 && !c.Ruled && len(c.CopyTo)+len(c.To) > 0 && !before[n-1].brk {
		before[n-1].keep = true
	}
}

func (c Colophon) pieces(s Style, m Measurer) []piece {
	f := Font{s.Font.Face, CopySize}
	row := s.rowPitch() * CopySize / BodySize
	lines := append(c.names("主送：", c.To, f, s, m), c.names("抄送：", c.CopyTo, f, s, m)...)
	if c.Ruled {
		return c.ruled(lines, f, row, s, m)
	}
	if len(lines) == 0 {
		return nil
	}
	if h := MM(len(lines)) * row; h <= s.H/2 {
		return []piece{{h: h, foot: true, marks: stacked(lines, row)}}
	}
	var ps []piece
	for i, l := range lines {
		ps = append(ps, piece{h: row, marks: l, keep: i < len(lines)-1})
	}
	return ps
}

// names sets 抄送： and who gets a copy in 四号, one character in from both
// sides, further lines below the first name, commas between, a full stop at the
// end (7.4.2): the marks of each line, its row's top at 0.
func (c Colophon) names(label string, names []string, f Font, s Style, m Measurer) [][]Mark {
	text := strings.TrimRight(Clean(strings.Join(names, "，")), "。")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	em, row := f.Em(), s.rowPitch()*CopySize/BodySize
	hang := CopyIndentChars*em + Width(label, f, 0, m)
	var out [][]Mark
	paragraph := &Element{Role: Para}
	for i, l := range FillText(text+"。", f, Setting{Width: s.W - CopyIndentChars*em, Indent: hang, Hang: hang}, m) {
		marks := l.At(0, baseline(row, f))
		if i == 0 {
			marks = append([]Mark{Glyphs{X: CopyIndentChars * em, Baseline: baseline(row, f), Font: f, Text: label}}, marks...)
		}
		of(paragraph, marks)
		out = append(out, marks)
	}
	return out
}

// ruled is the 版记 of 文件格式: the first rule above its first element, a thin
// one above the line of the printing, the last one's lower edge on that of the
// type area (7.4.1).
func (c Colophon) ruled(lines [][]Mark, f Font, row MM, s Style, m Measurer) []piece {
	printing := c.printing(f, row, s, m)
	if len(lines) == 0 && len(printing) == 0 {
		return nil
	}
	rule := func(y, weight MM) Mark { return Rule{0, y, s.W, y, weight, Black} }
	if len(printing) > 0 {
		if len(lines) > 0 {
			printing = append(printing, rule(0, ColophonInner))
		}
		lines = append(lines, printing)
	}
	last := len(lines) - 1
	lines[0] = append(lines[0], rule(ColophonRule/2, ColophonRule))
	lines[last] = append(lines[last], rule(row-ColophonRule/2, ColophonRule))
	if h := MM(len(lines)) * row; h <= s.H {
		return []piece{{h: h, foot: true, even: c.Even, marks: stacked(lines, row)}}
	}
	ps := make([]piece, len(lines)) // more names than a page holds
	for i, l := range lines {
		ps[i] = piece{h: row, marks: l}
	}
	return ps
}

// printing is who printed the paper at the left and when at the right (7.4.3).
func (c Colophon) printing(f Font, row MM, s Style, m Measurer) []Mark {
	var marks []Mark
	base, em := baseline(row, f), CopyIndentChars*f.Em()
	if printer := oneLine(c.Printer); printer != "" {
		marks = append(marks, Glyphs{X: em, Baseline: base, Font: fitting(printer, f, s.W*printerShare, m), Text: printer})
	}
	if day := oneLine(c.Printed); day != "" {
		marks = append(marks, endingAt(s.W-em, base, s.W*(1-printerShare)-3*em, day+"印发", f, m))
	}
	of(&Element{Role: Para}, marks)
	return marks
}

// printerShare is the part of its line that 印发机关 may take.
const printerShare = 0.6

// stacked is the marks of lines of one height, one below the other.
func stacked(lines [][]Mark, h MM) []Mark {
	var marks []Mark
	for i, l := range lines {
		marks = append(marks, Moved(l, 0, MM(i)*h)...)
	}
	return marks
}
