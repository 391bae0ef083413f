package screen

import (
	"context"
	"time"

	"jianban/data"
)

// soon is how long a key may wait for its page: well under what a person
// notices, and enough for a usual letter (BenchmarkKeyToPage).
const soon = 20 * time.Millisecond

// StartSoon is start, but an answer that comes within soon is shown before the
// window draws its next frame: what was typed and what follows from it are then
// seen together. Once an answer took longer the wait is left out, until answers
// are quick again: a long letter never holds up typing.
func (l *Latest[M]) StartSoon(load func(context.Context) (M, error), show func(M, error)) {
	p := l.begin(load)
	if !l.slow {
		timer := time.NewTimer(soon)
		defer timer.Stop()
		select {
		case a := <-p.answers:
			l.shown = a.err == nil
			show(a.m, a.err)
			return
		case <-timer.C:
			l.slow = true
		}
	}
	l.later(p, show)
}

// Sorted calls show when the order of a column is worked out, which for a long
// list of texts takes a moment the first time.
func Sorted[R any](l *Latest[string], order *data.ListOrder[R], column string, show func()) {
	if order == nil { // nothing is shown
		return
	}
	l.StartSoon(func(context.Context) (string, error) {
		order.Prepare(column)
		return column, nil
	}, func(string, error) { show() })
}
