package gui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/fault"
	decide "jianban/data/intake"
	"jianban/gui/form"
	"jianban/gui/intake"
	"jianban/gui/ledger"
	"jianban/gui/letter"
	"jianban/gui/office"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

var _ screen.Host = (*Main)(nil)

// Window is the window.
func (m *Main) Window() fyne.Window { return m.win }

// Year is the year chosen; 0 is every year.
func (m *Main) Year() int { return max(m.period.Year, 0) }

// Book is the book chosen; 0 is all.
func (m *Main) Book() data.ID { return m.period.Book }

// Go opens a screen of the rail.
func (m *Main) Go(p screen.Place) {
	m.leave(func() {
		m.forgetSearch(p)
		for _, v := range m.trail {
			m.drop(v)
		}
		m.trail = []visit{{place: p, screen: m.keptScreen(p), keep: true}}
		m.show()
	})
}

// keptScreen is the screen of a place of the rail, made where it has not been yet.
func (m *Main) keptScreen(p screen.Place) screen.Screen {
	if m.kept[p] == nil {
		for _, known := range places() {
			if known.place == p {
				m.kept[p] = known.make(m.deps, placedHost{m, p})
			}
		}
	}
	return m.kept[p]
}

// forgetSearch empties the search box where another place is gone to: its words
// were meant for the list that is left.
func (m *Main) forgetSearch(to screen.Place) {
	if len(m.trail) == 0 || m.trail[0].place == to {
		return
	}
	if f, ok := m.trail[0].screen.(screen.Filterer); ok {
		f.Filter("")
		m.ClearSearch()
	}
}

// OpenCase opens a proposal's detail.
func (m *Main) OpenCase(id data.ID, tab screen.Tab) {
	m.push(proposal.NewCaseScreen(m.deps, m, id, tab))
}

// OpenReply opens the editor of a reply or of our opinion.
func (m *Main) OpenReply(id data.ID, round int) { m.push(letter.NewReplyScreen(m.deps, m, id, round)) }

// OpenList shows exactly these proposals in the ledger.
func (m *Main) OpenList(title string, ids []data.ID) {
	m.Go(screen.PlaceLedger)
	if l, ok := m.current().(*ledger.LedgerScreen); ok {
		m.ClearSearch() // its words were meant for another list
		l.Only(title, ids)
	}
}

// ledgerKinds are the kinds of files that can be imported, with those that are
// told what to do first.
var ledgerKinds = []string{".xlsx", ".csv", ".xlsm", ".txt", ".tsv", ".xls", ".et"}

// Import shows what a file means before it is imported.
func (m *Main) Import(subject decide.Subject, path string) {
	if m.deps.Imports == nil {
		m.Say("这里不能导入。")
		return
	}
	if path == "" && subject == decide.Documents {
		form.AskFile(m.deps, m, form.FileAsk{Title: "导入哪个文件夹里的原件", Yes: "打开", Folders: true}, func(path string) { m.Import(subject, path) })
		return
	}
	if path == "" {
		form.AskFile(m.deps, m, form.FileAsk{Title: "导入哪个文件", Yes: "打开", Kinds: ledgerKinds}, func(path string) { m.Import(subject, path) })
		return
	}
	if s, ok := m.current().(*intake.ImportScreen); ok {
		s.Open(subject, path)
		return
	}
	m.push(intake.NewImportScreen(m.deps, m, subject, path))
}

// EditBook opens the form of a book.
func (m *Main) EditBook(b data.Book, done func(data.Book)) { office.EditBook(m.deps, m, b, done) }

// CloseYear opens the form in which the year is closed, where its figures stand.
func (m *Main) CloseYear() {
	m.Go(screen.PlaceScores)
	if c, ok := m.current().(screen.YearCloser); ok {
		c.CloseYear()
	}
}

// Back leaves the screen for the one before.
func (m *Main) Back() {
	if len(m.trail) < 2 {
		return
	}
	m.leave(func() {
		m.drop(m.trail[len(m.trail)-1])
		m.trail = m.trail[:len(m.trail)-1]
		m.show()
	})
}

// Say writes a line into the status bar.
func (m *Main) Say(text string) { m.status.say(text) }

// Offer is Say with what can be done about it.
func (m *Main) Offer(text string, acts ...screen.Act) { m.status.say(text, acts...) }

// Fail shows an error in a panel.
func (m *Main) Fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	if !data.Told(err) {
		fyne.LogError("not done", err)
	}
	m.Tell("没有完成", data.Sentence(err))
}

// Tell shows a text in a panel.
func (m *Main) Tell(title, text string) { m.tell(title, text) }

func (m *Main) tell(title, text string) *ui.Panel {
	p := &ui.Panel{Title: title, Content: ui.NewText(text), Width: 460}
	ok := ui.NewAction("知道了", nil, func() { m.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	m.Open(p)
	return p
}

// Ask asks before something happens.
func (m *Main) Ask(title, question, yes string, then func()) {
	label := ui.NewText(question)
	p := &ui.Panel{Title: title, Content: label, Width: 420}
	no := ui.NewButton("取消", nil, func() { m.Shut(p) })
	p.Buttons = []fyne.CanvasObject{no, ui.NewAction(yes, nil, func() {
		m.Shut(p)
		then()
	})}
	p.First = no
	m.Open(p)
}

// RunTask does long work with progress and cancel.
func (m *Main) RunTask(title string, work func(context.Context, screen.Progress) error, done func(error)) {
	screen.RunTask(m, title, work, done)
}

// Open shows a panel over the window.
func (m *Main) Open(p *ui.Panel) {
	m.panels = append(m.panels, p)
	m.sight.look(m.deps.Shared, p)
	if !m.lock.on() { // else it waits
		m.present(p)
	}
}

// present puts a panel over the window.
func (m *Main) present(p *ui.Panel) {
	p.Show(m.win.Canvas())
	m.fillAwaited(p)
}

// fitPanels gives the panels their sizes and places in the window as it is now: there
// is more room for them, or less.
func (m *Main) fitPanels() {
	for _, p := range m.panels {
		p.Fit()
	}
}

// Shut closes a panel.
func (m *Main) Shut(p *ui.Panel) {
	m.panels = slices.DeleteFunc(m.panels, func(q *ui.Panel) bool { return q == p })
	m.sight.forget(p)
	p.Close()
	m.keepDrafts()
	if then := m.clear; then != nil && len(m.panels) == 0 {
		m.clear = nil
		then()
	}
}

// whenClear does something as soon as no panel lies over the window.
func (m *Main) whenClear(then func()) {
	if len(m.panels) > 0 {
		m.clear = then
		return
	}
	then()
}

// ShowYear chooses a year in the bar, or all with 0; what is searched for stays.
func (m *Main) ShowYear(year int) {
	if year == 0 {
		year = allYears
	}
	m.onPeriod(period{Year: year})
}

// ClearSearch empties the search box without searching.
func (m *Main) ClearSearch() { m.bar.search.Fill("") }

// ShowSearch puts words into the search box without searching.
func (m *Main) ShowSearch(words string) { m.bar.search.Fill(words) }

// Calendar is that of working days.
func (m *Main) Calendar() data.Calendar { return m.calendar }

// Locked tells that the registry cannot be changed, in a panel that says why.
func (m *Main) Locked() bool {
	reason, readOnly := m.deps.Store.ReadOnly()
	if readOnly {
		m.Fail(readOnlyProblem(reason))
	}
	return readOnly
}

// readOnlyProblem is what a person is told who tries to change what cannot be.
func readOnlyProblem(reason string) data.Problem {
	return data.Problem{Message: "登记库以只读方式打开，不能改动", Hint: reason}
}

// Save changes the registry off the UI goroutine. While another change is under
// way it is refused, for it may have been made from facts that are just changing.
func (m *Main) Save(what string, f func(screen.Tx) error, done func(error)) {
	switch reason, readOnly := m.deps.Store.ReadOnly(); {
	case readOnly:
		done(readOnlyProblem(reason))
	case m.changing != "":
		done(data.Problem{Message: "“" + m.changing + "”还没有做完", Hint: "请稍候再试"})
	default:
		m.saveSeen(what, f, done)
	}
}

// change makes one change off the UI goroutine. It is short and not cancelled.
func (m *Main) change(what string, do func(context.Context) error, done func(error)) {
	m.changing = what
	fault.Go(func() {
		err := fault.Try(func() error { return do(context.Background()) })
		ui.Do(func() {
			m.changing = ""
			done(err)
			m.keepDrafts() // what was saved is none any more
			closing := m.closing
			m.closing = false
			if closing && err == nil { // what went wrong is to be seen
				m.onClose()
			}
		})
	})
}

// onNew opens the form of a new proposal.
func (m *Main) onNew() {
	if len(m.panels) > 0 || m.bar.add.Disabled() {
		return
	}
	proposal.NewProposal(m.deps, m, data.Proposal{}, func(id data.ID) { m.OpenCase(id, screen.TabTimeline) })
}

// onFind puts the keyboard into the search box.
func (m *Main) onFind() {
	if len(m.panels) == 0 {
		m.win.Canvas().Focus(m.bar.search)
		m.bar.search.TypedShortcut(&fyne.ShortcutSelectAll{}) // new words replace the old
	}
}

// onSave saves the panel on top, else the screen.
func (m *Main) onSave() {
	if n := len(m.panels); n > 0 {
		if save := m.panels[n-1].Save; save != nil {
			save()
		}
		return
	}
	if s, ok := m.current().(screen.Saver); ok {
		s.Save()
	}
}

// onExport writes the screen's paper.
func (m *Main) onExport() {
	if len(m.panels) > 0 {
		return
	}
	if s, ok := m.current().(screen.Exporter); ok {
		s.Export()
		return
	}
	m.Say("这个画面没有可以存成文件的内容。")
}

// onPrint prints the screen's paper.
func (m *Main) onPrint() {
	if len(m.panels) > 0 {
		return
	}
	if s, ok := m.current().(screen.Printer); ok {
		s.Print()
		return
	}
	m.Say("这个画面没有可以打印的内容。")
}

// Undo takes the last change back.
func (m *Main) Undo() { m.step("撤销", m.deps.Store.Undoable, m.deps.Store.Undo) }

// onRedo makes again what was taken back last.
func (m *Main) onRedo() { m.step("重做", m.deps.Store.Redoable, m.deps.Store.Redo) }

// step goes one step back or forward through this sitting's changes.
func (m *Main) step(word string, can func() (string, bool), do func(context.Context) (string, error)) {
	for _, p := range m.panels {
		if p.Undone == nil {
			m.Say("请先保存或关闭“" + p.Title + "”，再" + word + "。")
			return
		}
	}
	if _, ok := can(); !ok {
		m.Say("没有可以" + word + "的改动。")
		return
	}
	if m.changing != "" {
		m.Say("“" + m.changing + "”还没有做完，请稍候再试。")
		return
	}
	m.leave(func() {
		var what string
		m.change(word, func(ctx context.Context) (err error) {
			what, err = do(ctx)
			return err
		}, func(err error) {
			if err != nil {
				m.Fail(err)
				return
			}
			for _, p := range m.panels {
				if p.Undone != nil {
					p.Undone()
				}
			}
			m.Say("已" + word + "：" + what)
		})
	})
}

// onEscape cancels the panel on top, else asks the screen, else goes back.
func (m *Main) onEscape() {
	if n := len(m.panels); n > 0 {
		p := m.panels[n-1]
		if p.Cancel != nil {
			p.Cancel()
		} else {
			m.Shut(p)
		}
		return
	}
	if e, ok := m.current().(screen.Escaper); ok && e.Escape() {
		return
	}
	if m.searching() {
		m.unfocus()
		if m.bar.search.Text != "" {
			m.bar.search.SetText("")
		}
		return
	}
	m.Back()
}

// onReload loads everything shown anew.
func (m *Main) onReload() {
	m.edits++ // others may have changed the file
	m.loadShell()
	m.refresh()
}
