package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// holidayRow is a day off or a weekend day that is worked.
type holidayRow struct {
	data.Holiday        // ID 0 where it came with the program
	Known        bool   // the year's notice is there
	Single       string // the one source of the year's days where it is not
}

// own tells a day that the user entered.
func (r holidayRow) own() bool { return r.ID != 0 }

// holidayPart is the panel of the days off of one year.
type holidayPart struct {
	deps screen.Deps
	host screen.Host
	year int
	list *recordList[holidayRow]
	pick *ui.Choice[int]
	done func()
}

// openHolidays shows the days off, at first of this year.
func openHolidays(d screen.Deps, h screen.Host, done func()) { holidays(d, h, done) }

func holidays(d screen.Deps, h screen.Host, done func()) *holidayPart {
	p := &holidayPart{deps: d, host: h, year: d.Today().Year(), done: done}
	p.pick = p.years()
	date := holidayColumn("date", "日期", 150, 0, func(r holidayRow) string { return r.Date.Chinese() })
	date.Value = func(r holidayRow) data.Value { return data.DayOf(r.Date) }
	p.list = openRecords(d, h, recordKind[holidayRow]{
		Title: "放假安排", Unit: "天",
		About: "国务院的放假通知，期限遇休息日顺延时要用。灰色的是程序自带的，不能改；新的通知录入后，同一天以录入的为准。通知公布以前只有一个来源的年份，按它推算的期限都注明待定。",
		Load:  p.load,
		Key: func(r holidayRow) int64 {
			return int64(r.Date.Year())*10000 + int64(r.Date.Month())*100 + int64(r.Date.Day())
		},
		Columns: []ui.Column[holidayRow]{
			date,
			holidayColumn("week", "星期", 90, 0, func(r holidayRow) string { return r.Date.ChineseWeekday() }),
			{ID: "kind", Title: "安排", Width: 110, Cell: holidayKindCell},
			holidayColumn("name", "节日", 160, 1, func(r holidayRow) string { return r.Name }),
			holidayColumn("source", "依据", 200, 1.4, func(r holidayRow) string {
				if !r.own() {
					return strings.Join(words.NonEmpty("程序自带", r.Source), "，")
				}
				return words.Or(r.Source, "自行录入")
			}),
		},
		Nothing: [2]string{"这一年的放假通知还没有录入", "点“录入通知”，粘贴通知全文；在这之前，期限按周末和固定节日推算，算出的结果注明“暂定”。"},
		Open:    p.open,
		State:   p.state,
		Left: func(*recordList[holidayRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{ui.Wide(110, p.pick)}
		},
		Right: func(l *recordList[holidayRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.wanted("录入通知", fynetheme.ContentPasteIcon(), func() { p.enterNotice("") }),
				l.button("导入文件", fynetheme.FolderOpenIcon(), p.importTable),
				l.button("加一天", fynetheme.ContentAddIcon(), func() { p.edit(data.Holiday{Kind: data.DayOff}) }),
			}
		},
	})
	return p
}

// holidayColumn is a column whose days of the program stand back.
func holidayColumn(id, title string, width, flex float32, f func(holidayRow) string) ui.Column[holidayRow] {
	return ui.Column[holidayRow]{ID: id, Title: title, Width: width, Flex: flex, Cell: func(r holidayRow) ui.Cell {
		c := ui.Cell{Text: f(r)}
		if !r.own() {
			c.Color = look.ColorMuted
		}
		return c
	}}
}

func holidayKindCell(r holidayRow) ui.Cell {
	if r.Kind == data.DayWork {
		return ui.Cell{Text: r.Kind.Word(), Badge: true, Tone: ui.ToneOrange, Shape: ui.Dot}
	}
	return ui.Cell{Text: r.Kind.Word(), Badge: true, Tone: ui.ToneGreen, Shape: ui.Ring}
}

// years chooses the year shown.
func (p *holidayPart) years() *ui.Choice[int] {
	var options []ui.Option[int]
	today := p.deps.Today().Year()
	for y := today + 2; y >= today-12; y-- {
		options = append(options, ui.Option[int]{Value: y, Label: fmt.Sprintf("%d年", y)})
	}
	c := ui.NewChoice("选择年份", options, func(y int) {
		p.year = y
		p.list.Refresh()
	})
	c.Fill(p.year)
	return c
}

func (p *holidayPart) load(ctx context.Context, r screen.Reader) ([]holidayRow, error) {
	rules, err := r.RuleYears(ctx)
	if err != nil {
		return nil, err
	}
	own, err := r.Holidays(ctx)
	if err != nil {
		return nil, err
	}
	return holidayRows(rules.In(p.year).Calendar, own, p.year), nil
}

// holidayRows are a year's days; cal holds the user's own already.
func holidayRows(cal data.Calendar, own []data.Holiday, year int) []holidayRow {
	var rows []holidayRow
	for _, d := range cal.Days(year) {
		if i := slices.IndexFunc(own, func(h data.Holiday) bool { return h.Date == d.Date }); i >= 0 {
			d = own[i]
		}
		rows = append(rows, holidayRow{d, cal.Known(year), cal.OneSource(year)})
	}
	return rows
}

func (p *holidayPart) state(rows []holidayRow) (ui.Tone, ui.Shape, string) {
	if len(rows) > 0 && rows[0].Known {
		return ui.ToneGreen, ui.Check, "通知已录入"
	}
	if len(rows) > 0 && rows[0].Single != "" {
		return ui.ToneYellow, ui.Dot, "暂定：只有一个来源"
	}
	return ui.ToneYellow, ui.Dot, "暂定：没有放假通知"
}

func (p *holidayPart) open(_ *recordList[holidayRow], r holidayRow) {
	if r.own() {
		p.edit(r.Holiday)
		return
	}
	p.host.Fail(data.Problem{Message: r.Date.Chinese() + "是程序自带的安排，不能改", Hint: "通知有变的，请点“加一天”录入同一天，以录入的为准"})
}

func (p *holidayPart) saved() {
	p.pick.Fill(p.year)
	p.list.Refresh()
	p.done()
}
