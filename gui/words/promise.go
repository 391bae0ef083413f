package words

import (
	"jianban/data"
	ui "jianban/gui/widget"
)

// PromiseLook is a state as shape, word and colour.
func PromiseLook(s data.PromiseState) (ui.Tone, ui.Shape) {
	switch s {
	case data.PromiseOverdue:
		return ui.ToneRed, ui.Triangle
	case data.PromiseSoon:
		return ui.ToneYellow, ui.Dot
	case data.PromiseUntold:
		return ui.ToneBlue, ui.Diamond
	}
	return ui.ToneGreen, ui.Check
}
