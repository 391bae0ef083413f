package gui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/storybook/story"
)

// stuckStore reads holidays until it is told to stop, stuckPapers lay out until
// then.
type stuckStore struct {
	Store
	stuck bool
}

type stuckPapers struct{ Papers }

func (stuckPapers) Ledger(ctx context.Context, _ string, _ []data.Case, _ data.Date) (page.Document, error) {
	<-ctx.Done()
	return page.Document{}, ctx.Err()
}

func (s *stuckStore) Holidays(ctx context.Context) ([]data.Holiday, error) {
	if s.stuck {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return s.Store.Holidays(ctx)
}

// Esc ends a read that lasts, and nothing is said about it.
func TestEscStopsALongRead(t *testing.T) {
	for name, act := range map[string]func(m *Main){
		"printing a ledger": func(m *Main) { m.onPrint() },
		"entering a notice": func(m *Main) { newHolidayPart(m).enterNotice("") },
	} {
		inWindow(t, func(t *testing.T, m *Main, _ *paperRoom) {
			stuck := &stuckStore{Store: m.deps.Store}
			m.deps.Store, m.deps.Papers = stuck, stuckPapers{m.deps.Papers}
			m.Go(PlaceLedger)
			settle()
			stuck.stuck = true
			act(m)
			time.Sleep(2 * patience)
			settle()
			if len(m.panels) != 1 {
				t.Fatalf("%s: %d panels while it reads", name, len(m.panels))
			}
			m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
			settle()
			if len(m.panels) != 0 {
				t.Errorf("%s: %d panels after Esc", name, len(m.panels))
			}
		}, story.Lead())
	}
}

func newHolidayPart(m *Main) *holidayPart {
	return &holidayPart{deps: m.deps, host: m, year: 2022, done: func() {}}
}
