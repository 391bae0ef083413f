package widget

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data/word"
	look "jianban/gui/theme"
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

// Typing is a part of the window that text is typed into.
type Typing interface {
	fyne.Focusable
	// CaretPlace is where its caret stands in the window, and how large it is.
	CaretPlace() (at fyne.Position, size fyne.Size, ok bool)
}

// CreateRenderer keeps what the caret moves in: Fyne tells where it stands there.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok && s.Content != nil {
			e.text = s.Content // moves as the text is scrolled
			return r
		}
	}
	e.text = e.self
	return r
}

// CaretPlace is where the caret stands in the window; ok tells that there is one.
func (e *Entry) CaretPlace() (at fyne.Position, size fyne.Size, ok bool) {
	if e.text == nil || e.Disabled() {
		return at, size, false
	}
	th := e.Theme()
	line := fyne.MeasureText("口", th.Size(fynetheme.SizeNameText), e.TextStyle).Height
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(e.text).Add(e.CursorPosition())
	return at, fyne.NewSize(th.Size(fynetheme.SizeNameInputBorder), line), true
}
