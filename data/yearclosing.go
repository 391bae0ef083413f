package data

// YearClosing (年度封账) holds a year's figures as they were fixed on a day. A
// correction made later is a further closing; the earlier ones stay.
type YearClosing struct {
	ID        ID
	Year      int
	BookID    ID   // 0 over all books
	AsOf      Date // the day the figures are told as of
	ClosedOn  Date
	Figures   string // the statistics as JSON
	Appraisal string // the units' scores as JSON
	Note      string
	Deleted   bool
}

// Validate names what is wrong with the closing.
func (y *YearClosing) Validate() Problems {
	var f fields
	f.year(y.Year)
	f.day("截至日期", y.AsOf, true)
	f.day("封账日期", y.ClosedOn, true)
	f.line("说明", &y.Note, false)
	return f.problems
}
