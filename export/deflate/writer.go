package deflate

import "encoding/binary"

// writer gathers bits, the lowest first.
type writer struct {
	out  []byte
	bits uint64
	n    uint // of bits, never more than 7 between two calls
}

func (w *writer) add(bits uint64, n uint) {
	w.bits |= bits << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.out = append(w.out, byte(w.bits))
		w.bits >>= 8
	}
}

func (w *writer) code(c code) { w.add(uint64(c.bits), uint(c.n)) }

// repeat writes that n bytes are those that stand so far before.
func (w *writer) repeat(c *codes, n, distance int) {
	s := lengthOf(n)
	w.code(c.literal[endOfBlock+1+s])
	w.add(uint64(n)-uint64(lengthBase[s]), uint(lengthExtra[s]))
	symbol, base, extra := distanceOf(uint32(distance - 1))
	w.code(c.distance[symbol])
	w.add(uint64(uint32(distance-1)-base), extra)
}

// piece writes the bits of a piece, seven bytes at a time.
func (w *writer) piece(p Piece) {
	at, out := len(w.out), w.out[:cap(w.out)]
	acc, n := w.bits, w.n
	left := p.n
	for from := 0; left > 0; from += 7 {
		take := min(left, 56)
		b := binary.LittleEndian.Uint64(p.bits[from:]) & (1<<take - 1)
		left -= take
		acc |= b << n
		n += uint(take)
		binary.LittleEndian.PutUint64(out[at:], acc)
		at += int(n >> 3)
		acc >>= n &^ 7
		n &= 7
	}
	w.out, w.bits, w.n = out[:at], acc, n
}

// flush ends on a whole byte.
func (w *writer) flush() []byte {
	if w.n > 0 {
		w.out = append(w.out, byte(w.bits))
	}
	w.bits, w.n = 0, 0
	return w.out
}
