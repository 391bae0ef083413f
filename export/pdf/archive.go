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

// This file holds what an archive asks of a PDF (ISO 19005-2, level B) beyond
// what is on its pages. No date stands in the file: the same facts give the
// same bytes, and a letter's date is the one printed on it.

const producer = "建办 Jianban"

// archivable is gofpdf's catalog with the language, the metadata and the colour
// profile, and without its empty list of attachments.
func (f *document) archivable(catalog []byte, doc page.Document) ([]byte, error) {
	head, rest, ok := bytes.Cut(catalog, []byte("/Names <<\n"))
	if !ok || bytes.Contains(rest, []byte("/Filespec")) {
		return nil, fmt.Errorf("gofpdf's catalog is not as expected")
	}
	packet := metadata(doc)
	meta := f.add(fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet))
	profile := f.addStream("/N 3", sRGB())
	out := bytes.Clone(head)
	out = fmt.Appendf(out, "/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", meta)
	return fmt.Appendf(out, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%s) /Info (%s) /DestOutputProfile %d 0 R>>]\n>>", profileName, profileName, profile), nil
}

// information is the older form of the metadata, which says the same.
func information(doc page.Document) []byte {
	b := []byte("<<")
	for _, e := range []struct{ key, text string }{{"Title", doc.Title}, {"Author", doc.Author}, {"Producer", producer}} {
		if e.text == "" {
			continue
		}
		b = fmt.Appendf(b, "/%s <FEFF", e.key)
		for _, u := range utf16.Encode([]rune(e.text)) {
			b = fmt.Appendf(b, "%04X", u)
		}
		b = append(b, ">\n"...)
	}
	return append(b, ">>"...)
}

// metadata is the XMP packet: title, author, language, and that the file is
// PDF/A-2b.
func metadata(doc page.Document) string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><dc:format>application/pdf</dc:format><pdf:Producer>" + producer + "</pdf:Producer>\n" +
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
	b.WriteString(`</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"w\"?>")
	return b.String()
}

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
