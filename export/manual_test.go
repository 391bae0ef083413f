package export_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"

	"jianban/data/manual"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

// The manual on paper begins with its contents, which tell where each page begins; a
// picture keeps its shape and stays within the sheet, as does every word.
func TestTheManualOnPaper(t *testing.T) {
	t.Parallel()
	var shot bytes.Buffer
	if err := png.Encode(&shot, image.NewGray(image.Rect(0, 0, 1080, 640))); err != nil {
		t.Fatal(err)
	}
	first := manual.Page{Title: "第一天", Blocks: []manual.Block{{Kind: manual.Heading, Text: "头一步"}, {Kind: manual.Step, Mark: "1", Text: "点“保存”"}}}
	for range 60 {
		first.Blocks = append(first.Blocks, manual.Block{Text: "这一页很长。"})
	}
	second := manual.Page{Title: "快捷键", Blocks: []manual.Block{
		{Kind: manual.Picture, Text: "今日", Mark: "today.png", Data: shot.Bytes()}, {Kind: manual.Keys, Mark: "F1", Text: "使用说明"}, {Kind: manual.Picture, Mark: "gone.png"}}}
	doc := export.Manual([]manual.Page{first, second}, font.Embedded())
	if len(doc.Pages) != 4 || len(doc.Bookmarks) != 2 || doc.Bookmarks[0].Page != 2 || doc.Bookmarks[1].Page != 4 {
		t.Fatalf("%d sheets, bookmarks %v", len(doc.Pages), doc.Bookmarks)
	}
	sheet := func(i int) string { return wordsOf(page.Document{Pages: doc.Pages[i : i+1]}) }
	for i, want := range []string{"建办使用说明 第一天 2 快捷键 4", "第一天 头一步 1.点“保存”", "这一页很长", "快捷键 F1：使用说明"} {
		for _, w := range strings.Fields(want) {
			if !strings.Contains(strings.ReplaceAll(sheet(i), " ", ""), w) {
				t.Errorf("sheet %d lacks %s: %s", i+1, w, sheet(i))
			}
		}
	}
	pictures := 0
	for _, p := range doc.Pages {
		for _, k := range p.Marks {
			switch k := k.(type) {
			case page.Picture:
				pictures++
				if shape := float64(k.W / k.H); math.Abs(shape-1080.0/640) > 0.01 || k.X < 20 || k.X+k.W > p.Size.W-20 || k.Y+k.H > p.Size.H-20 {
					t.Errorf("the picture is at %v %v, %v × %v", k.X, k.Y, k.W, k.H)
				}
			case page.Glyphs:
				if k.X+page.Width(k.Text, k.Font, k.Track, font.Embedded()) > p.Size.W-20 {
					t.Errorf("%q leaves the sheet", k.Text)
				}
				for _, r := range k.Text {
					if !font.Embedded().Covers(k.Font.Face, r) {
						t.Errorf("%q has no font for %c", k.Text, r)
					}
				}
			}
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures", pictures)
	}
}
