package lists

import (
	"fyne.io/fyne/v2"

	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// rowMenu is what the menu of a row offers besides opening it: the proposal, and what
// is recorded of it.
func (l *factList[R]) rowMenu(r R) []*fyne.MenuItem {
	id := l.kind.Case(r)
	if id == 0 {
		return nil
	}
	items := []*fyne.MenuItem{ui.MenuItem("打开这件建议", "", true, func() { l.host.OpenCase(id, l.kind.Tab) })}
	if l.kind.Open == nil { // opening the row opens it already
		items = nil
	}
	if hand := l.AtHand(); hand != nil {
		items = append(items, screen.HandMenu(hand)...)
	}
	return items
}
