package proposal

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/papers"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// CaseModel is everything a proposal's detail shows.
type CaseModel struct {
	Case     data.Case
	Standing data.Standing
	Row      data.LedgerRow
	Rules    data.Rules
	Today    data.Date
	Unusual  data.Problems   // facts worth a second look
	Merged   []data.Proposal // worked together with this one (并案)
	Related  []data.Case     // linked with it (相关)
	Journal  []data.JournalEntry
	Deleted  []data.DeletedRecord
}

// journalLines is how many entries of the journal are shown.
const journalLines = 200

// Detail shows one proposal: its head, and one tab of its facts with the
// actions that belong there. The ledger has it beside the table, CaseScreen
// in the whole window.
type Detail struct {
	deps  screen.Deps
	host  screen.Host
	id    data.ID
	tab   screen.Tab
	model CaseModel
	load  screen.Latest[CaseModel]

	where  *ui.Line
	title  *ui.Text
	light  *ui.Badge
	next   *ui.Badge
	marks  *fyne.Container
	tabs   *ui.TabBar
	body   *fyne.Container
	scroll *container.Scroll
	foot   *fyne.Container
	wide   *ui.Button
	print  *ui.Button
	gone   func()          // the proposal is no longer there
	beside func(CaseModel) // shows more of it elsewhere; nil mostly
	found  *ui.Marked      // where what is searched for stands; hidden where nothing is
	// The proposals most alike to one, and where they stand.
	seek     screen.Latest[[]data.Alike]
	alikeTo  data.ID
	alike    []data.Alike
	alikeBox *fyne.Container
	// alikeTold is the line that says so at the top of the first tabs.
	alikeTold *fyne.Container
	// waiting is what is to be done when the proposal is loaded; nil mostly.
	waiting func(*Detail)
	// away tells that the proposal could not be read: the registry does not answer.
	away bool
	root fyne.CanvasObject
}

// NewDetail builds an empty detail and starts nothing.
func NewDetail(d screen.Deps, h screen.Host) *Detail {
	t := &Detail{deps: d, host: h, tab: screen.TabTimeline, gone: func() {},
		where: ui.NewSmall(""), title: ui.NewText(""), light: ui.NewBadge(ui.ToneGrey, ui.NoShape, ""), next: ui.NewBadge(ui.ToneBlue, ui.NoShape, ""),
		marks: container.NewHBox(), body: container.New(layout.NewCustomPaddedVBoxLayout(4)), foot: container.New(layout.NewCustomPaddedHBoxLayout(8))}
	t.where.Whole = false
	t.alikeBox, t.alikeTold = container.New(layout.NewCustomPaddedVBoxLayout(0)), container.NewStack()
	t.alikeTold.Hide()
	t.found = ui.NewMarked()
	t.found.Hide()
	t.title.SizeName, t.title.TextStyle.Bold = look.SizeTitle, true
	words := make([]string, len(screen.Tabs))
	for i, tab := range screen.Tabs {
		words[i] = string(tab)
	}
	t.tabs = ui.NewTabBar(words, func(i int) { t.setTab(screen.Tabs[i]) })
	t.wide = ui.NewQuiet("", fynetheme.ViewFullScreenIcon(), func() { t.host.OpenCase(t.id, t.tab) })
	t.wide.Hide()
	t.print = ui.NewQuiet("打印材料", fynetheme.DocumentPrintIcon(), func() {
		ui.ShowMenu(fyne.NewMenu("", papers.Menu(t.deps, t.host, t.model.Case, t.model.Rules)...), t.print)
	})
	m := look.Size(look.SizeMargin)
	step := ui.NewTap(t.next, t.onNext)
	known := container.New(layout.NewCustomPaddedHBoxLayout(6), t.light, t.marks)
	badges := container.New(layout.NewBorderLayout(nil, nil, known, nil), known, step)
	pull := container.New(layout.NewCustomPaddedLayout(-6, 1, -8, 0), t.title)
	head := container.New(layout.NewCustomPaddedVBoxLayout(2), container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(0), t.print, t.wide), t.where), pull, badges, container.New(layout.NewCustomPaddedLayout(-4, -4, -8, 0), t.found), ui.Gap(2), t.tabs)
	t.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(8, 12, 0, 10), t.body))
	t.root = container.New(layout.NewCustomPaddedLayout(10, 10, m+2, m-2), ui.Border(head, t.foot, nil, nil, t.scroll))
	return t
}

// Compact is for the pane beside a table: a button opens the whole window.
func (t *Detail) Compact() { t.wide.Show() }

// Root is the detail's content.
func (t *Detail) Root() fyne.CanvasObject { return t.root }

// Close cancels loads.
func (t *Detail) Close() {
	t.load.Stop()
	t.seek.Stop()
}

// Tab is the tab shown.
func (t *Detail) Tab() screen.Tab { return t.tab }

// Open shows another proposal; tab "" keeps the tab.
func (t *Detail) Open(id data.ID, tab screen.Tab) {
	t.id, t.waiting = id, nil
	if tab != "" {
		t.tab = tab
	}
	t.Refresh()
}

// ShowFound shows where what is searched for stands, with the words marked,
// above the tabs; a hit without a place takes that away.
func (t *Detail) ShowFound(h data.Hit) {
	t.found.Hidden = h.Excerpt == ""
	pieces := []ui.Piece{{Text: h.Place + "：", Color: look.ColorMuted}}
	at := 0
	for _, m := range h.Words {
		pieces = append(pieces, ui.Piece{Text: h.Excerpt[at:m.From]}, ui.Piece{Text: h.Excerpt[m.From:m.To], Color: look.ColorOrange, Bold: true})
		at = m.To
	}
	t.found.SetPieces(append(pieces, ui.Piece{Text: h.Excerpt[at:]}))
	t.root.Refresh()
}

// failed tells of an error, where there is one.
func (t *Detail) failed(err error) {
	if err != nil {
		t.host.Fail(err)
	}
}

func (t *Detail) setTab(tab screen.Tab) {
	t.tab = tab
	if tab == screen.TabJournal || t.away {
		t.Refresh()
		return
	}
	t.Show(t.model)
	t.scroll.ScrollToTop()
}

// Refresh loads anew.
func (t *Detail) Refresh() {
	if t.id == 0 {
		return
	}
	id, today, journal := t.id, t.deps.Today(), t.tab == screen.TabJournal
	t.load.Start(func(ctx context.Context) (CaseModel, error) {
		return loadCase(ctx, t.deps.Store, id, today, journal)
	}, func(m CaseModel, err error) {
		var p data.Problem
		switch {
		case err == nil:
			t.Show(m)
			t.seekAlike(m)
			if do := t.waiting; do != nil {
				t.waiting = nil
				do(t)
			}
		case errors.As(err, &p) && p.Gone:
			t.gone()
		case data.Lost(err):
			t.lost(err)
		default:
			t.host.Fail(err)
		}
	})
}

// AtHand is the detail itself.
func (t *Detail) AtHand() screen.Hand { return t }

// ID is the proposal shown or being loaded; 0 is none.
func (t *Detail) ID() data.ID { return t.id }

// Edit opens the form of the proposal.
func (t *Detail) Edit() { t.whenShown((*Detail).editProposal) }

// RecordTalk records a consultation.
func (t *Detail) RecordTalk() { t.whenShown((*Detail).recordTalk) }

// EditTalk opens the form of a consultation.
func (t *Detail) EditTalk(id data.ID) {
	t.whenShown(func(t *Detail) {
		for _, x := range t.model.Case.Consultations {
			if x.ID == id {
				t.editTalk(x)
				return
			}
		}
		t.recordTalk()
	})
}

// RecordOpinion records a co-handling unit's opinion.
func (t *Detail) RecordOpinion() { t.whenShown((*Detail).recordOpinion) }

// RecordFeedback records a deputy's form.
func (t *Detail) RecordFeedback() { t.whenShown((*Detail).recordFeedback) }

// EnterForm opens the form that a code names, to be filled in from the paper; done
// is called after saving.
func (t *Detail) EnterForm(code data.FormCode, done func()) {
	t.whenShown(func(t *Detail) {
		f, err := t.model.Case.FormOf(code)
		if err != nil {
			t.host.Fail(err)
			return
		}
		if f.Received.IsZero() { // it lies before whoever scans it
			f.Received = t.workday()
		}
		t.enterFeedback(f, done)
	})
}

// OpenPaper opens the reply, or our opinion where we assist.
func (t *Detail) OpenPaper() { t.whenShown((*Detail).openPaper) }

// TurnTab shows the tab so many further on.
func (t *Detail) TurnTab(by int) { t.tabs.Turn(by) }

// NextStep opens the form or letter of the next step, or shows where it is taken.
func (t *Detail) NextStep() { t.whenShown((*Detail).nextStep) }

// whenShown does something with the proposal, at once or when it is loaded.
func (t *Detail) whenShown(do func(*Detail)) {
	if t.model.Case.Proposal.ID == t.id {
		do(t)
		return
	}
	if t.waiting = do; t.away {
		t.Refresh()
	}
}

// loadCase touches no widget.
func loadCase(ctx context.Context, r screen.Reader, id data.ID, today data.Date, journal bool) (CaseModel, error) {
	m := CaseModel{Today: today}
	var err error
	if m.Case, err = r.Case(ctx, id); err != nil {
		return m, err
	}
	years, err := r.RuleYears(ctx)
	if err != nil {
		return m, err
	}
	m.Rules = years.Of(m.Case)
	m.Standing = data.StageOf(m.Case, today, m.Rules)
	m.Row = *data.LedgerRows([]data.Case{m.Case}, today, years)[0]
	_, m.Unusual = data.CheckFacts(m.Case, m.Rules)
	if m.Merged, err = r.Merged(ctx, id); err != nil {
		return m, err
	}
	if m.Related, err = loadRelated(ctx, r, m.Case.Proposal.Related); err != nil {
		return m, err
	}
	if journal {
		if m.Journal, err = r.Journal(ctx, id, journalLines); err != nil {
			return m, err
		}
		m.Deleted, err = r.Deleted(ctx, id)
	}
	return m, err
}

// Show puts a model into the widgets.
func (t *Detail) Show(m CaseModel) {
	t.model, t.away = m, false
	t.tabs.Show()
	t.print.Show()
	c := m.Case
	t.where.SetText(fmt.Sprintf("%s · %s · %s", c.Book.Name(), words.Number(c.Proposal), roleWords(c)))
	t.title.SetText(c.Proposal.Title)
	t.light.Set(words.StandingBadge(m.Standing, m.Row))
	next := ""
	if m.Standing.Next.What != "" && m.Standing.Stage != data.StageClosed {
		next = "下一步：" + m.Standing.Next.Who + " " + m.Standing.Next.What
	} else if m.Standing.Stage != "" {
		next = string(m.Standing.Stage)
	}
	t.next.Set(ui.ToneBlue, ui.NoShape, next)
	t.marks.Objects = nil
	for _, mark := range m.Standing.Marks {
		t.marks.Add(ui.NewBadge(ui.ToneGrey, ui.NoShape, mark))
	}
	t.showTabs(c)
	t.body.Objects = nil
	t.foot.Objects = nil
	t.content()[t.tab](m)
	if t.beside != nil {
		t.beside(m)
	}
	t.root.Refresh()
}

// onNext leads to where the next step is taken.
func (t *Detail) onNext() {
	s := t.model.Standing
	if data.InLetter(t.model.Case, s) {
		t.openPaper()
		return
	}
	t.choose(screen.TabOfStep(s.Next, s.Stage))
}

// nextStep takes the next step where it is one form, else leads to it.
func (t *Detail) nextStep() {
	switch s := t.model.Standing; {
	case s.Stage == data.ToAssign:
		t.editAssignment(data.Assignment{})
	case s.Next.About == data.AboutTalk:
		t.recordTalk()
	case s.Stage == data.ToFeedback || s.Next.About == data.AboutFeedback:
		t.recordFeedback()
	default:
		t.onNext()
	}
}

// choose shows a tab as a click on it does.
func (t *Detail) choose(tab screen.Tab) {
	for i, known := range screen.Tabs {
		if known == tab {
			t.tabs.Choose(i)
		}
	}
}

// content is what fills each tab.
func (t *Detail) content() map[screen.Tab]func(CaseModel) {
	return map[screen.Tab]func(CaseModel){
		screen.TabTimeline: t.showTimeline, screen.TabFacts: t.showFacts, screen.TabDuty: t.showDuty, screen.TabTalks: t.showTalks,
		screen.TabReply: t.showReplies, screen.TabFeedback: t.showFeedback, screen.TabFiles: t.showFiles, screen.TabJournal: t.showJournal,
	}
}

func (t *Detail) showTabs(c data.Case) {
	counts := map[screen.Tab]int{screen.TabTalks: len(c.Consultations), screen.TabFiles: len(c.Attachments)}
	for i, tab := range screen.Tabs {
		word := string(tab)
		if tab == screen.TabReply && !c.Proposal.Role.Answers() {
			word = "意见"
		}
		if n := counts[tab]; n > 0 {
			word = fmt.Sprintf("%s %d", word, n)
		}
		t.tabs.SetWord(i, word)
		if tab == t.tab {
			t.tabs.Fill(i)
		}
	}
}

// roleWords is the role as the book's body calls it.
func roleWords(c data.Case) string {
	if c.Proposal.Role == data.Assist {
		return c.Book.Meeting.Body.Assisting()
	}
	return string(c.Proposal.Role)
}

// showTimeline fills the tab 时间线.
func (t *Detail) showTimeline(m CaseModel) {
	t.alikeHead()
	t.eventLines(m)
	t.warnings(m)
	t.showAlike()
	open := ui.NewAction("打开"+words.Paper(m.Case), fynetheme.DocumentCreateIcon(), t.openPaper)
	if s := m.Standing.Stage; s == data.ToAssign {
		open = ui.NewAction("交办单位", fynetheme.ContentAddIcon(), func() { t.editAssignment(data.Assignment{}) })
	}
	talk := ui.NewButton("记沟通", fynetheme.AccountIcon(), t.recordTalk)
	more := ui.NewButton("记其他", fynetheme.MenuDropDownIcon(), nil)
	more.IconPlacement = fw.ButtonIconTrailingText
	more.OnTapped = func() { ui.ShowMenu(t.factMenu(), more) }
	t.foot.Objects = []fyne.CanvasObject{open, talk, more}
}

// recordTalk, recordOpinion and recordFeedback open the forms of the facts that
// are recorded most; openPaper opens the letter.
func (t *Detail) recordTalk() { t.editTalk(data.Consultation{}) }

func (t *Detail) recordOpinion() { t.editOpinionIn(data.Opinion{}) }

func (t *Detail) recordFeedback() { t.editFeedback(data.Feedback{}) }

func (t *Detail) openPaper() { t.host.OpenReply(t.id, 0) }

func (t *Detail) factMenu() *fyne.Menu {
	item := func(word string, key fyne.KeyName, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(word, do)
		if key != "" {
			i.Shortcut = &desktop.CustomShortcut{KeyName: key}
		}
		return i
	}
	items := []*fyne.MenuItem{
		item("交办单位", "", func() { t.editAssignment(data.Assignment{}) }),
		item("收到"+t.model.Case.Book.Meeting.Body.Assisting()+"意见", fyne.KeyF7, t.recordOpinion),
	}
	if c := t.model.Case; c.Book.Direction == data.HandedOut && c.Proposal.Role.Answers() {
		items = append(items, item("收到答复副本", "", t.recordCopy))
	}
	if t.model.Case.Proposal.Role.Answers() {
		items = append(items, item("征询意见表", fyne.KeyF8, t.recordFeedback))
	}
	items = append(items,
		item("延期", "", func() { t.editExtension(data.Extension{}) }),
		item("添加附件", "", t.addFile),
		item("撤案或转办", "", t.editClosing))
	return fyne.NewMenu("", items...)
}

// eventLines are what has happened and what is open.
func (t *Detail) eventLines(m CaseModel) {
	events, year := timeline(m.Case, m.Standing), m.Case.Year()
	var widest ui.Widest
	for _, e := range events {
		widest.Add(words.Day(e.Date, year))
	}
	for _, e := range events {
		t.body.Add(t.eventLine(e, year, max(widest.Width(), 74)))
	}
}

// eventLine is one of them, its day in a column of a width at scale 1.
func (t *Detail) eventLine(e event, year int, width float32) fyne.CanvasObject {
	day := ui.NewLine(words.Day(e.Date, year))
	mark := ui.NewMark(ui.ToneGreen, ui.Dot)
	if e.Open {
		day.SetText("待办")
		mark = ui.NewMark(ui.ToneYellow, ui.Ring)
	}
	day.Color = look.ColorMuted
	title := ui.NewLine(e.Title)
	title.Bold = true
	text := container.New(layout.NewCustomPaddedVBoxLayout(0), title)
	if e.Note != "" {
		note := ui.NewSmall(e.Note)
		note.Whole = false
		text.Add(note)
	}
	top := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVBox(ui.Tall(title.MinSize().Height, o))
	}
	row := ui.Columns([]float32{width, 16, 0}, top(day), top(mark), text)
	return ui.NewTap(container.New(layout.NewCustomPaddedLayout(4, 4, 0, 0), row), func() { t.choose(e.Tab) })
}

// warnings shows facts worth a second look.
func (t *Detail) warnings(m CaseModel) {
	if len(m.Unusual) == 0 {
		return
	}
	t.body.Add(ui.Gap(6))
	t.body.Add(ui.NewStrong("请核对"))
	for _, p := range m.Unusual {
		text := ui.NewText(p.Error())
		t.body.Add(container.NewBorder(nil, nil, container.NewVBox(ui.Gap(2), ui.NewMark(ui.ToneYellow, ui.Dot)), nil, text))
	}
}
