package ledger

import (
	"context"

	"jianban/export/page"
	"jianban/gui/form"
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
