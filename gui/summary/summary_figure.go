package summary

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// figureRow is one proposal behind a figure.
type figureRow struct {
	ID      data.ID
	Number  string
	Title   string
	Book    string // the short name of its book
	Replied string
}

// figureColumns are the columns of the list behind a figure.
func figureColumns() []ui.Column[figureRow] {
	return []ui.Column[figureRow]{
		{ID: "book", Title: "届次", Width: 132, Drop: 1, Off: true, Cell: func(r figureRow) ui.Cell { return ui.Cell{Text: r.Book} }},
		{ID: "number", Title: "编号", Width: 56, Cell: func(r figureRow) ui.Cell { return ui.Cell{Text: r.Number, Color: look.ColorMuted} }},
		{ID: "title", Title: "标题", Width: 120, Flex: 1, Cell: func(r figureRow) ui.Cell { return ui.Cell{Text: r.Title} }},
		{ID: "replied", Title: "答复", Width: 96, Drop: 1, Cell: func(r figureRow) ui.Cell { return ui.Cell{Text: r.Replied} }},
	}
}

// figurePane shows at the right what is behind one figure, the year's classes
// and the year before.
type figurePane struct {
	open  func(id data.ID)
	list  func(title string, ids []data.ID)
	words func(field string) // keeps words of another year as they are
	field string             // of the words shown
	title *ui.Line
	rule  *ui.Text
	table *ui.Table[figureRow]
	all   *ui.Button
	keep  *ui.Button
	ids   []data.ID
	name  string

	now     data.Stats // as far as it is compared
	shares  *shareBar
	years   *yearTable
	changes *fyne.Container
	top     *fyne.Container // title and button
	root    *fyne.Container
}

func newFigurePane(open func(data.ID), list func(string, []data.ID), keep func(field string)) *figurePane {
	f := &figurePane{open: open, list: list, words: keep, title: ui.NewHeading(""), rule: ui.NewText(""), shares: newShareBar(), years: newYearTable()}
	f.rule.Importance = widget.LowImportance
	f.table = ui.NewTable(func(r figureRow) int64 { return int64(r.ID) }, figureColumns())
	f.table.OnOpen = func(r figureRow) { f.open(r.ID) }
	f.table.OnSelect = func(figureRow) {}
	f.all = ui.NewQuiet("在台账里看", fynetheme.ListIcon(), f.onAll)
	f.keep = ui.NewButton("保留原文", fynetheme.ConfirmIcon(), func() { f.words(f.field) })
	f.keep.Hide()
	f.changes = container.NewVBox(ui.Gap(8), ui.NewStrong("与上年比"), f.years.root)
	foot := container.NewVBox(ui.Gap(4), ui.NewStrong("类别构成"), f.shares, f.changes)
	f.top = container.NewBorder(nil, nil, nil, container.NewHBox(f.keep, f.all), f.title)
	pad := -look.Size(fynetheme.SizeNameInnerPadding) // a label's own, which would indent it
	rule := container.New(layout.NewCustomPaddedLayout(pad, pad/2, pad, pad), f.rule)
	f.root = container.NewBorder(container.NewVBox(f.top, rule), foot, nil, nil, f.table)
	return f
}

// onAll lists the figure's proposals in the ledger.
func (f *figurePane) onAll() { f.list(f.name, f.ids) }

// showFigure shows one figure; ok false says how to choose one.
func (f *figurePane) showFigure(fig SummaryFigure, ok bool, cases []data.Case) {
	if !ok {
		f.title.SetText("数字依据")
		f.rule.SetText("点左边蓝色的数字，看它怎么算、是哪些建议；手写的数字绿色相符、红色不符。")
		f.ids = nil
		f.table.SetRows(nil)
		f.all.Hide()
		f.keep.Hide()
		f.root.Refresh()
		return
	}
	f.ids, f.name, f.field = fig.IDs, fig.Name+" "+fig.Value, fig.Look
	ui.SetShown(f.keep, fig.Look != "")
	f.title.SetText(shorten(f.name, 28))
	f.rule.SetText(figureWords(fig))
	rows := figureRows(fig.IDs, cases)
	f.table.ShowColumn("book", ui.Several(rows, func(r figureRow) string { return r.Book }))
	f.table.SetRows(rows)
	ui.SetShown(f.all, len(fig.IDs) > 0)
	f.root.Refresh()
}

// figureWords say how a figure comes about, and what it was at the last look.
func figureWords(fig SummaryFigure) string {
	was := ""
	if fig.Was != "" {
		was = "上次看时是" + fig.Was + "。"
	}
	switch {
	case fig.Look != "":
		return "上年总结里的原文，今年的统计里没有对得上的数字。请在“编辑”里改成今年的；确实不变的，点“保留原文”。"
	case fig.Read != nil:
		return was + readWords(*fig.Read)
	case fig.Example:
		return was + "举的例子，随登记内容变化。双击打开。"
	case len(fig.IDs) == 0:
		return was + "算法：" + words.Or(fig.Rule, "由登记内容得出") + "。"
	}
	return was + fmt.Sprintf("算法：%s。背后有 %d 件，双击打开。", words.Or(fig.Rule, "由登记内容得出"), len(fig.IDs))
}

// readWords say what a typed number was taken for.
func readWords(f data.ReadFigure) string {
	switch {
	case !f.OK && !f.Matched():
		return f.Why + "。"
	case !f.Matched():
		return "统计里没有这个数字，请自己核对。"
	}
	said := "与登记相符：" + f.Known.Told()
	if !f.OK {
		said = f.Why
	}
	if said += "。算法：" + words.Or(f.Known.Rule, "由登记内容得出") + "。"; len(f.Known.IDs) > 0 {
		said += fmt.Sprintf("背后有 %d 件，双击打开。", len(f.Known.IDs))
	}
	return said
}

// figureRows are the proposals of a figure, by number.
func figureRows(ids []data.ID, cases []data.Case) []figureRow {
	wanted := make(map[data.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	var rows []figureRow
	for _, c := range cases {
		if !wanted[c.Proposal.ID] {
			continue
		}
		row := figureRow{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, Book: c.Book.Meeting.Short()}
		if r, ok := c.LastSent(); ok {
			row.Replied = r.Sent.In(c.Year())
		} else if o, ok := c.OurOpinion(); ok {
			row.Replied = o.Sent.In(c.Year())
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b figureRow) int { return data.CompareNumbers(a.Number, b.Number) })
	return rows
}

// showYear shows the classes.
func (f *figurePane) showYear(st data.Stats) {
	f.now = st.Compared()
	f.shares.set(st.Classes)
}

// showBefore shows what has changed since the year before, where there is one.
func (f *figurePane) showBefore(before *data.Stats) {
	ui.SetShown(f.changes, before != nil)
	if before != nil {
		f.years.set(*before, f.now)
	}
	ui.Relayout(f.root)
}

// shareBar shows the classes of the year as parts of one bar.
type shareBar struct {
	widget.BaseWidget
	classes []data.ClassCount
	parts   []*canvas.Rectangle
	words   []*canvas.Text
	none    *ui.Line
}

func newShareBar() *shareBar {
	b := &shareBar{none: ui.NewSmall("还没有答复过的主办件")}
	b.ExtendBaseWidget(b)
	return b
}

func (b *shareBar) set(classes []data.ClassCount) {
	b.classes = slices.DeleteFunc(slices.Clone(classes), func(c data.ClassCount) bool { return c.Count == 0 })
	b.parts, b.words = nil, nil
	for range b.classes {
		b.parts = append(b.parts, canvas.NewRectangle(color.Transparent))
		b.words = append(b.words, canvas.NewText("", color.Black))
	}
	b.none.Hidden = len(b.classes) > 0
	b.Refresh()
}

// words of a class, such as A 4件 57.1%.
func classWords(c data.ClassCount) string {
	return c.Class + " " + strconv.Itoa(c.Count) + "件 " + c.Share.Percent()
}

// CreateRenderer is Fyne's.
func (b *shareBar) CreateRenderer() fyne.WidgetRenderer {
	r := &shareRenderer{b}
	r.Refresh()
	return r
}

type shareRenderer struct{ b *shareBar }

func (r *shareRenderer) Destroy() {}

func (r *shareRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.b.none}
	for i := range r.b.parts {
		objects = append(objects, r.b.parts[i], r.b.words[i])
	}
	return objects
}

func (r *shareRenderer) MinSize() fyne.Size { return fyne.NewSize(100, look.Size(look.SizeBadge)+5) }

func (r *shareRenderer) Layout(size fyne.Size) {
	r.b.none.Resize(size)
	total := 0
	for _, c := range r.b.classes {
		total += c.Count
	}
	x := float32(0)
	for i, c := range r.b.classes {
		w := size.Width * float32(c.Count) / float32(total)
		r.b.parts[i].Move(fyne.NewPos(x, 0))
		r.b.parts[i].Resize(fyne.NewSize(w, size.Height))
		t := r.b.words[i]
		t.Text = classWords(c)
		if t.MinSize().Width > w {
			t.Text = c.Class
		}
		h := t.MinSize().Height
		t.Move(fyne.NewPos(x, (size.Height-h)/2))
		t.Resize(fyne.NewSize(w, h))
		x += w
	}
}

func (r *shareRenderer) Refresh() {
	grounds := []fyne.ThemeColorName{fynetheme.ColorNamePrimary, look.ColorBarSecond, look.ColorGrey, look.ColorHeading}
	inks := []fyne.ThemeColorName{fynetheme.ColorNameForegroundOnPrimary, look.ColorOnSecond, fynetheme.ColorNameBackground, fynetheme.ColorNameBackground}
	for i := range r.b.parts {
		r.b.parts[i].FillColor = look.Colour(grounds[i%len(grounds)])
		t := r.b.words[i]
		t.Color, t.TextSize, t.Alignment = look.Colour(inks[i%len(inks)]), look.Size(look.SizeSmall), fyne.TextAlignCenter
	}
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// yearTable sets a few figures of two years side by side.
type yearTable struct{ root *fyne.Container }

func newYearTable() *yearTable { return &yearTable{root: container.NewVBox()} }

// set shows what changed from one year to the next.
func (t *yearTable) set(before, now data.Stats) {
	t.root.RemoveAll()
	head := func(s string) fyne.CanvasObject {
		l := ui.NewLine(s)
		l.Color, l.TextSize = look.ColorHeading, look.SizeSmall
		l.Align = fyne.TextAlignTrailing
		return l
	}
	figure := func(s string) fyne.CanvasObject {
		l := ui.NewLine(s)
		l.Align = fyne.TextAlignTrailing
		return l
	}
	add := func(cells ...fyne.CanvasObject) {
		t.root.Add(ui.Columns(yearWidths, cells...))
		t.root.Add(ui.HLine(look.ColorLineSoft))
	}
	add(head(""), head(strconv.Itoa(before.Year)+"年"), head(strconv.Itoa(now.Year)+"年"), head("变化"))
	for _, c := range data.YearChanges(before, now) {
		add(ui.NewLine(c.Name), figure(c.Before), figure(c.Now), figure(c.Change))
	}
	t.root.Refresh()
}

// yearWidths are the columns of the comparison; the first takes the rest.
var yearWidths = []float32{0, 84, 84, 130}
