package screentest

import (
	"regexp"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"
)

// Texts are all texts shown within an object.
func Texts(o fyne.CanvasObject) []string {
	var out []string
	Walk(o, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *canvas.Text:
			out = append(out, w.Text)
		case *fw.RichText:
			out = append(out, w.String())
			return false
		}
		return true
	})
	return out
}

// Walk visits an object and everything visible within it; f tells whether to
// look inside.
func Walk(o fyne.CanvasObject, f func(fyne.CanvasObject) bool) {
	if o == nil || !o.Visible() || !f(o) {
		return
	}
	switch w := o.(type) {
	case *fyne.Container:
		for _, c := range w.Objects {
			Walk(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(w).Objects() {
			Walk(c, f)
		}
	}
}

// foreign are words in Latin letters that a Chinese window should not show.
var foreign = regexp.MustCompile(`[A-Za-z]{2,}`)

// allowed are those it may: names of keys and of kinds of file.
var allowed = []string{"Ctrl", "Esc", "Enter", "Tab", "PDF", "Excel", "TTF", "TTC", "MB", "KB", "db", "memory", "registry"}

// CheckChinese fails the test where a text shown is not Chinese.
func CheckChinese(t *testing.T, where string, o fyne.CanvasObject) {
	t.Helper()
	for _, s := range Texts(o) {
		for _, w := range foreign.FindAllString(s, -1) {
			if !slices.Contains(allowed, w) {
				t.Errorf("%s shows %q", where, s)
			}
		}
	}
}
