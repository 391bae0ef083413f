package form

import (
	"fyne.io/fyne/v2"

	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// AskUnsaved asks what to do with edits that are not saved, in one way everywhere:
// to save them is offered in blue, Esc goes on editing.
func AskUnsaved(h screen.Host, what string, drop, save func()) {
	text := ui.NewText(what + "有修改还没有保存。")
	p := &ui.Panel{Title: "保存修改？", Content: text, Width: 420}
	then := func(f func()) func() {
		return func() {
			h.Shut(p)
			f()
		}
	}
	keep := ui.NewAction("保存", nil, then(save))
	p.Left = ui.NewButton("不保存", nil, then(drop))
	p.Buttons = []fyne.CanvasObject{ui.NewButton("继续编辑", nil, then(func() {})), keep}
	p.Save, p.First = then(save), keep
	h.Open(p)
}
