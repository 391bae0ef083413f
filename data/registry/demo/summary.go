package demo

import (
	"strings"

	"jianban/data"
)

// value is the summary as it is saved, of a book or over all.
func (s summary) value(book data.ID) data.Summary {
	sum := data.Summary{Year: s.Year, BookID: book, Title: s.Title, AsOf: s.AsOf, Signed: s.Signed}
	for _, sec := range s.Sections {
		sum.Sections = append(sum.Sections, data.SummarySection{Heading: sec.Heading, Text: prose(sec.Text)})
	}
	return sum
}

const (
	// exampleMark stands in the generated year's summary for examples.
	exampleMark = "{例子}"
	// mostExamples is how many it gets.
	mostExamples = 3
)

// of is the summary of the last year with examples from its lives; a paragraph that
// lacks them is left out.
func (s summary) of(lives []*life) data.Summary {
	s.Year = lastYear
	sum := s.value(0)
	told := examples(lives)
	for i := range sum.Sections {
		var kept []string
		for line := range strings.SplitSeq(sum.Sections[i].Text, "\n") {
			if told != "" || !strings.Contains(line, exampleMark) {
				kept = append(kept, strings.ReplaceAll(line, exampleMark, told))
			}
		}
		sum.Sections[i].Text = strings.Join(kept, "\n")
	}
	return sum
}

// examples are fields for the first proposals that were answered in the year. Their
// book is the city's CPPCC: its numbers occur in no other book.
func examples(lives []*life) string {
	var told strings.Builder
	n := 0
	for _, l := range lives {
		m := l.c.Book.Meeting
		if first, ok := l.c.FirstSent(); n < mostExamples && ok && first.Sent.Year() == lastYear && m.Body == data.CPPCC && m.Level == data.City && !l.c.Proposal.Between {
			told.WriteString("{例" + l.c.Proposal.Number + "}")
			n++
		}
	}
	return told.String()
}
