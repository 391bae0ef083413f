package summary

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// changedFigure is the figure of a piece that changed since the last look.
func changedFigure(c data.ChangedFigure) SummaryFigure {
	return SummaryFigure{Name: c.Name, Value: c.Value, Rule: c.Rule, IDs: c.IDs, Was: c.Was}
}

// onChanged lists the figures of the text that changed since somebody looked at it
// or saved it; each opens its proposals.
func (s *SummaryScreen) onChanged() {
	changed := s.view.changed
	if len(changed) == 0 {
		return
	}
	p := &ui.Panel{Title: "数字有变", Width: 620}
	table := ui.NewTable(func(c data.ChangedFigure) int64 { return int64(indexOfChange(changed, c)) }, []ui.Column[data.ChangedFigure]{
		{ID: "name", Title: "数字", Width: 160, Flex: 1, Cell: func(c data.ChangedFigure) ui.Cell { return ui.Cell{Text: c.Name} }},
		{ID: "was", Title: "上次", Width: 110, Flex: 1, Cell: func(c data.ChangedFigure) ui.Cell { return ui.Cell{Text: c.Was, Color: look.ColorMuted} }},
		{ID: "now", Title: "现在", Width: 110, Flex: 1, Cell: func(c data.ChangedFigure) ui.Cell { return ui.Cell{Text: c.Value} }},
		{ID: "ids", Title: "依据", Width: 70, Right: true, Cell: func(c data.ChangedFigure) ui.Cell {
			if len(c.IDs) == 0 {
				return ui.Cell{}
			}
			return ui.Cell{Text: fmt.Sprintf("%d 件", len(c.IDs))}
		}},
	})
	table.OnOpen = func(c data.ChangedFigure) {
		s.host.Shut(p)
		s.prose.choose(0)
		s.chosen = c.Name
		s.figure.showFigure(changedFigure(c), true, s.model.all())
		s.right.Choose(rightFigures)
	}
	table.OnSelect = func(data.ChangedFigure) {}
	table.SetRows(changed)
	about := ui.NewSmallText(fmt.Sprintf("%s以来，文中这些数字随登记内容变了，文字、图表和导出的文件都已跟着变。双击一行看是哪几件。看过以后点“都看过了”，下次只列新变的。", s.model.Summary.LookedOn.Chinese()))
	p.Content = container.NewBorder(container.NewVBox(about, ui.Gap(4)), nil, nil, nil, ui.Tall(min(float32(len(changed))*34+44, 340), table))
	end := ui.NewButton("关闭", nil, func() { s.host.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{end}, end
	if s.model.Locked == "" && s.model.Summary.ID != 0 && !s.dirty() { // saving what is typed looks at all of it
		seen := ui.NewAction("都看过了", nil, func() {
			s.host.Shut(p)
			s.looked()
		})
		p.Buttons, p.First = append(p.Buttons, seen), seen
	}
	s.host.Open(p)
}

func indexOfChange(all []data.ChangedFigure, c data.ChangedFigure) int {
	for i := range all {
		if all[i].Name == c.Name {
			return i + 1
		}
	}
	return 0
}

// looked keeps the figures as they are now.
func (s *SummaryScreen) looked() {
	sum := s.view.filled.LookAt(s.model.Summary, s.model.Today)
	s.host.Save(fmt.Sprintf("看过%d年总结里变了的数字", s.model.Year), func(tx screen.Tx) error { return tx.SaveSummary(&sum) }, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.model.Summary.Looked, s.model.Summary.LookedOn = sum.Looked, sum.LookedOn
		s.compute()
	})
}

// keepWords takes the mark from words of another year that stay as they are.
func (s *SummaryScreen) keepWords(field string) {
	if s.model.Locked != "" || !s.editor.replace("{"+field+"}", data.Unmarked(field)) {
		return
	}
	s.chosen = ""
}
