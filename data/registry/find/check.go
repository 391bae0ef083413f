package find

import (
	"context"
	"errors"
	"slices"

	"jianban/data"
)

// mostCompared is how many proposals of a large registry are indexed again to be
// compared; of a smaller one all are.
const mostCompared = 2000

// Check tells whether the index is whole and says what the facts say: every row
// by its checksum, every proposal whether it is in the index, and the terms of up
// to 2,000 proposals, spread over all, by indexing them again. right is false
// also where there is no index.
func Check(ctx context.Context, q Querier) (right bool, err error) {
	r := &Reader{}
	if err := r.catchUp(ctx, q); err != nil {
		return false, err
	}
	if !r.built {
		return false, nil
	}
	step := max(1, len(r.newest)/mostCompared)
	for block := range r.blocks {
		right, err := r.checkBlock(ctx, q, block, step)
		if errors.Is(err, errDamaged) {
			return false, nil
		}
		if err != nil || !right {
			return false, err
		}
	}
	return true, nil
}

// checkBlock compares every step-th proposal of a block.
func (r *Reader) checkBlock(ctx context.Context, q Querier, block, step int) (bool, error) {
	var drop [blockDocs / 64]uint64
	const words = blockDocs / 64
	copy(drop[:], r.stale[block*words:])
	first := data.ID(block) << placeBits
	has := make([]uint64, words)
	terms := map[data.ID][]uint64{}
	var ids []data.ID
	for id := first; id < first+blockDocs && int(id) < len(r.infos); id++ {
		if r.live.has(id) && int(id)%step == 0 {
			ids = append(ids, id)
			terms[id] = r.fresh[id]
		}
	}
	var pairs []uint64 // of a chunk: a block's would be tens of megabytes
	err := eachChunk(ctx, q, block, func(c chunk) (err error) {
		pairs, err = c.pairs(pairs[:0], &drop)
		for _, p := range pairs {
			place := int(p & (blockDocs - 1))
			has[place>>6] |= 1 << (place & 63)
			if id := first + data.ID(place); int(id)%step == 0 && !r.stale.has(id) {
				terms[id] = append(terms[id], p>>placeBits)
			}
		}
		return err
	})
	if err != nil {
		return false, err
	}
	for id := first; id < first+blockDocs && int(id) < len(r.infos); id++ {
		in := has[placeOf(id)>>6]>>(placeOf(id)&63)&1 != 0 || len(r.fresh[id]) > 0
		if in != r.live.has(id) {
			return false, nil
		}
	}
	return r.sameTerms(ctx, q, ids, terms)
}

func (r *Reader) sameTerms(ctx context.Context, q Querier, ids []data.ID, terms map[data.ID][]uint64) (bool, error) {
	docs, err := docsOf(ctx, q, ids)
	if err != nil {
		return false, err
	}
	c := newCollector()
	for _, id := range ids {
		d := docs[id]
		if d == nil || !slices.Equal(c.of(d), terms[id]) {
			return false, nil
		}
	}
	return true, nil
}
