package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// unset is a registry in which nothing was set up.
type unset struct{ screen.Store }

func (unset) Settings(context.Context) (data.Settings, error) { return data.Settings{}, nil }

func (unset) Books(context.Context) ([]data.Book, error) { return nil, nil }

func TestFirstStartAsksOnceWhoTheOfficeIs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Store = unset{r.Deps.Store}
		r.Deps.Prefs = test.NewTempApp(t).Preferences()
		for _, asked := range []bool{true, false} {
			m := shown(t, r, 1366, 768)
			if got := len(m.panels) == 1 && m.panels[0].Title == "填写办公室信息"; got != asked {
				t.Errorf("asked %v, want %v: %d panels", got, asked, len(m.panels))
			}
			if asked {
				r.Keep("main-first-start")
				m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
				onethread.Settle()
				if len(m.panels) != 0 {
					t.Error("Esc does not put it off")
				}
			}
			m.Close()
		}
	})
}

// What was found when the registry was opened is told first, with the keyboard on
// its button; the question follows.
func TestFirstStartAsksAfterWhatWasFound(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Store = unset{r.Deps.Store}
		r.Deps.Prefs = test.NewTempApp(t).Preferences()
		r.Deps.Found = []string{"登记库原来没有，已新建一个空的"}
		m := shown(t, r, 1366, 768)
		if got := panelTitle(m); got != "请注意" {
			t.Fatalf("shows %q first", got)
		}
		key(m, fyne.KeyReturn)
		if got := panelTitle(m); got != "填写办公室信息" {
			t.Errorf("after Enter %q", got)
		}
		escape(m)
		m.Close()
	})
}

// An office that is known is not asked.
func TestKnownOfficeIsNotAsked(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		if len(m.panels) != 0 {
			t.Errorf("shows %s", m.panels[0].Title)
		}
	}, story.Lead())
}

// Of another version than the one used last a line is said, with a way to what it
// brought; at the very first start nothing.
func TestAnotherVersionIsSaid(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Prefs = test.NewTempApp(t).Preferences()
		for _, x := range []struct {
			version string
			said    bool
		}{{"0.1", false}, {"0.1", false}, {"0.2", true}, {"0.2", false}} {
			r.Deps.Version = x.version
			m := shown(t, r, 1366, 768)
			if got := strings.Contains(m.status.said.Text, "已更新到 "+x.version); got != x.said {
				t.Errorf("%s: said %q", x.version, m.status.said.Text)
			}
			if x.said {
				screentest.TapText(t, m.status.root, "看新变化")
				if len(m.panels) != 1 || m.panels[0].Title != "新变化" {
					t.Error("the link does not lead to what is new")
				}
			}
			m.Close()
		}
	}, story.Lead())
}
