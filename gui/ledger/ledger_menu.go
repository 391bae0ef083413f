package ledger

import (
	"fmt"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// rowMenu is what the menu of a row offers besides opening it: what is recorded of the
// proposal, or where several are marked what is done with all of them.
func (s *LedgerScreen) rowMenu(*data.LedgerRow) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	n := len(s.table.Marked())
	if hand := s.AtHand(); hand != nil && n == 0 {
		items = append(screen.HandMenu(hand), fyne.NewMenuItemSeparator())
	}
	of := "这一件"
	if n > 0 {
		of = fmt.Sprintf("选中的%d件", n)
	}
	for _, k := range []struct {
		word string
		kind handoutKind
	}{{"交办", handAssign}, {"签收", handAccept}, {"告知代表", handTell}} {
		items = append(items, ui.MenuItem(of+k.word+"…", "", true, func() { s.onHandout(k.kind) }))
	}
	return append(items, ui.MenuItem(of+"批量导出、打印…", "", true, s.onBatch))
}
