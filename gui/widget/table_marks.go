package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Several rows are marked as elsewhere: Ctrl and a click, or the space bar on
// the chosen row, one more or less; Shift and a click all from the one clicked
// before; Ctrl+A all; a plain click takes the marks away. A table without OnMark
// has no marks.

// Marked are the marked rows, in the order shown.
func (t *Table[R]) Marked() []R {
	var all []R
	for _, r := range t.rows {
		if t.marks[t.Key(r)] {
			all = append(all, r)
		}
	}
	return all
}

// MarkAll marks every row shown.
func (t *Table[R]) MarkAll() { t.mark(0, len(t.rows)-1) }

// tapped does what a click with keys held down does with marks; it tells
// whether the click was only about marks.
func (t *Table[R]) tapped(i int) bool {
	if t.OnMark == nil || i < 0 || i >= len(t.rows) {
		return false
	}
	held := heldKeys()
	switch {
	case held&fyne.KeyModifierControl != 0:
		if len(t.marks) == 0 && t.selected >= 0 && t.selected != i { // the chosen row is the first of several
			t.setMark(t.selected, true)
		}
		t.setMark(i, !t.marks[t.Key(t.rows[i])])
		t.anchor = i
	case held&fyne.KeyModifierShift != 0:
		t.marks = nil
		t.mark(min(t.anchor, i), max(t.anchor, i))
		return true
	default:
		t.anchor = i
		if len(t.marks) == 0 {
			return false
		}
		t.marks = nil
	}
	t.list.Refresh()
	t.OnMark()
	return held&fyne.KeyModifierControl != 0
}

// onSpace marks the chosen row, or takes its mark away.
func (t *Table[R]) onSpace() {
	if t.OnMark == nil || t.selected < 0 {
		return
	}
	t.setMark(t.selected, !t.marks[t.Key(t.rows[t.selected])])
	t.anchor = t.selected
	t.list.Refresh()
	t.OnMark()
}

func (t *Table[R]) setMark(i int, on bool) {
	if t.marks == nil {
		t.marks = map[int64]bool{}
	}
	if key := t.Key(t.rows[i]); on {
		t.marks[key] = true
	} else {
		delete(t.marks, key)
	}
}

// mark marks the rows from one to another.
func (t *Table[R]) mark(from, to int) {
	if t.OnMark == nil {
		return
	}
	for i := max(from, 0); i <= to && i < len(t.rows); i++ {
		t.setMark(i, true)
	}
	t.list.Refresh()
	t.OnMark()
}

// heldKeys are the modifiers held down now.
func heldKeys() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
