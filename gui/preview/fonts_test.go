package preview_test

import (
	"image"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/assets"
	"jianban/export/font"
	"jianban/gui/preview"
	"jianban/gui/screentest/onethread"
)

// Where other fonts are chosen, the same pages are painted anew.
func TestOtherFontsArePainted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "simhei.ttf"), assets.Font("NotoSerifSC-Regular"), 0o600); err != nil {
		t.Fatal(err)
	}
	fonts := font.Find(font.Options{})
	inWindowWith(t, fonts, func(t *testing.T, p *preview.Preview, _ fyne.Canvas) {
		show := func() image.Image {
			p.SetDocument(document(1, "页"))
			onethread.Settle()
			return p.Image(0)
		}
		first := show()
		if show() != first {
			t.Error("the same page was painted again")
		}
		fonts.Use(font.Options{System: []string{dir}})
		if reflect.DeepEqual(show(), first) {
			t.Error("the page still shows the fonts of before")
		}
	})
}
