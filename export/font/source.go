package font

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"jianban/assets"
)

// Source is one physical font: embedded, or a face of a file. It is opened when
// the first character is asked for; of a system's file only the directory, the
// character map and the widths stay in memory, shapes are read as they are
// needed. A file of the office's folder is read and closed, so that it can be
// replaced or deleted under Windows while the program runs.
type Source struct {
	name    string // its name in a PDF
	label   string // how people call it
	standIn bool
	path    string // of the file; "" for an embedded font
	face    int    // which face of the file
	whole   bool   // read all shapes at once and close the file
	rare    bool   // embedded packed (assets.RareFont)

	once   sync.Once
	err    error
	upem   float64
	glyphs int // how many there are
	cmap   charMap
	tables map[string][]byte // those a subset needs, but for glyf
	glyf   io.ReaderAt
	size   int64 // of glyf

	mu    sync.Mutex
	chars map[rune]glyph

	extents sync.Map // rune to extent
	pieces  sync.Map // glyph to piece
}

type glyph struct {
	id      uint16
	has     bool
	advance float64 // in em, rounded to thousandths as a PDF's widths are
}

// Name is the font's name, unique in the Set: ASCII letters, digits and hyphens.
func (s *Source) Name() string { return s.name }

// Label is what people call the font.
func (s *Source) Label() string { return s.label }

// StandIn tells that the font plays a role for which the proper face is not there.
func (s *Source) StandIn() bool { return s.standIn }

func (s *Source) load() error {
	s.once.Do(func() { s.err = s.open() })
	return s.err
}

// open reads what is kept of the font. A file that has changed since it was
// found and cannot be read any more has no characters: others take its place.
func (s *Source) open() error {
	if s.rare {
		file, err := unpacked(assets.RareFont())
		if err != nil {
			return err
		}
		return s.openFace(memory(file), int64(len(file)))
	}
	if s.path == "" {
		file := assets.Font(s.name)
		return s.openFace(memory(file), int64(len(file)))
	}
	file, err := os.Open(s.path)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil {
		err = s.openFace(file, info.Size())
	}
	if err == nil && s.whole {
		var shapes []byte
		if shapes, err = readAt(s.glyf, span{0, s.size}, s.size); err == nil {
			s.glyf = memory(shapes)
		}
	}
	if err != nil || s.whole {
		return errors.Join(err, file.Close())
	}
	return nil
}

func unpacked(file []byte) ([]byte, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.DecodeAll(file, nil)
}

func (s *Source) openFace(file io.ReaderAt, size int64) error {
	faces, err := readFaces(file, size)
	if err != nil {
		return err
	}
	if s.face >= len(faces) {
		return errDamaged
	}
	return s.read(faces[s.face])
}

// least are the tables a font must have, with the bytes each needs at least.
var least = map[string]int{"head": 54, "hhea": 36, "maxp": 32, "hmtx": 4, "loca": 4, "OS/2": 78, "cmap": 4}

// read takes over a face after checking everything that a lookup or a subset
// relies on later.
func (s *Source) read(f *sfnt) error {
	s.chars, s.tables = map[rune]glyph{}, map[string][]byte{}
	for tag, n := range least {
		var err error
		if s.tables[tag], err = f.table(tag, n); err != nil {
			return err
		}
	}
	head, hhea := slices.Clone(s.tables["head"]), slices.Clone(s.tables["hhea"])
	s.tables["head"], s.tables["hhea"] = head, hhea
	s.upem = float64(be16(head, 18))
	s.glyphs = be16(s.tables["maxp"], 4)
	wide, entry := be16(hhea, 34), 2+2*min(be16(head, 50), 1)
	if s.upem < 16 || wide < 1 || wide > s.glyphs || len(s.tables["hmtx"]) < wide*4 ||
		len(s.tables["loca"]) < (s.glyphs+1)*entry || be16(s.tables["OS/2"], 0) > 1 && len(s.tables["OS/2"]) < 90 {
		return errIncorrect
	}
	clear(head[52:54]) // reserved formats: always 0, but painters stumble over others
	clear(hhea[32:34])
	s.tables["post"], s.tables["name"] = plainPost(), plainName(s.name)
	glyf := f.tables["glyf"]
	s.glyf, s.size = io.NewSectionReader(f.file, glyf.at, glyf.length), glyf.length
	if m, ok := f.file.(memory); ok {
		s.glyf = m[glyf.at : glyf.at+glyf.length]
	}
	if budget := maxParts; !s.sound(0, &budget) { // every subset begins with it
		return errDamaged
	}
	var err error
	s.cmap, err = readCmap(s.tables["cmap"])
	delete(s.tables, "cmap")
	return err
}

// glyph looks a character up and remembers it. A character whose shape is
// damaged is not there.
func (s *Source) glyph(r rune) glyph {
	if s.load() != nil {
		return glyph{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.chars[r]
	if !ok {
		budget := maxParts
		if id := s.cmap.glyph(r); id > 0 && s.sound(id, &budget) {
			g = glyph{id: id, has: true, advance: s.advance(int(id))}
		}
		s.chars[r] = g
	}
	return g
}

// advance is the width of a glyph in em.
func (s *Source) advance(id int) float64 { return float64(s.thousandths(id)) / 1000 }

// thousandths is the width of a glyph in thousandths of em, as a PDF has it.
func (s *Source) thousandths(id int) int {
	at := min(id, be16(s.tables["hhea"], 34)-1) * 4
	return int(float64(be16(s.tables["hmtx"], at))*1000/s.upem + 0.5)
}

// Has tells whether the font has the character.
func (s *Source) Has(r rune) bool { return s.glyph(r).has }

// Advance is the character's width in em.
func (s *Source) Advance(r rune) float64 { return s.glyph(r).advance }

func be16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
