package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// Damage that is found at whatever time stands on every screen until the end.
func TestDamageStandsOnEveryScreen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		var tell func([]string)
		stopped := false
		r.Deps.Damage = func(f func([]string)) func() { tell = f; return func() { stopped = true } }
		m, err := NewMain(r.Deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		m.win.Resize(fyne.NewSize(1366, 768))
		onethread.Settle()
		if m.damage.root.Visible() {
			t.Error("a line about damage that is not there")
		}
		tell([]string{"文件结构：第7页", "建议第3条记录与操作日志不符"})
		onethread.Settle()
		for _, p := range []screen.Place{screen.PlaceToday, screen.PlaceLedger, screen.PlaceSummary} {
			m.Go(p)
			onethread.Settle()
			if said := m.damage.said.Text; !m.damage.root.Visible() || m.damage.root.Size().Height < 20 || !strings.Contains(said, "第7页") || !strings.Contains(said, "等2处") || !strings.Contains(said, "备份") {
				t.Errorf("%v: visible %v, %v, %q", p, m.damage.root.Visible(), m.damage.root.Size(), said)
			}
		}
		m.Close()
		if !stopped {
			t.Error("still listening")
		}
	})
}
