package font

import (
	"bytes"

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
