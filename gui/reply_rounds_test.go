package gui

import (
	"testing"

	"jianban/gui/storybook/story"
)

// A second letter that is saved with the day on which it was sent stays in the
// editor: the next round is begun only when asked for.
func TestSecondLetterStaysAfterSaving(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		m.OpenReply(12, nextRound)
		settle()
		s, ok := m.current().(*ReplyScreen)
		if !ok || s.model.Letter.Round != 2 {
			t.Fatalf("shows %T", m.current())
		}
		s.form.class.Choose("A")
		s.form.number.SetText("红政函〔2022〕30号")
		s.form.body.SetText("一、办理情况\n已经重新办理。")
		s.form.signed.SetText("2022年7月1日")
		s.form.sent.SetText("2022年7月2日")
		settle()
		s.Save()
		settle()
		if l := s.model.Letter; l.Round != 2 || l.ID == 0 || s.form.body.Text != "一、办理情况\n已经重新办理。" {
			t.Errorf("shows round %d, ID %d, %q", l.Round, l.ID, s.form.body.Text)
		}
		r.keep("reply-second-saved")
		if !s.again.Visible() || s.again.Size().Width < s.again.MinSize().Width {
			t.Errorf("the button 重新答复 has the size %v", s.again.Size())
		}
		if got := s.status.Word; got != "已保存" {
			t.Errorf("says %q", got)
		}
		m.onChange()
		settle()
		if s.model.Letter.Round != 2 {
			t.Errorf("after another change shows round %d", s.model.Letter.Round)
		}
	}, story.Lead())
}

// Where the save is refused, what is typed stays and is still the next round.
func TestRefusedSecondLetterStays(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *paperRoom) {
		m.OpenReply(12, nextRound)
		settle()
		s, ok := m.current().(*ReplyScreen)
		if !ok {
			t.Fatalf("shows %T", m.current())
		}
		s.form.body.SetText("一、办理情况\n已经重新办理。")
		settle()
		wait := slowly(m, "登记附件", nil)
		s.Save()
		close(wait)
		settle()
		if s.state.Round != nextRound || !s.dirty() || s.model.Letter.Round != 2 || s.form.body.Text == "" {
			t.Errorf("state %+v, unsaved %v, round %d", s.state, s.dirty(), s.model.Letter.Round)
		}
		s.Save()
		settle()
		if s.dirty() || s.model.Letter.ID == 0 {
			t.Errorf("saved again: unsaved %v, ID %d", s.dirty(), s.model.Letter.ID)
		}
	}, story.Lead())
}

// A letter's save that ends when the next round is already being written leaves
// that round alone.
func TestSaveEndsAfterAnotherLetterWasOpened(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		slow := &slowStore{Store: m.deps.Store, wait: make(chan struct{})}
		m.deps.Store = slow
		m.OpenReply(12, 0)
		settle()
		s, ok := m.current().(*ReplyScreen)
		if !ok {
			t.Fatalf("shows %T", m.current())
		}
		s.form.body.SetText("改过的第一次的正文。")
		settle()
		s.Save()
		s.turn(nextRound)
		settle()
		s.form.body.SetText("第二次的正文。")
		close(slow.wait)
		settle()
		if s.model.Letter.Round != 2 || s.model.Letter.ID != 0 || !s.dirty() || s.saving.busy {
			t.Errorf("shows round %d, ID %d, unsaved %v, saving %v", s.model.Letter.Round, s.model.Letter.ID, s.dirty(), s.saving.busy)
		}
		s.Save()
		settle()
		c, err := r.memory.Case(t.Context(), 12)
		if err != nil || len(c.Replies) != 2 || c.Replies[0].Body != "改过的第一次的正文。" || c.Replies[1].Body != "第二次的正文。" {
			t.Errorf("the registry has %+v, %v", c.Replies, err)
		}
	}, story.Lead())
}
