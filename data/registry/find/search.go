package find

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"jianban/data"
	"jianban/data/pinyin"
)

// excerptLength is how much of a text a hit shows, in characters.
const excerptLength = 60

// Search finds the proposals that have every word of what was typed: those where
// the whole of a number, 文号 or name is meant first, then where people or a unit are,
// then those with the words in the title, then in any text; the newest first among
// each. sound is false where the index of the file could not be used and the facts
// were read instead.
func (r *Reader) Search(ctx context.Context, q Querier, ask data.SearchAsk) (found data.Found, sound bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	still := context.WithoutCancel(ctx) // the driver starts a goroutine a statement where its context can end
	sound, err = r.surely(still, q, func() error {
		found, err = r.search(still, q, ask)
		return err
	})
	return found, sound, err
}

// surely does f with the file's index, and again with one made from the facts
// where that one is missing or damaged.
func (r *Reader) surely(ctx context.Context, q Querier, f func() error) (sound bool, err error) {
	if err := r.catchUp(ctx, q); err != nil {
		return true, err
	}
	if r.built && r.memory == nil {
		if err := f(); !errors.Is(err, errDamaged) {
			return true, err
		}
	}
	if r.memory == nil {
		if err := r.remember(ctx, q); err != nil {
			return false, err
		}
	}
	return false, f()
}

// sought is a word with who may have it.
type sought struct {
	word                data.SearchWord
	exact               set // who has just that: a person of the whole name, a number
	strong, title, text set
	named               []*named // whom or which unit it names,
	holders             []set    // and the proposals of each
}

func (r *Reader) search(ctx context.Context, q Querier, ask data.SearchAsk) (found data.Found, err error) {
	found.Words = data.ParseSearch(ask.Text)
	if len(found.Words) == 0 {
		return found, nil
	}
	found.Hits, err = r.having(ctx, q, found.Words, r.inScope(ask), ask.Limit+1)
	if apart := wordsWithin(found.Words); err == nil && len(found.Hits) == 0 && apart != nil {
		found.Hits, err = r.having(ctx, q, apart, r.inScope(ask), ask.Limit+1)
	}
	if err == nil && len(found.Hits) == 0 {
		found.Hits, err = r.loosely(ctx, q, found.Words, r.inScope(ask), ask.Limit+1)
	}
	if err != nil {
		return found, err
	}
	if found.More = len(found.Hits) > ask.Limit; found.More {
		found.Hits = found.Hits[:ask.Limit]
	}
	return found, nil
}

// inScope tells of which proposals the year and book are asked for.
func (r *Reader) inScope(ask data.SearchAsk) func(data.ID) bool {
	return func(id data.ID) bool {
		x := r.infos[id]
		return (ask.Year == 0 || int(x.year) == ask.Year) && (ask.Book == 0 || x.book == ask.Book)
	}
}

// having are the proposals that have every word, best first, at most limit.
func (r *Reader) having(ctx context.Context, q Querier, words []data.SearchWord, inScope func(data.ID) bool, limit int) (hits []data.Hit, err error) {
	all := make([]sought, len(words))
	for i, w := range words {
		if all[i], err = r.seek(ctx, q, w); err != nil {
			return nil, err
		}
	}
	return r.hits(ctx, q, all, r.tiers(all), inScope, limit)
}

// tiers are the proposals that may have every word, the best first; each
// proposal stands in one.
func (r *Reader) tiers(words []sought) [4]set {
	var tiers [4]set
	for i := range tiers {
		tiers[i] = slices.Clone(r.live)
	}
	for _, w := range words {
		so := slices.Clone(w.exact)
		tiers[0].and(so)
		so.or(w.strong)
		tiers[1].and(so)
		so.or(w.title)
		tiers[2].and(so)
		so.or(w.text)
		tiers[3].and(so)
	}
	for i := len(tiers) - 1; i > 0; i-- {
		tiers[i].less(tiers[i-1])
	}
	return tiers
}

// seek looks up who may have a word.
func (r *Reader) seek(ctx context.Context, q Querier, w data.SearchWord) (s sought, err error) {
	s = sought{word: w, exact: r.none(), strong: r.none(), title: r.none(), text: r.none()}
	var exact []uint64
	is := func(fields ...data.SearchField) bool { return slices.Contains(fields, w.Field) }
	if w.Number != "" && is(data.Anywhere, data.InNumber) {
		exact = append(exact, hashed(kindNumber, w.Number))
	}
	if w.DocN > 0 && is(data.Anywhere, data.InDocNumber) {
		terms := docTerms(w.Series, w.DocYear, w.DocN)
		exact = append(exact, terms[len(terms)-1])
	}
	if w.Year > 0 && is(data.Anywhere, data.InYear) {
		exact = append(exact, numbered(kindYear, w.Year))
	}
	switch {
	case w.Class != "" && is(data.Anywhere, data.InClass):
		exact = append(exact, hashed(kindClass, w.Class))
	case is(data.InMark):
		exact = append(exact, hashed(kindMark, w.Text))
	case is(data.InRole):
		exact = append(exact, hashed(kindRole, w.Text))
	}
	if is(data.Anywhere, data.InUnit, data.InPerson, data.InPhone, data.InBook) {
		for i := range r.names.all {
			if x := &r.names.all[i]; x.is(w) {
				s.named = append(s.named, x)
			}
		}
	}
	slices.SortFunc(s.named, func(a, b *named) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) }) // neighbours share a chunk
	for _, x := range s.named {
		of, err := r.holders(ctx, q, numbered(x.kind, x.id))
		if err != nil {
			return s, err
		}
		s.strong.or(of)
		if x.Exactly(w) {
			s.exact.or(of)
		}
		s.holders = append(s.holders, of)
	}
	for _, t := range exact {
		if err := r.addHolders(ctx, q, t, s.exact); err != nil {
			return s, err
		}
	}
	s.strong.or(s.exact)
	if is(data.Anywhere, data.InTitle) {
		if err := r.seekTitle(ctx, q, w, s.title); err != nil {
			return s, err
		}
	}
	if is(data.Anywhere, data.InDocNumber) {
		s.text, err = r.holdersOfAll(ctx, q, grams(kindText, w.Fold))
	}
	return s, err
}

// seekTitle looks up whose title may have a word, as it is written or read.
func (r *Reader) seekTitle(ctx context.Context, q Querier, w data.SearchWord, title set) error {
	ways := [][]uint64{grams(kindTitle, w.Fold)}
	if len(w.Letters) >= 2 {
		ways = append(ways, initials(w.Letters))
		for _, syllables := range pinyin.Split(w.Letters) {
			var terms []uint64
			for _, s := range syllables {
				terms = append(terms, hashed(kindSyllable, s))
			}
			ways = append(ways, terms)
		}
	}
	for _, terms := range ways {
		some, err := r.holdersOfAll(ctx, q, terms)
		if err != nil {
			return err
		}
		title.or(some)
	}
	return nil
}

// holdersOfAll are the proposals that have every term; of no terms none.
func (r *Reader) holdersOfAll(ctx context.Context, q Querier, terms []uint64) (set, error) {
	if len(terms) == 0 {
		return r.none(), nil
	}
	all, err := r.holders(ctx, q, terms[0])
	for _, t := range terms[1:] {
		if err != nil {
			break
		}
		var s set
		if s, err = r.holders(ctx, q, t); err == nil {
			all.and(s)
		}
	}
	return all, err
}

// hits goes through the tiers in the order in which hits are shown and keeps the
// proposals that have every word, at most limit.
func (r *Reader) hits(ctx context.Context, q Querier, words []sought, tiers [4]set, inScope func(data.ID) bool, limit int) (hits []data.Hit, err error) {
	var batch []candidate
	flush := func() error {
		found, err := r.confirm(ctx, q, batch, words)
		hits = append(hits, found[:min(len(found), limit-len(hits))]...)
		batch = batch[:0]
		return err
	}
	for _, tier := range tiers {
		for _, id := range r.newest {
			if len(hits) == limit {
				return hits, nil
			}
			if !tier.has(id) || !inScope(id) {
				continue
			}
			c, ok := r.consider(id, words)
			if !ok {
				continue
			}
			if batch = append(batch, c); len(batch) >= min(limit-len(hits), 64) {
				if err := flush(); err != nil {
					return hits, err
				}
			}
		}
		if err := flush(); err != nil {
			return hits, err
		}
	}
	return hits, nil
}

// candidate is a proposal that may be a hit.
type candidate struct {
	hit  data.Hit
	open []sought // words that must stand in its texts
	doc  bool     // its facts are wanted, to say where a word stands
}

// consider looks at what is kept in memory: number, people, units, title. ok is
// false where a word can stand nowhere: the terms of it stand in the title apart.
func (r *Reader) consider(id data.ID, words []sought) (c candidate, ok bool) {
	x := r.infos[id]
	c.hit = data.Hit{ID: id, Year: int(x.year), Number: x.number, Title: x.title}
	title := data.FoldText(x.title)
	var common *sought
	for i, w := range words {
		var marks []data.Stretch
		if w.word.Field == data.Anywhere || w.word.Field == data.InTitle {
			marks = title.FindAll(w.word.Fold, 8)
			if len(marks) == 0 && len(w.word.Letters) >= 2 && w.title.has(id) {
				if from, to, ok := pinyin.Read(x.title).Find(w.word.Letters); ok {
					marks = []data.Stretch{{From: from, To: to}}
				}
			}
			c.hit.Marks = append(c.hit.Marks, marks...)
		}
		switch {
		case w.strong.has(id):
			switch {
			case w.word.Year != 0 || w.word.Meeting != nil: // told where nothing else is: every other hit has them too
				common = &words[i]
			case c.hit.Place == "":
				c.doc = !r.strongPlace(&c.hit, w)
			}
		case len(marks) > 0:
			if c.hit.Place == "" {
				c.hit.Place = "标题"
			}
		case w.text.has(id):
			c.open = append(c.open, w)
		default:
			return c, false
		}
	}
	if common != nil && c.hit.Place == "" && len(c.open) == 0 && !c.doc {
		c.doc = !r.strongPlace(&c.hit, *common)
	}
	c.hit.Marks = inTurn(c.hit.Marks)
	return c, true
}

// confirm reads the texts of those that have words left to be found in them,
// first the proposals' own, and keeps the hits.
func (r *Reader) confirm(ctx context.Context, q Querier, batch []candidate, words []sought) (hits []data.Hit, err error) {
	texts, err := ownTexts(ctx, q, batch)
	if err != nil {
		return nil, err
	}
	var left []data.ID
	for i := range batch {
		c := &batch[i]
		own := &Doc{Parts: []Part{{Label: ownText, Text: texts[c.hit.ID]}}}
		if len(c.open) > 0 && c.finish(own, words, &r.text) {
			c.open = nil
		}
		if len(c.open) > 0 || c.doc {
			left = append(left, c.hit.ID)
		}
	}
	docs, err := r.papers(ctx, q, left)
	if err != nil {
		return nil, err
	}
	for _, c := range batch {
		d := docs[c.hit.ID]
		if len(c.open) > 0 && (d == nil || !c.finish(d, words, &r.text)) {
			continue
		}
		if c.doc && d != nil && c.hit.Place == "" {
			docPlace(&c.hit, d, words)
		}
		hits = append(hits, c.hit)
	}
	return hits, nil
}

// ownText is how the place of a proposal's own text is called.
const ownText = "建议内容"

// ownTexts are the proposals' own texts where words are left to be found.
func ownTexts(ctx context.Context, q Querier, batch []candidate) (texts map[data.ID]string, err error) {
	var ids []data.ID
	for _, c := range batch {
		if len(c.open) > 0 && c.open[0].word.Field == data.Anywhere {
			ids = append(ids, c.hit.ID)
		}
	}
	texts = map[data.ID]string{}
	if len(ids) == 0 {
		return texts, nil
	}
	rows, err := q.QueryContext(ctx, "SELECT id, text FROM proposals WHERE id IN (SELECT value FROM json_each(?))", List(ids))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id data.ID
		var text string
		if err := rows.Scan((*int64)(&id), &text); err != nil {
			return nil, err
		}
		texts[id] = text
	}
	return texts, rows.Err()
}

// finish looks for the open words in the parts of a proposal and says where the
// first stands; ok is false where one is in none: its terms stand there apart.
func (c *candidate) finish(d *Doc, words []sought, text *data.SearchText) bool {
	in := -1
	for _, w := range c.open {
		i := partWith(d, w.word, text)
		if i < 0 {
			return false
		}
		if in < 0 {
			in = i
		}
	}
	p := d.Parts[in]
	c.hit.Place = p.Label
	c.hit.Excerpt, c.hit.Words = data.Excerpt(p.Text, marksIn(p.Text, words), excerptLength)
	return true
}

// partWith is the first part, after the title, that has a word; -1 for none.
func partWith(d *Doc, w data.SearchWord, text *data.SearchText) int {
	for i, p := range d.Parts {
		if p.Label == "标题" || w.Field == data.InDocNumber && !p.DocNumber {
			continue
		}
		text.Fold(p.Text, false)
		if text.Has(w.Fold) {
			return i
		}
	}
	return -1
}

// marksIn are all words of a search in a text.
func marksIn(text string, words []sought) (marks []data.Stretch) {
	folded := data.FoldText(text)
	for _, w := range words {
		if w.word.Field == data.Anywhere || w.word.Field == data.InDocNumber {
			marks = append(marks, folded.FindAll(w.word.Fold, 20)...)
		}
	}
	return inTurn(marks)
}

// inTurn puts marks in order and leaves out what lies within another.
func inTurn(marks []data.Stretch) []data.Stretch {
	slices.SortFunc(marks, func(a, b data.Stretch) int { return a.From - b.From })
	kept := marks[:0]
	for _, m := range marks {
		if n := len(kept); n > 0 && m.From < kept[n-1].To {
			kept[n-1].To = max(kept[n-1].To, m.To)
			continue
		}
		kept = append(kept, m)
	}
	return kept
}
