package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data/word"
	look "jianban/gui/theme"
)

// DoubleTapped selects the word that was clicked; Fyne, which looks for spaces,
// would select the whole clause of a Chinese text. A third click still selects the
// line.
func (e *Entry) DoubleTapped(p *fyne.PointEvent) {
	if e.Disabled() || e.Password || p == nil {
		e.Entry.DoubleTapped(p)
		return
	}
	at := e.under(p)
	e.Entry.DoubleTapped(p)
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // takes Fyne's selection away
	e.selectRunes(word.At([]rune(e.Text), at))
}

// under is the index of the character under a point. Fyne tells where the caret goes
// by a click there, which is before the character or behind it: a click half a
// character further left goes before it.
func (e *Entry) under(p *fyne.PointEvent) int {
	caret := func(left float32) int {
		e.Entry.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.Position.SubtractXY(left, 0)}, Button: desktop.MouseButtonPrimary})
		return e.CursorTextOffset()
	}
	at := caret(0)
	text := []rune(e.Text)
	if at == 0 || at > len(text) || text[at-1] == '\n' {
		return at
	}
	half := fyne.MeasureText(string(text[at-1]), look.Size(fynetheme.SizeNameText), fyne.TextStyle{}).Width / 2
	return min(caret(half), at)
}

// selectRunes selects the characters from one to another, the end not included.
func (e *Entry) selectRunes(from, to int) {
	e.SetCaret(from)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.Entry.KeyDown(shift)
	for before := -1; e.CursorTextOffset() < to && e.CursorTextOffset() != before; {
		before = e.CursorTextOffset()
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if e.CursorTextOffset() == before { // from the end of a row to the start of the next
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
	}
	e.Entry.KeyUp(shift)
}

// TappedSecondary shows what can be done with the text, with the keys for it.
func (e *Entry) TappedSecondary(p *fyne.PointEvent) {
	if e.Disabled() && e.Password {
		return
	}
	focus(e.focusable())
	do := func(s fyne.Shortcut) func() {
		return func() {
			if t, ok := e.self.(fyne.Shortcutable); ok {
				t.TypedShortcut(s)
			}
		}
	}
	clip := fyne.CurrentApp().Clipboard()
	some, change := e.SelectedText() != "", !e.Disabled()
	menu := []*fyne.MenuItem{
		MenuItem("撤销", "Ctrl+Z", change, do(&fyne.ShortcutUndo{})),
		MenuItem("重做", "Ctrl+Y", change, do(&fyne.ShortcutRedo{})),
		fyne.NewMenuItemSeparator(),
		MenuItem("剪切", "Ctrl+X", change && some && !e.Password, do(&fyne.ShortcutCut{Clipboard: clip})),
		MenuItem("复制", "Ctrl+C", some && !e.Password, do(&fyne.ShortcutCopy{Clipboard: clip})),
		MenuItem("粘贴", "Ctrl+V", change, do(&fyne.ShortcutPaste{Clipboard: clip})),
		MenuItem("全选", "Ctrl+A", e.Text != "", do(&fyne.ShortcutSelectAll{})),
	}
	ShowMenuAt(menu, e.self, p.Position)
}

// focusable is the field itself as what takes the keyboard.
func (e *Entry) focusable() fyne.Focusable {
	if f, ok := e.self.(fyne.Focusable); ok {
		return f
	}
	return e
}
