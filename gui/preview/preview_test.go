package preview_test

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"jianban/assets"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/gui/preview"
	"jianban/gui/screentest/onethread"
	look "jianban/gui/theme"
)

func document(pages int, words string) page.Document {
	doc := page.Document{Title: words}
	for i := range pages {
		pg := fullPage()
		pg.Marks = append(pg.Marks, page.Glyphs{X: 28, Baseline: 30, Font: page.Font{Face: page.Hei, Size: 16}, Text: fmt.Sprintf("%s%d", words, i+1)})
		doc.Pages = append(doc.Pages, pg)
	}
	return doc
}

// inWindow runs a test with a preview in a window of 700 × 800, in a bubble
// where goroutines can be waited for.
func inWindow(t *testing.T, f func(t *testing.T, p *preview.Preview, c fyne.Canvas)) {
	t.Helper()
	inWindowWith(t, font.Embedded(), f)
}

func inWindowWith(t *testing.T, fonts *font.Set, f func(t *testing.T, p *preview.Preview, c fyne.Canvas)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(look.New(assets.Font("NotoSansSC-Medium"), nil, 1))
		onethread.Use(t)
		p := preview.New(preview.NewPainter(fonts), widget.NewButton("存为 PDF", nil))
		w := test.NewTempWindow(t, p)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(700, 800))
		f(t, p, w.Canvas())
		p.Close()
		onethread.Settle()
	})
}

func keepPicture(t *testing.T, c fyne.Canvas, name string) {
	t.Helper()
	dir := os.Getenv("JIANBAN_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(dir + "/" + name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, c.Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestPreviewPaintsWhatIsInSight(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(6, "页"))
		onethread.Settle()
		keepPicture(t, c, "preview")
		if p.Page() != 1 {
			t.Errorf("page %d, want 1", p.Page())
		}
		for i := range 6 {
			if painted := p.Image(i) != nil; painted != (i < 2) {
				t.Errorf("page %d painted: %v; only what is in sight and the next should be", i+1, painted)
			}
		}
		p.ShowPage(6)
		onethread.Settle()
		if p.Page() != 6 || p.Image(5) == nil || p.Image(0) != nil {
			t.Errorf("at page %d: the last page should be painted (%v), the first forgotten (%v)", p.Page(), p.Image(5) != nil, p.Image(0) == nil)
		}
		p.ShowPage(99)
		if p.Page() != 6 {
			t.Errorf("beyond the end: page %d", p.Page())
		}
	})
}

func TestPreviewShowsTheNewestDocument(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, _ fyne.Canvas) {
		for _, words := range []string{"甲", "甲乙", "甲乙丙"} {
			p.SetDocument(document(1, words)) // typing does not wait for painting
		}
		onethread.Settle()
		want, err := preview.NewPainter(font.Embedded()).Paint(t.Context(), document(1, "甲乙丙").Pages[0], p.Image(0).Bounds().Dx())
		if err != nil {
			t.Fatal(err)
		}
		if string(want.Pix) != string(pixels(t, p)) {
			t.Error("the picture is not the newest document's")
		}
	})
}

func TestPreviewKeepsUnchangedPages(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, _ fyne.Canvas) {
		p.SetDocument(document(2, "页"))
		onethread.Settle()
		first, second := p.Image(0), p.Image(1)
		doc := document(2, "页")
		doc.Pages[1] = fullPage()
		p.SetDocument(doc)
		onethread.Settle()
		if p.Image(0) != first {
			t.Error("a page that did not change was painted again")
		}
		if p.Image(1) == second {
			t.Error("a page that changed was not painted again")
		}
	})
}

func TestZoom(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(1, "页"))
		for zoom, want := range map[preview.Zoom]int{
			preview.FitWidth: 700 - 2*16,
			50:               397,
			200:              1587,
		} {
			p.SetZoom(zoom)
			onethread.Settle()
			if got := p.Image(0).Bounds().Dx(); got != want {
				t.Errorf("%s: %d px wide, want %d", zoom, got, want)
			}
		}
		p.SetZoom(preview.FitPage)
		onethread.Settle()
		if h := p.Image(0).Bounds().Dy(); h > 800 || h < 600 {
			t.Errorf("whole page is %d px high in a window of 800", h)
		}
		keepPicture(t, c, "preview-whole")
	})
}

func TestPreviewNote(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(3, "页"))
		p.ShowPage(3)
		p.SetNote("先填写主送，再看版面。")
		onethread.Settle()
		keepPicture(t, c, "preview-note")
		if p.Page() != 0 || p.Image(0) != nil {
			t.Error("no page should be shown beside a note")
		}
		p.SetDocument(document(1, "页"))
		onethread.Settle()
		if p.Page() != 1 || p.Image(0) == nil {
			t.Error("the document should be shown again")
		}
	})
}

func pixels(t *testing.T, p *preview.Preview) []byte {
	t.Helper()
	img, ok := p.Image(0).(*image.RGBA)
	if !ok {
		t.Fatal("page 1 is not painted")
	}
	return img.Pix
}
