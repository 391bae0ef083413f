package font

import (
	"bytes"
	"math"

	tfont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Segment is a piece of an outline in em units, y upward from the baseline.
type Segment struct {
	Op byte // 'M' move, 'L' line, 'Q' quadratic curve, 'C' cubic curve
	P  [3][2]float32
}

// Outline is the character's shape; empty for blanks and for what the font
// lacks. It is read from a subset of the one character: reading all shapes of a
// Chinese font takes long and much memory.
func (s *Source) Outline(r rune) []Segment {
	file, codes, err := s.Subset([]rune{r})
	if err != nil || len(codes) == 0 {
		return nil
	}
	ld, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	f, err := tfont.NewFont(ld)
	if err != nil {
		return nil
	}
	id, _ := f.NominalGlyph(rune(codes[r]))
	shape, ok := tfont.NewFace(f).GlyphData(id).(tfont.GlyphOutline)
	if !ok {
		return nil
	}
	out := make([]Segment, len(shape.Segments))
	for i, seg := range shape.Segments {
		out[i].Op = "MLQC"[seg.Op]
		for j, p := range seg.Args {
			out[i].P[j] = [2]float32{p.X / float32(s.upem), p.Y / float32(s.upem)}
		}
	}
	return out
}

// Flatten turns an outline's curves into straight pieces that lie off them by
// at most tolerance, in em: closed polygons, y upward, to be filled by the
// non-zero winding rule.
func Flatten(outline []Segment, tolerance float32) [][][2]float32 {
	var all [][][2]float32
	var cur [][2]float32
	end := func() {
		if len(cur) > 2 {
			all = append(all, cur)
		}
		cur = nil
	}
	for _, s := range outline {
		switch {
		case s.Op == 'M':
			end()
			cur = [][2]float32{s.P[0]}
		case len(cur) == 0: // a broken outline without a start
		case s.Op == 'L':
			cur = append(cur, s.P[0])
		case s.Op == 'Q':
			cur = appendQuad(cur, s.P[0], s.P[1], tolerance)
		case s.Op == 'C':
			cur = appendCube(cur, s.P[0], s.P[1], s.P[2], tolerance)
		}
	}
	end()
	return all
}

// pieces is how many straight pieces keep a curve within the tolerance, from
// the size of its second difference.
func pieces(deviation float64, tolerance float32) int {
	return min(max(int(math.Ceil(math.Sqrt(deviation/(8*float64(tolerance))))), 1), 32)
}

// bend is the size of the second difference of three points.
func bend(a, b, c [2]float32) float64 {
	return math.Hypot(float64(a[0]-2*b[0]+c[0]), float64(a[1]-2*b[1]+c[1]))
}

func appendQuad(to [][2]float32, b, c [2]float32, tolerance float32) [][2]float32 {
	a := to[len(to)-1]
	n := pieces(2*bend(a, b, c), tolerance)
	for i := 1; i <= n; i++ {
		t := float32(i) / float32(n)
		u := 1 - t
		p, q, r := u*u, 2*u*t, t*t
		to = append(to, [2]float32{p*a[0] + q*b[0] + r*c[0], p*a[1] + q*b[1] + r*c[1]})
	}
	return to
}

func appendCube(to [][2]float32, b, c, d [2]float32, tolerance float32) [][2]float32 {
	a := to[len(to)-1]
	n := pieces(6*max(bend(a, b, c), bend(b, c, d)), tolerance)
	for i := 1; i <= n; i++ {
		t := float32(i) / float32(n)
		u := 1 - t
		p, q, r, s := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		to = append(to, [2]float32{p*a[0] + q*b[0] + r*c[0] + s*d[0], p*a[1] + q*b[1] + r*c[1] + s*d[1]})
	}
	return to
}
