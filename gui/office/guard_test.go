package office

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data/guard"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// guardRoom opens the settings over a desk with a passphrase, "" for none.
func guardRoom(t *testing.T, r *screentest.Room, passphrase string) (*SettingsScreen, *screentest.DeskGuard) {
	t.Helper()
	g := &screentest.DeskGuard{Passphrase: passphrase, Is: guard.State{Set: passphrase != "", Place: "/家/window-passphrase.json"}}
	if g.Is.Set {
		g.Is.Idle = 15 * time.Minute
	}
	r.Deps.Guard = g
	return openSettings(t, r), g
}

// The settings say what the passphrase guards, and the way out of a forgotten one.
func TestSettingsTellWhatThePassphraseGuards(t *testing.T) {
	for passphrase, want := range map[string][]string{"": {"不要口令", "设置口令"}, "紫藤长廊廊": {"要口令", "修改口令", "15分钟后锁定", "去掉口令", "立即锁定"}} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			s, _ := guardRoom(t, r, passphrase)
			shown := strings.ReplaceAll(strings.Join(screentest.Texts(s.guard.root), "\n"), "\n", "")
			for _, want := range append(want, "口令只挡住这台电脑上您打开的建办窗口，不加密登记库", "系统的磁盘加密", "删除文件“/家/window-passphrase.json”") {
				if !strings.Contains(shown, want) {
					t.Errorf("lacks %q:\n%s", want, shown)
				}
			}
			if passphrase == "" && strings.Contains(shown, "立即锁定") {
				t.Error("offers to lock without a passphrase")
			}
			end := float32(0)
			for i, o := range s.guard.root.Objects { // rows stand one below the other
				if o.Visible() && o.Position().Y < end {
					t.Errorf("row %d lies over the one before", i)
				}
				if o.Visible() {
					end = max(end, o.Position().Y+o.Size().Height)
				}
			}
		}, story.Lead())
	}
}

// A passphrase is taken only when it is long enough and typed twice the same;
// another takes its place only for who knows it.
func TestSettingAndRemovingThePassphrase(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, g := guardRoom(t, r, "")
		set := func(old, first, again string) {
			if old != "" {
				screentest.EntryOf(t, r, "现在的口令").SetText(old)
			}
			screentest.EntryOf(t, r, "至少6个字，可以用汉字").SetText(first)
			screentest.EntryOf(t, r, "再输入一次").SetText(again)
			r.Panels[len(r.Panels)-1].Save()
			onethread.Settle()
		}
		says := func(want string) {
			t.Helper()
			if shown := screentest.ShownIn(r); !strings.Contains(shown, want) || len(g.Asked) != 0 {
				t.Errorf("asked %v, shown: %s", g.Asked, shown)
			}
		}
		screentest.TapText(t, s.guard.root, "设置口令")
		set("", "短口令", "短口令")
		says("口令太短")
		set("", "紫藤长廊下面", "紫藤长廊上面")
		says("两次输入的不一样")
		r.Keep("guard-set")
		set("", "abc 紫藤12", "ａｂｃ　紫藤１２ ") // another input mode
		if got := fmt.Sprint(g.Asked); got != "[设置 abc 紫藤12]" || len(r.Said) != 1 {
			t.Fatalf("asked %s, said %v", got, r.Said)
		}
		g.Asked = nil
		screentest.TapText(t, s.guard.root, "修改口令")
		set("猜的口令猜的", "新的口令新的", "新的口令新的")
		says("口令不对")
		r.Keep("guard-change")
		set("abc 紫藤12", "新的口令新的", "新的口令新的")
		if got := fmt.Sprint(g.Asked); got != "[设置 新的口令新的]" {
			t.Fatalf("asked %s", got)
		}
		g.Asked = nil
		s.guard.idle.Choose(30)
		onethread.Settle()
		screentest.TapText(t, s.guard.root, "立即锁定")
		screentest.TapText(t, s.guard.root, "去掉口令")
		screentest.EntryOf(t, r, "现在的口令").SetText("新的口令新的")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if got := fmt.Sprint(g.Asked); got != "[空闲 30 设置 ]" || r.Locks != 1 || g.Is.Set {
			t.Errorf("asked %s, locked %d times", got, r.Locks)
		}
		r.NoFailure()
	}, story.Lead())
}

// A setting that broke while the window was open is told.
func TestSettingsTellABrokenGuard(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, g := guardRoom(t, r, "紫藤长廊廊")
		g.Is.Broken = "口令设置：“/家/window-passphrase.json”读不出来。请重新设置口令，或者把这个文件删除或移走"
		s.Refresh()
		onethread.Settle()
		for _, size := range []fyne.Size{fyne.NewSize(1282, 692), fyne.NewSize(916, 524)} {
			r.Win.Resize(size)
			screentest.Walk(s.Root(), func(o fyne.CanvasObject) bool { // down to the part
				if c, ok := o.(*container.Scroll); ok {
					c.ScrollToOffset(fyne.NewPos(0, 300))
				}
				return true
			})
			r.Keep(fmt.Sprintf("settings-guard-%.0f", size.Width))
		}
		if shown := strings.ReplaceAll(strings.Join(screentest.Texts(s.guard.root), "\n"), "\n", ""); !strings.Contains(shown, "请重新设置口令") {
			t.Errorf("shown: %s", shown)
		}
	}, story.Lead())
}
