package letter

import (
	"jianban/data"
	ui "jianban/gui/widget"
)

// tellTaken says whose reply the text was taken from, until somebody says that it
// was reworked.
func (f *letterForm) tellTaken(letter data.Reply, locked bool) {
	text := ""
	if letter.TakenFrom != "" {
		text = "取自" + letter.TakenFrom + "的答复，请改成本件的情况。"
	}
	ui.SetShown(f.reworked, !locked)
	if f.taken.Text == text {
		return
	}
	f.taken.SetText(text)
	ui.SetShown(f.takenRow, text != "")
	f.root.Refresh()
}

// onReworked takes the mark of a text that was taken away, once that was said
// twice; saving keeps that.
func (s *ReplyScreen) onReworked() {
	if s.model.Locked != "" {
		return
	}
	s.host.Ask("已改完", "正文已经逐句改成本件的情况，没有留下"+s.model.Letter.TakenFrom+"的地名、人名、数字和日期？", "已改完", func() {
		s.model.Letter.TakenFrom = ""
		s.onEdit()
	})
}
