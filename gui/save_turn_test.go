package gui

import (
	"context"
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
		if e.busy || !strings.Contains(e.form.General(), "“登记答复”还没有做完") {
			t.Errorf("the form should say why it is not saved: busy %v, says %q", e.busy, e.form.General())
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
		e.onRemove()
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

// A letter that is not in the registry yet is put there once, however often one
// saves; what was typed meanwhile is kept by the second time.
func TestLetterSavedTwiceAtOnce(t *testing.T) {
	c := story.Lead()
	c.Replies = nil
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		slow := &slowStore{Store: m.deps.Store, wait: make(chan struct{})}
		m.deps.Store = slow
		m.OpenReply(12, 0)
		settle()
		s, ok := m.current().(*ReplyScreen)
		if !ok {
			t.Fatalf("shows %T", m.current())
		}
		s.form.body.SetText("一、办理情况\n已经办好。")
		settle()
		s.Save()
		s.form.body.SetText("一、办理情况\n已经办好了。")
		next := 0
		s.saveThen(func() { next++ })
		close(slow.wait)
		settle()
		var ids []data.ID
		for _, x := range r.memory.Saved() {
			if l, ok := x.(data.Reply); ok {
				ids = append(ids, l.ID)
			}
		}
		if len(ids) != 2 || ids[0] != ids[1] || next != 1 || s.dirty() || len(m.panels) != 0 {
			t.Errorf("saved as %v, went on %d times, unsaved %v", ids, next, s.dirty())
		}
		got, err := r.memory.Case(t.Context(), 12)
		if err != nil || len(got.Replies) != 1 || !strings.HasSuffix(got.Replies[0].Body, "办好了。") {
			t.Errorf("the registry has %d letters, %v", len(got.Replies), err)
		}
	}, c)
}

// slowStore begins changes at once and makes them when wait is closed.
type slowStore struct {
	Store
	wait chan struct{}
}

func (s *slowStore) Do(ctx context.Context, what string, f func(Tx) error) error {
	<-s.wait
	return s.Store.Do(ctx, what, f)
}
