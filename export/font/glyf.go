package font

import (
	"encoding/binary"
	"iter"
)

// What is read here is described in the OpenType specification, glyf and loca.

// place is where a glyph's description lies in glyf.
func (s *Source) place(id uint16) (span, bool) {
	var from, to int64
	loca := s.tables["loca"]
	if int(id) >= s.glyphs {
		return span{}, false
	}
	if be16(s.tables["head"], 50) == 0 {
		from, to = int64(be16(loca, int(id)*2))*2, int64(be16(loca, int(id)*2+2))*2
	} else {
		from, to = int64(binary.BigEndian.Uint32(loca[int(id)*4:])), int64(binary.BigEndian.Uint32(loca[int(id)*4+4:]))
	}
	return span{from, to - from}, from <= to && to <= s.size
}

// description is a glyph's entry in glyf; empty for a blank.
func (s *Source) description(id uint16) ([]byte, error) {
	at, ok := s.place(id)
	if !ok {
		return nil, errDamaged
	}
	return readAt(s.glyf, at, s.size)
}

// maxParts is of how many parts, and parts of parts, a glyph may be made.
const maxParts = 200

// sound tells that a glyph's shape can be read, and that of the parts it is
// made of, which must come to an end; budget counts them down.
func (s *Source) sound(id uint16, budget *int) bool {
	g, err := s.description(id)
	if *budget--; err != nil || *budget < 0 {
		return false
	}
	switch {
	case len(g) == 0:
		return true
	case len(g) < 10:
		return false
	case int16(be16(g, 0)) >= 0:
		return soundOutline(g)
	}
	for part := range parts(g) {
		if !s.sound(uint16(be16(g, part)), budget) {
			return false
		}
	}
	return true
}

// soundOutline tells that a simple glyph holds the points that it announces.
func soundOutline(g []byte) bool {
	contours, at := be16(g, 0), 10
	if contours == 0 {
		return true
	}
	if len(g) < at+contours*2+2 {
		return false
	}
	points := 0
	for range contours {
		if be16(g, at)+1 <= points {
			return false // contours end one after the other
		}
		points = be16(g, at) + 1
		at += 2
	}
	at += 2 + be16(g, at) // instructions
	bytes := 0            // of coordinates
	for points > 0 && at < len(g) {
		flag, n := g[at], 1
		at++
		if flag&0x8 != 0 { // repeated
			if at == len(g) {
				return false
			}
			n += int(g[at])
			at++
		}
		points -= n
		bytes += n * (coordinate(flag&0x2 != 0, flag&0x10 != 0) + coordinate(flag&0x4 != 0, flag&0x20 != 0))
	}
	return points == 0 && at+bytes <= len(g)
}

// coordinate is how many bytes one takes.
func coordinate(short, same bool) int {
	switch {
	case short:
		return 1
	case same:
		return 0
	}
	return 2
}

// parts are the places in a composite glyph's description where the numbers of
// its parts stand.
func parts(g []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 10; at+4 <= len(g); {
			flags := be16(g, at)
			if !yield(at+2) || flags&0x20 == 0 { // no more parts
				return
			}
			at += 4 + argumentBytes(flags)
		}
	}
}

// argumentBytes is how much of a part's description follows its number.
func argumentBytes(flags int) int {
	n := 2
	if flags&0x1 != 0 { // arguments are words
		n += 2
	}
	switch {
	case flags&0x8 != 0: // one scale
		n += 2
	case flags&0x40 != 0: // two scales
		n += 4
	case flags&0x80 != 0: // a matrix
		n += 8
	}
	return n
}
