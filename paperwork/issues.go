package paperwork

import (
	"context"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/page"
)

// issues adds to what papers are made from the numbers that are recorded.
func (d *Desk) issues(ctx context.Context, s *batch.Source) (err error) {
	if s.Issues, err = d.Registry.Issues(ctx); err != nil {
		return err
	}
	s.Borne, err = d.Registry.Numbered(ctx, 0)
	s.Day = d.today
	return err
}

// Record keeps the numbers of papers that were made and tells, a line each, where that
// could not be.
func (d *Desk) Record(ctx context.Context, made []batch.Paper) []string {
	return batch.Record(ctx, made, func(ctx context.Context, what string, issues []data.Issue) error {
		return d.Registry.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
			for i := range issues {
				if err := tx.SaveIssue(&issues[i]); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// listNumbers is the register of the papers with a number of the year.
func listNumbers(ctx context.Context, y *Year) (data.List, error) {
	all, err := y.desk.Registry.Numbered(ctx, y.Year)
	papers := data.Register(all)
	if err == nil && len(papers) == 0 {
		err = data.Problem{Field: "发文登记簿", Message: y.Told() + "还没有登记文号、档号的文件"}
	}
	return data.NumberedList(papers, y.Year), err
}

func layNumbers(ctx context.Context, y *Year) (page.Document, error) {
	l, err := listNumbers(ctx, y)
	if err != nil {
		return page.Document{}, err
	}
	return export.Demo(export.List(l, y.desk.Fonts), y.settings, y.desk.Fonts), nil
}
