package today

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/proposal"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// rowMargin is what is left and right of the rows, at scale 1.
const rowMargin = 32

// headings are those of the columns; they stay where they are when the rows are
// scrolled.
func (s *TodayScreen) headings() fyne.CanvasObject {
	var heads []fyne.CanvasObject
	for i, word := range rowHeads {
		l := ui.NewLine(word)
		l.Whole = true
		l.Bold, l.TextSize, l.Color = true, look.SizeSmall, look.ColorHeading
		inset := float32(0)
		if i == rowState || i == rowWhat { // where words stand in a badge or a button
			inset = rowWordSide
		}
		heads = append(heads, container.New(layout.NewCustomPaddedLayout(0, 0, inset, 0), l))
	}
	row := container.New(layout.NewCustomPaddedLayout(0, 0, rowSide, rowSide), container.New(rowLayout{s.grid}, heads...))
	return ui.Ground(fynetheme.ColorNameHeaderBackground, row)
}

func (s *TodayScreen) showGroup(g todayGroup) {
	head := ui.NewStrong(fmt.Sprintf("%s %d", g.Title, len(g.All)))
	if g.Tone != ui.ToneGrey {
		head.Color = g.Tone.Strong()
	}
	s.list.Add(ui.Gap(12))
	s.list.Add(container.NewHBox(ui.NewMark(g.Tone, g.Shape), head))
	s.list.Add(ui.Gap(4))
	for _, l := range g.Lines {
		s.list.Add(s.line(l))
		s.list.Add(ui.HLine(look.ColorLineSoft))
	}
	if rest := len(g.All) - len(g.Lines); rest > 0 {
		var ids []data.ID
		for _, l := range g.All {
			ids = append(ids, l.ID)
		}
		s.list.Add(container.NewHBox(ui.NewLink(fmt.Sprintf("还有 %d 件，在台账中查看全部", rest), func() { s.host.OpenList(g.Title, ids) })))
	}
}

// line is a proposal's row: what is most pressing in columns, the rest under it,
// each a button that leads to where it is done. The row itself opens the proposal.
func (s *TodayScreen) line(l todayLine) fyne.CanvasObject {
	first := l.First()
	book, number, who, by := ui.NewLine(l.Book), ui.NewLine(l.Number), ui.NewLine(first.Who), ui.NewLine(first.By)
	book.Color, number.Color, who.Color = look.ColorMuted, look.ColorMuted, look.ColorMuted
	if l.Tone == ui.ToneRed {
		by.Color = look.ColorRed
	}
	do := ui.NewChip(first.What, func() { s.do(l, first) })
	objects := []fyne.CanvasObject{ui.NewBadge(l.Tone, l.Shape, first.Badge), book, number, ui.NewLine(l.Title), do, who, by}
	if len(l.Due) > 1 {
		objects = append(objects, s.more(l, do))
	}
	inner := container.New(layout.NewCustomPaddedLayout(0, 0, rowSide, rowSide), container.New(rowLayout{s.grid}, objects...))
	return ui.NewTap(inner, func() { s.host.OpenCase(l.ID, tabOf(first)) })
}

// more is what is due beside the most pressing.
func (s *TodayScreen) more(l todayLine, first fyne.CanvasObject) fyne.CanvasObject {
	also := ui.NewSmall("另有")
	c := container.New(moreLayout{s.grid, first}, also)
	for _, d := range l.Due[1:] {
		tone, shape := dueLook(d)
		word := ui.NewSmall(l.Words(d))
		word.Color, word.Whole = fynetheme.ColorNameHyperlink, true
		c.Add(ui.NewTap(container.NewHBox(ui.NewMark(tone, shape), word), func() { s.do(l, d) }))
	}
	return c
}

// do leads to where something due is done: the form of an urging, the letter, or
// the part of the proposal where it is recorded.
func (s *TodayScreen) do(l todayLine, d data.BoardDue) {
	switch {
	case d.Kind == data.BoardUrge:
		proposal.EditSupervision(s.deps, s.host, data.Supervision{ProposalID: l.ID, Unit: d.Unit, Kind: d.Urge})
	case d.Letter:
		s.host.OpenReply(l.ID, 0)
	default:
		s.host.OpenCase(l.ID, tabOf(d))
	}
}
