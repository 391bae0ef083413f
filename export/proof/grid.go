package main

import "jianban/export/page"

var gridColor = page.Color{R: 0x9C, G: 0xC8, B: 0xF0}

const hair page.MM = 0.06

// overlaid is a document with the type area, its 22 rows and 28 columns below
// the marks of every upright page. Ledgers lie, and have an area of their own.
func overlaid(d page.Document) page.Document {
	pages := make([]page.Page, len(d.Pages))
	for i, p := range d.Pages {
		if p.Size == page.A4 {
			p.Marks = append(grid(page.Official()), p.Marks...)
		}
		pages[i] = p
	}
	d.Pages = pages
	return d
}

func grid(s page.Style) []page.Mark {
	var marks []page.Mark
	line := func(x1, y1, x2, y2, weight page.MM) {
		marks = append(marks, page.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Weight: weight, Color: gridColor})
	}
	right, bottom := s.X+s.W, s.Y+s.H
	for n := range page.RowsPerPage + 1 {
		y := s.Y + page.MM(n)*page.RowPitch
		line(s.X, y, right, y, hair)
	}
	for n := range page.CharsPerRow {
		x := s.X + page.MM(n)*page.CharPitch
		line(x, s.Y, x, bottom, hair)
	}
	line(right, s.Y, right, bottom, hair)
	return marks
}
