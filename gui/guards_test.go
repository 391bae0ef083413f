package gui

import (
	"slices"
	"strings"
	"testing"

	"jianban/gui/storybook/story"
)

// edited is a screen whose text a person edits and saves.
type edited struct {
	name   string
	screen func(t *testing.T, r *paperRoom) Screen
	write  func(s Screen, text string) // types into it
	text   func(s Screen) string
	touch  func(s Screen) // counts as an edit even where the fields are locked
	dirty  func(s Screen) bool
}

func editedScreens() []edited {
	reply := func(s Screen) *ReplyScreen { return s.(*ReplyScreen) }
	summary := func(s Screen) *SummaryScreen { return s.(*SummaryScreen) }
	settings := func(s Screen) *SettingsScreen { return s.(*SettingsScreen) }
	return []edited{
		{"答复", func(t *testing.T, r *paperRoom) Screen { return openReply(t, r, 12, 0) },
			func(s Screen, text string) { reply(s).form.body.SetText(text) }, func(s Screen) string { return reply(s).form.body.Text },
			func(s Screen) { reply(s).edits++ }, func(s Screen) bool { return reply(s).dirty() }},
		{"总结", func(t *testing.T, r *paperRoom) Screen { return openSummary(t, r) },
			func(s Screen, text string) { summary(s).editor.text.SetText(text) }, func(s Screen) string { return summary(s).editor.text.Text },
			func(s Screen) { summary(s).edits++ }, func(s Screen) bool { return summary(s).dirty() }},
		{"设置", func(t *testing.T, r *paperRoom) Screen { return openSettings(t, r) },
			func(s Screen, text string) { settings(s).entries[0].SetText(text) }, func(s Screen) string { return settings(s).entries[0].Text },
			func(s Screen) { settings(s).edits++ }, func(s Screen) bool { return settings(s).dirty() }},
	}
}

// What is not changed is not saved again: each saving is an entry of the journal
// and a step of undo.
func TestUnchangedIsNotSaved(t *testing.T) {
	for _, e := range editedScreens() {
		inRoom(t, func(t *testing.T, r *paperRoom) {
			s := e.screen(t, r)
			e.write(s, "改过的文字。")
			settle()
			s.(Saver).Save()
			settle()
			n := len(r.memory.Saved())
			s.(Saver).Save()
			settle()
			if n != 1 || len(r.memory.Saved()) != n || e.dirty(s) {
				t.Errorf("%s: saved %d times, then %d", e.name, n, len(r.memory.Saved()))
			}
			r.noFailure()
		}, story.Lead())
	}
}

// A screen shown of a read-only registry asks for no change and is left at once.
func TestReadOnlyIsNotSaved(t *testing.T) {
	for _, e := range editedScreens() {
		inRoom(t, func(t *testing.T, r *paperRoom) {
			r.memory.ReadOnlyReason = "另一个程序正在使用"
			s := e.screen(t, r)
			e.touch(s)
			s.(Saver).Save()
			left := 0
			s.(Leaver).Leave(func() { left++ })
			settle()
			if len(r.memory.Saved()) != 0 || left != 1 || len(r.panels) != 0 {
				t.Errorf("%s: saved %d times, left %d times, %d panels", e.name, len(r.memory.Saved()), left, len(r.panels))
			}
		}, story.Lead())
	}
}

// What is being typed stays when the facts change around it, and is saved as
// typed; what the program fills in is no edit.
func TestTypingSurvivesAChange(t *testing.T) {
	for _, e := range editedScreens() {
		inRoom(t, func(t *testing.T, r *paperRoom) {
			s := e.screen(t, r)
			if e.dirty(s) {
				t.Errorf("%s: filling counts as an edit", e.name)
			}
			e.write(s, "正在写的文字。")
			settle()
			for range 2 { // the registry changed, and once more
				s.Refresh()
				settle()
			}
			if e.text(s) != "正在写的文字。" || !e.dirty(s) {
				t.Errorf("%s: shows %q, unsaved %v", e.name, e.text(s), e.dirty(s))
			}
			s.(Saver).Save()
			settle()
			s.Refresh()
			settle()
			if e.text(s) != "正在写的文字。" || e.dirty(s) {
				t.Errorf("%s: after saving shows %q, unsaved %v", e.name, e.text(s), e.dirty(s))
			}
			r.noFailure()
		}, story.Lead())
	}
}

// A screen with edits is not left without a question; 不保存 leaves, and what
// was typed is given up.
func TestNoScreenLosesEditsUnasked(t *testing.T) {
	for _, e := range editedScreens() {
		inRoom(t, func(t *testing.T, r *paperRoom) {
			s := e.screen(t, r)
			before := e.text(s)
			e.write(s, "正在写的文字。")
			left := 0
			s.(Leaver).Leave(func() { left++ })
			if left != 0 || len(r.panels) != 1 || !strings.Contains(shownIn(r), e.name) && !slices.Contains([]string{"设置"}, e.name) {
				t.Fatalf("%s: left %d times, %d panels", e.name, left, len(r.panels))
			}
			tapText(t, r.win.Canvas().Overlays().Top(), "不保存")
			s.Refresh()
			settle()
			if left != 1 || e.text(s) != before || len(r.memory.Saved()) != 0 {
				t.Errorf("%s: left %d times, shows %q", e.name, left, e.text(s))
			}
		}, story.Lead())
	}
}
