package find

import (
	"cmp"
	"context"
	"slices"

	"jianban/data"
)

// Around tells what data.Around has. It ends when ctx does, so that the next key is
// not kept waiting, and leaves what is kept for that one as it is.
func (r *Reader) Around(ctx context.Context, q Querier, ask data.SearchAsk) (around data.Around, sound bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	docs, held, action := r.docs, r.held, r.action
	defer func() {
		if r.action == action { // else they are older than what is known
			r.docs, r.held = docs, held
		}
	}()
	r.docs = nil
	still := context.WithoutCancel(ctx)
	sound, err = r.surely(still, q, func() error {
		around, err = r.around(still, q, ask, func() bool { return ctx.Err() != nil })
		return err
	})
	return around, sound, cmp.Or(err, ctx.Err())
}

func (r *Reader) around(ctx context.Context, q Querier, ask data.SearchAsk, ended func() bool) (around data.Around, err error) {
	words, in := data.ParseSearch(ask.Text), r.inScope(ask)
	if len(words) == 0 {
		return around, nil
	}
	scoped := func(id data.ID) bool { return !ended() && in(id) }
	if ask.Year != 0 || ask.Book != 0 {
		all, err := r.having(ctx, q, words, func(id data.ID) bool { return !in(id) && !ended() }, data.MostAround)
		if err != nil {
			return around, err
		}
		around.Elsewhere = byYear(all)
	}
	if len(words) == 1 {
		return around, nil
	}
	if some, err := r.having(ctx, q, words, scoped, 1); err != nil || len(some) > 0 {
		return around, err
	}
	for i, w := range words {
		some, err := r.having(ctx, q, words[i:i+1], scoped, data.MostAround)
		if err != nil {
			return around, err
		}
		around.Apart = append(around.Apart, data.FoundWord{Word: w, Count: len(some)})
	}
	return around, nil
}

func byYear(hits []data.Hit) (years []data.FoundYear) {
	for _, h := range hits {
		i := slices.IndexFunc(years, func(y data.FoundYear) bool { return y.Year == h.Year })
		if i < 0 {
			years, i = append(years, data.FoundYear{Year: h.Year}), len(years)
		}
		years[i].Count++
	}
	slices.SortFunc(years, func(a, b data.FoundYear) int { return b.Year - a.Year })
	return years
}
