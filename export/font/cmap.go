package font

import (
	"encoding/binary"
	"sort"
)

// charMap is a font's map from characters to glyphs. We read it ourselves: the
// opentype package's reader panics on damaged maps.
type charMap interface {
	// glyph is 0 where the font lacks the character.
	glyph(r rune) uint16
}

// readCmap finds the best Unicode map of a cmap table (OpenType specification,
// cmap): one of format 12, which reaches all characters, else one of format 4.
func readCmap(table []byte) (charMap, error) {
	var best charMap
	for i := range be16(table, 2) {
		if 4+i*8+8 > len(table) {
			break
		}
		record := table[4+i*8:]
		platform, encoding, at := be16(record, 0), be16(record, 2), int64(binary.BigEndian.Uint32(record[4:]))
		if unicode := platform == 0 || platform == 3 && (encoding == 1 || encoding == 10); !unicode || at+16 > int64(len(table)) {
			continue
		}
		switch sub := table[at:]; be16(sub, 0) {
		case 12:
			n := int64(binary.BigEndian.Uint32(sub[12:]))
			if 16+n*12 <= int64(len(sub)) {
				return groups(sub[16 : 16+n*12]), nil
			}
		case 4:
			n := be16(sub, 6) / 2
			if best == nil && 16+n*8 <= len(sub) {
				best = segments{n, sub}
			}
		}
	}
	if best == nil {
		return nil, errIncorrect
	}
	return best, nil
}

// groups is a map of format 12: first character, last, glyph of the first.
type groups []byte

func (g groups) glyph(r rune) uint16 {
	be := binary.BigEndian
	n := len(g) / 12
	i := sort.Search(n, func(i int) bool { return be.Uint32(g[i*12+4:]) >= uint32(r) })
	if i == n || be.Uint32(g[i*12:]) > uint32(r) {
		return 0
	}
	id := be.Uint32(g[i*12+8:]) + uint32(r) - be.Uint32(g[i*12:])
	if id > 0xFFFF {
		return 0
	}
	return uint16(id)
}

// segments is a map of format 4 with n segments.
type segments struct {
	n     int
	table []byte
}

func (s segments) glyph(r rune) uint16 {
	if r > 0xFFFF || s.n == 0 {
		return 0
	}
	ends, starts := 14, 16+2*s.n
	deltas, offsets := starts+2*s.n, starts+4*s.n
	i := sort.Search(s.n, func(i int) bool { return be16(s.table, ends+2*i) >= int(r) })
	if i == s.n || be16(s.table, starts+2*i) > int(r) {
		return 0
	}
	delta, offset := be16(s.table, deltas+2*i), be16(s.table, offsets+2*i)
	if offset == 0 {
		return uint16(int(r) + delta)
	}
	at := offsets + 2*i + offset + 2*(int(r)-be16(s.table, starts+2*i))
	if at+2 > len(s.table) {
		return 0
	}
	if id := be16(s.table, at); id != 0 {
		return uint16(id + delta)
	}
	return 0
}
