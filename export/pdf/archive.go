package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf16"

	"jianban/export/page"
)

// This file holds what an archive asks of a PDF (ISO 19005-2, level B) and what
// readers of a tagged one do (ISO 14289-1), beyond what is on its pages. No date stands in the file: the same facts give the
// same bytes, and a letter's date is the one printed on it.

const producer = "建办 Jianban"

// catalog is the root of the file, with the outline, the structure, the metadata
// and the colour profile.
func (f *document) catalog(p *painter) int {
	packet := metadata(p.doc)
	meta := f.add(fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet))
	profile := f.addPacked("/N 3", packedProfile())
	outline := ""
	if n := f.outline(p); n > 0 {
		outline = fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", n)
	}
	return f.add(fmt.Sprintf("<</Type /Catalog /Pages %d 0 R%s\n/Lang (zh-CN)\n/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n"+
		"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%s) /Info (%s) /DestOutputProfile %d 0 R>>]\n>>",
		treeOfPages, outline, p.structure.tree, meta, profileName, profileName, profile))
}

// outline lists the bookmarks; 0 where there is none.
func (f *document) outline(p *painter) int {
	marks := p.doc.Bookmarks
	if len(marks) == 0 {
		return 0
	}
	root := f.reserve()
	for i, m := range marks {
		b := fmt.Appendf(nil, "<</Title %s /Parent %d 0 R /Dest %s", textString(plain(m.Title)), root, p.top(m.Page))
		if i > 0 {
			b = fmt.Appendf(b, " /Prev %d 0 R", root+i)
		}
		if i+1 < len(marks) {
			b = fmt.Appendf(b, " /Next %d 0 R", root+i+2)
		}
		f.add(string(append(b, ">>"...)))
	}
	f.set(root, fmt.Appendf(nil, "<</Type /Outlines /Count %d /First %d 0 R /Last %d 0 R>>", len(marks), root+1, root+len(marks)))
	return root
}

// textString is text as PDF's dictionaries have it, characters above U+FFFF
// included.
func textString(s string) string {
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = hex4(b, u)
	}
	return string(append(b, '>'))
}

// information is the older form of the metadata, which says the same.
func information(doc page.Document) []byte {
	b := []byte("<<")
	for _, e := range []struct{ key, text string }{{"Title", doc.Title}, {"Author", doc.Author}, {"Producer", producer}} {
		if e.text == "" {
			continue
		}
		b = fmt.Appendf(b, "/%s %s\n", e.key, textString(e.text))
	}
	return append(b, ">>"...)
}

// metadata is the XMP packet: title, author, language, and that the file is
// PDF/A-2b and PDF/UA-1, the last with its description, which PDF/A asks of what
// it does not know.
func metadata(doc page.Document) string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format><pdf:Producer>" + producer + "</pdf:Producer>\n" +
		"<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n")
	if doc.Title != "" {
		b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(doc.Title) + "</rdf:li></rdf:Alt></dc:title>\n")
	}
	if doc.Author != "" {
		b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + escaped(doc.Author) + "</rdf:li></rdf:Seq></dc:creator>\n")
	}
	if doc.Paper != "" {
		b.WriteString(paperStart + escaped(doc.Paper) + paperEnd)
	}
	b.WriteString(`</rdf:Description>` + uaSchema + `</rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"w\"?>")
	return b.String()
}

// uaSchema describes pdfuaid:part (ISO 19005-2, 6.6.2.3).
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
	`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>` +
	`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property>` +
	`</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`

// paperStart and paperEnd stand around the name of the paper that a file is.
const paperStart, paperEnd = "<dc:identifier>", "</dc:identifier>\n"

// largestPaper is more bytes than a paper of one proposal has.
const largestPaper = 16 << 20

// PaperAt names the paper (page.Document.Paper) that the file at path is; "" where
// it is none that this program wrote for one proposal, or cannot be read.
func PaperAt(path string) string {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > largestPaper {
		return ""
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	_, rest, there := bytes.Cut(content, []byte(paperStart))
	text, _, ends := bytes.Cut(rest, []byte(paperEnd))
	if !there || !ends {
		return ""
	}
	var name string
	if err := xml.Unmarshal(slices.Concat([]byte("<p>"), text, []byte("</p>")), &name); err != nil {
		return ""
	}
	return name
}

func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err) // a builder takes everything
	}
	return b.String()
}
