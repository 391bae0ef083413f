package screentest

import (
	"context"

	"jianban/data"
)

// JournalStore has a journal to show and counts steps back and forth.
type JournalStore struct {
	Store
	Entries      []data.JournalEntry
	Undos, Redos int
}

func (s *JournalStore) Journal(context.Context, data.ID, int) ([]data.JournalEntry, error) {
	return s.Entries, nil
}

func (s *JournalStore) Undoable() (string, bool) { return "改标题", true }

func (s *JournalStore) Undo(context.Context) (string, error) {
	s.Undos++
	return "改标题", nil
}

func (s *JournalStore) Redoable() (string, bool) { return "改标题", s.Undos > s.Redos }

func (s *JournalStore) Redo(context.Context) (string, error) {
	s.Redos++
	return "改标题", nil
}
