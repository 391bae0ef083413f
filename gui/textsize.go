package gui

import (
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/gui/screen"
)

// The size of text is that of all: the window is drawn larger or smaller as a whole,
// by Fyne's own scale, so that every glyph and line is as sharp as at the usual size
// and nothing has to be built anew. The window keeps its size on the screen; what is
// in it has less room, or more.

// prefScale keeps the size of text and spaces.
const prefScale = "ui.scale"

// usualSize is what the window is given at first, in pixels at the system's scale.
var usualSize = fyne.NewSize(1366, 768)

// keptScale is the size kept, 1 where none is.
func keptScale(p fyne.Preferences) float32 {
	if p == nil {
		return 1
	}
	s := float32(p.FloatWithFallback(prefScale, 1))
	if !(s >= screen.TextSizes[0]) || s > screen.TextSizes[len(screen.TextSizes)-1] {
		return 1
	}
	return s
}

// Scale is the size of text and spaces.
func (m *Main) Scale() float32 { return m.scale }

// SetScale changes the size of text and spaces at once and keeps it; where the
// window has no room for it, it says so.
func (m *Main) SetScale(s float32) {
	c, app := m.win.Canvas(), m.sized
	if s == m.scale || app == nil {
		return
	}
	pixels, least := times(c.Size(), c.Scale()), m.root.MinSize()
	next := tenth(c.Scale() / tenth(m.scale) * s)
	if least.Width*next > pixels.Width+1 || least.Height*next > pixels.Height+1 {
		m.Say(fmt.Sprintf("窗口太小，放不下%.0f%%的文字；请先放大窗口。", s*100))
		return
	}
	m.scale, app.size = s, s
	if m.deps.Prefs != nil {
		m.deps.Prefs.SetFloat(prefScale, float64(s))
	}
	if r, ok := c.(interface{ Resize(fyne.Size) }); ok { // so that Fyne keeps the window as it is
		r.Resize(times(pixels.SubtractWidthHeight(0.4, 0.4), 1/next)) // Fyne rounds up
	}
	m.wear() // every window takes the scale with the theme
	if now := times(c.Size(), c.Scale()); math.Abs(float64(now.Width-pixels.Width)) > 2 || math.Abs(float64(now.Height-pixels.Height)) > 2 {
		m.win.Resize(times(pixels, 1/c.Scale()))
	}
	m.win.Content().Refresh()
	m.fitPanels()
	m.Say(fmt.Sprintf("文字大小 %.0f%%", s*100))
}

// zoomText makes text some steps larger or smaller; 0 makes it the usual size.
func (m *Main) zoomText(by int) {
	if by == 0 {
		m.SetScale(1)
		return
	}
	at, found := slices.BinarySearch(screen.TextSizes, m.scale)
	if !found && by > 0 {
		at-- // between two steps
	}
	m.SetScale(screen.TextSizes[min(max(at+by, 0), len(screen.TextSizes)-1)])
}

func times(s fyne.Size, by float32) fyne.Size { return fyne.NewSize(s.Width*by, s.Height*by) }

// tenth rounds as Fyne rounds scales.
func tenth(scale float32) float32 { return float32(math.Round(float64(scale)*10) / 10) }
