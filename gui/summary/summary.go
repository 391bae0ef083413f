package summary

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/chart"
	"jianban/gui/check"
	"jianban/gui/form"
	"jianban/gui/preview"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// SummaryState says which summary the screen is on.
type SummaryState struct {
	Year   int
	BookID data.ID // 0 over all books
}

// SummaryModel is everything the screen of the year's summary starts from;
// what follows from it (summaryView) is worked out as one types.
type SummaryModel struct {
	parts    *data.FigureParts // of its cases, counted when its text or a file first names them
	Year     int
	BookID   data.ID
	Book     data.Book // zero over all books
	Summary  data.Summary
	Cases    []data.Case    // by number
	Earlier  []data.Case    // of earlier years, with promises kept in this one
	Before   *data.Stats    // the year before, as far as it is compared; nil where it has no proposals
	Told     *data.ToldYear // its figures, for numbers typed of it; nil where Before is
	Settings data.Settings
	Rules    data.RuleYears
	Today    data.Date
	Anchor   data.Anchor  // the journal's end, for the paper's foot
	Locked   string       // why nothing can be changed
	Last     data.Summary // of the year before, to begin from; ID 0 where there is none, or none is needed
	books    []data.Book
}

// asOf is the day the figures are told as of.
func (m SummaryModel) asOf() data.Date {
	if m.Summary.AsOf.IsZero() {
		return data.DefaultAsOf(m.Year, m.Today)
	}
	return m.Summary.AsOf
}

// all are the cases that the figures are counted from.
func (m SummaryModel) all() []data.Case { return slices.Concat(m.Cases, m.Earlier) }

// SummaryScreen is the year's summary: prose whose figures are bound to the
// statistics. Reading, a click on a figure shows its rule and its proposals;
// writing, the pages beside it follow what is typed.
type SummaryScreen struct {
	deps  screen.Deps
	host  screen.Host
	state SummaryState
	model SummaryModel
	view  summaryView

	shown  bool
	edits  int
	saved  int
	saving screen.SaveTurn
	before []draft.Field // the editor when it was filled
	retype func()        // puts typed text back when the year is shown; nil mostly
	chosen string        // the figure shown, by name

	title    *ui.Line
	asOf     *ui.Line
	status   *ui.Badge
	agree    *ui.Badge
	wrong    *ui.Badge
	changed  *ui.Badge
	offer    *startLine
	save     *ui.Button
	print    *ui.Button
	end      *ui.Button // closes the year
	file     *ui.Button
	other    *ui.Button // asks for another format
	prose    *prose
	editor   *summaryEditor
	problems *check.List
	left     *ui.TabBar
	outside  *checkedFile
	figure   *figurePane
	charts   *charts
	pages    *preview.Preview
	right    *ui.TabBar
	side     []fyne.CanvasObject
	empty    fyne.CanvasObject
	split    fyne.CanvasObject
	head     *fyne.Container // title, status, buttons
	facts    *fyne.Container // the line under it
	column   *fyne.Container // the left half
	root     *fyne.Container
	load     screen.Latest[SummaryModel]
	earlier  screen.Latest[beforeYear]
	views    screen.Latest[summaryView]
	viewing  sync.Mutex
}

// NewSummaryScreen makes the screen; Refresh fills it.
func NewSummaryScreen(d screen.Deps, h screen.Host) *SummaryScreen {
	s := &SummaryScreen{deps: d, host: h}
	s.title, s.asOf = ui.NewLine(""), ui.NewSmall("")
	s.title.TextSize, s.title.Bold = look.SizeTitle, true
	s.status = ui.NewBadge(ui.ToneGrey, ui.NoShape, "")
	s.agree = ui.NewBadge(ui.ToneGreen, ui.Check, "")
	s.wrong = ui.NewBadge(ui.ToneRed, ui.Triangle, "")
	s.changed = ui.NewBadge(ui.ToneYellow, ui.Diamond, "")
	s.changed.Hide()
	s.offer = newStartLine(s.onStart)
	s.save = ui.NewButton("保存", fynetheme.DocumentSaveIcon(), s.Save)
	s.print = ui.NewButton("打印", fynetheme.DocumentPrintIcon(), s.Print)
	s.end = ui.NewButton("封账", fynetheme.ConfirmIcon(), h.CloseYear)
	s.file, s.other = form.NewSave(d, ui.NewAction, s.Export, fyne.NewMenuItem(data.PaperText.Save+"："+data.PaperText.About, s.ExportText))
	s.prose = newProse(s.onFigure)
	s.editor = newSummaryEditor(h, d.Today(), s.onEdit)
	s.editor.fields = func() []data.SummaryField { return data.SummaryFields(s.view.stats) }
	s.editor.more = func() []data.SummaryField { return data.MoreFields(s.view.stats) }
	s.editor.cases = func() []data.Case { return s.model.Cases }
	s.editor.example = s.putExample
	s.problems = check.NewList(func(data.Problem) bool { return false }, func(data.Problem) {})
	s.problems.Stops = "处要改"
	s.figure = newFigurePane(func(id data.ID) { s.host.OpenCase(id, screen.TabTimeline) }, h.OpenList, s.keepWords)
	s.charts = newCharts(chart.Open{Now: s.onChart, Before: s.onChartBefore}, func() []data.Case { return s.model.all() })
	s.pages = preview.New(d.Painter)
	s.outside = newCheckedFile(s)
	s.left = ui.NewTabBar([]string{"通读", "编辑", "核对文件"}, s.onLeft)
	s.right = ui.NewTabBar([]string{"数字依据", "图表", "版面"}, s.onRight)
	s.build()
	return s
}

func (s *SummaryScreen) build() {
	pad := look.Size(look.SizeMargin)
	inset := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(pad/2, pad/2, pad, pad), o)
	}
	room := ui.NewRoom(headWide)
	s.head = ui.BarIn(room, container.NewBorder(nil, nil, nil, s.status, s.title), container.NewHBox(slices.Concat([]fyne.CanvasObject{s.save, s.print, s.end}, s.rollupButton(), []fyne.CanvasObject{s.file, s.other})...))
	s.facts = container.NewHBox(s.asOf, s.agree, s.wrong, ui.NewTap(s.changed, s.onChanged))
	s.column = ui.Border(container.NewVBox(s.head, s.facts, s.offer.root, s.left, ui.Gap(6)), s.problems.Root, nil, nil, container.NewStack(s.prose.root, s.editor.root, s.outside.root))
	left := room.Around(inset(s.column))
	s.side = []fyne.CanvasObject{inset(s.figure.root), s.charts.root, s.pages}
	right := container.NewBorder(inset(s.right), nil, nil, nil, container.NewStack(s.side...))
	split := ui.NewSplit(left, right, 560, 320, s.deps.Prefs, "summary.side")
	split.KeepMain(460)
	split.MostMain(proseWide)
	s.split = split
	s.empty = ui.Empty(fynetheme.DocumentIcon(), "还没有可以总结的建议", "请在上面选一个有建议的年度，或先登记建议。", s.rollupButton()...)
	s.empty.Hide()
	s.root = container.NewStack(s.split, s.empty)
	s.onLeft(0)
	s.onRight(0)
	s.problems.Root.Hide()
	s.figure.showFigure(SummaryFigure{}, false, nil)
}

// proseWide is how wide the prose grows, at scale 1: lines of 46 characters, with its
// margins. In a wider window what stands beside it grows.
const proseWide = 46*15 + 4*16

// headWide is from which width on, at scale 1, the title stands beside the buttons.
const headWide = 600

// Root is the screen's content.
func (s *SummaryScreen) Root() fyne.CanvasObject { return s.root }

// Loaded tells that the year and what follows from it are those loaded last.
func (s *SummaryScreen) Loaded() bool {
	return s.load.Shown() && s.earlier.Shown() && s.views.Shown()
}

// Refresh loads the year chosen in the bar. Edits of another year are kept by
// Leave before the year changes.
func (s *SummaryScreen) Refresh() {
	state := SummaryState{Year: s.host.Year(), BookID: s.host.Book()}
	if state != s.state {
		s.state, s.shown, s.saved = state, false, s.edits
	}
	last := s.model
	s.load.Show(func(ctx context.Context) (SummaryModel, error) {
		m, err := s.Load(ctx, state)
		if m.Anchor != (data.Anchor{}) && m.Anchor == last.Anchor && m.Year == last.Year && m.BookID == last.BookID && m.Today == last.Today {
			m.Before, m.Told = last.Before, last.Told // nothing has changed since
		}
		return m, err
	}, func(m SummaryModel) {
		s.Show(m)
		s.compare()
	}, s.host.Fail)
}

// compare counts the year before, which is as much work as the year, when the year
// is shown, and shows it beside.
func (s *SummaryScreen) compare() {
	m := s.model
	s.earlier.Show(func(ctx context.Context) (beforeYear, error) {
		if m.Before != nil || m.Year == 0 {
			return beforeYear{m.Before, m.Told}, nil
		}
		before, err := m.yearBefore(ctx, s.deps.Store)
		if before == nil || err != nil {
			return beforeYear{}, err
		}
		told, compared := data.TellYear(*before), before.Compared()
		return beforeYear{&compared, told}, nil
	}, func(b beforeYear) {
		s.model.Before, s.model.Told = b.compared, b.told
		s.figure.showBefore(b.compared)
		s.charts.showBefore(b.compared)
		if b.told != m.Told && s.shown {
			s.compute()
		}
	}, s.host.Fail)
}

// yearBefore counts the year before; nil where it has no proposals.
func (m SummaryModel) yearBefore(ctx context.Context, r screen.Reader) (*data.Stats, error) {
	return data.StatsBefore(func(of data.Scope, f func(data.Case) error) error { return r.EachCase(ctx, of, f) }, m.Year, m.Book, m.Today, m.Rules)
}

// beforeYear is the year before: to be shown beside, and to compare typed numbers
// with.
type beforeYear struct {
	compared *data.Stats
	told     *data.ToldYear
}

// Load fetches a year's prose and facts. A year without prose begins with the
// skeleton; a book without prose of its own takes the whole year's where it is
// the year's only book.
func (s *SummaryScreen) Load(ctx context.Context, state SummaryState) (SummaryModel, error) {
	m := SummaryModel{Year: state.Year, BookID: state.BookID, Today: s.deps.Today(), parts: &data.FigureParts{}}
	if state.Year == 0 { // every year: a summary is of one
		return m, nil
	}
	store := s.deps.Store
	books, err := store.Books(ctx)
	if err != nil {
		return m, err
	}
	m.books = books
	var ofYear []data.Book
	for _, b := range books {
		if b.Meeting.Year == state.Year {
			ofYear = append(ofYear, b)
		}
		if b.ID == state.BookID {
			m.Book = b
		}
	}
	if len(ofYear) == 1 { // the only book's summary is the year's
		m.Book, m.BookID = ofYear[0], ofYear[0].ID
	}
	if m.Summary, err = store.Summary(ctx, m.Year, m.BookID); err != nil {
		return m, err
	}
	if m.Settings, err = store.Settings(ctx); err != nil {
		return m, err
	}
	if m.Rules, err = store.RuleYears(ctx); err != nil {
		return m, err
	}
	if m.Cases, err = store.Cases(ctx, data.Scope{Year: m.Year, BookID: m.BookID}); err != nil {
		return m, err
	}
	if m.Earlier, err = store.Cases(ctx, data.Scope{KeptIn: m.Year, BookID: m.BookID}); err != nil {
		return m, err
	}
	if s.deps.Anchor != nil {
		if m.Anchor, err = s.deps.Anchor(ctx); err != nil {
			return m, err
		}
	}
	if m.Summary.ID == 0 {
		m.Summary = skeleton(m)
		if m.Last, err = lastSummary(ctx, store, m); err != nil {
			return m, err
		}
	}
	if reason, readOnly := store.ReadOnly(); readOnly {
		m.Locked = words.Or(reason, "登记库只读") + "，只能查看"
	}
	return m, nil
}

// count counts the year.
func (m SummaryModel) count() data.Stats {
	count := data.NewCount(m.Year, m.asOf(), m.Rules)
	for _, of := range [][]data.Case{m.Cases, m.Earlier} {
		for _, c := range of {
			count.Add(c)
		}
	}
	return count.Stats()
}

// Show shows a year. While there are edits that are not saved it keeps them
// and takes over only the facts.
func (s *SummaryScreen) Show(m SummaryModel) {
	if s.shown && s.dirty() {
		m.Summary = s.model.Summary
		s.model = m
		s.compute()
		return
	}
	s.model, s.shown = m, true
	ui.SetShown(s.empty, m.Year == 0 || len(m.Cases) == 0)
	ui.SetShown(s.split, m.Year != 0 && len(m.Cases) > 0)
	s.editor.fill(m.Summary)
	s.editor.lock(m.Locked != "")
	s.saved = s.edits
	s.before = s.editor.typed()
	s.tell()
	s.compute()
	if put := s.retype; put != nil {
		s.retype = nil
		put()
	}
}

// compute works out figures, prose and pages off the UI goroutine.
func (s *SummaryScreen) compute() {
	m, fonts, pages := s.model, s.deps.Fonts, s.right.Chosen() == rightPages
	var wrong data.Problems
	m.Summary, wrong = s.editor.read(m.Summary)
	offers := check.Offers([]*check.RepairLine{s.editor.repairs})
	s.views.Start(func(ctx context.Context) (summaryView, error) {
		s.viewing.Lock() // one at a time; those overtaken by newer typing give up
		defer s.viewing.Unlock()
		if err := ctx.Err(); err != nil {
			return summaryView{}, err
		}
		v := viewSummary(m, fonts, pages)
		v.problems = append(wrong, v.problems...)
		check.Find(offers)
		v.offers = offers
		return v, nil
	}, func(v summaryView, _ error) { s.showView(v) })
}

func (s *SummaryScreen) showView(v summaryView) {
	s.view = v
	for _, o := range v.offers {
		o.Line.Show(o.Text, o.Found)
	}
	s.asOf.SetText("统计截至" + v.stats.AsOf.Chinese())
	agree := ""
	if len(v.problems) == 0 {
		agree = fmt.Sprintf("%d 处数字与台账一致", len(v.figures))
	}
	ui.SetBadge(s.agree, ui.ToneGreen, ui.Check, agree)
	ui.SetBadge(s.wrong, ui.ToneRed, ui.Triangle, check.CountWord(len(v.problems), "处要改"))
	if len(v.problems) > 0 && v.filled.Refused() == nil {
		ui.SetBadge(s.wrong, ui.ToneYellow, ui.Triangle, fmt.Sprintf("%d 处不符，已说明理由", len(v.problems)))
	}
	news := ""
	if len(v.changed) > 0 {
		news = fmt.Sprintf("%d 个数字有变", len(v.changed))
	}
	ui.SetBadge(s.changed, ui.ToneYellow, ui.Diamond, news)
	s.problems.Show(v.problems, nil)
	ui.SetShown(s.problems.Root, len(v.problems) > 0)
	s.prose.set(v.paragraphs)
	s.figure.showYear(v.stats)
	s.figure.showBefore(s.model.Before)
	s.charts.show(v.stats, s.model.Before)
	s.keepFigure()
	s.facts.Refresh()
	ui.Relayout(s.column)
	if v.laid {
		s.pages.SetDocument(v.doc)
	}
}

// tell says which year this is and whether it is saved.
func (s *SummaryScreen) tell() {
	m, before := s.model, s.status.String()
	s.title.SetText(fmt.Sprintf("%d年办理工作总结", m.Year))
	switch {
	case m.Locked != "":
		s.status.Set(ui.ToneGrey, ui.Dash, m.Locked)
	case s.dirty():
		s.status.Set(ui.ToneYellow, ui.Dot, "未保存")
	case m.Summary.ID == 0:
		s.status.Set(ui.ToneGrey, ui.Ring, "初稿")
	default:
		s.status.Set(ui.ToneGreen, ui.Check, "已保存")
	}
	s.offer.show(m, s.dirty())
	ui.Enable(s.end, m.Locked == "")
	ui.Enable(s.save, m.Locked == "" && (s.dirty() || m.Summary.ID == 0))
	if s.status.String() != before {
		s.head.Refresh()
	}
}

func (s *SummaryScreen) dirty() bool { return s.edits != s.saved }

func (s *SummaryScreen) onEdit() {
	if s.model.Locked != "" {
		return
	}
	s.edits++
	s.editor.form.Touched()
	s.tell()
	s.compute()
}

// keepFigure keeps the figure shown, wherever it stands now; at first it is the
// share of the best class.
func (s *SummaryScreen) keepFigure() {
	name := s.chosen
	if name == "" && len(s.view.stats.Classes) > 0 {
		name = data.ClassWord(s.view.stats.Classes[0].Class) + "占比"
	}
	n := 1 + slices.IndexFunc(s.view.figures, func(f SummaryFigure) bool { return f.Name == name })
	s.prose.choose(n)
	s.showFigure(n)
}

// onFigure shows what is behind a figure; 0 shows how to choose one.
func (s *SummaryScreen) onFigure(n int) {
	s.prose.choose(n)
	s.outside.prose.choose(0)
	s.showFigure(n)
	s.right.Choose(rightFigures)
}

func (s *SummaryScreen) showFigure(n int) {
	if n < 1 || n > len(s.view.figures) {
		s.chosen = ""
		s.figure.showFigure(SummaryFigure{}, false, nil)
		return
	}
	s.chosen = s.view.figures[n-1].Name
	s.figure.showFigure(s.view.figures[n-1], true, s.model.all())
}

func (s *SummaryScreen) onLeft(i int) {
	s.prose.show(i == 0)
	ui.SetShown(s.editor.root, i == 1)
	s.outside.show(i == 2)
	if s.right != nil && len(s.side) > 0 {
		s.right.Choose([]int{rightFigures, rightPages, rightFigures}[i]) // reading goes with figures, writing with pages
	}
}

func (s *SummaryScreen) onRight(i int) {
	for j, o := range s.side {
		ui.SetShown(o, i == j)
	}
	s.charts.setShown(i == rightCharts)
	if i == rightPages && s.shown && !s.view.laid {
		s.compute()
	}
}

// The places of the bar over the right half.
const (
	rightFigures = iota
	rightCharts
	rightPages
)

// Close cancels what is under way.
func (s *SummaryScreen) Close() {
	s.load.Stop()
	s.earlier.Stop()
	s.views.Stop()
	s.pages.Close()
}

// ZoomBy shows the pages larger or smaller.
func (s *SummaryScreen) ZoomBy(by int) { s.pages.ZoomBy(by) }

// TurnTab shows the part of the left half so many further on.
func (s *SummaryScreen) TurnTab(by int) { s.left.Turn(by) }

// Turn turns the pages.
func (s *SummaryScreen) Turn(by int) { s.pages.Turn(by) }
