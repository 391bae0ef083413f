package gui

import (
	"context"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"

	"jianban/assets"
	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/preview"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// appID names the program to the system; preferences lie under it.
const appID = "cn.jianban.app"

// Run opens the window and returns when it is closed.
func Run(d screen.Deps) error {
	debug.SetGCPercent(garbage)
	debug.SetMemoryLimit(mostUsed)
	a := &still{App: app.NewWithID(appID)}
	fyne.SetCurrentApp(a) // widgets ask it whether they move
	if d.Prefs == nil {
		d.Prefs = a.Preferences()
	}
	m, err := NewMain(d, a)
	if err != nil {
		return err
	}
	m.handBack = fault.After(time.Hour, handBack)
	m.handBack.Stop()
	m.startAhead()
	stop := make(chan struct{})
	m.watchBackups(stop)
	m.root.Layout = &inputLayout{within: m.root.Layout, touched: m.touched, drawn: m.drawn, found: m.frame.found, paints: m.followCaret, key: m.freeKeys, resized: m.fitPanels}
	m.watchIdle(stop)
	m.watchChecks(stop)
	m.watchEnd(stop)
	defer loopEnded()
	defer close(stop)
	return m.loop()
}

// garbage is how much may pile up beside what is in use, in percent, before Go
// collects: a year of ten thousand proposals is 60 MB in use, and with Go's 100
// the window would take as much again. A letter's key costs a megabyte, which is
// collected too seldom to be felt.
const garbage = 40

// mostUsed is from how much memory on Go collects before that, in bytes: what a
// year of ten thousand proposals needs, and a little of what comes and goes while
// another is read.
const mostUsed = 158 << 20

// visit is one screen the user went to.
type visit struct {
	place  screen.Place // lit in the rail
	screen screen.Screen
	keep   bool // a screen of the rail, kept when left
}

// Main is the window: rail, bar, one screen, status line. It is the Host of
// its screens.
type Main struct {
	deps   screen.Deps
	app    fyne.App
	win    fyne.Window
	rail   *rail
	bar    *topBar
	status *statusBar
	damage *damageLine
	body   *fyne.Container
	whole  *fyne.Container // rail, bar, screen and status line
	root   *fyne.Container // the window's content: whole, or what a locked window shows
	lock   lock

	kept   map[screen.Place]screen.Screen
	loaded map[screen.Place]loadStamp // what the screens kept were last loaded for
	edits  int                        // counts the changes of the registry in this sitting
	trail  []visit                    // where Back goes; the last is the screen shown
	panels []*ui.Panel
	sight  sight
	clear  func() // waits until no panel lies over the window; nil mostly
	period period
	scale  float32
	look   look.Look
	sized  *still // draws the window that much larger; nil where nothing can
	// calendar is that of working days, with the notices entered.
	calendar data.Calendar
	clerk    string // chosen in this sitting, where nothing is kept between sittings
	// changing names the change of the registry under way; "" is none. The window
	// closes after it where closing.
	changing string
	closing  bool
	leaving  bool // the backup at closing is under way
	// backup is the one made by itself, under way where backingUp; backups tell
	// where they stand.
	backup    screen.Latest[data.BackupMade]
	backingUp bool
	backups   screen.Latest[data.BackupState]
	checking  screen.Latest[data.CheckMade] // by itself
	keys      fyne.ShortcutHandler
	load      screen.Latest[shell]
	forget    func()
	unwatch   func() // ends listening for damage; nil where none is looked for
	started   bool
	drafts    *draftKeeper // of what is typed and not saved; nil keeps nothing
	watch     watch
	frame     *frame // how large the window is and where it stands
	following bool   // the caret is about to be told to the input method
	// handBack returns memory to the system when a screen has been left; nil
	// where there is no real window.
	handBack *time.Timer
	ahead    ahead
}

// NewMain builds the window without showing it and starts its first loads.
func NewMain(d screen.Deps, a fyne.App) (*Main, error) {
	if err := speakChinese(); err != nil {
		return nil, err
	}
	if d.Painter == nil {
		d.Painter = preview.NewPainter(d.Fonts)
	}
	m := &Main{deps: d, app: a, kept: map[screen.Place]screen.Screen{}, loaded: map[screen.Place]loadStamp{}, period: period{Year: d.Year}}
	m.scale = keptScale(d.Prefs)
	if m.sized, _ = a.(*still); m.sized != nil {
		m.sized.size = m.scale
	}
	m.look = keptLook(d.Prefs)
	m.wear()
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	m.build()
	m.forget = d.Store.OnChange(func() { ui.Do(m.onChange) })
	m.loadShell()
	m.loadBackups()
	if d.Damage != nil {
		m.unwatch = d.Damage(func(found []string) { ui.Do(func() { m.onDamage(found) }) })
	}
	return m, nil
}

// onDamage shows what was found wrong with the registry's file.
func (m *Main) onDamage(found []string) {
	m.damage.show(found)
	m.win.Content().Refresh()
}

func (m *Main) build() {
	m.win = m.app.NewWindow(m.title())
	m.win.SetPadded(false)
	m.win.SetMaster()
	reason, _ := m.deps.Store.ReadOnly()
	m.rail = newRail(m.Go)
	m.bar = newTopBar(m.onPeriod, m.onSearch, m.onClerk, m.onSubmit, m.onEnter, m.onNew)
	m.status = newStatusBar(m.deps.Store.Path(), reason, m.offerDrafts)
	m.damage = newDamageLine()
	m.body = container.NewStack()
	m.whole = ui.Frame(nil, nil, m.rail.root, nil,
		ui.Frame(m.bar.root, m.status.root, nil, nil, ui.Frame(m.damage.root, nil, nil, nil, m.body)))
	m.root = container.NewStack(m.whole)
	m.win.SetContent(m.root)
	m.frame = newFrame(m.deps.Prefs, m.scale)
	m.frame.put(m.win)
	m.win.SetCloseIntercept(m.onClose)
	m.win.SetOnDropped(m.onDropped)
	m.listen()
	m.startLocked()
	if m.deps.Notice != "" {
		m.Say(m.deps.Notice)
	}
	if reason != "" {
		m.bar.add.Disable()
		m.Say("以只读方式打开：" + reason)
	}
	m.sayPlace()
	if len(m.deps.Found) > 0 {
		m.Tell("请注意", strings.Join(m.deps.Found, "。\n")+"。")
	}
}

// prefPlace keeps which registry's folder was warned of.
const prefPlace = "place.warned"

// sayPlace warns of the registry's folder, once for each registry.
func (m *Main) sayPlace() {
	path := m.deps.Store.Path()
	if m.deps.Place == "" || m.deps.Prefs != nil && m.deps.Prefs.String(prefPlace) == path {
		return
	}
	if m.deps.Prefs != nil {
		m.deps.Prefs.SetString(prefPlace, path)
	}
	m.deps.Found = append(slices.Clone(m.deps.Found), m.deps.Place)
}

func (m *Main) title() string { return "建办 · 建议提案办理" }

// loadShell loads what bar and status line show.
func (m *Main) loadShell() {
	want, today := m.period, m.deps.Today()
	m.load.Start(func(ctx context.Context) (shell, error) { return loadShell(ctx, m.deps.Store, want, today) }, m.showShell)
}

// loadShell touches no widget.
func loadShell(ctx context.Context, r screen.Reader, want period, today data.Date) (shell, error) {
	var s shell
	years, err := r.Years(ctx)
	if err != nil {
		return s, err
	}
	books, err := r.Books(ctx)
	if err != nil {
		return s, err
	}
	for _, b := range books {
		if !slices.Contains(years, b.Meeting.Year) {
			years = append(years, b.Meeting.Year)
		}
	}
	slices.Sort(years)
	s.Periods = periods(years, books)
	if want.Year == 0 && len(years) > 0 {
		want.Year = years[len(years)-1]
	}
	settings, err := r.Settings(ctx)
	if err != nil {
		return s, err
	}
	s.Settings, s.Empty = settings, len(years) == 0
	rules, err := r.RuleYears(ctx)
	if err != nil {
		return s, err
	}
	year, asOf := max(want.Year, 0), today
	if year > 0 {
		asOf = data.DefaultAsOf(year, today)
	}
	s.Calendar = rules.In(max(year, 1)).Calendar
	count := data.NewCount(year, asOf, rules)
	err = screen.EachCase(ctx, r, data.Scope{Year: year, BookID: want.Book}, func(c data.Case, _ data.Rules) {
		s.Found = true
		count.Add(c)
	})
	s.Total = count.Stats()
	return s, err
}

func (m *Main) showShell(s shell, err error) {
	if err != nil {
		m.Fail(err)
		return
	}
	m.bar.period.SetChoices(s.Periods)
	if m.period.Year == 0 && len(s.Periods) > 0 {
		m.period = s.Periods[0].Value
	}
	m.bar.period.Fill(m.period)
	m.calendar = s.Calendar
	m.status.count.SetText(s.words())
	m.ahead.many = s.Total.Total
	m.status.demo.Hidden = !s.Settings.Demo
	m.showClerks(s.Settings.Clerks)
	m.status.undo.SetText("")
	if what, ok := m.deps.Store.Undoable(); ok {
		m.status.undo.SetText("Ctrl+Z 撤销：" + what)
	}
	if what, ok := m.deps.Store.Redoable(); ok {
		m.status.undo.SetText("Ctrl+Y 重做：" + what)
	}
	m.status.root.Refresh()
	if !m.started {
		m.started = true
		m.Go(screen.PlaceToday)
		m.startDrafts()
		m.askClerk(s.Settings.Clerks)
		m.whenClear(func() { m.welcome(s.Settings, s.Empty) })
		m.sayNew()
	}
}

// Close ends loads and forgets listeners; the window is gone.
func (m *Main) Close() {
	m.stopDrafts()
	if m.ahead.timer != nil {
		m.ahead.timer.Stop()
	}
	m.load.Stop()
	m.backup.Stop()
	m.backups.Stop()
	m.checking.Stop()
	m.forget()
	if m.unwatch != nil {
		m.unwatch()
	}
	for _, v := range m.trail {
		v.screen.Close()
	}
	for _, s := range m.kept {
		s.Close()
	}
}

// current is the screen shown; nil before the first.
func (m *Main) current() screen.Screen {
	if len(m.trail) == 0 {
		return nil
	}
	return m.trail[len(m.trail)-1].screen
}

// leave asks the screen shown before then is done.
func (m *Main) leave(then func()) {
	if l, ok := m.current().(screen.Leaver); ok {
		l.Leave(then)
		return
	}
	then()
}

// show puts the last screen of the trail into the window.
func (m *Main) show() {
	v := m.trail[len(m.trail)-1]
	m.rail.choose(v.place)
	m.body.Objects = []fyne.CanvasObject{v.screen.Root()}
	m.body.Refresh()
	if !m.searching() { // the first letter opens the ledger; the next is still to come
		m.unfocus()
	}
	if !m.upToDate(v) {
		m.refresh()
	}
	m.keepDrafts()
}

// loadStamp is what a screen shows depends on.
type loadStamp struct {
	period period
	today  data.Date
	change int
}

func (m *Main) stamp() loadStamp { return loadStamp{m.period, m.deps.Today(), m.edits} }

// refresh has the screen shown load anew.
func (m *Main) refresh() {
	if len(m.trail) == 0 {
		return
	}
	v := m.trail[len(m.trail)-1]
	if v.keep {
		m.loaded[v.place] = m.stamp()
	}
	m.sight.look(m.deps.Shared, v.screen)
	v.screen.Refresh()
	m.putOffAhead(aheadAfter)
	if m.handBack != nil {
		m.handBack.Reset(afterLoading)
	}
}

// upToDate tells that a screen gone to again shows what it would load.
func (m *Main) upToDate(v visit) bool {
	k, ok := v.screen.(screen.Keeps)
	return ok && v.keep && m.loaded[v.place] == m.stamp() && k.Loaded()
}

// push shows another screen; Back returns from it.
func (m *Main) push(s screen.Screen) {
	m.leave(func() {
		m.trail = append(m.trail, visit{place: m.trail[len(m.trail)-1].place, screen: s})
		m.show()
	})
}

// searching tells whether the keyboard is in the search box.
func (m *Main) searching() bool {
	return m.focused() == fyne.Focusable(m.bar.search)
}

// afterLoading is how long after a load began memory that is free is handed back:
// what was read has been shown by then.
const afterLoading = 2 * time.Second

// worthHandingBack is how much free memory is worth a collection, in bytes.
const worthHandingBack = 8 << 20

// handBack returns memory that is free to the system: Go by itself keeps what a
// load of a large year took for minutes.
func handBack() {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	if garbage := now.HeapAlloc - min(now.HeapAlloc, lastLive.Load()); now.HeapIdle-now.HeapReleased+garbage < worthHandingBack {
		return
	}
	debug.FreeOSMemory()
	runtime.ReadMemStats(&now)
	lastLive.Store(now.HeapAlloc)
	debug.SetMemoryLimit(max(mostUsed, int64(now.HeapAlloc+now.HeapAlloc/4))) // a registry larger still
}

// lastLive is what was in use after memory was handed back last, in bytes.
var lastLive atomic.Uint64

// afterLeaving is how long after a screen was closed its memory is handed back:
// the screen gone to is on the glass by then, and no one types into it yet.
const afterLeaving = 150 * time.Millisecond

// drop closes a screen that was left. Go's collector would let as much again
// as is in use pile up first, and a screen with pages was the most of it.
func (m *Main) drop(v visit) {
	if v.keep {
		return
	}
	v.screen.Close()
	m.sight.forget(v.screen)
	if m.handBack != nil {
		m.handBack.Reset(afterLeaving)
	}
}

func (m *Main) onChange() {
	m.edits++
	m.putOffAhead(aheadAfterChange)
	m.keepDrafts()
	m.Say(m.saved() + m.deps.Now().Format("15:04"))
	m.loadShell()
	m.refresh()
}

func (m *Main) onPeriod(p period) {
	m.leave(func() {
		m.period = p
		m.loadShell()
		if len(m.trail) > 1 {
			m.Go(m.trail[0].place)
			return
		}
		m.refresh()
	})
	m.bar.period.Fill(m.period)
}

func (m *Main) onSearch(words string) {
	if _, ok := m.current().(screen.Filterer); !ok || len(m.trail) != 1 {
		m.Go(screen.PlaceLedger)
	}
	if f, ok := m.current().(screen.Filterer); ok {
		f.Filter(words)
	}
}

// onEnter goes from the search box to what it found.
func (m *Main) onEnter() {
	if f, ok := m.current().(screen.Filterer); ok && len(m.trail) == 1 {
		f.Enter()
	}
}

func (m *Main) onClose() {
	if !m.closeLocked() {
		return
	}
	m.leave(func() {
		if m.changing != "" {
			m.closing = true
			m.Say("“" + m.changing + "”还没有做完，做完就关闭。")
			return
		}
		m.backUpThen(func() {
			m.frame.keep(m.win.Canvas().Size())
			m.win.Close()
			m.Close()
		})
	})
}
