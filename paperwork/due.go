package paperwork

import (
	"context"

	"jianban/data"
)

// dueYears is how many years, the newest, are looked through for what is due: what
// is older is promises only, which are of every year.
const dueYears = 2

// Due says in a sentence what is overdue and what is due within a week
// (data.Board.DueWords); "" where nothing is.
func (d *Desk) Due(ctx context.Context) (string, error) {
	rules, err := d.Registry.RuleYears(ctx)
	if err != nil {
		return "", err
	}
	years, err := d.Registry.Years(ctx)
	if err != nil {
		return "", err
	}
	maker := data.NewBoard(d.today)
	for _, year := range years[:min(dueYears, len(years))] {
		err := d.Registry.EachCase(ctx, data.Scope{Year: year}, func(c data.Case) error {
			maker.Take(c, rules.Of(c))
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	err = d.takePromises(ctx, maker)
	return maker.Board(0).DueWords(), err
}

// takePromises puts the promises of every year onto a board.
func (d *Desk) takePromises(ctx context.Context, board *data.BoardMaker) error {
	return d.Registry.EachCase(ctx, data.Scope{Promised: true}, func(c data.Case) error {
		board.TakePromises(c)
		return nil
	})
}
