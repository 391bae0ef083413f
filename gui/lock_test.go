package gui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/data/guard"
	"jianban/gui/clipboard"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// inGuarded runs a test with the window whose passphrase is 紫藤长廊; now is the
// clock's. The window is open unless locked.
func inGuarded(t *testing.T, open bool, f func(t *testing.T, m *Main, r *screentest.Room, g *screentest.DeskGuard, now *time.Time)) {
	t.Helper()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		g := &screentest.DeskGuard{Passphrase: "紫藤长廊", Is: guard.State{Set: true, Idle: 10 * time.Minute, Place: "/家/口令"}}
		now := story.Today
		r.Deps.Guard, r.Deps.Now = g, func() time.Time { return now }
		m := shown(t, r, 1366, 768)
		if open {
			unlock(m, "紫藤长廊")
			g.Asked = nil
		}
		f(t, m, r, g, &now)
		onethread.Settle()
		m.Close()
	}, story.Lead(), story.Draft())
}

// unlock types a passphrase where the keyboard is and presses Enter.
func unlock(m *Main, passphrase string) {
	for _, c := range passphrase {
		m.win.Canvas().Focused().TypedRune(c)
	}
	m.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	onethread.Settle()
}

// seen are all texts of the window, content and overlays.
func seen(m *Main) string {
	all := screentest.Texts(m.win.Content())
	for _, o := range m.win.Canvas().Overlays().List() {
		all = append(all, screentest.Texts(o)...)
	}
	return strings.Join(all, "\n")
}

// secret are words of the proposals, of the places and of the status line.
var secret = []string{"截污", "第12号", "第017号", "12", "今日", "台账", "主办", "号"}

// hides fails the test where anything of the office is seen.
func hides(t *testing.T, m *Main, when string) {
	t.Helper()
	shown := seen(m) + m.win.Title()
	for _, s := range secret {
		if strings.Contains(shown, s) {
			t.Errorf("%s the window shows %q:\n%s", when, s, shown)
		}
	}
	if !strings.Contains(shown, "口令") {
		t.Errorf("%s nothing asks for the passphrase:\n%s", when, shown)
	}
}

func TestStartAsksForThePassphrase(t *testing.T) {
	inGuarded(t, false, func(t *testing.T, m *Main, r *screentest.Room, g *screentest.DeskGuard, _ *time.Time) {
		r.Keep("lock-start")
		hides(t, m, "at the start")
		for range 2 {
			unlock(m, "紫藤短廊")
			hides(t, m, "after a wrong passphrase")
		}
		if !strings.Contains(seen(m), "口令不对。请检查输入法和大小写") {
			t.Errorf("shown: %s", seen(m))
		}
		r.Keep("lock-wrong")
		unlock(m, "紫藤长廊")
		if got := g.Asked; !slices.Equal(got, []string{"核对 紫藤短廊", "核对 紫藤短廊", "核对 紫藤长廊"}) {
			t.Errorf("tried %v", got)
		}
		if !strings.Contains(seen(m), "今日") || m.win.Canvas().Focused() != nil {
			t.Errorf("after the right one: %s, the keyboard is in %T", seen(m), m.win.Canvas().Focused())
		}
	})
}

// A setting that cannot be read neither opens the window nor leaves one without
// a way out.
func TestBrokenSettingIsToldWithItsWayOut(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		g := &screentest.DeskGuard{Passphrase: "x", Is: guard.State{Set: true, Lost: true, Broken: "口令设置：“/家/口令”读不出来，没有口令能打开窗口。请关闭建办，把这个文件删除或移走，再打开就不要口令；登记库里的内容不受影响"}}
		r.Deps.Guard = g
		m := shown(t, r, 1000, 600)
		r.Keep("lock-broken")
		hides(t, m, "with a broken setting")
		if shown := strings.ReplaceAll(seen(m), "\n", ""); !strings.Contains(shown, "“/家/口令”读不出来") || !strings.Contains(shown, "删除或移走") {
			t.Errorf("shown: %s", shown)
		}
		closed := 0
		m.win.SetOnClosed(func() { closed++ })
		screentest.TapText(t, m.win.Content(), "关闭窗口")
		if closed != 1 {
			t.Error("it does not close")
		}
	}, story.Lead())
}

// What was open is exactly there again: the screen, the panel over it with what
// was typed, and the keyboard.
func TestUnlockingBringsTheSamePlaceBack(t *testing.T) {
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, _ *screentest.DeskGuard, _ *time.Time) {
		m.OpenCase(12, screen.TabTalks)
		onethread.Settle()
		m.current().(screen.Recorder).AtHand().RecordTalk()
		onethread.Settle()
		c := m.win.Canvas()
		c.FocusNext()
		c.FocusNext()
		field, where := c.Focused(), m.current()
		if field == nil || panelTitle(m) != "第12号记沟通" {
			t.Fatalf("the keyboard is in %T, the panel is %q", field, panelTitle(m))
		}
		box := m.panels[0].Content
		typed := story.Lead().Proposal.Title
		for _, e := range entries(box) {
			e.SetText(typed)
		}
		before := seen(m)
		size := c.Overlays().Top().Size()
		press(m, fyne.KeyL)
		r.Keep("lock")
		hides(t, m, "locked over a panel")
		if len(c.Overlays().List()) != 0 {
			t.Error("something lies over the locked window")
		}
		unlock(m, "紫藤长廊")
		if m.current() != where || panelTitle(m) != "第12号记沟通" || c.Focused() != field || c.Overlays().Top().Size() != size {
			t.Errorf("back at %T, %q, the keyboard in %T", m.current(), panelTitle(m), c.Focused())
		}
		if after := seen(m); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		r.Keep("lock-unlocked")
		escape(m) // what was typed is an edit still
		if panelTitle(m) != "保存修改？" {
			t.Errorf("Esc opens %q", panelTitle(m))
		}
		screentest.TapText(t, c.Overlays().Top(), "不保存")
		if len(m.panels) != 0 || len(c.Overlays().List()) != 0 {
			t.Errorf("%d panels and %d overlays stay", len(m.panels), len(c.Overlays().List()))
		}
	})
}

func entries(o fyne.CanvasObject) (out []*ui.Entry) {
	screentest.Walk(o, func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok {
			out = append(out, e)
		}
		return true
	})
	return out
}

// The keyboard goes back into the text, at its caret.
func TestUnlockingPutsTheCaretBack(t *testing.T) {
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, _ *screentest.DeskGuard, _ *time.Time) {
		press(m, fyne.KeyF)
		for _, c := range "截污" {
			m.win.Canvas().Focused().TypedRune(c)
		}
		onethread.Settle()
		m.bar.search.CursorColumn = 1
		press(m, fyne.KeyL)
		unlock(m, "紫藤长廊")
		m.win.Canvas().Focused().TypedRune('流')
		if m.bar.search.Text != "截流污" {
			t.Errorf("the search box holds %q", m.bar.search.Text)
		}
	})
}

// No key, shortcut, dropped or pasted file reaches what is behind; a list that
// was dropped down is gone.
func TestNothingReachesALockedWindow(t *testing.T) {
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, _ *screentest.DeskGuard, _ *time.Time) {
		m.deps.Clipboard = func(context.Context) (clipboard.Content, error) {
			t.Error("the clipboard is read")
			return clipboard.Content{}, nil
		}
		m.OpenCase(12, screen.TabFiles)
		onethread.Settle()
		test.Tap(m.bar.period)
		if len(m.win.Canvas().Overlays().List()) != 1 {
			t.Fatal("no list dropped down")
		}
		where := m.current()
		press(m, fyne.KeyL)
		hides(t, m, "locked over a list")
		c := m.win.Canvas()
		for range 20 { // Tab goes round what is shown
			c.FocusNext()
			switch f := c.Focused().(type) {
			case *ui.Entry, *ui.Button:
				if f == fyne.Focusable(m.bar.search) || f == fyne.Focusable(m.bar.add) {
					t.Fatal("Tab reaches the bar")
				}
			default:
				t.Fatalf("Tab reaches %T", f)
			}
		}
		for _, s := range shortcuts() {
			if s.ctrl {
				press(m, s.key)
			} else if s.key != "" {
				c.Unfocus()
				key(m, s.key)
			}
			hides(t, m, s.keys)
		}
		for i := range places() {
			press(m, fyne.KeyName(rune('1'+i)))
		}
		m.keys.TypedShortcut(&fyne.ShortcutPaste{})
		m.keys.TypedShortcut(&fyne.ShortcutUndo{})
		m.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
		m.onDropped(fyne.NewPos(600, 400), []fyne.URI{storage.NewFileURI("/某处/图.png")})
		onethread.Settle()
		hides(t, m, "after all keys")
		if m.current() != where || len(m.panels) != 0 || len(r.Memory.Saved()) != 0 {
			t.Errorf("the window behind went to %T with %d panels, saved %v", m.current(), len(m.panels), r.Memory.Saved())
		}
		if c.Focused() == nil {
			t.Error("the keyboard is nowhere")
		}
	})
}

// What opens while the window is locked waits: also the end of a long task, an
// error with a proposal's title, a save that opens the proposal.
func TestPanelsWaitUntilUnlocked(t *testing.T) {
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, _ *screentest.DeskGuard, _ *time.Time) {
		going, end := make(chan struct{}), make(chan struct{})
		done := false
		m.RunTask("正在导出第12号", func(context.Context, screen.Progress) error {
			close(going)
			<-end
			return nil
		}, func(error) { done = true })
		<-going
		time.Sleep(time.Second) // in the bubble: until its panel shows
		onethread.Settle()
		if panelTitle(m) != "正在导出第12号" {
			t.Fatalf("the panel is %q", panelTitle(m))
		}
		press(m, fyne.KeyL)
		hides(t, m, "locked over a task")
		close(end)
		onethread.Settle()
		if !done || len(m.panels) != 0 {
			t.Errorf("done %v, %d panels", done, len(m.panels))
		}
		m.Fail(data.Problem{Message: "第12号没有写成"})
		m.OpenCase(12, "")
		onethread.Settle()
		hides(t, m, "with a panel that waits")
		unlock(m, "紫藤长廊")
		if panelTitle(m) != "没有完成" || !strings.Contains(seen(m), "第12号没有写成") {
			t.Errorf("after unlocking: %q, %s", panelTitle(m), seen(m))
		}
		escape(m)
	})
}

// Without key or mouse the window locks, also after a sleep or with a clock put
// back; a touch puts it off, but not the one that wakes the machine.
func TestIdleWindowLocks(t *testing.T) {
	for name, c := range map[string]struct {
		steps []time.Duration // of the clock, with a look each; below zero it is put back
		want  bool
	}{
		"in use":         {[]time.Duration{30 * time.Second, 30 * time.Second}, false},
		"not touched":    {slices.Repeat([]time.Duration{30 * time.Second}, 20), true},
		"asleep":         {[]time.Duration{2 * time.Minute}, true},
		"clock put back": {[]time.Duration{-time.Hour}, true},
	} {
		t.Run(name, func(t *testing.T) {
			inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, g *screentest.DeskGuard, now *time.Time) {
				for _, step := range c.steps {
					if m.lock.on() {
						t.Fatal("locked too soon")
					}
					*now = now.Add(step)
					m.lockIfIdle(g.Is)
				}
				if m.lock.on() != c.want {
					t.Errorf("locked: %v", m.lock.on())
				}
				if c.want {
					hides(t, m, "idle")
				}
			})
		})
	}
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, g *screentest.DeskGuard, now *time.Time) {
		for range 60 { // typing for half an hour
			*now = now.Add(30 * time.Second)
			m.touched()
		}
		if m.lock.on() {
			t.Error("locked while it was used")
		}
		*now = now.Add(8 * time.Hour)
		m.touched()
		if !m.lock.on() {
			t.Error("the key that woke the machine kept the window open")
		}
		g.Is.Idle = 0
		unlock(m, "紫藤长廊")
		*now = now.Add(8 * time.Hour)
		m.lockIfIdle(g.Is)
		if m.lock.on() {
			t.Error("locked although it is never to")
		}
	})
}

func TestLockingWithoutAPassphraseSaysWhereToSetOne(t *testing.T) {
	inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, g *screentest.DeskGuard, _ *time.Time) {
		g.Is = guard.State{}
		press(m, fyne.KeyL)
		if m.lock.on() || !strings.Contains(m.status.said.Text, "设置口令") {
			t.Errorf("locked %v, says %q", m.lock.on(), m.status.said.Text)
		}
	})
}

// Closing a locked window loses nothing: what must be answered first waits.
func TestClosingALockedWindow(t *testing.T) {
	for _, typed := range []bool{false, true} {
		inGuarded(t, true, func(t *testing.T, m *Main, r *screentest.Room, _ *screentest.DeskGuard, _ *time.Time) {
			if typed {
				typeLetter(m, 12, 0, "正在写的截污文字。")
			}
			closed := 0
			m.win.SetOnClosed(func() { closed++ })
			press(m, fyne.KeyL)
			for range 3 {
				m.onClose()
				onethread.Settle()
			}
			if typed {
				hides(t, m, "closing")
				if closed != 0 || len(m.panels) != 1 || !strings.Contains(seen(m), "还有内容要先处理") {
					t.Errorf("closed %d times, %d panels wait: %s", closed, len(m.panels), seen(m))
				}
				unlock(m, "紫藤长廊")
				screentest.TapText(t, m.win.Canvas().Overlays().Top(), "不保存")
			}
			if closed != 1 {
				t.Errorf("closed %d times", closed)
			}
		})
	}
}
