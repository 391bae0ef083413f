package letter

import (
	"testing"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Every field of both kinds of letter is told where it was typed, and put back
// into a letter opened anew.
func TestEveryFieldOfALetterComesBack(t *testing.T) {
	for _, kind := range []struct {
		of     data.ID
		fields int // of the form
	}{{story.Lead().Proposal.ID, 23}, {story.Assist().Proposal.ID, 13}} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			s := openReply(t, r, kind.of, 0)
			if _, ok := s.Unsaved(); ok {
				t.Fatal("a letter just opened is unsaved")
			}
			want := s.form.typed()
			if len(want) != kind.fields {
				t.Errorf("%d fields: %+v", len(want), want)
			}
			for i := range want {
				want[i].Was = want[i].Text
				switch want[i].Label {
				case "类别":
					want[i].Text = "B 列入计划逐步解决"
				case "附件":
					want[i].Text = "【附件】一览表\n项目\t投资\n【附件】标准\n内容"
				default:
					want[i].Text = "填的" + want[i].Label
				}
			}
			if left := s.form.retype(want); len(left) > 0 {
				t.Fatalf("cannot be typed: %+v", left)
			}
			d, ok := s.Unsaved()
			if !ok || len(d.Fields) != kind.fields {
				t.Fatalf("unsaved %v: %d fields", ok, len(d.Fields))
			}
			again := openReply(t, r, d.Proposal, d.Round)
			var left []draft.Field
			again.Retype(d, func(l []draft.Field) { left = l })
			onethread.Settle()
			now, _ := again.Unsaved()
			if len(left) > 0 || !now.SameText(d) {
				t.Errorf("left %+v; put back %+v", left, now.Fields)
			}
		}, story.Lead(), story.Assist())
	}
}

// What is typed while the letter is being saved is unsaved afterwards.
func TestTypedDuringSavingIsUnsaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("先写的。")
		r.Slow = make(chan struct{})
		s.Save()
		onethread.Settle()
		s.form.body.SetText("先写的。后写的。")
		close(r.Slow)
		onethread.Settle()
		d, ok := s.Unsaved()
		if !ok || len(d.Fields) != 1 || d.Fields[0] != (draft.Field{Label: bodyLabel, Text: "先写的。后写的。", Was: "先写的。"}) {
			t.Errorf("unsaved %v: %+v", ok, d.Fields)
		}
	}, story.Lead())
}

// A letter that is another by now, or that can only be looked at, takes nothing.
func TestAnotherLetterTakesNothing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		body := s.form.body.Text
		d := draft.Draft{Title: "第12号第2次答复", Fields: []draft.Field{{Label: bodyLabel, Text: "第二次的文字"}}}
		for _, title := range []string{"第12号第2次答复", s.draftTitle()} {
			d.Title = title
			var left []draft.Field
			s.Retype(d, func(l []draft.Field) { left = l })
			onethread.Settle()
			if len(left) != 1 || s.form.body.Text != body || s.dirty() {
				t.Errorf("%s: left %v, shows %q", title, left, s.form.body.Text)
			}
			r.Memory.ReadOnlyReason = "另一个程序正在使用"
		}
	}, story.Lead())
}
