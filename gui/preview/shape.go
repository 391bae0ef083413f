package preview

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/vector"

	"jianban/export/font"
)

// flatness is how far, in pixels, a flattened curve may lie off the true one.
const flatness = 0.08

// maxShapes bounds the memory of the cache (about 2 KB a character and size).
const maxShapes = 6000

// shape is one character's outline at one size in pixels: closed contours of
// straight pieces, origin on the baseline, y downward.
type shape struct {
	contours [][]point
	box      box
}

type point struct{ x, y float32 }

// addTo puts the shape into a rasteriser at an offset.
func (s *shape) addTo(pen *vector.Rasterizer, dx, dy float32) {
	for _, c := range s.contours {
		pen.MoveTo(c[0].x+dx, c[0].y+dy)
		for _, p := range c[1:] {
			pen.LineTo(p.x+dx, p.y+dy)
		}
		pen.ClosePath()
	}
}

type shapeKey struct {
	src  *font.Source
	r    rune
	size float64
}

// shapes remembers flattened outlines. Its zero value is ready.
type shapes struct {
	mu  sync.Mutex
	all map[shapeKey]*shape
}

func (s *shapes) get(src *font.Source, r rune, size float64) *shape {
	key := shapeKey{src, r, size}
	s.mu.Lock()
	got, ok := s.all[key]
	s.mu.Unlock()
	if ok {
		return got
	}
	got = flatten(src.Outline(r), size)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || len(s.all) >= maxShapes {
		s.all = map[shapeKey]*shape{}
	}
	s.all[key] = got
	return got
}

// flatten scales an outline to size pixels an em and turns its curves into
// straight pieces.
func flatten(outline []font.Segment, size float64) *shape {
	s := &shape{box: emptyBox}
	k := float32(size)
	for _, polygon := range font.Flatten(outline, flatness/k) {
		c := make([]point, len(polygon))
		for i, p := range polygon {
			c[i] = point{p[0] * k, -p[1] * k}
			s.box = s.box.with(float64(c[i].x), float64(c[i].y))
		}
		s.contours = append(s.contours, c)
	}
	return s
}

// box is a rectangle in pixels.
type box struct{ x1, y1, x2, y2 float64 }

var emptyBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b box) with(x, y float64) box {
	return box{min(b.x1, x), min(b.y1, y), max(b.x2, x), max(b.y2, y)}
}

func (b box) moved(dx, dy float64) box {
	return box{b.x1 + dx, b.y1 + dy, b.x2 + dx, b.y2 + dy}
}

func (b box) union(o box) box {
	return box{min(b.x1, o.x1), min(b.y1, o.y1), max(b.x2, o.x2), max(b.y2, o.y2)}
}

// pixels is the smallest rectangle of whole pixels around the box.
func (b box) pixels() image.Rectangle {
	if b.x1 > b.x2 {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(b.x1)), int(math.Floor(b.y1)), int(math.Ceil(b.x2)), int(math.Ceil(b.y2)))
}
