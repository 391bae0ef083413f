package print

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"unsafe"

	"jianban/export/font"
	"jianban/export/page"
)

// A rule of 156 × 0.35 mm at 262 mm covers exactly its length and weight; one
// thinner than a dot is as thick as a dot.
func TestRuleArea(t *testing.T) {
	box := func(a area) [4]int32 {
		b := [4]int32{1 << 30, 1 << 30, -1 << 30, -1 << 30}
		for _, p := range a.corners {
			b = [4]int32{min(b[0], p.X), min(b[1], p.Y), max(b[2], p.X), max(b[3], p.Y)}
		}
		return b
	}
	r := page.Rule{X1: 28, Y1: 262, X2: 184, Y2: 262, Weight: 0.35}
	if got := box(ruleArea(r, 0.04)); got != [4]int32{28000, 261825, 184000, 262175} {
		t.Errorf("%v", got)
	}
	r.Weight = 0.01
	if got := box(ruleArea(r, 0.04)); got != [4]int32{28000, 261980, 184000, 262020} {
		t.Errorf("hairline %v", got)
	}
	if a := ruleArea(page.Rule{X1: 5, X2: 5}, 0.04); len(a.counts) != 0 {
		t.Errorf("a rule without length covers %v", a)
	}
}

// 十 of 三号黑体 stands in its em box: between x and x + 5.6444 mm, mostly above
// the baseline; its polygons have the corners they are said to have.
func TestGlyphArea(t *testing.T) {
	f := page.Font{Face: page.Hei, Size: 16}
	src, ok := font.Embedded().Resolve(f.Face, '十')
	if !ok {
		t.Fatal("no font has 十")
	}
	a := shapes{}.glyph(src, '十', f, 28, 100)
	sum := 0
	for _, n := range a.counts {
		sum += int(n)
	}
	if sum != len(a.corners) || len(a.counts) == 0 {
		t.Fatalf("%d corners in %v", len(a.corners), a.counts)
	}
	for _, p := range a.corners {
		if p.X < 28000 || p.X > 33645 || p.Y < 95000 || p.Y > 100800 {
			t.Errorf("corner at %v", p)
		}
	}
	if a := (shapes{}).glyph(src, ' ', f, 28, 100); len(a.counts) != 0 {
		t.Errorf("a blank covers %v", a)
	}
}

// Bitmaps stand on their heads, blue first, rows of four bytes, white where
// the picture shows through.
func TestBitmap(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1, 2))
	img.SetNRGBA(0, 0, color.NRGBA{R: 0x10, G: 0x20, B: 0x30, A: 0xFF})
	img.SetNRGBA(0, 1, color.NRGBA{})
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	b, err := decode(page.Picture{Data: file.Bytes()})
	if err != nil || b.w != 1 || b.h != 2 || !bytes.Equal(b.bits, []byte{0xFF, 0xFF, 0xFF, 0, 0x30, 0x20, 0x10, 0}) {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := decode(page.Picture{Data: []byte("no picture")}); err == nil {
		t.Error("rubbish was decoded")
	}
}

// DEVMODEW has 220 bytes; dmFields, dmCopies and dmDuplex lie at 72, 86 and 94
// (wingdi.h).
func TestDevMode(t *testing.T) {
	var d devMode
	if n := unsafe.Sizeof(d); n != 220 {
		t.Errorf("%d bytes", n)
	}
	if f, c, x := unsafe.Offsetof(d.Fields), unsafe.Offsetof(d.Copies), unsafe.Offsetof(d.Duplex); f != 72 || c != 86 || x != 94 {
		t.Errorf("dmFields at %d, dmCopies at %d, dmDuplex at %d", f, c, x)
	}
	d.DefaultSource, d.Fields = 3, 0x200 // the tray that the user chose
	d.set(Job{Duplex: ShortEdge}, 5, page.A4Landscape)
	if d.Copies != 5 || d.Duplex != 3 || d.Orientation != 2 || d.PaperSize != 9 || d.Collate != 1 || d.Scale != 100 || d.DefaultSource != 3 {
		t.Errorf("%+v", d)
	}
	if want := uint32(0x1 | 0x2 | 0x10 | 0x100 | 0x200 | 0x1000 | 0x8000); d.Fields != want {
		t.Errorf("fields %#x, want %#x", d.Fields, want)
	}
	for way, want := range map[Duplex]int16{OneSided: 1, LongEdge: 2, ShortEdge: 3} {
		if d.set(Job{Duplex: way}, 1, page.A4); d.Duplex != want || d.Orientation != 1 {
			t.Errorf("%s: duplex %d, orientation %d", way, d.Duplex, d.Orientation)
		}
	}
}
