// Package pdf paints pages to PDF with gofpdf. It decides nothing about wording
// or place: every mark goes where export/page put it.
//
// Render is the only entry. The same document gives the same bytes. What cannot
// be painted (a character that no font has) is a data.Problem that names it and
// its page; nothing is written then. Render never panics, prints nothing, and
// may run on several goroutines at once.
package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
)

// stamp is the creation date of every file: the same facts, the same bytes.
var stamp = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// run is a stretch of a Glyphs mark that one physical font paints.
type run struct {
	src  *font.Source
	text []rune
	x    page.MM
}

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
	p := painter{fonts: fonts.Fixed(), doc: doc, need: map[*font.Source]map[rune]bool{}}
	if err := p.collect(); err != nil {
		return nil, err
	}
	if err := p.begin(); err != nil {
		return nil, err
	}
	for i, pg := range doc.Pages {
		p.pdf.SetPage(i + 1)
		p.face, p.track, p.down = "", 0, p.shift(pg)
		for _, m := range pg.Marks {
			p.mark(m)
		}
	}
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("paint %q: %w", doc.Title, err)
	}
	return p.finish(b.Bytes())
}

// Check is Render's first look alone: nil, or the Problems that name each
// character that no font has.
func Check(doc page.Document, fonts *font.Set) error {
	p := painter{fonts: fonts.Fixed(), doc: doc, need: map[*font.Source]map[rune]bool{}}
	return p.collect()
}

type painter struct {
	fonts  *font.Set
	doc    page.Document
	pdf    *gofpdf.Fpdf
	need   map[*font.Source]map[rune]bool
	codes  map[*font.Source]map[rune]uint16
	family map[*font.Source]string
	face   string // font and size set on this page
	track  page.MM
	down   page.MM // what to add to every y of this page
	images int
}

// shift is what to add to the y of this page's marks: gofpdf measures y from
// the foot of a sheet as high as the last one, whatever page is being painted.
func (p *painter) shift(pg page.Page) page.MM {
	return p.doc.Pages[len(p.doc.Pages)-1].Size.H - pg.Size.H
}

// collect finds which font needs which characters, and what no font has.
func (p *painter) collect() error {
	lost := false
	for _, pg := range p.doc.Pages {
		for _, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			for _, r := range g.Text {
				src, ok := p.fonts.Resolve(g.Font.Face, r)
				if !ok {
					lost = true
					continue
				}
				if p.need[src] == nil {
					p.need[src] = map[rune]bool{}
				}
				p.need[src][r] = true
			}
		}
	}
	if !lost {
		return nil
	}
	var ps data.Problems
	for _, m := range p.fonts.Missing(p.doc) {
		ps = append(ps, m.Problem())
	}
	return ps.Err()
}

// begin makes the document with its fonts, pages and outline.
func (p *painter) begin() error {
	size := p.doc.Pages[0].Size
	p.pdf = gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: float64(size.W), Ht: float64(size.H)}})
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCreationDate(stamp)
	p.pdf.SetModificationDate(stamp)
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
	p.pdf.SetTitle(utf16BE(p.doc.Title), false)
	p.pdf.SetAuthor(utf16BE(p.doc.Author), false)
	p.pdf.SetProducer("jianban", false)
	p.pdf.SetLineCapStyle("butt")
	// Pages and outline come before any font: with one set, gofpdf would recode
	// the outline's titles and lose characters above U+FFFF.
	for i, pg := range p.doc.Pages {
		p.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: float64(pg.Size.W), Ht: float64(pg.Size.H)})
		for _, b := range p.doc.Bookmarks {
			if b.Page == i+1 {
				p.pdf.Bookmark(utf16BE(b.Title), 0, float64(p.shift(pg)))
			}
		}
	}
	return p.addFonts()
}

func (p *painter) addFonts() error {
	p.codes, p.family = map[*font.Source]map[rune]uint16{}, map[*font.Source]string{}
	sources := slices.SortedFunc(maps.Keys(p.need), func(a, b *font.Source) int {
		return bytes.Compare([]byte(a.Name()), []byte(b.Name()))
	})
	for _, src := range sources {
		file, codes, err := src.Subset(slices.Sorted(maps.Keys(p.need[src])))
		if err != nil {
			return err
		}
		p.codes[src], p.family[src] = codes, src.Name()
		p.pdf.AddUTF8FontFromBytes(src.Name(), "", file)
	}
	return nil
}

func (p *painter) mark(m page.Mark) {
	switch m := m.(type) {
	case page.Glyphs:
		p.glyphs(m)
	case page.Rule:
		p.pdf.SetDrawColor(int(m.Color.R), int(m.Color.G), int(m.Color.B))
		p.pdf.SetLineWidth(float64(m.Weight))
		p.pdf.Line(float64(m.X1), float64(m.Y1+p.down), float64(m.X2), float64(m.Y2+p.down))
	case page.Picture:
		p.picture(m)
	case page.Link:
		link := p.pdf.AddLink()
		p.pdf.SetLink(link, 0, m.To)
		p.pdf.Link(float64(m.X), float64(m.Y+p.down), float64(m.W), float64(m.H), link)
	}
}

func (p *painter) glyphs(g page.Glyphs) {
	p.pdf.SetTextColor(int(g.Color.R), int(g.Color.G), int(g.Color.B))
	for _, r := range p.runs(g) {
		if want := r.src.Name() + strconv.FormatFloat(g.Font.Size, 'f', 3, 64); want != p.face {
			if p.face == "" {
				p.pdf.SetFont(p.family[r.src], "", g.Font.Size+1) // gofpdf would not repeat the font of the page before
			}
			p.pdf.SetFont(p.family[r.src], "", g.Font.Size)
			p.face = want
		}
		if g.Track != p.track {
			p.pdf.RawWriteStr(strconv.FormatFloat(float64(g.Track/page.PointMM), 'f', 4, 64) + " Tc")
			p.track = g.Track
		}
		out := make([]rune, len(r.text))
		for i, ch := range r.text {
			out[i] = rune(p.codes[r.src][ch])
		}
		p.pdf.Text(float64(r.x), float64(g.Baseline+p.down), string(out))
	}
}

// runs parts a mark where the physical font changes.
func (p *painter) runs(g page.Glyphs) []run {
	var all []run
	x := g.X
	for _, ch := range g.Text {
		src, ok := p.fonts.Resolve(g.Font.Face, ch)
		if ok {
			if n := len(all); n > 0 && all[n-1].src == src {
				all[n-1].text = append(all[n-1].text, ch)
			} else {
				all = append(all, run{src, []rune{ch}, x})
			}
		}
		x += p.fonts.Advance(g.Font, ch) + g.Track
	}
	return all
}

func (p *painter) picture(m page.Picture) {
	kind := "PNG"
	if bytes.HasPrefix(m.Data, []byte{0xFF, 0xD8}) {
		kind = "JPG"
	}
	p.images++
	name := "picture" + strconv.Itoa(p.images)
	p.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: kind}, bytes.NewReader(m.Data))
	p.pdf.ImageOptions(name, float64(m.X), float64(m.Y+p.down), float64(m.W), float64(m.H), false, gofpdf.ImageOptions{ImageType: kind}, 0, "")
}

// utf16BE is text as PDF's strings want it, characters above U+FFFF included.
func utf16BE(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}
