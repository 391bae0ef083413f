package ledger

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Print asks how to print the ledger as shown and prints it (Ctrl+Shift+P).
func (s *LedgerScreen) Print() {
	p := s.paper()
	if len(p.ids) == 0 {
		s.host.Say("没有可以打印的建议。")
		return
	}
	form.AskPrint(s.deps, s.host, form.PrintAsk{Name: p.title, Instead: s.Export, Papers: func(ctx context.Context) ([]page.Document, error) {
		doc, err := p.pages(ctx, s.deps)
		return []page.Document{doc}, err
	}})
}

// Export writes the ledger as shown and opens it.
func (s *LedgerScreen) Export() {
	p := s.paper()
	if len(p.ids) == 0 {
		s.host.Say("没有可以导出的建议。")
		return
	}
	form.ExportPages(s.deps, s.host, p.title, func(ctx context.Context) (page.Document, error) { return p.pages(ctx, s.deps) })
}

func (s *LedgerScreen) onExportMenu(at fyne.CanvasObject) {
	menu := fyne.NewMenu("", append(form.SaveItems(s.deps, "", s.Export),
		fyne.NewMenuItem("打印", s.Print),
		fyne.NewMenuItem("存为 Excel 并打开", func() { s.listing().Save(s.deps, s.host, ".xlsx") }),
		fyne.NewMenuItem("选栏目导出…", s.onColumns),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("批量导出、打印…", s.onBatch),
		fyne.NewMenuItem("答复公开…", s.onPublish))...)
	ui.ShowMenu(menu, at)
}

// onColumns asks which columns of the ledger as shown are wanted, and as what.
func (s *LedgerScreen) onColumns() { form.AskList(s.deps, s.host, s.listing()) }

// listing is the ledger as shown with all columns that can be chosen; what was
// found stands beside, while something is searched for.
func (s *LedgerScreen) listing() form.Listing {
	p := s.paper()
	found := map[data.ID]string{}
	if s.state.searching() {
		for _, h := range s.state.Found.Hits {
			found[h.ID] = foundCell(h, true).Text
		}
	}
	columns := data.LedgerList(p.title, data.AllLedgerColumns(), nil, p.asOf, data.RuleYears{}) // the rows are filled later
	l := form.Listing{List: withFound(columns, p.ids, found)}
	l.List.Rows = len(p.ids)
	for _, c := range data.WorkbookColumns() {
		l.Usual = append(l.Usual, c.ID)
	}
	if len(found) > 0 {
		l.Usual = append(l.Usual, foundColumn)
	}
	l.Fill = func(ctx context.Context, columns []string) (data.List, error) {
		chosen := slices.DeleteFunc(data.AllLedgerColumns(), func(c data.LedgerColumn) bool { return !slices.Contains(columns, c.ID) })
		cases, err := p.cases(ctx, s.deps.Store)
		if err != nil {
			return data.List{}, err
		}
		list, err := s.deps.Papers.LedgerList(ctx, p.title, chosen, cases, p.asOf)
		there := make([]data.ID, len(cases))
		for i, c := range cases {
			there[i] = c.Proposal.ID
		}
		return withFound(list, there, found), err
	}
	return l
}

// withFound is a ledger with a last column that tells where each case has what
// was searched for; nothing found leaves it as it is.
func withFound(l data.List, ids []data.ID, found map[data.ID]string) data.List {
	if len(found) == 0 {
		return l
	}
	row, n := l.Row, len(l.Columns)
	l.Columns = append(l.Columns[:n:n], data.ListColumn{ID: foundColumn, Title: "所在", Width: 48, Setting: data.Prose})
	l.Row = func(i int, cells []data.Value) {
		row(i, cells[:n])
		cells[n] = data.TextOf(found[ids[i]])
	}
	return l
}

// ledgerPaper is the ledger as shown: its title, the day it is told as of, and
// its proposals in order, whose facts are read when they are wanted.
type ledgerPaper struct {
	title string
	asOf  data.Date
	scope data.Scope
	ids   []data.ID
}

func (s *LedgerScreen) paper() ledgerPaper {
	p := ledgerPaper{scope: s.model.Scope, asOf: s.model.Today}
	for _, r := range s.Shown() {
		p.ids = append(p.ids, r.ID)
	}
	what := s.model.Of
	what.Filter = s.state.Filter
	if l, saved := s.chosenList(); saved {
		what.Filter, what.Chosen = data.LedgerFilter{}, l.Name
	}
	if s.state.Only != nil {
		what.Chosen = s.state.OnlyTitle
	}
	if s.model.Year > 0 {
		p.asOf = data.DefaultAsOf(s.model.Year, s.model.Today)
	}
	p.title = what.Title("办理台账")
	return p
}

// cases are those of the paper that are still there, in its order.
func (p ledgerPaper) cases(ctx context.Context, r screen.Reader) ([]data.Case, error) {
	all, err := r.Cases(ctx, p.scope)
	if err != nil {
		return nil, err
	}
	at := make(map[data.ID]int, len(all))
	for i, c := range all {
		at[c.Proposal.ID] = i
	}
	cases := make([]data.Case, 0, len(p.ids))
	for _, id := range p.ids {
		if i, ok := at[id]; ok {
			cases = append(cases, all[i])
		}
	}
	return cases, nil
}

func (p ledgerPaper) pages(ctx context.Context, d screen.Deps) (page.Document, error) {
	cases, err := p.cases(ctx, d.Store)
	if err != nil {
		return page.Document{}, err
	}
	return d.Papers.Ledger(ctx, p.title, cases, p.asOf)
}
