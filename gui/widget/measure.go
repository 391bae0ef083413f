package widget

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// Widest finds how wide the widest of many texts is, at scale 1 and in normal
// size. Texts are weighed by their letters and only the heaviest is measured:
// measuring each would take longer than showing those in sight.
type Widest struct {
	text string
	most float32
}

// Add takes a text in.
func (w *Widest) Add(text string) {
	if n := ems(text); n > w.most {
		w.text, w.most = text, n
	}
}

// Width is the width of the widest so far, 0 without any.
func (w *Widest) Width() float32 {
	if w.text == "" {
		return 0
	}
	size := look.Size(fynetheme.SizeNameText)
	return fyne.MeasureText(w.text, size, fyne.TextStyle{}).Width*14/size + 1
}

// ems is about how wide a text is, in its own size: a Chinese letter takes one,
// others take a little more than half.
func ems(text string) float32 {
	var n float32
	for _, r := range text {
		switch {
		case r >= 0x2e80, r == '…', r == '—':
			n++
		default:
			n += 0.56
		}
	}
	return n
}
