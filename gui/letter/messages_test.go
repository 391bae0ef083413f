package letter

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// What a form says to be wrong goes when the field is mended, in every kind of
// form: nobody has to save to see that all is well.

func TestMessagesOfALetterGo(t *testing.T) {
	c := story.Lead()
	c.Replies[0].Sent, c.Replies[0].SentBy = data.Date{}, ""
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		row := func(label string) *ui.Row {
			for _, f := range s.form.forms() {
				if found := f.Row(label); found != nil {
					return found
				}
			}
			t.Fatalf("no field %s", label)
			return nil
		}
		s.form.sent.SetText("2022-2-30")
		s.form.number.SetText("红政函〔2022〕16号")
		onethread.Settle()
		s.Save()
		onethread.Settle()
		if row("送达日期").Error() == "" {
			t.Fatal("a day that is none is not told")
		}
		r.Keep("reply-message")
		s.form.body.SetText("一、办理情况\n已经办好。")
		if row("送达日期").Error() == "" {
			t.Error("another field's edit takes the message away")
		}
		s.form.sent.SetText("2022-6-10")
		if row("送达日期").Error() != "" {
			t.Errorf("still says %q", row("送达日期").Error())
		}
		s.form.tabs.Choose(0)
		r.Keep("reply-message-gone")
		s.form.showProblems(data.Problems{{Field: "正文", Message: "含有损坏的字符"}, {Field: "文号", Message: "已经用过"}})
		s.form.body.SetText("一、办理情况\n已经办好了。")
		if s.form.top.General() != "" || row("文号").Error() == "" {
			t.Errorf("the text was mended; the form says %q and %q", s.form.top.General(), row("文号").Error())
		}
		s.takeNumber("红政函〔2022〕17号")
		if row("文号").Error() != "" {
			t.Errorf("another 文号 was taken; it still says %q", row("文号").Error())
		}
	}, c)
}

// What a sent letter lacks is not missing any more where it was not sent, on
// whatever part of the form that is said.
func TestMessageThatAnotherPartMends(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, words.NextRound)
		s.form.body.SetText("一、办理情况\n已经重新办理。")
		s.form.sent.SetText("2022-7-2")
		s.form.showProblems(data.Problem{Field: "类别", Message: "答复已送达但没有类别", Hint: "请选择办理结果类别"})
		class := s.form.top.Row("类别")
		s.form.number.SetText("红政函〔2022〕30号")
		if class.Error() == "" {
			t.Fatal("not told, or gone with another field")
		}
		s.form.sent.SetText("")
		if class.Error() != "" {
			t.Errorf("still says %q", class.Error())
		}
	}, story.Lead())
}
