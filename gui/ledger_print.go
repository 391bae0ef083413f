package gui

import (
	"context"

	"jianban/export"
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
		rules, err := s.deps.Store.Rules(ctx, asOf.Year)
		if err != nil {
			return nil, err
		}
		settings, err := s.deps.Store.Settings(ctx)
		if err != nil {
			return nil, err
		}
		doc, problems := export.Ledger(title, cases, asOf, rules, s.deps.Fonts)
		return []page.Document{export.Demo(doc, settings, s.deps.Fonts)}, problems.Err()
	}})
}
