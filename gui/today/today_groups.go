package today

import (
	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// todayLine is a line of the board with the look of what is most pressing.
type todayLine struct {
	data.BoardLine
	Tone  ui.Tone
	Shape ui.Shape
}

// todayGroup is a heading with the lines that are shown under it.
type todayGroup struct {
	Title string
	Tone  ui.Tone
	Shape ui.Shape
	Lines []todayLine
	All   []data.BoardLine // those not shown too
}

// groupsOf are the groups of a board as the screen shows them.
func groupsOf(b data.Board) []todayGroup {
	var all []todayGroup
	for _, g := range b.Groups {
		tone, shape := groupLook(g.Kind)
		group := todayGroup{Title: g.Kind.Title(), Tone: tone, Shape: shape, All: g.Lines}
		for _, l := range g.Lines[:min(most, len(g.Lines))] {
			tone, shape := dueLook(l.First())
			group.Lines = append(group.Lines, todayLine{l, tone, shape})
		}
		all = append(all, group)
	}
	return all
}

func groupLook(k data.BoardKind) (ui.Tone, ui.Shape) {
	switch k {
	case data.BoardOverdue:
		return ui.ToneRed, ui.Triangle
	case data.BoardWeek:
		return ui.ToneOrange, ui.Dot
	case data.BoardAgain, data.BoardUrge:
		return ui.ToneOrange, ui.Diamond
	case data.BoardSoon, data.BoardPromised:
		return ui.ToneYellow, ui.Dot
	case data.BoardOurs:
		return ui.ToneBlue, ui.Dot
	case data.BoardTell:
		return ui.ToneBlue, ui.Ring
	case data.BoardOthers:
		return ui.ToneGrey, ui.Diamond
	case data.BoardWorking:
		return ui.ToneGreen, ui.Check
	}
	return ui.ToneGrey, ui.Ring
}

func dueLook(d data.BoardDue) (ui.Tone, ui.Shape) {
	switch d.Sign {
	case data.SignLight:
		return words.LightLook(d.Light)
	case data.SignUrge:
		return words.KindLook(d.Urge)
	case data.SignPromise:
		return words.PromiseLook(d.Promise)
	case data.SignOurs:
		return ui.ToneBlue, ui.Dot
	case data.SignTell:
		return ui.ToneBlue, ui.Ring
	case data.SignOthers:
		return ui.ToneGrey, ui.Diamond
	}
	return ui.ToneGrey, ui.Ring
}

// tabOf is the part of a proposal where what is due is recorded.
func tabOf(d data.BoardDue) screen.Tab {
	switch d.Kind {
	case data.BoardTell, data.BoardUrge:
		return screen.TabDuty
	case data.BoardTalks, data.BoardProof:
		return screen.TabTalks
	case data.BoardFacts:
		return screen.TabFacts
	case data.BoardPromised:
		return screen.TabReply
	}
	return screen.TabOfStep(d.Step, d.Stage)
}
