package docx

import (
	"slices"

	"jianban/export/page"
)

// form writes a form as a table whose columns are all the edges that any row has:
// a cell spans those between its own.
func (w *writer) form(f page.Form) {
	w.spacer()
	var edges []int
	for _, r := range f.Rows {
		for _, x := range r.Edges(w.style.W) {
			edges = append(edges, twips(x))
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	widths := make([]page.MM, 0, len(edges))
	for i := 1; i < len(edges); i++ {
		widths = append(widths, page.MM(edges[i]-edges[i-1])*page.PointMM/20)
	}
	w.tableBegin(widths)
	heights := f.Heights(w.style, w.m)
	for i, r := range f.Rows {
		w.rowBegin(twips(heights[i]), false, heights[i] <= w.style.H/2)
		at := r.Edges(w.style.W)
		for k, c := range r.Cells {
			from, to := twips(at[k]), twips(at[k+1])
			spans := slices.Index(edges, to) - slices.Index(edges, from)
			w.cell(to-from, spans, 0, c.Text, f.Font, alignWord(c.Align), f.Whole && i+1 < len(f.Rows))
		}
		w.body.Close()
	}
	w.body.Close()
}
