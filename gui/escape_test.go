package gui

import (
	"context"
	"testing"
	"time"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// stuckStore reads holidays until it is told to stop, stuckPapers lay out until
// then.
type stuckStore struct {
	screen.Store
	stuck bool
}

type stuckPapers struct{ screen.Papers }

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
	for name, act := range map[string]func(t *testing.T, m *Main){
		"printing a ledger": func(_ *testing.T, m *Main) { m.onPrint() },
		"entering a notice": func(t *testing.T, m *Main) { screentest.TapText(t, m.panels[0].Content, "录入通知") },
	} {
		inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
			stuck := &stuckStore{Store: m.deps.Store}
			m.deps.Store, m.deps.Papers = stuck, stuckPapers{m.deps.Papers}
			m.Go(screen.PlaceLedger)
			onethread.Settle()
			if name == "entering a notice" {
				m.Go(screen.PlaceSettings)
				onethread.Settle()
				screentest.TapText(t, m.current().Root(), "放假安排")
			}
			before := len(m.panels)
			stuck.stuck = true
			act(t, m)
			time.Sleep(time.Second)
			onethread.Settle()
			if len(m.panels) != before+1 {
				t.Fatalf("%s: %d panels while it reads", name, len(m.panels))
			}
			escape(m)
			if len(m.panels) != before {
				t.Errorf("%s: %d panels after Esc", name, len(m.panels))
			}
		}, story.Lead())
	}
}
