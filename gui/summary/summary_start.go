package summary

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// lastSummary is the text of the year before over the same book, or over the year's
// books of its series; its ID is 0 where there is none.
func lastSummary(ctx context.Context, r screen.Reader, m SummaryModel) (data.Summary, error) {
	ids := []data.ID{}
	if m.BookID != 0 {
		for _, b := range m.books {
			if b.Meeting.Year == m.Year-1 && b.SameSeries(m.Book) {
				ids = append(ids, b.ID)
			}
		}
	}
	for _, id := range append(ids, 0) {
		if sum, err := r.Summary(ctx, m.Year-1, id); err != nil || sum.ID != 0 {
			return sum, err
		}
	}
	return data.Summary{}, nil
}

// startLine offers the text of the year before where a year has none yet.
type startLine struct {
	said *ui.Line
	root *fyne.Container
}

func newStartLine(start func()) *startLine {
	l := &startLine{said: ui.NewSmall("")}
	l.root = container.NewHBox(l.said, ui.NewQuiet("从上年总结开始", fynetheme.HistoryIcon(), start))
	l.root.Hide()
	return l
}

// show offers it for a year.
func (l *startLine) show(m SummaryModel, dirty bool) {
	l.said.SetText(fmt.Sprintf("%d年写过总结，数字可以换成今年的。", m.Year-1))
	ui.SetShown(l.root, m.Last.ID != 0 && m.Summary.ID == 0 && m.Locked == "" && !dirty)
}

// start brings the text of the year before over to this year.
func (m SummaryModel) start(ctx context.Context, r screen.Reader) (data.SummaryStart, error) {
	last, year := m.Last, m.Year-1
	cases, err := r.Cases(ctx, data.Scope{Year: year, BookID: last.BookID})
	if err != nil {
		return data.SummaryStart{}, err
	}
	kept, err := r.Cases(ctx, data.Scope{KeptIn: year, BookID: last.BookID})
	if err != nil {
		return data.SummaryStart{}, err
	}
	cases = slices.Concat(cases, kept)
	asOf := last.AsOf
	if asOf.IsZero() {
		asOf = data.DefaultAsOf(year, m.Today)
	}
	before := data.FigureFacts{Now: data.Statistics(cases, year, asOf, m.Rules), Cases: cases, Count: func(some []data.Case, day data.Date) data.Stats {
		return data.Statistics(some, year, day, m.Rules)
	}}
	if data.TellsOfYearBefore(last.Words(), year) {
		var book data.Book
		if i := slices.IndexFunc(m.books, func(b data.Book) bool { return b.ID == last.BookID }); i >= 0 {
			book = m.books[i]
		}
		st, err := data.StatsBefore(func(of data.Scope, f func(data.Case) error) error { return r.EachCase(ctx, of, f) }, year, book, m.Today, m.Rules)
		if err != nil {
			return data.SummaryStart{}, err
		}
		if st != nil {
			before.Before = data.TellYear(*st)
		}
	}
	inYear := func(year int) (all []data.Book) {
		for _, b := range m.books {
			if b.Meeting.Year == year {
				all = append(all, b)
			}
		}
		return all
	}
	facts := data.StartFacts{Before: before, Now: m.facts(m.count()), BooksBefore: inYear(year), BooksNow: inYear(m.Year)}
	return data.StartSummary(last, facts, m.BookID, m.Today), nil
}

// onStart begins the year's summary from that of the year before.
func (s *SummaryScreen) onStart() {
	m := s.model
	if !s.shown || m.Last.ID == 0 || m.Summary.ID != 0 || s.dirty() || s.host.Locked() {
		return
	}
	var start data.SummaryStart
	s.host.RunTask("正在读取上年总结", func(ctx context.Context, _ screen.Progress) (err error) {
		start, err = m.start(ctx, s.deps.Store)
		return err
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		newStartPanel(s, start).open()
	})
}

// startPanel says what becomes of the text of the year before, and lets the clerk
// choose proposals of this year in the places of its examples.
type startPanel struct {
	s      *SummaryScreen
	m      SummaryModel
	start  data.SummaryStart
	chosen map[int]data.Case // by the place of an example

	examples *ui.Table[exampleRow]
	cases    *ui.Table[data.Case]
	find     *ui.Entry
	use      *ui.Button
	panel    *ui.Panel
}

// exampleRow is an example of the year before with what takes its place.
type exampleRow struct {
	Index    int
	Old, New string
}

func newStartPanel(s *SummaryScreen, start data.SummaryStart) *startPanel {
	p := &startPanel{s: s, m: s.model, start: start, chosen: map[int]data.Case{}}
	p.examples = ui.NewTable(func(r exampleRow) int64 { return int64(r.Index) }, []ui.Column[exampleRow]{
		{ID: "old", Title: "上年举的例子", Width: 200, Flex: 1, Cell: func(r exampleRow) ui.Cell { return ui.Cell{Text: r.Old, Color: look.ColorMuted} }},
		{ID: "new", Title: "换成", Width: 200, Flex: 1, Cell: func(r exampleRow) ui.Cell {
			if r.New == "" {
				return ui.Cell{Badge: true, Text: "还没有选", Tone: ui.ToneYellow, Shape: ui.Ring}
			}
			return ui.Cell{Text: r.New}
		}},
	})
	p.examples.OnSelect = func(exampleRow) {}
	p.cases = ui.NewTable(func(c data.Case) int64 { return int64(c.Proposal.ID) }, []ui.Column[data.Case]{
		{ID: "number", Title: "编号", Width: 56, Cell: func(c data.Case) ui.Cell { return ui.Cell{Text: c.Proposal.Number, Color: look.ColorMuted} }},
		{ID: "title", Title: "标题", Width: 160, Flex: 1, Cell: func(c data.Case) ui.Cell { return ui.Cell{Text: c.Proposal.Title} }},
		{ID: "who", Title: proposersHead(p.m), Width: 110, Cell: func(c data.Case) ui.Cell { return ui.Cell{Text: c.ProposersInShort()} }},
		{ID: "unit", Title: "承办单位", Width: 110, Cell: func(c data.Case) ui.Cell { return ui.Cell{Text: c.LeadUnitName()} }},
		{ID: "class", Title: "类别", Width: 52, Cell: func(c data.Case) ui.Cell {
			last, _ := c.LastSent()
			return ui.Cell{Text: last.Class}
		}},
	})
	p.cases.OnSelect = func(data.Case) {}
	p.cases.OnOpen = func(data.Case) { p.onUse() }
	p.find = ui.NewEntry("找今年的建议：标题、代表、单位、编号")
	p.find.OnEdit(func(string) { p.list() })
	p.use = ui.NewButton("用这一件", fynetheme.ConfirmIcon(), p.onUse)
	return p
}

// proposersHead is how the column of proposers is called.
func proposersHead(m SummaryModel) string {
	if m.Book.ID != 0 {
		return m.Book.Meeting.Body.Member()
	}
	return "代表、委员"
}

// about says what becomes of the text.
func (p *startPanel) about() string {
	said := fmt.Sprintf("文字和小标题取自%d年总结，年份和会议改成今年的。%d 个数字从此由登记内容填", p.m.Year-1, p.start.Bound)
	if p.start.Put > 0 {
		said += fmt.Sprintf("，%d 个换成今年的数", p.start.Put)
	}
	if p.start.Look > 0 {
		said += fmt.Sprintf("；%d 处在今年的统计里对不上，用黄色标出，请逐处核对", p.start.Look)
	}
	said += "。"
	if len(p.start.Examples) > 0 {
		said += "上年举的例子换成今年的：上面选一个，下面找到建议，点“用这一件”，题目、代表、承办单位和做法自动填好。不选的也标出来，以后再写。"
	}
	return said
}

func (p *startPanel) open() {
	p.panel = &ui.Panel{Title: fmt.Sprintf("从%d年总结开始写%d年总结", p.m.Year-1, p.m.Year), Width: 820}
	begin := ui.NewAction("开始写", nil, p.onBegin)
	p.panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { p.s.host.Shut(p.panel) }), begin}
	about := ui.NewSmallText(p.about())
	p.panel.Content, p.panel.First = about, begin
	if len(p.start.Examples) > 0 {
		p.panel.Height, p.panel.First = 620, p.find
		p.list()
		p.showExamples(0)
		high := min(float32(len(p.start.Examples))*34+40, 150)
		below := container.NewBorder(container.NewBorder(nil, nil, nil, p.use, p.find), nil, nil, nil, p.cases)
		content := container.NewBorder(container.NewVBox(about, ui.Gap(6), ui.Tall(high, p.examples), ui.Gap(8)), nil, nil, nil, ui.Tall(240, below))
		p.panel.Content = content
		defer ui.Relayout(content) // the words know only now how wide they are
	}
	p.s.host.Open(p.panel)
}

// showExamples lists the examples, one of them chosen.
func (p *startPanel) showExamples(at int) {
	var rows []exampleRow
	for i, e := range p.start.Examples {
		row := exampleRow{Index: i, Old: "第" + e.Number + "号 " + words.Or(e.Title, e.Sentence)}
		if c, ok := p.chosen[i]; ok {
			row.New = "第" + c.Proposal.Number + "号 " + c.Proposal.Title
		}
		rows = append(rows, row)
	}
	p.examples.SetRows(rows)
	p.examples.SelectKey(int64(at))
}

// list shows the proposals that fit what is searched for.
func (p *startPanel) list() {
	var find data.RowSearch
	typed := data.ParseSearch(strings.TrimSpace(p.find.Text))
	var rows []data.Case
	for _, c := range p.m.Cases {
		x := c.Proposal
		names := []string{x.Title, c.ProposersInShort(), c.LeadUnitName(), x.Topic}
		for _, who := range x.Proposers {
			names = append(names, who.Name)
		}
		if find.Fits(typed, data.RowWords{Number: x.Number, Names: names}) {
			rows = append(rows, c)
		}
	}
	p.cases.SetRows(rows)
	if _, ok := p.cases.Selected(); !ok && len(rows) > 0 {
		p.cases.SelectKey(int64(rows[0].Proposal.ID))
	}
}

// onUse puts the chosen proposal in the place of the chosen example and goes on to
// the next that has none.
func (p *startPanel) onUse() {
	row, ok := p.examples.Selected()
	c, found := p.cases.Selected()
	if !ok || !found {
		return
	}
	p.chosen[row.Index] = c
	next := row.Index
	for i := range p.start.Examples {
		if _, done := p.chosen[i]; !done {
			next = i
			break
		}
	}
	p.showExamples(next)
}

// onBegin saves the text as the year's summary, in one step.
func (p *startPanel) onBegin() {
	s, m := p.s, p.m
	full := map[int]data.Case{}
	s.host.RunTask("正在写总结", func(ctx context.Context, _ screen.Progress) error {
		for i, c := range p.chosen {
			got, err := s.deps.Store.Case(ctx, c.Proposal.ID)
			if err != nil {
				return err
			}
			full[i] = got
		}
		return nil
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.host.Shut(p.panel)
		sum := p.start.With(full, m.asOf())
		what := fmt.Sprintf("从%d年总结开始写%d年总结", m.Year-1, m.Year)
		s.host.Save(what, func(tx screen.Tx) error { return tx.SaveSummary(&sum) }, func(err error) {
			if err != nil {
				s.host.Fail(err)
				return
			}
			s.host.Offer(fmt.Sprintf("已从%d年总结写起，请逐处核对标黄的地方。", m.Year-1), screen.Act{Word: "撤销", Do: s.host.Undo})
			s.shown = false
			s.Refresh()
		})
	})
}

// putExample gives put the sentence about a proposal, with what its reply says was
// done.
func (s *SummaryScreen) putExample(id data.ID, put func(string)) {
	asOf, text := s.model.asOf(), ""
	s.host.RunTask("正在读取建议", func(ctx context.Context, _ screen.Progress) error {
		c, err := s.deps.Store.Case(ctx, id)
		text = data.ExampleText(c, asOf)
		return err
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		put(text)
	})
}
