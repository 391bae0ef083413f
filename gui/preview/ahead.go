package preview

import (
	"context"

	"jianban/export/page"
)

// Ahead paints the pages in sight of a document that is not shown yet, so that
// its new pictures come with it: one frame less from a key to the page.
type Ahead struct {
	painter *Painter
	wanted  []aheadPage
	made    map[int]picture
}

// aheadPage is a page in sight, as it is shown now.
type aheadPage struct {
	index, width int
	shown        page.Page
}

// Ahead notes what is in sight.
func (p *Preview) Ahead() Ahead {
	a := Ahead{painter: p.painter}
	first, last := p.inSight()
	for i := first; i <= last && i < len(p.sheets); i++ {
		if width := p.pixels(p.sheets[i].size); width > 0 {
			a.wanted = append(a.wanted, aheadPage{i, width, p.sheets[i].page})
		}
	}
	return a
}

// Paint paints what of the document was in sight and differs from what is
// shown, on any goroutine.
func (a Ahead) Paint(ctx context.Context, doc page.Document) (Ahead, error) {
	a.made = map[int]picture{}
	for _, w := range a.wanted {
		if w.index >= len(doc.Pages) || samePage(w.shown, doc.Pages[w.index]) {
			continue
		}
		img, err := a.painter.Paint(ctx, doc.Pages[w.index], w.width)
		if err != nil {
			return a, err
		}
		a.made[w.index] = picture{doc.Pages[w.index], w.width, img}
	}
	return a, nil
}

// SetPainted is SetDocument with the pictures that were painted ahead.
func (p *Preview) SetPainted(doc page.Document, a Ahead) {
	if p.closed {
		return
	}
	for i, made := range a.made {
		if i < len(p.sheets) && p.pixels(p.sheets[i].size) == made.width {
			p.sheets[i].show(made)
		}
	}
	p.SetDocument(doc)
}
