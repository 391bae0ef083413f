package form

import (
	"testing"

	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestMessagesOfFormsGo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		from, to := ui.NewEntry(""), ui.NewEntry("")
		beside := ui.NewEntry("")
		e := &Editor{Host: r, Title: "修改", Form: ui.NewForm(), Width: 400, Print: func() string { return "" }}
		e.Form.Add("开始", true, from, "")
		e.Form.Add("结束", true, to, "")
		e.Form.AddObject(container.NewVBox(beside))
		e.Read = func() (ps data.Problems) {
			if to.Text < from.Text {
				ps = append(ps, data.Problem{Field: "结束", Message: "早于开始"})
			}
			return ps
		}
		e.Write = func(screen.Tx) error {
			return data.Problems{{Field: "开始", Message: "已有"}, {Message: "已经封账"}}
		}
		e.Open(from)
		from.SetText("5")
		to.SetText("3")
		e.Save()
		if e.Form.Row("结束").Error() == "" {
			t.Fatal("nothing is told")
		}
		from.SetText("2")
		if e.Form.Row("结束").Error() != "" {
			t.Error("the other day was mended, the message stays")
		}
		e.Save()
		onethread.Settle()
		if e.Form.Row("开始").Error() != "已有" || e.Form.General() != "已经封账" {
			t.Fatalf("says %q, %q", e.Form.Row("开始").Error(), e.Form.General())
		}
		beside.SetText("甲")
		if e.Form.Row("开始").Error() != "已有" || e.Form.General() != "" {
			t.Errorf("says %q, %q", e.Form.Row("开始").Error(), e.Form.General())
		}
	}, story.Lead())
}
