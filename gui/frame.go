package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"

	ui "jianban/gui/widget"
)

// frame is how large the window is and where it stands, kept between sittings.
type frame struct {
	prefs fyne.Preferences // nil keeps nothing
	size  fyne.Size        // of the window while it does not fill the screen
	place area             // in pixels of the screens; empty where nothing was kept
	full  bool             // fills the screen
	win   *glfw.Window     // nil before it is drawn, and in tests
}

// area is a part of the screens, in their pixels.
type area struct{ x, y, w, h int }

// prefFrame keeps width and height in Fyne's units, place and size in pixels, and
// whether the window fills the screen.
const prefFrame = "window.frame"

// What is taken for a size at all.
const (
	leastWide, leastHigh = 640, 400
	mostWide             = 16000
)

// newFrame takes what was kept; at first the window is of the usual size, in which
// all is drawn so much larger.
func newFrame(prefs fyne.Preferences, scale float32) *frame {
	f := &frame{prefs: prefs, size: times(usualSize, 1/scale)}
	if prefs == nil {
		return f
	}
	k := prefs.IntList(prefFrame)
	if len(k) != 7 || k[0] < leastWide || k[1] < leastHigh || k[0] > mostWide || k[1] > mostWide || k[4] <= 0 || k[5] <= 0 {
		return f
	}
	f.size, f.place, f.full = fyne.NewSize(float32(k[0]), float32(k[1])), area{k[2], k[3], k[4], k[5]}, k[6] == 1
	return f
}

// put asks for the size and the place that were kept; the window is not shown yet.
func (f *frame) put(w fyne.Window) {
	w.Resize(f.size)
	if d, ok := w.(desktop.Window); ok && f.place != (area{}) {
		d.RequestPosition(f.place.x, f.place.y)
	}
}

// found fills the screen with the system's window where it did, and brings it back
// where nobody would see it; it is called while the window is drawn.
func (f *frame) found(w *glfw.Window) {
	f.win = w
	if f.place == (area{}) {
		return
	}
	ui.Do(func() {
		if on := screens(); len(on) > 0 && !f.place.seenOn(on) {
			w.SetPos(on[0].x+handle, on[0].y+handle)
		}
		if f.full {
			w.Maximize()
		}
	})
}

// keep keeps how large the window is and where it stands now. One that fills the
// screen keeps what it was before.
func (f *frame) keep(size fyne.Size) {
	if f.prefs == nil || f.win == nil || f.win.GetAttrib(glfw.Iconified) == glfw.True {
		return
	}
	f.full = f.win.GetAttrib(glfw.Maximized) == glfw.True
	if !f.full || f.place == (area{}) {
		f.place.x, f.place.y = f.win.GetPos()
		f.place.w, f.place.h = f.win.GetSize()
	}
	if !f.full {
		f.size = size
	}
	f.save()
}

func (f *frame) save() {
	k := []int{int(f.size.Width + 0.5), int(f.size.Height + 0.5), f.place.x, f.place.y, f.place.w, f.place.h, 0}
	if f.full {
		k[6] = 1
	}
	f.prefs.SetIntList(prefFrame, k)
}

// screens are the areas of all screens.
func screens() []area {
	var all []area
	for _, m := range glfw.GetMonitors() {
		x, y, w, h := m.GetWorkarea()
		all = append(all, area{x, y, w, h})
	}
	return all
}

// handle is how much of a window's upper edge must be on a screen, so that it can be
// taken there with the mouse: a screen may have been taken away since.
const handle = 80

// seenOn tells whether enough of the window is on one of the screens.
func (a area) seenOn(screens []area) bool {
	for _, s := range screens {
		wide := min(a.x+a.w, s.x+s.w) - max(a.x, s.x)
		if wide >= handle && a.y >= s.y-handle/2 && a.y <= s.y+s.h-handle {
			return true
		}
	}
	return false
}
