package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
)

// PassKey hands a key that a part does not use to the window, which would
// otherwise not hear of it while the part has the keyboard.
func PassKey(from fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// passShortcut hands a shortcut to the window.
func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// forWindow tells whether a key belongs to the window whatever part has the
// keyboard.
func forWindow(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9:
		return true
	}
	return false
}

// Button is Fyne's button that Enter presses too and that passes Esc on.
type Button struct{ fw.Button }

// NewButton makes a plain button.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewAction makes the button of the main action of its place.
func NewAction(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.Importance = fw.HighImportance
	return b
}

// NewQuiet makes a button without a ground, for actions within lists.
func NewQuiet(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.Importance = fw.LowImportance
	return b
}

// TypedKey presses the button on Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		b.press()
	case forWindow(e):
		PassKey(b, e)
	default:
		b.Button.TypedKey(e)
	}
}

// press does what a click does, but the keyboard stays: Fyne's Tapped takes it away,
// and the next Tab would begin at the window's first part. A button that is not shown
// any more, for its list was made anew, is not pressed again; its place is told as
// 0, 0, where no button of ours stands.
func (b *Button) press() {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(b)
	if c == nil || b.Disabled() || b.OnTapped == nil {
		return
	}
	if at := d.AbsolutePositionForObject(b); at.X <= 0 && at.Y <= 0 {
		c.Unfocus()
		return
	}
	b.OnTapped()
}

// Entry is Fyne's text field that passes the window's shortcuts and Esc on
// (Fyne's keeps them), and whose Fill calls no handler.
type Entry struct {
	fw.Entry
	touches
	// OnLeave is called when the field loses the keyboard.
	OnLeave func()
	// OnDown is called by the down key in a field of one line; may be nil.
	OnDown func()
	// Hints are what the right key puts into the field: the first where it is empty,
	// after one of them the next.
	Hints []string
	// Mend brings the text into the one spelling before it is saved (MendNow); nil
	// leaves it as typed, as a folder's name must be. Paste does so with what is
	// pasted; nil takes the usual.
	Mend, Paste Mender
	onMended    func([]data.Change)

	filling bool
	changed func(string)
	self    fyne.CanvasObject // the field itself, where another type wraps it
	text    fyne.CanvasObject // what the caret moves in (CaretPlace)
	steps   []step            // what Replace did
	taken   int               // how many of them are not taken back
}

// NewEntry makes a field of one line.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.start(e, placeholder)
	return e
}

// NewMultiLine makes a field of several lines, rows of them visible.
func NewMultiLine(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapBreak
	e.start(e, placeholder)
	e.SetMinRowsVisible(rows)
	return e
}

func (e *Entry) start(self fyne.Widget, placeholder string) {
	e.ExtendBaseWidget(self)
	e.self, e.PlaceHolder = self, placeholder
	e.Entry.OnChanged = func(s string) {
		if e.filling {
			return
		}
		e.touch()
		if e.changed != nil {
			e.changed(s)
		}
	}
}

// AcceptsTab lets Tab leave the field for the next one.
func (e *Entry) AcceptsTab() bool { return false }

// OnEdit sets what happens when a person changes the text.
func (e *Entry) OnEdit(f func(string)) { e.changed = f }

// Fill shows another text without calling the handler.
func (e *Entry) Fill(text string) {
	e.filling = true
	e.SetText(text)
	e.filling = false
	e.steps, e.taken = nil, 0
}

// TypedShortcut keeps what a text field knows and passes the rest on.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.stepped(s) {
		return
	}
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		s = e.pasted(paste)
	}
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo, *fyne.ShortcutCut, *fyne.ShortcutCopy, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll:
		e.Entry.TypedShortcut(s)
		return
	}
	if k, ok := s.(fyne.KeyboardShortcut); ok && editing(k.Key()) {
		e.Entry.TypedShortcut(s)
		return
	}
	passShortcut(e.self, s)
}

// editing are keys that with Ctrl move or delete within a text.
func editing(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// TypedKey passes the window's keys on.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if forWindow(k) {
		PassKey(e.self, k)
		return
	}
	if k.Name == fyne.KeyDown && e.OnDown != nil {
		e.OnDown()
		return
	}
	if k.Name == fyne.KeyRight && e.takesHint() {
		e.SetText(e.Hints[(slices.Index(e.Hints, e.Text)+1)%len(e.Hints)])
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		return
	}
	e.Entry.TypedKey(k)
}

// takesHint tells whether the right key puts a hint into the field: it has nowhere to
// go in the text.
func (e *Entry) takesHint() bool {
	if len(e.Hints) == 0 || e.Disabled() {
		return false
	}
	return e.Text == "" || slices.Contains(e.Hints, e.Text) && e.CursorColumn == len([]rune(e.Text)) && e.SelectedText() == ""
}

// FocusLost calls OnLeave.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeave != nil {
		e.OnLeave()
	}
}

// SetReadOnly keeps a person from changing the text.
func (e *Entry) SetReadOnly(yes bool) {
	if yes {
		e.Disable()
	} else {
		e.Enable()
	}
}

// TickBox is Fyne's tick box that passes the window's keys on.
type TickBox struct {
	fw.Check
	touches
}

// NewTickBox makes a tick box.
func NewTickBox(text string, changed func(bool)) *TickBox {
	c := &TickBox{}
	c.Text, c.OnChanged = text, func(on bool) {
		c.touch()
		if changed != nil {
			changed(on)
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey passes the window's keys on.
func (c *TickBox) TypedKey(k *fyne.KeyEvent) {
	if forWindow(k) {
		PassKey(c, k)
		return
	}
	c.Check.TypedKey(k)
}

// Fill ticks the box without calling the handler.
func (c *TickBox) Fill(on bool) {
	f := c.OnChanged
	c.OnChanged = nil
	c.SetChecked(on)
	c.OnChanged = f
}
