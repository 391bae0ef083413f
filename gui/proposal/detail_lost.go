package proposal

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	ui "jianban/gui/widget"
)

// lost tells that the registry does not answer: what is shown of the proposal stays, of
// another that was chosen nothing is. In a panel only where something was to be done.
func (t *Detail) lost(err error) {
	wanted := t.waiting != nil
	t.waiting = nil
	if t.model.Case.Proposal.ID == t.id {
		t.host.Say("共享登记库连不上，屏幕上是断开以前的内容")
		return
	}
	t.away, t.model = true, CaseModel{}
	t.where.SetText("")
	t.title.SetText("")
	ui.SetBadge(t.light, ui.ToneGrey, ui.NoShape, "")
	ui.SetBadge(t.next, ui.ToneGrey, ui.NoShape, "")
	t.marks.Objects, t.foot.Objects = nil, nil
	t.tabs.Hide()
	t.print.Hide()
	t.body.Objects = []fyne.CanvasObject{ui.Gap(40), ui.Empty(fynetheme.WarningIcon(), "共享登记库连不上", "请看服务器和网络，连上以后点“重试”。", ui.NewButton("重试", fynetheme.ViewRefreshIcon(), t.Refresh))}
	t.root.Refresh()
	if wanted {
		t.host.Fail(err)
	}
}
