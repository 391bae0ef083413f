package find

import (
	"cmp"
	"context"
	"errors"
	"math/bits"
	"slices"

	"jianban/data"
)

// The proposals most alike to one are found in two steps. The index tells who
// shares its rarest pairs of characters, in title and texts; the best of these
// are then read and compared whole (data.Likeness). How rare a pair is, is
// counted in one block.

const (
	seekPairs = 160 // pairs of the text that are looked up in all blocks
	mostRead  = 200 // proposals that are read and compared
)

// titleSeek is how much a pair of the title weighs in another's title, in the
// first step, beside one of the text.
const titleSeek = 2

// Likely is a proposal that is alike to another, and how much.
type Likely struct {
	ID    data.ID
	Share float64
}

// Like finds the proposals most alike to one, the most alike first. sound is
// false where the index of the file could not be used.
func (r *Reader) Like(ctx context.Context, q Querier, ask data.LikeAsk) (all []Likely, sound bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ctx.Err() != nil { // another proposal is looked at meanwhile
		return nil, true, ctx.Err()
	}
	still := context.WithoutCancel(ctx)
	sound, err = r.surely(still, q, func() error {
		all, err = r.like(still, q, ask)
		return err
	})
	return all, sound, err
}

func (r *Reader) like(ctx context.Context, q Querier, ask data.LikeAsk) ([]Likely, error) {
	l := data.NewLikeness(ask.Title, ask.Text)
	if len(l.Title)+len(l.Text) == 0 || len(r.newest) == 0 {
		return nil, nil
	}
	rare := rarity{r: r, ctx: ctx, q: q, block: r.fullest(), known: map[data.Pair]float64{}}
	if rare.err = rare.learn(slices.Concat(l.Title, l.Text)); rare.err != nil {
		return nil, rare.err
	}
	near, err := r.near(ctx, q, l, rare.of, ask)
	if err != nil {
		return nil, err
	}
	all, err := r.compare(ctx, q, l, &rare, near)
	if err != nil {
		return nil, err
	}
	best := 0.0
	for _, x := range all {
		best = max(best, x.Share)
	}
	all = slices.DeleteFunc(all, func(x Likely) bool { return !l.Enough(x.Share, best) })
	slices.SortFunc(all, func(a, b Likely) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), r.byAge(a.ID, b.ID))
	})
	return all[:min(len(all), ask.Limit)], nil
}

// fullest is the block that has most proposals.
func (r *Reader) fullest() (best int) {
	const words = blockDocs / 64
	most := -1
	for block := range r.blocks {
		n := 0
		for _, w := range r.live[block*words : (block+1)*words] {
			n += bits.OnesCount64(w)
		}
		if n >= most {
			best, most = block, n
		}
	}
	return best
}

// rarity counts how rare pairs are.
type rarity struct {
	r     *Reader
	ctx   context.Context
	q     Querier
	block int
	known map[data.Pair]float64
	err   error // of the last count that failed
}

// learn counts pairs in the order of the index, so that neighbours share a chunk.
func (x *rarity) learn(pairs []data.Pair) error {
	pairs = slices.Clone(pairs)
	slices.SortFunc(pairs, func(a, b data.Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	for _, p := range pairs {
		x.of(p)
	}
	return x.err
}

// of is how rare a pair is (data.Rarity).
func (x *rarity) of(p data.Pair) float64 {
	if w, ok := x.known[p]; ok {
		return w
	}
	term, r := two(kindText, p.A, p.B), x.r
	if p.Alone() {
		term = one(kindText, p.B)
	}
	var set [blockDocs / 64]uint64
	if err := r.inBlock(x.ctx, x.q, x.block, term, set[:]); err != nil {
		x.err = err
	}
	have, among := 0, 0
	live := r.live[x.block*len(set) : (x.block+1)*len(set)]
	for i, w := range set {
		there := live[i]
		if r.memory == nil {
			there &^= r.stale[x.block*len(set)+i]
		}
		have += bits.OnesCount64(w & there)
		among += bits.OnesCount64(there)
	}
	if r.memory == nil {
		for id, terms := range r.fresh {
			if int(id) >= len(r.infos) || !r.live.has(id) {
				continue
			}
			among++
			if _, ok := slices.BinarySearch(terms, term); ok {
				have++
			}
		}
	}
	w := data.Rarity(have, among)
	x.known[p] = w
	return w
}

// near are the proposals that share most of what is rare, by their terms alone.
func (r *Reader) near(ctx context.Context, q Querier, l *data.Likeness, rarity func(data.Pair) float64, ask data.LikeAsk) ([]data.ID, error) {
	type sought struct {
		term   uint64
		weight float64
	}
	var terms []sought
	for _, p := range l.Title {
		if !p.Alone() {
			terms = append(terms, sought{two(kindTitle, p.A, p.B), titleSeek * rarity(p)})
		}
	}
	rarest := slices.DeleteFunc(slices.Clone(l.Text), data.Pair.Alone)
	slices.SortStableFunc(rarest, func(a, b data.Pair) int { return cmp.Compare(rarity(b), rarity(a)) })
	for _, p := range rarest[:min(len(rarest), seekPairs)] {
		terms = append(terms, sought{two(kindText, p.A, p.B), rarity(p)})
	}
	slices.SortFunc(terms, func(a, b sought) int { return cmp.Compare(a.term, b.term) })
	score := make([]float32, 64*len(r.live))
	for _, t := range terms {
		have, err := r.holders(ctx, q, t.term)
		if err != nil {
			return nil, err
		}
		for i, w := range have {
			for ; w != 0; w &= w - 1 {
				score[i<<6|bits.TrailingZeros64(w)] += float32(t.weight)
			}
		}
	}
	until := int32(ask.Until.Year()*10000 + int(ask.Until.Month())*100 + ask.Until.Day())
	var near []data.ID
	for _, id := range r.newest {
		if score[id] > 0 && id != ask.ID && (until == 0 || r.infos[id].day <= until) {
			near = append(near, id)
		}
	}
	slices.SortStableFunc(near, func(a, b data.ID) int { return cmp.Compare(score[b], score[a]) })
	return near[:min(len(near), mostRead)], nil
}

// compare reads proposals and compares them whole.
func (r *Reader) compare(ctx context.Context, q Querier, l *data.Likeness, rare *rarity, ids []data.ID) (all []Likely, err error) {
	rows, err := q.QueryContext(ctx, "SELECT id, title, text FROM proposals WHERE id IN (SELECT value FROM json_each(?))", List(ids))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	l.Weigh(rare.of, len(r.newest))
	for rows.Next() {
		var id data.ID
		var title, text string
		if err := rows.Scan((*int64)(&id), &title, &text); err != nil {
			return nil, err
		}
		all = append(all, Likely{id, l.Share(title, text)})
	}
	return all, errors.Join(rows.Err(), rare.err)
}
