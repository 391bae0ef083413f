package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// What a form says to be wrong goes when the field is mended, in every kind of
// form: nobody has to save to see that all is well.

func TestMessagesOfALetterGo(t *testing.T) {
	c := story.Lead()
	c.Replies[0].Sent, c.Replies[0].SentBy = data.Date{}, ""
	inRoom(t, func(t *testing.T, r *paperRoom) {
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
		settle()
		s.Save()
		settle()
		if row("送达日期").Error() == "" {
			t.Fatal("a day that is none is not told")
		}
		r.keep("reply-message")
		s.form.body.SetText("一、办理情况\n已经办好。")
		if row("送达日期").Error() == "" {
			t.Error("another field's edit takes the message away")
		}
		s.form.sent.SetText("2022-6-10")
		if row("送达日期").Error() != "" {
			t.Errorf("still says %q", row("送达日期").Error())
		}
		s.form.tabs.Choose(0)
		r.keep("reply-message-gone")
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
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, nextRound)
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

func TestMessagesOfFormsGo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		from, to := ui.NewEntry(""), ui.NewEntry("")
		beside := ui.NewEntry("")
		e := &editor{host: r, title: "修改", form: ui.NewForm(), width: 400, print: func() string { return "" }}
		e.form.Add("开始", true, from, "")
		e.form.Add("结束", true, to, "")
		e.form.AddObject(container.NewVBox(beside))
		e.read = func() (ps data.Problems) {
			if to.Text < from.Text {
				ps = append(ps, data.Problem{Field: "结束", Message: "早于开始"})
			}
			return ps
		}
		e.write = func(Tx) error { return data.Problems{{Field: "开始", Message: "已有"}, {Message: "已经封账"}} }
		e.open(from)
		from.SetText("5")
		to.SetText("3")
		e.save()
		if e.form.Row("结束").Error() == "" {
			t.Fatal("nothing is told")
		}
		from.SetText("2")
		if e.form.Row("结束").Error() != "" {
			t.Error("the other day was mended, the message stays")
		}
		e.save()
		settle()
		if e.form.Row("开始").Error() != "已有" || e.form.General() != "已经封账" {
			t.Fatalf("says %q, %q", e.form.Row("开始").Error(), e.form.General())
		}
		beside.SetText("甲")
		if e.form.Row("开始").Error() != "已有" || e.form.General() != "" {
			t.Errorf("says %q, %q", e.form.Row("开始").Error(), e.form.General())
		}
	}, story.Lead())
}

func TestMessagesOfSettingsGo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openSettings(t, r)
		for i, f := range settingFields {
			if !f.required {
				continue
			}
			before := s.entries[i].Text
			s.entries[i].SetText("")
			s.Save()
			settle()
			if s.form.Row(f.label).Error() == "" {
				t.Errorf("%s: nothing is told", f.label)
			}
			s.entries[i].SetText(before)
			if s.form.Row(f.label).Error() != "" {
				t.Errorf("%s: the message stays", f.label)
			}
		}
	}, story.Lead())
}

func TestMessagesOfASummaryGo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		y := openSummary(t, r)
		y.editor.title.SetText("")
		y.Save()
		settle()
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

// The parts of a rule pack are forms of their own and are mended by each other.
func TestMessagesOfAPackGo(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理规则")
		walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				c.Choose(2)
				return false
			}
			return true
		})
		settle()
		p := panelOf(t, r, "新建办理规则")
		name := entryOf(t, r, "如 红塔区做法")
		was := name.Text
		name.SetText("")
		p.Save()
		settle()
		told := func() bool { return contains(texts(p.Content), "没有填写") }
		if !told() {
			t.Fatalf("a pack without a name is not told: %v", texts(p.Content))
		}
		name.SetText(was)
		if told() {
			t.Error("the message stays")
		}
	}, story.Lead())
}
