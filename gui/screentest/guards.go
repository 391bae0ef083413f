package screentest

import (
	"strings"
	"testing"

	"jianban/gui/screen"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Edited is a screen whose text a person edits and saves.
type Edited struct {
	Name  string // as the question before leaving names it
	Open  func(t *testing.T, r *Room) screen.Screen
	Write func(text string) // types into the screen opened last
	Text  func() string
	Touch func() // counts as an edit even where the fields are locked
	Dirty func() bool
	Turn  func(t *testing.T, r *Room) // goes where nothing is shown yet
}

// Guard tests what every screen with a text promises: nothing is saved
// unchanged or read-only, what is typed stays when facts change, and no edit is
// lost unasked.
func Guard(t *testing.T, e Edited) {
	t.Run("unchanged is not saved", func(t *testing.T) { e.unchanged(t) })
	t.Run("read-only is not saved", func(t *testing.T) { e.readOnly(t) })
	t.Run("what is not shown is not saved", func(t *testing.T) { e.notShown(t) })
	t.Run("typing survives a change", func(t *testing.T) { e.survives(t) })
	t.Run("no edit is lost unasked", func(t *testing.T) { e.asks(t) })
}

// What is not changed is not saved again: each saving is an entry of the journal
// and a step of undo.
func (e Edited) unchanged(t *testing.T) {
	InRoom(t, func(t *testing.T, r *Room) {
		s := e.Open(t, r)
		e.Write("改过的文字。")
		onethread.Settle()
		s.(screen.Saver).Save()
		onethread.Settle()
		n := len(r.Memory.Saved())
		s.(screen.Saver).Save()
		onethread.Settle()
		if n != 1 || len(r.Memory.Saved()) != n || e.Dirty() {
			t.Errorf("saved %d times, then %d", n, len(r.Memory.Saved()))
		}
		r.NoFailure()
	}, story.Lead())
}

// A screen shown of a read-only registry asks for no change and is left at once.
func (e Edited) readOnly(t *testing.T) {
	InRoom(t, func(t *testing.T, r *Room) {
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		s := e.Open(t, r)
		e.Write("写不进去的文字。") // as a repair or a button would
		if e.Dirty() {
			t.Error("what is locked was edited")
		}
		e.Touch()
		s.(screen.Saver).Save()
		left := 0
		s.(screen.Leaver).Leave(func() { left++ })
		onethread.Settle()
		if r.Changes != 0 || left != 1 || len(r.Panels) != 0 {
			t.Errorf("asked for %d changes, left %d times, %d panels", r.Changes, left, len(r.Panels))
		}
	}, story.Lead())
}

// Keys that come while the facts gone to are still being read save nothing: the
// fields hold what was left.
func (e Edited) notShown(t *testing.T) {
	InRoom(t, func(t *testing.T, r *Room) {
		s := e.Open(t, r)
		e.Turn(t, r)
		e.Touch()
		s.(screen.Saver).Save()
		if r.Changes != 0 {
			t.Errorf("asked for %d changes", r.Changes)
		}
		onethread.Settle()
		s.Refresh()
		onethread.Settle()
	}, story.Lead())
}

// What is being typed stays when the facts change around it, and is saved as
// typed; what the program fills in is no edit.
func (e Edited) survives(t *testing.T) {
	InRoom(t, func(t *testing.T, r *Room) {
		s := e.Open(t, r)
		if e.Dirty() {
			t.Error("filling counts as an edit")
		}
		e.Write("正在写的文字。")
		onethread.Settle()
		for range 2 { // the registry changed, and once more
			s.Refresh()
			onethread.Settle()
		}
		if e.Text() != "正在写的文字。" || !e.Dirty() {
			t.Errorf("shows %q, unsaved %v", e.Text(), e.Dirty())
		}
		s.(screen.Saver).Save()
		onethread.Settle()
		s.Refresh()
		onethread.Settle()
		if e.Text() != "正在写的文字。" || e.Dirty() {
			t.Errorf("after saving shows %q, unsaved %v", e.Text(), e.Dirty())
		}
		r.NoFailure()
	}, story.Lead())
}

// A screen with edits is not left without a question; 不保存 leaves, and what
// was typed is given up.
func (e Edited) asks(t *testing.T) {
	InRoom(t, func(t *testing.T, r *Room) {
		s := e.Open(t, r)
		before := e.Text()
		e.Write("正在写的文字。")
		left := 0
		s.(screen.Leaver).Leave(func() { left++ })
		if left != 0 || len(r.Panels) != 1 || !strings.Contains(ShownIn(r), e.Name) {
			t.Fatalf("left %d times, %d panels", left, len(r.Panels))
		}
		TapText(t, r.Win.Canvas().Overlays().Top(), "不保存")
		s.Refresh()
		onethread.Settle()
		if left != 1 || e.Text() != before || len(r.Memory.Saved()) != 0 {
			t.Errorf("left %d times, shows %q", left, e.Text())
		}
	}, story.Lead())
}
