package scores

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// mostOpen is how many open points the closing form lists.
const mostOpen = 12

// CloseYear fixes the year's figures and scores as of a day, after saying what is
// still open. Earlier closings stay.
func (s *ScoresScreen) CloseYear() {
	if s.host.Locked() {
		return
	}
	year, book, today := s.host.Year(), s.host.Book(), s.deps.Today()
	var m ScoresModel
	var facts scoresFacts
	s.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		m, facts, err = countScores(ctx, s.deps.Store, year, book, today)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.host.Fail(err)
		case m.Total > 0:
			s.askClosing(m, facts)
		default:
			s.host.Say("这里没有可以封账的建议。")
		}
	})
}

func (s *ScoresScreen) askClosing(m ScoresModel, facts scoresFacts) {
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 640, Title: fmt.Sprintf("%d年封账", m.Year), Yes: "封账"}
	if len(m.Closings) > 0 {
		e.Title = fmt.Sprintf("%d年再次封账", m.Year)
	}
	asOf, note := e.Day(m.AsOf, m.Year, s.deps.Today()), e.Field("如 报市政府办公室的口径", "")
	f := e.Form
	if len(m.Open) > 0 {
		f.Add("未办完", false, openList(m.Open), "可以照样封账，这些会如实计入数字。")
	}
	f.Add("截至日期", true, asOf, "统计数字和考评分数固定在这一天；以后更正的，看得出变化，可以再次封账。")
	f.Add("说明", false, note, "")
	e.Print = func() string { return asOf.Text + note.Text }
	day, said := m.AsOf, ""
	e.Read = func() (ps data.Problems) {
		form.ReadDay(&ps, "截至日期", asOf, &day)
		said = note.Text
		y := data.YearClosing{Year: m.Year, AsOf: day, ClosedOn: s.deps.Today(), Note: said, Figures: "[]", Appraisal: "[]"} // counted when it is written
		return form.MergeProblems(ps, y.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		stats, units := facts.asOf(day)
		y, err := data.CloseYear(stats, facts.cases, units, m.Book, s.deps.Today(), said)
		if err != nil {
			return err
		}
		return tx.SaveYearClosing(&y)
	}
	e.Open(asOf)
}

func openList(open data.Problems) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(0))
	for i, p := range open {
		if i == mostOpen {
			box.Add(ui.NewSmall(fmt.Sprintf("还有 %d 项", len(open)-mostOpen)))
			break
		}
		line := ui.NewSmall(p.Field + "：" + p.Message)
		line.Whole = false
		box.Add(line)
	}
	return box
}

// onHistory shows the closings of the year and what changed since the latest.
func (s *ScoresScreen) onHistory() {
	m := s.model
	box := container.New(layout.NewCustomPaddedVBoxLayout(4))
	if len(m.Closings) == 0 {
		box.Add(ui.NewLine("这一年还没有封账。点“封账”把统计数字和考评分数固定下来。"))
	}
	for i, y := range m.Closings {
		told := ui.NewText(words.Join(fmt.Sprintf("%s封账，数字截至%s", y.ClosedOn.Chinese(), y.AsOf.Chinese()), y.Note))
		told.TextStyle.Bold = true
		scores := ui.NewLink("当时的考评", func() { s.showFixed(y) })
		box.Add(container.NewBorder(nil, nil, nil, ui.Middle(scores), told))
		switch {
		case i > 0:
			continue
		case m.Broken != nil:
			box.Add(ui.NewText(data.Sentence(m.Broken)))
		case len(m.Changes) == 0:
			box.Add(ui.NewSmall("此后没有更正。"))
		}
		for _, c := range m.Changes {
			box.Add(ui.Columns([]float32{180, 0, 0}, ui.NewLine(c.Name), ui.NewLine("封账时 "+c.Fixed), ui.NewLine("现在 "+c.Now)))
			box.Add(ui.HLine(look.ColorLineSoft))
		}
	}
	p := &ui.Panel{Title: fmt.Sprintf("%d年封账情况", m.Year), Content: box, Width: 560}
	ok := ui.NewAction("知道了", nil, func() { s.host.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	s.host.Open(p)
}

// showFixed shows the scores as a closing keeps them.
func (s *ScoresScreen) showFixed(y data.YearClosing) {
	units, err := y.FixedScores()
	if err != nil {
		s.host.Fail(err)
		return
	}
	widths := []float32{120, 0, 300, 64, 64}
	line := func(words ...string) fyne.CanvasObject {
		cells := make([]fyne.CanvasObject, len(words))
		for i, w := range words {
			cell := ui.NewLine(w)
			if i == 3 {
				cell.Align = fyne.TextAlignTrailing
			}
			cells[i] = cell
		}
		return ui.Columns(widths, cells...)
	}
	list := container.New(layout.NewCustomPaddedVBoxLayout(4))
	for _, u := range units {
		var parts []string
		for _, p := range u.Parts {
			parts = append(parts, p.Name+" "+p.Points.String())
		}
		list.Add(line(u.Standing(), u.Unit, strings.Join(parts, "　"), u.Total.Fixed(), u.Grade))
	}
	p := &ui.Panel{Title: fmt.Sprintf("%d年考评，%s封账", y.Year, y.ClosedOn.Chinese()), Width: 900,
		Content: container.NewBorder(line("名次", "承办单位", "各部分", "总分", "等次"), nil, nil, nil, list)}
	ok := ui.NewAction("知道了", nil, func() { s.host.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	s.host.Open(p)
}
