package letter

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/export/plain"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// pasted is a text as it comes from Word and WPS: tabs, no-break spaces,
// half-width marks, manual numbers out of order, smart quotes, soft hyphens,
// line ends of Windows, full-width digits, an emoji.
const pasted = "\t一、基本情况\r\n　　红塔工业园区规划面积１２００亩,已纳入\u00a0“十四五”规划 ;\u200b总投资 3 亿元。\r\n" +
	"三、办理情况\r\n\u00ad红政函[2022]15 号已于2022.6.8印发😀.\x07\r\n\r\n\r\n(一)用地保障.已完成,,一期380亩.\r\n"

// pasteboard is a clipboard that holds one text.
type pasteboard struct{ text string }

func (c *pasteboard) Content() string { return c.text }

func (c *pasteboard) SetContent(s string) { c.text = s }

func openPasted(t *testing.T, r *screentest.Room) *ReplyScreen {
	s := openReply(t, r, 12, 0)
	s.form.body.SetText("")
	r.Win.Canvas().Focus(s.form.body)
	s.form.body.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &pasteboard{pasted}})
	onethread.Settle()
	return s
}

func TestPastedTextIsRepairedOneByOne(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openPasted(t, r)
		line := s.form.repairs[0]
		if line.Row.Hidden || len(line.Found) < 8 {
			t.Fatalf("%d repairs are offered for %q", len(line.Found), s.form.body.Text)
		}
		r.Keep("repairs-line")
		before := s.form.body.Text
		n := len(line.Found)
		screentest.TapText(t, s.root, "逐处查看")
		r.Keep("repairs-panel")
		if s.form.body.Text != before {
			t.Error("opening the panel changed the text")
		}
		r.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		onethread.Settle()
		if s.form.body.Text == before || len(line.Found) != n-1 {
			t.Errorf("one was taken; %d are left of %d", len(line.Found), n)
		}
		screentest.TapPanel(t, r, "撤销")
		if s.form.body.Text != before {
			t.Errorf("undone, the text is %q", s.form.body.Text)
		}
		screentest.TapPanel(t, r, "跳过")
		screentest.TapPanel(t, r, "全部采用")
		r.Keep("repairs-done")
		if left := plain.Repairs(s.form.body.Text, 0); len(left) == 0 || len(left) > 2 {
			t.Errorf("all but the one passed over should be taken, left %+v", left)
		}
		screentest.TapPanel(t, r, "撤销")
		screentest.TapPanel(t, r, "撤销")
		screentest.TapPanel(t, r, "全部采用")
		screentest.TapPanel(t, r, "完成")
		text := s.form.body.Text
		for _, want := range []string{"一、基本情况\n", "二、办理情况", "红政函〔2022〕15号", "2022年6月8日", "1200亩，", "“十四五”", "（一）用地保障。"} {
			if !strings.Contains(text, want) {
				t.Errorf("after all repairs %q lacks %q", text, want)
			}
		}
		if !line.Row.Hidden {
			t.Error("nothing is left to repair, and the line is still there")
		}
		if got := screentest.Words(s.pages.Document()); !strings.Contains(got, "二、办理情况") {
			t.Errorf("the pages do not follow: %s", got)
		}
		s.form.body.TypedShortcut(&fyne.ShortcutUndo{})
		if s.form.body.Text != before {
			t.Errorf("Ctrl+Z in the field left %q", s.form.body.Text)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestRepairsOfOneKind(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("我们,你们;他们 。共 3 件,已办.")
		onethread.Settle()
		s.form.repairs[0].OnOpen()
		screentest.TapPanel(t, r, "采用全部")
		for _, left := range s.form.repairs[0].Found {
			if left.Kind == s.form.repairs[0].Found[0].Kind && left.Kind == plain.Punctuation {
				t.Errorf("a repair of the kind taken is left: %+v", left)
			}
		}
		if strings.ContainsAny(s.form.body.Text, ",;") {
			t.Errorf("half-width marks are left in %q", s.form.body.Text)
		}
	}, story.Lead())
}

func TestLockedLetterOffersNoRepairs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("我们,你们")
		s.lay()
		onethread.Settle()
		if !s.form.repairs[0].Row.Hidden {
			t.Error("a text that cannot be changed is offered repairs")
		}
	}, story.Lead())
}
