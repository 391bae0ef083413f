// Package deflate puts zlib streams together from pieces that were packed before.
// Papers hold the same glyphs again and again: a glyph is packed once in the life
// of the process, and a font is its packed glyphs one after the other.
//
// That is possible because all pieces are packed with one set of codes (codes.go),
// made for the outlines of TrueType fonts with Hanzi, and repeats are found within
// a piece only. The streams are those of RFC 1950 and RFC 1951, for every reader;
// the same pieces give the same bytes.
package deflate

//go:generate go run ./table

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"math/bits"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Piece is packed bytes. It is not to be changed.
type Piece struct {
	bits []byte // the codes, the lowest bits first, with eight bytes behind them
	n    int    // bits
	size int    // bytes that it stands for
	sum  uint32 // adler32 of them
	crc  uint32 // CRC-32 of them
	room uint32 // what moves a CRC-32 over them (behind)
}

// Size is how many bytes the piece stands for.
func (p Piece) Size() int { return p.size }

const (
	minRepeat  = 3
	maxRepeat  = 258
	endOfBlock = 256
	hashBits   = 9
	spare      = 8 // bytes that may be written behind the last bits
)

// rooms are where pieces are packed, kept from one to the next.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// Cut packs bytes; they may be changed afterwards.
func Cut(data []byte) Piece {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	*room = slices.Grow((*room)[:0], len(data)*2+2*spare) // no code has more than 15 bits
	w := writer{out: (*room)[:len(data)*2+2*spare]}
	c := table()
	at, from := 0, 0
	for r := (repeats{data: data}); r.next(); from = r.at + r.n {
		at = w.literals(at, c, data[from:r.at])
		at = w.repeat(at, c, r.n, r.distance)
	}
	at = w.literals(at, c, data[from:])
	p := Piece{n: at*8 + int(w.n), size: len(data), sum: adler32.Checksum(data), bits: make([]byte, at+1+spare)}
	p.crc, p.room = crc32.ChecksumIEEE(data), behind(len(data))
	copy(p.bits, w.out[:at])
	p.bits[at] = byte(w.bits)
	return p
}

// Count tells the symbols that say bytes, a distance with each length, else -1:
// the codes are made from how often each is needed.
func Count(data []byte, symbol func(literal, distance int)) {
	from := 0
	literals := func(to int) {
		for _, b := range data[from:to] {
			symbol(int(b), -1)
		}
	}
	for r := (repeats{data: data}); r.next(); from = r.at + r.n {
		literals(r.at)
		s, _, _ := distanceOf(uint32(r.distance - 1))
		symbol(endOfBlock+1+int(lengthOf[r.n]), int(s))
	}
	literals(len(data))
}

// repeats finds the repeats in bytes, one after the other: n bytes at at stand
// distance before it too.
type repeats struct {
	data            []byte
	at, n, distance int
	last            [1 << hashBits]uint16 // where three bytes of this hash stood last, plus one
}

// next finds the next repeat; false where there is none. Nothing is found behind
// the first 64 KB.
func (r *repeats) next() bool {
	data := r.data[:min(len(r.data), 1<<16-2)]
	for i := r.at + r.n; i+minRepeat < len(data); i++ {
		three := binary.LittleEndian.Uint32(data[i:]) & (1<<24 - 1)
		h := three * 0x9E3779B1 >> (32 - hashBits)
		at := int(r.last[h]) - 1
		r.last[h] = uint16(i + 1)
		if at < 0 || i-at > 1<<15 || binary.LittleEndian.Uint32(data[at:])&(1<<24-1) != three {
			continue
		}
		n := minRepeat
		for most := min(maxRepeat, len(data)-i); n < most && data[at+n] == data[i+n]; {
			n++
		}
		r.at, r.n, r.distance = i, n, i-at
		return true
	}
	return false
}

// Stream is the zlib stream of pieces, and behind them rest, which is unlike them
// and packed by itself.
func Stream(pieces []Piece, rest []byte) []byte {
	sum := uint32(1)
	for _, p := range pieces {
		sum = joined(sum, p.sum, p.size)
	}
	out := stream([]byte{0x78, 0x5E}, pieces, rest) // a window of 32 KB, made fast
	return binary.BigEndian.AppendUint32(out, joined(sum, adler32.Checksum(rest), len(rest)))
}

// Raw is Stream without what zlib puts around it, as zip archives have it, and the
// CRC-32 of what it stands for.
func Raw(pieces []Piece, rest []byte) (out []byte, crc uint32) {
	for _, p := range pieces {
		crc = times(crc, p.room) ^ p.crc
	}
	return stream(nil, pieces, rest), times(crc, behind(len(rest))) ^ crc32.ChecksumIEEE(rest)
}

func stream(head []byte, pieces []Piece, rest []byte) []byte {
	size := len(head) + len(header) + 64 + len(rest)
	for _, p := range pieces {
		size += p.n/8 + 1
	}
	w := writer{out: append(make([]byte, 0, size+spare), head...)}
	w.piece(begun())
	for _, p := range pieces {
		w.piece(p)
	}
	w.piece(ended())
	out := append(w.out, byte(w.bits))[:len(w.out)+int(w.n+7)/8]
	out = append(out, 0, 0, 0xFF, 0xFF)
	return append(out, Packed(rest, pageLevel)...)
}

// pageLevel is the level that suits pages, lists and tables of a few kilobytes.
const pageLevel = 5

// Zlib is the zlib stream of anything else, such as a page, one part after the other.
func Zlib(parts ...[]byte) []byte {
	sum := adler32.New()
	for _, part := range parts {
		sum.Write(part)
	}
	return binary.BigEndian.AppendUint32(packed([]byte{0x78, 0x5E}, pageLevel, parts), sum.Sum32())
}

// writers are those of each level.
var writers [10]sync.Pool

// Packed is content packed with a level from 1, the fastest, to 9.
func Packed(content []byte, level int) []byte { return packed(nil, level, [][]byte{content}) }

// packed is what stands before and behind it the parts, packed together.
func packed(before []byte, level int, parts [][]byte) []byte {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	var b bytes.Buffer
	b.Grow(size/3 + 64)
	b.Write(before)
	w, ok := writers[level].Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(nil, level); err != nil {
			panic(err) // there are no other levels
		}
	}
	defer writers[level].Put(w)
	w.Reset(&b)
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// joined is the adler32 of two runs of bytes from those of each, the second of
// this size.
func joined(a, b uint32, size int) uint32 {
	const mod = 65521
	n := uint32(size % mod)
	a1, a2, b1, b2 := a&0xFFFF, a>>16, b&0xFFFF, b>>16
	s1 := (a1 + b1 + mod - 1) % mod
	s2 := uint32((uint64(n)*uint64(a1+mod-1) + uint64(a2) + uint64(b2)) % mod)
	return s2<<16 | s1
}

// A CRC-32 is the rest of a division of polynomials over bits, written with the
// highest power in the lowest bit: bytes that follow multiply the rest of those
// before by a power of x.

// behind is what the CRC-32 of bytes is multiplied by (times) where so many bytes
// follow them: x to the eighth power of their number.
func behind(size int) uint32 {
	const one = 1 << 31
	power, out := uint32(one>>8), uint32(one)
	for ; size > 0; size >>= 1 {
		if size&1 == 1 {
			out = times(out, power)
		}
		power = times(power, power)
	}
	return out
}

// times is the product of two polynomials in the division by CRC-32's.
func times(a, b uint32) (product uint32) {
	for ; a != 0; a <<= 1 {
		product ^= b & -(a >> 31)
		b = b>>1 ^ crc32.IEEE&-(b&1)
	}
	return product
}

// code is the bits of a symbol, the lowest first, and how many they are.
type code struct {
	bits uint16
	n    uint8
}

// codes are those of all pieces.
type codes struct {
	literal  [286]code // bytes, the end, lengths
	distance [30]code
}

// begun is the beginning of a block with these codes, ended its end and an empty
// block as it is, which fills up a byte.
var (
	begun = sync.OnceValue(func() Piece {
		return Piece{bits: append([]byte(header), make([]byte, spare)...), n: 8*(len(header)-1) + headerRest}
	})
	ended = sync.OnceValue(func() Piece {
		c := table().literal[endOfBlock]
		return Piece{bits: binary.LittleEndian.AppendUint64(nil, uint64(c.bits)), n: int(c.n) + 3}
	})
)

// table makes the codes from their lengths (RFC 1951, 3.2.2).
var table = sync.OnceValue(func() *codes {
	c := &codes{}
	canonical(literalLengths, c.literal[:])
	canonical(distanceLengths, c.distance[:])
	return c
})

// canonical gives symbols their bits by the lengths, a letter each, turned round,
// as they are written from the lowest bit on.
func canonical(lengths string, out []code) {
	next, n := uint16(0), uint8(0)
	for length := uint8(1); length < 16; length++ {
		for s := range lengths {
			if n = lengths[s] - 'a'; n == length {
				out[s] = code{bits.Reverse16(next) >> (16 - n), n}
				next++
			}
		}
		next <<= 1
	}
}

// The lengths of repeats: the least of each symbol, and how many bits tell how much
// more (RFC 1951, 3.2.5).
var (
	lengthBase  = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
)

// lengthOf is the symbol of a length, counted from the first length's.
var lengthOf = func() (of [maxRepeat + 1]uint8) {
	for s, base := range lengthBase {
		for n := int(base); n <= maxRepeat; n++ {
			of[n] = uint8(s)
		}
	}
	return of
}()

// distanceOf is the symbol of a distance less one, and its extra bits.
func distanceOf(d uint32) (symbol, base uint32, extra uint) {
	if d < 4 {
		return d, d, 0
	}
	n := uint(bits.Len32(d)) - 2
	return uint32(2*n) + d>>n, d >> n << n, n
}
