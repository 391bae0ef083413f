package preview

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // pictures of pages are PNG or JPEG
	_ "image/png"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"jianban/export/font"
	"jianban/export/page"
)

// Painter paints pages into images. It is safe for concurrent use and
// remembers the shapes of the characters it has painted.
type Painter struct {
	fonts  *font.Set
	shapes shapes
}

// NewPainter makes a painter that draws characters with the given fonts.
func NewPainter(fonts *font.Set) *Painter {
	return &Painter{fonts: fonts}
}

// PixelHeight is the height of a page painted width pixels wide.
func PixelHeight(size page.Size, width int) int {
	if size.W <= 0 {
		return 0
	}
	return int(math.Round(float64(width) * float64(size.H/size.W)))
}

// Paint paints one page on white, width pixels wide, every mark at its exact
// place. It stops with the context's error when the context ends, and names a
// picture that cannot be read.
func (p *Painter) Paint(ctx context.Context, pg page.Page, width int) (*image.RGBA, error) {
	if width < 1 || pg.Size.W <= 0 || pg.Size.H <= 0 {
		return image.NewRGBA(image.Rectangle{}), nil
	}
	img := image.NewRGBA(image.Rect(0, 0, width, PixelHeight(pg.Size, width)))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	c := brush{painter: p, fonts: p.fonts.Fixed(), img: img, scale: float64(width) / float64(pg.Size.W)}
	for _, m := range pg.Marks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch m := m.(type) {
		case page.Glyphs:
			c.glyphs(m)
		case page.Rule:
			c.rule(m)
		case page.Picture:
			if err := c.picture(m); err != nil {
				return nil, err
			}
		case page.Link: // leads somewhere, shows nothing
		}
	}
	return img, nil
}

// brush is one page being painted; scale is pixels per millimetre.
type brush struct {
	painter *Painter
	fonts   *font.Set // as they are now: one page is painted with the same fonts
	img     *image.RGBA
	scale   float64
	pen     vector.Rasterizer
}

// glyphs paints a run in one go: its outlines are collected in a rasteriser as
// large as the run's ink.
func (c *brush) glyphs(g page.Glyphs) {
	size := float64(g.Font.Em()) * c.scale
	if size <= 0 {
		return
	}
	type placed struct {
		shape *shape
		x     float64
	}
	x, baseline := float64(g.X)*c.scale, float64(g.Baseline)*c.scale
	var run []placed
	box := emptyBox
	for _, r := range g.Text {
		src, ok := c.fonts.Resolve(g.Font.Face, r)
		if ok {
			s := c.painter.shapes.get(src, r, size)
			if len(s.contours) > 0 {
				run = append(run, placed{s, x})
				box = box.union(s.box.moved(x, baseline))
			}
		}
		x += float64(c.fonts.Advance(g.Font, r)+g.Track) * c.scale
	}
	area := box.pixels().Intersect(c.img.Bounds())
	if len(run) == 0 || area.Empty() {
		return
	}
	c.pen.Reset(area.Dx(), area.Dy())
	dy := float32(baseline - float64(area.Min.Y))
	for _, p := range run {
		p.shape.addTo(&c.pen, float32(p.x-float64(area.Min.X)), dy)
	}
	c.fill(area, g.Color)
}

// rule paints a straight line as a thin area, never thinner than half a pixel,
// so that the hairlines of a table stay visible in a small picture.
func (c *brush) rule(r page.Rule) {
	x1, y1 := float64(r.X1)*c.scale, float64(r.Y1)*c.scale
	x2, y2 := float64(r.X2)*c.scale, float64(r.Y2)*c.scale
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	half := max(float64(r.Weight)*c.scale, 0.5) / 2
	nx, ny := -(y2-y1)/length*half, (x2-x1)/length*half
	corners := [4][2]float64{{x1 + nx, y1 + ny}, {x2 + nx, y2 + ny}, {x2 - nx, y2 - ny}, {x1 - nx, y1 - ny}}
	box := emptyBox
	for _, p := range corners {
		box = box.with(p[0], p[1])
	}
	area := box.pixels().Intersect(c.img.Bounds())
	if area.Empty() {
		return
	}
	c.pen.Reset(area.Dx(), area.Dy())
	at := func(p [2]float64) (float32, float32) {
		return float32(p[0] - float64(area.Min.X)), float32(p[1] - float64(area.Min.Y))
	}
	c.pen.MoveTo(at(corners[0]))
	for _, p := range corners[1:] {
		c.pen.LineTo(at(p))
	}
	c.pen.ClosePath()
	c.fill(area, r.Color)
}

func (c *brush) picture(p page.Picture) error {
	src, _, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		return fmt.Errorf("picture of a page: %w", err)
	}
	round := func(v page.MM) int { return int(math.Round(float64(v) * c.scale)) }
	area := image.Rect(round(p.X), round(p.Y), round(p.X+p.W), round(p.Y+p.H))
	draw.ApproxBiLinear.Scale(c.img, area, src, src.Bounds(), draw.Over, nil)
	return nil
}

func (c *brush) fill(area image.Rectangle, col page.Color) {
	ink := image.NewUniform(color.RGBA{R: col.R, G: col.G, B: col.B, A: 0xff})
	c.pen.DrawOp = draw.Over
	c.pen.Draw(c.img, area, ink, image.Point{})
}
