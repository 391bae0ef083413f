package ledger

import (
	"fmt"

	"jianban/data"
	"jianban/gui/papers"
)

// onBatch asks which papers of the ledger are written in one go.
func (s *LedgerScreen) onBatch() { s.batchOf("") }

// onPublish asks the same about the replies to publish.
func (s *LedgerScreen) onPublish() { s.batchOf(papers.Published) }

// batchOf offers papers of a kind at first; "" offers letters.
func (s *LedgerScreen) batchOf(kind string) {
	scopes := s.batchScopes()
	if len(scopes) == 0 {
		s.host.Say("没有可以导出的建议。")
		return
	}
	title := ""
	if s.model.Year > 0 {
		title = fmt.Sprintf("%d年", s.model.Year)
	}
	ask := papers.Ask{Year: s.model.Year, Book: s.host.Book(), Title: title, Kind: kind, Scopes: scopes}
	if s.state.Only != nil {
		ask.Year, ask.Book = 0, 0
	}
	papers.Open(s.deps, s.host, ask)
}

// batchScopes are the proposals that a batch can be about: those marked (or the
// one chosen), those listed, all of the year.
func (s *LedgerScreen) batchScopes() []papers.Scope {
	ids := func(rows []*data.LedgerRow) (all []data.ID) {
		for _, r := range rows {
			all = append(all, r.ID)
		}
		return all
	}
	var scopes []papers.Scope
	add := func(name string, rows []*data.LedgerRow) {
		if len(rows) > 0 {
			scopes = append(scopes, papers.Scope{Name: fmt.Sprintf("%s %d 件", name, len(rows)), IDs: ids(rows)})
		}
	}
	marked, shown, all := s.table.Marked(), s.Shown(), s.model.Rows
	add("选中的", marked)
	if len(shown) < len(all) {
		add("列表里的", shown)
	}
	name := "全部"
	if s.model.Year > 0 && s.state.Only == nil {
		name = fmt.Sprintf("%d年全部", s.model.Year)
	}
	add(name, all)
	if r, ok := s.table.Selected(); ok && len(marked) == 0 {
		scopes = append(scopes, papers.Scope{Name: "只第" + r.Number + "号", IDs: []data.ID{r.ID}})
	}
	return scopes
}
