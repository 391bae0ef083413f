package scores

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// ScoresModel is everything the screen 考评 shows.
type ScoresModel struct {
	Year     int // 0 where no single year is chosen
	Book     data.ID
	AsOf     data.Date
	Scheme   data.Appraisal
	Units    []data.UnitScore // best first
	Open     data.Problems    // what is still open in the year
	Closings []data.YearClosing
	Changes  []data.FigureChange // since the latest closing, as of its day
	Broken   error               // why the latest closing cannot be read; nil where it can
	Of       data.Book           // the book's; ID 0 over all
	Total    int                 // proposals of the year
}

// scoresFacts are what the figures and scores of a year are counted from.
type scoresFacts struct {
	year   int
	cases  []data.Case // also those of earlier years that kept a promise
	scores []data.Score
	rules  data.RuleYears
}

// ScoresScreen ranks the units of a year and shows the chosen one's sheet, every
// computed point with the proposals behind it.
type ScoresScreen struct {
	deps  screen.Deps
	host  screen.Host
	model ScoresModel
	load  screen.Latest[ScoresModel]

	said   *ui.Line
	state  *ui.Badge
	close  *ui.Button
	export *ui.Button
	parts  []string // of the table's columns
	table  *ui.Table[data.UnitScore]
	body   *fyne.Container // the table, or why there is none
	sheet  *unitSheet
	root   *ui.Split
}

// NewScoresScreen builds the screen and starts nothing.
func NewScoresScreen(d screen.Deps, h screen.Host) *ScoresScreen {
	s := &ScoresScreen{deps: d, host: h, said: ui.NewSmall(""), state: ui.NewBadge(ui.ToneGrey, ui.Ring, ""), body: container.NewStack()}
	s.close = ui.NewButton("封账", fynetheme.DocumentSaveIcon(), s.CloseYear)
	s.export = ui.NewButton("导出", fynetheme.DownloadIcon(), nil)
	s.export.OnTapped = s.onExportMenu
	s.sheet = newUnitSheet(d, h)
	m := look.Size(look.SizeMargin)
	state := ui.NewTap(s.state, s.onHistory)
	room := ui.NewRoom(600)
	bar := container.New(layout.NewCustomPaddedLayout(8, 8, m-2, m-2),
		ui.BarIn(room, container.New(layout.NewCustomPaddedHBoxLayout(12), ui.Middle(s.said), ui.Middle(state)),
			container.New(layout.NewCustomPaddedHBoxLayout(8), s.close, s.export)))
	s.root = ui.NewSplit(room.Around(ui.Frame(bar, nil, nil, nil, s.body)), s.sheet.root, 470, 380, d.Prefs, "scores.side")
	s.root.KeepMain(520)
	s.root.ShowSide(false)
	return s
}

// Root is the screen.
func (s *ScoresScreen) Root() fyne.CanvasObject { return s.root }

// Close cancels loads.
func (s *ScoresScreen) Close() { s.load.Stop() }

// Loaded tells that the scores are those loaded last.
func (s *ScoresScreen) Loaded() bool { return s.load.Shown() }

// Refresh loads anew.
func (s *ScoresScreen) Refresh() {
	screen.ShowYear(&s.load, s.deps, s.host, loadScores, s.Show)
}

// readScoresFacts touches no widget.
func readScoresFacts(ctx context.Context, r screen.Reader, year int, book data.ID) (f scoresFacts, err error) {
	f.year = year
	year1, err := r.Cases(ctx, data.Scope{Year: year, BookID: book})
	if err != nil {
		return f, err
	}
	earlier, err := r.Cases(ctx, data.Scope{KeptIn: year, BookID: book})
	if err != nil {
		return f, err
	}
	f.cases = slices.Concat(year1, earlier)
	if f.rules, err = r.RuleYears(ctx); err != nil {
		return f, err
	}
	f.scores, err = r.Scores(ctx, year)
	return f, err
}

// loadScores touches no widget.
func loadScores(ctx context.Context, r screen.Reader, year int, book data.ID, today data.Date) (ScoresModel, error) {
	m, _, err := countScores(ctx, r, year, book, today)
	return m, err
}

// countScores is what the screen shows with the facts it was counted from, which
// are not kept: of a large year they are tens of megabytes.
func countScores(ctx context.Context, r screen.Reader, year int, book data.ID, today data.Date) (m ScoresModel, f scoresFacts, err error) {
	m = ScoresModel{Year: max(year, 0), Book: book, AsOf: data.DefaultAsOf(year, today)}
	if year <= 0 {
		return m, f, nil
	}
	if f, err = readScoresFacts(ctx, r, year, book); err != nil {
		return m, f, err
	}
	if m.Closings, err = r.YearClosings(ctx, year, book); err != nil {
		return m, f, err
	}
	m.Scheme = f.rules.In(year).Pack.Appraisal
	stats, units := f.asOf(m.AsOf)
	m.Units, m.Total = units, stats.Total
	if book != 0 && len(f.cases) > 0 {
		m.Of = f.cases[0].Book
	}
	m.Open = data.BeforeClosing(f.cases, m.Units, year, m.AsOf, f.rules)
	if len(m.Closings) > 0 {
		m.Changes, m.Broken = f.changes(m.Closings[0])
	}
	return m, f, ctx.Err()
}

// asOf are the year's figures and scores as of a day.
func (f scoresFacts) asOf(day data.Date) (data.Stats, []data.UnitScore) {
	return data.Statistics(f.cases, f.year, day, f.rules), data.Appraise(f.cases, f.scores, f.year, day, f.rules)
}

// changes are the figures and scores that differ from those of a closing, as of
// its own day: what passed since is no correction.
func (f scoresFacts) changes(y data.YearClosing) ([]data.FigureChange, error) {
	figures, err := y.FixedFigures()
	scores, err2 := y.FixedScores()
	if err := cmp.Or(err, err2); err != nil {
		return nil, err
	}
	stats, units := f.asOf(y.AsOf)
	return append(data.ChangedFigures(figures, data.FixFigures(stats, f.cases)), data.ChangedScores(scores, data.FixScores(units))...), nil
}

// Show puts a model into the widgets.
func (s *ScoresScreen) Show(m ScoresModel) {
	s.model = m
	s.said.SetText(fmt.Sprintf("%d年 · %s · 截至%s", m.Year, unitsWords(m.Units), m.AsOf.Chinese()))
	s.said.Hidden = m.Year == 0
	s.showState(m)
	ui.SetShown(s.close, m.Total > 0)
	ui.SetShown(s.export, len(m.Units) > 0)
	s.body.Objects = nil
	switch {
	case m.Year == 0:
		s.body.Add(ui.Empty(fynetheme.HistoryIcon(), "考评按年度进行", "请在左上角选一个年份。"))
	case len(m.Scheme.Parts) == 0:
		s.body.Add(ui.Empty(fynetheme.SettingsIcon(), "办理规则里没有考评办法", "请在“设置”的办理规则里写明考评项目和分值。"))
	case len(m.Units) == 0:
		s.body.Add(ui.Empty(fynetheme.ListIcon(), fmt.Sprintf("%d年还没有交办到单位的建议", m.Year), "交办以后，这里按登记的事实给各单位算分。"))
	default:
		s.showTable(m)
	}
	s.body.Refresh()
	s.showSheet()
}

// unitsWords tell how many units are ranked: 12 个单位, or 主办单位 8 个、协办单位
// 4 个 where these are ranked apart.
func unitsWords(units []data.UnitScore) string {
	var said []string
	for i, u := range units {
		if i == 0 || u.Group != units[i-1].Group {
			said = append(said, fmt.Sprintf("%s %d 个", cmp.Or(u.Group, "单位"), u.Among))
		}
	}
	if len(said) == 0 {
		return "0 个单位"
	}
	return strings.Join(said, "、")
}

// showState tells whether the year is closed, and what changed since.
func (s *ScoresScreen) showState(m ScoresModel) {
	s.state.Hidden = m.Year == 0
	switch {
	case m.Broken != nil:
		s.state.Set(ui.ToneRed, ui.Triangle, "封账的数字读不出来")
	case len(m.Closings) == 0:
		s.state.Set(ui.ToneGrey, ui.Ring, "未封账")
	case len(m.Changes) > 0:
		s.state.Set(ui.ToneYellow, ui.Diamond, fmt.Sprintf("封账后 %d 个数字有变", len(m.Changes)))
	default:
		s.state.Set(ui.ToneGreen, ui.Check, m.Closings[0].ClosedOn.Chinese()+"封账")
	}
}

// showTable puts the ranking in; its columns follow the scheme's parts.
func (s *ScoresScreen) showTable(m ScoresModel) {
	parts := []string{fmt.Sprint(m.Scheme.How().Apart)}
	for _, p := range m.Scheme.Parts {
		parts = append(parts, p.Name)
	}
	if s.table == nil || !slices.Equal(parts, s.parts) {
		s.parts = parts
		s.table = ui.NewTable(func(u data.UnitScore) int64 { return int64(u.Unit.ID) }, scoreColumns(m.Scheme)).Remember(s.deps.Prefs, "scores.columns")
		s.table.OnSelect = func(data.UnitScore) { s.showSheet() }
		s.table.OnOpen = func(u data.UnitScore) { s.host.OpenList(u.Unit.Name+"承办", u.IDs) }
	}
	s.table.SetRows(m.Units)
	s.body.Add(s.table)
}

// scoreColumns are the group where groups are ranked apart, rank, unit, items, one
// column a part, and the total.
func scoreColumns(scheme data.Appraisal) []ui.Column[data.UnitScore] {
	text := func(id, title string, width, flex float32, drop int, right bool, f func(data.UnitScore) string) ui.Column[data.UnitScore] {
		return ui.Column[data.UnitScore]{ID: id, Title: title, Width: width, Flex: flex, Drop: drop, Right: right,
			Cell: func(u data.UnitScore) ui.Cell { return ui.Cell{Text: f(u)} }}
	}
	points := func(id, title string, width float32, drop int, f func(data.UnitScore) data.Points) ui.Column[data.UnitScore] {
		c := text(id, title, width, 0, drop, true, func(u data.UnitScore) string { return f(u).Fixed() })
		c.Value = func(u data.UnitScore) data.Value { return data.PointsOf(f(u)) }
		return c
	}
	count := func(id, title string, f func(data.UnitScore) int) ui.Column[data.UnitScore] {
		c := text(id, title, 60, 0, 0, true, func(u data.UnitScore) string { return strconv.Itoa(f(u)) })
		c.Paper, c.Value = true, func(u data.UnitScore) data.Value { return data.CountOf(f(u)) }
		return c
	}
	rank := count("rank", "名次", func(u data.UnitScore) int { return u.Rank })
	rank.Paper, rank.Width = false, 48
	items := text("items", "主办/协办/参与", 110, 0, 2, true, func(u data.UnitScore) string { return fmt.Sprintf("%d / %d / %d", u.Lead, u.Assist, u.Helped) })
	items.Screen = true
	var columns []ui.Column[data.UnitScore]
	if scheme.How().Apart {
		columns = append(columns, text("group", "分组", 76, 0, 0, false, func(u data.UnitScore) string { return string(u.Group) }))
	}
	columns = append(columns,
		rank,
		text("unit", "承办单位", 130, 1, 0, false, func(u data.UnitScore) string { return u.Unit.Name }),
		items,
		count("lead", "主办", func(u data.UnitScore) int { return u.Lead }),
		count("assist", "协办", func(u data.UnitScore) int { return u.Assist }),
		count("helped", "参与", func(u data.UnitScore) int { return u.Helped }),
	)
	for i, p := range scheme.Parts {
		part := points("part"+p.Name, p.Name, 86, 3, func(u data.UnitScore) data.Points { return u.Parts[i].Points })
		part.Cell = func(u data.UnitScore) ui.Cell { return ui.Cell{Text: u.Parts[i].Words()} }
		part.Value = func(u data.UnitScore) data.Value {
			if u.Parts[i].Full == 0 {
				return data.Value{}
			}
			return data.PointsOf(u.Parts[i].Points)
		}
		columns = append(columns, part)
	}
	extra := text("extra", "加减分", 62, 0, 1, true, data.UnitScore.Extra)
	extra.Value = func(u data.UnitScore) data.Value {
		if sum, ok := u.ExtraPoints(); ok {
			return data.PointsOf(sum)
		}
		return data.Value{}
	}
	grade := ui.Column[data.UnitScore]{ID: "grade", Title: "等次", Width: 116, Cell: gradeCell}
	grade.Value = func(u data.UnitScore) data.Value { return data.TextOf(u.GradeWord()) }
	return append(columns, extra, points("total", "总分", 64, 0, func(u data.UnitScore) data.Points { return u.Total }), grade,
		count("open", "待打分项数", func(u data.UnitScore) int { return u.Open }))
}

// gradeCell shows the grade, or that items are still to be scored.
func gradeCell(u data.UnitScore) ui.Cell {
	if u.Open > 0 {
		return ui.Cell{Badge: true, Text: fmt.Sprintf("待打分 %d 项", u.Open), Tone: ui.ToneGrey, Shape: ui.Ring}
	}
	return ui.Cell{Text: u.Grade}
}

// showSheet shows the chosen unit beside the table.
func (s *ScoresScreen) showSheet() {
	if s.table == nil || len(s.model.Units) == 0 {
		s.root.ShowSide(false)
		return
	}
	u, ok := s.table.Selected()
	if ok {
		s.sheet.show(s.model, u)
	}
	s.root.ShowSide(ok)
}

// Escape closes the sheet.
func (s *ScoresScreen) Escape() bool {
	if !s.sheet.root.Visible() {
		return false
	}
	s.root.ShowSide(false)
	return true
}

func (s *ScoresScreen) onExportMenu() {
	items := append(form.SaveItems(s.deps, "考评表", s.Export), fyne.NewMenuItem("名次表选栏目导出…", s.onColumns))
	ui.ShowMenu(fyne.NewMenu("", items...), s.export)
}

// onColumns asks which columns of the ranking are wanted, and as what.
func (s *ScoresScreen) onColumns() {
	form.AskList(s.deps, s.host, form.Listing{List: s.table.List("考评名次", s.title())})
}

// title is that of the year's appraisal, of the book chosen.
func (s *ScoresScreen) title() string { return data.AppraisalTitle(s.model.Year, s.model.Of) }

// Export writes the ranking and the units' sheets and opens it.
func (s *ScoresScreen) Export() {
	m := s.model
	if len(m.Units) == 0 {
		s.host.Say("还没有可以导出的考评。")
		return
	}
	title := s.title()
	form.ExportPages(s.deps, s.host, title, func(ctx context.Context) (page.Document, error) {
		return s.deps.Papers.Appraisal(ctx, title, m.AsOf, m.Units, m.Scheme)
	})
}
