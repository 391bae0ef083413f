package letter

import (
	"context"
	"reflect"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/words"
)

// Save keeps the letter (Ctrl+S).
func (s *ReplyScreen) Save() { s.saveThen(func() {}) }

// saveThen saves and, where that went well, goes on.
func (s *ReplyScreen) saveThen(next func()) {
	if s.saving.Wait(func() { s.saveThen(next) }) {
		return
	}
	if !s.shown || s.model.Locked != "" || !s.dirty() {
		next()
		return
	}
	mended := s.form.mend()
	letter, wrong := s.form.read(s.model.Letter)
	if err := wrong.Err(); err != nil {
		s.fail(err)
		return
	}
	edits, kind, was, typed := s.edits, s.model.Kind, s.state, s.form.typed()
	s.state.Round = letter.Round // what is loaded from now on is the round just saved
	state := s.state
	s.saving.Begin()
	s.host.Save(s.action(), func(tx screen.Tx) error { return kind.save(tx, &letter) }, func(err error) {
		switch {
		case s.state != state: // another letter was opened meanwhile
			if err != nil {
				s.host.Fail(err)
			}
		case err != nil:
			s.state = was
			s.fail(err)
		default:
			s.model.Letter, s.saved, s.before = letter, edits, typed
			s.form.clear()
			s.tell()
			form.SayMended(s.host, mended)
			s.saving.End(true)
			next()
			return
		}
		s.saving.End(false)
	})
}

// action is the journal's word for saving the letter.
func (s *ReplyScreen) action() string {
	return "保存第" + s.model.Case.Proposal.Number + "号" + s.model.Kind.name
}

// fail shows problems in the form, other errors by the window.
func (s *ReplyScreen) fail(err error) {
	if !s.form.showProblems(err) {
		s.host.Fail(err)
	}
	s.left.Refresh()
}

// Export saves, writes the letter into the folder for papers and opens
// it (Ctrl+P). A letter that cannot be signed yet is named 草稿.
func (s *ReplyScreen) Export() {
	if !s.shown {
		return
	}
	s.saveThen(func() {
		pages := s.pagesNow()
		form.ExportPages(s.deps, s.host, data.PaperName(s.model.Case, s.paperWord()), func(context.Context) (page.Document, error) { return pages(), nil })
	})
}

// pagesNow gives the letter's pages, on any goroutine: those on screen, or where
// something newer is not shown yet laid out anew.
func (s *ReplyScreen) pagesNow() func() page.Document {
	m, fonts, doc := s.model, s.deps.Fonts, s.pages.Document()
	shown := s.laid
	shown.Letter.ID = m.Letter.ID // the first saving gave it
	if reflect.DeepEqual(shown, m.paperFacts) {
		return func() page.Document { return doc }
	}
	return func() page.Document {
		doc, _ := m.Kind.layout(m.paperFacts, fonts) // a draft may be looked at on paper too; the screen lists what is missing
		return doc
	}
}

// paperName names the letter in a printer's queue.
func (s *ReplyScreen) paperName() string { return words.Number(s.model.Case.Proposal) + s.paperWord() }

// paperWord is what the letter is called in its name.
func (s *ReplyScreen) paperWord() string {
	word := data.RoundWord(s.model.Kind.name, s.model.Letter.Round)
	if s.draft() {
		word += data.DraftMark
	}
	return word
}

// draft tells that something keeps the letter from being signed.
func (s *ReplyScreen) draft() bool { return len(s.checks.Blocking) > 0 }

// Print saves, asks how to print and prints the letter as the pages show it
// (Ctrl+Shift+P).
func (s *ReplyScreen) Print() {
	if !s.shown {
		return
	}
	s.saveThen(func() {
		pages := s.pagesNow()
		ask := form.PrintAsk{Name: s.paperName(), Head: true, Instead: s.Export}
		if s.draft() {
			ask.Note = "这件还有要改的地方，印出的是草稿。"
		}
		ask.Papers = func(context.Context) ([]page.Document, error) { return []page.Document{pages()}, nil }
		form.AskPrint(s.deps, s.host, ask)
	})
}

// Leave goes on at once where nothing would be lost, else asks whether to save.
func (s *ReplyScreen) Leave(leave func()) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		leave()
		return
	}
	form.AskUnsaved(s.host, "第"+s.model.Case.Proposal.Number+"号"+s.model.Kind.name, func() {
		s.saved = s.edits
		leave()
	}, func() { s.saveThen(leave) })
}
