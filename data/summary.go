package data

// Summary (年度总结) is the clerk's prose of one year, over one book or all.
// In its text, fields in braces are bound to facts: {总件数} to a statistic,
// {例12} to proposal number 12. FillSummary fills and checks them.
type Summary struct {
	ID       ID
	Year     int
	BookID   ID // 0 over all books
	Title    string
	AsOf     Date // zero takes the default as-of day
	Sections []SummarySection
	// Reason is why it goes out although its numbers contradict, Despite what they
	// contradict in (FilledSummary.Despite): where that changes, a reason is asked
	// for anew.
	Reason  string
	Despite string
	Deleted bool
}

// SummarySection is one paragraph block with its heading.
type SummarySection struct {
	Heading string // such as 一、综合情况 or (一)提高站位,强化建议办理力度; may be empty
	Text    string // paragraphs, one a line
}
