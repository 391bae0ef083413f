package summary

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A save that ends when another year is already being written leaves that year
// alone.
func TestSaveEndsAfterAnotherYearWasOpened(t *testing.T) {
	older := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.Put([]data.Book{story.Book(), older.Book}, []data.Case{story.Lead(), older})
		s := openSummary(t, r)
		s.editor.text.SetText("今年的文字。")
		onethread.Settle()
		r.Slow = make(chan struct{})
		s.Save()
		r.ShownYear = 2021
		s.Refresh()
		onethread.Settle()
		s.editor.text.SetText("去年的文字。")
		close(r.Slow)
		onethread.Settle()
		if s.model.Summary.Year != 2021 || s.model.Summary.ID != 0 || !s.dirty() || s.editor.text.Text != "去年的文字。" {
			t.Errorf("shows %d, ID %d, unsaved %v: %q", s.model.Summary.Year, s.model.Summary.ID, s.dirty(), s.editor.text.Text)
		}
		s.Save()
		onethread.Settle()
		for year, want := range map[int]string{2022: "今年的文字。", 2021: "去年的文字。"} {
			book := map[int]data.ID{2022: story.Book().ID, 2021: older.Book.ID}[year]
			if sum, err := r.Memory.Summary(t.Context(), year, book); err != nil || len(sum.Sections) == 0 || sum.Sections[0].Text != want {
				t.Errorf("%d has %+v, %v", year, sum, err)
			}
		}
	}, story.Lead(), older)
}

// What is typed while the summary is being saved is not saved yet; a summary
// that is new is put there once.
func TestTypingWhileASummaryIsSaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.editor.text.SetText("先写的。")
		onethread.Settle()
		r.Slow = make(chan struct{})
		s.Save()
		s.editor.text.SetText("先写的，又改了。")
		close(r.Slow)
		onethread.Settle()
		if !s.dirty() {
			t.Error("what was typed meanwhile counts as saved")
		}
		s.Save()
		s.Save()
		onethread.Settle()
		var ids []data.ID
		for _, x := range r.Memory.Saved() {
			if sum, ok := x.(data.Summary); ok {
				ids = append(ids, sum.ID)
			}
		}
		if len(ids) != 2 || ids[0] != ids[1] || s.dirty() {
			t.Errorf("saved as %v, unsaved %v", ids, s.dirty())
		}
	}, story.Lead())
}

// Another year shows its own text, whatever was being written.
func TestAnotherYearShowsItsOwnText(t *testing.T) {
	older := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.Put([]data.Book{story.Book(), older.Book}, []data.Case{story.Lead(), older})
		s := openSummary(t, r)
		s.editor.text.SetText("今年的文字。")
		onethread.Settle()
		r.ShownYear = 2021
		s.Refresh()
		onethread.Settle()
		if s.model.Summary.Year != 2021 || s.dirty() || s.editor.text.Text == "今年的文字。" {
			t.Errorf("shows %d, unsaved %v: %q", s.model.Summary.Year, s.dirty(), s.editor.text.Text)
		}
	}, story.Lead(), older)
}

// A figure of promises of earlier years shows their proposals.
func TestAFigureOfEarlierYearsShowsItsProposals(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.editor.text.SetText("兑现往年承诺{往年承诺兑现数}项。")
		onethread.Settle()
		s.onFigure(figure(t, s, "往年承诺兑现数"))
		rows := s.figure.table.Rows()
		if len(rows) != 1 || rows[0].ID != 912 {
			t.Errorf("shows %+v", rows)
		}
	}, story.Lead(), screentest.WithOlderPromises())
}

// The skeleton that a year begins with is saved as it stands; saved once it is
// not saved again.
func TestASkeletonIsSaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		for range 2 {
			s.Save()
			onethread.Settle()
		}
		if r.Changes != 1 || s.model.Summary.ID == 0 {
			t.Errorf("asked for %d changes, ID %d", r.Changes, s.model.Summary.ID)
		}
	}, story.Lead())
}
