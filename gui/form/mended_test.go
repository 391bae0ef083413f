package form

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// board is a clipboard that holds one text.
type board struct{ text string }

func (c *board) Content() string { return c.text }

func (c *board) SetContent(s string) { c.text = s }

func paste(e *ui.Entry, text string) {
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &board{text}})
}

// What is pasted into a form is mended at once and told in a line with the list;
// what was typed is mended when it is saved, and told then.
func TestLookAlikesArePastedAndSavedMended(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		e := &Editor{Host: r, Title: "修改", Form: ui.NewForm(), Width: 600, Print: func() string { return "" }}
		line, text, folder := e.Field("", ""), e.Prose("", "", 4), ui.NewEntry("")
		e.Form.Add("标题", true, line, "")
		e.Form.Add("内容", false, text, "")
		e.Form.Add("文件夹", false, folder, "")
		e.Read = func() data.Problems { return nil }
		saved := ""
		e.Write = func(screen.Tx) error { saved = line.Text + "|" + text.Text + "|" + folder.Text; return nil }
		e.Open(line)
		paste(line, "关于加强乡镇\r\n⼯业园区\n５Ｇ建设\n")
		if line.Text != "关于加强乡镇工业园区5G建设" {
			t.Errorf("the title is %q", line.Text)
		}
		paste(folder, "/⼀/e\u0301")
		paste(text, "⼀、⼯作\n⼆、⽉报\n")
		if text.Text != "一、工作\n二、月报\n" {
			t.Errorf("the text is %q", text.Text)
		}
		if e.pasted.Root.Hidden || len(e.pasted.changes) != 4 || e.pasted.said.Text != "⼀→一、⼯→工、⼆→二、⽉→月" {
			t.Errorf("told: %v %q", e.pasted.changes, e.pasted.said.Text)
		}
		e.pasted.onOpen()
		if n := len(r.Panels); n != 2 || r.Panels[1].Title != "已规范的文字" {
			t.Fatal("no list is shown")
		} else {
			r.Keep("mended-list")
			r.Panels[1].Cancel()
		}
		text.SetText("⼀是\uE5E5。\n好\uE5E6")
		e.Save()
		onethread.Settle()
		if saved != "关于加强乡镇工业园区5G建设|一是\uE5E5。\n好\uE5E6|/⼀/e\u0301" {
			t.Errorf("saved %q", saved)
		}
		if !strings.Contains(strings.Join(r.Said, "\n"), "已保存，规范了1处：⼀→一。内容：第1段第3字的U+E5E5是专用字符，换一台电脑就看不到。请对照原件，改成通用的字（还有1处）") {
			t.Errorf("said %q", r.Said)
		}
	}, story.Lead())
}
