package gui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	"github.com/go-gl/glfw/v3.4/glfw"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	ui "jianban/gui/widget"
)

// A fault, wherever it comes up, is told once, in a panel, and the window goes on:
// what is done next is done.
func TestTheWindowGoesOnAfterAFault(t *testing.T) {
	var load screen.Latest[int]
	for where, fail := range map[string]func(*Main){
		"what was handed over": func(*Main) { ui.Do(func() { panic("x") }) },
		"a load": func(m *Main) {
			load.Show(func(context.Context) (int, error) { panic("x") }, func(int) {}, m.Fail)
		},
		"showing what was loaded": func(m *Main) {
			load.Show(func(context.Context) (int, error) { return 1, nil }, func(int) { panic("x") }, m.Fail)
		},
		"a task": func(m *Main) {
			m.RunTask("办理", func(context.Context, screen.Progress) error { panic("x") }, m.Fail)
		},
		"a change": func(m *Main) {
			m.Save("登记", func(screen.Tx) error { panic("x") }, m.Fail)
		},
		"a timer": func(*Main) { fault.After(time.Millisecond, func() { panic("x") }) },
		"a key and three pictures": func(*Main) {
			for range 4 {
				fault.Run(func() { panic("x") })
			}
		},
	} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			onethread.Use(t)
			m := shown(t, r, 1366, 768)
			defer m.hearFaults()()
			fail(m)
			time.Sleep(time.Second) // the bubble's
			onethread.Settle()
			if len(m.panels) != 1 || m.changing != "" {
				t.Fatalf("%s: %d panels, changing %q", where, len(m.panels), m.changing)
			}
			if said := strings.Join(screentest.Texts(m.panels[0].Content), ""); !strings.Contains(said, "程序内部出错") {
				t.Errorf("%s: told %q", where, said)
			}
			escape(m)
			m.Go(screen.PlaceLedger)
			onethread.Settle()
			if len(m.panels) != 0 || m.trail[0].place != screen.PlaceLedger {
				t.Errorf("%s: the window does not go on", where)
			}
			m.Close()
		})
	}
}

// Where telling of a fault fails itself it is not told again and again.
func TestAFaultInTellingIsToldOnce(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		m := shown(t, r, 1366, 768)
		defer m.hearFaults()()
		told := 0
		win := m.win
		m.win = nil // presenting a panel now fails
		for range 3 {
			ui.Do(func() { told++; panic("x") })
			onethread.Settle()
		}
		m.win = win
		if told != 3 || !m.watch.telling {
			t.Errorf("%d, telling %v", told, m.watch.telling)
		}
		m.Close()
	})
}

// One fault, or a few over a day, leave the window; one that comes with each
// picture ends it.
func TestFaultsAgainAndAgainEndTheWindow(t *testing.T) {
	driverRunning.Store(true)
	defer driverRunning.Store(false)
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	m := &Main{}
	for i := range 100 {
		if !m.goesOn(now.Add(time.Duration(i) * time.Minute)) {
			t.Fatalf("ended by fault %d, a minute after the last", i)
		}
	}
	ends := 0
	for i := range mostFaults + 1 {
		if !m.goesOn(now.Add(24*time.Hour + time.Duration(i)*16*time.Millisecond)) {
			ends++
		}
	}
	if ends != 2 {
		t.Errorf("%d of %d faults with each picture end it", ends, mostFaults+1)
	}
	driverRunning.Store(false)
	if (&Main{}).goesOn(now) {
		t.Error("begins a loop again that cannot be")
	}
}

// A fault in laying out the window leaves it as large as it was.
func TestAFaultInLayingOut(t *testing.T) {
	bad := false
	l := &inputLayout{within: failing{layout.NewStackLayout(), &bad}, listens: true}
	objects := []fyne.CanvasObject{ui.Wide(300, ui.NewText("一"))}
	before := l.MinSize(objects)
	bad = true
	if after := l.MinSize(objects); after != before || before.Width < 300 {
		t.Errorf("%v, before %v", after, before)
	}
	l.Layout(objects, before)
}

// failing is a layout that has a fault where bad.
type failing struct {
	within fyne.Layout
	bad    *bool
}

func (f failing) MinSize(o []fyne.CanvasObject) fyne.Size {
	if *f.bad {
		panic("x")
	}
	return f.within.MinSize(o)
}

func (f failing) Layout([]fyne.CanvasObject, fyne.Size) { panic("x") }

// However the windowing library tells it, a display that does not draw is told.
func TestADisplayWithoutOpenGLIsTold(t *testing.T) {
	for what, make := range map[string]func() (*glfw.Window, error){
		"returned": func() (*glfw.Window, error) { return nil, errors.New("VersionUnavailable: 1.1") },
		"panics":   func() (*glfw.Window, error) { panic(errors.New("FormatUnavailable: no pixel format")) },
		"logged":   func() (*glfw.Window, error) { return nil, nil },
	} {
		var told data.Problem
		if w, err := unseen(make); w != nil || !errors.As(err, &told) || !strings.Contains(told.Message, "不支持 OpenGL 2.1") {
			t.Errorf("%s: %v, %v", what, w, err)
		}
	}
}

// Which versions of OpenGL a window is drawn with.
func TestWhichOpenGLIsEnough(t *testing.T) {
	for version, want := range map[string]bool{
		"4.5 (Compatibility Profile) Mesa 22.3.6": true,
		"2.1 Mesa 20.0":              true,
		"2.1.0 - Build 8.15.10.2622": true,
		"3.0":                        true,
		"1.1.0":                      false, // Windows' own, without a driver
		"1.4 (2.1 Mesa 22.3.6)":      false, // over a connection to another machine
		"2.0.6120 WinXP Release":     false,
		"":                           false,
		"OpenGL ES 3.2 Mesa 22.3.6":  false,
		"10.0":                       true,
	} {
		if got := enough(version); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
}

// A window that was closed while its loop does not end: the program is ended in order.
// Where the loop ended, that is left to those who wait for it.
func TestAProgramThatDoesNotEndIsEnded(t *testing.T) {
	for _, returns := range []bool{false, true} {
		inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
			ended := false
			m.deps.End = func() { ended = true }
			m.closed()
			m.closed() // by its cross and by a signal
			if returns {
				loopEnded()
			}
			time.Sleep(loopEnds + time.Second) // the bubble's
			onethread.Settle()
			if ended == returns {
				t.Errorf("the loop returned: %v, ended: %v", returns, ended)
			}
			ending.Swap(nil).Stop()
		})
	}
}
