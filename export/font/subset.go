package font

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// Subset is a TrueType font of just these characters. codes tells under which
// code each stands in its cmap: its own, or for a character above U+FFFF one of
// the private-use area that no other character of the subset has. Characters
// that the font lacks are left out of both.
func (s *Source) Subset(runes []rune) (file []byte, codes map[rune]uint16, err error) {
	if err := s.load(); err != nil {
		return nil, nil, err
	}
	codes = s.assignCodes(runes)
	byCode := map[uint16]rune{}
	for r, c := range codes {
		byCode[c] = r
	}
	sorted := slices.Sorted(maps.Keys(byCode))
	c := cutter{src: s, new: map[uint16]uint16{0: 0}, old: []uint16{0}}
	gids := make([]uint16, len(sorted))
	for i, code := range sorted {
		gids[i] = c.take(s.glyph(byCode[code]).id)
	}
	if err := c.cut(); err != nil {
		return nil, nil, fmt.Errorf("font %s: %w", s.name, err)
	}
	t := c.tables()
	t["cmap"], t["OS/2"], t["name"], t["post"] = cmap(sorted, gids), s.tables["OS/2"], s.tables["name"], s.tables["post"]
	return assemble(t), codes, nil
}

func (s *Source) assignCodes(runes []rune) map[rune]uint16 {
	codes := map[rune]uint16{}
	used := map[uint16]bool{}
	var high []rune
	for _, r := range runes {
		switch {
		case !s.Has(r):
		case r <= 0xFFFF:
			codes[r], used[uint16(r)] = uint16(r), true
		case !slices.Contains(high, r):
			high = append(high, r)
		}
	}
	slices.Sort(high)
	free := uint16(0xE000)
	for _, r := range high {
		for used[free] {
			free++
		}
		codes[r], used[free] = free, true
	}
	return codes
}

// cutter takes glyphs out of a font, parts of composite ones included.
type cutter struct {
	src   *Source
	new   map[uint16]uint16 // old glyph to new
	old   []uint16          // new glyph to old
	extra map[int]int       // new glyph to what its width is larger, in units of the font
	glyf  []byte
	loca  []uint32
	at    uint32 // where the next glyph begins
}

// take gives an old glyph its new number.
func (c *cutter) take(old uint16) uint16 {
	if n, ok := c.new[old]; ok {
		return n
	}
	n := uint16(len(c.old))
	c.new[old], c.old = n, append(c.old, old)
	return n
}

func (c *cutter) cut() error {
	for i := 0; i < len(c.old); i++ { // grows where a composite brings its parts
		g, err := c.glyph(c.old[i])
		if err != nil {
			return err
		}
		c.glyf = append(c.glyf, padded(g)...)
		c.begin(len(c.glyf) - int(c.at))
	}
	c.loca = append(c.loca, c.at)
	return nil
}

// begin notes where a glyph of this size lies, behind those before.
func (c *cutter) begin(size int) {
	c.loca = append(c.loca, c.at)
	c.at += uint32(size)
}

// padded is a table or a part of one up to a boundary of four bytes.
func padded(b []byte) []byte {
	if pad := len(b) % 4; pad > 0 {
		return append(b[:len(b):len(b)], make([]byte, 4-pad)...)
	}
	return b
}

// glyph is the description of one glyph, with the parts of a composite one
// renumbered (OpenType specification, glyf).
func (c *cutter) glyph(id uint16) ([]byte, error) {
	g, err := c.src.description(id)
	if err != nil {
		return nil, fmt.Errorf("glyph %d: %w", id, err)
	}
	if len(g) < 10 || be16(g, 0) == 0 {
		return nil, nil // a blank
	}
	if int16(binary.BigEndian.Uint16(g)) >= 0 {
		return withoutInstructions(g)
	}
	end := 0
	g = slices.Clone(g)
	for part := range parts(g) {
		binary.BigEndian.PutUint16(g[part:], c.take(uint16(be16(g, part))))
		binary.BigEndian.PutUint16(g[part-2:], uint16(be16(g, part-2)&^0x100)) // no instructions behind the parts
		end = part + 2 + argumentBytes(be16(g, part-2))
	}
	if end > len(g) {
		return nil, errDamaged
	}
	return g[:end], nil
}

// withoutInstructions takes the hints out of a simple glyph: they call on
// tables that a subset does not have.
func withoutInstructions(g []byte) ([]byte, error) {
	at := 10 + 2*be16(g, 0)
	if at+2 > len(g) {
		return nil, errDamaged
	}
	n := be16(g, at)
	if n == 0 {
		return g, nil
	}
	if at+2+n > len(g) {
		return nil, errDamaged
	}
	return slices.Concat(g[:at], []byte{0, 0}, g[at+2+n:]), nil
}

// plainPost is a post table without glyph names.
func plainPost() []byte {
	b := make([]byte, 32)
	binary.BigEndian.PutUint32(b, 0x00030000)
	return b
}

// plainName is a name table that holds one name, as PostScript's and as family.
func plainName(name string) []byte {
	var text []byte
	for _, r := range name {
		text = append(text, 0, byte(r))
	}
	b := []byte{0, 0, 0, 2, 0, 6 + 2*12}
	for _, id := range []uint16{1, 6} {
		for _, v := range []uint16{3, 1, 0x409, id, uint16(len(text)), 0} {
			b = binary.BigEndian.AppendUint16(b, v)
		}
	}
	return append(b, text...)
}

// tables are those that an outline needs, of the glyphs taken.
func (c *cutter) tables() map[string][]byte {
	n := len(c.old)
	t := c.src.tables
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1) // long loca
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	wide := be16(hhea, 34)
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	var hmtx, loca []byte
	for n, old := range c.old {
		at := min(int(old), wide-1) * 4
		advance := uint16(be16(t["hmtx"], at) + c.extra[n])
		hmtx = binary.BigEndian.AppendUint16(hmtx, advance)
		if int(advance) > be16(hhea, 10) {
			binary.BigEndian.PutUint16(hhea[10:], advance)
		}
		if int(old) < wide {
			hmtx = append(hmtx, t["hmtx"][at+2:at+4]...)
		} else if at = wide*4 + (int(old)-wide)*2; at+2 <= len(t["hmtx"]) {
			hmtx = append(hmtx, t["hmtx"][at:at+2]...)
		} else {
			hmtx = append(hmtx, 0, 0)
		}
	}
	for _, l := range c.loca {
		loca = binary.BigEndian.AppendUint32(loca, l)
	}
	return map[string][]byte{"glyf": c.glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}
}

// assemble is a font file of these tables, each on a boundary of four bytes,
// with its checksums (OpenType specification, Organization of an OpenType font).
func assemble(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	size := 12 + 16*len(tags)
	at := size
	for _, t := range tables {
		size += (len(t) + 3) &^ 3
	}
	file := make([]byte, size)
	order := binary.BigEndian
	order.PutUint32(file, 0x00010000)
	for i, v := range searchRange(len(tags)) {
		order.PutUint16(file[4+2*i:], v)
	}
	whole := -1
	for i, tag := range tags {
		t := tables[tag]
		copy(file[at:], t)
		end := at + (len(t)+3)&^3
		if tag == "head" {
			whole = at + 8
			order.PutUint32(file[whole:], 0) // counts as nothing in both sums
		}
		entry := file[12+16*i:]
		copy(entry, tag)
		order.PutUint32(entry[4:], checksum(file[at:end]))
		order.PutUint32(entry[8:], uint32(at))
		order.PutUint32(entry[12:], uint32(len(t)))
		at = end
	}
	if whole >= 0 {
		order.PutUint32(file[whole:], 0xB1B0AFBA-checksum(file))
	}
	return file
}

// searchRange is the number of tables with what helps to search among them.
func searchRange(n int) [4]uint16 {
	most, log := 1, 0
	for most*2 <= n {
		most, log = most*2, log+1
	}
	return [4]uint16{uint16(n), uint16(most * 16), uint16(log), uint16((n - most) * 16)}
}

func checksum(words []byte) uint32 {
	var sum uint32
	for ; len(words) >= 4; words = words[4:] {
		sum += binary.BigEndian.Uint32(words)
	}
	return sum
}

// cmap is a character map of format 4 for sorted codes, one segment for each
// run of codes whose glyphs also run.
func cmap(codes, gids []uint16) []byte {
	type segment struct{ from, to, delta uint16 }
	var segs []segment
	for i, c := range codes {
		if n := len(segs); n > 0 && c == segs[n-1].to+1 && gids[i]-c == segs[n-1].delta {
			segs[n-1].to = c
			continue
		}
		segs = append(segs, segment{c, c, gids[i] - c})
	}
	if n := len(segs); n == 0 || segs[n-1].to != 0xFFFF {
		segs = append(segs, segment{0xFFFF, 0xFFFF, 1})
	}
	n := len(segs)
	log := 0
	for 1<<(log+1) <= n {
		log++
	}
	var b bytes.Buffer
	w := func(vs ...uint16) {
		for _, v := range vs {
			b.Write(binary.BigEndian.AppendUint16(nil, v))
		}
	}
	w(0, 1, 3, 1, 0, 12) // one table: platform 3, encoding 1, at offset 12
	w(4, uint16(16+8*n), 0, uint16(2*n), uint16(2<<log), uint16(log), uint16(2*n-2<<log))
	for _, s := range segs {
		w(s.to)
	}
	w(0)
	for _, s := range segs {
		w(s.from)
	}
	for _, s := range segs {
		w(s.delta)
	}
	for range segs {
		w(0)
	}
	return b.Bytes()
}
