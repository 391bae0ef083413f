package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/export/plain"
	"jianban/gui/storybook/story"
)

// pasted is a text as it comes from Word and WPS: tabs, no-break spaces,
// half-width marks, manual numbers out of order, smart quotes, soft hyphens,
// line ends of Windows, full-width digits, an emoji.
const pasted = "\t一、基本情况\r\n　　红塔工业园区规划面积１２００亩,已纳入\u00a0“十四五”规划 ;\u200b总投资 3 亿元。\r\n" +
	"三、办理情况\r\n\u00ad红政函[2022]15 号已于2022.6.8印发😀.\x07\r\n\r\n\r\n(一)用地保障.已完成,,一期380亩.\r\n"

// pasteboard is a clipboard that holds one text.
type pasteboard struct{ text string }

func (c *pasteboard) Content() string     { return c.text }
func (c *pasteboard) SetContent(s string) { c.text = s }

func openPasted(t *testing.T, r *paperRoom) *ReplyScreen {
	s := openReply(t, r, 12, 0)
	s.form.body.SetText("")
	r.win.Canvas().Focus(s.form.body)
	s.form.body.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &pasteboard{pasted}})
	settle()
	return s
}

// lastPanel is the repair panel's buttons by their words.
func tapPanel(t *testing.T, r *paperRoom, word string) {
	t.Helper()
	p := r.panels[len(r.panels)-1]
	for _, o := range append([]fyne.CanvasObject{p.Content, p.Left}, p.Buttons...) {
		found := false
		walk(o, func(o fyne.CanvasObject) bool {
			if !found && contains(texts(o), word) {
				if b, ok := o.(fyne.Tappable); ok {
					found = true
					test.Tap(b)
				}
			}
			return !found
		})
		if found {
			settle()
			return
		}
	}
	t.Fatalf("the panel has nothing to tap that says %q", word)
}

func contains(all []string, word string) bool {
	return strings.Contains(strings.Join(all, "\x00"), word)
}

func TestPastedTextIsRepairedOneByOne(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openPasted(t, r)
		line := s.form.repairs[0]
		if line.row.Hidden || len(line.found) < 8 {
			t.Fatalf("%d repairs are offered for %q", len(line.found), s.form.body.Text)
		}
		r.keep("repairs-line")
		before := s.form.body.Text
		n := len(line.found)
		tapText(t, s.root, "逐处查看")
		r.keep("repairs-panel")
		if s.form.body.Text != before {
			t.Error("opening the panel changed the text")
		}
		r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		settle()
		if s.form.body.Text == before || len(line.found) != n-1 {
			t.Errorf("one was taken; %d are left of %d", len(line.found), n)
		}
		tapPanel(t, r, "撤销")
		if s.form.body.Text != before {
			t.Errorf("undone, the text is %q", s.form.body.Text)
		}
		tapPanel(t, r, "跳过")
		tapPanel(t, r, "全部采用")
		r.keep("repairs-done")
		if left := plain.Repairs(s.form.body.Text, 0); len(left) == 0 || len(left) > 2 {
			t.Errorf("all but the one passed over should be taken, left %+v", left)
		}
		tapPanel(t, r, "撤销")
		tapPanel(t, r, "撤销")
		tapPanel(t, r, "全部采用")
		tapPanel(t, r, "完成")
		text := s.form.body.Text
		for _, want := range []string{"一、基本情况\n", "二、办理情况", "红政函〔2022〕15号", "2022年6月8日", "1200亩，", "“十四五”", "（一）用地保障。"} {
			if !strings.Contains(text, want) {
				t.Errorf("after all repairs %q lacks %q", text, want)
			}
		}
		if !line.row.Hidden {
			t.Error("nothing is left to repair, and the line is still there")
		}
		if got := words(s.pages.Document()); !strings.Contains(got, "二、办理情况") {
			t.Errorf("the pages do not follow: %s", got)
		}
		s.form.body.TypedShortcut(&fyne.ShortcutUndo{})
		if s.form.body.Text != before {
			t.Errorf("Ctrl+Z in the field left %q", s.form.body.Text)
		}
		r.noFailure()
	}, story.Lead())
}

func TestRepairsOfOneKind(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("我们,你们;他们 。共 3 件,已办.")
		settle()
		s.form.repairs[0].onOpen()
		tapPanel(t, r, "采用全部")
		for _, left := range s.form.repairs[0].found {
			if left.Kind == s.form.repairs[0].found[0].Kind && left.Kind == plain.Punctuation {
				t.Errorf("a repair of the kind taken is left: %+v", left)
			}
		}
		if strings.ContainsAny(s.form.body.Text, ",;") {
			t.Errorf("half-width marks are left in %q", s.form.body.Text)
		}
	}, story.Lead())
}

func TestLockedLetterOffersNoRepairs(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.memory.ReadOnlyReason = "另一个程序正在使用"
		s := openReply(t, r, 12, 0)
		s.form.body.SetText("我们,你们")
		s.lay()
		settle()
		if !s.form.repairs[0].row.Hidden {
			t.Error("a text that cannot be changed is offered repairs")
		}
	}, story.Lead())
}
