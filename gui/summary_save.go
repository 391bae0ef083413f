package gui

import (
	"context"
	"fmt"

	"jianban/export/page"
)

// Save keeps the prose (Ctrl+S).
func (s *SummaryScreen) Save() { s.saveThen(func() {}) }

func (s *SummaryScreen) saveThen(next func()) {
	if s.saving.wait(func() { s.saveThen(next) }) {
		return
	}
	if !s.shown || s.model.Locked != "" || !s.dirty() && s.model.Summary.ID != 0 {
		next()
		return
	}
	sum, wrong := s.editor.read(s.model.Summary)
	if err := wrong.Err(); err != nil {
		s.fail(err)
		return
	}
	edits, state := s.edits, s.state
	s.saving.begin()
	s.host.Save(fmt.Sprintf("保存%d年总结", sum.Year), func(tx Tx) error { return tx.SaveSummary(&sum) }, func(err error) {
		switch {
		case s.state != state: // another year was opened meanwhile
			if err != nil {
				s.host.Fail(err)
			}
		case err != nil:
			s.fail(err)
		default:
			s.model.Summary, s.saved = sum, edits
			s.editor.form.Clear()
			s.tell()
			s.saving.end(true)
			next()
			return
		}
		s.saving.end(false)
	})
}

func (s *SummaryScreen) fail(err error) {
	if s.editor.form.ShowError(err) {
		s.left.Choose(1)
		return
	}
	s.host.Fail(err)
}

// Export saves, writes the summary as PDF into the folder for papers and opens
// it (Ctrl+P). Figures that are not known must be mended first.
func (s *SummaryScreen) Export() {
	if !s.shown || len(s.model.Cases) == 0 {
		return
	}
	if err := s.view.problems.Err(); err != nil {
		s.host.Fail(err)
		return
	}
	s.saveThen(func() {
		sum := s.model.Summary
		exportPaper(s.deps, s.host, s.paperName(), ".pdf", func(ctx context.Context, path string) error {
			return s.deps.Exports.Summary(ctx, sum, path)
		})
	})
}

// paperName names the summary as a file and in a printer's queue.
func (s *SummaryScreen) paperName() string {
	return or(s.model.Summary.Title, fmt.Sprintf("%d年总结", s.model.Year))
}

// Print saves, asks how to print and prints the summary as the pages show it
// (Ctrl+Shift+P).
func (s *SummaryScreen) Print() {
	if !s.shown || len(s.model.Cases) == 0 {
		return
	}
	if err := s.view.problems.Err(); err != nil {
		s.host.Fail(err)
		return
	}
	s.saveThen(func() {
		doc := s.view.doc
		askPrint(s.deps, s.host, printAsk{name: s.paperName(), instead: s.Export, papers: func(context.Context) ([]page.Document, error) {
			return []page.Document{doc}, nil
		}})
	})
}

// Leave goes on at once where nothing would be lost, else asks whether to save.
func (s *SummaryScreen) Leave(leave func()) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		leave()
		return
	}
	askUnsaved(s.host, fmt.Sprintf("%d年总结", s.model.Year), func() {
		s.saved, s.shown = s.edits, false
		leave()
	}, func() { s.saveThen(leave) })
}
