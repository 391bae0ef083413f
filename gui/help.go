package gui

import (
	"slices"
	"strings"

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

// panelPages are the pages of panels, by a word of their title; the first counts.
var panelPages = []struct{ word, page string }{
	{"任务包", book.Units}, {"回传包", book.Units}, {"登记库放在哪里", book.Units},
	{"征询意见表", book.Delivery}, {"送达", book.Delivery}, {"公开", book.Delivery}, {"导入", book.Import}, {"沟通", book.Talks}, {"督办", book.Urging}, {"承诺", book.Urging},
	{"封账", book.YearEnd}, {"备份", book.Backup}, {"口令", book.Passphrase}, {"打印", book.Print}, {"导出", book.Print}, {"字体", book.Print},
	{"新建建议", book.Register}, {"交办", book.Register}, {"退回", book.Register}, {"延期", book.Register}, {"并案", book.Register}, {"编辑第", book.Register},
	{"文号", book.Letters}, {"版本", book.Letters}, {"放行", book.Letters}, {"意见", book.Letters}, {"列表", book.Search}, {"快捷键", book.Keys},
}

// helpPage is the page of the manual that belongs to what is shown.
func (m *Main) helpPage() string {
	if n := len(m.panels); n > 0 {
		for _, p := range panelPages {
			if strings.Contains(m.panels[n-1].Title, p.word) {
				return p.page
			}
		}
	}
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

// onHelp shows the manual at the page that belongs to what is shown, over an open form
// too: what is typed there stays.
func (m *Main) onHelp() {
	if slices.ContainsFunc(m.panels, func(p *ui.Panel) bool { return p.Title == book.Title }) {
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
