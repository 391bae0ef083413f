package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"jianban/export/page"
	ui "jianban/gui/widget"
)

// Save keeps the letter (Ctrl+S).
func (s *ReplyScreen) Save() { s.saveThen(func() {}) }

// saveThen saves and, where that went well, goes on.
func (s *ReplyScreen) saveThen(next func()) {
	if s.saving.wait(func() { s.saveThen(next) }) {
		return
	}
	if !s.shown || s.model.Locked != "" || !s.dirty() {
		next()
		return
	}
	letter, wrong := s.form.read(s.model.Letter)
	if err := wrong.Err(); err != nil {
		s.fail(err)
		return
	}
	edits, kind, was := s.edits, s.model.Kind, s.state
	s.state.Round = letter.Round // what is loaded from now on is the round just saved
	state := s.state
	what := "保存第" + s.model.Case.Proposal.Number + "号" + kind.name
	s.saving.begin()
	s.host.Save(what, func(tx Tx) error { return kind.save(tx, &letter) }, func(err error) {
		switch {
		case s.state != state: // another letter was opened meanwhile
			if err != nil {
				s.host.Fail(err)
			}
		case err != nil:
			s.state = was
			s.fail(err)
		default:
			s.model.Letter, s.saved = letter, edits
			s.form.clear()
			s.tell()
			s.saving.end(true)
			next()
			return
		}
		s.saving.end(false)
	})
}

// fail shows problems in the form, other errors by the window.
func (s *ReplyScreen) fail(err error) {
	if !s.form.showProblems(err) {
		s.host.Fail(err)
	}
	s.left.Refresh()
}

// Export saves, writes the letter as PDF into the folder for papers and opens
// it (Ctrl+P). A letter that cannot be signed yet is named 草稿.
func (s *ReplyScreen) Export() {
	if !s.shown {
		return
	}
	s.saveThen(func() {
		m := s.model
		exportPaper(s.deps, s.host, s.paperName(), ".pdf", func(ctx context.Context, path string) error {
			return m.Kind.export(s.deps.Exports, ctx, m.Case, m.Letter, path)
		})
	})
}

// paperName names the letter as a file and in a printer's queue.
func (s *ReplyScreen) paperName() string {
	name := "第" + s.model.Case.Proposal.Number + "号" + s.model.Kind.name
	if s.model.Letter.Round > 1 {
		name += fmt.Sprintf("（第%d次）", s.model.Letter.Round)
	}
	if s.draft() {
		name += "（草稿）"
	}
	return name
}

// draft tells that something keeps the letter from being signed.
func (s *ReplyScreen) draft() bool { return len(s.checks.blocking) > 0 }

// Print saves, asks how to print and prints the letter as the pages show it
// (Ctrl+Shift+P).
func (s *ReplyScreen) Print() {
	if !s.shown {
		return
	}
	s.saveThen(func() {
		m, fonts := s.model, s.deps.Fonts
		ask := printAsk{name: s.paperName(), head: true, instead: s.Export}
		if s.draft() {
			ask.note = "这件还有要改的地方，印出的是草稿。"
		}
		ask.papers = func(context.Context) ([]page.Document, error) {
			doc, _ := m.Kind.layout(m.paperFacts, fonts) // a draft may be printed too; the screen lists what is missing
			return []page.Document{doc}, nil
		}
		askPrint(s.deps, s.host, ask)
	})
}

// Leave goes on at once where nothing would be lost, else asks whether to save.
func (s *ReplyScreen) Leave(leave func()) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		leave()
		return
	}
	askUnsaved(s.host, "第"+s.model.Case.Proposal.Number+"号"+s.model.Kind.name, func() {
		s.saved = s.edits
		leave()
	}, func() { s.saveThen(leave) })
}

// askUnsaved asks what to do with edits that are not saved.
func askUnsaved(h Host, what string, drop, save func()) {
	text := ui.NewText(what + "有修改还没有保存。")
	p := &ui.Panel{Title: "保存修改？", Content: text, Width: 420}
	then := func(f func()) func() {
		return func() {
			h.Shut(p)
			f()
		}
	}
	keep := ui.NewAction("保存", nil, then(save))
	p.Left = ui.NewButton("不保存", nil, then(drop))
	p.Buttons = []fyne.CanvasObject{ui.NewButton("继续编辑", nil, then(func() {})), keep}
	p.Save, p.First = then(save), keep
	h.Open(p)
}
