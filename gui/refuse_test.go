package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// Where the registry cannot be opened, a small window says why and closes.
func TestRefusalIsShownInAWindow(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		closed := 0
		for _, key := range []fyne.KeyName{"", fyne.KeyEscape, fyne.KeyReturn} {
			win := refusal(fyne.CurrentApp(), "登记库：“登记库.db”已损坏（应有40960字节，只有100字节）。请用最近的备份恢复；原文件没有改动")
			win.SetOnClosed(func() { closed++ })
			win.Show()
			r.Win = win
			onethread.Settle()
			if shown := strings.Join(screentest.Texts(win.Content()), "\n"); !strings.Contains(shown, "已损坏") {
				t.Errorf("it shows %q", shown)
			}
			if key == "" {
				r.Keep("refusal")
				screentest.TapText(t, win.Content(), "关闭")
			} else {
				win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
			}
		}
		if closed != 3 {
			t.Errorf("closed %d times", closed)
		}
	})
}

// What was found at opening stands in a panel over the window.
func TestWhatWasFoundAtOpeningIsShown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Found = []string{"旁边的日志不属于这个登记库，没有用它，已改名为“a”", "电脑的时间是2020-01-01 08:00，早于登记库里最后一次操作的时间2022-07-01 12:00，请核对电脑的日期和时间"}
		m := shown(t, r, 1366, 768)
		r.Keep("found-at-opening")
		if len(m.panels) != 1 || m.panels[0].Title != "请注意" {
			t.Fatalf("%d panels", len(m.panels))
		}
		escape(m)
		if len(m.panels) != 0 {
			t.Error("the panel stays")
		}
		m.Close()
	})
}
