package screen

import (
	"fyne.io/fyne/v2"

	ui "jianban/gui/widget"
)

// HandMenu are the lines of a row's menu that record something of its proposal, with
// the keys that do the same.
func HandMenu(h Hand) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		ui.MenuItem("编辑", "F2", true, h.Edit),
		ui.MenuItem("办下一步", "F3", true, h.NextStep),
		fyne.NewMenuItemSeparator(),
		ui.MenuItem("记沟通", "F6", true, h.RecordTalk),
		ui.MenuItem("收到协办意见", "F7", true, h.RecordOpinion),
		ui.MenuItem("记征询意见表", "F8", true, h.RecordFeedback),
		ui.MenuItem("打开答复或协办意见", "F9", true, h.OpenPaper),
	}
}
