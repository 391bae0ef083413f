package letter

import (
	"slices"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/words"
)

// draftTitle is how the letter is called among what was not saved.
func (s *ReplyScreen) draftTitle() string {
	m := s.model
	return words.Number(m.Case.Proposal) + data.RoundWord(m.Kind.name, m.Letter.Round)
}

// Unsaved is the letter's fields as far as they were typed and not saved.
func (s *ReplyScreen) Unsaved() (draft.Draft, bool) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		return draft.Draft{}, false
	}
	p := s.model.Case.Proposal
	fields := draft.Changed(draft.Against(s.form.typed(), s.before))
	return draft.Draft{Where: draft.Letter, Title: s.draftTitle(), About: p.Title, Action: s.action(), Proposal: p.ID,
		Round: s.model.Letter.Round, Fresh: s.model.Letter.ID == 0, Fields: fields}, len(fields) > 0
}

// Retype puts typed text into the letter when it is shown. A letter that is
// another by now, or that cannot be changed any more, takes nothing.
func (s *ReplyScreen) Retype(d draft.Draft, done func(left []draft.Field)) {
	s.retype = func() {
		if s.model.Locked != "" || s.draftTitle() != d.Title {
			done(d.Changed())
			return
		}
		done(s.form.retype(d.Changed()))
	}
	s.Refresh()
}

// bodyLabel is what the text is called; it stands in no row.
const bodyLabel = "正文"

// typed are all fields with what they hold.
func (f *letterForm) typed() (out []draft.Field) {
	for i, form := range f.forms() {
		if form == f.annexes.form { // of one attachment alone
			out = append(out, draft.Field{Label: annexLabel, Text: data.LetterText{Annexes: f.annexes.all}.String()})
			continue
		}
		out = append(out, form.Typed()...)
		if i == 0 {
			out = append(out, draft.Field{Label: bodyLabel, Text: f.body.Text})
		}
	}
	return out
}

// retype puts texts into the fields; left are those that none took.
func (f *letterForm) retype(fields []draft.Field) (left []draft.Field) {
	left = slices.Clone(fields)
	for _, form := range f.forms() {
		if form != f.annexes.form {
			left = form.Retype(left)
		}
	}
	return slices.DeleteFunc(left, func(x draft.Field) bool {
		switch x.Label {
		case annexLabel:
			f.annexes.fill(data.ReadLetterText(x.Text).Annexes)
			f.onEdit()
			return true
		case bodyLabel:
		default:
			return false
		}
		if f.body.Text != x.Text {
			f.body.SetText(x.Text)
		}
		return f.body.Text == x.Text
	})
}
