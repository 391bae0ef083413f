package font

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"jianban/export/deflate"
)

// piece is a glyph's description as every subset has it, looked through for
// repeats once, with its sum as tables have it. Composite glyphs have none: the
// numbers of their parts differ from subset to subset.
type piece struct {
	deflate.Piece
	sum uint32
}

func pieceOf(description []byte) piece {
	b := padded(description)
	return piece{deflate.Cut(b), checksum(b)}
}

// piece is the glyph's description, from those kept where it can be.
func (c *cutter) piece(id uint16) (piece, error) {
	if p, ok := c.src.pieces.Load(id); ok {
		return p.(piece), nil
	}
	parts := len(c.old)
	g, err := c.glyph(id)
	if err != nil {
		return piece{}, err
	}
	p := pieceOf(g)
	if simple := len(g) < 2 || int16(binary.BigEndian.Uint16(g)) >= 0; simple && len(c.old) == parts {
		c.src.pieces.Store(id, p)
	}
	return p, nil
}

// Packed is Program with the file as a zlib stream, which has length bytes when
// unpacked. A glyph is packed but once in the life of the process, whatever the
// number of programs it is in.
func (s *Source) Packed(letters []Letter) (p Program, stream []byte, length int, err error) {
	c, p, err := s.cutter(letters)
	if err != nil {
		return Program{}, nil, 0, err
	}
	glyphs, sum, err := c.pieces()
	if err != nil {
		return Program{}, nil, 0, err
	}
	head, rest := framed(c.tables(), int(c.at), sum)
	glyphs[0] = deflate.Cut(head)
	c.describe(&p)
	return p, deflate.Stream(glyphs, rest), len(head) + int(c.at) + len(rest), nil
}

// pieces are the descriptions of the glyphs taken behind an empty one, which is for
// the directory of the file, and the sum of their table.
func (c *cutter) pieces() (glyphs []deflate.Piece, sum uint32, err error) {
	glyphs = make([]deflate.Piece, 1, len(c.old)+1)
	for i := 0; i < len(c.old); i++ { // grows where a composite brings its parts
		g, err := c.piece(c.old[i])
		if err != nil {
			return nil, 0, fmt.Errorf("font %s: glyph %d: %w", c.src.name, c.old[i], err)
		}
		c.begin(g.Size())
		glyphs = append(glyphs, g.Piece)
		sum += g.sum
	}
	c.loca = append(c.loca, c.at)
	return glyphs, sum, nil
}

// framed is what stands before the glyphs in a file, and what stands behind them:
// glyf is the first of the tables. The glyphs have this size and sum.
func framed(tables map[string][]byte, size int, sum uint32) (head, rest []byte) {
	order := binary.BigEndian
	tags := slices.Sorted(maps.Keys(tables))
	head = make([]byte, 12+16*len(tags))
	order.PutUint32(head, 0x00010000)
	for i, v := range searchRange(len(tags)) {
		order.PutUint16(head[4+2*i:], v)
	}
	at, whole := len(head)+size, 0
	for i, tag := range tags {
		t := padded(tables[tag])
		begin, length, s := at, len(tables[tag]), checksum(t)
		switch tag {
		case "glyf":
			begin, length, s, t = len(head), size, sum, nil
		case "head":
			whole = len(rest) + 8
			s -= order.Uint32(t[8:]) // counts as nothing in both sums
		}
		entry := head[12+16*i:]
		copy(entry, tag)
		order.PutUint32(entry[4:], s)
		order.PutUint32(entry[8:], uint32(begin))
		order.PutUint32(entry[12:], uint32(length))
		rest = append(rest, t...)
		at += len(t)
	}
	order.PutUint32(rest[whole:], 0)
	order.PutUint32(rest[whole:], 0xB1B0AFBA-checksum(head)-sum-checksum(rest))
	return head, rest
}
