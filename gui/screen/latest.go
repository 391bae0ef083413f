package screen

import (
	"context"
	"time"

	"jianban/data"
	"jianban/data/fault"
	ui "jianban/gui/widget"
)

// Latest runs loads off the UI goroutine and shows only the answer to the
// newest one. It is used on the UI goroutine only.
type Latest[M any] struct {
	gen    int
	cancel context.CancelFunc
	slow   bool // the newest answer took longer than soon (startSoon)
	shown  bool // the newest answer was shown, without an error
}

// Shown tells that what the newest load brought is shown: nothing is under way,
// failed or was stopped since.
func (l *Latest[M]) Shown() bool { return l.shown }

// Start cancels the load before and begins a new one. Load must touch no
// widget; show runs on the UI goroutine, and not at all once a newer load has
// begun or stop was called.
func (l *Latest[M]) Start(load func(context.Context) (M, error), show func(M, error)) {
	l.later(l.begin(load), show)
}

// Show is Start where what came is shown and an error is told.
func (l *Latest[M]) Show(load func(context.Context) (M, error), show func(M), tell func(error)) {
	l.Start(load, func(m M, err error) {
		if err != nil {
			tell(err)
			return
		}
		show(m)
	})
}

// ShowYear shows what load reads of the year and book that the window is set to.
func ShowYear[M any](l *Latest[M], d Deps, h Host, load func(ctx context.Context, r Reader, year int, book data.ID, today data.Date) (M, error), show func(M)) {
	year, book, today := h.Year(), h.Book(), d.Today()
	l.Show(func(ctx context.Context) (M, error) { return load(ctx, d.Store, year, book, today) }, show, h.Fail)
}

// pending is a load under way.
type pending[M any] struct {
	gen     int
	begun   time.Time
	answers chan answer[M]
}

type answer[M any] struct {
	m   M
	err error
}

// begin cancels the load before and begins a new one.
func (l *Latest[M]) begin(load func(context.Context) (M, error)) pending[M] {
	l.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	p := pending[M]{l.gen, time.Now(), make(chan answer[M], 1)}
	fault.Go(func() {
		var a answer[M]
		a.err = fault.Try(func() (err error) {
			a.m, err = load(ctx)
			return err
		})
		p.answers <- a
	})
	return p
}

// later shows the answer when it comes, where it is still the newest.
func (l *Latest[M]) later(p pending[M], show func(M, error)) {
	fault.Go(func() {
		a := <-p.answers
		quick := time.Since(p.begun) < soon
		ui.Do(func() {
			if p.gen == l.gen {
				l.slow, l.shown = !quick, a.err == nil
				show(a.m, a.err)
			}
		})
	})
}

// Stop cancels the load under way; its answer is dropped.
func (l *Latest[M]) Stop() {
	l.shown = false
	l.gen++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
