package export

import (
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"

	"jianban/export/page"
)

// codeMarks is a QR code of ASCII text as rules, its upper left corner at a place
// and so wide and high: dark stretches of a row, drawn as one with those below
// them that are as long, so that no light shows between rows. What a reader needs
// free around it is the caller's: four modules.
func codeMarks(text string, x, y, size page.MM) ([]page.Mark, error) {
	made, err := encoder.Encoder_encode(text, decoder.ErrorCorrectionLevel_M, nil)
	if err != nil {
		return nil, err
	}
	code := made.GetMatrix()
	n := code.GetWidth()
	module := size / page.MM(n)
	type stretch struct{ from, to, top int }
	var marks []page.Mark
	var open []stretch
	draw := func(s stretch, bottom int) {
		middle := y + module*page.MM(s.top+bottom)/2
		marks = append(marks, page.Rule{X1: x + module*page.MM(s.from), Y1: middle, X2: x + module*page.MM(s.to), Y2: middle, Weight: module * page.MM(bottom-s.top)})
	}
	for row := range n + 1 {
		var next []stretch
		for col := 0; row < n && col < n; col++ {
			if code.Get(col, row) == 0 {
				continue
			}
			s := stretch{col, col, row}
			for s.to < n && code.Get(s.to, row) == 1 {
				s.to++
			}
			col = s.to
			next = append(next, s)
		}
		for _, s := range open {
			goesOn := false
			for i := range next {
				if next[i].from == s.from && next[i].to == s.to {
					next[i].top, goesOn = s.top, true
				}
			}
			if !goesOn {
				draw(s, row)
			}
		}
		open = next
	}
	return marks, nil
}
