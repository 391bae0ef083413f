package gui

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// statusBar is the line below every screen.
type statusBar struct {
	count, said, undo, file *ui.Line
	acts                    *fyne.Container // what can be done about what was said
	drafts                  *ui.Line        // how many drafts of another sitting are left
	offer                   *ui.Tap         // around it, opens them
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
	s.acts = container.New(layout.NewCustomPaddedHBoxLayout(14))
	s.drafts = ui.NewSmall("")
	s.drafts.Color, s.drafts.Whole = fynetheme.ColorNameHyperlink, true
	s.offer = ui.NewTap(s.drafts, onDrafts)
	s.offer.Hide()
	left := container.New(layout.NewCustomPaddedHBoxLayout(20), s.count)
	right := container.New(layout.NewCustomPaddedHBoxLayout(16), s.offer, s.undo, s.backup, s.readOnly, s.demo, s.file)
	side := look.Size(look.SizeMargin)
	row := container.New(layout.NewCustomPaddedLayout(0, 0, side, side),
		container.New(layout.NewBorderLayout(nil, nil, left, right), left, right,
			container.New(layout.NewCustomPaddedLayout(0, 0, 20, 16), saidRow{s}.box())))
	s.root = ui.Ground(look.ColorPane, ui.Frame(ui.HLine(look.ColorLine), nil, nil, nil, ui.Tall(look.Size(look.SizeStatusBar)-1, row)))
	return s
}

// say shows what was done, and what can be done about it until something else is
// said.
func (s *statusBar) say(text string, acts ...screen.Act) {
	s.said.SetText(text)
	s.acts.RemoveAll()
	for _, a := range acts {
		s.acts.Add(ui.NewLink(a.Word, a.Do))
	}
	s.root.Refresh()
}

// saidRow lays what was said out with its links right behind it; the text gives way
// where there is no room.
type saidRow struct{ bar *statusBar }

func (r saidRow) box() *fyne.Container { return container.New(r, r.bar.said, r.bar.acts) }

// MinSize is that of the links.
func (r saidRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return r.bar.acts.MinSize().Max(fyne.NewSize(0, r.bar.said.MinSize().Height))
}

// Layout puts the links behind the text.
func (r saidRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	links := r.bar.acts.MinSize()
	gap := float32(14)
	if links.Width == 0 {
		gap = 0
	}
	wish := fyne.MeasureText(r.bar.said.Text, look.Size(look.SizeSmall), fyne.TextStyle{}).Width + 2
	text := max(min(wish, size.Width-links.Width-gap), 0)
	r.bar.said.Resize(fyne.NewSize(text, size.Height))
	r.bar.said.Move(fyne.NewPos(0, 0))
	r.bar.acts.Resize(links)
	r.bar.acts.Move(fyne.NewPos(text+gap, (size.Height-links.Height)/2))
}

// shell is what bar and status line show.
type shell struct {
	Periods  []ui.Option[period]
	Total    data.Stats
	Settings data.Settings
	Calendar data.Calendar
	Found    bool // there are proposals of what is shown
	Empty    bool // there is neither a proposal nor a book
}

// words is the count at the left of the status line.
func (s shell) words() string {
	if !s.Found {
		return "还没有登记建议"
	}
	return fmt.Sprintf("共 %d 件 · 主办 %d · 协办 %d", s.Total.Total, s.Total.Lead, s.Total.Assist)
}
