package data

import (
	"slices"
	"strings"
)

// yearBook is one of the four books of a year.
type yearBook struct {
	body  Body
	level Level
	way   Direction
}

var yearBookKinds = []yearBook{
	{Congress, City, HandedDown}, {CPPCC, City, HandedDown}, {Congress, District, HandedOut}, {CPPCC, District, HandedOut},
}

// YearBooks are the four books of a year as they are offered (domain.md, Four
// books): what the year's own book, else the latest one before of the same kind
// says; its session is one on. Without one, place, meeting and who hands over are
// those of the other body, whose terms run alike; else the place is the answering
// government's and term and session 0 are not known yet. A book that is there
// already keeps its ID.
func YearBooks(year int, known []Book, s Settings) []Book {
	out := make([]Book, len(yearBookKinds))
	for i, k := range yearBookKinds {
		b := Book{Meeting: Meeting{Body: k.body, Level: k.level, Year: year}, Direction: k.way}
		if k.way == HandedDown {
			b.Issuer, b.Letterhead, b.ReplySeries, b.OpinionSeries = s.Issuer, s.Letterhead, s.ReplySeries, s.OpinionSeries
		} else {
			b.HandedBy = s.Office
			b.Meeting.Place = strings.TrimSuffix(s.Issuer, "人民政府")
		}
		other := k
		if other.body = CPPCC; k.body == CPPCC {
			other.body = Congress
		}
		if last, ok := latestBook(other, year, known); ok {
			m := last.Meeting
			b.Meeting.Place, b.Meeting.Term, b.Meeting.Session = m.Place, m.Term, m.Session+year-m.Year
			b.HandedBy = last.HandedBy
		}
		if last, ok := latestBook(k, year, known); ok {
			b = last
			b.CopyTo, b.Classes = slices.Clone(last.CopyTo), slices.Clone(last.Classes)
			if last.Meeting.Year < year {
				b.ID, b.Meeting.Year = 0, year
				b.Meeting.Session += year - last.Meeting.Year
			}
		}
		out[i] = b
	}
	return out
}

// latestBook is the newest book of a kind of that year or before.
func latestBook(k yearBook, year int, known []Book) (last Book, ok bool) {
	for _, b := range known {
		m := b.Meeting
		if m.Body == k.body && m.Level == k.level && b.Direction == k.way && m.Year <= year && !b.Deleted && (!ok || m.Year > last.Meeting.Year) {
			last, ok = b, true
		}
	}
	return last, ok
}
