package today

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/data/intake"
	"jianban/export/page"
	"jianban/gui/chart"
	"jianban/gui/form"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// TodayModel is everything the screen 今日 shows.
type TodayModel struct {
	data.Board
	Unset  bool // the office has not said yet who it is
	Groups []todayGroup
	// Figures are the year's figures that charts show.
	Figures data.Stats
}

// TodayScreen answers one question: what is to be done now, who is it waiting
// for, until when.
type TodayScreen struct {
	deps  screen.Deps
	host  screen.Host
	model TodayModel
	load  screen.Latest[TodayModel]

	head  *fyne.Container // title, buttons and headings
	list  *fyne.Container
	grid  *rowGrid
	board *fyne.Container
	side  *fyne.Container
	root  *ui.Split
}

// most is how many lines a group shows; the rest is in the ledger.
const most = 20

// NewTodayScreen builds the screen and starts nothing.
func NewTodayScreen(d screen.Deps, h screen.Host) *TodayScreen {
	s := &TodayScreen{deps: d, host: h, head: container.New(layout.NewCustomPaddedVBoxLayout(8)), list: container.New(layout.NewCustomPaddedVBoxLayout(0)), side: container.NewVBox(),
		grid: &rowGrid{room: ui.NewRoom(0)}}
	m := look.Size(look.SizeMargin)
	inset := func(top, bottom float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(top, bottom, m, m), o)
	}
	s.board = s.grid.room.Around(ui.Frame(inset(m-4, 0, s.head), nil, nil, nil, container.NewVScroll(inset(0, m, s.list))))
	side := ui.Ground(look.ColorPane, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(m-4, m, m+2, m+2), s.side)))
	s.root = ui.NewSplit(s.board, side, 300, 230, d.Prefs, "today.side")
	return s
}

// Root is the screen.
func (s *TodayScreen) Root() fyne.CanvasObject { return s.root }

// Close cancels loads.
func (s *TodayScreen) Close() { s.load.Stop() }

// Loaded tells that the board is the one loaded last.
func (s *TodayScreen) Loaded() bool { return s.load.Shown() }

// Refresh loads anew.
func (s *TodayScreen) Refresh() {
	screen.ShowYear(&s.load, s.deps, s.host, loadToday, s.Show)
}

// loadToday touches no widget.
func loadToday(ctx context.Context, r screen.Reader, year int, book data.ID, today data.Date) (TodayModel, error) {
	var m TodayModel
	board := data.NewBoard(today)
	if err := screen.EachCase(ctx, r, data.Scope{Year: year, BookID: book}, board.Take); err != nil {
		return m, err
	}
	promised := data.Scope{Promised: true} // of every year
	if year <= 0 {
		promised.BookID = book
	}
	if err := screen.EachCase(ctx, r, promised, func(c data.Case, _ data.Rules) { board.TakePromises(c) }); err != nil {
		return m, err
	}
	m.Board = board.Board(year)
	if year > 0 {
		cases, rules, err := screen.CasesAndRules(ctx, r, data.Scope{Year: year, BookID: book})
		if err != nil {
			return m, err
		}
		st := data.Statistics(cases, year, data.DefaultAsOf(year, today), rules)
		m.Bars, m.Figures = data.BoardBars(st), data.Stats{Year: year, Course: st.Course, Replied: st.Replied, Classes: st.Classes}
	}
	m.Groups = groupsOf(m.Board)
	if m.Total == 0 {
		settings, err := r.Settings(ctx)
		if err != nil {
			return m, err
		}
		m.Unset = settings.Office == ""
	}
	return m, nil
}

// Show puts a model into the widgets.
func (s *TodayScreen) Show(m TodayModel) {
	s.model = m
	title := fmt.Sprintf("今日 · %d年%s %s", m.Today.Year(), m.Today.MonthDay(), m.Today.ChineseWeekday())
	s.head.Objects = []fyne.CanvasObject{ui.NewHeading(title)}
	if m.Total > 0 {
		file, other := form.NewSave(s.deps, ui.NewQuiet, s.Export)
		s.head.Objects[0] = container.NewBorder(nil, nil, nil, container.NewHBox(file, other, ui.NewButton("打印今日", fynetheme.DocumentPrintIcon(), s.Print)), ui.NewHeading(title))
	}
	s.list.Objects = nil
	switch {
	case m.Total == 0:
		s.list.Add(s.nothing())
	case len(m.Groups) == 0:
		s.list.Add(s.allDone())
	default:
		s.grid.fit(m.Groups, m.Books)
		s.head.Add(s.headings())
	}
	for _, g := range m.Groups {
		s.showGroup(g)
	}
	s.board.Refresh()
	s.showSide(m)
}

// Export writes the board as the morning list and opens it (Ctrl+P).
func (s *TodayScreen) Export() {
	b := s.model.Board
	if b.Total == 0 {
		s.host.Say("还没有登记建议，没有可以导出的。")
		return
	}
	form.ExportPages(s.deps, s.host, b.Title(), func(ctx context.Context) (page.Document, error) { return s.deps.Papers.Today(ctx, b) })
}

// Print asks how to print the board as the morning list (Ctrl+Shift+P).
func (s *TodayScreen) Print() {
	b := s.model.Board
	if b.Total == 0 {
		s.host.Say("还没有登记建议，没有可以打印的。")
		return
	}
	form.AskPrint(s.deps, s.host, form.PrintAsk{Name: b.Title(), Instead: s.Export, Papers: func(ctx context.Context) ([]page.Document, error) {
		doc, err := s.deps.Papers.Today(ctx, b)
		return []page.Document{doc}, err
	}})
}

func (s *TodayScreen) nothing() fyne.CanvasObject {
	add := ui.NewAction("新建建议", fynetheme.ContentAddIcon(), func() {
		proposal.NewProposal(s.deps, s.host, data.Proposal{}, func(id data.ID) { s.host.OpenCase(id, screen.TabTimeline) })
	})
	take := ui.NewButton("导入台账", fynetheme.UploadIcon(), func() { s.host.Import(intake.Proposals, "") })
	take.Hidden = s.deps.Imports == nil
	if s.model.Unset {
		first := ui.NewAction("填写办公室信息", fynetheme.SettingsIcon(), func() { s.host.Go(screen.PlaceSettings) })
		add.Importance = fw.MediumImportance
		text := "先在“设置”里填写办公室名称、答复机关和文号代字，\n再建办理册、登记承办单位；也可以直接新建建议，以后补填。"
		return container.NewVBox(ui.Gap(90), ui.Empty(fynetheme.SettingsIcon(), "第一次使用", text, first, take, add))
	}
	text := "收到交办的建议或提案后，点“新建建议”登记第一件。\n登记以后，这里会列出每天要办的事、等谁、到哪天。"
	return container.NewVBox(ui.Gap(90), ui.Empty(fynetheme.DocumentCreateIcon(), s.yearWords()+"还没有登记建议", text, take, add))
}

func (s *TodayScreen) yearWords() string {
	if s.model.Year == 0 {
		return ""
	}
	return fmt.Sprintf("%d年", s.model.Year)
}

func (s *TodayScreen) allDone() fyne.CanvasObject {
	ledger := ui.NewButton("查看台账", fynetheme.ListIcon(), func() { s.host.Go(screen.PlaceLedger) })
	summary := ui.NewAction("写年度总结", fynetheme.DocumentIcon(), func() { s.host.Go(screen.PlaceSummary) })
	title := fmt.Sprintf("%s的 %d 件已全部办完", s.yearWords(), s.model.Total)
	text := "没有到期、等待或缺少的事项。\n可以查看台账、写年度总结，或在左上角换一个年份。"
	return container.NewVBox(ui.Gap(90), ui.Empty(fynetheme.ConfirmIcon(), title, text, ledger, summary))
}

func (s *TodayScreen) showSide(m TodayModel) {
	s.side.Objects = nil
	if len(m.Bars) > 0 && m.Total > 0 {
		s.side.Add(ui.NewStrong(fmt.Sprintf("%d年进度", m.Year)))
		for _, b := range m.Bars {
			s.side.Add(s.bar(b))
		}
		s.side.Add(ui.Gap(10))
		open := chart.Open{Now: func(name, _ string, f data.Figure) { s.host.OpenList(name, f.IDs) }}
		for _, o := range []fyne.CanvasObject{chart.Table(data.CourseTable(m.Figures.Course, m.Year), open), chart.Table(data.ClassTable(m.Figures).Without("含义"), open)} {
			if o != nil {
				s.side.Add(o)
				s.side.Add(ui.Gap(10))
			}
		}
	}
	if len(m.Promises) > 0 {
		s.side.Add(ui.NewStrong(fmt.Sprintf("承诺事项 %d", len(m.Promises))))
	}
	for i, p := range m.Promises {
		if i == most {
			break
		}
		from := ui.NewSmall(p.From)
		from.Whole = false
		tone, shape := words.PromiseLook(p.State)
		text := container.NewBorder(nil, nil, ui.NewBadge(tone, shape, p.Badge), nil, ui.NewLine(p.Text))
		if i > 0 {
			s.side.Add(ui.Gap(4))
		}
		s.side.Add(ui.NewTap(container.New(layout.NewCustomPaddedVBoxLayout(0), text, from), func() { s.host.OpenCase(p.ID, screen.TabReply) }))
	}
	s.side.Refresh()
}

func (s *TodayScreen) bar(b data.BoardBar) fyne.CanvasObject {
	name := ui.NewLine(b.Name)
	name.Color = look.ColorMuted
	count := ui.NewLine("—")
	count.Align = fyne.TextAlignTrailing
	if b.Den > 0 {
		count.SetText(fmt.Sprintf("%d/%d", b.Num, b.Den))
	}
	bar := ui.NewBar()
	bar.Set(b.Num, b.Den)
	row := ui.Columns([]float32{64, 0, 76}, name, bar, count)
	return ui.NewTap(ui.Tall(26, row), func() {
		if len(b.Open) > 0 {
			s.host.OpenList("还没有"+b.Name+"的", b.Open)
		}
	})
}
