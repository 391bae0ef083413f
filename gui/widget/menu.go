package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// MenuItem is one line of a menu with the keys that do the same, "" for none; one
// that cannot be done now stands back.
func MenuItem(word, keys string, can bool, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(word, do)
	if keys != "" {
		item.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyName(keys)}
	}
	item.Disabled = !can
	return item
}

// ShowMenuAt shows a menu at a place of an object, within the window. When it closes
// the keyboard is where it was.
func ShowMenuAt(items []*fyne.MenuItem, o fyne.CanvasObject, at fyne.Position) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(o)
	if c == nil {
		return
	}
	writeKeys(items)
	menu := fw.NewPopUpMenu(fyne.NewMenu("", items...), c)
	size, place := menu.MinSize(), d.AbsolutePositionForObject(o).Add(at)
	if place.Y+size.Height > c.Size().Height {
		place.Y = max(c.Size().Height-size.Height, 0)
	}
	place.X = max(min(place.X, c.Size().Width-size.Width), 0)
	menu.ShowAtPosition(place)
}

// keysGap is the least room, in spaces, between a word and the keys for it.
const keysGap = 6

// writeKeys writes the keys of a menu's lines behind their words, one under the
// other: Fyne would write them so pale that they cannot be read.
func writeKeys(items []*fyne.MenuItem) {
	width := func(text string) float32 {
		return fyne.MeasureText(text, look.Size(fynetheme.SizeNameText), fyne.TextStyle{}).Width
	}
	widest, space := float32(0), width(" ")
	for _, item := range items {
		widest = max(widest, width(item.Label))
	}
	for _, item := range items {
		if k, ok := item.Shortcut.(*desktop.CustomShortcut); ok {
			room := int((widest-width(item.Label))/space+0.5) + keysGap
			item.Label, item.Shortcut = item.Label+strings.Repeat(" ", room)+string(k.KeyName), nil
		}
	}
}

// TappedSecondary opens the row's menu.
func (r *tableRow[R]) TappedSecondary(p *fyne.PointEvent) {
	if r.onMenu != nil {
		r.onMenu(r.index, r, p.Position)
	}
}

// menu shows what can be done with row i at a place of an object. The row becomes
// the chosen one unless it is marked: then the menu is of all that are.
func (t *Table[R]) menu(i int, o fyne.CanvasObject, at fyne.Position) {
	if i < 0 || i >= len(t.rows) {
		return
	}
	focus(t.list)
	if !t.marks[t.Key(t.rows[i])] {
		if len(t.marks) > 0 {
			t.marks = nil
			t.list.Refresh()
			t.OnMark()
		}
		t.Choose(i)
	}
	ShowMenuAt(t.menuItems(t.rows[i]), o, at)
}

// menuItems are the lines of a row's menu: to open it, what the screen offers, to
// mark and to copy rows.
func (t *Table[R]) menuItems(row R) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if t.OnOpen != nil {
		word := t.OpenWord
		if word == "" {
			word = "打开"
		}
		items = append(items, MenuItem(word, "Enter", true, func() { t.OnOpen(row) }))
	}
	if t.OnMenu != nil {
		items = append(items, t.OnMenu(row)...)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	if t.OnMark != nil {
		word := "选中"
		if t.marks[t.Key(row)] {
			word = "取消选中"
		}
		items = append(items, MenuItem(word, "空格", true, t.onSpace), MenuItem("全部选中", "Ctrl+A", true, t.MarkAll))
	}
	return append(items, MenuItem("复制文字", "Ctrl+C", true, t.Copy))
}

// menuByKey shows the menu of the chosen row beside it.
func (t *Table[R]) menuByKey() {
	if r := t.list.rows[t.selected]; r != nil {
		t.menu(t.selected, r, fyne.NewPos(40, r.Size().Height))
	}
}

// Copy puts what the marked rows show, or the chosen one, onto the clipboard: cells
// apart by tabs, as spreadsheets take them.
func (t *Table[R]) Copy() {
	rows := t.Marked()
	if r, ok := t.Selected(); ok && len(rows) == 0 {
		rows = []R{r}
	}
	var lines []string
	for _, r := range rows {
		var cells []string
		for _, c := range t.columns {
			if !c.Off {
				cells = append(cells, strings.Join(strings.Fields(c.Cell(r).Text), " "))
			}
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	if len(lines) > 0 {
		fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	}
}

// reach chooses another row; with Shift held down all from the anchor to it are
// marked.
func (t *Table[R]) reach(i int) {
	if t.OnMark == nil || heldKeys()&fyne.KeyModifierShift == 0 {
		t.Choose(i)
		t.anchor = i
		return
	}
	t.marks = nil
	t.Choose(i)
	t.mark(min(t.anchor, i), max(t.anchor, i))
}

// menuKey tells the keys that open a menu: the menu key, and Shift and F10.
func menuKey(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && heldKeys()&fyne.KeyModifierShift != 0
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
