package words

import (
	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// MarkedText is one side of a row: the words that the other side lacks are
// coloured, and marked for those who cannot tell the colours.
func MarkedText(row []data.DiffPart, after bool) []ui.Piece {
	var pieces []ui.Piece
	for _, part := range row {
		p := ui.Piece{Text: part.Before}
		if after {
			p.Text = part.After
		}
		switch {
		case p.Text == "":
			continue
		case !part.Same && after:
			p.Color, p.Bold = look.ColorGreen, true
		case !part.Same:
			p.Color, p.Underline = look.ColorRed, true
		}
		pieces = append(pieces, p)
	}
	return pieces
}
