package gui

import (
	"context"

	"fyne.io/fyne/v2"
)

// latest runs loads off the UI goroutine and shows only the answer to the
// newest one. It is used on the UI goroutine only.
type latest[M any] struct {
	gen    int
	cancel context.CancelFunc
	slow   bool // the newest answer took longer than soon (startSoon)
}

// start cancels the load before and begins a new one. Load must touch no
// widget; show runs on the UI goroutine, and not at all once a newer load has
// begun or stop was called.
func (l *latest[M]) start(load func(context.Context) (M, error), show func(M, error)) {
	l.stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	gen := l.gen
	go func() {
		m, err := load(ctx)
		fyne.Do(func() {
			if gen == l.gen {
				show(m, err)
			}
		})
	}()
}

// stop cancels the load under way; its answer is dropped.
func (l *latest[M]) stop() {
	l.gen++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
