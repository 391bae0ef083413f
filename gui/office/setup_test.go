package office

import (
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// panelOf is the panel opened last under a title.
func panelOf(t *testing.T, r *screentest.Room, title string) *ui.Panel {
	t.Helper()
	for i := len(r.Panels) - 1; i >= 0; i-- {
		if r.Panels[i].Title == title {
			return r.Panels[i]
		}
	}
	t.Fatalf("no panel %q", title)
	return nil
}

// openFromSettings opens a list by its button in the settings.
func openFromSettings(t *testing.T, r *screentest.Room, word string) *ui.Panel {
	t.Helper()
	s := openSettings(t, r)
	if word == "办理规则" { // a page
		s.pages.Choose(pagePacks)
		onethread.Settle()
		return &ui.Panel{Title: word, Content: s.packs.root, Cancel: func() {}}
	}
	screentest.TapText(t, s.Root(), word)
	return panelOf(t, r, word)
}

// chooseRow chooses the row of a table in which a text stands.
func chooseRow[R any](t *testing.T, p *ui.Panel, fits func(R) bool) *ui.Table[R] {
	t.Helper()
	var table *ui.Table[R]
	screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
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
			onethread.Settle()
			return table
		}
	}
	t.Fatalf("no such row of %d", len(table.Rows()))
	return nil
}

// Every list opens by one click, in Chinese, and fits the window.
func TestEveryListOfTheSettingsOpens(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		for _, word := range []string{"办理规则", "放假安排", "办理册", "承办单位", "牵头领导", "代表委员", "经办人员"} {
			p := openFromSettings(t, r, word)
			screentest.CheckChinese(t, word, p.Content)
			r.Keep("setup-" + word)
			p.Close()
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// entryIn is the entry of a panel with a placeholder.
func entryIn(t *testing.T, root fyne.CanvasObject, placeholder string) *ui.Entry {
	t.Helper()
	var found *ui.Entry
	screentest.Walk(root, func(o fyne.CanvasObject) bool {
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
