package gui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/export/plain"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// repairLine stands under a field of plain text and offers what would make it
// fit for paper; it shows nothing where there is nothing to offer.
type repairLine struct {
	host  Host
	field *ui.Entry
	badge *ui.Badge
	words *ui.Line
	found []plain.Repair
	under int // the level of the heading that the text stands under
	row   *fyne.Container
	root  *fyne.Container // the field with the line under it

	resized func() // the line has come or gone; may be nil
}

func newRepairLine(h Host, field *ui.Entry, under int) *repairLine {
	l := &repairLine{host: h, field: field, under: under, badge: ui.NewBadge(ui.ToneBlue, ui.NoShape, ""), words: ui.NewLine("")}
	l.words.Color = look.ColorMuted
	l.row = container.NewBorder(nil, nil, l.badge, ui.NewLink("逐处查看", l.onOpen), l.words)
	l.row.Hide()
	l.root = container.NewBorder(nil, l.row, nil, nil, field)
	return l
}

// show offers the repairs that were found in a text; those of a text that the
// field no longer holds are left for the next call.
func (l *repairLine) show(text string, found []plain.Repair) {
	if text != l.field.Text {
		return
	}
	if l.field.Disabled() {
		found = nil
	}
	same := kindWords(found) == l.words.Text
	if l.found = found; same {
		return
	}
	l.badge.Set(ui.ToneBlue, ui.NoShape, countWord(len(found), "处可规范"))
	l.words.SetText(kindWords(found))
	l.row.Refresh()
	if l.row.Hidden == (len(found) == 0) {
		return
	}
	show(l.row, len(found) > 0)
	place(l.root)
	if l.resized != nil {
		l.resized()
	}
}

// offer is what was found in one text.
type offer struct {
	line  *repairLine
	text  string
	found []plain.Repair
}

// offers are the lines' present texts, to be looked through by find.
func offers(lines []*repairLine) []offer {
	var all []offer
	for _, l := range lines {
		all = append(all, offer{line: l, text: l.field.Text})
	}
	return all
}

// find looks the texts through. It touches no widget.
func find(all []offer) {
	for i, o := range all {
		all[i].found = plain.Repairs(o.text, o.line.under)
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

func (l *repairLine) onOpen() {
	if len(l.found) > 0 {
		openRepairs(l.host, l.field, l.found)
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
			return ui.Cell{Text: or(plain.Visible(r.After), "（去掉）"), Color: look.ColorGreen}
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
	host  Host
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
func openRepairs(h Host, field *ui.Entry, found []plain.Repair) {
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
	enable(p.take, ok)
	enable(p.alike, ok)
	enable(p.skip, ok)
	enable(p.all, len(p.now.rows) > 0)
	enable(p.undo, len(p.past) > 0)
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
