package widget

import (
	"sort"

	"fyne.io/fyne/v2"
)

// SetCaret puts the caret before a character of the text, counted in
// characters (runes) from its start, and brings it into sight. Fyne knows the
// caret by the rows of the wrapped text only; it tells where a row begins.
func (e *Entry) SetCaret(at int) {
	n := len([]rune(e.Text))
	at = min(max(at, 0), n)
	begin := func(row int) (int, bool) {
		e.CursorRow, e.CursorColumn = row, 0
		first := e.CursorTextOffset()
		return first, row == 0 || first > 0 // there is no such row
	}
	row := sort.Search(n+1, func(row int) bool {
		first, there := begin(row + 1)
		return !there || first > at
	})
	first, _ := begin(row)
	e.CursorRow, e.CursorColumn = row, at-first
	e.Refresh()
}

// step is a text that Replace put in place of another.
type step struct{ before, after string }

// SelectAll selects the whole text, so that what is typed takes its place.
func (e *Entry) SelectAll() { e.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Replace puts another text in place of the whole one, as an edit: the handler
// hears of it, Ctrl+Z in the field takes it back and Ctrl+Y makes it again.
func (e *Entry) Replace(text string) {
	if text == e.Text {
		return
	}
	e.steps = append(e.steps[:e.taken], step{e.Text, text})
	e.taken = len(e.steps)
	e.swap(text)
}

func (e *Entry) swap(text string) {
	at := e.CursorTextOffset()
	e.SetText(text)
	e.SetCaret(at)
}

// stepped answers Ctrl+Z and Ctrl+Y where the text is as a Replace left it.
func (e *Entry) stepped(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutUndo:
		if e.taken > 0 && e.steps[e.taken-1].after == e.Text && !e.Disabled() {
			e.taken--
			e.swap(e.steps[e.taken].before)
			return true
		}
	case *fyne.ShortcutRedo:
		if e.taken < len(e.steps) && e.steps[e.taken].before == e.Text && !e.Disabled() {
			e.taken++
			e.swap(e.steps[e.taken-1].after)
			return true
		}
	}
	return false
}
