package gui

import (
	"strings"
	"testing"

	"jianban/gui/storybook/story"
)

// edited is a screen whose text a person edits and saves.
type edited struct {
	name  string // as the question before leaving names it
	open  func(t *testing.T, r *paperRoom) Screen
	write func(text string) // types into the screen opened last
	text  func() string
	touch func() // counts as an edit even where the fields are locked
	dirty func() bool
}

// guards tests what every screen with a text promises: nothing is saved
// unchanged or read-only, what is typed stays when facts change, and no edit is
// lost unasked.
func guards(t *testing.T, e edited) {
	t.Run("unchanged is not saved", func(t *testing.T) { e.unchanged(t) })
	t.Run("read-only is not saved", func(t *testing.T) { e.readOnly(t) })
	t.Run("typing survives a change", func(t *testing.T) { e.survives(t) })
	t.Run("no edit is lost unasked", func(t *testing.T) { e.asks(t) })
}

// What is not changed is not saved again: each saving is an entry of the journal
// and a step of undo.
func (e edited) unchanged(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := e.open(t, r)
		e.write("改过的文字。")
		settle()
		s.(Saver).Save()
		settle()
		n := len(r.memory.Saved())
		s.(Saver).Save()
		settle()
		if n != 1 || len(r.memory.Saved()) != n || e.dirty() {
			t.Errorf("saved %d times, then %d", n, len(r.memory.Saved()))
		}
		r.noFailure()
	}, story.Lead())
}

// A screen shown of a read-only registry asks for no change and is left at once.
func (e edited) readOnly(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.memory.ReadOnlyReason = "另一个程序正在使用"
		s := e.open(t, r)
		e.touch()
		s.(Saver).Save()
		left := 0
		s.(Leaver).Leave(func() { left++ })
		settle()
		if len(r.memory.Saved()) != 0 || left != 1 || len(r.panels) != 0 {
			t.Errorf("saved %d times, left %d times, %d panels", len(r.memory.Saved()), left, len(r.panels))
		}
	}, story.Lead())
}

// What is being typed stays when the facts change around it, and is saved as
// typed; what the program fills in is no edit.
func (e edited) survives(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := e.open(t, r)
		if e.dirty() {
			t.Error("filling counts as an edit")
		}
		e.write("正在写的文字。")
		settle()
		for range 2 { // the registry changed, and once more
			s.Refresh()
			settle()
		}
		if e.text() != "正在写的文字。" || !e.dirty() {
			t.Errorf("shows %q, unsaved %v", e.text(), e.dirty())
		}
		s.(Saver).Save()
		settle()
		s.Refresh()
		settle()
		if e.text() != "正在写的文字。" || e.dirty() {
			t.Errorf("after saving shows %q, unsaved %v", e.text(), e.dirty())
		}
		r.noFailure()
	}, story.Lead())
}

// A screen with edits is not left without a question; 不保存 leaves, and what
// was typed is given up.
func (e edited) asks(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := e.open(t, r)
		before := e.text()
		e.write("正在写的文字。")
		left := 0
		s.(Leaver).Leave(func() { left++ })
		if left != 0 || len(r.panels) != 1 || !strings.Contains(shownIn(r), e.name) {
			t.Fatalf("left %d times, %d panels", left, len(r.panels))
		}
		tapText(t, r.win.Canvas().Overlays().Top(), "不保存")
		s.Refresh()
		settle()
		if left != 1 || e.text() != before || len(r.memory.Saved()) != 0 {
			t.Errorf("left %d times, shows %q", left, e.text())
		}
	}, story.Lead())
}
