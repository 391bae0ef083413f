package deflate

import "encoding/binary"

// writer gathers bits, the lowest first. Up to eight bytes behind those that are
// whole may be written.
type writer struct {
	out  []byte
	bits uint64
	n    uint // of bits, never more than 7 between two calls
}

// put writes the bits gathered from at on and tells where those follow that are no
// whole byte yet.
func (w *writer) put(at int) int {
	binary.LittleEndian.PutUint64(w.out[at:], w.bits)
	at += int(w.n >> 3)
	w.bits >>= w.n &^ 7
	w.n &= 7
	return at
}

func (w *writer) add(bits uint64, n uint) {
	w.bits |= bits << w.n
	w.n += n
}

// literals writes bytes as they are.
func (w *writer) literals(at int, c *codes, data []byte) int {
	for ; len(data) >= 3; data = data[3:] { // 3 × 15 bits and the 7 left over fit
		for _, b := range data[:3] {
			k := c.literal[b]
			w.add(uint64(k.bits), uint(k.n))
		}
		at = w.put(at)
	}
	for _, b := range data {
		k := c.literal[b]
		w.add(uint64(k.bits), uint(k.n))
	}
	return w.put(at)
}

// repeat writes that n bytes are those that stand so far before.
func (w *writer) repeat(at int, c *codes, n, distance int) int {
	s := lengthOf[n]
	k := c.literal[endOfBlock+1+int(s)]
	w.add(uint64(k.bits), uint(k.n))
	w.add(uint64(n)-uint64(lengthBase[s]), uint(lengthExtra[s]))
	symbol, base, extra := distanceOf(uint32(distance - 1))
	d := c.distance[symbol]
	w.add(uint64(d.bits), uint(d.n))
	w.add(uint64(uint32(distance-1)-base), extra)
	return w.put(at)
}

// piece writes the bits of a piece, seven bytes at a time, behind out, which has
// the room.
func (w *writer) piece(p Piece) {
	at, left := len(w.out), p.n
	w.out = w.out[:cap(w.out)]
	for from := 0; left > 0; from += 7 {
		take := min(left, 56)
		w.add(binary.LittleEndian.Uint64(p.bits[from:])&(1<<take-1), uint(take))
		left -= take
		at = w.put(at)
	}
	w.out = w.out[:at]
}
