package ledger

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	ui "jianban/gui/widget"
)

// Print asks how to print the ledger as shown and prints it (Ctrl+Shift+P).
func (s *LedgerScreen) Print() {
	title, asOf, cases := s.paper()
	if len(cases) == 0 {
		s.host.Say("没有可以打印的建议。")
		return
	}
	form.AskPrint(s.deps, s.host, form.PrintAsk{Name: title, Instead: s.Export, Papers: func(ctx context.Context) ([]page.Document, error) {
		doc, err := s.deps.Papers.Ledger(ctx, title, cases, asOf)
		return []page.Document{doc}, err
	}})
}

// Export writes the ledger as shown to PDF and opens it.
func (s *LedgerScreen) Export() {
	title, asOf, cases := s.paper()
	if len(cases) == 0 {
		s.host.Say("没有可以导出的建议。")
		return
	}
	form.ExportPages(s.deps, s.host, title, func(ctx context.Context) (page.Document, error) {
		return s.deps.Papers.Ledger(ctx, title, cases, asOf)
	})
}

func (s *LedgerScreen) onExportMenu(at fyne.CanvasObject) {
	menu := fyne.NewMenu("",
		fyne.NewMenuItem("存为 PDF 并打开", s.Export),
		fyne.NewMenuItem("打印", s.Print),
		fyne.NewMenuItem("存为 Excel 并打开", func() { s.listing().Save(s.deps, s.host, ".xlsx") }),
		fyne.NewMenuItem("选栏目导出…", s.onColumns),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("批量导出答复、协办意见…", s.onBatch))
	ui.ShowMenu(menu, at)
}

// onColumns asks which columns of the ledger as shown are wanted, and as what.
func (s *LedgerScreen) onColumns() { form.AskList(s.deps, s.host, s.listing()) }

// listing is the ledger as shown with all columns that can be chosen; what was
// found stands beside, while something is searched for.
func (s *LedgerScreen) listing() form.Listing {
	title, asOf, cases := s.paper()
	found := map[data.ID]string{}
	if s.state.searching() {
		for _, h := range s.state.Found.Hits {
			found[h.ID] = foundCell(h, true).Text
		}
	}
	columns := data.LedgerList(title, data.AllLedgerColumns(), nil, asOf, data.RuleYears{}) // the rows are filled later
	l := form.Listing{List: withFound(columns, cases, found)}
	l.List.Rows = len(cases)
	for _, c := range data.WorkbookColumns() {
		l.Usual = append(l.Usual, c.ID)
	}
	if len(found) > 0 {
		l.Usual = append(l.Usual, foundColumn)
	}
	l.Fill = func(ctx context.Context, columns []string) (data.List, error) {
		chosen := slices.DeleteFunc(data.AllLedgerColumns(), func(c data.LedgerColumn) bool { return !slices.Contains(columns, c.ID) })
		list, err := s.deps.Papers.LedgerList(ctx, title, chosen, cases, asOf)
		return withFound(list, cases, found), err
	}
	return l
}

// withFound is a ledger with a last column that tells where each case has what
// was searched for; nothing found leaves it as it is.
func withFound(l data.List, cases []data.Case, found map[data.ID]string) data.List {
	if len(found) == 0 {
		return l
	}
	row, n := l.Row, len(l.Columns)
	l.Columns = append(l.Columns[:n:n], data.ListColumn{ID: foundColumn, Title: "所在", Width: 48, Setting: data.Prose})
	l.Row = func(i int, cells []data.Value) {
		row(i, cells[:n])
		cells[n] = data.TextOf(found[cases[i].Proposal.ID])
	}
	return l
}

// paper is the ledger as shown: its title, the day it is told as of, and its
// cases in order.
func (s *LedgerScreen) paper() (title string, asOf data.Date, cases []data.Case) {
	shown := map[data.ID]data.Case{}
	for _, c := range s.model.Cases {
		shown[c.Proposal.ID] = c
	}
	for _, r := range s.Shown() {
		cases = append(cases, shown[r.ID])
	}
	what := data.ShownOf(s.model.Cases, s.model.Year, s.model.Book)
	what.Filter = s.state.Filter
	if l, saved := s.chosenList(); saved {
		what.Filter, what.Chosen = data.LedgerFilter{}, l.Name
	}
	if s.state.Only != nil {
		what.Chosen = s.state.OnlyTitle
	}
	asOf = s.model.Today
	if s.model.Year > 0 {
		asOf = data.DefaultAsOf(s.model.Year, s.model.Today)
	}
	return what.Title("办理台账"), asOf, cases
}
