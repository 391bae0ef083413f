// Package docx writes papers as Word documents (.docx), for those who go on
// working on them in Word or WPS. It writes from what a paper's pages were laid
// out from (page.Matter), so that paragraphs are paragraphs and tables tables;
// rows and characters stand at the distances of the page model, so that lines and
// pages fall as they do in the PDF.
//
// Render is the only entry. The same document gives the same bytes. Fonts are
// named, not embedded. What was measured in readers stands in docs/docx.md.
package docx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/parts"
)

// Render writes the document. m measures the words that have places of their own,
// such as the red head.
func Render(doc page.Document, m page.Measurer) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("write %q: %v", doc.Title, r)
		}
	}()
	if len(doc.Pages) == 0 {
		return nil, data.Problem{Field: "文件", Message: "没有可以写出的内容"}
	}
	w := &writer{m: m, body: parts.NewXML(), base: baseStyle(doc)}
	w.body.Open("w:document", namespaces...)
	w.body.Open("w:body")
	all := sections(doc.Pages)
	for i, s := range all {
		if err := w.section(s, i+1 == len(all)); err != nil {
			return nil, err
		}
	}
	return w.file(doc)
}

// section is what one Matter became: its pages one after the other.
type section struct {
	from  *page.Matter // nil for a page that was put together by its marks
	pages []page.Page
}

func sections(pages []page.Page) (all []section) {
	for _, pg := range pages {
		if n := len(all); n > 0 && pg.From != nil && all[n-1].from == pg.From {
			all[n-1].pages = append(all[n-1].pages, pg)
			continue
		}
		all = append(all, section{pg.From, []page.Page{pg}})
	}
	return all
}

// baseStyle is how the document's text is set unless a paragraph says otherwise:
// as that of its first section.
func baseStyle(doc page.Document) page.Style {
	for _, pg := range doc.Pages {
		if pg.From != nil {
			return pg.From.Style
		}
	}
	return page.Official()
}

// writer writes the parts of one document.
type writer struct {
	m      page.Measurer
	body   *parts.XML
	base   page.Style // of the document's text
	style  page.Style // of the section under way
	last   *para      // not written yet: what follows may still belong to it
	gap    page.MM    // free room before the next paragraph
	brk    bool       // the next paragraph begins a page
	tabled bool       // a table stands right before

	shapes   []*parts.XML // belong to the next paragraph
	footers  []*parts.XML
	pictures []picture
	drawings int
	numbered bool // some section numbers its pages
}

type picture struct {
	name string
	data []byte
}

var namespaces = []string{
	"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
	"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
	"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main",
	"xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture",
	"xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006",
	"xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}

const (
	officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordType    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	packageNS   = "http://schemas.openxmlformats.org/package/2006/"
)

// file packs the parts.
func (w *writer) file(doc page.Document) ([]byte, error) {
	p := parts.NewPack()
	document := w.body.Bytes()
	p.Add("[Content_Types].xml", w.contentTypes())
	rels := relations{}
	rels.add(officeTypes+"officeDocument", "word/document.xml")
	rels.add(packageNS+"relationships/metadata/core-properties", "docProps/core.xml")
	p.Add("_rels/.rels", rels.bytes())
	p.Add("docProps/core.xml", core(doc))
	p.Add("word/document.xml", document)
	p.Add("word/styles.xml", w.styles())
	p.Add("word/settings.xml", w.settings())
	p.Add("word/fontTable.xml", fontTable())
	inside := relations{}
	inside.add(officeTypes+"styles", "styles.xml")
	inside.add(officeTypes+"settings", "settings.xml")
	inside.add(officeTypes+"fontTable", "fontTable.xml")
	for i, f := range w.footers {
		name := fmt.Sprintf("footer%d.xml", i+1)
		inside.addAs(footerID(i), officeTypes+"footer", name)
		p.Add("word/"+name, f.Bytes())
	}
	for i, k := range w.pictures {
		inside.addAs(pictureID(i), officeTypes+"image", "media/"+k.name)
		p.AddAs("word/media/"+k.name, k.data)
	}
	p.Add("word/_rels/document.xml.rels", inside.bytes())
	return p.Bytes()
}

func footerID(i int) string  { return fmt.Sprintf("rIdF%d", i+1) }
func pictureID(i int) string { return fmt.Sprintf("rIdP%d", i+1) }

// relations is a list of what a part refers to.
type relations struct{ list [][3]string }

func (r *relations) add(kind, target string) {
	r.addAs("rId"+strconv.Itoa(len(r.list)+1), kind, target)
}

func (r *relations) addAs(id, kind, target string) {
	r.list = append(r.list, [3]string{id, kind, target})
}

func (r *relations) bytes() []byte {
	x := parts.NewXML()
	x.Open("Relationships", "xmlns", packageNS+"relationships")
	for _, e := range r.list {
		x.Empty("Relationship", "Id", e[0], "Type", e[1], "Target", e[2])
	}
	return x.Bytes()
}

func (w *writer) contentTypes() []byte {
	x := parts.NewXML()
	x.Open("Types", "xmlns", packageNS+"content-types")
	for _, e := range [][2]string{{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}, {"png", "image/png"}, {"jpeg", "image/jpeg"}} {
		x.Empty("Default", "Extension", e[0], "ContentType", e[1])
	}
	over := func(part, kind string) { x.Empty("Override", "PartName", part, "ContentType", kind) }
	over("/word/document.xml", wordType+"document.main+xml")
	over("/word/styles.xml", wordType+"styles+xml")
	over("/word/settings.xml", wordType+"settings+xml")
	over("/word/fontTable.xml", wordType+"fontTable+xml")
	over("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	for i := range w.footers {
		over(fmt.Sprintf("/word/footer%d.xml", i+1), wordType+"footer+xml")
	}
	return x.Bytes()
}

// core is what the file says of itself. It names no day, so that the same facts
// give the same bytes.
func core(doc page.Document) []byte {
	x := parts.NewXML()
	x.Open("cp:coreProperties", "xmlns:cp", packageNS+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	for _, e := range [][2]string{{"dc:title", doc.Title}, {"dc:creator", doc.Author}, {"dc:identifier", doc.Paper}} {
		if text := oneLine(e[1]); text != "" {
			x.Element(e[0], text)
		}
	}
	x.Element("dc:language", "zh-CN")
	return x.Bytes()
}

// oneLine is text as titles have it.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// Paper names the paper (page.Document.Paper) that a docProps/core.xml says its
// file is; "" where it says none.
func Paper(core io.Reader) string {
	var said struct {
		Identifier string `xml:"identifier"`
	}
	if err := xml.NewDecoder(core).Decode(&said); err != nil {
		return ""
	}
	return said.Identifier
}
