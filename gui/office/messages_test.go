package office

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestMessagesOfSettingsGo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSettings(t, r)
		for i, f := range settingFields {
			if !f.required {
				continue
			}
			before := s.entries[i].Text
			s.entries[i].SetText("")
			s.Save()
			onethread.Settle()
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

// The parts of a rule pack are forms of their own and are mended by each other.
func TestMessagesOfAPackGo(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "办理规则")
		screentest.Walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				c.Choose(2)
				return false
			}
			return true
		})
		onethread.Settle()
		p := panelOf(t, r, "新建办理规则")
		name := screentest.EntryOf(t, r, "如 三类做法（三个月答复）")
		was := name.Text
		name.SetText("")
		p.Save()
		onethread.Settle()
		told := func() bool { return screentest.Contains(screentest.Texts(p.Content), "没有填写") }
		if !told() {
			t.Fatalf("a pack without a name is not told: %v", screentest.Texts(p.Content))
		}
		name.SetText(was)
		if told() {
			t.Error("the message stays")
		}
		tapPart(t, p, partClasses)
		letter := screentest.EntryOf(t, r, "A")
		was = letter.Text
		letter.SetText("")
		p.Save()
		onethread.Settle()
		before := strings.Join(screentest.Texts(p.Content), "\n")
		letter.SetText(was)
		if after := strings.Join(screentest.Texts(p.Content), "\n"); !strings.Contains(before, "字母") || after == before {
			t.Errorf("the message of another part stays:\n%s", after)
		}
	}, story.Lead())
}
