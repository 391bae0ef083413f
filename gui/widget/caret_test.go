package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func wideEntry(t *testing.T, text string) *Entry {
	t.Helper()
	test.NewTempApp(t)
	e := NewMultiLine("", 3)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(180, 120))
	e.Fill(text)
	return e
}

func TestCaretStandsBeforeEveryCharacter(t *testing.T) {
	text := "第一段话很长，要在窗口里折成好几行才放得下，abc def ghi jkl mno pqr。\n\n第三段𬱖。\n"
	e := wideEntry(t, text)
	n := len([]rune(text))
	for at := range n + 1 {
		e.SetCaret(at)
		if got := e.CursorTextOffset(); got != at {
			t.Fatalf("the caret stands at %d, want %d", got, at)
		}
	}
	for _, outside := range []struct{ at, want int }{{-3, 0}, {n + 9, n}} {
		e.SetCaret(outside.at)
		if got := e.CursorTextOffset(); got != outside.want {
			t.Errorf("at %d the caret stands at %d, want %d", outside.at, got, outside.want)
		}
	}
	e = wideEntry(t, "")
	if e.SetCaret(5); e.CursorTextOffset() != 0 {
		t.Error("an empty text has one place for the caret")
	}
}

func TestReplaceIsTakenBackAndMadeAgain(t *testing.T) {
	e := wideEntry(t, "原文")
	var heard []string
	e.OnEdit(func(s string) { heard = append(heard, s) })
	e.Replace("改过一次")
	e.Replace("改过两次")
	for _, step := range []struct {
		key  fyne.Shortcut
		want string
	}{
		{&fyne.ShortcutUndo{}, "改过一次"}, {&fyne.ShortcutUndo{}, "原文"}, {&fyne.ShortcutUndo{}, "原文"},
		{&fyne.ShortcutRedo{}, "改过一次"}, {&fyne.ShortcutRedo{}, "改过两次"}, {&fyne.ShortcutRedo{}, "改过两次"},
	} {
		e.TypedShortcut(step.key)
		if e.Text != step.want {
			t.Fatalf("%s left %q, want %q", step.key.ShortcutName(), e.Text, step.want)
		}
	}
	if len(heard) != 6 {
		t.Errorf("the handler heard %d times: %q", len(heard), heard)
	}
	e.SetCaret(len("改过两次"))
	e.TypedRune('！')
	e.TypedShortcut(&fyne.ShortcutUndo{}) // takes back what was typed first
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "改过一次" {
		t.Errorf("after typing, two steps back: %q", e.Text)
	}
}
