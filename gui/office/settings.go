package office

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/draft"
	"jianban/data/guard"
	"jianban/gui/form"
	"jianban/gui/letter"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// SettingsModel is everything the settings show.
type SettingsModel struct {
	Settings data.Settings
	Missing  []data.Missing // 还差什么
	Path     string         // of the registry file
	Fonts    fontFacts
	Backups  data.BackupState
	NoState  string // why it cannot be told where the backups stand
	Guard    guard.State
	Checks   data.CheckState
	Held     string // the task package that a unit's registry was made from; "" in an office
	Locked   string // why nothing can be changed
}

// SettingsScreen shows the office's own facts, to be changed, and what the
// program works with: registry, fonts, rules.
type SettingsScreen struct {
	deps  screen.Deps
	host  screen.Host
	model SettingsModel

	shown        bool
	saving       screen.SaveTurn
	edits, saved int
	before       []draft.Field // the form when it was filled
	retype       func()        // puts typed text back when the settings are shown; nil mostly

	pages   *ui.TabBar
	missing *missingPart
	fields  *container.Scroll // around the form
	form    *ui.Form
	entries []*ui.Entry // as settingFields
	status  *ui.Badge
	save    *ui.Button
	demo    *ui.Badge
	path    *ui.Line
	place   *fyne.Container
	fonts   *fontPart
	backup  *backupPart // nil where the program keeps no backups
	guard   *guardPart  // nil where the program has no passphrase
	check   *checkPart  // nil where there is nothing to check
	packets *packetPart // nil where the program exchanges no packages
	size    *ui.Choice[float32]
	look    *ui.Choice[look.Look]
	logon   *ui.TickBox
	packs   *packPage // nil until it is gone to
	body    *fyne.Container
	office  fyne.CanvasObject // the page 办公室
	head    *fyne.Container
	facts   *fyne.Container // the right half
	root    *fyne.Container
	load    screen.Latest[SettingsModel]
}

// NewSettingsScreen makes the screen; Refresh fills it.
func NewSettingsScreen(d screen.Deps, h screen.Host) *SettingsScreen {
	s := &SettingsScreen{deps: d, host: h, form: ui.NewForm()}
	s.form.LabelWidth = settingLabel
	for _, f := range settingFields {
		if f.section != "" {
			s.form.Section(f.section)
		}
		e := ui.NewEntry(f.example)
		e.OnEdit(func(string) { s.onEdit() })
		s.entries = append(s.entries, e)
		s.form.Add(f.label, f.required, e, f.hint)
	}
	s.form.Check = func() data.Problems {
		want := s.read()
		return want.Validate()
	}
	s.status = ui.NewBadge(ui.ToneGrey, ui.NoShape, "")
	s.demo = ui.NewBadge(ui.ToneYellow, ui.Dot, "")
	s.save = ui.NewAction("保存", fynetheme.DocumentSaveIcon(), s.Save)
	s.path = ui.NewLine("")
	s.place = s.registryPart()
	s.fonts = newFontPart(d, h, s.Refresh)
	s.backup = newBackupPart(d, h, s.Refresh, s.Leave)
	s.guard = newGuardPart(d, h, s.Refresh)
	s.check = newCheckPart(d, h, s.Refresh, s.backup.restoring())
	s.packets = newPacketPart(d, h, s.year, s.opening())
	s.missing = newMissingPart(d, h, s.missingLeads())
	s.build()
	return s
}

// settingLabel is the width of the labels; factLabel that of read-only lines.
const settingLabel, factLabel = 110, 110

func (s *SettingsScreen) build() {
	pad := look.Size(look.SizeMargin)
	inset := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(pad/2, pad, pad, pad), o)
	}
	s.head = container.NewBorder(nil, nil, nil, container.NewHBox(s.demo, s.status, s.save), ui.NewHeading("办公室"))
	s.fields = container.NewVScroll(inset(s.form.Root()))
	left := container.NewBorder(inset(s.head), nil, nil, nil, s.fields)
	s.missing.resized = func() { s.facts.Refresh() }
	s.facts = container.NewVBox(s.missing.root, section("基础资料", s.recordsPart()), section("登记库", s.place))
	if s.backup != nil {
		s.facts.Add(section("备份", s.backup.root))
	}
	if s.packets != nil {
		s.facts.Add(section("没有网络的单位", s.packets.root))
	}
	if s.check != nil {
		s.facts.Add(section("检查", s.check.root))
	}
	if s.guard != nil {
		s.facts.Add(section("口令与锁屏", s.guard.root))
	}
	if s.deps.Logon != nil {
		s.facts.Add(section("登录时", s.logonPart()))
	}
	for _, part := range []fyne.CanvasObject{section("显示", s.scalePart()), section("公文字体", s.fonts.root),
		section("操作记录", s.journalPart()), section("关于", s.aboutPart())} {
		s.facts.Add(part)
	}
	right := container.NewVScroll(inset(s.facts))
	s.office = container.NewGridWithColumns(2, left, container.NewBorder(nil, nil, ui.VLine(look.ColorLine), nil, ui.Ground(look.ColorPane, right)))
	s.pages = ui.NewTabBar([]string{"办公室", "办理规则"}, s.onPage)
	s.body = container.NewStack(s.office)
	bar := container.New(layout.NewCustomPaddedLayout(2, 0, pad, pad), s.pages)
	s.root = ui.Frame(bar, nil, nil, nil, s.body)
}

// The pages of the settings, in order.
const (
	pageOffice = iota
	pagePacks
)

// onPage shows a page.
func (s *SettingsScreen) onPage(page int) {
	shown := s.office
	if page == pagePacks {
		if s.packs == nil {
			packs, err := newPackPage(s.deps, s.host, s.Refresh)
			if err != nil {
				s.pages.Fill(pageOffice)
				s.host.Fail(err)
				return
			}
			s.packs = packs
		}
		s.packs.refresh(s.year())
		shown = s.packs.root
	}
	s.body.Objects = []fyne.CanvasObject{shown}
	s.body.Refresh()
}

// TurnTab shows the page so many further on.
func (s *SettingsScreen) TurnTab(by int) { s.pages.Turn(by) }

// year is the one that the bar shows, else this year.
func (s *SettingsScreen) year() int {
	if y := s.host.Year(); y > 0 {
		return y
	}
	return s.deps.Today().Year()
}

// section is a heading with what belongs to it.
func section(title string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(ui.NewStrong(title), ui.HLine(look.ColorLine), o, ui.Gap(14))
}

// recordsPart opens the lists that everything else is chosen from.
func (s *SettingsScreen) recordsPart() fyne.CanvasObject {
	grid := container.NewGridWithColumns(3)
	for _, r := range []struct {
		word string
		icon fyne.Resource
		open func(screen.Deps, screen.Host, func())
	}{
		{"放假安排", fynetheme.HistoryIcon(), openHolidays},
		{"办理册", fynetheme.FolderIcon(), openBooks},
		{"承办单位", fynetheme.HomeIcon(), openUnits},
		{"牵头领导", fynetheme.AccountIcon(), openLeaders},
		{"代表委员", fynetheme.AccountIcon(), openDeputies},
		{"经办人员", fynetheme.LoginIcon(), openClerks},
		{"发文登记", fynetheme.DocumentIcon(), openNumbers},
	} {
		grid.Add(ui.NewButton(r.word, r.icon, func() { r.open(s.deps, s.host, s.Refresh) }))
	}
	return grid
}

func (s *SettingsScreen) registryPart() *fyne.Container {
	word := "文件"
	if s.deps.People != nil {
		word = "地址"
	}
	box := container.NewVBox(factLine(word, s.path))
	if s.deps.Place != "" {
		box.Add(ui.NewText("请注意：" + s.deps.Place + "。"))
	}
	if s.deps.OpenOther != nil {
		box.Add(ui.Gap(4))
		buttons := container.NewHBox(
			ui.NewButton("打开其他登记库", fynetheme.FolderOpenIcon(), s.onOpenOther),
			ui.NewButton("新建登记库", fynetheme.DocumentCreateIcon(), s.onCreate))
		if s.deps.OpenShared != nil {
			buttons.Add(ui.NewButton("共享登记库", fynetheme.ComputerIcon(), s.onOpenShared))
		}
		box.Add(buttons)
	}
	if s.deps.People != nil {
		box.Add(container.NewHBox(ui.NewButton("人员和角色", fynetheme.AccountIcon(), func() { openSharedPeople(s.deps, s.host) })))
	}
	return box
}

func (s *SettingsScreen) scalePart() fyne.CanvasObject {
	var sizes []ui.Option[float32]
	for _, size := range screen.TextSizes {
		sizes = append(sizes, ui.Option[float32]{Value: size, Label: fmt.Sprintf("%.0f%%", size*100)})
	}
	s.size = ui.NewChoice("请选择", sizes, func(size float32) {
		s.host.SetScale(size)
		s.size.Fill(s.host.Scale()) // there may be no room for it
	})
	var looks []ui.Option[look.Look]
	for _, l := range look.Looks {
		looks = append(looks, ui.Option[look.Look]{Value: l, Label: l.Name()})
	}
	s.look = ui.NewChoice("请选择", looks, s.host.SetLook)
	return container.NewVBox(ui.Columns([]float32{factLabel, 150, 0}, ui.Muted("文字大小"), s.size),
		ui.Columns([]float32{factLabel, 150, 0}, ui.Muted("颜色"), s.look),
		ui.NewSmallText("Ctrl+加号放大，Ctrl+减号缩小，Ctrl+0 恢复100%；看公文版面时，这些键管版面。窗口里放不下的大小不会换上。"))
}

func (s *SettingsScreen) journalPart() fyne.CanvasObject {
	return container.NewHBox(
		ui.NewButton("操作记录", fynetheme.HistoryIcon(), func() { proposal.OpenJournal(s.deps, s.host, 0) }),
		ui.NewButton("已删除的内容", fynetheme.DeleteIcon(), func() { proposal.OpenJournal(s.deps, s.host, 1) }))
}

func (s *SettingsScreen) aboutPart() fyne.CanvasObject {
	return container.NewVBox(
		factLine("程序", ui.NewLine("建办 "+s.deps.Version)),
		factLine("使用说明", ui.NewLine("按 F1 查看")),
		ui.Gap(4),
		container.NewHBox(
			ui.NewButton("关于", fynetheme.InfoIcon(), func() { OpenAbout(s.deps, s.host) }),
			ui.NewButton("新变化", fynetheme.ListIcon(), func() { OpenChanges(s.deps, s.host) })))
}

// factLine is a label with what stands beside it.
func factLine(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return ui.Columns([]float32{factLabel, 0}, ui.Muted(label), o)
}

// paragraph is a text that wraps, without the room that a label keeps around it.
func paragraph(text string) fyne.CanvasObject { return tightly(ui.NewText(text)) }

// tightly takes away the room that a label keeps around it.
func tightly(text *ui.Text) fyne.CanvasObject {
	pad := -look.Size(fynetheme.SizeNameInnerPadding)
	return container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), text)
}

// Root is the screen's content.
func (s *SettingsScreen) Root() fyne.CanvasObject { return s.root }

// Refresh loads the settings anew.
func (s *SettingsScreen) Refresh() {
	s.load.Show(s.Load, s.Show, s.host.Fail)
	if s.packs != nil && s.pages.Chosen() == pagePacks {
		s.packs.refresh(s.year())
	}
}

// Load fetches the settings.
func (s *SettingsScreen) Load(ctx context.Context) (SettingsModel, error) {
	m := SettingsModel{Path: s.deps.Store.Path()}
	var err error
	if m.Settings, err = s.deps.Store.Settings(ctx); err != nil {
		return m, err
	}
	m.Fonts = findFonts(s.deps.Fonts)
	if s.deps.Backups != nil {
		if m.Backups, err = s.deps.Backups.State(ctx); err != nil {
			m.NoState = data.Sentence(err)
		}
	}
	if s.deps.Checks != nil {
		m.Checks = s.deps.Checks.State()
	}
	if s.deps.Guard != nil {
		m.Guard = s.deps.Guard.State()
	}
	if s.deps.Packets != nil {
		if m.Held, _, err = s.deps.Packets.Held(ctx); err != nil {
			return m, err
		}
	}
	if m.Missing, err = s.loadMissing(ctx, m); err != nil {
		return m, err
	}
	if reason, readOnly := s.deps.Store.ReadOnly(); readOnly {
		m.Locked = words.Or(reason, "登记库只读") + "，只能查看"
	}
	return m, nil
}

// loadMissing reads what of the office's setup is there and tells what is not.
func (s *SettingsScreen) loadMissing(ctx context.Context, m SettingsModel) ([]data.Missing, error) {
	set := data.Setup{Settings: m.Settings, Backups: s.deps.Backups != nil && m.NoState == "", SecondBackup: len(m.Backups.Places) > 1, Imports: s.deps.Imports != nil}
	years, err := s.deps.Store.Years(ctx)
	if err != nil {
		return nil, err
	}
	set.Proposals = len(years) > 0
	if set.Books, err = s.deps.Store.Books(ctx); err != nil {
		return nil, err
	}
	if set.Units, err = s.deps.Store.Units(ctx); err != nil {
		return nil, err
	}
	if set.Leaders, err = s.deps.Store.Leaders(ctx); err != nil {
		return nil, err
	}
	return set.Missing(), nil
}

// Show shows the settings. Edits that are not saved stay.
func (s *SettingsScreen) Show(m SettingsModel) {
	keep := s.shown && s.dirty()
	s.model, s.shown = m, true
	if !keep {
		for i, f := range settingFields {
			letter.Fill(s.entries[i], *f.at(&m.Settings))
		}
		s.saved = s.edits
		s.before = s.form.Typed()
		s.form.Clear()
	}
	for _, e := range s.entries {
		e.SetReadOnly(m.Locked != "")
	}
	s.path.SetText(m.Path)
	demo := ""
	if m.Settings.Demo {
		demo = "演示数据，纸面上会注明"
	}
	ui.SetBadge(s.demo, ui.ToneYellow, ui.Dot, demo)
	s.size.Fill(s.host.Scale())
	s.look.Fill(s.host.Look())
	s.fonts.show(m)
	s.backup.show(m.Backups, m.NoState)
	s.guard.show(m.Guard)
	s.check.show(m.Checks)
	s.packets.show(m.Held)
	s.missing.show(m.Missing, m.Locked != "")
	s.facts.Refresh()
	s.tell()
	if put := s.retype; put != nil {
		s.retype = nil
		put()
	}
}

func (s *SettingsScreen) tell() {
	switch {
	case s.model.Locked != "":
		s.status.Set(ui.ToneGrey, ui.Dash, s.model.Locked)
	case s.dirty():
		s.status.Set(ui.ToneYellow, ui.Dot, "未保存")
	default:
		s.status.Set(ui.ToneGreen, ui.Check, "已保存")
	}
	ui.Enable(s.save, s.dirty() && s.model.Locked == "")
	s.head.Refresh()
}

func (s *SettingsScreen) dirty() bool { return s.edits != s.saved }

func (s *SettingsScreen) onEdit() {
	if s.model.Locked != "" {
		return
	}
	s.edits++
	s.tell()
}

// Save keeps the settings (Ctrl+S).
func (s *SettingsScreen) Save() { s.saveThen(func() {}) }

// read are the settings with what the fields hold.
func (s *SettingsScreen) read() data.Settings {
	want := s.model.Settings
	want.Clerks = slices.Clone(want.Clerks) // a check tidies what it looks at
	for i, f := range settingFields {
		*f.at(&want) = s.entries[i].Text
	}
	return want
}

func (s *SettingsScreen) saveThen(next func()) {
	if s.saving.Wait(func() { s.saveThen(next) }) {
		return
	}
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		next()
		return
	}
	want := s.read()
	edits, typed := s.edits, s.form.Typed()
	s.saving.Begin()
	s.host.Save(settingsAction, func(tx screen.Tx) error { return tx.SaveSettings(&want) }, func(err error) {
		if err != nil {
			if !s.form.ShowError(err) {
				s.host.Fail(err)
			}
			s.saving.End(false)
			return
		}
		s.model.Settings, s.saved, s.before = want, edits, typed
		s.form.Clear()
		s.tell()
		s.saving.End(true)
		next()
	})
}

// Leave goes on at once where nothing would be lost, else asks whether to save.
func (s *SettingsScreen) Leave(leave func()) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		leave()
		return
	}
	form.AskUnsaved(s.host, "设置", func() {
		s.saved, s.shown = s.edits, false
		leave()
	}, func() { s.saveThen(leave) })
}

// Close cancels what is under way.
func (s *SettingsScreen) Close() {
	s.load.Stop()
	if s.packs != nil {
		s.packs.list.load.Stop()
	}
}
