package office

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/intake"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// recordKind describes a panel of the settings that lists one kind of records,
// such as units or rule packs, to be looked at and edited.
type recordKind[R any] struct {
	Title   string
	Unit    string // how they are counted: 个, 套, 天
	About   string // what they are for, in a sentence
	Load    func(ctx context.Context, r screen.Reader) ([]R, error)
	Order   func([]R) // puts them in their order; nil: as loaded
	Key     func(R) int64
	Find    func(R) data.RowWords // what the search box looks through; nil for none
	Columns []ui.Column[R]
	Nothing [2]string
	// Open is 编辑, Enter or a double click.
	Open func(l *recordList[R], r R)
	// Left stands before the search box, Right before 编辑; nil for none.
	Left, Right func(l *recordList[R]) []fyne.CanvasObject
	// Under stands between bar and table; nil for nothing.
	Under fyne.CanvasObject
	// State is told beside the count; nil for nothing.
	State func(rows []R) (ui.Tone, ui.Shape, string)
}

// recordList is the panel.
type recordList[R any] struct {
	deps screen.Deps
	host screen.Host
	kind recordKind[R]
	rows []R
	find data.RowSearch

	search *ui.Entry
	bar    *fyne.Container
	ends   []fyne.CanvasObject // of the bar
	room   *ui.Room
	count  *ui.Line
	state  *ui.Badge
	edit   *ui.Button
	want   *ui.Button // what the list is mostly opened for; nil for none
	table  *ui.Table[R]
	empty  *fyne.Container
	panel  *ui.Panel // nil where the list stands on a page
	load   screen.Latest[[]R]
	// shown is called when rows are shown that were loaded anew; may be nil.
	shown func()
}

// openRecords shows the panel and starts to load.
func openRecords[R any](d screen.Deps, h screen.Host, kind recordKind[R]) *recordList[R] {
	l := newRecords(d, h, kind)
	shut := func() {
		l.load.Stop()
		h.Shut(l.panel)
	}
	l.panel = &ui.Panel{Title: kind.Title, Width: 1080, Height: 620, Content: l.content(), Cancel: shut, First: l.table.Keyboard(), Undone: l.Refresh,
		Buttons: []fyne.CanvasObject{ui.NewButton("关闭", nil, shut)}}
	h.Open(l.panel)
	l.Refresh()
	return l
}

// newRecords makes a list without its panel, which shows nothing until Refresh.
func newRecords[R any](d screen.Deps, h screen.Host, kind recordKind[R]) *recordList[R] {
	l := &recordList[R]{deps: d, host: h, kind: kind, count: ui.NewSmall(""), state: ui.NewBadge(ui.ToneGrey, ui.NoShape, "")}
	l.table = ui.NewTable(kind.Key, kind.Columns).Remember(d.Prefs, "records."+kind.Title+".columns")
	l.table.OnSelect = func(R) { ui.Enable(l.edit, true) }
	l.table.OnOpen, l.table.OpenWord = l.open, "编辑"
	l.empty = container.NewStack()
	l.search = ui.NewEntry("查找")
	l.search.Icon = fynetheme.SearchIcon()
	l.search.OnEdit(func(string) { l.apply() })
	l.search.OnDown = l.table.Focus
	l.edit = ui.NewButton("编辑", fynetheme.DocumentCreateIcon(), l.onEdit)
	ui.Enable(l.edit, false)
	return l
}

func (l *recordList[R]) content() fyne.CanvasObject {
	gap := layout.NewCustomPaddedHBoxLayout(8)
	left, right := container.New(gap), container.New(gap)
	if l.kind.Left != nil {
		left.Objects = l.kind.Left(l)
	}
	if l.kind.Find != nil {
		left.Add(ui.Wide(220, l.search))
	}
	left.Add(ui.Middle(l.count))
	left.Add(ui.Middle(l.state))
	if l.kind.Right != nil {
		right.Objects = l.kind.Right(l)
	}
	right.Add(ui.NewButton("导出", fynetheme.DownloadIcon(), func() {
		form.AskList(l.deps, l.host, form.Listing{List: l.table.List(l.kind.Title, l.kind.Title)})
	}))
	right.Add(l.edit)
	l.ends, l.room = []fyne.CanvasObject{left, right}, ui.NewRoom(0)
	l.bar = ui.BarIn(l.room, left, right)
	top := container.NewVBox(ui.NewSmallText(l.kind.About), l.bar, ui.Gap(4))
	if l.kind.Under != nil {
		top.Add(l.kind.Under)
	}
	l.fitBar()
	return l.room.Around(container.NewBorder(top, nil, nil, nil, container.NewStack(l.table, l.empty)))
}

// fitBar has the bar take two rows where its ends have no room beside each other.
func (l *recordList[R]) fitBar() {
	least := float32(barApart)
	for _, end := range l.ends {
		least += end.MinSize().Width
	}
	l.room.SetLeast(least / look.Scale())
}

// barApart is the least room between the ends of a bar.
const barApart = 16

// Refresh loads anew.
func (l *recordList[R]) Refresh() {
	l.load.Show(func(ctx context.Context) ([]R, error) { return l.kind.Load(ctx, l.deps.Store) }, l.Show, l.host.Fail)
}

// Show puts rows into the widgets.
func (l *recordList[R]) Show(rows []R) {
	if l.kind.Order != nil {
		rows = slices.Clone(rows)
		l.kind.Order(rows)
	}
	l.rows, l.find = rows, data.RowSearch{}
	if l.kind.State != nil {
		tone, shape, word := l.kind.State(rows)
		ui.SetBadge(l.state, tone, shape, word)
	}
	l.apply()
	if c := l.host.Window().Canvas(); l.want != nil && len(rows) == 0 && c.Focused() == l.table.Keyboard() {
		c.Focus(l.want) // there is nothing to walk through
	}
	if l.shown != nil {
		l.shown()
	}
}

func (l *recordList[R]) apply() {
	shown := l.rows
	if words := data.ParseSearch(l.search.Text); l.kind.Find != nil && len(words) > 0 {
		shown = nil
		for _, r := range l.rows {
			if l.find.Fits(words, l.kind.Find(r)) {
				shown = append(shown, r)
			}
		}
	}
	l.table.SetRows(shown)
	l.count.SetText(fmt.Sprintf("%d %s", len(shown), l.kind.Unit))
	l.fitBar()
	l.bar.Refresh() // the count may need more room
	_, chosen := l.table.Selected()
	ui.Enable(l.edit, chosen)
	l.empty.Objects = nil
	switch {
	case len(l.rows) == 0:
		l.empty.Add(ui.Empty(fynetheme.ListIcon(), l.kind.Nothing[0], l.kind.Nothing[1]))
	case len(shown) == 0:
		l.empty.Add(ui.Empty(fynetheme.SearchIcon(), "没有找到", "请换一个说法。"))
	}
	l.empty.Refresh()
}

func (l *recordList[R]) onEdit() {
	if r, ok := l.table.Selected(); ok {
		l.open(r)
	}
}

func (l *recordList[R]) open(r R) { l.kind.Open(l, r) }

// button is an action of the bar.
func (l *recordList[R]) button(word string, icon fyne.Resource, tapped func()) fyne.CanvasObject {
	return l.enabled(ui.NewButton(word, icon, tapped))
}

// wanted is the button of what the list is mostly opened for.
func (l *recordList[R]) wanted(word string, icon fyne.Resource, tapped func()) fyne.CanvasObject {
	l.want = ui.NewAction(word, icon, tapped)
	return l.enabled(l.want)
}

func (l *recordList[R]) enabled(b *ui.Button) fyne.CanvasObject {
	_, readOnly := l.deps.Store.ReadOnly()
	ui.Enable(b, !readOnly)
	return b
}

// importing is the button of a directory from outside, nothing where the program
// cannot.
func (l *recordList[R]) importing(subject intake.Subject) fyne.CanvasObject {
	b := l.button("导入", fynetheme.UploadIcon(), func() {
		l.load.Stop()
		l.host.Shut(l.panel)
		l.host.Import(subject, "")
	})
	if l.deps.Imports == nil {
		b.Hide()
	}
	return b
}

// onChosen does something with the chosen row, or says that one must be chosen.
func (l *recordList[R]) onChosen(what string, do func(R)) func() {
	return func() {
		if r, ok := l.table.Selected(); ok {
			do(r)
			return
		}
		l.host.Fail(data.Problem{Message: "还没有选择" + what, Hint: "请先在表里点一行"})
	}
}

// recordCount is a column of whole numbers; it leaves the program as such.
func recordCount[R any](id, title string, width float32, f func(R) int) ui.Column[R] {
	c := recordText(id, title, width, 0, func(r R) string { return strconv.Itoa(f(r)) })
	c.Value = func(r R) data.Value { return data.CountOf(f(r)) }
	return c
}

// recordDay is a column of days; it leaves the program as such.
func recordDay[R any](id, title string, width float32, f func(R) data.Date) ui.Column[R] {
	c := recordText(id, title, width, 0, func(r R) string { return f(r).Chinese() })
	c.Value = func(r R) data.Value { return data.DayOf(f(r)) }
	return c
}

// onPaper makes a column one of exported lists alone, onScreen one that these do
// without.
func onPaper[R any](c ui.Column[R]) ui.Column[R] {
	c.Paper = true
	return c
}

func onScreen[R any](c ui.Column[R]) ui.Column[R] {
	c.Screen = true
	return c
}

// dropped is a column that goes where there is no room, those of the highest number
// first.
func dropped[R any](drop int, c ui.Column[R]) ui.Column[R] {
	c.Drop = drop
	return c
}

// recordText is a column of plain text.
func recordText[R any](id, title string, width, flex float32, f func(R) string) ui.Column[R] {
	return ui.Column[R]{ID: id, Title: title, Width: width, Flex: flex, Cell: func(r R) ui.Cell { return ui.Cell{Text: f(r)} }}
}
