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
	})
}
