package letter

import (
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export"
	ui "jianban/gui/widget"
)

// blankTable is a table of two columns to write in.
const blankTable = "项目\t内容\n\t\n\t\n"

// onInsert offers the standard paragraphs of the rule pack and a blank table, to be
// put where the caret is.
func (s *ReplyScreen) onInsert() {
	if s.model.Locked != "" {
		return
	}
	var items []*fyne.MenuItem
	for _, p := range s.model.Rules.Pack.Passages {
		items = append(items, fyne.NewMenuItem(p.Label(), func() { s.insert(s.filled(p)) }))
	}
	if len(items) == 0 {
		none := fyne.NewMenuItem("办理规则里还没有标准段落", nil)
		none.Disabled = true
		items = append(items, none)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("空白表格", func() { s.insert(blankTable) }))
	ui.ShowMenu(fyne.NewMenu("", items...), s.form.insert)
}

// filled is a passage with the facts of the proposal in its fields.
func (s *ReplyScreen) filled(p data.Passage) string {
	text, _ := export.FillWording(p.Text, s.model.Case, s.model.Settings, data.Date{})
	return strings.TrimSpace(text)
}

// insert puts paragraphs into the text that is written in, as lines of their own:
// an attachment's where that is shown, else the body. Ctrl+Z takes them back.
func (s *ReplyScreen) insert(text string) {
	e := s.form.body
	if a := s.form.annexes; s.form.parts[s.form.tabs.Chosen()].form == a.form && a.at >= 0 {
		e = a.text
	} else {
		s.form.open(bodyLabel)
	}
	before, after := []rune(e.Text), []rune(nil)
	at := min(max(e.CursorTextOffset(), 0), len(before))
	before, after = before[:at], before[at:]
	if len(before) > 0 && before[len(before)-1] != '\n' {
		text = "\n" + text
	}
	if len(after) == 0 || after[0] != '\n' {
		text = strings.TrimSuffix(text, "\n") + "\n"
	}
	e.Replace(string(before) + text + string(after))
	e.SetCaret(at + len([]rune(strings.TrimSuffix(text, "\n"))))
	s.form.annexes.focus(e)
}
