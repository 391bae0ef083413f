package gui

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// inWindow runs a test with the whole window of 1366 × 768 over some cases.
func inWindow(t *testing.T, f func(t *testing.T, m *Main, r *paperRoom), cases ...data.Case) {
	t.Helper()
	inRoom(t, func(t *testing.T, r *paperRoom) {
		useOneThread(t)
		m, err := NewMain(r.deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		m.win.Resize(fyne.NewSize(1366, 768))
		settle()
		r.win = m.win
		f(t, m, r)
		settle()
		m.Close()
	}, cases...)
}

// press types a shortcut into the window.
func press(m *Main, key fyne.KeyName) {
	m.keys.TypedShortcut(ctrl(key))
	settle()
}

func escape(m *Main) {
	m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	settle()
}

func TestWindowStartsWithToday(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		if _, ok := m.current().(*TodayScreen); !ok {
			t.Fatalf("the window starts with %T", m.current())
		}
		if got := m.status.count.Text; got != "共 3 件 · 主办 2 · 协办 1" {
			t.Errorf("status line says %q", got)
		}
		if got := m.bar.period.Selected; got != "2022年 · 市六届人大一次会议" {
			t.Errorf("the bar shows %q", got)
		}
		r.keep("main-today")
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestPlacesByKeyAndRail(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		for i, p := range places() {
			press(m, fyne.KeyName(fmt.Sprint(i+1)))
			if got := m.trail[0].place; got != p.place {
				t.Errorf("Ctrl+%d opens %s, want %s", i+1, got, p.place)
			}
		}
		test.Tap(m.rail.items[PlaceLedger])
		settle()
		if m.trail[0].place != PlaceLedger || !m.rail.items[PlaceLedger].on {
			t.Error("the rail does not open the ledger")
		}
	}, story.Lead())
}

func TestSearchGoesToLedger(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		press(m, fyne.KeyF)
		if m.win.Canvas().Focused() != fyne.Focusable(m.bar.search) {
			t.Fatal("Ctrl+F does not focus the search box")
		}
		test.Type(m.bar.search, "截污")
		settle()
		l, ok := m.current().(*LedgerScreen)
		if !ok {
			t.Fatalf("typing opens %T", m.current())
		}
		if rows := l.Shown(); len(rows) != 1 || rows[0].Number != "17" {
			t.Errorf("found %v", rows)
		}
		if got := m.bar.search.Text; got != "截污" {
			t.Errorf("the box holds %q", got)
		}
	}, story.Lead(), story.Draft())
}

func TestEscapeGoesBack(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		m.Go(PlaceLedger)
		m.OpenCase(12, TabTalks)
		settle()
		c, ok := m.current().(*CaseScreen)
		if !ok || c.Tab() != TabTalks {
			t.Fatalf("shown %T", m.current())
		}
		m.OpenReply(12, 0)
		settle()
		escape(m)
		if m.current() != Screen(c) {
			t.Errorf("back shows %T", m.current())
		}
		escape(m)
		if _, ok := m.current().(*LedgerScreen); !ok {
			t.Errorf("back again shows %T", m.current())
		}
		escape(m)
		if _, ok := m.current().(*LedgerScreen); !ok {
			t.Error("Esc leaves a screen of the rail")
		}
	}, story.Lead())
}

func TestHelpListsEveryShortcut(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
		if len(m.panels) != 1 {
			t.Fatal("F1 opens no help")
		}
		all := strings.Join(texts(m.win.Canvas().Overlays().Top()), "\n")
		for _, s := range shortcuts() {
			if !strings.Contains(all, s.keys) || !strings.Contains(all, s.what) {
				t.Errorf("the help lacks %s", s.keys)
			}
		}
		r.keep("main-help")
		escape(m)
		if len(m.panels) != 0 {
			t.Error("Esc leaves the help open")
		}
	})
}

func TestReadOnlyRegistrySaysSo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		useOneThread(t)
		r.memory.ReadOnlyReason = "另一个程序正在使用"
		m, err := NewMain(r.deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		settle()
		if m.status.readOnly.Hidden || m.status.said.Text != "以只读方式打开：另一个程序正在使用" || !m.bar.add.Disabled() {
			t.Error("the window does not say that the registry is read-only")
		}
		var got error
		m.Save("改", func(Tx) error { t.Error("written"); return nil }, func(err error) { got = err })
		if got == nil {
			t.Error("saving is not refused")
		}
		m.Close()
	}, story.Lead())
}

// texts are all texts shown within an object.
func texts(o fyne.CanvasObject) []string {
	var out []string
	walk(o, func(o fyne.CanvasObject) bool {
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

// walk visits an object and everything visible within it; f tells whether to
// look inside.
func walk(o fyne.CanvasObject, f func(fyne.CanvasObject) bool) {
	if o == nil || !o.Visible() || !f(o) {
		return
	}
	switch w := o.(type) {
	case *fyne.Container:
		for _, c := range w.Objects {
			walk(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(w).Objects() {
			walk(c, f)
		}
	}
}

// foreign are words in Latin letters that a Chinese window should not show.
var foreign = regexp.MustCompile(`[A-Za-z]{2,}`)

// allowed are those it may: names of keys and of kinds of file.
var allowed = []string{"Ctrl", "Esc", "Enter", "Tab", "PDF", "Excel", "TTF", "TTC", "MB", "KB", "db", "memory", "registry"}

func checkChinese(t *testing.T, where string, o fyne.CanvasObject) {
	t.Helper()
	for _, s := range texts(o) {
		for _, w := range foreign.FindAllString(s, -1) {
			if !slices.Contains(allowed, w) {
				t.Errorf("%s shows %q", where, s)
			}
		}
	}
}

// TestEveryScreenIsChineseAndFits opens every screen and tab at the two sizes
// an office has: all words are Chinese, and the content asks for no more room
// than the window gives.
func TestEveryScreenIsChineseAndFits(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		look := func(where string) {
			settle()
			checkChinese(t, where, m.win.Content())
			if top := m.win.Canvas().Overlays().Top(); top != nil {
				checkChinese(t, where, top)
			}
			if least := m.win.Content().MinSize(); least.Width > 1100 || least.Height > 700 {
				t.Errorf("%s asks for %v", where, least)
			}
		}
		for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1100, 700)} {
			m.win.Resize(size)
			for _, p := range places() {
				m.Go(p.place)
				look(string(p.place))
			}
			for _, id := range []data.ID{12, 17, 21} {
				for _, tab := range Tabs {
					m.Go(PlaceLedger)
					m.OpenCase(id, tab)
					look(fmt.Sprint(id, tab))
					r.keep(fmt.Sprintf("case-%d-%s-%.0f", id, tab, size.Width))
				}
				m.OpenReply(id, 0)
				look(fmt.Sprint("reply ", id))
			}
		}
		m.Go(PlaceLedger)
		m.onNew()
		look("new proposal")
	}, story.Lead(), story.Draft(), story.Assist())
}

// Words of the search box are those of the list in sight: gone elsewhere, the
// box is empty and the list left is whole again.
func TestSearchStaysWithItsList(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		m.Go(PlaceLedger)
		settle()
		m.bar.search.SetText("没有这样的字")
		settle()
		m.Go(PlaceTalks)
		settle()
		if m.bar.search.Text != "" {
			t.Errorf("the box still says %q", m.bar.search.Text)
		}
		m.Go(PlaceLedger)
		settle()
		if l, ok := m.current().(*LedgerScreen); !ok || len(l.Shown()) != 1 {
			t.Error("the ledger is still filtered")
		}
	}, story.Lead())
}
