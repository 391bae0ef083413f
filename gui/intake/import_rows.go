package intake

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	decide "jianban/data/intake"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// tab is one of the words above the rows: a kind of rows, or another page.
type tab int

// The tabs, in their order.
const (
	tabAll tab = iota
	tabCreated
	tabUpdated
	tabUnchanged
	tabRefused
	tabAsked
	tabSkipped
	tabColumns
	tabNotes
	tabCount
)

var tabNames = [tabCount]string{"全部", "新增", "更改", "不变", "不能导入", "可能是同一个", "略过的行", "各列", "说明"}

// skippedFiles is the word above what is passed over of a folder.
const skippedFiles = "略过的文件"

func tabWords() []string { return tabNames[:] }

// kindOf is the tab of a row by what becomes of it.
var kindOf = map[decide.Outcome]tab{decide.Created: tabCreated, decide.Updated: tabUpdated, decide.Unchanged: tabUnchanged, decide.Refused: tabRefused}

// row is a line of the table: a row of the file, or a question about a name.
type row struct {
	key    int64
	kind   tab
	sheet  string // "" where the file has only one
	at     int    // as Excel numbers it
	name   string
	title  string
	said   string // what a person should know, in a line
	result *decide.RowResult
	asked  *decide.Question
}

// rowsOf are the lines of a plan: its rows, then the questions, then what is
// passed over.
func rowsOf(p *decide.Plan, sheets int) (all []row) {
	add := func(r row) {
		r.key = keyOf(r)
		if sheets < 2 {
			r.sheet = ""
		}
		all = append(all, r)
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		add(row{kind: kindOf[r.Outcome], sheet: r.Sheet, at: r.Row, name: r.Name, title: r.Title, said: told(r), result: r})
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		said := "登记库里有" + strings.Join(q.Can, "、")
		switch {
		case q.Answer == decide.Another:
			said += "；按另一个登记"
		case q.Answer != "":
			said = "就是" + q.Answer
		case q.Must:
			said += "，请选定是哪一位"
		default:
			said += "；没有选定，按另一个登记"
		}
		add(row{kind: tabAsked, sheet: q.Sheet, at: q.Row, name: q.What, title: q.Name, said: said, asked: q})
	}
	for _, x := range p.Skipped {
		add(row{kind: tabSkipped, sheet: x.Sheet, at: x.Row, said: x.Why})
	}
	return all
}

// keyOf tells a line from others, also after the file was decided about anew.
func keyOf(r row) int64 {
	h := fnv.New64a()
	asked := ""
	if r.asked != nil {
		asked = r.asked.Key
	}
	_, _ = fmt.Fprintf(h, "%s\x00%d\x00%t\x00%s", r.sheet, r.at, r.kind == tabSkipped, asked)
	return int64(h.Sum64() >> 1)
}

// told is what a person should know of a row, in a line.
func told(r *decide.RowResult) string {
	var all []string
	for _, p := range r.Refused {
		all = append(all, decide.InWindow(p.Error()))
	}
	for _, c := range r.Changes {
		all = append(all, c.Field+"："+words.Dash(line(c.Before))+" → "+words.Dash(line(c.After)))
	}
	for _, n := range r.Notes {
		all = append(all, decide.InWindow(n))
	}
	return strings.Join(all, "；")
}

// line is the beginning of a text in one line.
func line(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// look of what becomes of a row.
func kindLook(k tab) (ui.Tone, ui.Shape) {
	switch k {
	case tabCreated:
		return ui.ToneBlue, ui.Check
	case tabUpdated:
		return ui.ToneYellow, ui.Dot
	case tabRefused:
		return ui.ToneRed, ui.Triangle
	case tabAsked:
		return ui.ToneOrange, ui.Diamond
	}
	return ui.ToneGrey, ui.Dash
}

func rowColumns() []ui.Column[row] {
	return []ui.Column[row]{
		{ID: "at", Title: "行", Width: 56, Right: true, Cell: func(r row) ui.Cell { return ui.Cell{Text: fmt.Sprint(r.at), Color: look.ColorMuted} }},
		{ID: "sheet", Title: "工作表", Width: 110, Off: true, Drop: 2, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.sheet, Color: look.ColorMuted} }},
		{ID: "file", Title: "文件", Width: 180, Flex: 1, Off: true, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.sheet} }},
		{ID: "kind", Title: "结果", Width: 104, Cell: func(r row) ui.Cell {
			tone, shape := kindLook(r.kind)
			word := tabNames[r.kind]
			if r.kind == tabSkipped {
				word = "略过"
			}
			if r.asked != nil {
				if word = "可能相同"; r.asked.Answer != "" {
					word, tone, shape = "已选定", ui.ToneGreen, ui.Check
				}
			}
			return ui.Cell{Badge: true, Text: word, Tone: tone, Shape: shape}
		}},
		{ID: "name", Title: "编号、名称", Width: 120, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.name} }},
		{ID: "title", Title: "标题", Width: 180, Flex: 1, Drop: 1, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.title} }},
		{ID: "said", Title: "说明", Width: 200, Flex: 1.4, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.said, Color: look.ColorMuted} }},
	}
}

// onTab shows a kind of rows, or another page.
func (s *ImportScreen) onTab(i int) {
	switch t := tab(i); {
	case s.model.Why != nil || s.model.File == nil:
		s.showPage(s.empty)
	case t == tabColumns:
		s.showPage(s.columns.root)
	case t == tabNotes:
		s.showPage(s.pages[2])
	case s.model.Is.Plan == nil:
		s.showPage(s.empty)
	default:
		var shown []row
		for _, r := range s.rows {
			if r.kind == t || t == tabAll && r.result != nil {
				shown = append(shown, r)
			}
		}
		s.table.SetRows(shown)
		s.showPage(s.split)
		if s.next {
			s.next = false
			if i := slices.IndexFunc(shown, func(r row) bool { return r.asked != nil && r.asked.Answer == "" }); i >= 0 {
				s.table.SelectKey(shown[i].key)
			}
			s.focus(s.table.Keyboard())
		}
		if r, ok := s.table.Selected(); ok && len(s.side.Objects) > 0 {
			s.onSelect(r)
		} else {
			s.split.ShowSide(false)
		}
	}
}

// onSelect shows all of a row beside the table.
func (s *ImportScreen) onSelect(r row) {
	s.side.Objects = nil
	add := func(o ...fyne.CanvasObject) { s.side.Objects = append(s.side.Objects, o...) }
	where := fmt.Sprintf("第%d行", r.at)
	switch {
	case s.documents():
		where = r.sheet
	case r.sheet != "":
		where = r.sheet + " · " + where
	}
	add(ui.NewSmall(where))
	if r.name != "" || r.title != "" {
		add(ui.NewCloseText(strings.Join(words.NonEmpty(r.name, r.title), "　")))
	}
	switch {
	case r.asked != nil:
		s.addQuestion(*r.asked)
	case r.result != nil:
		s.addResult(r)
	default:
		add(ui.NewCloseText(r.said + "。"))
	}
	s.addSaid(r)
	s.side.Refresh()
	s.split.ShowSide(true)
}

// part begins a part of the pane.
func (s *ImportScreen) part(title string) {
	s.side.Add(ui.Gap(6))
	s.side.Add(ui.NewStrong(title))
	s.side.Add(ui.HLine(look.ColorLine))
}

func (s *ImportScreen) addResult(r row) {
	tone, shape := kindLook(r.kind)
	s.side.Add(container.NewHBox(ui.NewBadge(tone, shape, tabNames[r.kind])))
	if len(r.result.Refused) > 0 {
		s.part("为什么不能导入")
		for _, p := range r.result.Refused {
			s.side.Add(ui.NewCloseText(decide.InWindow(p.Error()) + "。"))
		}
	}
	if len(r.result.Changes) > 0 {
		s.part("更改")
		for _, c := range r.result.Changes {
			s.side.Add(fieldLine(c.Field, words.Dash(c.Before)+"\n→ "+words.Dash(c.After)))
		}
	}
	if len(r.result.Notes) > 0 {
		s.part("请注意")
		for _, n := range r.result.Notes {
			s.side.Add(ui.NewCloseText(decide.InWindow(n) + "。"))
		}
	}
}

// addQuestion asks who is meant.
func (s *ImportScreen) addQuestion(q decide.Question) {
	other := map[bool]string{true: "另一个单位", false: "另一位" + q.What}[q.What == "单位"]
	s.part("“" + q.Name + "”是")
	option := func(word, who string) {
		b := ui.NewButton(word, nil, func() { s.onAnswer(q, who) })
		if q.Answer == who {
			b.SetIcon(fynetheme.ConfirmIcon())
		}
		s.side.Add(b)
	}
	for _, who := range q.Can {
		option("登记库里的"+who, who)
	}
	if q.Other {
		option(other, decide.Another)
	}
	s.side.Add(ui.NewSmallText("选定后同名的各行都照此办，下次导入也照此办。"))
}

// addSaid shows what the file has in the row.
func (s *ImportScreen) addSaid(r row) {
	sheet := r.sheet
	if sheet == "" && len(s.model.Is.Tables) > 0 {
		sheet = s.model.Is.Tables[0].Sheet
	}
	said := s.model.Is.Said(s.model.File, sheet, r.at)
	if len(said) == 0 {
		return
	}
	s.part("表里写的")
	for _, x := range said {
		s.side.Add(fieldLine(strings.ReplaceAll(x[0], "/", " "), x[1]))
	}
}

// mostShown is how much of a long text is shown, in characters.
const mostShown = 1200

// fieldLine is a field with what stands in it.
func fieldLine(field, text string) fyne.CanvasObject {
	if r := []rune(text); len(r) > mostShown {
		text = string(r[:mostShown]) + "……"
	}
	return ui.Columns([]float32{112, 0}, container.NewVBox(ui.Muted(field)), ui.NewCloseText(text))
}

// counted are the figures of a plan in a line.
func counted(p *decide.Plan) string {
	return fmt.Sprintf("新增 %d，更改 %d，不变 %d", p.Created, p.Updated, p.Unchanged)
}

// Show puts a model into the widgets.
func (s *ImportScreen) Show(m ImportModel) {
	s.model, s.rows = m, nil
	sheets := map[string]bool{}
	for _, t := range m.Is.Tables {
		sheets[t.Sheet] = true
	}
	if m.Is.Plan != nil {
		n := len(sheets)
		if s.documents() {
			n = 2 // a row's sheet is its file, which is shown
		}
		s.rows = rowsOf(m.Is.Plan, n)
	}
	s.table.ShowColumn("sheet", len(sheets) > 1)
	s.table.ShowColumn("file", s.documents())
	options := []ui.Option[string]{{Value: "", Label: "由程序判断"}}
	for _, b := range m.Books {
		options = append(options, ui.Option[string]{Value: b.Name(), Label: fmt.Sprintf("%d年 %s", b.Meeting.Year, b.Name())})
	}
	s.book.SetChoices(options)
	s.book.Fill(s.opts.BookElse)
	s.columns.show(m)
	s.showNotes()
	s.showCounts()
	s.showEmpty()
	s.showHead()
	s.onTab(s.tabs.Chosen())
}

// showCounts puts the counts to the tabs' words.
func (s *ImportScreen) showCounts() {
	var n [tabCount]int
	for _, r := range s.rows {
		n[r.kind]++
		if r.result != nil {
			n[tabAll]++
		}
	}
	for _, t := range s.model.Is.Tables {
		n[tabColumns] += len(t.Columns)
	}
	n[tabNotes] = len(s.notes.Objects)
	for t, word := range tabNames {
		if tab(t) == tabSkipped && s.documents() {
			word = skippedFiles
		}
		if n[t] > 0 {
			word = fmt.Sprintf("%s %d", word, n[t])
		}
		s.tabs.SetWord(t, word)
	}
}

// firstTab is what is to be looked at first: what hinders, then what is asked.
func (s *ImportScreen) firstTab() int {
	p := s.model.Is.Plan
	switch {
	case p == nil:
		return int(tabColumns)
	case mustAnswer(p):
		return int(tabAsked)
	case len(p.Errors) > 0:
		return int(tabRefused)
	case slices.ContainsFunc(p.Questions, func(q decide.Question) bool { return q.Answer == "" }):
		return int(tabAsked)
	case p.Updated > 0:
		return int(tabUpdated)
	}
	return int(tabAll)
}

// mustAnswer tells that rows are refused until a person says who is meant.
func mustAnswer(p *decide.Plan) bool {
	return slices.ContainsFunc(p.Questions, func(q decide.Question) bool { return q.Must && q.Answer == "" })
}

// showNotes lists what concerns the whole file.
func (s *ImportScreen) showNotes() {
	s.notes.Objects = nil
	if p := s.model.Is.Plan; p != nil {
		for _, n := range p.Notes {
			s.notes.Add(ui.NewText(decide.InWindow(n) + "。"))
		}
	}
	for _, t := range s.model.Is.Tables {
		if t.Wrong != "" && s.model.Is.Plan == nil {
			s.notes.Add(ui.NewText(t.Place() + "没有导入：" + t.Wrong + "。"))
		}
	}
}

// showEmpty says what hinders and what to do, where there are no rows.
func (s *ImportScreen) showEmpty() {
	s.empty.Objects = nil
	other := ui.NewButton("换一个文件", fynetheme.FolderOpenIcon(), s.onOther)
	once := ui.NewButton("再读一次", fynetheme.ViewRefreshIcon(), s.onOnce)
	switch why := s.model.Why; {
	case why == nil && s.model.Is.Why != nil:
		s.empty.Add(ui.Empty(fynetheme.DocumentIcon(), "没有可以导入的行", decide.InWindow(data.Sentence(s.model.Is.Why)), other))
	case why == nil:
	case data.Told(why):
		s.empty.Add(ui.Empty(fynetheme.WarningIcon(), "这个文件不能导入", data.Sentence(why), other, once))
	default:
		said := "读取已取消，什么都没有写入。"
		if !errors.Is(why, context.Canceled) {
			said = data.Sentence(why)
		}
		s.empty.Add(ui.Empty(fynetheme.WarningIcon(), "没有读完", said, other, once))
	}
}
