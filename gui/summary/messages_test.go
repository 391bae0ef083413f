package summary

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestMessagesOfASummaryGo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		y := openSummary(t, r)
		y.editor.title.SetText("")
		y.Save()
		onethread.Settle()
		title := y.editor.form.Row("标题")
		if title.Error() == "" {
			t.Fatal("a summary without a title is not told")
		}
		y.editor.title.SetText("2022年总结")
		if title.Error() != "" {
			t.Errorf("still says %q", title.Error())
		}
		y.fail(data.Problem{Message: "含有损坏的字符"})
		y.editor.text.SetText("改过的文字。")
		if y.editor.form.General() != "" {
			t.Errorf("the text was mended, the form says %q", y.editor.form.General())
		}
	}, story.Lead())
}
