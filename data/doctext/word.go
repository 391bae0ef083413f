package doctext

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// Word is what a Word document (.docx) says.
type Word struct {
	Text    string // its paragraphs, a line each, with the numbers that Word shows before them
	Revised bool   // holds changes that nobody has accepted yet: Text is as if they all were
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
	b := &wordReader{numbers: n, word: &w}
	err = part("word/document.xml", b.read)
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if err == nil {
			if err = part(notes, b.read); errors.Is(err, ErrNoWord) {
				err = nil
			}
		}
	}
	w.Text = cut(clean(b.text.String()))
	return w, err
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

	inText, inProps bool
	at              paragraph
}

// paragraph is the one under way.
type paragraph struct {
	style, num, level string
	begun, joined     bool // its number is written; its end was deleted
}

func (b *wordReader) read(d *xml.Decoder) error {
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		if b.text.Len() > mostText {
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

func (b *wordReader) start(name string) {
	switch name {
	case "p":
		b.at = paragraph{}
	case "pPr":
		b.inProps = true
	case "t":
		b.inText = true
	case "tab":
		b.text.WriteByte(' ')
	case "br", "cr":
		b.text.WriteByte('\n')
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
			b.text.WriteByte('\n')
		}
		b.at = paragraph{}
	}
}

// write writes words, after the number of their paragraph.
func (b *wordReader) write(s string) {
	if !b.at.begun && strings.TrimSpace(s) != "" {
		b.at.begun = true
		b.text.WriteString(b.numbers.next(b.at))
	}
	b.text.WriteString(s)
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
