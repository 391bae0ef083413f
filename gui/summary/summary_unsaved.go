package summary

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/draft"
)

// draftTitle is how the summary is called among what was not saved.
func (s *SummaryScreen) draftTitle() string {
	return fmt.Sprintf("%d年办理工作总结", s.model.Year)
}

// Unsaved is the summary as typed, where it was not saved: all its parts, for
// they may have been moved.
func (s *SummaryScreen) Unsaved() (draft.Draft, bool) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		return draft.Draft{}, false
	}
	d := draft.Draft{Where: draft.Summary, Title: s.draftTitle(), Action: s.action(), Year: s.state.Year, Book: s.state.BookID,
		Fields: draft.Against(s.editor.typed(), s.before)}
	if s.model.BookID != 0 {
		d.About = s.model.Book.Name()
	}
	return d, len(d.Changed()) > 0
}

// Retype puts a summary as typed into the editor when the year is shown.
func (s *SummaryScreen) Retype(d draft.Draft, done func(left []draft.Field)) {
	s.retype = func() {
		if s.model.Locked != "" || s.draftTitle() != d.Title || len(s.model.Cases) == 0 {
			done(d.Changed())
			return
		}
		s.left.Choose(1)
		done(s.editor.retype(d.Fields))
	}
	s.Refresh()
}

// partLabel names a part among the fields: its heading is its first line.
func partLabel(n int) string { return fmt.Sprintf("第%d部分", n) }

// typed are title, day and all parts.
func (e *summaryEditor) typed() []draft.Field {
	out := e.form.Typed()
	for i, x := range e.sections {
		out = append(out, draft.Field{Label: partLabel(i + 1), Text: x.Heading + "\n" + x.Text})
	}
	return out
}

// retype puts title, day and parts in place of those there; left are the fields
// that it could not take.
func (e *summaryEditor) retype(fields []draft.Field) (left []draft.Field) {
	var sections []data.SummarySection
	for _, x := range e.form.Retype(draft.Changed(fields)) {
		if x.Label != partLabel(partNumber(x.Label)) {
			left = append(left, x)
		}
	}
	for _, x := range fields {
		if partNumber(x.Label) > 0 && x.Text != "" { // an emptied one was taken out
			heading, text, _ := strings.Cut(x.Text, "\n")
			sections = append(sections, data.SummarySection{Heading: heading, Text: text})
		}
	}
	if !slices.Equal(sections, e.sections) {
		e.sections = sections
		e.showList(min(max(e.chosen, 0), len(sections)-1))
		e.onEdit()
	}
	return left
}

// partNumber is the number in the label of a part; 0 is that of another field.
func partNumber(label string) (n int) {
	if _, err := fmt.Sscanf(label, "第%d部分", &n); err != nil {
		return 0
	}
	return n
}
