package data

import "strings"

// Summary (年度总结) is the clerk's prose of one year, over one book or all.
// In its text, fields in braces are bound to facts: {总件数} to a statistic,
// {例12} to proposal number 12. FillSummary fills and checks them.
type Summary struct {
	ID       ID
	Year     int
	BookID   ID // 0 over all books
	Title    string
	AsOf     Date // zero takes the default as-of day
	Signed   Date // the day it was signed, which stands under it; zero while it was not
	Sections []SummarySection
	// Reason is why it goes out although its numbers contradict, Despite what they
	// contradict in (FilledSummary.Despite): where that changes, a reason is asked
	// for anew.
	Reason  string
	Despite string
	// Looked are the figures of its text as they were when somebody last looked at
	// it or saved it, on LookedOn: what changed since is shown.
	Looked   []LookedFigure
	LookedOn Date
	Deleted  bool
}

// SignedOn is the day that stands under it on paper: that of signing, or while it
// was not signed the day the paper is made.
func (s Summary) SignedOn(today Date) Date {
	if s.Signed.IsZero() {
		return today
	}
	return s.Signed
}

// Words are all its texts, below each other.
func (s Summary) Words() string {
	texts := []string{s.Title}
	for _, x := range s.Sections {
		texts = append(texts, x.Heading, x.Text)
	}
	return strings.Join(texts, "\n")
}

// SummarySection is one paragraph block with its heading.
type SummarySection struct {
	Heading string // such as 一、综合情况 or (一)提高站位,强化建议办理力度; may be empty
	Text    string // paragraphs, one a line
}
