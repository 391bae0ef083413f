package gui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// Who works is asked at start where several may; the bar changes it.
func TestClerkIsChosenAtStart(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		useOneThread(t)
		settings := story.Office()
		settings.Clerks = []string{"王某", "李某"}
		if err := r.memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.deps.Prefs = fyne.CurrentApp().Preferences()
		start := func() *Main {
			m, err := NewMain(r.deps, fyne.CurrentApp())
			if err != nil {
				t.Fatal(err)
			}
			m.win.Resize(fyne.NewSize(1366, 768))
			settle()
			return m
		}
		m := start()
		if len(m.panels) != 1 || m.bar.clerks.Visible() != true {
			t.Fatal("nobody is asked who works")
		}
		r.win = m.win
		r.keep("setup-who")
		tapText(t, m.panels[0].Content, "李某")
		if r.memory.Clerk() != "李某" || m.bar.clerk.Value() != "李某" || len(m.panels) != 0 {
			t.Errorf("works %s, shown %s", r.memory.Clerk(), m.bar.clerk.Value())
		}
		m.bar.clerk.Choose("王某")
		settle()
		m.Close()
		r.memory.SetClerk("")
		m = start()
		if len(m.panels) != 0 || r.memory.Clerk() != "王某" {
			t.Errorf("the second time %d panels, works %s", len(m.panels), r.memory.Clerk())
		}
		settings.Clerks = nil
		if err := r.memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.memory.Changed()
		settle()
		if m.bar.clerks.Visible() || r.memory.Clerk() != "普某" {
			t.Errorf("with nobody listed works %s", r.memory.Clerk())
		}
		m.Close()
	}, story.Lead())
}

func TestClerksAreEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		p := openFromSettings(t, r, "经办人员")
		tapText(t, p.Content, "加一人")
		if r.win.Canvas().Focused() != fyne.Focusable(entryOf(t, r, "如 王某")) {
			t.Error("the keyboard is not in the new line")
		}
		entryOf(t, r, "如 王某").SetText("王某")
		tapText(t, p.Content, "加一人")
		entryOf(t, r, "如 王某").SetText("王某")
		p.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "“王某”写了两次") {
			t.Errorf("twice the same: %s", all)
		}
		entryOf(t, r, "如 王某").SetText("李某")
		r.keep("setup-clerks")
		entryOf(t, r, "如 王某").OnSubmitted("") // Enter saves
		settle()
		s, ok := r.memory.Saved()[0].(data.Settings)
		if !ok || fmt.Sprint(s.Clerks) != "[王某 李某]" {
			t.Errorf("saved %v", s.Clerks)
		}
	})
}
