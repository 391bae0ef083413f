package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Who works is asked at start where several may; the bar changes it.
func TestClerkIsChosenAtStart(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		settings := story.Office()
		settings.Clerks = []string{"王某", "李某"}
		if err := r.Memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		start := func() *Main {
			m, err := NewMain(r.Deps, fyne.CurrentApp())
			if err != nil {
				t.Fatal(err)
			}
			m.win.Resize(fyne.NewSize(1366, 768))
			onethread.Settle()
			return m
		}
		m := start()
		if len(m.panels) != 1 || m.bar.clerks.Visible() != true {
			t.Fatal("nobody is asked who works")
		}
		r.Win = m.win
		r.Keep("setup-who")
		screentest.TapText(t, m.panels[0].Content, "李某")
		if r.Memory.Clerk() != "李某" || m.bar.clerk.Value() != "李某" || len(m.panels) != 0 {
			t.Errorf("works %s, shown %s", r.Memory.Clerk(), m.bar.clerk.Value())
		}
		m.bar.clerk.Choose("王某")
		onethread.Settle()
		m.Close()
		r.Memory.SetClerk("")
		m = start()
		if len(m.panels) != 0 || r.Memory.Clerk() != "王某" {
			t.Errorf("the second time %d panels, works %s", len(m.panels), r.Memory.Clerk())
		}
		settings.Clerks = nil
		if err := r.Memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.Memory.Changed()
		onethread.Settle()
		if m.bar.clerks.Visible() || r.Memory.Clerk() != "普某" {
			t.Errorf("with nobody listed works %s", r.Memory.Clerk())
		}
		m.Close()
	}, story.Lead())
}
