// Package parts writes what Word documents and OFD files are made of: XML parts,
// packed into one file. It knows neither format.
//
// The same parts give the same bytes. What XML cannot hold is left out.
package parts

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// XML is one part under way. Elements are closed in the order in which they
// were opened, so that every part is well formed. The zero XML is not ready; use
// NewXML.
type XML struct {
	b    []byte
	open []string
}

// NewXML begins a part with its declaration.
func NewXML() *XML {
	return &XML{b: append(make([]byte, 0, 4096), `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"...)}
}

// Open begins an element; attrs are names and values in turn.
func (x *XML) Open(name string, attrs ...string) {
	x.tag(name, attrs)
	x.b = append(x.b, '>')
	x.open = append(x.open, name)
}

// Close ends the element opened last.
func (x *XML) Close() {
	last := len(x.open) - 1
	x.b = append(append(append(x.b, "</"...), x.open[last]...), '>')
	x.open = x.open[:last]
}

// Empty is an element with nothing in it.
func (x *XML) Empty(name string, attrs ...string) {
	x.tag(name, attrs)
	x.b = append(x.b, "/>"...)
}

// Element is an element with nothing but a text in it.
func (x *XML) Element(name, text string, attrs ...string) {
	x.Open(name, attrs...)
	x.Text(text)
	x.Close()
}

// Text writes characters.
func (x *XML) Text(s string) { x.escape(s) }

// Add writes what another part holds behind its declaration. It is whole
// elements only.
func (x *XML) Add(other *XML) {
	x.b = append(x.b, strings.TrimPrefix(string(other.Bytes()), string(NewXML().b))...)
}

// Bytes is the part, its open elements closed.
func (x *XML) Bytes() []byte {
	for len(x.open) > 0 {
		x.Close()
	}
	return x.b
}

func (x *XML) tag(name string, attrs []string) {
	x.b = append(append(x.b, '<'), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		x.b = append(append(append(x.b, ' '), attrs[i]...), `="`...)
		x.escape(attrs[i+1])
		x.b = append(x.b, '"')
	}
}

// escape writes text as XML 1.0 may hold it (section 2.2: Char).
func (x *XML) escape(s string) {
	for i, r := range s {
		switch {
		case r == '&':
			x.b = append(x.b, "&amp;"...)
		case r == '<':
			x.b = append(x.b, "&lt;"...)
		case r == '>':
			x.b = append(x.b, "&gt;"...)
		case r == '"':
			x.b = append(x.b, "&quot;"...)
		case r == '\n':
			x.b = append(x.b, "&#10;"...)
		case r == '\t':
			x.b = append(x.b, "&#9;"...)
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"), r < ' ', r == 0xFFFE, r == 0xFFFF:
		default:
			x.b = utf8.AppendRune(x.b, r)
		}
	}
}

// Number writes a number with no more decimals than named and no needless zeros.
func Number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
