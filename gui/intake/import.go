package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	decide "jianban/data/intake"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// ImportModel is everything the screen shows of a file.
type ImportModel struct {
	Subject decide.Subject
	File    *decide.File // nil where it could not be read
	Books   []data.Book
	Is      decide.Preview
	Why     error // why nothing is shown: the file cannot be read
}

// ImportScreen shows what a file means, lets a person choose what its columns
// are and who is meant, and imports it.
type ImportScreen struct {
	deps    screen.Deps
	host    screen.Host
	path    string
	opts    decide.Options // Subject, Year, BookElse, Handed: as chosen
	habits  decide.Habits  // with what was chosen here
	model   ImportModel
	rows    []row // of the plan, by kind
	busy    bool  // it is being written
	reading bool
	before  decide.Habits // as they were kept
	done    bool          // it was imported
	next    bool          // an answer was given: the next question is shown
	retry   screen.Latest[decide.Preview]

	title    *ui.Line
	act      *ui.Button
	subjects *ui.Choice[decide.Subject]
	book     *ui.Choice[string]
	year     *ui.Choice[int]
	handed   *ui.DateEntry
	said     *ui.Line
	state    *ui.Badge
	tabs     *ui.TabBar
	table    *ui.Table[row]
	side     *fyne.Container
	split    *ui.Split
	columns  *columnsPart
	notes    *fyne.Container
	pages    []fyne.CanvasObject // of which one is shown
	empty    *fyne.Container
	head     *fyne.Container
	asked    *fyne.Container // what is asked about the whole file
	ofBook   *ui.Line        // what is asked about book and year
	ofYear   *ui.Line
	root     *fyne.Container

	ofLedgers []*fyne.Container // of asked, what directories do not need
}

// NewImportScreen builds the screen of the file at path and starts nothing.
func NewImportScreen(d screen.Deps, h screen.Host, subject decide.Subject, path string) *ImportScreen {
	s := &ImportScreen{deps: d, host: h, path: path, opts: decide.Options{Subject: subject, Today: d.Today()}, before: d.Imports.Habits().Clone()}
	s.habits = s.before.Clone()
	s.title = ui.NewHeading("")
	s.act = ui.NewAction("导入", fynetheme.UploadIcon(), s.Save)
	s.subjects = ui.NewChoice("请选择", subjectWords, func(v decide.Subject) { s.opts.Subject = v; s.again() })
	s.subjects.Fill(subject)
	s.book = ui.NewChoice("由程序判断", nil, func(v string) { s.opts.BookElse = v; s.again() })
	s.year = ui.NewChoice("不指定", years(d.Today().Year()), func(v int) { s.opts.Year = v; s.again() })
	s.year.Fill(0)
	s.handed = ui.NewDateEntry(d.Today().Year(), data.Date{})
	s.handed.Calendar = h.Calendar
	s.handed.OnSubmitted = func(string) { s.onHanded() }
	tidy := s.handed.OnLeave
	s.handed.OnLeave = func() {
		tidy()
		s.onHanded()
	}
	s.said, s.state = ui.NewLine(""), ui.NewBadge(ui.ToneGrey, ui.NoShape, "")
	s.tabs = ui.NewTabBar(tabWords(), s.onTab)
	s.table = ui.NewTable(func(r row) int64 { return r.key }, rowColumns())
	s.table.OnSelect = s.onSelect
	s.columns = newColumnsPart(s.onMeaning, s.focus)
	s.build()
	return s
}

var subjectWords = []ui.Option[decide.Subject]{
	{Value: decide.Proposals, Label: "建议、提案台账"}, {Value: decide.Proposers, Label: "代表、委员名册"}, {Value: decide.Units, Label: "承办单位名册"},
}

// howFarBack is how old a ledger may be for whose year one may have to ask.
const howFarBack = 30

func years(now int) []ui.Option[int] {
	all := []ui.Option[int]{{Value: 0, Label: "不指定"}}
	for y := now + 1; y > now-howFarBack; y-- {
		all = append(all, ui.Option[int]{Value: y, Label: fmt.Sprintf("%d年", y)})
	}
	return all
}

func (s *ImportScreen) build() {
	m := look.Size(look.SizeMargin)
	once := ui.NewButton("再读一次", fynetheme.ViewRefreshIcon(), s.onOnce)
	other := ui.NewButton("换一个文件", fynetheme.FolderOpenIcon(), s.onOther)
	back := ui.NewButton("返回", nil, s.host.Back)
	s.head = container.NewBorder(nil, nil, nil, container.NewHBox(once, other, back, s.act), s.title)
	labelled := func(l *ui.Line, o fyne.CanvasObject) *fyne.Container {
		l.Whole = true
		return container.NewBorder(nil, nil, l, nil, o)
	}
	s.ofBook, s.ofYear = ui.Muted("没写届次的归入"), ui.Muted("没写年份的算")
	s.ofLedgers = []*fyne.Container{labelled(s.ofBook, s.book), labelled(s.ofYear, s.year), labelled(ui.Muted("没写交办日期的按"), s.handed)}
	s.asked = ui.Shrink([]float32{196, 330, 200, 320}, labelled(ui.Muted("内容"), s.subjects), s.ofLedgers[0], s.ofLedgers[1], s.ofLedgers[2])
	said := container.NewBorder(nil, nil, s.state, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), s.said))
	top := container.New(layout.NewCustomPaddedLayout(8, 0, m-2, m-2), container.NewVBox(s.head, s.asked, said, s.tabs))
	s.side, s.notes, s.empty = container.NewVBox(), container.NewVBox(), container.NewStack()
	inset := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(10, 10, m, m), o)
	}
	s.split = ui.NewSplit(s.table, ui.Ground(look.ColorPane, container.NewVScroll(inset(s.side))), 400, 300, s.deps.Prefs, "import.side")
	s.split.ShowSide(false)
	s.pages = []fyne.CanvasObject{s.split, s.columns.root, container.NewVScroll(inset(s.notes)), s.empty}
	s.root = ui.Frame(top, nil, nil, nil, container.NewStack(s.pages...))
	s.showPage(s.empty)
	s.showHead()
}

// showPage shows one of the pages.
func (s *ImportScreen) showPage(page fyne.CanvasObject) {
	for _, p := range s.pages {
		if p == page {
			p.Show()
		} else {
			p.Hide()
		}
	}
	s.root.Refresh()
}

// Root is the screen.
func (s *ImportScreen) Root() fyne.CanvasObject { return s.root }

// Close cancels loads.
func (s *ImportScreen) Close() { s.retry.Stop() }

// Leave goes, but not while the file is being written; what was chosen and not
// imported is asked for.
func (s *ImportScreen) Leave(leave func()) {
	if s.busy {
		s.host.Say("正在导入，请等它做完，或先取消。")
		return
	}
	if s.model.File == nil || s.done || s.habits.Equal(s.before) {
		leave()
		return
	}
	s.host.Ask("不导入了吗？", "“"+s.model.File.Name+"”还没有导入。离开后，这里选定的各列和选定的人、单位都不会记住。", "离开", leave)
}

// TurnTab shows the tab so many further on.
func (s *ImportScreen) TurnTab(by int) { s.tabs.Turn(by) }

// Escape closes the pane beside the rows.
func (s *ImportScreen) Escape() bool {
	open := s.side.Visible() && s.split.Visible() && len(s.side.Objects) > 0
	if open {
		s.side.Objects = nil
		s.split.ShowSide(false)
	}
	return open
}

// Drop takes another file.
func (s *ImportScreen) Drop(paths []string) {
	if len(paths) != 1 {
		s.host.Say("一次导入一个文件。")
		return
	}
	if !s.busy {
		s.Open(s.opts.Subject, paths[0])
	}
}

func (s *ImportScreen) onOther() {
	s.host.Import(s.opts.Subject, "")
}

// onOnce reads the file anew, which may have been mended since.
func (s *ImportScreen) onOnce() { s.Open(s.opts.Subject, s.path) }

// Open shows another file.
func (s *ImportScreen) Open(subject decide.Subject, path string) {
	s.retry.Stop()
	s.path, s.model, s.opts.Subject = path, ImportModel{}, subject
	s.side.Objects = nil
	s.table.SetRows(nil)
	s.subjects.Fill(subject)
	s.Refresh()
}

// Refresh reads the file, and where that was done decides anew: the registry may
// have changed.
func (s *ImportScreen) Refresh() {
	switch {
	case s.busy || s.reading:
	case s.model.File != nil:
		s.again()
	default:
		s.read()
	}
}

func (s *ImportScreen) read() {
	s.retry.Stop()
	name, o, habits := filepath.Base(s.path), s.options(), s.habits.Clone()
	var m ImportModel
	s.reading = true
	s.host.RunTask("正在读取“"+name+"”", func(ctx context.Context, p screen.Progress) (err error) {
		p(0, 0, "正在打开……")
		m, err = readModel(ctx, s.deps, s.path, habits.Apply(o), func(done, total int) { p(done, total, fmt.Sprintf("已读%d个文件，共%d个", done, total)) }, telling(p))
		return err
	}, func(err error) {
		s.reading = false
		if err != nil {
			m = ImportModel{Why: err}
		}
		m.Subject = s.opts.Subject
		s.Show(m)
		if m.Why == nil {
			s.tabs.Fill(s.firstTab())
			s.onTab(s.tabs.Chosen())
			s.focus(s.table.Keyboard()) // Table.Focus needs it to have been painted
		}
	})
}

// options are as chosen; documents are those of the book chosen.
func (s *ImportScreen) options() decide.Options {
	o := s.opts
	if o.Subject == decide.Documents {
		o.Subject, o.Book, o.BookElse = decide.Proposals, o.BookElse, ""
	}
	return o
}

// documents tells that a folder of documents is shown.
func (s *ImportScreen) documents() bool { return s.opts.Subject == decide.Documents }

// telling tells of rows done as a task does.
func telling(p screen.Progress) func(done, total int) {
	return func(done, total int) { p(done, total, fmt.Sprintf("第%d行，共%d行", done, total)) }
}

// readModel touches no widget.
func readModel(ctx context.Context, d screen.Deps, path string, o decide.Options, told, tell func(done, total int)) (m ImportModel, err error) {
	if m.Books, err = d.Store.Books(ctx); err != nil {
		return m, err
	}
	if m.File, err = d.Imports.Read(ctx, path, told); err != nil {
		return m, err
	}
	m.Is, err = d.Imports.Preview(ctx, m.File, o, tell)
	return m, err
}

// again decides anew, off the UI goroutine; what is shown stays until then.
func (s *ImportScreen) again() {
	if s.model.File == nil || s.busy {
		return
	}
	m, o, habits := s.model, s.options(), s.habits.Clone()
	m.Subject = s.opts.Subject
	ui.Enable(s.act, false)
	s.say(ui.ToneBlue, ui.Dot, "正在核对", "")
	s.retry.Start(func(ctx context.Context) (decide.Preview, error) {
		return s.deps.Imports.Preview(ctx, m.File, habits.Apply(o), func(done, total int) {
			ui.Do(func() {
				if ctx.Err() == nil {
					s.said.SetText(fmt.Sprintf("第%d行，共%d行", done, total))
				}
			})
		})
	}, func(is decide.Preview, err error) {
		if err != nil {
			m.Is = decide.Preview{Tables: m.Is.Tables, Why: err}
		} else {
			m.Is = is
		}
		s.Show(m)
	})
}

func (s *ImportScreen) focus(o fyne.Focusable) { s.host.Window().Canvas().Focus(o) }

// onHanded takes the day of hand-over where it is one.
func (s *ImportScreen) onHanded() {
	day, err := s.handed.Date()
	if err != nil {
		s.host.Say(data.Sentence(err))
		return
	}
	if day != s.opts.Handed {
		s.opts.Handed = day
		s.again()
	}
}

// onMeaning takes what a column is; Unknown leaves it to the program.
func (s *ImportScreen) onMeaning(t *decide.Table, column int, m decide.Meaning) {
	if m == decide.Unknown {
		s.habits.Forget(s.opts.Subject, t, column)
	} else {
		s.habits.Choose(s.opts.Subject, t, column, m)
	}
	s.again()
}

// onAnswer takes who is meant.
func (s *ImportScreen) onAnswer(q decide.Question, who string) {
	s.habits.Answer(q, who)
	s.next = true
	s.again()
}

// Save imports, as the button does.
func (s *ImportScreen) Save() {
	if s.act.Disabled() || s.busy || s.host.Locked() {
		return
	}
	if s.onlyChoices() {
		s.keepChoices()
		return
	}
	s.busy = true
	file, o, habits := s.model.File, s.habits.Apply(s.options()), s.habits.Clone()
	var done *decide.Plan
	entered := false
	s.host.RunTask("正在导入“"+file.Name+"”", func(ctx context.Context, p screen.Progress) (err error) {
		p(0, 0, "正在准备……")
		if done, err = s.deps.Imports.Enter(ctx, file, o, telling(p)); err != nil {
			return err
		}
		if entered = len(done.Errors) == 0; !entered || habits.Equal(s.deps.Imports.Habits()) {
			return nil
		}
		return s.deps.Imports.SetHabits(habits)
	}, func(err error) {
		s.busy = false
		switch {
		case entered:
			s.onDone(done, err)
		case errors.Is(err, context.Canceled):
			s.host.Say("已取消导入，什么都没有写入。")
		case err != nil:
			s.host.Fail(err)
		default: // the registry has changed since
			s.again()
		}
	})
}

// onlyChoices tells that the file brings nothing new, but choices that are to be
// kept.
func (s *ImportScreen) onlyChoices() bool {
	p := s.model.Is.Plan
	return p != nil && len(p.Errors) == 0 && p.Created+p.Updated == 0 && !s.habits.Equal(s.before)
}

// keepChoices keeps what was chosen, without importing.
func (s *ImportScreen) keepChoices() {
	if err := s.deps.Imports.SetHabits(s.habits.Clone()); err != nil {
		s.host.Fail(err)
		return
	}
	s.before = s.habits.Clone()
	s.showHead()
	s.host.Say("已记住各列和选定的人、单位；登记库没有改动。")
}

// onDone tells what was done and shows the rows where they are now; err is that
// what was confirmed could not be kept.
func (s *ImportScreen) onDone(done *decide.Plan, err error) {
	s.done = true
	words := "已导入：" + counted(done) + "。可以用 Ctrl+Z 整批撤销。"
	shown := s.host.Year()
	if h, ok := s.host.(interface{ ShowYear(year int) }); ok && shown != 0 && done.Year(shown) != shown && len(done.IDs) > 0 {
		h.ShowYear(done.Year(shown))
	}
	if len(done.IDs) > 0 {
		s.host.OpenList("刚导入的", done.IDs)
	} else {
		s.host.Back()
	}
	s.host.Say(words)
	if err != nil {
		s.host.Fail(err)
	}
}
