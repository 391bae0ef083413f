package ledger

import (
	"context"
	"fmt"

	"jianban/data"
	"jianban/gui/screen"
)

// onBatch asks which letters of the ledger are written in one go.
func (s *LedgerScreen) onBatch() {
	scopes := s.batchScopes()
	if len(scopes) == 0 {
		s.host.Say("没有可以导出的建议。")
		return
	}
	title := ""
	if s.model.Year > 0 {
		title = fmt.Sprintf("%d年", s.model.Year)
	}
	year, book := s.model.Year, s.host.Book()
	if s.state.Only != nil {
		year, book = 0, 0
	}
	var facts batchFacts
	var home string
	s.host.RunTask("正在读取", func(ctx context.Context, tell screen.Progress) (err error) {
		tell(0, 0, "正在读取答复和意见")
		if facts, err = loadBatch(ctx, s.deps, year, book); err != nil {
			return err
		}
		home, err = s.deps.Papers.Folder()
		return err
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		if all := facts.source.Cases; book != 0 && len(all) > 0 {
			title = all[0].Book.Name()
		}
		openBatch(s.deps, s.host, facts, scopes, title, home)
	})
}

// batchScopes are the proposals that a batch can be about: those marked (or the
// one chosen), those listed, all of the year.
func (s *LedgerScreen) batchScopes() []batchScope {
	ids := func(rows []*data.LedgerRow) (all []data.ID) {
		for _, r := range rows {
			all = append(all, r.ID)
		}
		return all
	}
	var scopes []batchScope
	add := func(name string, rows []*data.LedgerRow) {
		if len(rows) > 0 {
			scopes = append(scopes, batchScope{fmt.Sprintf("%s %d 件", name, len(rows)), ids(rows)})
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
		scopes = append(scopes, batchScope{"只第" + r.Number + "号", []data.ID{r.ID}})
	}
	return scopes
}
