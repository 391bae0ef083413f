package gui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// What was deleted is listed under 记录 and comes back with one tap.
func TestDeletedIsRestored(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		if err := r.memory.Delete(202); err != nil {
			t.Fatal(err)
		}
		s := NewCaseScreen(r.deps, r, 12, TabJournal)
		r.open(s)
		t.Cleanup(s.Close)
		all := strings.Join(texts(s.Root()), "\n")
		if !strings.Contains(all, "已删除") || !strings.Contains(all, "第12号 沟通记录") {
			t.Fatalf("the deleted talk is not listed:\n%s", all)
		}
		r.keep("journal-deleted")
		tapText(t, s.Root(), "恢复")
		s.Refresh()
		settle()
		c, err := r.memory.Case(t.Context(), 12)
		if err != nil || len(c.Consultations) != 2 {
			t.Errorf("%d talks, %v", len(c.Consultations), err)
		}
		if strings.Contains(strings.Join(texts(s.Root()), "\n"), "已删除") {
			t.Error("it is still listed as deleted")
		}
		r.noFailure()
	}, story.Lead())
}

// journalStore has a journal to show and counts steps back and forth.
type journalStore struct {
	paperStore
	entries      []data.JournalEntry
	undos, redos int
}

func (s *journalStore) Journal(context.Context, data.ID, int) ([]data.JournalEntry, error) {
	return s.entries, nil
}
func (s *journalStore) Undoable() (string, bool) { return "改标题", true }
func (s *journalStore) Undo(context.Context) (string, error) {
	s.undos++
	return "改标题", nil
}
func (s *journalStore) Redoable() (string, bool) { return "改标题", s.undos > s.redos }
func (s *journalStore) Redo(context.Context) (string, error) {
	s.redos++
	return "改标题", nil
}

func TestJournalPanelReadsSentences(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		if err := r.memory.Delete(101); err != nil {
			t.Fatal(err)
		}
		r.deps.Store = &journalStore{paperStore: paperStore{r.memory}, entries: []data.JournalEntry{{
			At: time.Date(2022, 6, 9, 8, 0, 0, 0, time.UTC), By: "王某", What: "修改第12号答复",
			Changes: []data.JournalChange{{Subject: "第12号", Record: "答复", Field: "送达日期", Before: "2022年6月3日", After: "2022年6月5日"}},
		}}}
		s := openSettings(t, r)
		tapText(t, s.Root(), "操作记录")
		all := func() string { return strings.Join(texts(r.win.Canvas().Overlays().Top()), "\n") }
		if !strings.Contains(all(), "6月9日 王某 把 第12号 答复 的 送达日期 由 6月3日 改为 6月5日") {
			t.Errorf("the panel says:\n%s", all())
		}
		r.keep("settings-journal")
		p := openJournal(r.deps, r, 1)
		settle()
		if !strings.Contains(all(), "第12号 交办") {
			t.Errorf("deleted: %s", all())
		}
		tapText(t, p.body, "恢复")
		if !strings.Contains(all(), "没有已删除的内容。") {
			t.Errorf("after restoring: %s", all())
		}
	}, story.Lead())
}

func TestUndoAndRedoByKey(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		useOneThread(t)
		store := &journalStore{paperStore: paperStore{r.memory}}
		r.deps.Store = store
		m, err := NewMain(r.deps, fyne.CurrentApp())
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		settle()
		redo := func(s fyne.Shortcut) {
			m.keys.TypedShortcut(s)
			settle()
		}
		redo(&fyne.ShortcutRedo{})
		if store.redos != 0 || m.status.said.Text != "没有可以重做的改动。" {
			t.Errorf("redone with nothing undone: %q", m.status.said.Text)
		}
		m.keys.TypedShortcut(&fyne.ShortcutUndo{})
		settle()
		m.keys.TypedShortcut(&fyne.ShortcutUndo{})
		settle()
		redo(&fyne.ShortcutRedo{})
		redo(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
		if store.undos != 2 || store.redos != 2 || m.status.said.Text != "已重做：改标题" {
			t.Errorf("%d undone, %d redone: %q", store.undos, store.redos, m.status.said.Text)
		}
		if !slices.ContainsFunc(shortcuts(), func(s shortcut) bool { return s.keys == "Ctrl+Y" }) {
			t.Error("the help does not name Ctrl+Y")
		}
	}, story.Lead())
}
