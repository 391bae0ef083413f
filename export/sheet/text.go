package sheet

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jianban/data/intake"
)

// readText reads a text file of values, as Excel and WPS write them: UTF-8 with
// or without its mark, GB18030, UTF-16; parted by commas, semicolons or tabs.
func readText(ctx context.Context, whole []byte, name string) (*intake.File, error) {
	text, ok := decoded(whole)
	if !ok {
		return nil, problem(name, "不是表格文件，里面的内容认不出来", "请选择 .xlsx 或 .csv 文件")
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // of old Macintoshes
	}
	sep := separator(text)
	if line, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(line, "sep=") && len(strings.TrimSpace(line)) == 5 {
		sep, text = rune(line[4]), "\n"+rest // the line counts as a row, as Excel has it
	}
	p := values{ctx: ctx, text: text, sep: sep, intern: map[string]string{}, widths: map[int]int{}}
	rows, err := p.rows()
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, problem(name, err.Error(), "请分成几个文件")
	}
	if len(rows) == 0 {
		return nil, problem(name, "里面没有内容", "请选择有内容的 .xlsx 或 .csv 文件")
	}
	return &intake.File{Name: name, Sheets: []intake.Sheet{{Name: "", Rows: rows}}, Notes: p.told()}, nil
}

// decoded is the text of a file in UTF-8, or false where it is none.
func decoded(b []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return wide(b[2:], 0, 1)
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return wide(b[2:], 1, 0)
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return "", false
	}
	if !utf8.Valid(b) {
		got, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(got, utf8.RuneError) {
			return "", false
		}
		b = got
	}
	odd := 0
	for _, r := range string(b[:min(len(b), 1<<16)]) {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			odd++
		}
	}
	return string(b), odd == 0
}

func wide(b []byte, low, high int) (string, bool) {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i+low]) | uint16(b[2*i+high])<<8
	}
	s := string(utf16.Decode(units))
	return s, !strings.ContainsRune(s, utf8.RuneError) && !strings.ContainsRune(s, 0)
}

// separator is what parts the values: the sign that occurs most in the first
// lines, outside quotes. A quote may never be closed, or a value go over lines:
// where it matters which, the first line with such signs decides.
func separator(text string) rune {
	text = text[:min(len(text), 1<<14)]
	over, within := most(text, true), most(text, false)
	if over == within {
		return over
	}
	for line := range strings.Lines(text) {
		if strings.ContainsAny(line, ",;\t") {
			return most(line, false)
		}
	}
	return over
}

// most is the sign that occurs most outside quotes, which may go over lines or not.
func most(text string, over bool) rune {
	count := map[rune]int{}
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '\n':
			quoted = quoted && over
		case !quoted && (r == ',' || r == ';' || r == '\t'):
			count[r]++
		}
	}
	best := ','
	for _, r := range []rune{'\t', ';'} {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// values parts a text into rows and values. A value in quotes may hold line
// breaks; a quote within it is doubled, and one within a bare value is itself.
// What stands otherwise is read by quotes.go.
type values struct {
	ctx    context.Context
	text   string
	sep    rune
	intern map[string]string
	cells  int
	at     int         // the row under way
	odd    []int       // rows with quotes that are not as they should be
	line   string      // the rest of the text from the row's beginning
	widths map[int]int // how many rows had how many values
}

func (p *values) rows() (rows []intake.Row, err error) {
	for at := 1; p.text != ""; at++ {
		if at%1000 == 0 && p.ctx.Err() != nil {
			return nil, p.ctx.Err()
		}
		row := intake.Row{At: at}
		p.at, p.line = at, p.text
		column := 0
		for more := true; more; column++ {
			var s string
			s, more = p.next()
			if p.cells++; p.cells > mostCells {
				return nil, fmt.Errorf("超过%d万个单元格", mostCells/10_000)
			}
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			if column >= mostColumns {
				return nil, fmt.Errorf("超过%d列", mostColumns)
			}
			for len(row.Cells) <= column {
				row.Cells = append(row.Cells, intake.Cell{})
			}
			row.Cells[column] = p.cell(s)
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
			p.widths[column]++
		}
	}
	return rows, nil
}

// cell is a value; ="007" keeps what Excel is to take for text.
func (p *values) cell(s string) intake.Cell {
	if strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) && len(s) > 3 {
		s = s[2 : len(s)-1]
	}
	kind := intake.TextCell
	if strings.HasPrefix(s, "#") && (s == "#N/A" || s == "#REF!" || s == "#VALUE!" || s == "#NAME?" || s == "#DIV/0!" || s == "#NUM!" || s == "#NULL!") {
		kind = intake.FaultCell
	}
	if len(s) <= 64 {
		if same, ok := p.intern[s]; ok {
			s = same
		} else if len(p.intern) < 1<<18 {
			s = strings.Clone(s)
			p.intern[s] = s
		}
	} else {
		s = strings.Clone(s)
	}
	return intake.Cell{Text: strings.TrimPrefix(s, guard), Kind: kind}
}

// next takes the next value off; more tells whether the row goes on.
func (p *values) next() (s string, more bool) {
	if !strings.HasPrefix(p.text, `"`) {
		if s, more = p.bare(); strings.Count(s, `"`)%2 == 1 {
			p.tell()
		}
		return s, more
	}
	q, closed := p.quoted()
	if !closed || !p.plausible(q) {
		p.tell()
		return p.bare()
	}
	if q.inner {
		p.tell()
	}
	p.text = p.text[q.end:]
	tail, more := p.bare()
	return strings.ReplaceAll(q.said, "\r\n", "\n") + tail, more
}

// bare takes a value off that ends at the next separator or line.
func (p *values) bare() (s string, more bool) {
	i := strings.IndexFunc(p.text, func(r rune) bool { return r == p.sep || r == '\n' || r == '\r' })
	if i < 0 {
		s, p.text = p.text, ""
		return s, false
	}
	s = p.text[:i]
	if rune(p.text[i]) == p.sep {
		p.text = p.text[i+1:]
		if p.text == "" { // a last, empty value
			return s, false
		}
		return s, true
	}
	if strings.HasPrefix(p.text[i:], "\r\n") {
		i++
	}
	p.text = p.text[i+1:]
	return s, false
}
