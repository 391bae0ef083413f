package ledger

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
	"jianban/gui/proposal"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// LedgerModel is everything the ledger shows before it is filtered.
type LedgerModel struct {
	Rows  []*data.LedgerRow
	Order *data.ListOrder[*data.LedgerRow]
	Of    data.Shown // what they are all of
	Scope data.Scope // what they were read by
	Saved []data.SavedList
	Year  int     // 0 over every year
	Book  data.ID // 0 over all books
	Today data.Date
}

// LedgerScreen is the table of proposals with the chosen one beside it.
type LedgerScreen struct {
	deps  screen.Deps
	host  screen.Host
	state ledgerState
	model LedgerModel
	load  screen.Latest[LedgerModel]
	seek  screen.Latest[data.Found]
	sort  screen.Latest[string]
	look  screen.Latest[data.Around]
	// around is what was told beside the search that is shown.
	around data.Around
	// entering is whether the keyboard goes to the rows when they are loaded.
	entering bool
	wanted   int // the list, from 1, to be shown when they are loaded; 0 for none

	roles, units, stages, lights *ui.Choice[string]
	only                         *ui.Button
	count                        *ui.Line
	bar                          *fyne.Container // choices, count, export
	saved                        savedSide
	elsewhere                    *fyne.Container // what other years have,
	foot                         *fyne.Container // on a line below the table
	table                        *ui.Table[*data.LedgerRow]
	empty                        *fyne.Container
	detail                       *proposal.Detail
	root                         *ui.Split
}

// NewLedgerScreen builds the screen and starts nothing.
func NewLedgerScreen(d screen.Deps, h screen.Host) *LedgerScreen {
	s := &LedgerScreen{deps: d, host: h, state: ledgerState{Column: "number"}}
	s.roles = ui.NewChoice("全部办理方式", nil, func(v string) { s.state.Filter.Role = v; s.apply() })
	s.units = ui.NewChoice("全部单位", nil, func(v string) { s.state.Filter.Unit = v; s.apply() })
	s.stages = ui.NewChoice("全部阶段", nil, func(v string) { s.state.Filter.Stage = v; s.apply() })
	s.lights = ui.NewChoice("全部时限", nil, func(v string) { s.state.Filter.Light = v; s.apply() })
	s.only = ui.NewButton("", fynetheme.CancelIcon(), s.onAll)
	s.only.Hide()
	s.count = ui.NewSmall("")
	s.table = ui.NewTable(func(r *data.LedgerRow) int64 { return int64(r.ID) }, ledgerColumns(s.hit)).Remember(d.Prefs, "ledger.columns")
	s.table.SetSort("number", false)
	s.table.OnSelect = s.onSelect
	s.table.OnOpen = func(r *data.LedgerRow) { s.host.OpenCase(r.ID, s.detail.Tab()) }
	s.table.OnSort = s.onSort
	s.table.OnMark = s.tellCount
	s.table.OnMenu = s.rowMenu
	s.detail = proposal.NewDetail(d, h)
	s.detail.Compact()
	s.build()
	return s
}

func (s *LedgerScreen) build() {
	s.empty = container.NewStack()
	s.empty.Hide()
	s.newSavedSide()
	s.newAround()
	hand := ui.NewButton("批量办", fynetheme.MailSendIcon(), nil)
	hand.OnTapped = func() { s.onHandoutMenu(hand) }
	take := ui.NewButton("导入", fynetheme.UploadIcon(), nil)
	take.OnTapped = func() { s.onImportMenu(take) }
	take.Hidden = s.deps.Imports == nil
	export := ui.NewButton("导出", fynetheme.DownloadIcon(), nil)
	export.OnTapped = func() { s.onExportMenu(export) }
	filters := ui.BorderRight(ui.Shrink([]float32{132, 118, 118, 118}, s.roles, s.units, s.stages, s.lights), s.only)
	m := look.Size(look.SizeMargin)
	room := ui.NewRoom(620)
	s.bar = container.New(layout.NewCustomPaddedLayout(8, 8, m-2, m-2),
		ui.BarIn(room, filters, container.New(layout.NewCustomPaddedHBoxLayout(12), ui.Middle(s.count), s.saved.save, hand, take, export)))
	main := ui.Frame(s.bar, s.foot, nil, nil, s.saved.beside)
	s.root = ui.NewSplit(room.Around(main), s.detail.Root(), 430, 340, s.deps.Prefs, "ledger.side")
	s.root.ShowSide(false)
}

// Root is the screen.
func (s *LedgerScreen) Root() fyne.CanvasObject { return s.root }

// Close cancels loads.
func (s *LedgerScreen) Close() {
	s.load.Stop()
	s.seek.Stop()
	s.sort.Stop()
	s.look.Stop()
	s.saved.count.Stop()
	s.detail.Close()
}

// Loaded tells that the rows are those loaded last.
func (s *LedgerScreen) Loaded() bool { return s.load.Shown() }

// Refresh loads anew.
func (s *LedgerScreen) Refresh() {
	scope, today, column := data.Scope{Year: s.host.Year(), BookID: s.host.Book()}, s.deps.Today(), s.state.Column
	if s.state.Only != nil {
		scope = data.Scope{IDs: s.state.Only}
	}
	s.load.Show(func(ctx context.Context) (LedgerModel, error) {
		m, err := loadLedger(ctx, s.deps.Store, scope, today)
		if err == nil {
			m.Order.Prepare(column)
		}
		return m, err
	}, s.Show, s.host.Fail)
}

// loadLedger touches no widget.
func loadLedger(ctx context.Context, r screen.Reader, scope data.Scope, today data.Date) (LedgerModel, error) {
	m := LedgerModel{Scope: scope, Year: scope.Year, Book: scope.BookID, Today: today}
	cases, rules, err := screen.CasesAndRules(ctx, r, scope)
	if err != nil {
		return m, err
	}
	if m.Saved, err = r.SavedLists(ctx); err != nil {
		return m, err
	}
	m.Rows, m.Of = data.LedgerRows(cases, today, rules), data.ShownOf(cases, m.Year, m.Book)
	m.Order = data.NewLedgerOrder(m.Rows)
	return m, ctx.Err()
}

// Show puts a model into the widgets.
func (s *LedgerScreen) Show(m LedgerModel) {
	s.model = m
	s.saved.lists = m.Saved
	s.table.ShowColumn("book", ui.Several(m.Rows, func(r *data.LedgerRow) string { return r.Book }))
	s.offer(choicesOf(m.Rows))
	s.countSaved()
	if s.state.searching() { // what was found may have changed as well
		s.search()
	} else {
		s.apply()
	}
	if s.entering {
		s.Enter()
	}
	if at := s.wanted - 1; at >= 0 {
		s.wanted = 0
		s.ShowList(at)
	}
}

// offer puts choices into the filters. One that is chosen and no longer offered is
// chosen no more, but for a saved list: it stays what it is in a year that has
// none of it.
func (s *LedgerScreen) offer(c ledgerChoices) {
	f := &s.state.Filter
	if _, saved := s.chosenList(); saved {
		c = c.with(*f)
	}
	s.roles.SetChoices(words.WithAll("全部办理方式", c.Roles))
	s.units.SetChoices(words.WithAll("全部单位", c.Units))
	s.stages.SetChoices(words.WithAll("全部阶段", c.Stages))
	s.lights.SetChoices(append([]ui.Option[string]{{Value: "", Label: "全部时限"}}, c.Lights...))
	for _, x := range []struct {
		choice *ui.Choice[string]
		value  *string
	}{{s.roles, &f.Role}, {s.units, &f.Unit}, {s.stages, &f.Stage}, {s.lights, &f.Light}} {
		x.choice.Fill(*x.value)
		*x.value = x.choice.Value()
	}
}

// apply filters and sorts what is loaded and shows it.
func (s *LedgerScreen) apply() {
	rows := s.model.chosen(s.state)
	s.table.SetRows(rows)
	s.showSaved()
	s.tellCount()
	s.only.Hidden = s.state.Only == nil
	if s.state.Only != nil {
		s.only.SetText(fmt.Sprintf("%s（%d）", s.state.OnlyTitle, len(s.state.Only)))
	}
	s.showEmpty(len(rows))
	if _, ok := s.table.Selected(); !ok {
		s.root.ShowSide(false)
	} else {
		s.detail.Refresh()
	}
	s.root.Refresh()
}

// tellCount says how many rows are shown, and how many of them are marked.
func (s *LedgerScreen) tellCount() {
	text := countWords(len(s.Shown()), len(s.model.Rows))
	if n := len(s.table.Marked()); n > 0 {
		text = fmt.Sprintf("选中 %d / %s", n, text)
	}
	if s.count.Text != text {
		s.count.SetText(text)
		s.bar.Refresh() // its width has changed
	}
}

func (s *LedgerScreen) showEmpty(shown int) {
	s.empty.Objects = nil
	switch {
	case shown > 0:
	case s.state.Only != nil && len(s.model.Rows) == 0:
		all := ui.NewAction("看全部", nil, s.onAll)
		s.empty.Add(ui.Empty(fynetheme.ListIcon(), "“"+s.state.OnlyTitle+"”已不在台账里", "登记已经撤销或删除，可以用 Ctrl+Y 重做刚撤销的；其他建议都在。", all))
	case len(s.model.Rows) == 0:
		add := ui.NewAction("新建建议", fynetheme.ContentAddIcon(), func() {
			proposal.NewProposal(s.deps, s.host, data.Proposal{}, func(id data.ID) { s.host.OpenCase(id, screen.TabTimeline) })
		})
		if s.deps.Imports == nil {
			s.empty.Add(ui.Empty(fynetheme.ListIcon(), "台账还是空的", "点“新建建议”登记第一件，或在左上角换一个年份。", add))
			break
		}
		take := ui.NewAction("导入台账", fynetheme.UploadIcon(), s.onImport)
		add.Importance = fw.MediumImportance
		s.empty.Add(ui.Empty(fynetheme.ListIcon(), "台账还是空的", "手里有 Excel 台账的，点“导入台账”，也可以把文件拖进来；或点“新建建议”登记第一件，或在左上角换一个年份。", take, add))
	case s.state.searching() && len(s.state.Found.Hits) == 0:
		s.empty.Add(s.nothingFound())
	default:
		clear := ui.NewButton("清除条件", fynetheme.ContentClearIcon(), s.onClear)
		s.empty.Add(ui.Empty(fynetheme.SearchIcon(), "没有符合条件的建议", "请放宽筛选条件，或换一个说法搜索。", clear))
	}
	s.empty.Hidden = shown > 0
	s.empty.Refresh()
}

func (s *LedgerScreen) onImportMenu(at fyne.CanvasObject) {
	ui.ShowMenu(fyne.NewMenu("",
		fyne.NewMenuItem("台账（表格）…", s.onImport),
		fyne.NewMenuItem("建议、答复的原件（文件夹）…", func() { s.host.Import(intake.Documents, "") })), at)
}

// onImport asks for a ledger from outside.
func (s *LedgerScreen) onImport() { s.host.Import(intake.Proposals, "") }

// Enter puts the keyboard on the rows found, the first of them chosen.
func (s *LedgerScreen) Enter() {
	s.entering = s.model.Today.IsZero() // not loaded yet
	if len(s.Shown()) == 0 {
		return
	}
	if _, ok := s.table.Selected(); !ok {
		s.table.Choose(0)
	}
	s.table.Focus()
}

// Shown are the rows that the filter leaves, in the order shown.
func (s *LedgerScreen) Shown() []*data.LedgerRow { return s.table.Rows() }

// AtHand is the chosen proposal's detail; nil where none is chosen.
func (s *LedgerScreen) AtHand() screen.Hand {
	if _, ok := s.table.Selected(); !ok {
		return nil
	}
	return s.detail
}

// Only shows exactly these proposals under a title until the user asks for all.
func (s *LedgerScreen) Only(title string, ids []data.ID) {
	s.state.Filter = data.LedgerFilter{}
	s.forget()
	s.state.Only, s.state.OnlyTitle = append([]data.ID{}, ids...), title
	s.Refresh()
}

func (s *LedgerScreen) onAll() {
	s.state.Only = nil
	s.Refresh()
}

func (s *LedgerScreen) onClear() {
	s.state.Filter, s.state.Only = data.LedgerFilter{}, nil
	s.forget()
	for _, c := range []*ui.Choice[string]{s.roles, s.units, s.stages, s.lights} {
		c.Fill("")
	}
	if h, ok := s.host.(interface{ ClearSearch() }); ok {
		h.ClearSearch()
	}
	s.Refresh()
}

func (s *LedgerScreen) onSort(column string, descending bool) {
	s.state.Column, s.state.Descending, s.state.Best = column, descending, false
	screen.Sorted(&s.sort, s.model.Order, column, s.apply)
}

func (s *LedgerScreen) onSelect(r *data.LedgerRow) {
	h, _ := s.hit(r.ID)
	s.detail.ShowFound(h)
	s.detail.Open(r.ID, "")
	s.root.ShowSide(true)
}

// Escape closes the pane beside the table, then the list of chosen proposals.
func (s *LedgerScreen) Escape() bool {
	if _, ok := s.table.Selected(); ok && s.detail.Root().Visible() {
		s.root.ShowSide(false)
		return true
	}
	if s.state.Only != nil {
		s.onAll()
		return true
	}
	return false
}
