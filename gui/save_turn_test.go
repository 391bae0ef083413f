package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// slowly begins a change of the registry that ends when the channel is closed.
func slowly(m *Main, what string, err error) chan struct{} {
	wait := make(chan struct{})
	m.Save(what, func(screen.Tx) error { <-wait; return err }, m.Fail)
	return wait
}

func TestSaveWhileAnotherIsUnderWay(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		wait := slowly(m, "登记答复", nil)
		saved := 0
		e := &form.Editor{Host: m, Title: "修改", Form: ui.NewForm(), Width: 300, Print: func() string { return "" }, Read: func() data.Problems { return nil }, Write: func(screen.Tx) error { saved++; return nil }}
		f := e.Field("", "")
		e.Form.Add("名称", true, f, "")
		e.Open(f)
		e.Save()
		onethread.Settle()
		if !strings.Contains(e.Form.General(), "“登记答复”还没有做完") {
			t.Errorf("the form should say why it is not saved, says %q", e.Form.General())
		}
		press(m, fyne.KeyZ)
		close(wait)
		onethread.Settle()
		e.Save()
		onethread.Settle()
		if saved != 1 || len(m.panels) != 0 {
			t.Errorf("pressed again: saved %d times, %d panels open", saved, len(m.panels))
		}
	}, story.Lead())
}

// A form is neither shut nor used to delete while it is being saved.
func TestFormWaitsForItsSave(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		wait, removed := make(chan struct{}), 0
		e := &form.Editor{Host: m, Title: "修改", Form: ui.NewForm(), Width: 300, Print: func() string { return "" }, Read: func() data.Problems { return nil }, Write: func(screen.Tx) error { <-wait; return nil }}
		e.Record, e.Remove = "记录", func(screen.Tx) error { removed++; return nil }
		e.Open(nil)
		e.Save()
		screentest.TapText(t, m.win.Canvas().Overlays().Top(), "删除")
		escape(m)
		if len(m.panels) != 1 || !strings.Contains(m.status.said.Text, "正在保存") {
			t.Errorf("%d panels, the status line says %q", len(m.panels), m.status.said.Text)
		}
		close(wait)
		onethread.Settle()
		if removed != 0 || len(m.panels) != 0 {
			t.Errorf("removed %d times, %d panels left", removed, len(m.panels))
		}
	}, story.Lead())
}

// What is under way is neither undone nor is anything before it taken back.
func TestUndoWaitsForASave(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Save("添加单位", func(tx screen.Tx) error { return tx.SaveUnit(&data.Unit{Name: "甲局"}) }, m.Fail)
		onethread.Settle()
		wait := slowly(m, "登记答复", nil)
		m.Undo()
		if _, ok := r.Memory.Redoable(); ok || !strings.Contains(m.status.said.Text, "“登记答复”还没有做完") {
			t.Errorf("undone %v, says %q", ok, m.status.said.Text)
		}
		close(wait)
		onethread.Settle()
	}, story.Lead())
}

// A list that lies over the screen takes a step back and shows what it led to; over a
// form none is taken, which is said.
func TestUndoOverPanels(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Save("添加单位", func(tx screen.Tx) error { return tx.SaveUnit(&data.Unit{Name: "甲局"}) }, m.Fail)
		onethread.Settle()
		shown := 0
		list := &ui.Panel{Title: "发文登记", Content: ui.NewLine(""), Width: 300, Undone: func() { shown++ }}
		m.Open(list)
		typed := &ui.Panel{Title: "改文号", Content: ui.NewLine(""), Width: 200}
		m.Open(typed)
		m.Undo()
		onethread.Settle()
		if _, ok := r.Memory.Redoable(); ok || shown != 0 || !strings.Contains(m.status.said.Text, "请先保存或关闭“改文号”，再撤销") {
			t.Errorf("over a form: undone %v, shown anew %d times, says %q", ok, shown, m.status.said.Text)
		}
		m.Shut(typed)
		m.Undo()
		onethread.Settle()
		if _, ok := r.Memory.Redoable(); !ok || shown != 1 || !strings.HasPrefix(m.status.said.Text, "已撤销") {
			t.Errorf("over a list: undone %v, shown anew %d times, says %q", ok, shown, m.status.said.Text)
		}
	}, story.Lead())
}

func TestClosingWaitsForASave(t *testing.T) {
	for _, fails := range []bool{false, true} {
		inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
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
			onethread.Settle()
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
