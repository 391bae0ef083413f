package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// sizedWindow is a window that can be drawn larger, which keeps its choices.
func sizedWindow(t *testing.T, f func(m *Main, a *still)) {
	t.Helper()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		app := test.NewTempApp(t)
		r.Deps.Prefs = app.Preferences()
		a := &still{App: fyne.CurrentApp()}
		m, err := NewMain(r.Deps, a)
		if err != nil {
			t.Fatal(err)
		}
		m.win.Resize(fyne.NewSize(1366, 768))
		onethread.Settle()
		f(m, a)
		onethread.Settle()
		m.Close()
	}, story.Lead())
}

func TestTextSizeByKeys(t *testing.T) {
	sizedWindow(t, func(m *Main, a *still) {
		for _, x := range []struct {
			key  fyne.KeyName
			want float32
		}{{fyne.KeyPlus, 1.1}, {fyne.KeyEqual, 1.2}, {fyne.KeyPlus, 1.3}, {fyne.KeyMinus, 1.2}, {fyne.Key0, 1}, {fyne.KeyMinus, 0.9}, {fyne.KeyMinus, 0.8}, {fyne.KeyMinus, 0.8}} {
			press(m, x.key)
			if m.Scale() != x.want || a.Settings().Scale() != x.want || keptScale(m.deps.Prefs) != x.want {
				t.Fatalf("Ctrl and %s: %v, drawn at %v, kept %v, want %v", x.key, m.Scale(), a.Settings().Scale(), keptScale(m.deps.Prefs), x.want)
			}
		}
		press(m, fyne.Key0)
		m.SetScale(1.15) // kept by an older version
		press(m, fyne.KeyPlus)
		if m.Scale() != 1.2 {
			t.Errorf("from 115%% one up is %v", m.Scale())
		}
		press(m, fyne.Key0)
		m.SetScale(1.15)
		press(m, fyne.KeyMinus)
		if m.Scale() != 1.1 {
			t.Errorf("from 115%% one down is %v", m.Scale())
		}
	})
}

// At 130 % all screens have room in 1366 × 768; where a size has none, it is said and
// nothing changes.
func TestTextSizeNeedsRoom(t *testing.T) {
	sizedWindow(t, func(m *Main, a *still) {
		for _, p := range places() {
			m.Go(p.place)
			onethread.Settle()
			if least := m.root.MinSize(); least.Width*1.3 > 1366 || least.Height*1.3 > 768 {
				t.Errorf("%s needs %v", p.place, least)
			}
		}
		m.SetScale(2)
		if m.Scale() != 1 || a.Settings().Scale() != 1 || !strings.Contains(m.status.said.Text, "窗口太小，放不下200%的文字") {
			t.Errorf("at %v, said %q", m.Scale(), m.status.said.Text)
		}
		m.win.Resize(fyne.NewSize(3840, 2160))
		m.onHelp()
		onethread.Settle()
		m.SetScale(2)
		if m.Scale() != 2 || m.status.said.Text != "文字大小 200%" {
			t.Errorf("at %v, said %q", m.Scale(), m.status.said.Text)
		}
	})
}

func TestTextSizeKept(t *testing.T) {
	app := test.NewTempApp(t)
	for kept, want := range map[float64]float32{1.3: 1.3, 0: 1, 7: 1, 0.3: 1, 2: 2} {
		app.Preferences().SetFloat(prefScale, kept)
		if got := keptScale(app.Preferences()); got != want {
			t.Errorf("kept %v is %v", kept, got)
		}
	}
	if keptScale(nil) != 1 {
		t.Error("without preferences the size is not the usual")
	}
	if n := len(screen.TextSizes); screen.TextSizes[0] != 0.8 || screen.TextSizes[n-1] != 2 {
		t.Errorf("the sizes are %v", screen.TextSizes)
	}
}
