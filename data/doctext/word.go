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
	n := newNumbering()
	for name, f := range map[string]func(*xml.Decoder) error{"word/numbering.xml": n.read, "word/styles.xml": n.readStyles} {
		if err := part(name, f); err != nil && !errors.Is(err, ErrNoWord) { // a document without numbers has no such part
			return w, err
		}
	}
	b := &wordReader{numbers: n, word: &w, dropped: map[string]int{}}
	err = part("word/document.xml", b.read)
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if err == nil {
			if err = part(notes, b.read); errors.Is(err, ErrNoWord) {
				err = nil
			}
		}
	}
	if err == nil {
		if err = part("word/comments.xml", b.comments); errors.Is(err, ErrNoWord) {
			err = nil
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
}

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
var passedOver = []string{"del", "moveFrom", "rt", "delText", "instrText", "delInstrText", "Fallback", "sectPr"}

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
}

// paragraph is the one under way.
type paragraph struct {
	style, num, level string
	begun, joined     bool // its number is written; its end was deleted
}

func (b *wordReader) read(d *xml.Decoder) error {
	defer func() { // a table that was never closed
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
			if b.inProps {
				b.property(x)
			} else if slices.Contains(passedOver, x.Name.Local) {
				if err := skip(d, x.Name); err != nil {
					return err
				}
			} else {
				b.start(x.Name.Local)
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

func (b *wordReader) start(name string) {
	b.count(name)
	switch name {
	case "tbl":
		b.tables++
	case "p":
		b.at = paragraph{}
	case "pPr":
		b.inProps = true
	case "t":
		b.inText = true
	case "tab":
		b.out().WriteByte(' ')
	case "br", "cr":
		b.newline()
	case "noBreakHyphen":
		b.write("-")
	}
}

// property takes what matters of a paragraph's properties.
func (b *wordReader) property(x xml.StartElement) {
	switch x.Name.Local {
	case "pStyle":
		b.at.style = value(x)
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
	case "p":
		if !b.at.joined {
			b.newline()
		}
		b.at = paragraph{}
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

func (b *wordReader) newline() {
	if b.tables > 0 {
		b.row.WriteString(rowPara)
		return
	}
	b.text.WriteByte('\n')
}

// write writes words, after the number of their paragraph.
func (b *wordReader) write(s string) {
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
