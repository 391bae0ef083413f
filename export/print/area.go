package print

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // pictures of pages are PNG or JPEG
	_ "image/png"
	"math"

	"jianban/export/font"
	"jianban/export/page"
)

// point is a place on the sheet in micrometres from its top left corner, as
// the device context is told to count (gdi_windows.go). int32 as Windows' POINT
// has it.
type point struct{ X, Y int32 }

// area is what is filled in one go by the winding rule, as PolyPolygon takes
// it: the corners of all its closed polygons, and how many each has.
type area struct {
	corners []point
	counts  []int32
}

func at(x, y page.MM) point {
	return point{int32(math.Round(float64(x) * 1000)), int32(math.Round(float64(y) * 1000))}
}

func (a *area) add(p []point) {
	a.corners = append(a.corners, p...)
	a.counts = append(a.counts, int32(len(p)))
}

// flatness is how far a flattened curve may lie off the true one: an eighth of
// a dot at 600 dots an inch.
const flatness page.MM = 0.005

// shapes remembers flattened outlines in em while a job is drawn.
type shapes map[shapeKey][][][2]float32

type shapeKey struct {
	src  *font.Source
	r    rune
	size float64
}

// glyph is a character's area at its place.
func (s shapes) glyph(src *font.Source, r rune, f page.Font, x, baseline page.MM) (a area) {
	em := f.Em()
	key := shapeKey{src, r, f.Size}
	polygons, ok := s[key]
	if !ok {
		polygons = font.Flatten(src.Outline(r), float32(flatness/em))
		s[key] = polygons
	}
	for _, polygon := range polygons {
		ps := make([]point, len(polygon))
		for i, p := range polygon {
			ps[i] = at(x+page.MM(p[0])*em, baseline-page.MM(p[1])*em)
		}
		a.add(ps)
	}
	return a
}

// ruleArea is what a rule covers, at least so wide.
func ruleArea(r page.Rule, least page.MM) (a area) {
	dx, dy := r.X2-r.X1, r.Y2-r.Y1
	length := page.MM(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return a
	}
	half := max(r.Weight, least) / 2
	nx, ny := -dy/length*half, dx/length*half
	a.add([]point{at(r.X1+nx, r.Y1+ny), at(r.X2+nx, r.Y2+ny), at(r.X2-nx, r.Y2-ny), at(r.X1-nx, r.Y1-ny)})
	return a
}

// bitmap is a picture as StretchDIBits takes it: three bytes a pixel, blue
// first, rows from the lowest up and each filled up to four bytes.
type bitmap struct {
	w, h int
	bits []byte
}

// decode reads a picture of a page; what shines through becomes white paper.
func decode(p page.Picture) (bitmap, error) {
	src, _, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		return bitmap{}, fmt.Errorf("picture of a page: %w", err)
	}
	b := bitmap{w: src.Bounds().Dx(), h: src.Bounds().Dy()}
	stride := (3*b.w + 3) &^ 3
	b.bits = make([]byte, stride*b.h)
	for y := range b.h {
		row := b.bits[(b.h-1-y)*stride:]
		for x := range b.w {
			c := color.NRGBAModel.Convert(src.At(src.Bounds().Min.X+x, src.Bounds().Min.Y+y)).(color.NRGBA)
			row[3*x], row[3*x+1], row[3*x+2] = onWhite(c.B, c.A), onWhite(c.G, c.A), onWhite(c.R, c.A)
		}
	}
	return b, nil
}

func onWhite(v, alpha uint8) uint8 {
	return uint8((int(v)*int(alpha) + 255*(255-int(alpha)) + 127) / 255)
}
