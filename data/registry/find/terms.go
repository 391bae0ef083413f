// Package find is the search index of a registry: which proposals hold which
// terms. A term is a character or two of a text, of a title, the reading of a
// title, or a fact such as a unit, a class, a year; a proposal has each of its
// terms once.
//
// Most of the index stands in blocks of 4,096 proposals by ID, sorted by term and
// cut into chunks of one page;
// what changed since a block was written stands beside them, a
// row a proposal (fresh), and is folded into its block when there is much of it.
// Every chunk has a checksum and says where the next begins, so that a damaged
// index is noticed and never answers wrongly.
//
// Start with Writer (what a change does) and Reader (what a search does).
package find

import (
	"hash/fnv"
	"slices"
	"strconv"

	"jianban/data"
	"jianban/data/pinyin"
)

// Form is the number of the index's form. A registry whose index has another
// is indexed anew. It is raised where terms, folding or encoding change.
const Form = 2

// The kinds of term, above their value.
const (
	valueBits = 42
	kindText  = iota << valueBits
	kindTitle
	kindPerson
	kindUnit
	kindLeader
	kindYear
	kindBook
	kindNumber
	kindDoc
	kindClass
	kindMark
	kindRole
	kindSyllable
	kindInitials
)

const valueMask = 1<<valueBits - 1

// hashed is the term of a word.
func hashed(kind uint64, words ...string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w)) // never fails
		h.Write([]byte{0})
	}
	return kind | h.Sum64()&valueMask
}

func numbered[T ~int | ~int64](kind uint64, n T) uint64 { return kind | uint64(n)&valueMask }

// one and two are the terms of a character and of two beside each other.
func one(kind uint64, r rune) uint64    { return kind | uint64(r)<<21 }
func two(kind uint64, a, b rune) uint64 { return kind | uint64(a)<<21 | uint64(b) }

// grams are the terms of a word of a search: its single character, or all
// pairs of neighbours. A word has no pairs across marks, as texts have none.
func grams(kind uint64, word []rune) (terms []uint64) {
	for i := 0; i < len(word); i++ {
		j := i
		for j < len(word) && data.Wordy(word[j]) {
			j++
		}
		switch {
		case j == i+1:
			terms = append(terms, one(kind, word[i]))
		case j > i:
			for k := i; k+1 < j; k++ {
				terms = append(terms, two(kind, word[k], word[k+1]))
			}
		}
		i = max(i, j-1)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// docTerms are those of a 文号: with its year, and as one types it, without.
func docTerms(series string, year, n int) []uint64 {
	number := strconv.Itoa(n)
	terms := []uint64{hashed(kindDoc, series, "", number)}
	if year > 0 {
		terms = append(terms, hashed(kindDoc, series, strconv.Itoa(year), number))
	}
	return terms
}

// collector gathers the terms of one proposal after another, each once.
type collector struct {
	terms []uint64
	slots []uint64 // a hash table of what terms has,
	turns []uint32 // in which only the entries of this turn count
	turn  uint32
	text  data.SearchText
}

func newCollector() *collector {
	return &collector{slots: make([]uint64, 1<<12), turns: make([]uint32, 1<<12)}
}

func (c *collector) add(term uint64) {
	if len(c.terms)*2 >= len(c.slots) {
		c.grow()
	}
	mask := uint64(len(c.slots) - 1)
	for i := term * 0x9E3779B97F4A7C15 >> 20 & mask; ; i = (i + 1) & mask {
		if c.turns[i] != c.turn {
			c.turns[i], c.slots[i] = c.turn, term
			c.terms = append(c.terms, term)
			return
		}
		if c.slots[i] == term {
			return
		}
	}
}

func (c *collector) grow() {
	had := c.terms
	c.slots, c.turns = make([]uint64, 2*len(c.slots)), make([]uint32, 2*len(c.slots))
	c.terms, c.turn = make([]uint64, 0, 2*len(had)), 1
	for _, t := range had {
		c.add(t)
	}
}

// of are the terms of a proposal, in order. They stay until the next call.
func (c *collector) of(d *Doc) []uint64 {
	slices.Sort(c.gather(d))
	return c.terms
}

// gather is of in no order.
func (c *collector) gather(d *Doc) []uint64 {
	c.terms, c.turn = c.terms[:0], c.turn+1
	if c.turn == 0 {
		clear(c.turns)
		c.turn = 1
	}
	c.add(numbered(kindYear, d.Year))
	c.add(numbered(kindBook, d.Book))
	c.add(hashed(kindNumber, data.NumberKey(d.Number)))
	c.add(hashed(kindRole, d.Role))
	if d.Class != "" {
		c.add(hashed(kindClass, d.Class))
	}
	for _, m := range d.Marks {
		c.add(hashed(kindMark, m))
	}
	for _, ids := range []struct {
		kind uint64
		all  []data.ID
	}{{kindPerson, d.People}, {kindUnit, d.Units}, {kindLeader, d.Leaders}} {
		for _, id := range ids.all {
			c.add(numbered(ids.kind, id))
		}
	}
	c.pairs(kindTitle, d.Title)
	c.readings(d.Title)
	for _, p := range d.Parts {
		c.pairs(kindText, p.Text)
		if p.DocNumber {
			if series, year, n, ok := data.SplitDocNumber(p.Text); ok {
				for _, t := range docTerms(series, year, n) {
					c.add(t)
				}
			}
		}
	}
	return c.terms
}

// pairs adds the characters of a text and their pairs.
func (c *collector) pairs(kind uint64, text string) {
	c.text.Fold(text, false)
	var before rune
	for _, r := range c.text.Runes {
		if !data.Wordy(r) {
			before = 0
			continue
		}
		c.add(one(kind, r))
		if before != 0 {
			c.add(two(kind, before, r))
		}
		before = r
	}
}

// readings adds how a title is read: its syllables, and its initials two by two
// and three by three.
func (c *collector) readings(title string) {
	var first, second []string
	for _, now := range pinyin.Read(title).Syllables() {
		for _, s := range now {
			c.add(hashed(kindSyllable, s))
			for _, b := range second {
				c.add(kindInitials | uint64(b[0])<<8 | uint64(s[0]))
				for _, a := range first {
					c.add(kindInitials | uint64(a[0])<<16 | uint64(b[0])<<8 | uint64(s[0]))
				}
			}
		}
		first, second = second, now
	}
}

// initials are the terms of letters, at least two, that begin syllables.
func initials(letters string) (terms []uint64) {
	if len(letters) == 2 {
		return []uint64{kindInitials | uint64(letters[0])<<8 | uint64(letters[1])}
	}
	for i := 0; i+2 < len(letters); i++ {
		terms = append(terms, kindInitials|uint64(letters[i])<<16|uint64(letters[i+1])<<8|uint64(letters[i+2]))
	}
	return terms
}
