package ledger

import (
	"context"

	"jianban/data"
	ui "jianban/gui/widget"
)

// The search box finds proposals by everything that is known of them; the
// ledger shows those of its period, the best first, with what was searched for
// marked and where it stands.

// mostFound is how many hits are shown; the best of more.
const mostFound = 200

// foundColumn tells where the words stand; it is shown while there are some.
const foundColumn = "found"

// searching tells that there are words to search for.
func (s ledgerState) searching() bool { return len(data.ParseSearch(s.Filter.Words)) > 0 }

// foundRows are the rows that were found, in the order of the hits.
func (s ledgerState) foundRows(rows []*data.LedgerRow) []*data.LedgerRow {
	byID := make(map[data.ID]int, len(rows))
	for i, r := range rows {
		byID[r.ID] = i
	}
	var out []*data.LedgerRow
	for _, h := range s.Found.Hits {
		if i, ok := byID[h.ID]; ok {
			out = append(out, rows[i])
		}
	}
	return out
}

// Filter takes the words of the search box.
func (s *LedgerScreen) Filter(words string) {
	s.state.Filter.Words, s.state.Best = words, true
	if !s.state.searching() {
		s.forget()
		s.apply()
		return
	}
	s.search()
}

// forget ends the search.
func (s *LedgerScreen) forget() {
	s.seek.Stop()
	s.look.Stop()
	s.state.Filter.Words, s.state.Found, s.state.Best = "", data.Found{}, false
	s.showAround(data.Around{})
	s.table.ShowColumn(foundColumn, false)
	s.table.SetSort(s.state.Column, s.state.Descending)
	s.detail.ShowFound(data.Hit{})
}

// search looks for the words in the ledger's period and shows what it finds;
// until then the rows stay.
func (s *LedgerScreen) search() {
	ask := data.SearchAsk{Text: s.state.Filter.Words, Year: s.model.Year, Book: s.model.Book, Limit: mostFound}
	s.look.Stop()
	s.seek.StartSoon(func(ctx context.Context) (data.Found, error) {
		return s.deps.Store.Search(ctx, ask)
	}, func(found data.Found, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.state.Found = found
		s.table.ShowColumn(foundColumn, true)
		if s.state.Best {
			s.table.SetSort("", false)
		}
		s.showAround(data.Around{})
		s.apply()
		s.lookAround(ask)
	})
}

// hit is where a proposal has what is searched for.
func (s *LedgerScreen) hit(id data.ID) (h data.Hit, ok bool) {
	for _, h := range s.state.Found.Hits {
		if h.ID == id {
			return h, true
		}
	}
	return h, false
}

// foundCell names the place and shows what stands there.
func foundCell(h data.Hit, ok bool) ui.Cell {
	if !ok {
		return ui.Cell{}
	}
	if h.Excerpt == "" {
		return ui.Cell{Text: h.Place}
	}
	before := h.Place + "："
	return ui.Cell{Text: before + h.Excerpt, Marks: marksOf(h.Words, len(before)), Head: len(before)}
}

// marksOf are marks as a cell has them, after so many bytes.
func marksOf(all []data.Stretch, after int) (marks [][2]int) {
	for _, m := range all {
		marks = append(marks, [2]int{after + m.From, after + m.To})
	}
	return marks
}
