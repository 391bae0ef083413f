package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestUndoAndRedoByKey(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		store := &screentest.JournalStore{Store: screentest.Store{Memory: r.Memory}}
		r.Deps.Store = store
		m, err := NewMain(r.Deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		onethread.Settle()
		redo := func(s fyne.Shortcut) {
			m.keys.TypedShortcut(s)
			onethread.Settle()
		}
		redo(&fyne.ShortcutRedo{})
		if store.Redos != 0 || m.status.said.Text != "没有可以重做的改动。" {
			t.Errorf("redone with nothing undone: %q", m.status.said.Text)
		}
		m.keys.TypedShortcut(&fyne.ShortcutUndo{})
		onethread.Settle()
		m.keys.TypedShortcut(&fyne.ShortcutUndo{})
		onethread.Settle()
		redo(&fyne.ShortcutRedo{})
		redo(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
		if store.Undos != 2 || store.Redos != 2 || m.status.said.Text != "已重做：改标题" {
			t.Errorf("%d undone, %d redone: %q", store.Undos, store.Redos, m.status.said.Text)
		}
		if !slices.ContainsFunc(shortcuts(), func(s shortcut) bool { return s.keys == "Ctrl+Y" }) {
			t.Error("the help does not name Ctrl+Y")
		}
	}, story.Lead())
}
