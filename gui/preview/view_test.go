package preview_test

import (
	"bytes"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/export/page"
	"jianban/gui/preview"
	"jianban/gui/screentest/onethread"
	look "jianban/gui/theme"
)

func TestZoomStepsKeepThePlace(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, _ fyne.Canvas) {
		p.SetDocument(document(8, "页"))
		p.ShowPage(5)
		onethread.Settle()
		wide := p.Image(4).Bounds().Dx()
		for range 3 {
			p.ZoomBy(1)
			onethread.Settle()
			if p.Page() != 5 {
				t.Fatalf("zooming in went to page %d", p.Page())
			}
		}
		if got := p.Image(4).Bounds().Dx(); got <= wide {
			t.Errorf("%d px wide after zooming in, %d before", got, wide)
		}
		for range 20 {
			p.ZoomBy(-1)
		}
		onethread.Settle()
		if got := p.Image(4).Bounds().Dx(); got != 198 { // 25 % of 793.7
			t.Errorf("the smallest page is %d px wide", got)
		}
		for range 30 {
			p.ZoomBy(1)
		}
		onethread.Settle()
		if got := p.Image(p.Page() - 1).Bounds().Dx(); got != 2381 {
			t.Errorf("the largest page is %d px wide", got)
		}
		p.ZoomBy(0)
		onethread.Settle()
		if got := p.Image(p.Page() - 1).Bounds().Dx(); got != wide {
			t.Errorf("fitting the width again gives %d px, want %d", got, wide)
		}
	})
}

func TestWheelScrollsAndTurns(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(8, "页"))
		onethread.Settle()
		test.Scroll(c, fyne.NewPos(400, 400), 0, -900)
		onethread.Settle()
		if p.Page() != 2 {
			t.Errorf("the wheel led to page %d", p.Page())
		}
		p.Turn(1)
		if p.Page() != 3 {
			t.Errorf("turning on led to page %d", p.Page())
		}
		p.Turn(-9)
		if p.Page() != 1 {
			t.Errorf("turning back led to page %d", p.Page())
		}
		onethread.Settle()
		wide := p.Image(0).Bounds().Dx()
		onethread.Hold(t, fyne.KeyModifierControl)
		test.Scroll(c, fyne.NewPos(400, 400), 0, 25)
		onethread.Settle()
		if got := p.Image(0).Bounds().Dx(); got <= wide || p.Page() != 1 {
			t.Errorf("Ctrl and the wheel: %d px wide, %d before; page %d", got, wide, p.Page())
		}
	})
}

func TestThumbnailsOfLongDocuments(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(2, "页"))
		onethread.Settle()
		if p.Thumbnail(0) != nil {
			t.Error("a document of two pages needs no thumbnails")
		}
		wide := p.Image(0).Bounds().Dx()
		p.SetDocument(document(200, "页"))
		onethread.Settle()
		keepPicture(t, c, "preview-thumbs")
		if p.Thumbnail(0) == nil || p.Thumbnail(3) == nil || p.Thumbnail(150) != nil {
			t.Error("only the thumbnails in sight should be painted")
		}
		if got := p.Image(0).Bounds().Dx(); got >= wide {
			t.Errorf("the page is %d px wide beside the thumbnails, %d before", got, wide)
		}
		test.TapCanvas(c, fyne.NewPos(48, 480))
		onethread.Settle()
		if p.Page() < 3 || p.Page() > 5 {
			t.Errorf("a click on the fourth thumbnail led to page %d", p.Page())
		}
		p.ShowPage(150)
		onethread.Settle()
		keepPicture(t, c, "preview-thumbs-150")
		if p.Thumbnail(149) == nil || p.Image(149) == nil {
			t.Error("the thumbnails should follow the view")
		}
		p.SetNote("没有内容。")
		onethread.Settle()
		if p.Thumbnail(0) != nil {
			t.Error("beside a note there are no thumbnails")
		}
	})
}

func TestClickOnPaperTellsThePlace(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		var number int
		var x, y page.MM
		p.OnTapped = func(n int, atX, atY page.MM) { number, x, y = n, atX, atY }
		p.SetDocument(document(2, "页"))
		p.SetZoom(50)
		onethread.Settle()
		// 397 of 700 wide, the page begins at 152; the bar is above.
		bar := p.MinSize().Height - 160 // what the pages need at least
		test.TapCanvas(c, fyne.NewPos(152+189, bar+16+94))
		if number != 1 || x < 99 || x > 101 || y < 49 || y > 51 {
			t.Errorf("clicked on page %d at %.1f, %.1f mm, want 1 at 100, 50", number, x, y)
		}
		number = 0
		test.TapCanvas(c, fyne.NewPos(5, bar+100)) // the desk
		if number != 0 {
			t.Errorf("a click on the desk meant page %d", number)
		}
	})
}

func TestSignsAndRevealing(t *testing.T) {
	inWindow(t, func(t *testing.T, p *preview.Preview, c fyne.Canvas) {
		p.SetDocument(document(4, "页"))
		onethread.Settle()
		before := c.Capture()
		p.SetSigns([]preview.Sign{{Areas: []page.Area{{Page: 1, X: 30, Y: 40, W: 50, H: 6}, {Page: 9, X: 1, Y: 1, W: 1, H: 1}}, Color: look.ColorRed}})
		onethread.Settle()
		keepPicture(t, c, "preview-signs")
		if same(before, c.Capture()) {
			t.Error("a sign is not to be seen")
		}
		p.Reveal([]page.Area{{Page: 3, X: 30, Y: 200, W: 50, H: 6}})
		onethread.Settle()
		if p.Page() != 3 {
			t.Errorf("revealed on page 3, the view is on page %d", p.Page())
		}
		p.SetSigns(nil)
		p.ShowPage(1)
		onethread.Settle()
		if !same(before, c.Capture()) {
			t.Error("signs taken away are still to be seen")
		}
		p.Reveal(nil)
		p.Reveal([]page.Area{{Page: 77}})
	})
}

func same(a, b image.Image) bool {
	x, okX := a.(*image.NRGBA)
	y, okY := b.(*image.NRGBA)
	return okX && okY && bytes.Equal(x.Pix, y.Pix)
}
