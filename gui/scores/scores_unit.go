package scores

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	"jianban/gui/units"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// unitSheet is one unit's score, item by item.
type unitSheet struct {
	deps screen.Deps
	host screen.Host
	year int
	unit data.UnitScore

	head *ui.Line
	sum  *ui.Line
	list *fyne.Container
	root fyne.CanvasObject
}

func newUnitSheet(d screen.Deps, h screen.Host) *unitSheet {
	s := &unitSheet{deps: d, host: h, head: ui.NewHeading(""), sum: ui.NewStrong(""), list: container.New(layout.NewCustomPaddedVBoxLayout(4))}
	m := look.Size(look.SizeMargin)
	add := ui.NewButton("加分", fynetheme.ContentAddIcon(), func() { s.editExtra(data.Score{Source: data.Addition}) })
	cut := ui.NewButton("扣分", fynetheme.ContentRemoveIcon(), func() { s.editExtra(data.Score{Source: data.Deduction}) })
	past := ui.NewButton("历年情况", fynetheme.HistoryIcon(), func() { units.ShowHistory(s.deps, s.host, s.unit.Unit) })
	foot := container.New(layout.NewCustomPaddedLayout(8, 8, m, m), container.New(layout.NewCustomPaddedHBoxLayout(8), add, cut, past))
	top := container.New(layout.NewCustomPaddedLayout(m, 6, m, m), container.NewBorder(nil, nil, nil, s.sum, s.head))
	s.root = ui.Frame(top, foot, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, m, m, m), s.list)))
	return s
}

// show puts a unit's score into the sheet.
func (s *unitSheet) show(m ScoresModel, u data.UnitScore) {
	s.year, s.unit = m.Year, u
	s.head.SetText(u.Unit.Name)
	s.sum.SetText(fmt.Sprintf("%s 分 · %s %s", u.Total, u.Standing(), u.Grade))
	if u.Open > 0 {
		s.sum.SetText(fmt.Sprintf("暂计 %s 分 · %s", u.Total, u.Standing()))
	}
	s.list.Objects = nil
	for _, p := range u.Parts {
		points := ui.NewStrong("—")
		if p.Full > 0 {
			points.SetText(fmt.Sprintf("%s / %s", p.Points, p.Full))
		}
		s.list.Add(ui.Gap(6))
		s.list.Add(container.NewBorder(nil, nil, nil, points, ui.NewStrong(p.Name)))
		s.list.Add(ui.HLine(look.ColorLine))
		for _, i := range p.Items {
			s.list.Add(s.item(i))
		}
	}
	if words := u.BaseWords(); words != "" {
		s.list.Add(ui.Gap(6))
		s.list.Add(container.NewBorder(nil, nil, nil, ui.NewStrong(fmt.Sprintf("%s / %s", u.Base, u.Full)), ui.NewStrong("折算")))
		s.list.Add(ui.HLine(look.ColorLine))
		s.list.Add(ui.NewSmallText(words))
	}
	extras := slices.Concat(u.Additions, u.Deductions)
	if len(extras)+len(u.Untouched.IDs) > 0 {
		s.list.Add(ui.Gap(6))
		s.list.Add(ui.NewStrong("加分和扣分"))
		s.list.Add(ui.HLine(look.ColorLine))
	}
	for _, x := range extras {
		s.list.Add(s.extra(x))
	}
	if len(u.Untouched.IDs) > 0 {
		s.list.Add(s.untouched(u.Untouched))
	}
	s.list.Refresh()
}

// untouched is what open items cost that the unit has not begun to work on.
func (s *unitSheet) untouched(u data.Untouched) fyne.CanvasObject {
	points := ui.NewLine("−" + u.Points.String())
	points.Whole = true
	why := ui.NewSmall(u.Why)
	why.Whole = false
	title := s.unit.Unit.Name + "：未动手的主办件"
	open := ui.NewLink(fmt.Sprintf("依据 %d 件", len(u.IDs)), func() { s.host.OpenList(title, u.IDs) })
	return container.New(layout.NewCustomPaddedVBoxLayout(0),
		container.NewBorder(nil, nil, nil, points, ui.NewLine("未动手的主办件")),
		container.NewBorder(nil, nil, nil, open, why))
}

// item is one item: its name and points, below it how they came about and what
// can be opened.
func (s *unitSheet) item(i data.ItemScore) fyne.CanvasObject {
	points := ui.NewLine(fmt.Sprintf("%s / %d", i.Points, i.Item.Points))
	if i.Out {
		points.SetText("—")
	}
	points.Whole = true
	why := ui.NewSmall(i.Why)
	why.Whole = false
	var links []fyne.CanvasObject
	if i.Item.Measure == data.MeasureByHand {
		links = append(links, ui.NewLink("打分", func() { s.editScores(i) }))
	} else {
		links = s.behind(i)
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(0),
		container.NewBorder(nil, nil, nil, points, ui.NewLine(i.Item.Name)),
		container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(8), links...), why))
}

// behind are the links to the proposals behind a computed item: those that cost
// points, and all.
func (s *unitSheet) behind(i data.ItemScore) []fyne.CanvasObject {
	all := words.UniqueIDs(i.Figure.Base)
	if len(all) == 0 {
		return nil
	}
	kept := map[data.ID]int{}
	for _, id := range i.Figure.Base {
		kept[id]++
	}
	for _, id := range i.Figure.IDs {
		kept[id]--
	}
	lost := slices.DeleteFunc(slices.Clone(all), func(id data.ID) bool { return kept[id] == 0 })
	title := s.unit.Unit.Name + "：" + i.Item.Name
	var links []fyne.CanvasObject
	if len(lost) > 0 {
		links = append(links, ui.NewLink(fmt.Sprintf("失分 %d 件", len(lost)), func() { s.host.OpenList(title+"，失分", lost) }))
	}
	return append(links, ui.NewLink(fmt.Sprintf("依据 %d 件", len(all)), func() { s.host.OpenList(title, all) }))
}

func (s *unitSheet) extra(x data.Score) fyne.CanvasObject {
	sign := "+"
	if x.Source == data.Deduction {
		sign = "−"
	}
	why := ui.NewLine(words.Join(x.Date.Chinese(), x.Reason))
	points := ui.NewLine(sign + x.Points.String())
	points.Whole = true
	return container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(8), points, ui.NewLink("编辑", func() { s.editExtra(x) })), why)
}
