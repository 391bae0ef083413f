package preview

import (
	"fmt"

	"fyne.io/fyne/v2"

	"jianban/export/page"
)

// Zoom is how large pages are shown: a percentage of their size on paper, or
// one of the two that follow the room.
type Zoom int

// The zooms that follow the room.
const (
	FitWidth Zoom = 0
	FitPage  Zoom = -1
)

// Zooms lists the choices, in the order of the list in the bar.
var Zooms = []Zoom{FitWidth, FitPage, 50, 75, 100, 125, 150, 200, 300}

// steps are the percentages that ZoomBy goes through.
var steps = []Zoom{25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300}

// String is the zoom as the bar names it.
func (z Zoom) String() string {
	switch z {
	case FitWidth:
		return "适合宽度"
	case FitPage:
		return "整页"
	}
	return fmt.Sprintf("%d%%", int(z))
}

// Bounds of the zooms that follow the room, as parts of the size on paper.
const leastFit, mostFit = 0.2, 2

// scale is how many units a millimetre takes.
func (z Zoom) scale(room fyne.Size, widest, tallest page.MM) float32 {
	if widest <= 0 || tallest <= 0 {
		return unitsPerMM
	}
	k := room.Width / float32(widest)
	switch z {
	case FitWidth:
	case FitPage:
		k = min(k, room.Height/float32(tallest))
	default:
		return unitsPerMM * float32(z) / 100
	}
	return min(max(k, leastFit*unitsPerMM), mostFit*unitsPerMM)
}

// SetZoom shows the pages at another size; what stands in the middle of the
// view stays there.
func (p *Preview) SetZoom(z Zoom) {
	view := p.scroll.Size()
	p.zoomAt(z, fyne.NewPos(view.Width/2, view.Height/2))
}

// ZoomBy shows the pages some steps larger, or smaller where by is negative; 0
// fits the width.
func (p *Preview) ZoomBy(by int) {
	view := p.scroll.Size()
	p.zoomStep(by, fyne.NewPos(view.Width/2, view.Height/2))
}

func (p *Preview) zoomStep(by int, at fyne.Position) {
	z := FitWidth
	switch now := Zoom(p.scale/unitsPerMM*100 + 0.5); {
	case by > 0:
		z = steps[len(steps)-1]
		for _, s := range steps {
			if s > now {
				z = s
				break
			}
		}
	case by < 0:
		z = steps[0]
		for _, s := range steps {
			if s >= now {
				break
			}
			z = s
		}
	}
	p.zoomAt(z, at)
}

// zoomAt changes the size and keeps the spot of paper at a place of the view
// where it is.
func (p *Preview) zoomAt(z Zoom, at fyne.Position) {
	spot := p.spotAt(p.scroll.Offset.Add(at))
	p.zoom = z
	p.arrange()
	p.bar.tellZoom(z)
	p.bring(spot, at)
}

// spot is a place on paper: a sheet and a share of its size.
type spot struct {
	sheet int // -1 where there is none
	x, y  float32
}

// spotAt is the paper at a place of the scrolled area.
func (p *Preview) spotAt(at fyne.Position) spot {
	for i, s := range p.sheets {
		if (at.Y < s.top+s.size.Height+gap() || i == len(p.sheets)-1) && s.size.Width > 0 && s.size.Height > 0 {
			return spot{i, (at.X - s.left) / s.size.Width, (at.Y - s.top) / s.size.Height}
		}
	}
	return spot{sheet: -1}
}

// bring scrolls so that a spot stands at a place of the view, as far as there
// is paper to scroll.
func (p *Preview) bring(to spot, at fyne.Position) {
	if to.sheet < 0 || to.sheet >= len(p.sheets) {
		return
	}
	s := p.sheets[to.sheet]
	p.scrollTo(fyne.NewPos(s.left+to.x*s.size.Width-at.X, s.top+to.y*s.size.Height-at.Y))
}

func (p *Preview) scrollTo(at fyne.Position) {
	need, view := p.paper.MinSize(), p.scroll.Size()
	p.scroll.ScrollToOffset(fyne.NewPos(
		min(max(at.X, 0), max(need.Width-view.Width, 0)),
		min(max(at.Y, 0), max(need.Height-view.Height, 0))))
	p.lookAgain()
}
