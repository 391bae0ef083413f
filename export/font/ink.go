package font

import "jianban/export/page"

// Ink is how far a character's strokes reach above and below the baseline (page.Inker);
// nothing for blanks and for what no font has.
func (s *Set) Ink(f page.Font, r rune) (up, down page.MM) {
	src, ok := s.Resolve(f.Face, r)
	if !ok {
		return 0, 0
	}
	e := src.extent(r)
	return page.MM(e.up) * f.Em(), page.MM(e.down) * f.Em()
}

// extent is a character's reach from the baseline in em.
type extent struct{ up, down float32 }

// extent looks the shape's highest and lowest points up and remembers them.
func (s *Source) extent(r rune) extent {
	if e, ok := s.extents.Load(r); ok {
		return e.(extent)
	}
	var e extent
	for i, seg := range s.Outline(r) {
		points := 1
		switch seg.Op {
		case 'Q':
			points = 2
		case 'C':
			points = 3
		}
		for _, p := range seg.P[:points] {
			if i == 0 {
				e = extent{p[1], -p[1]}
			}
			e.up, e.down = max(e.up, p[1]), max(e.down, -p[1])
		}
	}
	s.extents.Store(r, e)
	return e
}
