// Package ofd paints pages to OFD (GB/T 33190-2016), the file that Chinese
// offices archive and exchange. Like export/pdf it decides nothing about wording
// or place: a page's millimetres are the file's.
//
// Render is the only entry. The same document with the same fonts gives the same
// bytes. Characters are embedded as subsets of their fonts and stand in the file
// in the order of the marks, so that text is found and copied. No seal is put on
// it: the file is a version to archive and send on, not an electronic original.
//
// What readers need that no specification says is written down where it is done;
// the standard's own text and no vendor's reader were at hand (docs/ofd.md).
package ofd

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/parts"
)

const (
	namespace = "http://www.ofdspec.org/2016"
	creator   = "建办 Jianban"
)

// Render paints the document. What cannot be painted (a character that no font
// has, a picture that is neither PNG nor JPEG) is a data.Problem.
func Render(doc page.Document, fonts *font.Set) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("paint %q: %v", doc.Title, r)
		}
	}()
	if len(doc.Pages) == 0 {
		return nil, data.Problem{Field: "文件", Message: "没有可以写出的内容"}
	}
	fonts = fonts.Fixed()
	if missing := fonts.Missing(doc); len(missing) > 0 {
		var ps data.Problems
		for _, m := range missing {
			ps = append(ps, m.Problem())
		}
		return nil, ps
	}
	p := &painter{doc: doc, fonts: newFontTable(fonts), pack: parts.NewPack()}
	return p.paint()
}

// painter writes one document. IDs are counted through the whole of it.
type painter struct {
	doc   page.Document
	fonts *fontTable
	pack  *parts.Pack
	id    int

	pageIDs  []int
	pictures []picture
	sum      []byte // of all pages
}

type picture struct {
	id   int
	name string
	kind string
	data []byte
}

// next is the next ID of the document.
func (p *painter) next() string {
	p.id++
	return strconv.Itoa(p.id)
}

// root begins a part with an element of OFD's. The prefix is written out:
// ofd.js opens no file that has the namespace as its default.
func root(name string, attrs ...string) *parts.XML {
	x := parts.NewXML()
	x.Open("ofd:"+name, append([]string{"xmlns:ofd", namespace}, attrs...)...)
	return x
}

func (p *painter) paint() ([]byte, error) {
	p.fonts.collect(p.doc)
	if err := p.fonts.cut(p.next); err != nil {
		return nil, err
	}
	for range p.doc.Pages { // links lead to pages that come later
		p.id++
		p.pageIDs = append(p.pageIDs, p.id)
	}
	contents := make([][]byte, len(p.doc.Pages))
	sum := sha256.New()
	for i, pg := range p.doc.Pages {
		var err error
		if contents[i], err = p.content(pg); err != nil {
			return nil, err
		}
		sum.Write(contents[i])
	}
	sum.Write([]byte(p.doc.Title))
	p.sum = sum.Sum(nil)

	outline := p.outline()
	p.pack.Add("OFD.xml", p.entry())
	p.pack.Add("Doc_0/Document.xml", p.document(outline))
	p.pack.Add("Doc_0/PublicRes.xml", p.fonts.resources())
	if len(p.pictures) > 0 {
		p.pack.Add("Doc_0/DocumentRes.xml", p.media())
	}
	for i, c := range contents {
		p.pack.Add(fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), c)
	}
	for _, f := range p.fonts.files {
		p.pack.AddPacked("Doc_0/Res/"+f.name, f.Packed, f.Length, f.CRC)
	}
	for _, k := range p.pictures {
		p.pack.AddAs("Doc_0/Res/"+k.name, k.data)
	}
	return p.pack.Bytes()
}

// entry is OFD.xml, which says what the file is. It names no day: the letter's is
// printed on it, and the same facts give the same bytes.
func (p *painter) entry() []byte {
	x := root("OFD", "Version", "1.0", "DocType", "OFD")
	x.Open("ofd:DocBody")
	x.Open("ofd:DocInfo")
	x.Element("ofd:DocID", hex.EncodeToString(p.sum[:16]))
	for _, e := range [][2]string{{"Title", p.doc.Title}, {"Author", p.doc.Author}} {
		if text := oneLine(e[1]); text != "" {
			x.Element("ofd:"+e[0], text)
		}
	}
	x.Element("ofd:Creator", creator)
	if paper := oneLine(p.doc.Paper); paper != "" {
		x.Open("ofd:CustomDatas")
		x.Element("ofd:CustomData", paper, "Name", paperKey)
		x.Close()
	}
	x.Close()
	x.Element("ofd:DocRoot", "Doc_0/Document.xml")
	return x.Bytes()
}

// document is the document's own part; the order of its elements is fixed.
func (p *painter) document(outline *parts.XML) []byte {
	x := root("Document")
	x.Open("ofd:CommonData")
	x.Element("ofd:MaxUnitID", strconv.Itoa(p.id))
	x.Open("ofd:PageArea")
	x.Element("ofd:PhysicalBox", box(0, 0, p.doc.Pages[0].Size.W, p.doc.Pages[0].Size.H))
	x.Close()
	x.Element("ofd:PublicRes", "PublicRes.xml")
	if len(p.pictures) > 0 {
		x.Element("ofd:DocumentRes", "DocumentRes.xml")
	}
	x.Close()
	x.Open("ofd:Pages")
	for i, id := range p.pageIDs {
		x.Empty("ofd:Page", "ID", strconv.Itoa(id), "BaseLoc", fmt.Sprintf("Pages/Page_%d/Content.xml", i))
	}
	x.Close()
	if outline != nil {
		x.Add(outline)
	}
	return x.Bytes()
}

// outline are the bookmarks; nil for none.
func (p *painter) outline() *parts.XML {
	if len(p.doc.Bookmarks) == 0 {
		return nil
	}
	x := parts.NewXML()
	x.Open("ofd:Outlines")
	for _, b := range p.doc.Bookmarks {
		if b.Page < 1 || b.Page > len(p.pageIDs) {
			continue
		}
		x.Open("ofd:OutlineElem", "Title", oneLine(b.Title))
		p.leads(x, b.Page)
		x.Close()
	}
	return x
}

// leads is the action that goes to a page.
func (p *painter) leads(x *parts.XML, to int) {
	x.Open("ofd:Actions")
	x.Open("ofd:Action", "Event", "CLICK")
	x.Open("ofd:Goto")
	x.Empty("ofd:Dest", "Type", "XYZ", "PageID", strconv.Itoa(p.pageIDs[to-1]), "Left", "0", "Top", "0", "Right", "0", "Bottom", "0", "Zoom", "0")
	x.Close()
	x.Close()
	x.Close()
}

// media is the list of the pictures.
func (p *painter) media() []byte {
	x := root("Res", "BaseLoc", "Res")
	x.Open("ofd:MultiMedias")
	for _, k := range p.pictures {
		x.Open("ofd:MultiMedia", "ID", strconv.Itoa(k.id), "Type", "Image", "Format", k.kind)
		x.Element("ofd:MediaFile", k.name)
		x.Close()
	}
	return x.Bytes()
}

// oneLine is text as titles have it.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// paperKey is the name under which the file keeps which paper it is.
const paperKey = "JianbanPaper"

// Paper names the paper (page.Document.Paper) that an OFD.xml says its file is;
// "" where it says none.
func Paper(entry io.Reader) string {
	d := xml.NewDecoder(entry)
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "CustomData" || len(e.Attr) == 0 || e.Attr[0].Value != paperKey {
			continue
		}
		var name string
		if err := d.DecodeElement(&name, &e); err != nil {
			return ""
		}
		return name
	}
}

// box is a rectangle as OFD has it.
func box(x, y, w, h page.MM) string {
	return mm(x) + " " + mm(y) + " " + mm(w) + " " + mm(h)
}

// mm is a length; a thousandth of a millimetre is finer than any printer.
func mm(v page.MM) string { return parts.Number(float64(v), 3) }

// kindOf is the format of a picture.
func kindOf(content []byte) (string, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG")):
		return "PNG", nil
	case bytes.HasPrefix(content, []byte{0xFF, 0xD8}):
		return "JPEG", nil
	}
	return "", data.Problem{Field: "图片", Message: "不是PNG或JPEG图片", Hint: "请另存为PNG或JPEG格式"}
}
