package lists

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// tally is a count that can be tapped to see what is behind it.
type tally struct {
	name  string
	n     int
	tone  ui.Tone
	shape ui.Shape
	open  func()
}

// tallyBar is a line of counts over a list; those of nothing are grey.
func tallyBar(parts []tally) fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(18))
	for _, p := range parts {
		tone, shape := p.tone, p.shape
		if p.n == 0 {
			tone, shape = ui.ToneGrey, ui.Ring
		}
		count := ui.NewStrong(fmt.Sprint(p.n))
		if p.n > 0 {
			count.Color = tone.Strong()
		}
		name := ui.NewLine(p.name)
		name.Whole = true
		row.Add(ui.NewTap(container.New(layout.NewCustomPaddedHBoxLayout(6), ui.NewMark(tone, shape), name, count), p.open))
	}
	m := look.Size(look.SizeMargin)
	return container.New(layout.NewCustomPaddedVBoxLayout(0),
		container.New(layout.NewCustomPaddedLayout(8, 6, m, m), container.NewHScroll(row)), ui.HLine(look.ColorLineSoft))
}
