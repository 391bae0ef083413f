package gui

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// statusBar is the line below every screen.
type statusBar struct {
	count, said, undo, file *ui.Line
	drafts                  *ui.Line // how many drafts of another sitting are left
	offer                   *ui.Tap  // around it, opens them
	demo, readOnly, backup  *ui.Badge
	root                    fyne.CanvasObject
}

func newStatusBar(path, readOnly string, onDrafts func()) *statusBar {
	s := &statusBar{count: ui.NewSmall(""), said: ui.NewSmall(""), undo: ui.NewSmall(""), file: ui.NewSmall(filepath.Base(path)),
		demo: ui.NewBadge(ui.ToneGrey, ui.NoShape, "演示数据"), readOnly: ui.NewBadge(ui.ToneYellow, ui.Dot, "只读"), backup: ui.NewBadge(ui.ToneRed, ui.Dot, "")}
	s.demo.Hide()
	s.backup.Hide()
	s.readOnly.Hidden = readOnly == ""
	s.said.Whole = false
	s.drafts = ui.NewSmall("")
	s.drafts.Color, s.drafts.Whole = fynetheme.ColorNameHyperlink, true
	s.offer = ui.NewTap(s.drafts, onDrafts)
	s.offer.Hide()
	left := container.New(layout.NewCustomPaddedHBoxLayout(20), s.count)
	right := container.New(layout.NewCustomPaddedHBoxLayout(16), s.offer, s.undo, s.backup, s.readOnly, s.demo, s.file)
	side := look.Size(look.SizeMargin)
	row := container.New(layout.NewCustomPaddedLayout(0, 0, side, side),
		container.New(layout.NewBorderLayout(nil, nil, left, right), left, right,
			container.New(layout.NewCustomPaddedLayout(0, 0, 20, 16), s.said)))
	s.root = ui.Ground(look.ColorPane, ui.Frame(ui.HLine(look.ColorLine), nil, nil, nil, ui.Tall(look.Size(look.SizeStatusBar)-1, row)))
	return s
}

// shell is what bar and status line show.
type shell struct {
	Periods []ui.Option[period]
	Total   data.Stats
	Demo    bool
	Clerks  []string // who may work here
	Found   bool     // there are proposals at all
}

// words is the count at the left of the status line.
func (s shell) words() string {
	if !s.Found {
		return "还没有登记建议"
	}
	return fmt.Sprintf("共 %d 件 · 主办 %d · 协办 %d", s.Total.Total, s.Total.Lead, s.Total.Assist)
}
