package page

import (
	"math"
	"strconv"
	"strings"

	"jianban/data"
)

// Curves are counts that grow over steps, a line each, whose name and last value
// stand at its end behind a piece of it: ends may meet. They differ in weight, dashes and the shape at their end, so
// that no colour need be told apart.
type Curves struct {
	Lines data.YearLines
	Font  Font
}

// Table is what the lines show as a table: a row a step, its head the first.
func (c Curves) Table() Table {
	t := Table{Font: c.Font, Head: c.Font, Whole: true, Columns: []Column{{Width: 30, Align: Centre}}, Rows: [][]string{{"到月底累计"}}}
	for _, l := range c.Lines.Lines {
		t.Columns = append(t.Columns, Column{Width: 30, Align: Centre})
		t.Rows[0] = append(t.Rows[0], l.Name)
	}
	for i, step := range c.Lines.Steps {
		row := []string{step + "底"}
		for _, l := range c.Lines.Lines {
			value := ""
			if i < len(l.Values) {
				value = strconv.Itoa(l.Values[i])
			}
			row = append(row, value)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

const (
	curvesHigh MM = 46  // of the lines, without the names below
	curveMark  MM = 1.1 // half the size of the shape at a line's end
	dashOn     MM = 1.8
	dashOff    MM = 1.1
)

// curveWeights are the weights of lines, in turn; every second one is dashed.
var curveWeights = []MM{0.25, 0.35, 0.7}

// Block draws the lines over the width of the type area.
func (c Curves) Block(s Style, m Measurer) Custom {
	f, steps, all := c.Font, c.Lines.Steps, c.Lines.Lines
	label, most := MM(0), 1
	for _, l := range all {
		label = max(label, Width(l.Label(), f, 0, m))
		for _, v := range l.Values {
			most = max(most, v)
		}
	}
	pitch := f.Em() * CellLeading
	side, key := 1.5*f.Em(), 3*f.Em() // key shows how a line looks, before its name
	left, right := side, s.W-label-key-side
	bottom := pitch/2 + curvesHigh
	step := (right - left) / MM(max(len(steps)-1, 1))
	at := func(i, v int) (x, y MM) { return left + MM(i)*step, bottom - curvesHigh*MM(v)/MM(most) }
	b := Box{H: bottom + pitch + 1}
	b.Marks = append(b.Marks, Rule{left - side/2, bottom, right + side/2, bottom, TableRule, Black})
	figure := &Element{Role: Drawing}
	ends := make([]MM, len(all))
	for k, l := range all {
		weight := curveWeights[k%len(curveWeights)]
		rest := MM(0)
		for i := 1; i < len(l.Values); i++ {
			x1, y1 := at(i-1, l.Values[i-1])
			x2, y2 := at(i, l.Values[i])
			var drawn []Mark
			drawn, rest = dashed(Rule{x1, y1, x2, y2, weight, Black}, k%2 == 1, rest)
			b.Marks = append(b.Marks, drawn...)
		}
		if n := len(l.Values); n > 0 {
			x, y := at(n-1, l.Values[n-1])
			b.Marks = append(b.Marks, curveEnd(k, x, y)...)
			ends[k] = y
		}
		figure.Alt += l.Name + "："
		for i, v := range l.Values {
			if i < len(steps) {
				figure.Alt += steps[i] + strconv.Itoa(v) + " "
			}
		}
		figure.Alt = strings.TrimSpace(figure.Alt) + "；"
	}
	for k, y := range data.Apart(ends, pitch, bottom) {
		from, to := right+side, right+side+key-f.Em()
		sample, _ := dashed(Rule{from, y, to, y, curveWeights[k%len(curveWeights)], Black}, k%2 == 1, 0)
		b.Marks = append(append(b.Marks, sample...), curveEnd(k, to, y)...)
		b.Marks = append(b.Marks, Glyphs{X: right + side + key, Baseline: y - pitch/2 + baseline(pitch, f), Font: f, Text: all[k].Label()})
	}
	free := MM(-1)
	for i, name := range steps {
		w := Width(name, f, 0, m)
		if x := max(left+MM(i)*step-w/2, 0); x >= free {
			b.Marks = append(b.Marks, Glyphs{X: x, Baseline: bottom + 1 + baseline(pitch, f), Font: f, Text: name})
			free = x + w + f.Em()/2
		}
	}
	figure.Alt = strings.TrimSuffix(figure.Alt, "；")
	of(figure, b.Marks)
	return Custom{Boxes: []Box{b}, KeepFirst: 1, Of: c}
}

// dashed is a piece of a line, in dashes where it is so; rest is how far the
// pattern has come.
func dashed(r Rule, dashes bool, rest MM) ([]Mark, MM) {
	length := MM(math.Hypot(float64(r.X2-r.X1), float64(r.Y2-r.Y1)))
	if !dashes || length == 0 {
		return []Mark{r}, rest
	}
	var all []Mark
	for from := MM(0); from < length; {
		on, left := rest < dashOn-tiny, dashOn-rest
		if !on {
			left = dashOn + dashOff - rest
		}
		to := min(from+left, length)
		if on {
			piece := r
			piece.X1, piece.Y1 = r.X1+(r.X2-r.X1)*from/length, r.Y1+(r.Y2-r.Y1)*from/length
			piece.X2, piece.Y2 = r.X1+(r.X2-r.X1)*to/length, r.Y1+(r.Y2-r.Y1)*to/length
			all = append(all, piece)
		}
		if rest += to - from; rest >= dashOn+dashOff-tiny {
			rest = 0
		}
		from = to
	}
	return all, rest
}

// curveEnd is the shape at a line's end: a hollow square, a triangle, a full
// square, in turn.
func curveEnd(k int, x, y MM) []Mark {
	const h, w = curveMark, 0.25
	switch k % 3 {
	case 0:
		return []Mark{Rule{x, y - h, x, y + h, 2 * h, Color{0xFF, 0xFF, 0xFF}},
			Rule{x - h, y - h, x + h, y - h, w, Black}, Rule{x - h, y + h, x + h, y + h, w, Black}, Rule{x - h, y - h, x - h, y + h, w, Black}, Rule{x + h, y - h, x + h, y + h, w, Black}}
	case 1:
		return []Mark{Rule{x - h, y + h, x + h, y + h, w, Black}, Rule{x - h, y + h, x, y - h, w, Black}, Rule{x + h, y + h, x, y - h, w, Black}}
	}
	return []Mark{Rule{x, y - h, x, y + h, 2 * h, Black}}
}

// NoteLeading is the distance of the rows of a Note, in em.
const NoteLeading = 1.4

// Note is small matter such as the notes below a table, set close, outside the
// grid of the text's rows.
func Note(text string, f Font, s Style, m Measurer) Custom {
	pitch := f.Em() * NoteLeading
	c := Custom{Boxes: []Box{{H: CellPadY}}, Of: SmallText{text, f}}
	for _, p := range Paragraphs(text) {
		for _, l := range FillText(p, f, Setting{Width: s.W}, m) {
			c.Boxes = append(c.Boxes, Box{H: pitch, Marks: l.At(0, baseline(pitch, f))})
		}
	}
	c.KeepFirst = len(c.Boxes)
	return c
}
