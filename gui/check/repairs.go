package check

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/export/plain"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// RepairLine stands under a field of plain text and offers what would make it
// fit for paper; it shows nothing where there is nothing to offer.
type RepairLine struct {
	host   screen.Host
	field  *ui.Entry
	badge  *ui.Badge
	words  *ui.Line
	Found  []plain.Repair
	Mended *form.MendedLine // what was mended while pasting
	Under  int              // the level of the heading that the text stands under
	Row    *fyne.Container
	Root   *fyne.Container // the field with the line under it

	Resized func() // the line has come or gone; may be nil
}

// NewRepairLine builds the line under a field whose text stands under a heading of a
// level (0 for none).
func NewRepairLine(h screen.Host, field *ui.Entry, under int) *RepairLine {
	l := &RepairLine{host: h, field: field, Under: under, badge: ui.NewBadge(ui.ToneBlue, ui.NoShape, ""), words: ui.NewLine("")}
	l.words.Color = look.ColorMuted
	l.Row = container.NewBorder(nil, nil, l.badge, ui.NewLink("逐处查看", l.OnOpen), l.words)
	l.Row.Hide()
	field.Mend = data.MendText
	l.Mended = form.NewMendedLine(h)
	field.OnMended(l.Mended.Tell)
	l.Root = container.NewBorder(nil, container.NewVBox(l.Mended.Root, l.Row), nil, nil, field)
	l.Mended.Resized = l.resized
	return l
}

// Show offers the repairs that were found in a text; those of a text that the
// field no longer holds are left for the next call.
func (l *RepairLine) Show(text string, found []plain.Repair) {
	if text != l.field.Text {
		return
	}
	if l.field.Disabled() {
		found = nil
	}
	same := kindWords(found) == l.words.Text
	if l.Found = found; same {
		return
	}
	l.badge.Set(ui.ToneBlue, ui.NoShape, CountWord(len(found), "处可规范"))
	l.words.SetText(kindWords(found))
	l.Row.Refresh()
	if l.Row.Hidden == (len(found) == 0) {
		return
	}
	ui.SetShown(l.Row, len(found) > 0)
	l.resized()
}

func (l *RepairLine) resized() {
	ui.Relayout(l.Root)
	if l.Resized != nil {
		l.Resized()
	}
}

// Offer is what was found in one text.
type Offer struct {
	Line  *RepairLine
	Text  string
	Found []plain.Repair
}

// Offers are the lines' present texts, to be looked through by find.
func Offers(lines []*RepairLine) []Offer {
	var all []Offer
	for _, l := range lines {
		all = append(all, Offer{Line: l, Text: l.field.Text})
	}
	return all
}

// Find looks the texts through. It touches no widget.
func Find(all []Offer) {
	for i, o := range all {
		all[i].Found = plain.Repairs(o.Text, o.Line.Under)
	}
}

// kindWords counts repairs by kind: 标点 3，空格 2.
func kindWords(found []plain.Repair) string {
	var parts []string
	for _, k := range plain.Kinds {
		n := 0
		for _, r := range found {
			if r.Kind == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k, n))
		}
	}
	return strings.Join(parts, "，")
}

// OnOpen opens the panel with each repair.
func (l *RepairLine) OnOpen() {
	if len(l.Found) > 0 {
		openRepairs(l.host, l.field, l.Found)
	}
}

// repairRow is one repair in the list.
type repairRow struct {
	plain.Repair
	key int64
}

func repairColumns() []ui.Column[repairRow] {
	return []ui.Column[repairRow]{
		{ID: "kind", Title: "种类", Width: 116, Cell: func(r repairRow) ui.Cell {
			return ui.Cell{Text: string(r.Kind), Badge: true, Tone: ui.ToneBlue}
		}},
		{ID: "line", Title: "行", Width: 52, Right: true, Cell: func(r repairRow) ui.Cell {
			return ui.Cell{Text: fmt.Sprint(r.Line), Color: look.ColorMuted}
		}},
		{ID: "before", Title: "原来", Width: 120, Cell: func(r repairRow) ui.Cell {
			return ui.Cell{Text: plain.Visible(r.Before), Color: look.ColorRed}
		}},
		{ID: "after", Title: "改为", Width: 120, Cell: func(r repairRow) ui.Cell {
			return ui.Cell{Text: words.Or(plain.Visible(r.After), "（去掉）"), Color: look.ColorGreen}
		}},
		{ID: "why", Title: "理由", Width: 160, Flex: 1, Cell: func(r repairRow) ui.Cell { return ui.Cell{Text: r.Why} }},
	}
}

// repairState is the field's text with what is still offered for it.
type repairState struct {
	text string
	rows []repairRow
}

// repairPanel shows each repair before it is taken. What is taken stands in
// the field, and so on the pages, at once.
type repairPanel struct {
	host  screen.Host
	field *ui.Entry
	now   repairState
	past  []repairState // what 撤销 goes back to

	count             *ui.Line
	table             *ui.Table[repairRow]
	before, after     *excerpt
	take, alike, skip *ui.Button
	one               *fyne.Container // these three
	all, undo, finish *ui.Button
	panel             *ui.Panel
}

// openRepairs opens the panel on what was found in the field's text.
func openRepairs(h screen.Host, field *ui.Entry, found []plain.Repair) {
	p := &repairPanel{host: h, field: field, now: repairState{text: field.Text}, count: ui.NewStrong("")}
	for i, r := range found {
		p.now.rows = append(p.now.rows, repairRow{r, int64(i + 1)})
	}
	p.table = ui.NewTable(func(r repairRow) int64 { return r.key }, repairColumns())
	p.table.OnSelect = func(repairRow) { p.tell() }
	p.table.OnOpen = func(r repairRow) { p.accept(func(o repairRow) bool { return o.key == r.key }) }
	p.before, p.after = newExcerpt("原文", look.ColorRed, look.ColorRedSoft), newExcerpt("改后", look.ColorGreen, look.ColorGreenSoft)
	p.take = ui.NewButton("采用这处", nil, p.table.Open)
	p.alike = ui.NewButton("", nil, p.onAlike)
	p.skip = ui.NewButton("跳过", nil, p.onSkip)
	p.undo = ui.NewButton("撤销", nil, p.onUndo)
	p.all = ui.NewButton("全部采用", nil, func() { p.accept(func(repairRow) bool { return true }) })
	p.finish = ui.NewAction("完成", nil, p.shut)
	p.one = container.NewHBox(p.take, p.alike, p.skip, layout.NewSpacer(), ui.NewSmall("Enter 采用，↑ ↓ 选择"))
	foot := container.NewVBox(ui.Gap(4), p.before.root, p.after.root, ui.Gap(2), p.one)
	p.panel = &ui.Panel{Title: "规范文字", Width: 860, Height: 560, Cancel: p.shut, Left: p.undo, First: p.table.Keyboard(),
		Content: container.NewBorder(p.count, foot, nil, nil, p.table),
		Buttons: []fyne.CanvasObject{p.all, p.finish}}
	h.Open(p.panel)
	p.list(0)
}

func (p *repairPanel) shut() { p.host.Shut(p.panel) }

// list shows what is still offered and chooses the row at an index.
func (p *repairPanel) list(chosen int) {
	rows := p.now.rows
	p.table.SetRows(rows)
	if n := len(rows); n > 0 {
		p.table.SelectKey(rows[min(chosen, n-1)].key)
	}
	p.tell()
}

// tell shows the chosen repair within its sentence.
func (p *repairPanel) tell() {
	text := "没有要规范的了"
	if n := len(p.now.rows); n > 0 {
		text = fmt.Sprintf("还有 %d 处：%s", n, kindWords(p.repairs()))
	}
	p.count.SetText(text)
	r, ok := p.table.Selected()
	ui.Enable(p.take, ok)
	ui.Enable(p.alike, ok)
	ui.Enable(p.skip, ok)
	ui.Enable(p.all, len(p.now.rows) > 0)
	ui.Enable(p.undo, len(p.past) > 0)
	p.before.clear()
	p.after.clear()
	alike := "采用同类"
	if ok {
		left, right := r.Around(p.now.text, excerptRunes)
		p.before.set(left, r.Before, right)
		p.after.set(left, r.After, right)
		alike = "采用全部“" + string(r.Kind) + "”"
	}
	if p.alike.Text != alike {
		p.alike.SetText(alike)
		p.one.Refresh() // its width has changed
	}
}

func (p *repairPanel) repairs() []plain.Repair {
	all := make([]plain.Repair, len(p.now.rows))
	for i, r := range p.now.rows {
		all[i] = r.Repair
	}
	return all
}

func (p *repairPanel) onAlike() {
	if chosen, ok := p.table.Selected(); ok {
		p.accept(func(r repairRow) bool { return r.Kind == chosen.Kind })
	}
}

// accept makes the repairs asked for in the field.
func (p *repairPanel) accept(wanted func(repairRow) bool) {
	p.change(func(s repairState) repairState { return s.taken(wanted) })
}

func (p *repairPanel) onSkip() {
	chosen, ok := p.table.Selected()
	if !ok {
		return
	}
	p.change(func(s repairState) repairState {
		s.rows = slices.DeleteFunc(slices.Clone(s.rows), func(r repairRow) bool { return r.key == chosen.key })
		return s
	})
}

func (p *repairPanel) change(f func(repairState) repairState) {
	at := 0
	if chosen, ok := p.table.Selected(); ok {
		at = slices.IndexFunc(p.now.rows, func(r repairRow) bool { return r.key == chosen.key })
	}
	p.past = append(p.past, p.now)
	p.now = f(p.now)
	p.field.Replace(p.now.text)
	p.list(at)
}

// onUndo goes one step back, a repair taken or one skipped.
func (p *repairPanel) onUndo() {
	n := len(p.past)
	if n == 0 {
		return
	}
	p.now, p.past = p.past[n-1], p.past[:n-1]
	p.field.Replace(p.now.text)
	p.list(0)
}

// taken makes the repairs asked for; the others move with the text.
func (s repairState) taken(wanted func(repairRow) bool) repairState {
	var take []plain.Repair
	next := repairState{}
	chars, lines := 0, 0
	for _, r := range s.rows {
		if wanted(r) {
			take = append(take, r.Repair)
			chars += len([]rune(r.After)) - (r.To - r.From)
			lines += strings.Count(r.After, "\n") - strings.Count(r.Before, "\n")
			continue
		}
		r.From, r.To, r.Line = r.From+chars, r.To+chars, r.Line+lines
		next.rows = append(next.rows, r)
	}
	next.text = plain.Apply(s.text, take)
	return next
}

// excerpt shows some words of a text in a colour, with what stands around them.
type excerpt struct {
	left, words, right *ui.Line
	back               *ui.Plane
	root               *fyne.Container
}

// excerptRunes is how many characters are shown on each side.
const excerptRunes = 20

func newExcerpt(name string, ink, back fyne.ThemeColorName) *excerpt {
	e := &excerpt{left: ui.NewLine(""), words: ui.NewLine(""), right: ui.NewLine(""), back: ui.NewPlane(back)}
	for _, l := range []*ui.Line{e.left, e.words, e.right} {
		l.Whole = true
	}
	e.words.Color = ink
	text := container.New(layout.NewCustomPaddedHBoxLayout(0), e.left, container.NewStack(e.back, e.words), e.right)
	label := ui.NewLine(name)
	label.Color = look.ColorMuted
	e.root = ui.Columns([]float32{40, 0}, label, container.NewHScroll(text))
	return e
}

func (e *excerpt) set(left, words, right string) {
	e.left.SetText(plain.Visible(left))
	e.words.SetText(plain.Visible(words))
	e.right.SetText(plain.Visible(right))
	e.root.Refresh()
}

func (e *excerpt) clear() { e.set("", "", "") }
