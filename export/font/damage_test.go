package font

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"jianban/export/page"
)

// use does with a font file whatever the program does with one.
func use(file []byte) {
	faces, err := readFaces(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return
	}
	for i, f := range faces {
		c := describe(f, "", i)
		c.unfit(page.FangSong, true)
		s := &Source{name: "Damaged"}
		s.once.Do(func() { s.err = s.read(f) })
		text := []rune("国一的A8，𬱖\U00020000é\uf041")
		for _, r := range text {
			s.Has(r)
			s.Advance(r)
			s.Outline(r)
		}
		if _, _, err := s.Subset(text); err != nil && s.err == nil && s.Has('国') {
			panic("a subset of characters that are there failed: " + err.Error())
		}
	}
}

// cut is a small true font with composite glyphs.
func cut(t testing.TB) []byte {
	file, _, err := standsFor()[page.FangSong].Subset([]rune("国一的A8é，"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestDamagedFontsAreHarmless changes bytes of a true font, most of them where
// lengths and offsets stand: nothing may panic or take memory without end.
func TestDamagedFontsAreHarmless(t *testing.T) {
	good := cut(t)
	use(good)
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 6000 {
		bad := bytes.Clone(good)
		for range 1 + rnd.IntN(4) {
			reach := len(bad)
			if rnd.IntN(2) == 0 {
				reach = 1200
			}
			bad[rnd.IntN(min(reach, len(bad)))] = []byte{0, 1, 0x7F, 0x80, 0xFF, byte(rnd.Uint32())}[rnd.IntN(6)]
		}
		if rnd.IntN(4) == 0 {
			bad = bad[:rnd.IntN(len(bad))]
		}
		use(bad)
	}
}

// FuzzFont: go test -fuzz FuzzFont ./export/font
func FuzzFont(f *testing.F) {
	f.Add(cut(f))
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10\x00\x01\x00\x00"))
	f.Fuzz(func(_ *testing.T, file []byte) { use(file) })
}
