package gui

import (
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// walkTab goes on by Tab until it is where it began and tells what it came to; not
// ok where it never comes back.
func walkTab(m *Main) (all []fyne.Focusable, ok bool) {
	c := m.win.Canvas()
	c.Unfocus()
	for range 500 {
		c.FocusNext()
		onethread.Settle()
		f := c.Focused()
		if f == nil || len(all) > 0 && f == all[0] {
			return all, f != nil
		}
		all = append(all, f)
	}
	return all, false
}

// byMouse is what only the mouse needs: the keyboard scrolls what it is in, and what a
// click on a page leads to is reached in the fields.
var byMouse = []string{"*widget.scrollBarArea", "*preview.paper"}

// unreached are the types of what can be pressed on the window and neither takes the
// keyboard nor lies in something that does.
func unreached(root fyne.CanvasObject, reached []fyne.Focusable) (types []string) {
	in := map[fyne.CanvasObject]bool{}
	for _, f := range reached {
		if o, ok := f.(fyne.CanvasObject); ok {
			screentest.Walk(o, func(o fyne.CanvasObject) bool { in[o] = true; return true })
		}
	}
	screentest.Walk(root, func(o fyne.CanvasObject) bool {
		d, can := o.(fyne.Disableable)
		if _, pressed := o.(fyne.Tappable); pressed && !in[o] && !(can && d.Disabled()) {
			if name := reflect.TypeOf(o).String(); !slices.Contains(byMouse, name) {
				types = append(types, name)
			}
		}
		return true
	})
	return types
}

// Every screen can be gone through by Tab: it comes to all that can be pressed, is
// caught nowhere, and comes back.
func TestTabGoesThroughEveryScreen(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		look := func(where string) {
			t.Helper()
			all, back := walkTab(m)
			if !back || len(all) < len(places()) {
				t.Errorf("%s: Tab is caught behind %d places", where, len(all))
			}
			if missed := unreached(m.root, all); len(missed) > 0 {
				t.Errorf("%s: Tab does not come to %v", where, missed)
			}
		}
		for _, p := range places() {
			m.Go(p.place)
			onethread.Settle()
			look(string(p.place))
		}
		for _, tab := range screen.Tabs {
			m.OpenCase(12, tab)
			onethread.Settle()
			look(string(tab))
		}
		m.OpenReply(12, 1)
		onethread.Settle()
		look("答复")
	}, story.Lead(), story.Draft(), story.Assist())
}
