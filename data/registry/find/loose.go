package find

import (
	"context"
	"math/bits"

	"jianban/data"
)

// loosely finds the proposals in whose titles every word stands but for a few
// characters (data.SearchText.FindLoosely), where nothing has the words as typed.
func (r *Reader) loosely(ctx context.Context, q Querier, words []data.SearchWord, inScope func(data.ID) bool, limit int) (hits []data.Hit, err error) {
	may := r.live
	for _, w := range words {
		near, err := r.nearly(ctx, q, w)
		if err != nil || near == nil {
			return nil, err
		}
		near.and(may)
		may = near
	}
	for _, id := range r.newest {
		if len(hits) == limit {
			break
		}
		if !may.has(id) || !inScope(id) {
			continue
		}
		x := r.infos[id]
		title := data.FoldText(x.title)
		hit, whole := data.Hit{ID: id, Year: int(x.year), Number: x.number, Title: x.title, Place: "标题相近"}, true
		for _, w := range words {
			m, ok := title.FindLoosely(w.Fold, w.Strays())
			if whole = ok; !whole {
				break
			}
			hit.Marks = append(hit.Marks, m)
		}
		if whole {
			hit.Marks = inTurn(hit.Marks)
			hits = append(hits, hit)
		}
	}
	return hits, nil
}

// nearly are the proposals whose titles have all characters of a word but for its
// strays, in any order; nil for a word that is not looked for so.
func (r *Reader) nearly(ctx context.Context, q Querier, w data.SearchWord) (set, error) {
	strays := w.Strays()
	if strays == 0 {
		return nil, nil
	}
	have, seen := make([]uint8, 64*len(r.live)), map[rune]bool{}
	for _, c := range w.LooseRunes() {
		if seen[c] {
			continue
		}
		seen[c] = true
		of, err := r.holders(ctx, q, one(kindTitle, c))
		if err != nil {
			return nil, err
		}
		for i, word := range of {
			for ; word != 0; word &= word - 1 {
				have[i<<6|bits.TrailingZeros64(word)]++
			}
		}
	}
	near := r.none()
	for id, n := range have {
		if int(n)+strays >= len(seen) {
			near[id>>6] |= 1 << (id & 63)
		}
	}
	return near, nil
}

// wordsWithin are all words, those of several words parted; nil where none is.
func wordsWithin(words []data.SearchWord) (apart []data.SearchWord) {
	parted := false
	for _, w := range words {
		if within := w.WordsWithin(); within != nil {
			apart, parted = append(apart, within...), true
			continue
		}
		apart = append(apart, w)
	}
	if !parted {
		return nil
	}
	return apart
}
