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
	"jianban/gui/words"
)

// period is what the bar's first choice chooses: a year, all of it or one
// book. Year 0 is every year.
type period struct {
	Year int
	Book data.ID
}

// topBar is the bar over every screen: period, search, main action.
type topBar struct {
	period *ui.Choice[period]
	search *ui.Entry
	clerk  *ui.Choice[string]
	clerks fyne.CanvasObject // clerk with its width; hidden where there is nobody to choose
	add    *ui.Button
	root   fyne.CanvasObject
}

func newTopBar(onPeriod func(period), onSearch, onClerk, onSubmit func(string), onEnter, onAdd func()) *topBar {
	b := &topBar{period: ui.NewChoice("选择年份", nil, onPeriod), search: ui.NewEntry("搜索 标题、正文、代表、单位、文号、拼音（Ctrl+F）")}
	b.search.OnEdit(onSearch)
	b.search.OnDown = onEnter
	b.search.OnSubmitted = onSubmit
	b.search.Icon = fynetheme.SearchIcon()
	b.clerk = ui.NewChoice("经办人", nil, onClerk)
	b.clerks = ui.Wide(130, b.clerk)
	b.clerks.Hide()
	b.add = ui.NewAction("新建建议", fynetheme.ContentAddIcon(), onAdd)
	left := container.New(layout.NewCustomPaddedHBoxLayout(10), ui.Wide(258, b.period), ui.Wide(400, b.search))
	right := container.New(layout.NewCustomPaddedHBoxLayout(10), b.clerks, b.add)
	side := look.Size(look.SizeMargin)
	row := container.New(layout.NewCustomPaddedLayout(0, 0, side, side),
		container.NewBorder(nil, nil, ui.Middle(left), ui.Middle(right)))
	b.root = ui.Frame(nil, ui.HLine(look.ColorLine), nil, nil, ui.Tall(look.Size(look.SizeTopBar)-1, row))
	return b
}

// allYears is the year of a period that has every year.
const allYears = -1

// periods are the choices of years and books, newest first.
func periods(years []int, books []data.Book) []ui.Option[period] {
	var out []ui.Option[period]
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		var of []data.Book
		for _, b := range books {
			if b.Meeting.Year == y && !b.Deleted {
				of = append(of, b)
			}
		}
		slices.SortStableFunc(of, func(a, b data.Book) int { // those we answer first
			return slices.Index(data.Directions, a.Direction) - slices.Index(data.Directions, b.Direction)
		})
		switch len(of) {
		case 1:
			out = append(out, ui.Option[period]{Value: period{y, 0}, Label: words.Book(of[0])})
		default:
			out = append(out, ui.Option[period]{Value: period{y, 0}, Label: fmt.Sprintf("%d年 · 全部", y)})
			for _, b := range of {
				out = append(out, ui.Option[period]{Value: period{y, b.ID}, Label: words.Book(b)})
			}
		}
	}
	if len(years) > 1 {
		out = append(out, ui.Option[period]{Value: period{allYears, 0}, Label: "全部年份"})
	}
	return out
}
