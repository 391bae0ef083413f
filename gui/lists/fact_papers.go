package lists

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/papers"
	ui "jianban/gui/widget"
)

// printPapers is a button that offers papers of a kind of the proposals listed.
func printPapers[R any](l *factList[R], word, kind string) fyne.CanvasObject {
	return ui.NewButton(word, fynetheme.DocumentPrintIcon(), func() {
		var ids []data.ID
		for _, r := range l.table.Rows() {
			if id := l.kind.Case(r); id != 0 && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			l.host.Say("列表里没有建议。")
			return
		}
		ask := papers.Ask{Book: l.host.Book(), Kind: kind, Scopes: []papers.Scope{{Name: fmt.Sprintf("列表里的 %d 件", len(ids)), IDs: ids}}}
		if r, ok := l.table.Selected(); ok && l.kind.Case(r) != 0 {
			ask.Scopes = append(ask.Scopes, papers.Scope{Name: "只选中的一件", IDs: []data.ID{l.kind.Case(r)}})
		}
		if !l.kind.EveryYear {
			ask.Year = l.host.Year()
		}
		if ask.Year > 0 {
			ask.Title = fmt.Sprintf("%d年", ask.Year)
		}
		papers.Open(l.deps, l.host, ask)
	})
}
