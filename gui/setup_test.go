package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// panelOf is the panel opened last under a title.
func panelOf(t *testing.T, r *paperRoom, title string) *ui.Panel {
	t.Helper()
	for i := len(r.panels) - 1; i >= 0; i-- {
		if r.panels[i].Title == title {
			return r.panels[i]
		}
	}
	t.Fatalf("no panel %q", title)
	return nil
}

// openFromSettings opens a list by its button in the settings.
func openFromSettings(t *testing.T, r *paperRoom, word string) *ui.Panel {
	t.Helper()
	s := openSettings(t, r)
	tapText(t, s.Root(), word)
	return panelOf(t, r, word)
}

// chooseRow chooses the row of a table in which a text stands.
func chooseRow[R any](t *testing.T, p *ui.Panel, fits func(R) bool) *ui.Table[R] {
	t.Helper()
	var table *ui.Table[R]
	walk(p.Content, func(o fyne.CanvasObject) bool {
		if w, ok := o.(*ui.Table[R]); ok {
			table = w
		}
		return table == nil
	})
	if table == nil {
		t.Fatal("no table")
	}
	for i, r := range table.Rows() {
		if fits(r) {
			table.Choose(i)
			settle()
			return table
		}
	}
	t.Fatalf("no such row of %d", len(table.Rows()))
	return nil
}

// Every list opens by one click, in Chinese, and fits the window.
func TestEveryListOfTheSettingsOpens(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		for _, word := range []string{"办理规则", "放假安排", "办理册", "承办单位", "牵头领导", "代表委员", "经办人员"} {
			p := openFromSettings(t, r, word)
			checkChinese(t, word, p.Content)
			r.keep("setup-" + word)
			p.Close()
		}
		r.noFailure()
	}, story.Lead(), story.Draft())
}

// entryIn is the entry of a panel with a placeholder.
func entryIn(t *testing.T, root fyne.CanvasObject, placeholder string) *ui.Entry {
	t.Helper()
	var found *ui.Entry
	walk(root, func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok && e.PlaceHolder == placeholder {
			found = e
		}
		return true
	})
	if found == nil {
		t.Fatalf("no field %q", placeholder)
	}
	return found
}

func TestGuardsOfSettings(t *testing.T) {
	var s *SettingsScreen
	guards(t, edited{
		open:  func(t *testing.T, r *paperRoom) Screen { s = openSettings(t, r); return s },
		write: func(text string) { s.entries[0].SetText(text) },
		text:  func() string { return s.entries[0].Text },
		touch: func() { s.edits++ },
		dirty: func() bool { return s.dirty() },
	})
}
