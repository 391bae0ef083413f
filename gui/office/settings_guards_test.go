package office

import (
	"testing"

	"jianban/gui/screen"
	"jianban/gui/screentest"
)

func TestGuardsOfSettings(t *testing.T) {
	var s *SettingsScreen
	screentest.Guard(t, screentest.Edited{
		Open:  func(t *testing.T, r *screentest.Room) screen.Screen { s = openSettings(t, r); return s },
		Write: func(text string) { s.entries[0].SetText(text) },
		Text:  func() string { return s.entries[0].Text },
		Touch: func() { s.edits++ },
		Dirty: func() bool { return s.dirty() },
		Turn: func(t *testing.T, r *screentest.Room) { // as one goes on without saving
			s.entries[0].SetText("正在写的文字。")
			s.Leave(func() {})
			screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "不保存")
		},
	})
}
