package words

import (
	"jianban/data"
	ui "jianban/gui/widget"
)

// UrgeLook is the colour and shape of a state.
func UrgeLook(s data.UrgingState) (ui.Tone, ui.Shape) {
	switch s {
	case data.UrgingDue:
		return ui.ToneOrange, ui.Diamond
	case data.UrgingLate:
		return ui.ToneRed, ui.Triangle
	case data.UrgingOpen, data.UrgingWaiting:
		return ui.ToneYellow, ui.Dot
	}
	return ui.ToneGreen, ui.Check
}

// KindLook is the colour of an urging's step.
func KindLook(k data.SupervisionKind) (ui.Tone, ui.Shape) {
	switch k {
	case data.Remind:
		return ui.ToneYellow, ui.Dot
	case data.Urge:
		return ui.ToneOrange, ui.Diamond
	case data.Order:
		return ui.ToneRed, ui.Triangle
	}
	return ui.ToneBlue, ui.NoShape
}
