package summary

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/plain"
	"jianban/gui/check"
	"jianban/gui/form"
	"jianban/gui/letter"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// sectionRow is one part of the summary in the list.
type sectionRow struct {
	Index   int
	Heading string
}

// summaryEditor edits the prose by parts: a list of them, and heading and text
// of the chosen one. Figures are fields in braces, put in from a list.
type summaryEditor struct {
	onEdit func()
	fields func() []data.SummaryField // with their present values
	more   func() []data.SummaryField // further ones, of which there are many
	// example gives put the sentence about a proposal (data.ExampleText).
	example func(id data.ID, put func(string))
	cases   func() []data.Case
	host    screen.Host

	sections []data.SummarySection
	chosen   int // -1 while there is none

	title   *ui.Entry
	asOf    *ui.DateEntry
	signed  *ui.DateEntry
	heading *ui.Entry
	text    *ui.Entry
	repairs *check.RepairLine
	list    *ui.Table[sectionRow]
	form    *ui.Form
	insert  *ui.Button
	tools   []*ui.Button
	root    fyne.CanvasObject
}

func newSummaryEditor(h screen.Host, today data.Date, onEdit func()) *summaryEditor {
	e := &summaryEditor{host: h, onEdit: onEdit, chosen: -1}
	e.title = ui.NewEntry("")
	e.title.Mend = data.MendLine
	e.title.OnEdit(func(string) { e.onEdit() })
	day := func() *ui.DateEntry {
		d := ui.NewDateEntry(today.Year(), today)
		d.Calendar = h.Calendar
		d.OnEdit(func(string) { e.onEdit() })
		return d
	}
	e.asOf, e.signed = day(), day()
	e.form = ui.NewForm()
	e.form.LabelWidth = letter.TopLabel
	e.form.Add("标题", true, e.title, "")
	e.form.Add("截至日期", false, e.asOf, "只数到这一天为止的事。不填的，数到年末或今天。")
	e.form.Add("落款日期", false, e.signed, "印在文末。不填的，印导出、打印那一天。")

	e.heading = ui.NewEntry("小标题，可以不填")
	e.heading.Mend = data.MendLine
	e.heading.OnEdit(func(string) { e.onText() })
	e.text = ui.NewMultiLine("在这里写，一段一行。数字请用“插入数字”，它会随登记内容变化。", 6)
	e.text.OnEdit(func(string) { e.onText() })
	e.repairs = check.NewRepairLine(h, e.text, 1)
	e.insert = ui.NewButton("插入数字或例子", fynetheme.ContentAddIcon(), e.onInsert)

	e.list = ui.NewTable(func(r sectionRow) int64 { return int64(r.Index) }, []ui.Column[sectionRow]{
		{ID: "heading", Title: "各部分", Width: 100, Flex: 1, Cell: func(r sectionRow) ui.Cell {
			return ui.Cell{Text: words.Or(r.Heading, "（没有小标题）")}
		}},
	})
	e.list.OnSelect = func(r sectionRow) { e.showSection(r.Index) }
	e.tools = []*ui.Button{
		ui.NewQuiet("", fynetheme.ContentAddIcon(), e.onAdd),
		ui.NewQuiet("", fynetheme.MoveUpIcon(), func() { e.onMove(-1) }),
		ui.NewQuiet("", fynetheme.MoveDownIcon(), func() { e.onMove(1) }),
		ui.NewQuiet("", fynetheme.DeleteIcon(), e.onRemove),
	}
	bar := container.NewHBox()
	for _, b := range e.tools {
		bar.Add(b)
	}
	side := ui.Wide(sectionListWidth, container.NewBorder(nil, bar, nil, nil, e.list))
	text := ui.Border(e.heading, container.NewHBox(e.insert), nil, nil, e.repairs.Root)
	e.root = ui.Border(e.form.Root(), nil, container.NewBorder(nil, nil, nil, ui.Wide(8, ui.Gap(0)), side), nil, text)
	return e
}

// sectionListWidth is the width of the list of parts at scale 1.
const sectionListWidth = 190

// fill shows a summary without calling onEdit.
func (e *summaryEditor) fill(s data.Summary) {
	e.sections = slices.Clone(s.Sections)
	letter.Fill(e.title, s.Title)
	for _, d := range []struct {
		entry *ui.DateEntry
		day   data.Date
	}{{e.asOf, s.AsOf}, {e.signed, s.Signed}} {
		if got, err := d.entry.Date(); err != nil || got != d.day {
			d.entry.SetDate(d.day)
		}
	}
	e.form.Clear()
	e.showList(min(max(e.chosen, 0), len(e.sections)-1))
}

// mend mends what is typed, as before saving; parts that are not on screen are
// mended by saving itself.
func (e *summaryEditor) mend() (all []data.Change) {
	all = e.form.MendNow()
	for label, field := range map[string]*ui.Entry{"小标题": e.heading, "正文": e.text} {
		for _, c := range field.MendNow() {
			c.Field = label
			all = append(all, c)
		}
	}
	return all
}

// read puts what is edited into a summary.
func (e *summaryEditor) read(s data.Summary) (data.Summary, data.Problems) {
	s.Title, s.Sections = strings.TrimSpace(e.title.Text), slices.Clone(e.sections)
	var problems data.Problems
	form.ReadDay(&problems, "截至日期", e.asOf, &s.AsOf)
	form.ReadDay(&problems, "落款日期", e.signed, &s.Signed)
	return s, problems
}

// showList lists the parts and shows one.
func (e *summaryEditor) showList(chosen int) {
	rows := make([]sectionRow, len(e.sections))
	for i, s := range e.sections {
		rows[i] = sectionRow{i, s.Heading}
	}
	e.list.SetRows(rows)
	e.list.SelectKey(int64(chosen))
	e.showSection(chosen)
}

func (e *summaryEditor) showSection(i int) {
	e.chosen = i
	var s data.SummarySection
	if i >= 0 && i < len(e.sections) {
		s = e.sections[i]
	}
	letter.Fill(e.heading, s.Heading)
	letter.Fill(e.text, s.Text)
	e.repairs.Show(s.Text, plain.Repairs(s.Text, e.repairs.Under))
}

func (e *summaryEditor) onText() {
	if e.chosen < 0 {
		e.sections, e.chosen = append(e.sections, data.SummarySection{}), 0
	}
	s := &e.sections[e.chosen]
	renamed := s.Heading != e.heading.Text
	s.Heading, s.Text = e.heading.Text, e.text.Text
	if renamed {
		e.showList(e.chosen)
	}
	e.onEdit()
}

func (e *summaryEditor) onAdd() {
	at := e.chosen + 1
	e.sections = slices.Insert(e.sections, at, data.SummarySection{Heading: "新的部分"})
	e.showList(at)
	e.onEdit()
}

func (e *summaryEditor) onMove(by int) {
	to := e.chosen + by
	if e.chosen < 0 || to < 0 || to >= len(e.sections) {
		return
	}
	e.sections[e.chosen], e.sections[to] = e.sections[to], e.sections[e.chosen]
	e.showList(to)
	e.onEdit()
}

func (e *summaryEditor) onRemove() {
	if e.chosen < 0 {
		return
	}
	name := words.Or(e.sections[e.chosen].Heading, "没有小标题的一段")
	e.host.Ask("删除一部分", "将删除“"+name+"”和它的文字。", "删除", func() {
		e.sections = slices.Delete(e.sections, e.chosen, e.chosen+1)
		e.showList(min(e.chosen, len(e.sections)-1))
		e.onEdit()
	})
}

// lock keeps a person from changing anything.
func (e *summaryEditor) lock(yes bool) {
	for _, f := range []*ui.Entry{e.title, &e.asOf.Entry, &e.signed.Entry, e.heading, e.text} {
		f.SetReadOnly(yes)
	}
	for _, b := range append([]*ui.Button{e.insert}, e.tools...) {
		if yes {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

// insertRow is one field or example to put in.
type insertRow struct {
	Key         int64
	Field, What string
	Example     data.ID // the proposal of an example; 0 of a figure
}

// insertRows are the fields with their values, then the proposals as examples, then
// what a year has much of.
func insertRows(fields, more []data.SummaryField, cases []data.Case, words string) []insertRow {
	var rows []insertRow
	var find data.RowSearch
	typed := data.ParseSearch(words)
	add := func(field, what string, example data.ID, names ...string) {
		if find.Fits(typed, data.RowWords{Names: append(names, field, what)}) {
			rows = append(rows, insertRow{int64(len(rows)), field, what, example})
		}
	}
	for _, f := range fields {
		what := f.Value
		if f.Word != "" && f.Word != f.Name {
			what += "（本地叫“" + f.Word + "”）"
		}
		add(f.Name, what, 0)
	}
	for _, c := range cases {
		add("例"+c.Proposal.Number, data.BookTitle(c.Proposal.Title), c.Proposal.ID, c.ProposersInShort(), c.LeadUnitName(), c.Proposal.Topic)
	}
	for _, f := range more {
		add(f.Name, f.Value, 0)
	}
	return rows
}

// onInsert lets a field be chosen and puts it where the cursor is.
func (e *summaryEditor) onInsert() {
	find := ui.NewEntry("找数字或建议")
	table := ui.NewTable(func(r insertRow) int64 { return r.Key }, []ui.Column[insertRow]{
		{ID: "field", Title: "名称", Width: 130, Cell: func(r insertRow) ui.Cell { return ui.Cell{Text: r.Field} }},
		{ID: "what", Title: "现在是", Width: 100, Flex: 1, Cell: func(r insertRow) ui.Cell { return ui.Cell{Text: r.What} }},
	})
	list := func(words string) {
		table.SetRows(insertRows(e.fields(), e.more(), e.cases(), strings.TrimSpace(words)))
	}
	find.OnEdit(list)
	list("")
	p := &ui.Panel{Title: "插入数字或例子", Width: 560, Height: 520, Content: container.NewBorder(find, nil, nil, nil, ui.Tall(360, table)), First: find}
	put := func() {
		if r, ok := table.Selected(); ok {
			e.host.Shut(p)
			e.put("{" + r.Field + "}")
		}
	}
	told := ui.NewButton("插入例子和做法", nil, func() {
		if r, ok := table.Selected(); ok && r.Example != 0 {
			e.host.Shut(p)
			e.example(r.Example, e.put)
		}
	})
	told.Disable()
	table.OnSelect = func(r insertRow) { ui.Enable(told, r.Example != 0) }
	table.OnOpen = func(insertRow) { put() }
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { e.host.Shut(p) }), told, ui.NewAction("插入", nil, put)}
	e.host.Open(p)
}

// replace puts other words in the place of some, wherever they stand first; false
// where they stand nowhere.
func (e *summaryEditor) replace(old, by string) bool {
	if strings.Contains(e.title.Text, old) {
		letter.Fill(e.title, strings.Replace(e.title.Text, old, by, 1))
		e.onEdit()
		return true
	}
	for i := range e.sections {
		s := &e.sections[i]
		switch {
		case strings.Contains(s.Heading, old):
			s.Heading = strings.Replace(s.Heading, old, by, 1)
		case strings.Contains(s.Text, old):
			s.Text = strings.Replace(s.Text, old, by, 1)
		default:
			continue
		}
		e.showList(max(e.chosen, 0))
		e.onEdit()
		return true
	}
	return false
}

// put types a field where the cursor stands and gives the text the keyboard.
func (e *summaryEditor) put(field string) {
	for _, r := range field {
		e.text.TypedRune(r)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.text); c != nil {
		c.Focus(e.text)
	}
}
