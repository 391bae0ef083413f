package gui

import (
	"os"
	"os/signal"
	"runtime"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/native"
	ui "jianban/gui/widget"
)

// driverRunning is Fyne's own note that its loop runs. A panic that leaves the
// loop leaves it set, and the loop, begun again, would end at once. Where a newer
// Fyne keeps it elsewhere this one stays false and the program ends in order.
//
//go:linkname driverRunning fyne.io/fyne/v2/internal/driver/glfw.running
var driverRunning atomic.Bool

const (
	// firstPicture is how long the window may take to be drawn at first. What the
	// system answered before says that it can be; this is for what it did not say.
	firstPicture = 40 * time.Second
	// answersAgain is how long the loop may take to answer once it was begun again.
	answersAgain = 10 * time.Second
	// mostFaults is how many faults may leave the loop within manyFaults: one that
	// comes with each picture leaves nothing to work with.
	mostFaults = 10
	manyFaults = 10 * time.Second
)

// watch is how the window is watched while it runs.
type watch struct {
	drawn   *time.Timer // ends what is never drawn; nil where nothing is watched
	dead    *time.Timer // ends a loop that does not answer; nil where none is waited for
	failed  error       // why the window could not be
	left    []time.Time // when faults left the loop
	panel   *ui.Panel   // that tells of a fault
	telling bool        // a fault is being told
}

// errUnsteady ends the window where faults come again and again.
var errUnsteady = data.Problem{Message: "程序反复出错，已经关闭", Hint: "已经保存的内容没有受影响；正在填写、没有保存的内容已记下，下次打开时可以恢复"}

// errNoWindow is told where the system drew no window although it said it could.
var errNoWindow = data.Problem{Field: "窗口", Message: "系统没有画出窗口", Hint: "请更新显卡驱动程序或重新启动电脑后再打开；登记库没有改动"}

// loop shows the window and returns when it is closed. A fault that comes up
// while an event is handled or the window is drawn is told, and the loop goes on.
func (m *Main) loop() error {
	defer m.hearFaults()()
	m.watch.drawn = fault.After(firstPicture, func() { m.giveUp(errNoWindow) })
	defer m.watch.drawn.Stop()
	defer m.answered()
	begun.Store(true)
	m.app.Lifecycle().SetOnStarted(func() {
		if !hasWindow(m.win) {
			m.giveUp(errNoWindow)
		}
	})
	begin := func() { m.win.ShowAndRun() }
	for !fault.Run(begin) {
		if !m.goesOn(time.Now()) {
			m.endInOrder()
			return errUnsteady
		}
		begin = m.again
	}
	return m.watch.failed
}

// hearFaults has the person told of faults that nobody waits for, until stop.
func (m *Main) hearFaults() (stop func()) {
	return fault.Listen(func(err error) { ui.Do(func() { m.onFault(err) }) })
}

// goesOn tells, after a fault left the loop, whether it can be begun again.
func (m *Main) goesOn(now time.Time) bool {
	m.watch.left = slices.DeleteFunc(append(m.watch.left, now), func(t time.Time) bool { return now.Sub(t) > manyFaults })
	return len(m.watch.left) < mostFaults && driverRunning.Load()
}

// again begins Fyne's loop again. One that does not answer, such as where the
// fault left something locked, is ended; what was typed is kept by then.
func (m *Main) again() {
	m.expectAnswer(errUnsteady)
	ui.Do(func() {
		m.answered()
		m.keepDrafts()
	})
	driverRunning.Store(false)
	m.app.Driver().Run()
}

// endInOrder keeps what was typed and lets go of everything, each as far as it can be.
func (m *Main) endInOrder() {
	fault.Run(m.stopDrafts)
	fault.Run(m.Close)
}

// giveUp ends a window that is not to be seen. Where even that does not end, the
// program ends itself, so that it holds nothing.
func (m *Main) giveUp(why data.Problem) {
	dead := fault.After(answersAgain, func() { end(why) })
	ui.Do(func() {
		m.watch.dead, m.watch.failed = dead, why
		m.app.Quit()
	})
}

// expectAnswer ends the program where the loop does not answer.
func (m *Main) expectAnswer(why data.Problem) {
	m.answered()
	m.watch.dead = fault.After(answersAgain, func() { end(why) })
}

// answered ends the waiting of expectAnswer.
func (m *Main) answered() {
	if m.watch.dead != nil {
		m.watch.dead.Stop()
	}
}

// end ends the program at once. The registry's file is whole at any time.
func end(why data.Problem) {
	defer os.Exit(1)
	native.Tell(why.Error())
}

// How long Fyne's loop may take to end once its window is closed, and the program once
// the loop has: what is under way is finished, and the registry's file let go of.
const (
	loopEnds    = 10 * time.Second
	programEnds = time.Minute
)

// ending ends a program that does not end by itself; nil before the window is closed.
var ending atomic.Pointer[time.Timer]

// watchEnd sees to it that no program stays behind unseen, holding the registry. Fyne
// 2.8.1's loop sometimes does not return: what it has queued for its own end can come
// just after it looked for the last time, and is then waited for. The program is then
// ended in order all the same (Deps.End).
func (m *Main) watchEnd(stop <-chan struct{}) {
	m.win.SetOnClosed(m.closed)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM) // on which Fyne ends its loop
	fault.Go(func() {
		defer signal.Stop(asked)
		select {
		case <-asked:
			m.closed()
		case <-stop:
		}
	})
}

// closed begins to wait for the end of the loop.
func (m *Main) closed() {
	stuck := fault.After(loopEnds, func() {
		fault.Stuck()
		m.deps.End()
	})
	if !ending.CompareAndSwap(nil, stuck) {
		stuck.Stop()
	}
}

// loopEnded watches over what is left of the program.
func loopEnded() {
	next := fault.After(programEnds, func() {
		fault.Stuck()
		os.Exit(1)
	})
	if before := ending.Swap(next); before != nil {
		before.Stop()
	}
}

// drawn tells that the window is there.
func (m *Main) drawn() { m.watch.drawn.Stop() }

// hasWindow tells whether the system made the window.
func hasWindow(w fyne.Window) bool {
	n, ok := w.(driver.NativeWindow)
	has := true
	if ok {
		n.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				has = c.WindowHandle != 0
			case driver.WaylandWindowContext:
				has = c.WaylandSurface != 0
			case driver.WindowsWindowContext:
				has = c.HWND != 0
			}
		})
	}
	return has
}

// onFault tells a person of a fault. While one is told others are not, nor where
// the telling itself fails: their reports are written.
func (m *Main) onFault(err error) {
	if m.watch.telling || slices.Contains(m.panels, m.watch.panel) {
		return
	}
	m.watch.telling = true // stays where this panics
	m.keepDrafts()
	m.watch.panel = m.tell("程序出错", data.Sentence(err))
	m.watch.telling = false
}

// Tell tells why the program ends, or did not begin, in a box of the system's own
// on Windows and where no window can be drawn, else in a small window. Standard
// error has it besides.
func Tell(err error) {
	if waiting := ending.Load(); waiting != nil {
		waiting.Stop() // it is read for as long as that takes
	}
	text := data.Sentence(err)
	if runtime.GOOS == "windows" || begun.Load() || CanDraw() != nil {
		native.Tell(text)
		return
	}
	refusal(app.NewWithID(appID), text).ShowAndRun()
}

// Notice tells in passing what is no trouble, without a window.
func Notice(text string) { native.Notify(text) }

// begun tells that Fyne's loop ran: it does so once in a program.
var begun atomic.Bool
