// Package pdf paints pages to PDF. It decides nothing about wording or place:
// every mark goes where export/page put it.
//
// paint.go writes the marks as the contents of pages, picture.go pictures; packing.go
// packs what is ready beside the painting;
// fonts.go cuts the fonts to what the document needs; structure.go tells what
// each mark is a part of; archive.go has what archives ask for: metadata, colour
// profile, outline; objects.go puts the file together.
//
// Render is the only entry. The same document with the same fonts gives the
// same bytes, in every process. The file is PDF/A-2b and PDF/UA-1 (docs/pdf.md). What cannot
// be painted (a character that no font has) is a data.Problem that names it and
// its page; nothing is written then. Render never panics, prints nothing, and
// may run on several goroutines at once.
package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
)

// Render paints the document.
func Render(doc page.Document, fonts *font.Set) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("paint %q: %v", doc.Title, r)
		}
	}()
	if len(doc.Pages) == 0 {
		return nil, data.Problem{Field: "文件", Message: "没有可以打印的内容"}
	}
	doc.Title, doc.Author, doc.Paper = plain(doc.Title), plain(doc.Author), plain(doc.Paper)
	fonts = fonts.Fixed()
	set := newFontSet(fonts)
	if !set.collect(doc) {
		return nil, missing(doc, fonts)
	}
	set.choose()
	packing := newPacking(len(doc.Pages))
	defer func() { // whatever became of it, the helpers end
		if e := packing.wait(); err == nil && e != nil {
			file, err = nil, e
		}
	}()
	for _, font := range set.fonts {
		packing.give(font.pack)
	}
	f := &document{}
	p := painter{doc: doc, fonts: set, f: f, packing: packing}
	if err := p.paint(); err != nil {
		return nil, err
	}
	composites := make([]int, len(set.fonts))
	for i, font := range set.fonts {
		composites[i] = font.composite(f)
	}
	p.resources(composites)
	info := f.add(string(information(doc)))
	return f.bytes(f.catalog(&p), info), nil
}

// Check is Render's first look alone: nil, or the Problems that name each
// character that no font has.
func Check(doc page.Document, fonts *font.Set) error {
	fonts = fonts.Fixed()
	if newFontSet(fonts).collect(doc) {
		return nil
	}
	return missing(doc, fonts)
}

func missing(doc page.Document, fonts *font.Set) error {
	var ps data.Problems
	for _, m := range fonts.Missing(doc) {
		ps = append(ps, m.Problem())
	}
	return ps.Err()
}

// plain is text as titles have it: one line, without control characters, which
// XML cannot hold.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == 0xFFFE || r == 0xFFFF
	}), " ")
}
