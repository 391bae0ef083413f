package preview_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
	"jianban/gui/preview"
)

// pixelsWide is the width of the test pictures; 1 mm is 4 pixels.
const pixelsWide = 840

func square(c color.Color) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.Set(i%8, i/8, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// sample is a page with every kind of mark and every face.
func sample() page.Page {
	marks := []page.Mark{
		page.Rule{X1: 20, Y1: 40, X2: 190, Y2: 40, Weight: 1, Color: page.Red},
		page.Rule{X1: 20, Y1: 43, X2: 190, Y2: 43, Weight: 0.35, Color: page.Red},
		page.Picture{X: 150, Y: 200, W: 20, H: 10, Data: square(color.RGBA{B: 0xff, A: 0xff})},
		page.Link{X: 20, Y: 20, W: 50, H: 10, To: 1},
	}
	for i, f := range page.Faces {
		marks = append(marks, page.Glyphs{X: 28, Baseline: page.MM(70 + 20*i), Font: page.Font{Face: f, Size: 16}, Text: "国土规划第12号〔2022〕", Track: -0.0757})
	}
	return page.Page{Size: page.A4, Marks: marks}
}

func paint(t *testing.T, pg page.Page) *image.RGBA {
	t.Helper()
	img, err := preview.NewPainter(font.Embedded()).Paint(context.Background(), pg, pixelsWide)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// ink is the box of everything that is not white within an area given in mm.
func ink(img image.Image, x1, y1, x2, y2 float64) image.Rectangle {
	k := float64(pixelsWide) / 210
	var box image.Rectangle
	for y := int(y1 * k); y < int(y2*k); y++ {
		for x := int(x1 * k); x < int(x2*k); x++ {
			if luma(img, x, y) < 200 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func luma(img image.Image, x, y int) uint8 {
	return color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
}

func TestMarksStandAtTheirPlaces(t *testing.T) {
	img := paint(t, sample())
	if got := img.Bounds().Size(); got != image.Pt(840, 1188) {
		t.Fatalf("size %v, want A4 at 4 px a mm", got)
	}
	// The thick rule lies 0.5 mm to both sides of 40 mm: rows 158 to 161.
	if got, want := ink(img, 0, 38, 210, 41.9), image.Rect(80, 158, 760, 162); got != want {
		t.Errorf("thick rule %v, want %v", got, want)
	}
	if got := img.RGBAAt(400, 160); got != (color.RGBA{0xD9, 0, 0x1B, 0xff}) {
		t.Errorf("rule's colour %v", got)
	}
	if got, want := ink(img, 140, 190, 210, 230), image.Rect(600, 800, 680, 840); got != want {
		t.Errorf("picture %v, want %v", got, want)
	}
	for i, f := range page.Faces {
		base := float64(70 + 20*i)
		em := float64(page.Font{Size: 16}.Em())
		box := ink(img, 0, base-10, 210, base+5)
		// 国 fills its em almost wholly: its ink starts within 0.8 mm of the
		// run's left edge, never left of it; nothing reaches more than an em
		// up or a third of one down.
		if box.Min.X < 112 || box.Min.X > 112+4 {
			t.Errorf("%s: ink starts at %d px, want 112 to 116", f, box.Min.X)
		}
		if top := float64(box.Min.Y) / 4; top < base-em || top > base-0.6*em {
			t.Errorf("%s: ink starts at %.2f mm, baseline %.2f", f, top, base)
		}
		if bottom := float64(box.Max.Y) / 4; bottom < base || bottom > base+em/3 {
			t.Errorf("%s: ink ends at %.2f mm, baseline %.2f", f, bottom, base)
		}
	}
}

func TestTrackMovesEveryCharacter(t *testing.T) {
	run := page.Glyphs{X: 20, Baseline: 50, Font: page.Font{Face: page.Hei, Size: 16}, Text: "一一一"}
	plain := ink(paint(t, page.Page{Size: page.A4, Marks: []page.Mark{run}}), 0, 30, 210, 60)
	run.Track = 5
	wide := ink(paint(t, page.Page{Size: page.A4, Marks: []page.Mark{run}}), 0, 30, 210, 60)
	if plain.Min != wide.Min || wide.Max.X != plain.Max.X+40 {
		t.Errorf("plain %v, with 5 mm of track %v: the end should lie 2×20 px further", plain, wide)
	}
}

func TestPaintingOrder(t *testing.T) {
	bar := func(c page.Color) page.Rule { return page.Rule{X1: 10, Y1: 20, X2: 100, Y2: 20, Weight: 4, Color: c} }
	img := paint(t, page.Page{Size: page.A4, Marks: []page.Mark{bar(page.Red), bar(page.Grey)}})
	if got := img.RGBAAt(100, 80); got != (color.RGBA{0x70, 0x70, 0x70, 0xff}) {
		t.Errorf("the later mark should cover the earlier, got %v", got)
	}
}

func TestOddPages(t *testing.T) {
	p := preview.NewPainter(font.Embedded())
	for name, pg := range map[string]page.Page{
		"no size":      {},
		"outside":      {Size: page.A4, Marks: []page.Mark{page.Glyphs{X: -500, Baseline: 900, Font: page.Font{Face: page.Hei, Size: 16}, Text: "外"}}},
		"over an edge": {Size: page.A4, Marks: []page.Mark{page.Glyphs{X: -2, Baseline: 2, Font: page.Font{Face: page.Hei, Size: 40}, Text: "边"}, page.Rule{X1: -10, Y1: 296, X2: 400, Y2: 300, Weight: 3}}},
		"size 0":       {Size: page.A4, Marks: []page.Mark{page.Glyphs{Font: page.Font{Face: page.Hei}, Text: "零"}}},
	} {
		if _, err := p.Paint(context.Background(), pg, 200); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := page.Page{Size: page.A4, Marks: []page.Mark{page.Picture{W: 10, H: 10, Data: []byte("not a picture")}}}
	if _, err := p.Paint(context.Background(), bad, 200); err == nil {
		t.Error("a broken picture should be an error")
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Paint(ended, sample(), 200); err != context.Canceled {
		t.Errorf("a cancelled painting should say so, got %v", err)
	}
}

// TestSameAsPDF paints a page twice, here and as a PDF that poppler turns into
// pixels, and compares the two: every run's ink in the same box, and the same
// grey when both are looked at coarsely.
func TestSameAsPDF(t *testing.T) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	pg := sample()
	bytes, err := pdf.Render(page.Document{Title: "样张", Pages: []page.Page{pg}}, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "sample.pdf")
	if err := os.WriteFile(file, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-png", "-singlefile", "-scale-to-x", "840", "-scale-to-y", "1188", file, filepath.Join(dir, "sample")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	picture, err := os.Open(filepath.Join(dir, "sample.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = picture.Close() }()
	theirs, err := png.Decode(picture)
	if err != nil {
		t.Fatal(err)
	}
	ours := paint(t, pg)
	for _, band := range [][2]float64{{36, 42}, {42, 50}, {60, 75}, {80, 95}, {100, 115}, {120, 135}, {140, 155}, {190, 225}} {
		a, b := ink(ours, 0, band[0], 210, band[1]), ink(theirs, 0, band[0], 210, band[1])
		if !near(a, b, 2) {
			t.Errorf("from %v mm: our ink %v, the PDF's %v", band, a, b)
		}
	}
	if d, at := coarseDifference(ours, theirs); d > 36 {
		t.Errorf("the 2 mm at %v px differ by %.0f of 255", at, d)
	}
}

func near(a, b image.Rectangle, d int) bool {
	ok := func(p, q int) bool { return p-q <= d && q-p <= d }
	return ok(a.Min.X, b.Min.X) && ok(a.Min.Y, b.Min.Y) && ok(a.Max.X, b.Max.X) && ok(a.Max.Y, b.Max.Y)
}

// coarseDifference is the largest difference of the mean grey of cells of 8×8
// pixels.
func coarseDifference(a, b image.Image) (worst float64, at image.Point) {
	for y := 0; y+8 <= a.Bounds().Dy(); y += 8 {
		for x := 0; x+8 <= a.Bounds().Dx(); x += 8 {
			sum := 0
			for i := range 64 {
				sum += int(luma(a, x+i%8, y+i/8)) - int(luma(b, x+i%8, y+i/8))
			}
			if d := float64(max(sum, -sum)) / 64; d > worst {
				worst, at = d, image.Pt(x, y)
			}
		}
	}
	return worst, at
}

// fullPage is a page as full as official paper gets: 22 rows of 28 characters.
func fullPage() page.Page {
	text := []rune("建议办理工作答复承办单位代表提出的关于推进红塔工业园区光电子产业园建设的")
	pg := page.Page{Size: page.A4}
	for row := range 22 {
		line := make([]rune, 28)
		for i := range line {
			line[i] = text[(row*5+i)%len(text)]
		}
		pg.Marks = append(pg.Marks, page.Glyphs{X: 28, Baseline: page.MM(42 + 10.227*float64(row)), Font: page.Font{Face: page.FangSong, Size: 16}, Text: string(line), Track: -0.0757})
	}
	return pg
}

func TestFullPageHas616Characters(t *testing.T) {
	n := 0
	for _, m := range fullPage().Marks {
		n += len([]rune(strings.TrimSpace(m.(page.Glyphs).Text)))
	}
	if n != 616 {
		t.Errorf("%d characters, want 22 × 28", n)
	}
}

// BenchmarkPaint is one full page at 800 pixels, its shapes known; aim: 30 ms.
func BenchmarkPaint(b *testing.B) {
	p, pg := preview.NewPainter(font.Embedded()), fullPage()
	for b.Loop() {
		if _, err := p.Paint(context.Background(), pg, 800); err != nil {
			b.Fatal(err)
		}
	}
}
