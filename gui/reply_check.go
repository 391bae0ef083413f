package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// checkList says under the text what keeps a letter from being signed and what
// is unusual, each in a line with a link that leads to where it is mended.
type checkList struct {
	blocking, warnings data.Problems
	waived             []data.WaivedWarning
	shown              bool // they are in the list
	mend               func(data.Problem)
	canMend            func(data.Problem) bool
	waive              func(data.Problem)       // passes over a warning; nil where none can be
	takeBack           func(data.WaivedWarning) // takes that back

	stops   string // what blocking problems are called after their number
	resized func() // the list's height has changed; may be nil

	stop, warn, fine *ui.Badge
	passed           *ui.Badge // warnings that were waived
	fonts            *ui.Line  // which faces stand-ins play
	lines            *fyne.Container
	scroll           *container.Scroll
	root             *fyne.Container
}

// checkLines is how many lines are shown without scrolling.
const checkLines = 4

// newCheckList makes an empty list. Mend leads to where a problem is mended;
// canMend tells for which problems it can.
func newCheckList(canMend func(data.Problem) bool, mend func(data.Problem)) *checkList {
	l := &checkList{
		mend: mend, canMend: canMend, stops: "项不能签发",
		stop: ui.NewBadge(ui.ToneRed, ui.Triangle, ""), warn: ui.NewBadge(ui.ToneYellow, ui.Dot, ""),
		fine: ui.NewBadge(ui.ToneGreen, ui.Check, ""), passed: ui.NewBadge(ui.ToneGrey, ui.Dash, ""), lines: container.NewVBox(),
	}
	l.fonts = muted("")
	l.fonts.Hide()
	bar := look.Size(fynetheme.SizeNameScrollBar)
	l.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), l.lines))
	l.root = container.NewBorder(container.NewVBox(container.NewHBox(ui.NewStrong("检查"), l.stop, l.warn, l.fine, l.passed), l.fonts), nil, nil, nil, l.scroll)
	return l
}

// note says above the list which faces stand-ins play; "" says nothing.
func (l *checkList) note(standIns string) {
	text := ""
	if standIns != "" {
		text = "字体：" + standIns
	}
	if l.fonts.Text == text {
		return
	}
	l.fonts.SetText(text)
	show(l.fonts, text != "")
	l.shown = false // the list has to make room
}

// show lists other problems, and the warnings that were waived.
func (l *checkList) show(blocking, warnings data.Problems, waived ...data.WaivedWarning) {
	if l.shown && slices.Equal(l.blocking, blocking) && slices.Equal(l.warnings, warnings) && slices.Equal(l.waived, waived) {
		return
	}
	l.shown = true
	l.blocking, l.warnings, l.waived = blocking, warnings, waived
	setBadge(l.stop, ui.ToneRed, ui.Triangle, countWord(len(blocking), l.stops))
	setBadge(l.warn, ui.ToneYellow, ui.Dot, countWord(len(warnings), "项提醒"))
	fine := ""
	if len(blocking)+len(warnings) == 0 {
		fine = "没有发现问题"
	}
	setBadge(l.fine, ui.ToneGreen, ui.Check, fine)
	setBadge(l.passed, ui.ToneGrey, ui.Dash, countWord(len(waived), "项已放行"))
	l.lines.RemoveAll()
	for _, p := range blocking {
		l.lines.Add(l.line(ui.ToneRed, ui.Triangle, p))
	}
	for _, p := range warnings {
		line := l.line(ui.ToneYellow, ui.Dot, p)
		if l.waive != nil {
			pass := container.NewHBox(ui.Wide(4, ui.Gap(0)), ui.NewLink("放行", func() { l.waive(p) }))
			line = container.NewBorder(nil, nil, nil, pass, line)
		}
		l.lines.Add(line)
	}
	for _, w := range waived {
		l.lines.Add(l.passedOver(w))
	}
	l.fit()
}

// fit gives the list the height of its lines, up to checkLines.
func (l *checkList) fit() {
	n := len(l.lines.Objects)
	height := float32(0)
	if n > 0 {
		height = l.lines.MinSize().Height / float32(n) * float32(min(n, checkLines))
	}
	l.scroll.SetMinSize(fyne.NewSize(0, height))
	l.root.Refresh()
	if l.resized != nil {
		l.resized()
	}
}

func (l *checkList) line(tone ui.Tone, shape ui.Shape, p data.Problem) fyne.CanvasObject {
	head := container.NewHBox(ui.NewMark(tone, shape), ui.Wide(look.Size(look.SizeSmall)/4, ui.Gap(0)))
	if !l.canMend(p) {
		return container.NewBorder(nil, nil, head, nil, ui.NewLine(p.Error()))
	}
	link := ui.NewLine("去处理")
	link.Whole, link.Color = true, fynetheme.ColorNameHyperlink
	return ui.NewTap(container.NewBorder(nil, nil, head, link, ui.NewLine(p.Error())), func() { l.mend(p) })
}

// passedOver is the line of a warning that was waived: grey, with the reason.
func (l *checkList) passedOver(w data.WaivedWarning) fyne.CanvasObject {
	head := container.NewHBox(ui.NewMark(ui.ToneGrey, ui.Dash), ui.Wide(look.Size(look.SizeSmall)/4, ui.Gap(0)))
	text := muted(w.Text() + "（" + w.Waiver.Date.MonthDay() + "放行：" + w.Waiver.Reason + "）")
	if l.takeBack == nil {
		return container.NewBorder(nil, nil, head, nil, text)
	}
	return container.NewBorder(nil, nil, head, ui.NewLink("收回", func() { l.takeBack(w) }), text)
}

// setBadge shows a state, or nothing for an empty word.
func setBadge(b *ui.Badge, t ui.Tone, shape ui.Shape, word string) {
	b.Set(t, shape, word)
	show(b, word != "")
}

// place lays a container's objects out anew, because the size that one of them
// needs has changed, without painting them all again.
func place(c *fyne.Container) { c.Layout.Layout(c.Objects, c.Size()) }

// countWord is “2 项提醒”, or nothing for none.
func countWord(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}
