package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// slowly begins a change of the registry that ends when the channel is closed.
func slowly(m *Main, what string, err error) chan struct{} {
	wait := make(chan struct{})
	m.Save(what, func(Tx) error { <-wait; return err }, m.Fail)
	return wait
}

func TestSaveWhileAnotherIsUnderWay(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *paperRoom) {
		wait := slowly(m, "登记答复", nil)
		saved := 0
		e := &editor{host: m, title: "修改", form: ui.NewForm(), width: 300, print: func() string { return "" }, read: func() data.Problems { return nil }, write: func(Tx) error { saved++; return nil }}
		f := e.field("", "")
		e.form.Add("名称", true, f, "")
		e.open(f)
		e.save()
		settle()
		if !strings.Contains(e.form.General(), "“登记答复”还没有做完") {
			t.Errorf("the form should say why it is not saved, says %q", e.form.General())
		}
		press(m, fyne.KeyZ)
		close(wait)
		settle()
		e.save()
		settle()
		if saved != 1 || len(m.panels) != 0 {
			t.Errorf("pressed again: saved %d times, %d panels open", saved, len(m.panels))
		}
	}, story.Lead())
}

// A form is neither shut nor used to delete while it is being saved.
func TestFormWaitsForItsSave(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *paperRoom) {
		wait, removed := make(chan struct{}), 0
		e := &editor{host: m, title: "修改", form: ui.NewForm(), width: 300, print: func() string { return "" }, read: func() data.Problems { return nil }, write: func(Tx) error { <-wait; return nil }}
		e.record, e.remove = "记录", func(Tx) error { removed++; return nil }
		e.open(nil)
		e.save()
		tapText(t, m.win.Canvas().Overlays().Top(), "删除")
		escape(m)
		if len(m.panels) != 1 || !strings.Contains(m.status.said.Text, "正在保存") {
			t.Errorf("%d panels, the status line says %q", len(m.panels), m.status.said.Text)
		}
		close(wait)
		settle()
		if removed != 0 || len(m.panels) != 0 {
			t.Errorf("removed %d times, %d panels left", removed, len(m.panels))
		}
	}, story.Lead())
}

func TestClosingWaitsForASave(t *testing.T) {
	for _, fails := range []bool{false, true} {
		inWindow(t, func(t *testing.T, m *Main, _ *paperRoom) {
			closed := 0
			m.win.SetOnClosed(func() { closed++ })
			var err error
			if fails {
				err = data.Problem{Message: "磁盘已满"}
			}
			wait := slowly(m, "登记答复", err)
			m.onClose()
			if closed != 0 {
				t.Error("closed while a change was under way")
			}
			close(wait)
			settle()
			want := 1
			if fails {
				want = 0
			}
			if closed != want || fails && len(m.panels) != 1 {
				t.Errorf("the change failed %v: closed %d times, %d panels", fails, closed, len(m.panels))
			}
		}, story.Lead())
	}
}
