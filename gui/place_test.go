package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// A registry in a folder that is synchronised is warned of at the first start
// only, and always in the settings.
func TestAFolderThatIsSynchronisedIsWarnedOf(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Place = "登记库在OneDrive的文件夹里"
		r.Deps.Prefs = test.NewTempApp(t).Preferences()
		onethread.Use(t)
		for start, panels := range []int{1, 0} {
			m := shown(t, r, 1366, 768)
			if len(m.panels) != panels || panels > 0 && !strings.Contains(strings.Join(screentest.Texts(m.panels[0].Content), ""), "OneDrive") {
				t.Errorf("start %d: %d panels", start, len(m.panels))
			}
			for range m.panels {
				escape(m)
			}
			m.Go(screen.PlaceSettings)
			onethread.Settle()
			if all := strings.Join(screentest.Texts(m.win.Content()), "\n"); !strings.Contains(all, "请注意：登记库在OneDrive的文件夹里。") {
				t.Errorf("start %d: the settings do not say it", start)
			}
			m.Close()
		}
	})
}
