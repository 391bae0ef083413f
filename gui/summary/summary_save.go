package summary

import (
	"context"
	"fmt"
	"reflect"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/words"
)

// Save keeps the prose (Ctrl+S).
func (s *SummaryScreen) Save() { s.saveThen(func() {}) }

func (s *SummaryScreen) saveThen(next func()) {
	if s.saving.Wait(func() { s.saveThen(next) }) {
		return
	}
	if !s.shown || s.model.Locked != "" || !s.dirty() && s.model.Summary.ID != 0 {
		next()
		return
	}
	mended := s.editor.mend()
	sum, wrong := s.editor.read(s.model.Summary)
	if err := wrong.Err(); err != nil {
		s.fail(err)
		return
	}
	edits, state, typed, m := s.edits, s.state, s.editor.typed(), s.model
	s.saving.Begin()
	s.host.Save(s.action(), func(tx screen.Tx) error {
		m.Summary = sum
		sum = data.FillSummary(sum, m.facts(m.count())).LookAt(sum, m.Today) // saved is looked at
		return tx.SaveSummary(&sum)
	}, func(err error) {
		switch {
		case s.state != state: // another year was opened meanwhile
			if err != nil {
				s.host.Fail(err)
			}
		case err != nil:
			s.fail(err)
		default:
			s.model.Summary, s.saved, s.before = sum, edits, typed
			s.editor.form.Clear()
			s.tell()
			form.SayMended(s.host, mended)
			s.saving.End(true)
			next()
			return
		}
		s.saving.End(false)
	})
}

// action is the journal's word for saving the summary.
func (s *SummaryScreen) action() string { return fmt.Sprintf("保存%d年总结", s.model.Year) }

func (s *SummaryScreen) fail(err error) {
	if s.editor.form.ShowError(err) {
		s.left.Choose(1)
		return
	}
	s.host.Fail(err)
}

// Export saves, writes the summary into the folder for papers and opens
// it (Ctrl+P). Fields that are not known must be mended first; typed numbers that
// contradict too, or a reason be given.
func (s *SummaryScreen) Export() {
	if !s.shown || len(s.model.Cases) == 0 {
		return
	}
	s.outgoing(func() {
		form.ExportPages(s.deps, s.host, s.fileName(), s.pagesNow())
	})
}

// ExportText saves and writes the summary as plain text, for a web page.
func (s *SummaryScreen) ExportText() {
	if !s.shown || len(s.model.Cases) == 0 {
		return
	}
	s.outgoing(func() {
		lay := s.pagesNow()
		form.ExportPaper(s.deps, s.host, s.fileName(), data.PaperText.Ending, func(ctx context.Context, path string) (form.Written, error) {
			doc, err := lay(ctx)
			if err != nil {
				return form.Written{}, err
			}
			return form.WritePages(ctx, s.deps, doc, path)
		})
	})
}

// pagesNow gives the summary's pages, off the UI goroutine: those on screen, or
// where something newer is not shown yet laid out anew. Figures that are not
// known are refused.
func (s *SummaryScreen) pagesNow() func(context.Context) (page.Document, error) {
	m, v, fonts := s.model, s.view, s.deps.Fonts
	shown := v.of
	shown.Summary.ID, shown.Summary.Looked, shown.Summary.LookedOn = m.Summary.ID, m.Summary.Looked, m.Summary.LookedOn // saving gave them
	if v.laid && reflect.DeepEqual(shown, m) {
		return func(context.Context) (page.Document, error) { return v.doc, v.filled.Refused() }
	}
	return func(context.Context) (page.Document, error) {
		v := viewSummary(m, fonts, true)
		return v.doc, v.filled.Refused()
	}
}

// paperName names the summary in a printer's queue.
func (s *SummaryScreen) paperName() string {
	return words.Or(s.model.Summary.Title, fmt.Sprintf("%d年总结", s.model.Year))
}

// fileName names the summary as a file: two books' may have the same title.
func (s *SummaryScreen) fileName() string {
	if s.model.BookID == 0 {
		return s.paperName()
	}
	return s.paperName() + "（" + s.model.Book.Name() + "）"
}

// Print saves, asks how to print and prints the summary as the pages show it
// (Ctrl+Shift+P).
func (s *SummaryScreen) Print() {
	if !s.shown || len(s.model.Cases) == 0 {
		return
	}
	s.outgoing(func() {
		lay := s.pagesNow()
		form.AskPrint(s.deps, s.host, form.PrintAsk{Name: s.paperName(), Instead: s.Export, Papers: func(ctx context.Context) ([]page.Document, error) {
			doc, err := lay(ctx)
			return []page.Document{doc}, err
		}})
	})
}

// Leave goes on at once where nothing would be lost, else asks whether to save.
func (s *SummaryScreen) Leave(leave func()) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		leave()
		return
	}
	form.AskUnsaved(s.host, fmt.Sprintf("%d年总结", s.model.Year), func() {
		s.saved, s.shown = s.edits, false
		leave()
	}, func() { s.saveThen(leave) })
}
