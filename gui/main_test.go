package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/ledger"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	"jianban/gui/today"
)

// shown is the window of a room, as wide and high as told.
func shown(t *testing.T, r *screentest.Room, width, height float32) *Main {
	t.Helper()
	m, err := NewMain(r.Deps, fyne.CurrentApp())
	if err != nil {
		t.Fatal(err)
	}
	m.win.Resize(fyne.NewSize(width, height))
	onethread.Settle()
	r.Win = m.win
	return m
}

// inWindow runs a test with the whole window of 1366 × 768 over some cases.
func inWindow(t *testing.T, f func(t *testing.T, m *Main, r *screentest.Room), cases ...data.Case) {
	t.Helper()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		m := shown(t, r, 1366, 768)
		f(t, m, r)
		onethread.Settle()
		m.Close()
	}, cases...)
}

// press types a shortcut into the window.
func press(m *Main, key fyne.KeyName) {
	m.keys.TypedShortcut(ctrl(key))
	onethread.Settle()
}

func escape(m *Main) {
	m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	onethread.Settle()
}

func TestWindowStartsWithToday(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		if _, ok := m.current().(*today.TodayScreen); !ok {
			t.Fatalf("the window starts with %T", m.current())
		}
		if got := m.status.count.Text; got != "共 3 件 · 主办 2 · 协办 1" {
			t.Errorf("status line says %q", got)
		}
		if got := m.bar.period.Selected; got != "2022年 · 市六届人大一次会议" {
			t.Errorf("the bar shows %q", got)
		}
		r.Keep("main-today")
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestPlacesByKeyAndRail(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		for i, p := range places() {
			press(m, fyne.KeyName(fmt.Sprint(i+1)))
			if got := m.trail[0].place; got != p.place {
				t.Errorf("Ctrl+%d opens %s, want %s", i+1, got, p.place)
			}
		}
		test.Tap(m.rail.items[screen.PlaceLedger])
		onethread.Settle()
		if m.trail[0].place != screen.PlaceLedger || !m.rail.items[screen.PlaceLedger].on {
			t.Error("the rail does not open the ledger")
		}
	}, story.Lead())
}

func TestSearchGoesToLedger(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		press(m, fyne.KeyF)
		if m.win.Canvas().Focused() != fyne.Focusable(m.bar.search) {
			t.Fatal("Ctrl+F does not focus the search box")
		}
		test.Type(m.bar.search, "截污")
		onethread.Settle()
		l, ok := m.current().(*ledger.LedgerScreen)
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
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Go(screen.PlaceLedger)
		m.OpenCase(12, screen.TabTalks)
		onethread.Settle()
		c, ok := m.current().(*proposal.CaseScreen)
		if !ok || c.Tab() != screen.TabTalks {
			t.Fatalf("shown %T", m.current())
		}
		m.OpenReply(12, 0)
		onethread.Settle()
		escape(m)
		if m.current() != screen.Screen(c) {
			t.Errorf("back shows %T", m.current())
		}
		escape(m)
		if _, ok := m.current().(*ledger.LedgerScreen); !ok {
			t.Errorf("back again shows %T", m.current())
		}
		escape(m)
		if _, ok := m.current().(*ledger.LedgerScreen); !ok {
			t.Error("Esc leaves a screen of the rail")
		}
	}, story.Lead())
}

func TestReadOnlyRegistrySaysSo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		m, err := NewMain(r.Deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		onethread.Settle()
		if m.status.readOnly.Hidden || m.status.said.Text != "以只读方式打开：另一个程序正在使用" || !m.bar.add.Disabled() {
			t.Error("the window does not say that the registry is read-only")
		}
		var got error
		m.Save("改", func(screen.Tx) error { t.Error("written"); return nil }, func(err error) { got = err })
		if got == nil {
			t.Error("saving is not refused")
		}
		m.Close()
	}, story.Lead())
}

// TestEveryScreenIsChineseAndFits opens every screen and tab at the two sizes
// an office has: all words are Chinese, and the content asks for no more room
// than the window gives.
func TestEveryScreenIsChineseAndFits(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		look := func(where string) {
			onethread.Settle()
			screentest.CheckChinese(t, where, m.win.Content())
			if top := m.win.Canvas().Overlays().Top(); top != nil {
				screentest.CheckChinese(t, where, top)
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
				for _, tab := range screen.Tabs {
					m.Go(screen.PlaceLedger)
					m.OpenCase(id, tab)
					look(fmt.Sprint(id, tab))
					r.Keep(fmt.Sprintf("case-%d-%s-%.0f", id, tab, size.Width))
				}
				m.OpenReply(id, 0)
				look(fmt.Sprint("reply ", id))
			}
		}
		m.Go(screen.PlaceLedger)
		m.onNew()
		look("new proposal")
	}, story.Lead(), story.Draft(), story.Assist())
}

// Words of the search box are those of the list in sight: gone elsewhere, the
// box is empty and the list left is whole again.
func TestSearchStaysWithItsList(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		m.bar.search.SetText("没有这样的字")
		onethread.Settle()
		m.Go(screen.PlaceTalks)
		onethread.Settle()
		if m.bar.search.Text != "" {
			t.Errorf("the box still says %q", m.bar.search.Text)
		}
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		if l, ok := m.current().(*ledger.LedgerScreen); !ok || len(l.Shown()) != 1 {
			t.Error("the ledger is still filtered")
		}
	}, story.Lead())
}
