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

// plain is a form whose saves and deletions are counted.
func plain(r *screentest.Room, saved, removed *int) *Editor {
	e := &Editor{Host: r, Title: "修改", Form: ui.NewForm(), Width: 400, Print: func() string { return "" }, Record: "记录"}
	e.Read = func() data.Problems { return nil }
	e.Write = func(screen.Tx) error { *saved++; return nil }
	e.Remove = func(screen.Tx) error { *removed++; return nil }
	return e
}

// A form of a read-only registry does not open.
func TestALockedFormDoesNotOpen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		var n int
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		plain(r, &n, &n).Open(nil)
		if len(r.Panels) != 0 {
			t.Error("opened")
		}
	}, story.Lead())
}

// While a form is being saved it is not saved again, not used to delete and not
// shut; after a save that failed all of that is possible again.
func TestAFormIsSavedOnceAtATime(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		var saved, removed, done int
		e := plain(r, &saved, &removed)
		e.Done = func() { done++ }
		e.Open(nil)
		r.Slow = make(chan struct{})
		e.Save()
		e.Save()
		e.onRemove()
		e.cancel()
		if len(r.Said) != 1 {
			t.Errorf("says %q", r.Said)
		}
		close(r.Slow)
		onethread.Settle()
		if saved != 1 || removed != 0 || done != 1 {
			t.Errorf("saved %d times, removed %d, done %d", saved, removed, done)
		}
		r.Slow = nil
		e = plain(r, &saved, &removed)
		e.Open(nil)
		e.Write = func(screen.Tx) error { return data.Problem{Message: "磁盘已满"} }
		e.Save()
		if e.Form.General() != "磁盘已满" {
			t.Errorf("says %q", e.Form.General())
		}
		e.onRemove()
		if removed != 1 {
			t.Error("stays busy after a save that failed")
		}
	}, story.Lead())
}
