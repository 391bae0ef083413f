// Package doctext takes the text out of files that are attached to proposals:
// plain text, Word documents (.docx) and workbooks (.xlsx), so that a search
// finds it. Every read is bounded: neither a large file nor one made to unfold
// without end takes more than a few megabytes. A file it cannot read has no text.
package doctext

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The bounds: of a file that is looked into, of what is read of it unfolded, and
// of the text that is kept, all in bytes.
const (
	LargestFile = 32 << 20
	mostRead    = 16 << 20
	mostText    = 256 << 10
	mostParts   = 10_000
)

// Readable tells by its name whether a file may have text that Of can take out.
func Readable(name string) bool {
	return slices.Contains([]string{".txt", ".docx", ".xlsx"}, ending(name))
}

func ending(name string) string { return strings.ToLower(path.Ext(name)) }

// Of is the text of a file, its paragraphs or cells a line each; "" where it has
// none or cannot be read. What is beyond a quarter of a megabyte is left out.
func Of(name string, content []byte) string {
	if len(content) > LargestFile || !Readable(name) {
		return ""
	}
	var text string
	switch ending(name) {
	case ".txt":
		text = plain(content[:min(len(content), 2*mostText)])
	case ".docx":
		w, _ := OfWord(content) // what could be read counts
		return w.Text
	case ".xlsx":
		text = packed(content, func(part string) bool {
			return part == "xl/sharedStrings.xml" || strings.HasPrefix(part, "xl/worksheets/sheet")
		}, "si", "is")
	}
	return cut(clean(text))
}

// plain reads text in UTF-8, UTF-16 with its mark, or GB18030.
func plain(content []byte) string {
	switch {
	case bytes.HasPrefix(content, []byte("\xEF\xBB\xBF")):
		return string(content[3:])
	case bytes.HasPrefix(content, []byte("\xFF\xFE")):
		return wide(content[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(content, []byte("\xFE\xFF")):
		return wide(content[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	case utf8.Valid(whole(content)):
		return string(whole(content))
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil {
		return ""
	}
	return string(text)
}

// whole leaves out a character that was cut at the end.
func whole(content []byte) []byte {
	for n := 1; n <= 3 && n <= len(content); n++ {
		if end := len(content) - n; utf8.RuneStart(content[end]) {
			if !utf8.FullRune(content[end:]) {
				return content[:end]
			}
			break
		}
	}
	return content
}

func wide(content []byte, unit func([]byte) uint16) string {
	units := make([]uint16, 0, len(content)/2)
	for ; len(content) >= 2; content = content[2:] {
		units = append(units, unit(content))
	}
	return string(utf16.Decode(units))
}

// packed reads the text elements of some parts of an Office file; each of the
// elements named ends a line.
func packed(content []byte, wanted func(part string) bool, lines ...string) string {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(z.File) > mostParts {
		return ""
	}
	var b strings.Builder
	left := int64(mostRead)
	for _, f := range z.File {
		if !wanted(f.Name) || left <= 0 || b.Len() > mostText {
			continue
		}
		part, err := f.Open()
		if err != nil {
			continue
		}
		bounded := &io.LimitedReader{R: part, N: left}
		texts(xml.NewDecoder(bounded), &b, lines)
		left = bounded.N
		if part.Close() != nil {
			continue // what was read of it counts
		}
	}
	return b.String()
}

// texts writes what stands in t elements, until the part ends or breaks off.
func texts(d *xml.Decoder, b *strings.Builder, lines []string) {
	inText := false
	for b.Len() <= mostText {
		token, err := d.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				b.WriteByte('\n')
			}
			return
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "t":
				inText = true
			case "tab", "br", "cr":
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if x.Name.Local == "t" {
				inText = false
			} else if slices.Contains(lines, x.Name.Local) {
				b.WriteByte('\n')
			}
		case xml.CharData:
			if inText {
				b.Write(x)
			}
		}
	}
}

// clean leaves out what no text holds, and blank lines.
func clean(text string) string { return cleaned(text, strings.TrimSpace) }

// cleaned is clean with another way to trim a line.
func cleaned(text string, trim func(string) string) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	var kept []string
	for line := range strings.Lines(text) {
		if line = trim(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func cut(text string) string {
	if len(text) <= mostText {
		return text
	}
	end := mostText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}
