package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	ui "jianban/gui/widget"
)

// boardRow is one unit's progress: how many it holds, answered and not, and how
// many of those are late. A number opens its proposals.
type boardRow struct {
	unit                   data.Unit
	all, done, open, late  []data.ID
	assist, opinionsMissed []data.ID // where it helps, and where its opinion is missing
}

// share is how far the unit's own items are, in percent; ok false without any.
func (b boardRow) share() (percent int, ok bool) {
	t, ok := data.Figure{Num: len(b.done), Den: len(b.all)}.Tenths()
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

// boardRows counts the cases by unit, those least far first.
func boardRows(cases []data.Case, today data.Date, rules func(int) data.Rules) []boardRow {
	rows := map[data.ID]*boardRow{}
	of := func(u data.Unit) *boardRow {
		if rows[u.ID] == nil {
			rows[u.ID] = &boardRow{unit: u}
		}
		return rows[u.ID]
	}
	for _, c := range cases {
		c = c.AsOf(today)
		if c.Proposal.Closed != data.NotClosed {
			continue
		}
		id, r := c.Proposal.ID, rules(c.Year())
		if lead, ok := c.LeadAssignment(); ok {
			b := of(lead.Unit)
			b.all = append(b.all, id)
			if c.OwesPaper(r) {
				b.open = append(b.open, id)
				if today.After(data.OwedLimit(c, lead, r).Deadline) {
					b.late = append(b.late, id)
				}
			} else {
				b.done = append(b.done, id)
			}
		}
		missing := c.MissingOpinions()
		for _, a := range c.Handlers() {
			if a.Part != data.CoUnit || !a.Active() {
				continue
			}
			b := of(a.Unit)
			b.assist = append(b.assist, id)
			if len(c.Assignments) > 0 && slices.ContainsFunc(missing, func(m data.Assignment) bool { return m.ID == a.ID }) {
				b.opinionsMissed = append(b.opinionsMissed, id)
			}
		}
	}
	var out []boardRow
	for _, b := range rows {
		out = append(out, *b)
	}
	slices.SortFunc(out, func(a, b boardRow) int {
		pa, oka := a.share()
		pb, okb := b.share()
		if !oka {
			pa = 101
		}
		if !okb {
			pb = 101
		}
		return cmp.Or(pa-pb, cmp.Compare(a.unit.Name, b.unit.Name), cmp.Compare(a.unit.ID, b.unit.ID))
	})
	return out
}

// showUnitBoard shows how far each unit is, in colours; a number opens the
// proposals it counts.
func showUnitBoard(d Deps, h Host) {
	var rows []boardRow
	year, book, today := max(h.Year(), 0), h.Book(), d.Today()
	h.RunTask("正在统计", func(ctx context.Context, _ Progress) error {
		cases, rules, err := casesAndRules(ctx, d.Store, data.Scope{Year: year, BookID: book})
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

// boardWidths are the columns: unit, progress, and five counts.
var boardWidths = []float32{0, 130, 56, 56, 56, 56, 56, 72}

func openUnitBoard(d Deps, h Host, rows []boardRow) {
	p := &ui.Panel{Title: "各单位办理进度", Width: 820}
	head := make([]fyne.CanvasObject, 0, len(boardWidths))
	for _, w := range []string{"承办单位", "进度", "主办", "已办", "未办", "逾期", "协办", "缺意见"} {
		head = append(head, ui.NewSmall(w))
	}
	list := container.NewVBox()
	for _, b := range rows {
		percent, ok := b.share()
		bar := ui.NewBadge(boardTone(percent, ok), ui.NoShape, "无主办件")
		if ok {
			bar.Set(boardTone(percent, ok), ui.NoShape, fmt.Sprintf("%d%%", percent))
		}
		count := func(what string, ids []data.ID) fyne.CanvasObject {
			if len(ids) == 0 {
				return ui.NewLine("—")
			}
			return ui.NewLink(fmt.Sprint(len(ids)), func() {
				h.Shut(p)
				h.OpenList(b.unit.Name+"："+what, ids)
			})
		}
		list.Add(ui.Tall(30, ui.Columns(boardWidths, ui.NewLink(b.unit.Name, func() {
			h.Shut(p)
			showUnitHistory(d, h, b.unit)
		}), container.NewHBox(bar), count("主办", b.all), count("已办", b.done), count("未办", b.open), count("逾期", b.late), count("协办", b.assist), count("缺意见", b.opinionsMissed))))
	}
	if len(rows) == 0 {
		list.Add(ui.NewLine("还没有交办到单位的建议。"))
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(0, min(float32(len(rows))*34+8, 420)))
	p.Content = container.NewBorder(ui.Tall(24, ui.Columns(boardWidths, head...)), nil, nil, nil, scroll)
	ok := ui.NewAction("知道了", nil, func() { h.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	h.Open(p)
}
