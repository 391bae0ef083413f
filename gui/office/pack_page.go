package office

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// packPage is the settings' page of the rule packs: all of them, and beside them
// in words what the chosen one says. Until one is chosen that is the pack of the
// year that the bar shows.
type packPage struct {
	host  screen.Host
	list  *recordList[packRow]
	drop  func(path string) // opens the pack of a file as a new one
	year  int               // whose pack is chosen at first
	title *ui.Line
	facts *fyne.Container
	root  fyne.CanvasObject
}

// newPackPage makes the page, which is empty until refresh.
func newPackPage(d screen.Deps, h screen.Host, done func()) (*packPage, error) {
	ready, err := readyPacks()
	if err != nil {
		return nil, err
	}
	p := &packPage{host: h, title: ui.NewStrong(""), facts: container.NewVBox()}
	p.list = newRecords(d, h, packKinds(ready, done))
	p.list.shown = p.onShown
	p.drop = func(path string) { takePack(p.list, ready[0], path, done) }
	enable := p.list.table.OnSelect
	p.list.table.OnSelect = func(r packRow) {
		enable(r)
		p.tell(r)
	}
	pad := look.Size(look.SizeMargin)
	inset := layout.NewCustomPaddedLayout(pad/2, pad, pad, pad)
	side := container.NewVScroll(container.New(inset, container.NewVBox(p.title, ui.HLine(look.ColorLine), p.facts)))
	p.root = ui.NewSplit(container.New(inset, p.list.content()), ui.Ground(look.ColorPane, side), 430, 340, d.Prefs, "packs.side")
	return p, nil
}

// refresh loads the packs anew, the one of a year chosen.
func (p *packPage) refresh(year int) {
	p.year = year
	p.list.Refresh()
}

// onShown chooses the pack of the year where none is chosen.
func (p *packPage) onShown() {
	if _, chosen := p.list.table.Selected(); !chosen {
		for _, r := range p.list.rows { // the newest first
			if p.list.table.SelectKey(p.list.kind.Key(r)); r.From.Year() <= p.year {
				break
			}
		}
	}
	if r, ok := p.list.table.Selected(); ok {
		ui.Enable(p.list.edit, true)
		p.tell(r)
	}
}

// tell shows in words what a pack says.
func (p *packPage) tell(r packRow) {
	p.title.SetText(fmt.Sprintf("管%s的规则", r.Years))
	p.facts.RemoveAll()
	for _, f := range r.BriefFacts() {
		p.facts.Add(factLine(f.Label, paragraph(f.Value)))
	}
	p.facts.Refresh()
}
