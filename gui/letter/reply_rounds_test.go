package letter

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	"jianban/gui/words"
)

// A second letter that is saved with the day on which it was sent stays in the
// editor: the next round is begun only when asked for.
func TestSecondLetterStaysAfterSaving(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, words.NextRound)
		if s.model.Letter.Round != 2 {
			t.Fatalf("shows round %d", s.model.Letter.Round)
		}
		s.form.class.Choose("A")
		s.form.number.SetText("红政函〔2022〕30号")
		s.form.body.SetText("一、办理情况\n已经重新办理。")
		s.form.signed.SetText("2022年7月1日")
		s.form.sent.SetText("2022年7月2日")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		if l := s.model.Letter; l.Round != 2 || l.ID == 0 || s.form.body.Text != "一、办理情况\n已经重新办理。" {
			t.Errorf("shows round %d, ID %d, %q", l.Round, l.ID, s.form.body.Text)
		}
		s.Refresh() // as the window does after a change
		onethread.Settle()
		r.Keep("reply-second-saved")
		if !s.again.Visible() || s.again.Size().Width < s.again.MinSize().Width {
			t.Errorf("the button 重新答复 has the size %v", s.again.Size())
		}
		if got := s.status.Word; got != "已保存" {
			t.Errorf("says %q", got)
		}
		s.Refresh()
		onethread.Settle()
		if s.model.Letter.Round != 2 {
			t.Errorf("after another change shows round %d", s.model.Letter.Round)
		}
	}, story.Lead())
}

// What a letter took up is counted: digits are kept with the letter, anything else
// is told at its field; the next letter begins with nothing.
func TestIdeasTakenUpAreCounted(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.ideas.SetText("三条")
		s.form.policies.SetText("１")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), " "); !s.dirty() || !strings.Contains(all, "“三条”不是数字") {
			t.Errorf("unsaved %v, shows %s", s.dirty(), all)
		}
		s.form.ideas.SetText("3")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil || c.Replies[0].Ideas != 3 || c.Replies[0].Policies != 1 {
			t.Errorf("%+v, %v", c.Replies, err)
		}
		s.form.tabs.Choose(1)
		onethread.Settle()
		r.Keep("reply-outcome")
		s.turn(words.NextRound)
		onethread.Settle()
		if s.form.ideas.Text != "" || s.form.policies.Text != "" {
			t.Errorf("the next letter begins with %q, %q", s.form.ideas.Text, s.form.policies.Text)
		}
	}, story.Lead())
}

// Where the save is refused, what is typed stays and is still the next round.
func TestRefusedSecondLetterStays(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, words.NextRound)
		s.form.body.SetText("一、办理情况\n已经重新办理。")
		onethread.Settle()
		r.Memory.Fail = data.Problem{Message: "磁盘已满"}
		s.Save()
		onethread.Settle()
		r.Memory.Fail = nil
		onethread.Settle()
		if s.state.Round != words.NextRound || !s.dirty() || s.model.Letter.Round != 2 || s.form.body.Text == "" {
			t.Errorf("state %+v, unsaved %v, round %d", s.state, s.dirty(), s.model.Letter.Round)
		}
		s.Save()
		onethread.Settle()
		if s.dirty() || s.model.Letter.ID == 0 {
			t.Errorf("saved again: unsaved %v, ID %d", s.dirty(), s.model.Letter.ID)
		}
	}, story.Lead())
}

// A letter's save that ends when the next round is already being written leaves
// that round alone.
func TestSaveEndsAfterAnotherLetterWasOpened(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		r.Slow = make(chan struct{})
		s.form.body.SetText("改过的第一次的正文。")
		onethread.Settle()
		s.Save()
		s.turn(words.NextRound)
		onethread.Settle()
		s.form.body.SetText("第二次的正文。")
		close(r.Slow)
		onethread.Settle()
		if s.model.Letter.Round != 2 || s.model.Letter.ID != 0 || !s.dirty() {
			t.Errorf("shows round %d, ID %d, unsaved %v", s.model.Letter.Round, s.model.Letter.ID, s.dirty())
		}
		s.Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil || len(c.Replies) != 2 || c.Replies[0].Body != "改过的第一次的正文。" || c.Replies[1].Body != "第二次的正文。" {
			t.Errorf("the registry has %+v, %v", c.Replies, err)
		}
	}, story.Lead())
}

func TestGuardsOfALetter(t *testing.T) {
	var s *ReplyScreen
	screentest.Guard(t, screentest.Edited{
		Name:  "答复",
		Open:  func(t *testing.T, r *screentest.Room) screen.Screen { s = openReply(t, r, 12, 0); return s },
		Write: func(text string) { s.form.body.SetText(text) },
		Text:  func() string { return s.form.body.Text },
		Touch: func() { s.edits++ },
		Dirty: func() bool { return s.dirty() },
		Turn:  func(*testing.T, *screentest.Room) { s.turn(words.NextRound) },
	})
}

// A letter that is not in the registry yet is put there once, however often one
// saves; what was typed meanwhile is kept by the second time.
func TestLetterSavedTwiceAtOnce(t *testing.T) {
	c := story.Lead()
	c.Replies = nil
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("一、办理情况\n已经办好。")
		onethread.Settle()
		r.Slow = make(chan struct{})
		s.Save()
		s.form.body.SetText("一、办理情况\n已经办好了。")
		next := 0
		s.saveThen(func() { next++ })
		close(r.Slow)
		onethread.Settle()
		var ids []data.ID
		for _, x := range r.Memory.Saved() {
			if l, ok := x.(data.Reply); ok {
				ids = append(ids, l.ID)
			}
		}
		if len(ids) != 2 || ids[0] != ids[1] || next != 1 || s.dirty() || len(r.Panels) != 0 {
			t.Errorf("saved as %v, went on %d times, unsaved %v", ids, next, s.dirty())
		}
		got, err := r.Memory.Case(t.Context(), 12)
		if err != nil || len(got.Replies) != 1 || !strings.HasSuffix(got.Replies[0].Body, "办好了。") {
			t.Errorf("the registry has %d letters, %v", len(got.Replies), err)
		}
	}, c)
}
