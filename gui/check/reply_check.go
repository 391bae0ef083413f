package check

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

// List says under the text what keeps a letter from being signed and what
// is unusual, each in a line with a link that leads to where it is mended.
type List struct {
	Blocking, Warnings data.Problems
	Waived             []data.WaivedWarning
	Shown              bool // they are in the list
	mend               func(data.Problem)
	canMend            func(data.Problem) bool
	Waive              func(data.Problem)       // passes over a warning; nil where none can be
	TakeBack           func(data.WaivedWarning) // takes that back

	Stops   string // what blocking problems are called after their number
	Resized func() // the list's height has changed; may be nil

	stop, warn, fine *ui.Badge
	passed           *ui.Badge // warnings that were waived
	fonts            *ui.Line  // which faces stand-ins play
	lines            *fyne.Container
	scroll           *container.Scroll
	Root             *fyne.Container
}

// checkLines is how many lines are shown without scrolling.
const checkLines = 4

// NewList makes an empty list. Mend leads to where a problem is mended;
// canMend tells for which problems it can.
func NewList(canMend func(data.Problem) bool, mend func(data.Problem)) *List {
	l := &List{
		mend: mend, canMend: canMend, Stops: "项不能签发",
		stop: ui.NewBadge(ui.ToneRed, ui.Triangle, ""), warn: ui.NewBadge(ui.ToneYellow, ui.Dot, ""),
		fine: ui.NewBadge(ui.ToneGreen, ui.Check, ""), passed: ui.NewBadge(ui.ToneGrey, ui.Dash, ""), lines: container.NewVBox(),
	}
	l.fonts = ui.Muted("")
	l.fonts.Hide()
	bar := look.Size(fynetheme.SizeNameScrollBar)
	l.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), l.lines))
	l.Root = container.NewBorder(container.NewVBox(container.NewHBox(ui.NewStrong("检查"), l.stop, l.warn, l.fine, l.passed), l.fonts), nil, nil, nil, l.scroll)
	return l
}

// Note says above the list which faces stand-ins play; "" says nothing.
func (l *List) Note(standIns string) {
	text := ""
	if standIns != "" {
		text = "字体：" + standIns
	}
	if l.fonts.Text == text {
		return
	}
	l.fonts.SetText(text)
	ui.SetShown(l.fonts, text != "")
	l.Shown = false // the list has to make room
}

// Show lists other problems, and the warnings that were waived.
func (l *List) Show(blocking, warnings data.Problems, waived ...data.WaivedWarning) {
	if l.Shown && slices.Equal(l.Blocking, blocking) && slices.Equal(l.Warnings, warnings) && slices.Equal(l.Waived, waived) {
		return
	}
	l.Shown = true
	l.Blocking, l.Warnings, l.Waived = blocking, warnings, waived
	ui.SetBadge(l.stop, ui.ToneRed, ui.Triangle, CountWord(len(blocking), l.Stops))
	ui.SetBadge(l.warn, ui.ToneYellow, ui.Dot, CountWord(len(warnings), "项提醒"))
	fine := ""
	if len(blocking)+len(warnings) == 0 {
		fine = "没有发现问题"
	}
	ui.SetBadge(l.fine, ui.ToneGreen, ui.Check, fine)
	ui.SetBadge(l.passed, ui.ToneGrey, ui.Dash, CountWord(len(waived), "项已放行"))
	l.lines.RemoveAll()
	for _, p := range blocking {
		l.lines.Add(l.line(ui.ToneRed, ui.Triangle, p))
	}
	for _, p := range warnings {
		line := l.line(ui.ToneYellow, ui.Dot, p)
		if l.Waive != nil {
			pass := container.NewHBox(ui.Wide(4, ui.Gap(0)), ui.NewLink("放行", func() { l.Waive(p) }))
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
func (l *List) fit() {
	n := len(l.lines.Objects)
	height := float32(0)
	if n > 0 {
		height = l.lines.MinSize().Height / float32(n) * float32(min(n, checkLines))
	}
	l.scroll.SetMinSize(fyne.NewSize(0, height))
	l.Root.Refresh()
	if l.Resized != nil {
		l.Resized()
	}
}

func (l *List) line(tone ui.Tone, shape ui.Shape, p data.Problem) fyne.CanvasObject {
	head := container.NewHBox(ui.NewMark(tone, shape), ui.Wide(look.Size(look.SizeSmall)/4, ui.Gap(0)))
	if !l.canMend(p) {
		return container.NewBorder(nil, nil, head, nil, ui.NewLine(p.Error()))
	}
	link := ui.NewLine("去处理")
	link.Whole, link.Color = true, fynetheme.ColorNameHyperlink
	return ui.NewTap(container.NewBorder(nil, nil, head, link, ui.NewLine(p.Error())), func() { l.mend(p) })
}

// passedOver is the line of a warning that was waived: grey, with the reason.
func (l *List) passedOver(w data.WaivedWarning) fyne.CanvasObject {
	head := container.NewHBox(ui.NewMark(ui.ToneGrey, ui.Dash), ui.Wide(look.Size(look.SizeSmall)/4, ui.Gap(0)))
	text := ui.Muted(w.Text() + "（" + w.Waiver.Date.Chinese() + "放行：" + w.Waiver.Reason + "）")
	if l.TakeBack == nil {
		return container.NewBorder(nil, nil, head, nil, text)
	}
	return container.NewBorder(nil, nil, head, ui.NewLink("收回", func() { l.TakeBack(w) }), text)
}

// CountWord is “2 项提醒”, or nothing for none.
func CountWord(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}
