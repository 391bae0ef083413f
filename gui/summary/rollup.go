package summary

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// rollupKinds are how registries and backups end.
var rollupKinds = []string{".db", ".jianban", ".bak"}

// rollupFile is a file or folder that is to be added up.
type rollupFile struct {
	path string
	key  int64
}

// rollupAsk is the panel that asks for the registries and backups of other offices,
// the year and who should be there, and adds them up.
type rollupAsk struct {
	deps    screen.Deps
	host    screen.Host
	files   []rollupFile
	secrets []string // passphrases of backups, as long as the panel is open

	form    *ui.Form
	year    *ui.Entry
	offices *ui.Entry
	table   *ui.Table[rollupFile]
	empty   fyne.CanvasObject
	without *ui.Button
	panel   *ui.Panel
}

// rollupButton adds up the year of many offices; none where the program cannot.
func (s *SummaryScreen) rollupButton() []fyne.CanvasObject {
	if s.deps.Rollups == nil {
		return nil
	}
	return []fyne.CanvasObject{ui.NewButton("汇总", fynetheme.ListIcon(), func() { openRollup(s.deps, s.host) })}
}

// openRollup asks what is to be added up.
func openRollup(d screen.Deps, h screen.Host) *rollupAsk {
	a := &rollupAsk{deps: d, host: h, form: ui.NewForm(), year: ui.NewEntry("如 2026"), offices: ui.NewMultiLine("每行一个办公室；空着的不核对谁没有交来", 4)}
	year := h.Year()
	if year == 0 { // nothing was entered here
		year = d.Today().Year()
	}
	a.year.Fill(strconv.Itoa(year))
	a.table = ui.NewTable(func(f rollupFile) int64 { return f.key }, []ui.Column[rollupFile]{
		{ID: "name", Title: "登记库、备份或文件夹", Width: 240, Flex: 1, Cell: func(f rollupFile) ui.Cell { return ui.Cell{Text: filepath.Base(f.path)} }},
		{ID: "folder", Title: "在哪里", Width: 200, Flex: 1, Drop: 1, Cell: func(f rollupFile) ui.Cell { return ui.Cell{Text: filepath.Dir(f.path)} }},
	})
	a.table.OnSelect = func(rollupFile) { a.enable() }
	a.empty = ui.Empty(fynetheme.FolderOpenIcon(), "还没有文件", "点“添加”，或把各办公室交来的登记库、备份拖到这里。")
	a.without = ui.NewButton("去掉", fynetheme.ContentRemoveIcon(), a.onWithout)
	a.form.Pair(a.form.NewRow("年份", true, a.year, ""), a.form.NewRow("名单", false, ui.NewButton("从文件读入", fynetheme.FolderOpenIcon(), a.onList), "文本文件，每行一个办公室"))
	a.form.Add("应交来的", false, a.offices, "")
	bar := container.NewHBox(ui.NewButton("添加", fynetheme.ContentAddIcon(), a.onAdd), a.without)
	top := container.NewVBox(ui.NewSmallText("市、州把各办公室一年的数字加起来：件数相加，比率用各自的分子之和除以分母之和。只读取文件，不改动它们；封过账的按封账那天统计。"), ui.Gap(4), a.form.Root(), ui.Gap(4), bar, ui.Gap(4))
	shut := func() { h.Shut(a.panel) }
	a.panel = &ui.Panel{Title: "汇总各办公室", Width: 860, Height: 600, First: a.year, Cancel: shut, Save: a.onAddUp, Drop: a.add,
		Content: container.NewBorder(top, nil, nil, nil, container.NewStack(a.table, a.empty)),
		Buttons: []fyne.CanvasObject{ui.NewButton("取消", nil, shut), ui.NewAction("汇总", fynetheme.ConfirmIcon(), a.onAddUp)}}
	h.Open(a.panel)
	a.show()
	return a
}

func (a *rollupAsk) show() {
	a.table.SetRows(a.files)
	ui.SetShown(a.empty, len(a.files) == 0)
	a.enable()
}

func (a *rollupAsk) enable() {
	_, chosen := a.table.Selected()
	ui.Enable(a.without, chosen)
}

func (a *rollupAsk) onAdd() {
	form.AskFiles(a.deps, a.host, form.FileAsk{Title: "各办公室的登记库或备份", Yes: "添加", Kinds: rollupKinds}, a.add)
}

// add takes files and folders, each once.
func (a *rollupAsk) add(paths []string) {
	a.form.Clear()
	for _, path := range paths {
		if !slices.ContainsFunc(a.files, func(f rollupFile) bool { return f.path == path }) {
			last := int64(0)
			if n := len(a.files); n > 0 {
				last = a.files[n-1].key
			}
			a.files = append(a.files, rollupFile{path, last + 1})
		}
	}
	a.show()
}

func (a *rollupAsk) onWithout() {
	if f, ok := a.table.Selected(); ok {
		a.files = slices.DeleteFunc(a.files, func(x rollupFile) bool { return x.key == f.key })
		a.show()
	}
}

// onList reads who should be there.
func (a *rollupAsk) onList() {
	form.AskFile(a.deps, a.host, form.FileAsk{Title: "应交来的办公室名单", Yes: "读入", Kinds: []string{".txt"}}, func(path string) {
		var names []string
		a.host.RunTask("正在读取", func(context.Context, screen.Progress) (err error) {
			names, err = a.deps.Rollups.Offices(path)
			return err
		}, func(err error) {
			if err != nil {
				a.host.Fail(err)
				return
			}
			a.offices.Fill(strings.Join(names, "\n"))
		})
	})
}

// ask is what is to be added up, as typed.
func (a *rollupAsk) ask() (ask data.RollupAsk, wrong data.Problems) {
	year, err := strconv.Atoi(strings.TrimSpace(a.year.Text))
	if err != nil || year < 1900 || year > 2200 {
		wrong = append(wrong, data.Problem{Field: "年份", Message: "不是年份", Hint: "请写四位数字，如 2026"})
	}
	if len(a.files) == 0 {
		wrong = append(wrong, data.Problem{Message: "还没有文件", Hint: "请点“添加”，选各办公室交来的登记库或备份"})
	}
	ask = data.RollupAsk{Year: year, Offices: data.OfficeNames(a.offices.Text), Passphrases: a.secrets}
	for _, f := range a.files {
		ask.Paths = append(ask.Paths, f.path)
	}
	return ask, wrong
}

// onAddUp adds up and shows what came of it; passphrases that are missing are asked for.
func (a *rollupAsk) onAddUp() {
	ask, wrong := a.ask()
	if len(wrong) > 0 {
		a.form.ShowError(wrong)
		return
	}
	a.form.Clear()
	var r data.Rollup
	a.host.RunTask("正在汇总", func(ctx context.Context, tell screen.Progress) (err error) {
		r, err = a.deps.Rollups.Add(ctx, ask, tell)
		return err
	}, func(err error) {
		if sealed, ok := errors.AsType[data.SealedBackups](err); ok {
			a.askPassphrase(sealed)
			return
		}
		if err != nil {
			a.host.Fail(err)
			return
		}
		openRolled(a.deps, a.host, r)
	})
}

// askPassphrase asks for the passphrase of backups; each that was typed is tried on all.
func (a *rollupAsk) askPassphrase(sealed data.SealedBackups) {
	e := ui.NewEntry("")
	e.Password = true
	f := ui.NewForm()
	f.AddObject(ui.NewText(sealedWords(sealed)))
	f.Add("口令", true, e, "几份的口令不同的，一个一个输入")
	panel := &ui.Panel{Title: "备份口令", Content: f.Root(), Width: 520, First: e}
	open := func() {
		if e.Text == "" {
			f.ShowError(data.Problem{Field: "口令", Message: "没有填写", Hint: "请输入，或问交来备份的办公室"})
			return
		}
		a.secrets = append(slices.Clone(a.secrets), e.Text)
		a.host.Shut(panel)
		a.onAddUp()
	}
	e.OnSubmitted = func(string) { open() }
	panel.Save, panel.Cancel = open, func() { a.host.Shut(panel) }
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, panel.Cancel), ui.NewAction("打开", nil, open)}
	a.host.Open(panel)
}

func sealedWords(s data.SealedBackups) string {
	files := "“" + strings.Join(s.Files, "”“") + "”"
	if s.Tried {
		return "输入过的口令打不开" + files + "。请输入它的备份口令。"
	}
	return files + "是加密的备份。"
}

// rolledRow is a line of the table of what was added up.
type rolledRow struct {
	cells []data.Value
	key   int64
}

// openRolled shows a year of many offices: who is missing, then office by office and
// all together, to be written as a paper or a list.
func openRolled(d screen.Deps, h screen.Host, r data.Rollup) {
	list := r.List()
	rows := make([]rolledRow, list.Rows)
	for i := range rows {
		rows[i] = rolledRow{make([]data.Value, len(list.Columns)), int64(i + 1)}
		list.Row(i, rows[i].cells)
	}
	table := ui.NewTable(func(r rolledRow) int64 { return r.key }, rolledColumns(list))
	table.SetRows(rows)
	head := container.NewVBox()
	told := func(tone ui.Tone, shape ui.Shape, word, said string) {
		head.Add(container.NewBorder(nil, nil, container.NewVBox(ui.NewBadge(tone, shape, word)), nil, ui.NewCloseText(said)))
	}
	for _, s := range r.Standing() {
		told(ui.ToneYellow, ui.Triangle, "注意", s)
	}
	if len(r.Open) == 0 {
		told(ui.ToneGreen, ui.Check, "已封账", "各办公室都已封账，按封账那天统计。")
	}
	if len(r.Notes) > 0 {
		head.Add(ui.NewSmallText("注：" + strings.Join(r.Notes, "；") + "。"))
	}
	head.Add(ui.Gap(4))
	panel := &ui.Panel{Title: r.Title(), Width: 1180, Height: 640, First: table.Keyboard(), Content: container.NewBorder(head, nil, nil, nil, table)}
	shut := func() { h.Shut(panel) }
	save, other := form.NewSave(d, ui.NewAction, func() {
		form.ExportPages(d, h, r.Title(), func(ctx context.Context) (page.Document, error) { return d.Rollups.Paper(ctx, r) })
	})
	panel.Cancel = shut
	panel.Left = ui.NewButton("导出表格", fynetheme.DownloadIcon(), func() { form.AskList(d, h, form.Listing{List: list}) })
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("关闭", nil, shut), save, other}
	h.Open(panel)
}

// rolledColumns are the columns of a list, as a table shows them: what fits.
func rolledColumns(list data.List) (columns []ui.Column[rolledRow]) {
	for i, c := range list.Columns {
		column := ui.Column[rolledRow]{ID: c.ID, Title: c.Title, Width: 70, Right: i > 2, Cell: func(r rolledRow) ui.Cell {
			v := r.cells[i]
			if v.Kind == data.DayValue {
				return ui.Cell{Text: v.Day.Chinese()}
			}
			return ui.Cell{Text: v.String()}
		}}
		switch {
		case i == 0:
			column.Width, column.Flex = 180, 1
		case i <= 2: // when and whether closed always stay
		case i <= 6 || strings.HasSuffix(c.Title, "率"): // what is asked for first
			column.Drop = i
		default:
			column.Drop = len(list.Columns) + i
		}
		columns = append(columns, column)
	}
	return columns
}
