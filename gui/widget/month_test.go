package widget_test

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/assets"
	"jianban/data"
	"jianban/gui/screentest"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// keep writes a picture of a window where JIANBAN_PICTURES says.
func keep(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	dir := os.Getenv("JIANBAN_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// dateWindow is a field for a day in a window.
func dateWindow(t *testing.T, scale float32) (*ui.DateEntry, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.OfficeTheme(scale))
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	d := ui.NewDateEntry(2022, data.NewDate(2022, 6, 15))
	d.Calendar = func() data.Calendar { return calendar }
	w := test.NewTempWindow(t, d)
	w.Resize(fyne.NewSize(420*scale, 320*scale))
	w.Canvas().Focus(d)
	return d, w
}

// keys types keys into whatever has the keyboard.
func keys(w fyne.Window, names ...fyne.KeyName) {
	for _, n := range names {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// monthShown are the texts of the month over a window; nil where there is none.
func monthShown(w fyne.Window) []string {
	top := w.Canvas().Overlays().Top()
	if top == nil {
		return nil
	}
	return screentest.Texts(top)
}

func TestMonthByKeyboard(t *testing.T) {
	for _, x := range []struct {
		typed string
		keys  []fyne.KeyName
		want  string
	}{
		{"", []fyne.KeyName{fyne.KeyReturn}, "2022年6月15日"},
		{"2022-06-30", []fyne.KeyName{fyne.KeyRight, fyne.KeyReturn}, "2022年7月1日"},
		{"2022-06-30", []fyne.KeyName{fyne.KeyDown, fyne.KeyLeft, fyne.KeyReturn}, "2022年7月6日"},
		{"2022-06-30", []fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, "2022年6月23日"},
		{"2022-01-31", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, "2022年2月28日"},
		{"2022-03-05", []fyne.KeyName{fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyEnter}, "2022年1月5日"},
		{"2022-03-05", []fyne.KeyName{fyne.KeyEnd, fyne.KeyReturn}, "2022年3月31日"},
		{"2022-03-05", []fyne.KeyName{fyne.KeyHome, fyne.KeyReturn}, "2022年3月1日"},
		{"2022年3月5日", []fyne.KeyName{fyne.KeyRight, fyne.KeyEscape}, "2022年3月5日"},
	} {
		d, w := dateWindow(t, 1)
		d.Fill(x.typed)
		edits := 0
		d.OnEdit(func(string) { edits++ })
		keys(w, fyne.KeyF4)
		if monthShown(w) == nil {
			t.Fatal("F4 opens no month")
		}
		keys(w, x.keys...)
		if d.Text != x.want {
			t.Errorf("%q and %v give %q, want %q", x.typed, x.keys, d.Text, x.want)
		}
		if monthShown(w) != nil {
			t.Errorf("%v: the month stays", x.keys)
		}
		if w.Canvas().Focused() != fyne.Focusable(d) {
			t.Errorf("%v: the keyboard is not in the field again", x.keys)
		}
		if wanted := x.keys[len(x.keys)-1] != fyne.KeyEscape; (edits > 0) != wanted {
			t.Errorf("%v: %d edits told", x.keys, edits)
		}
	}
}

// Holidays and worked weekend days are told by a word, not by colour alone.
func TestMonthMarksHolidays(t *testing.T) {
	d, w := dateWindow(t, 1)
	d.Fill("2022-01-29")
	keys(w, fyne.KeyF4)
	all := monthShown(w)
	count := func(word string) (n int) {
		for _, s := range all {
			if s == word {
				n++
			}
		}
		return n
	}
	// January 2022 in weeks: 27 December to 6 February. Free: 1 to 3 January and 31
	// January to 6 February; worked: 29 and 30 January.
	if count("休") != 10 || count("班") != 2 {
		t.Errorf("%d times 休, %d times 班", count("休"), count("班"))
	}
	if !slices.Contains(all, "2022年1月") || !strings.Contains(strings.Join(all, "|"), "1月29日 星期六，春节调休上班") {
		t.Errorf("shows %q", all)
	}
	keep(t, w, "month")
	keys(w, fyne.KeyEscape)
	d.Fill("2031-10-01")
	keys(w, fyne.KeyF4)
	if all := strings.Join(monthShown(w), "|"); !strings.Contains(all, "2031年10月（放假通知未录入）") {
		t.Errorf("of a year without a notice shows %q", all)
	}
}

func TestMonthByMouse(t *testing.T) {
	d, w := dateWindow(t, 2)
	test.TapCanvas(w.Canvas(), fyne.NewPos(w.Canvas().Size().Width-24, w.Canvas().Size().Height/2))
	if monthShown(w) == nil {
		t.Fatal("the button in the field opens no month")
	}
	keep(t, w, "month-200")
	// 15 June 2022 is a Wednesday of the third week; the day at its right is tapped.
	top := w.Canvas().Overlays().Top()
	var at fyne.Position
	screentest.Walk(top, func(o fyne.CanvasObject) bool {
		if slices.Equal(screentest.Texts(o), []string{"16", ""}) {
			at = fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			return false
		}
		return true
	})
	test.TapCanvas(w.Canvas(), at.AddXY(10, 10))
	if d.Text != "2022年6月16日" {
		t.Errorf("a click gives %q", d.Text)
	}
}
