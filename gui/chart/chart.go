package chart

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	ui "jianban/gui/widget"
)

// Open shows what is behind a bar: a figure with its name and its value as written.
type Open func(name, value string, f data.Figure)

// section is a heading over a chart.
func section(title string, parts ...fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewCustomPaddedVBoxLayout(4), ui.NewStrong(title))
	for _, p := range parts {
		c.Add(p)
	}
	return c
}

// count is a bar of so many proposals of at most so many.
func count(name string, f data.Figure, most int, open Open) ui.BarCell {
	c := ui.BarCell{Text: strconv.Itoa(f.Num)}
	if f.Num > 0 {
		c.Part = float32(f.Num) / float32(max(most, 1))
		c.Open = func() { open(name, c.Text+"件", f) }
	}
	return c
}

// share is a bar of a share; behind it are the proposals counted in it.
func share(r data.Rate) ui.BarCell {
	c := ui.BarCell{Text: r.Percent()}
	if tenths, ok := r.Tenths(); ok {
		c.Part = float32(tenths) / 1000
	}
	return c
}

// Course is the year's course by month: handed over, due, answered. nil where
// nothing was handed over.
func Course(course []data.CourseMonth, year int, open Open) fyne.CanvasObject {
	if len(course) == 0 {
		return nil
	}
	most := 1
	for _, m := range course {
		most = max(most, m.HandedOver.Num, m.Due.Num, m.Answered.Num)
	}
	var rows []ui.BarRow
	for _, m := range course {
		name := m.Name(year)
		rows = append(rows, ui.BarRow{Name: name, Cells: []ui.BarCell{
			count(name+"交办", m.HandedOver, most, open), count(name+"到期", m.Due, most, open), count(name+"答复、报送", m.Answered, most, open)}})
	}
	bars := ui.NewBars()
	bars.Set([]string{"交办", "到期", "答复"}, rows)
	return section("全年进程（每月件数）", bars.Root)
}

// Growth is the year's course added up, as lines; nil where it is of one month.
func Growth(course []data.CourseMonth, year int) fyne.CanvasObject {
	if len(course) < 2 {
		return nil
	}
	var steps []string
	series := []ui.LineSeries{{Name: "交办", Tone: ui.ToneGrey, Shape: ui.Ring, Thick: 1.2}, {Name: "到期", Tone: ui.ToneOrange, Shape: ui.Triangle, Thick: 1.2}, {Name: "答复报送", Tone: ui.ToneBlue, Shape: ui.Dot, Thick: 2.6}}
	for _, t := range data.CourseTotals(course) {
		steps = append(steps, t.Name(year))
		for i, v := range []int{t.AllHandedOver, t.AllDue, t.AllAnswered} {
			series[i].Values = append(series[i].Values, v)
		}
	}
	lines := ui.NewLines()
	lines.Set(steps, series)
	return section("全年进程（累计件数）", lines)
}

// Classes are the classes of the replies, with their names where there is room for
// these.
func Classes(st data.Stats, names bool, open Open) fyne.CanvasObject {
	if st.Replied == 0 {
		return nil
	}
	var rows []ui.BarRow
	for _, c := range st.Classes {
		name := data.ClassWord(c.Class)
		if c.Name != "" && names {
			name += " " + c.Name
		}
		cell := count(data.ClassWord(c.Class)+"件数", c.Share.Figure, st.Replied, open)
		cell.Text += "件 " + c.Share.Percent()
		rows = append(rows, ui.BarRow{Name: name, Cells: []ui.BarCell{cell}})
	}
	bars := ui.NewBars()
	bars.Set(nil, rows)
	return section(fmt.Sprintf("办理结果类别（已答复 %d 件）", st.Replied), bars.Root)
}

// Satisfaction are the marks of the forms that came back.
func Satisfaction(st data.Stats, open Open) fyne.CanvasObject {
	of := []struct {
		name string
		mark data.Satisfaction
	}{{"态度", st.Attitude}, {"结果", st.Result}}
	most := 0
	var rows []ui.BarRow
	for _, m := range data.Marks {
		most = max(most, st.Attitude.By[m].Num, st.Result.By[m].Num)
	}
	if most == 0 {
		return nil
	}
	for _, m := range data.Marks {
		row := ui.BarRow{Name: string(m)}
		for _, o := range of {
			f := o.mark.By[m]
			f.Rule = "最近一次征询意见表上，办理" + o.name + "评为“" + string(m) + "”"
			row.Cells = append(row.Cells, count("办理"+o.name+string(m), f, most, open))
		}
		rows = append(rows, row)
	}
	bars := ui.NewBars()
	bars.Set([]string{"办理态度 " + st.Attitude.Rate.Percent(), "办理结果 " + st.Result.Rate.Percent()}, rows)
	return section("满意度（件数，满意率）", bars.Root)
}

// mostUnits is how many units a chart shows; all stand in the summary's own table.
const mostUnits = 12

// Units are the units that lead most: what they lead, how much of it is answered,
// and how much of that was in time.
func Units(st data.Stats, open Open) fyne.CanvasObject {
	units := slices.DeleteFunc(slices.Clone(st.ByUnit), func(u data.UnitCount) bool { return u.Lead == 0 })
	if len(units) == 0 {
		return nil
	}
	title := "承办单位（主办件）"
	if len(units) > mostUnits {
		title = fmt.Sprintf("承办单位（主办件，共 %d 个单位，件数最多的 %d 个）", len(units), mostUnits)
		units = units[:mostUnits]
	}
	most := 0
	for _, u := range units {
		most = max(most, u.Lead)
	}
	var rows []ui.BarRow
	for _, u := range units {
		led, replied, inTime := u.Leads, u.ReplyRate.Figure, u.InTime.Figure
		replied.Rule, inTime.Rule = "由该单位主办、已送达答复", "由该单位主办、首次答复在期限内送达"
		rows = append(rows, ui.BarRow{Name: u.Unit, Cells: []ui.BarCell{
			count(u.Unit+"：主办", led, most, open), count(u.Unit+"：已答复", replied, most, open), count(u.Unit+"：按时答复", inTime, most, open)}})
	}
	bars := ui.NewBars()
	bars.Set([]string{"主办", "已答复", "按时答复"}, rows)
	return section(title, bars.Root)
}

// Years sets shares beside those of the year before, whose proposals earlier shows
// by the share's name.
func Years(before, now data.Stats, open Open, earlier func(name string)) fyne.CanvasObject {
	names, pairs := data.YearShares(before, now)
	var rows []ui.BarRow
	for i, name := range names {
		was, is := pairs[i][0], pairs[i][1]
		if was.Den+is.Den == 0 {
			continue
		}
		row := ui.BarRow{Name: name, Cells: []ui.BarCell{share(was), share(is)}}
		if was.Num > 0 {
			row.Cells[0].Open = func() { earlier(name) }
		}
		if is.Num > 0 {
			row.Cells[1].Open = func() { open(name, is.Percent(), is.Figure) }
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	bars := ui.NewBars()
	bars.Set([]string{strconv.Itoa(before.Year) + "年", strconv.Itoa(now.Year) + "年"}, rows)
	return section(fmt.Sprintf("与上年比（%d年 %d 件，%d年 %d 件）", before.Year, before.Total, now.Year, now.Total), bars.Root)
}
