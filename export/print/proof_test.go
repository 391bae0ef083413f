package print

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// proof is what letters do not show: a lying page between upright ones, a
// picture, hairlines, slanting rules, every face, colours.
func proof(t *testing.T) page.Document {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 64, 48))
	for y := range 48 {
		for x := range 64 {
			if (x/8+y/8)%2 == 0 || x < 8 {
				img.SetNRGBA(x, y, color.NRGBA{R: 0x20, G: 0x20, B: 0x20, A: 0xFF})
			}
		}
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		t.Fatal(err)
	}
	sheet := func(size page.Size) page.Page {
		p := page.Page{Size: size}
		for _, x := range []page.MM{10, size.W - 10} {
			p.Marks = append(p.Marks, page.Rule{X1: x, Y1: 10, X2: x, Y2: size.H - 10, Weight: 0.35})
		}
		for _, y := range []page.MM{10, size.H / 2, size.H - 10} {
			p.Marks = append(p.Marks, page.Rule{X1: 10, Y1: y, X2: size.W - 10, Y2: y, Weight: 0.2, Color: page.Red})
		}
		p.Marks = append(p.Marks, page.Rule{X1: 20, Y1: 100, X2: 60, Y2: 80, Weight: 1},
			page.Picture{X: size.W - 70, Y: size.H - 70, W: 48, H: 36, Data: picture.Bytes()})
		for i, f := range page.Faces {
			p.Marks = append(p.Marks, page.Glyphs{X: 20, Baseline: page.MM(30 + 9*i), Font: page.Font{Face: f, Size: 16}, Text: "红塔区人民政府 2022年6月30日 ABCgyj"})
		}
		return p
	}
	return page.Document{Title: "打印样张", Pages: []page.Page{sheet(page.A4), sheet(page.A4Landscape), sheet(page.A4)}}
}

// TestProof prints the proof on the printer that JIANBAN_PRINTER names and
// writes it as PDF where JIANBAN_WANTED says; scripts/print-test.sh then
// measures the paper with TestPaper.
func TestProof(t *testing.T) {
	printer, wanted := os.Getenv("JIANBAN_PRINTER"), os.Getenv("JIANBAN_WANTED")
	if printer == "" || wanted == "" {
		t.Skip("not run: it needs a printer; run make printtest")
	}
	doc := proof(t)
	file, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(wanted, file, 0o600); err != nil {
		t.Fatal(err)
	}
	job := Job{Printer: printer, Copies: 1, Duplex: OneSided}
	if err := Print(context.Background(), []page.Document{doc}, font.Embedded(), job, nil); err != nil {
		t.Fatal(err)
	}
}
