package gui

import (
	"runtime/debug"
	"time"

	"jianban/data/fault"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Screens that read and count a whole year take a second or two where it has ten
// thousand proposals. While nobody does anything they are loaded ahead, one after
// another, so that each is there when it is gone to: also the first time, and after
// a change.

const (
	// aheadAfter is how long nobody does anything before a screen is loaded ahead:
	// long enough for the screen gone to, which is read first.
	aheadAfter = 350 * time.Millisecond
	// aheadAfterChange is how long after a change: whoever enters facts one after
	// another is not to work beside counting.
	aheadAfterChange = 4 * time.Second
	// aheadLook is how often it is looked whether a load ahead is done.
	aheadLook = 100 * time.Millisecond
	// aheadLooks is how often at most: one that takes longer is not waited for.
	aheadLooks = 300
	// worthAhead is from how many proposals on screens are loaded ahead: of fewer each
	// is there at once, and screens that nobody goes to would only take memory.
	worthAhead = 500
	// garbageAhead is how much may pile up meanwhile beside what is in use, in
	// percent (garbage): nobody waits, so memory counts more than time.
	garbageAhead = 10
)

// ahead is what is loaded while nobody does anything.
type ahead struct {
	many  int         // proposals of the year chosen
	timer *time.Timer // nil where nothing is loaded ahead: there is no real window
	from  time.Time   // not before this
	place screen.Place
	under bool // place is under way
	looks int
}

// startAhead has screens loaded ahead from now on.
func (m *Main) startAhead() {
	m.ahead.timer = fault.After(time.Hour, func() { ui.Do(m.loadAhead) })
	m.ahead.timer.Stop()
}

// putOffAhead waits anew, because somebody does something.
func (m *Main) putOffAhead(wait time.Duration) {
	if m.ahead.timer == nil {
		return
	}
	if until := time.Now().Add(wait); until.After(m.ahead.from) {
		m.ahead.from = until
	}
	m.ahead.timer.Reset(time.Until(m.ahead.from))
}

// loadAhead loads the next screen of the rail that does not show what it would
// load, unless work is under way.
func (m *Main) loadAhead() {
	if !m.mayLoadAhead() {
		return
	}
	if m.ahead.under {
		m.loadedAhead()
		return
	}
	for _, p := range places() {
		if s := m.toLoadAhead(p); s != nil {
			m.ahead.place, m.ahead.under, m.ahead.looks = p.place, true, 0
			m.loaded[p.place] = m.stamp()
			debug.SetGCPercent(garbageAhead)
			s.Refresh()
			m.ahead.timer.Reset(aheadLook)
			return
		}
	}
}

// loadedAhead hands back what was used to load a screen ahead; then comes the next.
func (m *Main) loadedAhead() {
	m.ahead.under = false
	debug.SetGCPercent(garbage)
	fault.Go(func() {
		handBack()
		ui.Do(func() { m.putOffAhead(0) })
	})
}

// mayLoadAhead tells that nothing is under way; where a load is, it is looked again.
func (m *Main) mayLoadAhead() bool {
	if !m.started || m.ahead.many < worthAhead || m.lock.on() || m.changing != "" || m.leaving {
		return false
	}
	busy := m.current()
	if m.ahead.under {
		busy = m.kept[m.ahead.place]
	}
	if k, ok := busy.(screen.Keeps); ok && !k.Loaded() && m.ahead.looks < aheadLooks {
		m.ahead.looks++
		m.ahead.timer.Reset(aheadLook)
		return false
	}
	return true
}

// toLoadAhead is the screen of a place where it is worth loading ahead, made where
// it has not been yet; nil else.
func (m *Main) toLoadAhead(p placeInfo) screen.Screen {
	if p.last || m.loaded[p.place] == m.stamp() { // also what was loaded in vain
		return nil
	}
	s := m.keptScreen(p.place)
	if _, ok := s.(screen.Keeps); !ok || s == m.current() {
		return nil
	}
	return s
}

// placedHost is the window as a screen of the rail has it: what fails while the
// screen is loaded ahead is told when it is gone to, which loads it again.
type placedHost struct {
	*Main
	place screen.Place
}

// Fail shows an error in a panel.
func (h placedHost) Fail(err error) {
	if h.ahead.under && h.ahead.place == h.place && h.current() != h.kept[h.place] {
		return
	}
	h.Main.Fail(err)
}
