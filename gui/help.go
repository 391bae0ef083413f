package gui

import (
	"fyne.io/fyne/v2"

	"jianban/data/manual"
	"jianban/gui/intake"
	"jianban/gui/letter"
	book "jianban/gui/manual"
	"jianban/gui/office"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// pageOf is the page of the manual that belongs to a place of the rail.
var pageOf = map[screen.Place]string{
	screen.PlaceToday: book.FirstDay, screen.PlaceLedger: book.Register, screen.PlaceTalks: book.Talks,
	screen.PlaceUrging: book.Urging, screen.PlaceFeedback: book.Delivery, screen.PlacePromises: book.Urging,
	screen.PlaceScores: book.YearEnd, screen.PlaceSummary: book.YearEnd, screen.PlaceSettings: book.FirstDay,
}

// helpPage is the page of the manual that belongs to what is shown.
func (m *Main) helpPage() string {
	if len(m.trail) == 0 {
		return book.FirstDay
	}
	switch s := m.current().(type) {
	case *letter.ReplyScreen:
		return book.Letters
	case *intake.ImportScreen:
		return book.Import
	case *proposal.CaseScreen:
		switch s.Tab() {
		case screen.TabTalks:
			return book.Talks
		case screen.TabReply:
			return book.Letters
		case screen.TabFeedback:
			return book.Delivery
		}
		return book.Register
	}
	if m.searching() || m.bar.search.Text != "" {
		return book.Search
	}
	return pageOf[m.trail[len(m.trail)-1].place]
}

// shortcutBlocks are the shortcuts as the manual lists them.
func shortcutBlocks() (blocks []manual.Block) {
	for _, s := range shortcuts() {
		blocks = append(blocks, manual.Block{Kind: manual.Keys, Mark: s.keys, Text: s.what})
	}
	return blocks
}

// onHelp shows the manual at the page that belongs to what is shown.
func (m *Main) onHelp() {
	if len(m.panels) > 0 {
		return
	}
	book.Open(m.deps, m, book.Pages(shortcutBlocks()), m.helpPage(), func(shut func()) fyne.CanvasObject {
		then := func(open func(screen.Deps, screen.Host)) func() {
			return func() {
				shut()
				open(m.deps, m)
			}
		}
		return ui.Beside(ui.NewButton("关于", nil, then(office.OpenAbout)), ui.NewButton("新变化", nil, then(office.OpenChanges)))
	})
}
