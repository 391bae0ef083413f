package font

import (
	"encoding/binary"
	"slices"

	"jianban/export/deflate"
)

// File is a font file cut to some characters, packed: a raw deflate stream.
type File struct {
	Packed []byte
	Length int    // unpacked
	CRC    uint32 // CRC-32 unpacked
	Glyphs map[rune]uint16
}

// File is a font file of just these characters, for papers whose readers look
// characters up in it (OFD): its map has format 4 and, where there are
// characters above U+FFFF, format 12 too. Glyphs are the numbers of what each
// character looks like; characters that the font lacks are left out of both. A
// glyph is packed once, as for Packed.
func (s *Source) File(runes []rune) (File, error) {
	if err := s.load(); err != nil {
		return File{}, err
	}
	sorted := slices.Clone(runes)
	slices.Sort(sorted)
	sorted = slices.DeleteFunc(slices.Compact(sorted), func(r rune) bool { return !s.Has(r) })
	c := cutter{src: s, new: map[uint16]uint16{0: 0}, old: []uint16{0}}
	f := File{Glyphs: make(map[rune]uint16, len(sorted))}
	for _, r := range sorted {
		f.Glyphs[r] = c.take(s.glyph(r).id)
	}
	glyphs, sum, err := c.pieces()
	if err != nil {
		return File{}, err
	}
	t := c.tables()
	t["cmap"], t["OS/2"], t["name"], t["post"] = fullCmap(sorted, f.Glyphs), s.tables["OS/2"], s.tables["name"], s.tables["post"]
	head, rest := framed(t, int(c.at), sum)
	glyphs[0] = deflate.Cut(head)
	f.Packed, f.CRC = deflate.Raw(glyphs, rest)
	f.Length = len(head) + int(c.at) + len(rest)
	return f, nil
}

// fullCmap is a character map of all sorted characters: of format 4, and of
// format 12 where some lie above U+FFFF (OpenType specification, cmap).
func fullCmap(sorted []rune, glyphs map[rune]uint16) []byte {
	var codes, gids []uint16
	for _, r := range sorted {
		if r < 0xFFFF {
			codes, gids = append(codes, uint16(r)), append(gids, glyphs[r])
		}
	}
	basic := cmap(codes, gids)
	if len(sorted) == 0 || sorted[len(sorted)-1] <= 0xFFFF {
		return basic
	}
	be := binary.BigEndian
	head := []byte{0, 0, 0, 2, 0, 3, 0, 1, 0, 0, 0, 20, 0, 3, 0, 10}
	four := basic[12:]
	b := be.AppendUint32(head, uint32(20+len(four)))
	b = append(b, four...)
	b = append(b, 0, 12, 0, 0)
	b = be.AppendUint32(b, uint32(16+12*len(sorted)))
	b = be.AppendUint32(b, 0)
	b = be.AppendUint32(b, uint32(len(sorted)))
	for _, r := range sorted {
		b = be.AppendUint32(b, uint32(r))
		b = be.AppendUint32(b, uint32(r))
		b = be.AppendUint32(b, uint32(glyphs[r]))
	}
	return b
}
