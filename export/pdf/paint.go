package pdf

import (
	"bytes"
	"fmt"
	"image/color"
	"image/jpeg"
	"strconv"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"jianban/data"
	"jianban/export/page"
)

// painter paints a document's marks with gofpdf.
type painter struct {
	doc    page.Document
	fonts  *fontSet
	pdf    *gofpdf.Fpdf
	font   *pdfFont // font and size set on this page
	size   float64
	track  page.MM
	down   page.MM // what to add to every y of this page
	images int
	text   []byte // glyph numbers of the run being painted
}

func (p *painter) paint() error {
	p.begin()
	for i, pg := range p.doc.Pages {
		p.pdf.SetPage(i + 1)
		p.font, p.track, p.down = nil, 0, p.shift(pg)
		for at, m := range pg.Marks {
			if err := p.mark(m, pg.Marks[at+1:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// shift is what to add to the y of this page's marks: gofpdf measures y from
// the foot of a sheet as high as the last one, whatever page is being painted.
func (p *painter) shift(pg page.Page) page.MM {
	return p.doc.Pages[len(p.doc.Pages)-1].Size.H - pg.Size.H
}

// begin makes the document with its pages, outline and fonts.
func (p *painter) begin() {
	size := p.doc.Pages[0].Size
	p.pdf = gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: float64(size.W), Ht: float64(size.H)}})
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCompression(false) // finish compresses
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
	p.pdf.SetLineCapStyle("butt")
	for i, pg := range p.doc.Pages {
		p.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: float64(pg.Size.W), Ht: float64(pg.Size.H)})
		for _, b := range p.doc.Bookmarks {
			if b.Page == i+1 {
				p.pdf.Bookmark(utf16BE(plain(b.Title)), 0, float64(p.shift(pg)))
			}
		}
	}
	for _, f := range p.fonts.fonts {
		// A name for gofpdf to paint with; finish puts the font in its place.
		p.pdf.AddFontFromBytes(f.key, "", []byte(`{"Tp":"Core","Name":"`+f.key+`"}`), nil)
	}
}

// mark paints one mark; those that follow tell what room belongs to a run.
func (p *painter) mark(m page.Mark, next []page.Mark) error {
	switch m := m.(type) {
	case page.Glyphs:
		p.glyphs(m, p.fonts.room(m, next))
	case page.Rule:
		p.pdf.SetDrawColor(int(m.Color.R), int(m.Color.G), int(m.Color.B))
		p.pdf.SetLineWidth(float64(m.Weight))
		p.pdf.Line(float64(m.X1), float64(m.Y1+p.down), float64(m.X2), float64(m.Y2+p.down))
	case page.Picture:
		return p.picture(m)
	case page.Link:
		link := p.pdf.AddLink()
		p.pdf.SetLink(link, 0, m.To)
		p.pdf.Link(float64(m.X), float64(m.Y+p.down), float64(m.W), float64(m.H), link)
	}
	return nil
}

// glyphs paints a run of characters, in pieces where the font changes.
func (p *painter) glyphs(g page.Glyphs, room room) {
	p.pdf.SetTextColor(int(g.Color.R), int(g.Color.G), int(g.Color.B))
	x, from := g.X, g.X
	var font *pdfFont
	left := utf8.RuneCountInString(g.Text)
	track := g.Track
	g.Track -= room.inEm() * g.Font.Em() // the letters have the rest in them
	for _, r := range g.Text {
		left--
		c := p.fonts.letter(g.Font.Face, r, room.behind(left))
		if c.font != font {
			p.show(g, font, from)
			font, from = c.font, x
		}
		if font != nil {
			p.text = append(p.text, byte(c.glyph>>8), byte(c.glyph))
		}
		x += page.MM(c.width)*g.Font.Em() + track
	}
	p.show(g, font, from)
}

// show writes the glyphs gathered so far.
func (p *painter) show(g page.Glyphs, font *pdfFont, x page.MM) {
	if len(p.text) == 0 {
		return
	}
	if font != p.font || g.Font.Size != p.size {
		p.pdf.SetFont(font.key, "", g.Font.Size)
		p.font, p.size = font, g.Font.Size
	}
	if g.Track != p.track {
		p.pdf.RawWriteStr(strconv.FormatFloat(float64(g.Track/page.PointMM), 'f', 4, 64) + " Tc")
		p.track = g.Track
	}
	p.pdf.Text(float64(x), float64(g.Baseline+p.down), string(p.text))
	p.text = p.text[:0]
}

func (p *painter) picture(m page.Picture) error {
	kind := "PNG"
	if bytes.HasPrefix(m.Data, []byte{0xFF, 0xD8}) {
		kind = "JPG"
		if c, err := jpeg.DecodeConfig(bytes.NewReader(m.Data)); err == nil && c.ColorModel == color.CMYKModel {
			return data.Problem{Field: "图片", Message: "图片用的是印刷色（CMYK）", Hint: "请另存为RGB颜色的图片"}
		}
	}
	p.images++
	name := "picture" + strconv.Itoa(p.images)
	p.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: kind}, bytes.NewReader(m.Data))
	p.pdf.ImageOptions(name, float64(m.X), float64(m.Y+p.down), float64(m.W), float64(m.H), false, gofpdf.ImageOptions{ImageType: kind}, 0, "")
	if err := p.pdf.Error(); err != nil {
		return fmt.Errorf("picture %d: %w", p.images, err)
	}
	return nil
}
