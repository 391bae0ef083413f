package gui

import (
	"context"
	"errors"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
)

// onSubmit is Enter in the search box: the code of a feedback form, scanned or
// typed, opens its entry; anything else goes to what was found.
func (m *Main) onSubmit(text string) {
	code, is, err := data.ParseFormCode(text)
	switch {
	case !is:
		m.onEnter()
	case err != nil:
		m.Fail(err)
	default:
		m.enterForm(code)
	}
}

// enterForm opens the form that a code names over its proposal. When it is saved
// the list is there again and the search box waits for the next code.
func (m *Main) enterForm(code data.FormCode) {
	m.RunTask("正在查找征询意见表", func(ctx context.Context, _ screen.Progress) error {
		c, err := m.deps.Store.Case(ctx, code.Proposal)
		if p := (data.Problem{}); errors.As(err, &p) && p.Gone {
			return data.UnknownForm(code)
		}
		if err == nil {
			_, err = c.FormOf(code)
		}
		return err
	}, func(err error) {
		if err != nil {
			m.Fail(err)
			return
		}
		if f, ok := m.current().(screen.Filterer); ok {
			f.Filter("") // the code was no word to search for
		}
		m.ClearSearch()
		s := proposal.NewCaseScreen(m.deps, m, code.Proposal, screen.TabFeedback)
		m.push(s)
		s.EnterForm(code, func() {
			m.Back()
			m.win.Canvas().Focus(m.bar.search)
		})
	})
}
