package find

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/bits"

	"jianban/data"
)

// A block is the index of 4,096 proposals whose IDs follow each other. In memory
// it is a list of pairs, a term and a proposal's place in the block in one
// number, in order; in the file it is chunks: terms with their proposals.
const (
	placeBits = 12
	blockDocs = 1 << placeBits
	chunkSize = 4000 // bytes at most, so that a chunk's row fits a page
	lastTerm  = 1<<52 - 1
)

func pair(term uint64, place int) uint64 { return term<<placeBits | uint64(place) }

func blockOf(id data.ID) int { return int(id >> placeBits) }
func placeOf(id data.ID) int { return int(id) & (blockDocs - 1) }

// chunk is a row of the index: the terms from first to before next.
type chunk struct {
	first, next uint64
	body        []byte // entries: term less the one before, count, proposals
}

// errDamaged says that the index is not as it was written.
var errDamaged = errors.New("the search index is damaged")

// encode cuts pairs in order into chunks that follow each other without gap
// from the lowest term to the highest. No pairs, no chunks.
func encode(pairs []uint64) (chunks []chunk) {
	if len(pairs) == 0 {
		return nil
	}
	at := chunk{}
	before := uint64(0)
	for i := 0; i < len(pairs); {
		term := pairs[i] >> placeBits
		j := i
		for j < len(pairs) && pairs[j]>>placeBits == term {
			j++
		}
		if len(at.body)+min(j-i+50, blockDocs/8)+12 > chunkSize && len(at.body) > 0 {
			at.next = term
			chunks = append(chunks, at)
			at, before = chunk{first: term}, term
		}
		at.body = binary.AppendUvarint(at.body, term-before)
		at.body = appendPlaces(at.body, pairs[i:j])
		before, i = term, j
	}
	at.next = lastTerm
	return append(chunks, at)
}

// appendPlaces writes the proposals of one term: many as bits, few as steps
// from one to the next.
func appendPlaces(body []byte, pairs []uint64) []byte {
	if len(pairs) >= blockDocs/8 {
		var set [blockDocs / 8]byte
		for _, p := range pairs {
			n := p & (blockDocs - 1)
			set[n>>3] |= 1 << (n & 7)
		}
		body = binary.AppendUvarint(body, 0)
		return append(body, set[:]...)
	}
	body = binary.AppendUvarint(body, uint64(len(pairs)))
	before := -1
	for _, p := range pairs {
		n := int(p & (blockDocs - 1))
		body = binary.AppendUvarint(body, uint64(n-before-1))
		before = n
	}
	return body
}

// entry is one term of a chunk with its proposals as they are encoded.
type entry struct {
	term   uint64
	count  int    // 0 where the proposals are bits
	places []byte // what follows
}

// nextEntry takes one entry off a body.
func nextEntry(body []byte, before uint64) (e entry, rest []byte, err error) {
	step, n := binary.Uvarint(body)
	if n <= 0 {
		return e, nil, errDamaged
	}
	count, m := binary.Uvarint(body[n:])
	if m <= 0 || count > blockDocs {
		return e, nil, errDamaged
	}
	e.term, e.count = before+step, int(count)
	rest = body[n+m:]
	end := 0
	if count == 0 {
		end = blockDocs / 8
	} else {
		for left := int(count); left > 0; end++ {
			if end == len(rest) {
				return e, nil, errDamaged
			}
			if rest[end] < 0x80 {
				left--
			}
		}
	}
	if end > len(rest) {
		return e, nil, errDamaged
	}
	e.places = rest[:end]
	return e, rest[end:], nil
}

// into sets the bits of an entry's proposals in a block of a set.
func (e entry) into(block []uint64) error {
	if e.count == 0 {
		for i := range block {
			block[i] |= binary.LittleEndian.Uint64(e.places[8*i:])
		}
		return nil
	}
	at, places := -1, e.places
	for range e.count {
		step, n := binary.Uvarint(places)
		if n <= 0 || step >= blockDocs {
			return errDamaged
		}
		places = places[n:]
		if at += int(step) + 1; at >= blockDocs {
			return errDamaged
		}
		block[at>>6] |= 1 << (at & 63)
	}
	return nil
}

// find is the entry of a term; ok is false where the chunk has none.
func (c chunk) find(term uint64) (e entry, ok bool, err error) {
	before := c.first
	for body := c.body; len(body) > 0; before = e.term {
		if e, body, err = nextEntry(body, before); err != nil || e.term >= term {
			return e, err == nil && e.term == term, err
		}
	}
	return e, false, nil
}

// pairs takes a chunk apart; drop tells of places that are left out.
func (c chunk) pairs(all []uint64, drop *[blockDocs / 64]uint64) ([]uint64, error) {
	before := c.first
	for body := c.body; len(body) > 0; {
		var e entry
		var err error
		if e, body, err = nextEntry(body, before); err != nil {
			return nil, err
		}
		before = e.term
		var set [blockDocs / 64]uint64
		if err := e.into(set[:]); err != nil {
			return nil, err
		}
		for i, w := range set {
			for w &^= drop[i]; w != 0; w &= w - 1 {
				all = append(all, pair(e.term, i<<6|bits.TrailingZeros64(w)))
			}
		}
	}
	return all, nil
}

// merge puts two lists in order into one.
func merge(a, b []uint64) []uint64 {
	if len(b) == 0 {
		return a
	}
	all := make([]uint64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// The rows: a checksum, then what it is of.

var table = crc32.MakeTable(crc32.Castagnoli)

// seal puts a checksum before a row's content; key is part of what it is of, so
// that a row that got another's key is found.
func seal(key int64, body []byte) []byte {
	var k [8]byte
	binary.LittleEndian.PutUint64(k[:], uint64(key))
	sum := crc32.Update(crc32.Checksum(k[:], table), table, body)
	return append(binary.LittleEndian.AppendUint32(make([]byte, 0, len(body)+4), sum), body...)
}

func unseal(key int64, sealed []byte) ([]byte, error) {
	var k [8]byte
	binary.LittleEndian.PutUint64(k[:], uint64(key))
	if len(sealed) < 4 || crc32.Update(crc32.Checksum(k[:], table), table, sealed[4:]) != binary.LittleEndian.Uint32(sealed) {
		return nil, errDamaged
	}
	return sealed[4:], nil
}

// A chunk's key is its block and its first term; its row begins with where the
// next chunk begins.

func chunkKey(block int, term uint64) int64 { return int64(block)<<52 | int64(term) }

func (c chunk) row(block int) (key int64, sealed []byte) {
	key = chunkKey(block, c.first)
	return key, seal(key, append(binary.AppendUvarint(nil, c.next-c.first), c.body...))
}

func chunkOf(key int64, sealed []byte) (c chunk, err error) {
	body, err := unseal(key, sealed)
	if err != nil {
		return c, err
	}
	step, n := binary.Uvarint(body)
	if n <= 0 {
		return c, errDamaged
	}
	c.first = uint64(key) & lastTerm
	c.next, c.body = c.first+step, body[n:]
	return c, nil
}

// freshRow is a proposal that changed since its block was written: its terms.
func freshRow(id data.ID, terms []uint64) []byte {
	body, before := make([]byte, 0, 3*len(terms)), uint64(0)
	for _, t := range terms {
		body = binary.AppendUvarint(body, t-before)
		before = t
	}
	return seal(int64(id), body)
}

func freshTerms(id data.ID, sealed []byte) ([]uint64, error) {
	body, err := unseal(int64(id), sealed)
	if err != nil {
		return nil, err
	}
	terms, before := make([]uint64, 0, len(body)/3), uint64(0)
	for len(body) > 0 {
		step, n := binary.Uvarint(body)
		if n <= 0 {
			return nil, errDamaged
		}
		body, before = body[n:], before+step
		terms = append(terms, before)
	}
	return terms, nil
}
