package doctext

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Word is what a Word document (.docx) says.
type Word struct {
	// Text is its paragraphs, a line each, with the numbers that Word shows before
	// them; of a table each row is a line, its cells parted by tabs.
	Text    string
	Revised bool     // holds changes that nobody has accepted yet: Text is as if they all were
	Dropped []string // what it holds besides and Text does not, counted, such as 图片2幅
}

// Why a file has no text, for those who tell a person.
var (
	ErrNoWord  = errors.New("no Word document")
	ErrDamaged = errors.New("a damaged Word document")
	ErrTooMuch = errors.New("a document with too much in it")
)

// OfWord is the text of a Word document. Its errors are the three above; what was
// read until then comes with the last.
func OfWord(content []byte) (w Word, err error) {
	if len(content) > LargestFile {
		return w, ErrTooMuch
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return w, ErrDamaged
	}
	if len(z.File) > mostParts {
		return w, ErrTooMuch
	}
	left := int64(mostRead)
	part := func(name string, f func(*xml.Decoder) error) error {
		for _, p := range z.File {
			if p.Name != name {
				continue
			}
			r, err := p.Open()
			if err != nil {
				return ErrDamaged
			}
			bounded := &io.LimitedReader{R: r, N: left}
			d := xml.NewDecoder(bounded)
			d.Strict = false
			err = f(d)
			left = bounded.N
			if e := r.Close(); err == nil && e != nil {
				err = ErrDamaged
			}
			switch {
			case left <= 0:
				return ErrTooMuch
			case errors.Is(err, ErrTooMuch):
				return err
			case err != nil && !errors.Is(err, io.EOF):
				return ErrDamaged
			}
			return nil
		}
		return ErrNoWord
	}
	names, err := partNames(part)
	if err != nil {
		return w, err
	}
	n := newNumbering()
	for name, f := range map[string]func(*xml.Decoder) error{names.numbering: n.read, names.styles: n.readStyles} {
		if err := part(name, f); err != nil && !errors.Is(err, ErrNoWord) { // a document without numbers has no such part
			return w, err
		}
	}
	b := &wordReader{numbers: n, word: &w, dropped: map[string]int{}}
	err = part(names.document, b.read)
	for _, more := range []struct {
		name string
		f    func(*xml.Decoder) error
	}{{names.footnotes, b.read}, {names.endnotes, b.read}, {names.comments, b.comments}} {
		if err == nil {
			if err = part(more.name, more.f); errors.Is(err, ErrNoWord) {
				err = nil
			}
		}
	}
	w.Text = cut(cleaned(b.text.String(), trimmed))
	w.Dropped = b.told()
	return w, err
}

// trimmed is a line without the blanks around it; empty cells at the head of a
// table's row stay, so that those behind keep their columns.
func trimmed(line string) string {
	if line = strings.TrimRight(line, " \u3000\u00A0\t\n"); strings.TrimSpace(line) == "" {
		return ""
	}
	return strings.TrimLeft(line, " \u3000\u00A0")
}

// kindsDropped are the elements that are seen and left out, and how they are
// counted.
var kindsDropped = []struct{ element, say, measure string }{
	{"pic", "图片", "幅"}, {"imagedata", "图片", "幅"}, {"chart", "图表", "个"}, {"OLEObject", "嵌入的对象", "个"}, {"relIds", "图示", "个"}, {"comment", "批注", "条"},
	{"altChunk", "插入的别的文档", "份"}, {hiddenText, "隐藏的文字", "处"}, {"showingPlcHdr", "没有填写的提示", "处"}, {"oMath", "公式", "个"},
}

// hiddenText counts runs that Word does not show.
const hiddenText = "vanish"

// told is what was left out, in the order of kindsDropped.
func (b *wordReader) told() (all []string) {
	said := map[string]bool{}
	for _, k := range kindsDropped {
		if n := b.dropped[k.say]; n > 0 && !said[k.say] {
			said[k.say] = true
			all = append(all, k.say+strconv.Itoa(n)+k.measure)
		}
	}
	return all
}

// count counts an element that is left out.
func (b *wordReader) count(element string) {
	for _, k := range kindsDropped {
		if k.element == element {
			b.dropped[k.say]++
		}
	}
}

// comments counts those of word/comments.xml.
func (b *wordReader) comments(d *xml.Decoder) error {
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		if x, ok := token.(xml.StartElement); ok && x.Name.Local == "comment" {
			b.count("comment")
		}
	}
}

// passedOver are elements of which nothing is text that stands there: what was
// deleted or moved away, the reading above a character, fields' commands, and
// what older programs show instead of a drawing.
var passedOver = []string{"del", "moveFrom", "rt", "delText", "instrText", "delInstrText", "Fallback", "sectPr",
	"pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange"}

// revisions are the elements by which changes are kept that wait for somebody.
var revisions = []string{"ins", "del", "moveFrom", "moveTo"}

// wordReader collects the text of the parts of a document.
type wordReader struct {
	numbers *numbering
	word    *Word
	text    strings.Builder
	dropped map[string]int  // by how they are called
	row     strings.Builder // of the table under way, its paragraphs ended by rowPara
	tables  int             // how deep within tables

	inText, inProps bool
	at              paragraph
	run             run
	fields          []bool   // those under way: whether their command is over
	frames          []frame  // text boxes under way
	boxes           []string // text boxes of the paragraph under way, which follow it
	unfilled        []bool   // controls under way: whether they show but what to fill in
}

func (b *wordReader) read(d *xml.Decoder) error {
	defer func() { // text boxes and a table that were never closed
		for len(b.frames) > 0 {
			b.unframe()
		}
		b.endParagraph()
		if b.row.Len() > 0 {
			b.tables = 1
			b.endRow()
		}
		b.tables = 0
	}()
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		if b.text.Len()+b.row.Len() > mostText {
			return ErrTooMuch
		}
		switch x := token.(type) {
		case xml.StartElement:
			if slices.Contains(revisions, x.Name.Local) {
				b.word.Revised = true
			}
			if err := b.begin(d, x); err != nil {
				return err
			}
		case xml.EndElement:
			b.end(x.Name.Local)
		case xml.CharData:
			if b.inText {
				b.write(string(x))
			}
		}
	}
}

// begin takes the start of an element, with all that is in it where that is passed over.
func (b *wordReader) begin(d *xml.Decoder, x xml.StartElement) error {
	switch name := x.Name.Local; {
	case slices.Contains(passedOver, name) && !(b.inProps && name == "del"): // a deleted end of a paragraph is a property
		return skip(d, x.Name)
	case b.inProps:
		b.property(x)
	case name == "oMath":
		b.count(name)
		b.write("【公式】")
		return skip(d, x.Name)
	case name == "sdt":
		b.unfilled = append(b.unfilled, false)
	case name == "showingPlcHdr" && len(b.unfilled) > 0 && on(x):
		b.unfilled[len(b.unfilled)-1] = true
	case name == "sdtContent" && len(b.unfilled) > 0 && b.unfilled[len(b.unfilled)-1]:
		b.count("showingPlcHdr")
		return skip(d, x.Name)
	default:
		b.start(x)
	}
	return nil
}

// rowPara ends a paragraph within a table's row until the row is whole.
const rowPara = "\v"

// out is where words go: a table's row is gathered before it is written.
func (b *wordReader) out() *strings.Builder {
	if b.tables > 0 {
		return &b.row
	}
	return &b.text
}

// endRow writes a row of the outermost table. Where it has one cell alone, that
// is a frame around text, and its paragraphs stay lines.
func (b *wordReader) endRow() {
	if b.tables > 1 {
		b.row.WriteByte(' ')
		return
	}
	cells := strings.Split(strings.TrimSuffix(b.row.String(), "\t"), "\t")
	b.row.Reset()
	for i, c := range cells {
		with := " "
		if len(cells) == 1 {
			with = "\n"
		}
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, rowPara, with))
	}
	b.text.WriteString(strings.Join(cells, "\t") + "\n")
}

func (b *wordReader) start(x xml.StartElement) {
	b.count(x.Name.Local)
	switch x.Name.Local {
	case "tbl":
		b.tables++
	case "gridBefore":
		if b.tables == 1 {
			b.row.WriteString(strings.Repeat("\t", min(number(value(x)), mostBefore)))
		}
	case "p":
		b.at = paragraph{}
	case "pPr":
		b.inProps = true
	case "r":
		b.run = run{in: true, hidden: b.at.hidden}
	case "rStyle":
		b.run.hidden = b.run.hidden || b.numbers.hides(value(x))
	case "vanish":
		if b.run.in {
			b.run.hidden = on(x)
		}
	case "t":
		b.inText = true
	case "sym":
		b.write(symbol(x))
	case "tab":
		b.space()
	case "br", "cr":
		if b.shown() {
			b.newline()
		}
	case "noBreakHyphen":
		b.write("-")
	case "fldChar":
		b.field(attribute(x, "fldCharType"))
	case "txbxContent":
		b.frame()
	}
}

// mostBefore is how many columns a row may begin behind.
const mostBefore = 60

// property takes what matters of a paragraph's properties.
func (b *wordReader) property(x xml.StartElement) {
	switch x.Name.Local {
	case "pStyle":
		b.at.style, b.at.hidden = value(x), b.numbers.hides(value(x))
	case "numId":
		b.at.num = value(x)
	case "ilvl":
		b.at.level = value(x)
	case "del":
		b.at.joined = true
	}
}

func (b *wordReader) end(name string) {
	switch name {
	case "pPr":
		b.inProps = false
	case "t":
		b.inText = false
	case "r":
		b.run = run{}
	case "sdt":
		b.unfilled = b.unfilled[:max(len(b.unfilled)-1, 0)]
	case "txbxContent":
		b.unframe()
	case "p":
		b.endParagraph()
	case "tc":
		if b.tables == 1 {
			b.row.WriteByte('\t')
		} else if b.tables > 1 {
			b.row.WriteByte(' ')
		}
	case "tr":
		if b.tables > 0 {
			b.endRow()
		}
	case "tbl":
		b.tables = max(b.tables-1, 0)
	}
}

// endParagraph ends a line. One without words counts in its list; in a table its number
// is what the cell says.
func (b *wordReader) endParagraph() {
	if !b.at.begun && !b.at.hidden && !b.at.joined {
		if label := b.numbers.next(b.at); b.tables > 0 {
			b.row.WriteString(label)
		}
	}
	if !b.at.joined {
		b.newline()
		for _, box := range b.boxes {
			for line := range strings.Lines(box) {
				b.out().WriteString(strings.TrimRight(line, "\n"))
				b.newline()
			}
		}
		b.boxes = nil
	}
	b.at = paragraph{}
	for i := range b.fields { // a command ends with its paragraph, whatever the file says
		b.fields[i] = true
	}
}

func (b *wordReader) newline() {
	if b.tables > 0 {
		b.row.WriteString(rowPara)
		return
	}
	b.text.WriteByte('\n')
}

// write writes words that are shown, after the number of their paragraph.
func (b *wordReader) write(s string) {
	if !b.shown() {
		return
	}
	if !b.at.begun && strings.TrimSpace(s) != "" {
		b.at.begun = true
		b.out().WriteString(b.numbers.next(b.at))
	}
	if b.tables > 0 {
		s = strings.ReplaceAll(s, "\t", " ") // a tab parts cells
	}
	b.out().WriteString(s)
}

// skip passes over an element with all that is in it.
func skip(d *xml.Decoder, name xml.Name) error {
	for depth := 1; depth > 0; {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name == name {
				depth++
			}
		case xml.EndElement:
			if x.Name == name {
				depth--
			}
		}
	}
	return nil
}

// value is the w:val of an element.
func value(x xml.StartElement) string { return attribute(x, "val") }

func attribute(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
