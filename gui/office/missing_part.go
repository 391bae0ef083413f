package office

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/data/intake"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// prefSkipped keeps what of the list 还差什么 this workstation does without.
const prefSkipped = "setup.skipped"

// missingPart is the list 还差什么 at the top of the settings: what the office has
// not set up yet, each with a button that leads to the very field. It is gone
// when all is there; a line can be skipped.
type missingPart struct {
	deps  screen.Deps
	host  screen.Host
	leads map[data.SetupStep]func()
	// resized is called when the list has become longer or shorter; may be nil.
	resized func()
	all     []data.Missing
	skip    []string         // where nothing is kept between sittings
	buttons []fyne.Focusable // of the lines
	first   *ui.Button       // leads to the first thing that is missing; nil where nothing is
	follow  bool             // a line was gone to: the keyboard goes on to the next

	title *ui.Line
	lines *fyne.Container
	root  *fyne.Container
}

func newMissingPart(d screen.Deps, h screen.Host, leads map[data.SetupStep]func()) *missingPart {
	p := &missingPart{deps: d, host: h, leads: leads, title: ui.NewStrong(""), lines: container.NewVBox()}
	p.root = container.NewVBox(p.title, ui.HLine(look.ColorLine), p.lines, ui.Gap(14))
	p.root.Hide()
	return p
}

// show shows what is missing; nothing where locked, for nothing can be filled in.
func (p *missingPart) show(all []data.Missing, locked bool) {
	before := p.buttons
	p.all, p.first, p.buttons = all, nil, nil
	skipped := p.skipped()
	p.lines.RemoveAll()
	left := 0
	for _, m := range all {
		if !slices.Contains(skipped, string(m.Step)) {
			left++
			p.lines.Add(p.line(m))
		}
	}
	p.title.SetText(fmt.Sprintf("还差什么（%d）", left))
	if rest := len(all) - left; rest > 0 {
		p.title.SetText(fmt.Sprintf("还差什么（%d，另有%d项已跳过）", left, rest))
		p.lines.Add(container.NewHBox(ui.NewLink("重新列出已跳过的", p.unskip)))
	}
	ui.SetShown(p.root, left > 0 && !locked)
	if p.resized != nil {
		p.resized()
	}
	if p.root.Visible() && p.first != nil {
		p.takeKeyboard(before)
	}
}

// takeKeyboard puts the keyboard on what is missing first, so that Enter leads there:
// where no part of the window has it or a button of the list as it was, and under
// what a line opened.
func (p *missingPart) takeKeyboard(before []fyne.Focusable) {
	c := p.host.Window().Canvas()
	if c.Overlays().Top() != nil {
		if p.follow {
			c.Focus(p.first)
		}
		return
	}
	if f := c.Focused(); f == nil || slices.Contains(before, f) {
		c.Focus(p.first)
	}
}

// line is one thing that is missing: what, why, where to fill it in.
func (p *missingPart) line(m data.Missing) fyne.CanvasObject {
	what := container.NewHBox(ui.NewMark(ui.ToneYellow, ui.Diamond), ui.NewStrong(m.What))
	lead := ui.NewButton(leadWord(m.Step), nil, func() {
		p.follow = true
		p.leads[m.Step]()
	})
	if p.first == nil {
		p.first = lead
	}
	skip := ui.NewQuiet("跳过", nil, func() { p.skipStep(m.Step) })
	p.buttons = append(p.buttons, lead, skip)
	return ui.Columns([]float32{160, 0, 84, 56}, what, ui.Small(m.Why), lead, skip)
}

// leadWord is the word on the button that leads to a step.
func leadWord(s data.SetupStep) string {
	switch s {
	case data.SetupBooks:
		return "建办理册"
	case data.SetupUnits, data.SetupLeaders:
		return "去登记"
	case data.SetupLedger:
		return "导入"
	case data.SetupBackup:
		return "选位置"
	}
	return "去填写"
}

func (p *missingPart) skipped() []string {
	if p.deps.Prefs == nil {
		return p.skip
	}
	return p.deps.Prefs.StringList(prefSkipped)
}

func (p *missingPart) keepSkipped(steps []string) {
	p.skip = steps
	if p.deps.Prefs != nil {
		p.deps.Prefs.SetStringList(prefSkipped, steps)
	}
	p.show(p.all, false)
}

func (p *missingPart) skipStep(s data.SetupStep) {
	p.keepSkipped(append(slices.Clone(p.skipped()), string(s)))
	p.host.Say("已跳过，以后在“设置”里随时可以补上。")
}

func (p *missingPart) unskip() { p.keepSkipped(nil) }

// missingLeads are where the lines of 还差什么 lead.
func (s *SettingsScreen) missingLeads() map[data.SetupStep]func() {
	field := func(label string) func() { return func() { s.toField(label) } }
	return map[data.SetupStep]func(){
		data.SetupOffice:   field("办公室名称"),
		data.SetupIssuer:   field("答复机关"),
		data.SetupReplies:  field("答复文号代字"),
		data.SetupOpinions: field("意见文号代字"),
		data.SetupBooks:    func() { openFirstBooks(s.deps, s.host, s.Refresh) },
		data.SetupUnits:    func() { openUnits(s.deps, s.host, s.Refresh) },
		data.SetupLeaders:  func() { openFirstLeader(s.deps, s.host, s.Refresh) },
		data.SetupLedger:   func() { s.host.Import(intake.Proposals, "") },
		data.SetupBackup:   func() { s.backup.onSecond() },
	}
}

// toField puts the keyboard into the field of that label and brings it into sight.
func (s *SettingsScreen) toField(label string) {
	s.pages.Choose(pageOffice)
	for i, f := range settingFields {
		if f.label != label {
			continue
		}
		e := s.entries[i]
		d := fyne.CurrentApp().Driver()
		at := d.AbsolutePositionForObject(e).Y - d.AbsolutePositionForObject(s.fields).Y
		if room := s.fields.Size().Height - e.Size().Height; at < 0 || at > room {
			s.fields.ScrollToOffset(s.fields.Offset.AddXY(0, at-room/2))
		}
		s.host.Window().Canvas().Focus(e)
	}
}
