package preview

import (
	"image/color"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"jianban/export/page"
	look "jianban/gui/theme"
)

// Sign marks words on paper that something is the matter with: a soft ground,
// a line under them and a bar in the margin.
type Sign struct {
	Areas []page.Area
	Color fyne.ThemeColorName // of line and bar; the ground is a veil of it
}

// Lengths of signs on paper.
const (
	signLine   page.MM = 0.7  // weight of the line
	signBelow  page.MM = 0.4  // from the characters' cells down to it
	signBar    page.MM = 1.4  // width of the bar
	signBarOut page.MM = 19   // from the paper's left edge to the bar
	signVeil           = 0x24 // opacity of the ground, of 255
	chosenVeil         = 0x50
)

// signPart is a rectangle on paper.
type signPart struct {
	rect       *canvas.Rectangle
	sheet      int
	x, y, w, h page.MM
}

// SetSigns marks words on the pages. It takes away what Reveal has lit.
func (p *Preview) SetSigns(signs []Sign) {
	if p.lit == nil && reflect.DeepEqual(p.signs, signs) {
		return
	}
	p.signs, p.lit = signs, nil
	p.drawSigns()
}

// Reveal scrolls to words on paper and lights them until other signs are set.
func (p *Preview) Reveal(areas []page.Area) {
	p.lit = areas
	p.drawSigns()
	if len(areas) == 0 || areas[0].Page < 1 || areas[0].Page > len(p.sheets) {
		return
	}
	a, view := areas[0], p.scroll.Size()
	s := p.sheets[a.Page-1]
	top := s.top + float32(a.Y)*p.scale
	left, right := s.left+float32(a.X)*p.scale, s.left+float32(a.X+a.W)*p.scale
	to := p.scroll.Offset
	if top < to.Y+gap() || top+float32(a.H)*p.scale > to.Y+view.Height-gap() {
		to.Y = top - view.Height/3
	}
	if left < to.X || right > to.X+view.Width {
		to.X = left - view.Width/3
	}
	if to != p.scroll.Offset {
		p.scrollTo(to)
	}
}

// drawSigns makes the rectangles of all signs anew.
func (p *Preview) drawSigns() {
	p.parts = nil
	for _, s := range p.signs {
		for _, a := range s.Areas {
			p.addPart(a.Page, s.Color, signVeil, a.X, a.Y, a.W, a.H)
			p.addPart(a.Page, s.Color, 0xff, a.X, a.Y+a.H+signBelow, a.W, signLine)
			p.addPart(a.Page, s.Color, 0xff, signBarOut, a.Y, signBar, a.H)
		}
	}
	for _, a := range p.lit {
		p.addPart(a.Page, look.ColorBlue, chosenVeil, a.X-0.5, a.Y-0.5, a.W+1, a.H+1)
	}
	p.fillPaper()
}

func (p *Preview) addPart(pageNumber int, c fyne.ThemeColorName, veil uint8, x, y, w, h page.MM) {
	if pageNumber < 1 || pageNumber > len(p.sheets) {
		return
	}
	rect := canvas.NewRectangle(onPaper(c, veil))
	p.parts = append(p.parts, signPart{rect, pageNumber - 1, x, y, w, h})
}

// place puts the rectangle onto its sheet.
func (s signPart) place(p *Preview) {
	if s.sheet >= len(p.sheets) {
		return
	}
	on, k := p.sheets[s.sheet], p.scale
	s.rect.Move(fyne.NewPos(on.left+float32(s.x)*k, on.top+float32(s.y)*k))
	s.rect.Resize(fyne.NewSize(float32(s.w)*k, max(float32(s.h)*k, 1)))
}

// onPaper is a theme colour with another opacity.
func onPaper(name fyne.ThemeColorName, alpha uint8) color.Color {
	c, ok := color.NRGBAModel.Convert(look.Colour(name)).(color.NRGBA)
	if ok {
		c.A = alpha
	}
	return c
}
