package gui

import (
	"context"

	"jianban/export/page"
)

// Print asks how to print the ledger as shown and prints it (Ctrl+Shift+P).
func (s *LedgerScreen) Print() {
	title, asOf, cases := s.paper()
	if len(cases) == 0 {
		s.host.Say("没有可以打印的建议。")
		return
	}
	askPrint(s.deps, s.host, printAsk{name: title, instead: s.Export, papers: func(ctx context.Context) ([]page.Document, error) {
		doc, err := s.deps.Papers.Ledger(ctx, title, cases, asOf)
		return []page.Document{doc}, err
	}})
}
