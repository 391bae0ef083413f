package onethread

import (
	"sync"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"
)

// Fyne's test driver runs fyne.Do on whatever goroutine calls it, so two loads
// that end together would paint at once, as they never do in a real window.
// oneThread keeps what goroutines hand over until Settle runs it on the
// test's own goroutine.
type oneThread struct {
	fyne.Driver
	mu    sync.Mutex
	queue []func()
	held  fyne.KeyModifier
}

// The desktop's part of a driver: the keys held down.

func (d *oneThread) CurrentKeyModifiers() fyne.KeyModifier { return d.held }

func (d *oneThread) CreateSplashWindow() fyne.Window { return d.CreateWindow("") }

func (d *oneThread) HasSecondaryDisplay() bool { return false }

// Hold holds keys down from now on; 0 lets go.
func Hold(t *testing.T, keys fyne.KeyModifier) {
	t.Helper()
	d, ok := fyne.CurrentApp().Driver().(*oneThread)
	if !ok {
		t.Fatal("onethread.Use was not called")
	}
	d.held = keys
}

// DoFromGoroutine keeps f for Settle.
func (d *oneThread) DoFromGoroutine(f func(), _ bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.queue = append(d.queue, f)
}

func (d *oneThread) take() []func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := d.queue
	d.queue = nil
	return q
}

type oneThreadApp struct {
	fyne.App
	driver *oneThread
}

// Driver is the queueing driver.
func (a oneThreadApp) Driver() fyne.Driver { return a.driver }

// Use makes the app of the running test hand over through a queue.
func Use(t *testing.T) {
	t.Helper()
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(oneThreadApp{app, &oneThread{Driver: app.Driver()}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
}

// Settle waits until every goroutine of the test stands still and has shown
// what it had to show.
func Settle() {
	for {
		synctest.Wait()
		d, ok := fyne.CurrentApp().Driver().(*oneThread)
		if !ok {
			return
		}
		queue := d.take()
		if len(queue) == 0 {
			return
		}
		for _, f := range queue {
			f()
		}
	}
}
