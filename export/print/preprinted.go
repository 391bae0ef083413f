package print

import (
	"fmt"

	"jianban/data"
	"jianban/export/page"
)

// Shift moves everything on the paper: X to the right, Y downward, either may
// be negative. It evens out how the office's sheets and printer lie to each
// other.
type Shift struct{ X, Y page.MM }

// Validate names a Shift that is too far, which would push text off the paper.
func (s Shift) Validate() data.Problems {
	var ps data.Problems
	for _, d := range []struct {
		field string
		by    page.MM
	}{{"右移", s.X}, {"下移", s.Y}} {
		if !(d.by >= -data.MostShift && d.by <= data.MostShift) {
			ps = append(ps, data.Problem{Field: d.field, Message: fmt.Sprintf("%g毫米太多", float64(d.by)), Hint: fmt.Sprintf("请填写-%d到%d", data.MostShift, data.MostShift)})
		}
	}
	return ps
}

// Preprinted is the paper for the office's own sheets (套红), which carry the
// red name and the red rules already: it leaves the red marks of the first
// page out and moves all others by the Shift. The 文号, the class and the text
// stay. The document given is not changed.
func Preprinted(doc page.Document, by Shift) page.Document {
	pages := make([]page.Page, len(doc.Pages))
	for i, p := range doc.Pages {
		pages[i] = page.Page{Size: p.Size}
		for _, m := range p.Marks {
			if i == 0 && red(m) {
				continue
			}
			pages[i].Marks = append(pages[i].Marks, moved(m, by))
		}
	}
	doc.Pages = pages
	return doc
}

func red(m page.Mark) bool {
	switch m := m.(type) {
	case page.Glyphs:
		return m.Color == page.Red
	case page.Rule:
		return m.Color == page.Red
	}
	return false
}

func moved(m page.Mark, by Shift) page.Mark {
	switch m := m.(type) {
	case page.Glyphs:
		m.X, m.Baseline = m.X+by.X, m.Baseline+by.Y
		return m
	case page.Rule:
		m.X1, m.Y1, m.X2, m.Y2 = m.X1+by.X, m.Y1+by.Y, m.X2+by.X, m.Y2+by.Y
		return m
	case page.Picture:
		m.X, m.Y = m.X+by.X, m.Y+by.Y
		return m
	case page.Link:
		m.X, m.Y = m.X+by.X, m.Y+by.Y
		return m
	}
	return m
}
