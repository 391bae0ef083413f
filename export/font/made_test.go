package font_test

import (
	"bytes"
	"encoding/binary"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf16"

	tfont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"jianban/export/font"
	"jianban/export/page"
)

// sample are the characters of fonts made for tests.
const sample = "国一的公文测试0123456789，。"

// spec is a small font to be made from an embedded one.
type spec struct {
	from    page.Face // whose shapes it has
	chars   string    // "" takes sample
	family  string    // its Chinese family name
	ps      string    // its PostScript name
	fsType  uint16
	weight  uint16   // 0 is regular
	without []string // tables left out
}

// make cuts the font out and gives it its own names, rights and character map.
func (s spec) make(t testing.TB) []byte {
	t.Helper()
	src, ok := font.Embedded().Resolve(s.from, '国')
	if !ok {
		t.Fatalf("no font for %s", s.from)
	}
	chars := []rune(s.chars)
	if len(chars) == 0 {
		chars = []rune(sample)
	}
	file, codes, err := src.Subset(chars)
	if err != nil {
		t.Fatal(err)
	}
	ld, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	cut, err := tfont.NewFont(ld)
	if err != nil {
		t.Fatal(err)
	}
	glyphs := map[rune]uint32{}
	for r, code := range codes {
		id, _ := cut.NominalGlyph(rune(code))
		glyphs[r] = uint32(id)
	}
	var tables []opentype.Table
	for _, tag := range ld.Tables() {
		content, err := ld.RawTable(tag)
		if err != nil {
			t.Fatal(err)
		}
		switch tag.String() {
		case "OS/2":
			content = slices.Clone(content)
			if s.weight > 0 {
				binary.BigEndian.PutUint16(content[4:], s.weight)
			}
			binary.BigEndian.PutUint16(content[8:], s.fsType)
		case "name":
			content = nameTable(s.family, s.ps)
		case "cmap":
			content = cmap12(glyphs)
		}
		if !slices.Contains(s.without, tag.String()) {
			tables = append(tables, opentype.Table{Tag: tag, Content: content})
		}
	}
	return opentype.WriteTTF(tables)
}

// nameTable holds a Chinese family name and a PostScript name.
func nameTable(family, ps string) []byte {
	be := binary.BigEndian
	var records, store []byte
	for _, n := range []struct {
		lang, id uint16
		text     string
	}{{0x804, 1, family}, {0x409, 6, ps}} {
		at := len(store)
		for _, u := range utf16.Encode([]rune(n.text)) {
			store = be.AppendUint16(store, u)
		}
		for _, v := range []uint16{3, 1, n.lang, n.id, uint16(len(store) - at), uint16(at)} {
			records = be.AppendUint16(records, v)
		}
	}
	return append(append([]byte{0, 0, 0, 2, 0, byte(6 + len(records))}, records...), store...)
}

// cmap12 is a character map of format 12, which reaches all of Unicode.
func cmap12(glyphs map[rune]uint32) []byte {
	be := binary.BigEndian
	b := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	b = be.AppendUint32(b, uint32(16+12*len(glyphs)))
	b = be.AppendUint32(b, 0)
	b = be.AppendUint32(b, uint32(len(glyphs)))
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		b = be.AppendUint32(be.AppendUint32(be.AppendUint32(b, uint32(r)), uint32(r)), glyphs[r])
	}
	return b
}

// collection puts fonts into one .ttc (OpenType specification, Font
// collections).
func collection(fonts ...[]byte) []byte {
	be := binary.BigEndian
	out := append([]byte("ttcf\x00\x01\x00\x00"), be.AppendUint32(nil, uint32(len(fonts)))...)
	at := uint32(12 + 4*len(fonts))
	for _, f := range fonts {
		out = be.AppendUint32(out, at)
		at += uint32(len(f))
	}
	at = uint32(12 + 4*len(fonts))
	for _, f := range fonts {
		f = slices.Clone(f)
		for i := range int(be.Uint16(f[4:])) { // offsets count from the start of the file
			entry := f[12+16*i+8:]
			be.PutUint32(entry, be.Uint32(entry)+at)
		}
		out = append(out, f...)
		at += uint32(len(f))
	}
	return out
}

// put writes files into a new folder and gives its path.
func put(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
