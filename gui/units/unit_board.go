package units

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// share is how far a unit's own items are, in percent; ok false without any.
func share(u data.UnitCount) (percent int, ok bool) {
	t, ok := u.Done.Tenths()
	return t / 10, ok
}

// boardTone is red under 30 percent, yellow under 60, else green (forms.md §10).
func boardTone(percent int, ok bool) ui.Tone {
	switch {
	case !ok:
		return ui.ToneGrey
	case percent < 30:
		return ui.ToneRed
	case percent < 60:
		return ui.ToneYellow
	}
	return ui.ToneGreen
}

// boardRows are the units as the statistics count them, those least far first,
// those that only help last.
func boardRows(cases []data.Case, today data.Date, rules data.RuleYears) []data.UnitCount {
	rows := slices.DeleteFunc(data.Units(cases, today, rules), func(u data.UnitCount) bool { return u.UnitID == 0 }) // nobody has those yet
	slices.SortStableFunc(rows, func(a, b data.UnitCount) int {
		pa, oka := share(a)
		pb, okb := share(b)
		if !oka {
			pa = 101
		}
		if !okb {
			pb = 101
		}
		return cmp.Or(pa-pb, data.ByPinyin(a.Unit, b.Unit), cmp.Compare(a.UnitID, b.UnitID))
	})
	return rows
}

// ShowBoard shows how far each unit is, in colours; a number opens the
// proposals it counts.
func ShowBoard(d screen.Deps, h screen.Host) {
	var rows []data.UnitCount
	year, book, today := max(h.Year(), 0), h.Book(), d.Today()
	h.RunTask("正在统计", func(ctx context.Context, _ screen.Progress) error {
		cases, rules, err := screen.CasesAndRules(ctx, d.Store, data.Scope{Year: year, BookID: book})
		if err != nil {
			return err
		}
		rows = boardRows(cases, today, rules)
		return nil
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		openUnitBoard(d, h, rows)
	})
}

// closedAmong tells whether some of a unit's proposals were withdrawn or passed
// on, which are in no rate.
func closedAmong(u data.UnitCount) bool {
	return len(u.Leads.IDs)+len(u.Assists.IDs) > len(u.Done.IDs)+len(u.Done.Without())
}

// boardWidths are the columns: unit, progress, and seven counts.
var boardWidths = []float32{0, 130, 56, 56, 56, 56, 56, 56, 72}

func openUnitBoard(d screen.Deps, h screen.Host, rows []data.UnitCount) {
	p := &ui.Panel{Title: "各单位办理进度", Width: 820}
	head := make([]fyne.CanvasObject, 0, len(boardWidths))
	for i, w := range []string{"承办单位", "进度", "主办", "协办", "已办", "未办", "逾期", "参与", "缺意见"} {
		l := ui.NewSmall(w)
		if i > 1 { // figures stand under each other at the right
			l.Align = fyne.TextAlignTrailing
		}
		head = append(head, l)
	}
	list := container.NewVBox()
	for _, b := range rows {
		percent, ok := share(b)
		bar := ui.NewBadge(boardTone(percent, ok), ui.NoShape, "无主办件")
		if ok {
			bar.Set(boardTone(percent, ok), ui.NoShape, fmt.Sprintf("%d%%", percent))
		}
		count := func(what string, ids []data.ID) fyne.CanvasObject {
			if len(ids) == 0 {
				none := ui.NewLine("—")
				none.Align = fyne.TextAlignTrailing
				return none
			}
			return container.NewHBox(layout.NewSpacer(), ui.NewLink(fmt.Sprint(len(ids)), func() {
				h.Shut(p)
				h.OpenList(b.Unit+"："+what, ids)
			}))
		}
		list.Add(ui.Tall(30, ui.Columns(boardWidths, ui.NewLink(b.Unit, func() {
			h.Shut(p)
			ShowHistory(d, h, data.Unit{ID: b.UnitID, Name: b.Unit})
		}), container.NewHBox(bar), count("主办", b.Leads.IDs), count("协办", b.Assists.IDs), count("已办", b.Done.IDs), count("未办", b.Done.Without()), count("逾期", b.Late.IDs), count("参与", b.CoIDs.IDs), count("缺意见", b.Missing.IDs))))
	}
	if len(rows) == 0 {
		list.Add(ui.NewLine("还没有交办到单位的建议。"))
	}
	var foot fyne.CanvasObject
	if slices.ContainsFunc(rows, closedAmong) {
		foot = ui.NewSmall("撤案、转办的计入主办、协办，不计入已办、未办和进度。")
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(0, min(float32(len(rows))*34+8, 420)))
	p.Content = container.NewBorder(ui.Tall(24, ui.Columns(boardWidths, head...)), foot, nil, nil, scroll)
	ok := ui.NewAction("知道了", nil, func() { h.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	h.Open(p)
}
