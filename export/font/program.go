package font

import (
	"encoding/binary"
	"fmt"
)

// Program is what a PDF needs of a font to paint certain characters.
type Program struct {
	File   []byte            // TrueType with the tables glyf, head, hhea, hmtx, loca and maxp (ISO 32000-1, 9.9); of a packed program nil
	Glyphs map[Letter]uint16 // the glyph of each letter, counted from 1 in the order given; 0 is the sign for a missing one
	Widths []int             // of each glyph, in thousandths of em

	Ascent, Descent, CapHeight, StemV int    // in thousandths of em
	Box                               [4]int // around every glyph of the whole font: left, bottom, right, top
}

// Letter is a character as a program has it: with its own width, or with room
// behind it that belongs to it (spread words, where a reader would take a gap
// between two glyphs for a blank).
type Letter struct {
	Char  rune
	Extra int // of the width, in thousandths of em
}

// Program is the font cut to these letters, its glyphs numbered in their
// order. Characters that the font lacks, or letters that were given before, are
// left out.
func (s *Source) Program(letters []Letter) (Program, error) {
	c, p, err := s.cutter(letters)
	if err != nil {
		return Program{}, err
	}
	if err := c.cut(); err != nil {
		return Program{}, fmt.Errorf("font %s: %w", s.name, err)
	}
	p.File = assemble(c.tables())
	c.describe(&p)
	return p, nil
}

// cutter is ready to take these letters, and numbers them in a program.
func (s *Source) cutter(letters []Letter) (*cutter, Program, error) {
	if err := s.load(); err != nil {
		return nil, Program{}, err
	}
	c := &cutter{src: s, new: make(map[uint16]uint16, len(letters)), old: make([]uint16, 1, len(letters)+1), extra: map[int]int{}}
	p := Program{Glyphs: make(map[Letter]uint16, len(letters))}
	for _, l := range letters {
		if g := s.glyph(l.Char); g.has && p.Glyphs[l] == 0 {
			// A glyph of two letters is taken twice: each has a number, and so a meaning, of its own.
			p.Glyphs[l], c.new[g.id] = uint16(len(c.old)), uint16(len(c.old))
			if l.Extra != 0 {
				c.extra[len(c.old)] = int(float64(l.Extra) * s.upem / 1000)
			}
			c.old = append(c.old, g.id)
		}
	}
	return c, p, nil
}

// describe puts the widths of the glyphs and the measures of the whole font into
// the program.
func (c *cutter) describe(p *Program) {
	p.Widths = make([]int, len(c.old))
	for n, old := range c.old {
		p.Widths[n] = c.src.thousandths(int(old)) + int(float64(c.extra[n])*1000/c.src.upem)
	}
	c.src.describe(p)
}

// describe puts the measures of the whole font into the program.
func (s *Source) describe(p *Program) {
	scale := func(b []byte, at int) int {
		return int(float64(int16(binary.BigEndian.Uint16(b[at:]))) * 1000 / s.upem)
	}
	head, hhea, os2 := s.tables["head"], s.tables["hhea"], s.tables["OS/2"]
	p.Ascent, p.Descent = scale(hhea, 4), scale(hhea, 6)
	for i := range p.Box {
		p.Box[i] = scale(head, 36+2*i)
	}
	if p.CapHeight = p.Ascent; be16(os2, 0) > 1 {
		p.CapHeight = scale(os2, 88)
	}
	weight := be16(os2, 4) / 65
	p.StemV = 50 + weight*weight // an estimate: fonts do not tell
}
