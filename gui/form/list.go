package form

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Listing is a list that can leave the program: the table of a screen or panel,
// or the ledger. Every list is exported and printed through it.
type Listing struct {
	List data.List // with all columns that can be chosen
	// Usual are the columns chosen where a user chose none; nil is all of them.
	Usual []string
	// Fill reads what the chosen columns need, off the UI goroutine; nil where the
	// list has everything.
	Fill func(ctx context.Context, columns []string) (data.List, error)
}

// prefColumns is the preference that keeps the columns chosen for a list.
func (l Listing) prefColumns() string { return "columns." + l.List.Name }

// chosen are the columns kept for the list, else the usual ones.
func (l Listing) chosen(d screen.Deps) []string {
	var all []string
	for _, c := range l.List.Columns {
		all = append(all, c.ID)
	}
	usual := l.Usual
	if usual == nil {
		usual = all
	}
	if d.Prefs == nil {
		return usual
	}
	kept := slices.DeleteFunc(d.Prefs.StringList(l.prefColumns()), func(id string) bool { return !slices.Contains(all, id) })
	if len(kept) == 0 {
		return usual
	}
	return kept
}

// keep keeps a choice of columns for the next time.
func (l Listing) keep(d screen.Deps, columns []string) {
	if d.Prefs != nil {
		d.Prefs.SetStringList(l.prefColumns(), columns)
	}
}

// filled is the list with those columns only.
func (l Listing) filled(ctx context.Context, columns []string) (data.List, error) {
	list := l.List
	if l.Fill != nil {
		var err error
		if list, err = l.Fill(ctx, columns); err != nil {
			return list, err
		}
	}
	return list.Only(columns), nil
}

// Save writes the list with the columns chosen before, under its title, and opens
// it: ending is .xlsx, .csv or that of a paper.
func (l Listing) Save(d screen.Deps, h screen.Host, ending string) {
	l.save(d, h, ending, l.chosen(d))
}

func (l Listing) save(d screen.Deps, h screen.Host, ending string, columns []string) {
	if l.none(h) {
		return
	}
	ExportPaper(d, h, l.List.Title, ending, func(ctx context.Context, path string) (Written, error) {
		list, err := l.filled(ctx, columns)
		if err != nil {
			return Written{}, err
		}
		if _, paper := data.PaperFormatOf(ending); !paper {
			return Written{Path: path}, d.Papers.WriteList(ctx, list, path)
		}
		doc, err := d.Papers.List(ctx, list)
		if err != nil {
			return Written{}, err
		}
		return WritePages(ctx, d, doc, path)
	})
}

// Print asks how to print the list with the columns chosen before.
func (l Listing) Print(d screen.Deps, h screen.Host) { l.print(d, h, l.chosen(d)) }

func (l Listing) print(d screen.Deps, h screen.Host, columns []string) {
	if l.none(h) {
		return
	}
	AskPrint(d, h, PrintAsk{Name: l.List.Title, Instead: func() { l.save(d, h, Format(d).Ending, columns) }, Papers: func(ctx context.Context) ([]page.Document, error) {
		list, err := l.filled(ctx, columns)
		if err != nil {
			return nil, err
		}
		doc, err := d.Papers.List(ctx, list)
		return []page.Document{doc}, err
	}})
}

// none says that there is nothing to export.
func (l Listing) none(h screen.Host) bool {
	if l.List.Rows == 0 {
		h.Say("列表是空的，没有可以导出的。")
	}
	return l.List.Rows == 0
}

// listForm asks which columns of a list are exported, and as what.
type listForm struct {
	deps  screen.Deps
	host  screen.Host
	list  Listing
	ticks []*ui.TickBox
	count *ui.Line
	acts  []*ui.Button
	panel *ui.Panel
}

// AskList asks which columns of a list are wanted and writes or prints it. The
// columns stay chosen for the next time.
func AskList(d screen.Deps, h screen.Host, l Listing) {
	if l.none(h) {
		return
	}
	newListForm(d, h, l)
}

func newListForm(d screen.Deps, h screen.Host, l Listing) *listForm {
	f := &listForm{deps: d, host: h, list: l, count: ui.NewSmall("")}
	grid := container.NewGridWithColumns(5)
	for _, c := range l.List.Columns {
		t := ui.NewTickBox(c.Title, func(bool) { f.tell() })
		f.ticks = append(f.ticks, t)
		grid.Add(t)
	}
	save := func(ending string) func() { return func() { f.done(func(c []string) { l.save(d, h, ending, c) }) } }
	pages, other := NewSave(d, ui.NewButton, func() { save(Format(d).Ending)() })
	pages.SetIcon(nil)
	f.acts = []*ui.Button{
		ui.NewButton("打印", fynetheme.DocumentPrintIcon(), func() { f.done(func(c []string) { l.print(d, h, c) }) }),
		pages, other,
		ui.NewButton("存为 CSV", nil, save(".csv")),
		ui.NewAction("存为 Excel", nil, save(".xlsx")),
	}
	links := container.NewHBox(ui.NewLink("全选", func() { f.tick(nil, true) }), ui.NewLink("常用栏目", func() { f.tick(l.Usual, l.Usual == nil) }), ui.Middle(f.count))
	shut := func() { h.Shut(f.panel) }
	buttons := []fyne.CanvasObject{ui.NewButton("取消", nil, shut)}
	for _, b := range f.acts {
		buttons = append(buttons, b)
	}
	f.panel = &ui.Panel{Title: "导出" + l.List.Title, Width: 860, Cancel: shut, Save: save(".xlsx"), Buttons: buttons, First: f.acts[len(f.acts)-1],
		Content: container.NewVBox(ui.NewSmallText(fmt.Sprintf("共 %d 行，按现在的筛选和顺序。勾选要的栏目，下次还用这些。CSV 里像公式的文字前面加一撇（'），防止打开时被当成公式。", l.List.Rows)), links, ui.Gap(2), grid, ui.Gap(6))}
	f.tick(l.chosen(d), false)
	h.Open(f.panel)
	return f
}

// tick ticks the columns of these IDs, or all.
func (f *listForm) tick(ids []string, all bool) {
	for i, c := range f.list.List.Columns {
		f.ticks[i].Fill(all || slices.Contains(ids, c.ID))
	}
	f.tell()
}

// wanted are the columns ticked.
func (f *listForm) wanted() (ids []string) {
	for i, c := range f.list.List.Columns {
		if f.ticks[i].Checked {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// tell says how many columns are ticked; none cannot be exported.
func (f *listForm) tell() {
	n := len(f.wanted())
	f.count.SetText(fmt.Sprintf("已选 %d 栏，共 %d 栏", n, len(f.ticks)))
	for _, b := range f.acts {
		ui.Enable(b, n > 0)
	}
}

// done keeps the choice, closes the panel and does what was asked for.
func (f *listForm) done(do func(columns []string)) {
	columns := f.wanted()
	if len(columns) == 0 {
		f.host.Fail(data.Problem{Message: "还没有选栏目", Hint: "请至少勾选一栏"})
		return
	}
	f.list.keep(f.deps, columns)
	f.host.Shut(f.panel)
	do(columns)
}
